"""The parties of one event, taken together: who goes with whom, whose country tells the other's, which events say the same.

In: mentions of sources and targets as the references gave them. Out: pairs, and mentions whose country the other party tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from coder.actors import INTERNATIONAL, UNKNOWN
from coder.memory import Mention
from coder.places import Place

FOREIGN = frozenset({"REF", "IGO", "NGO"})  # roles whose bearers are often not of the country they are in
FORCES = frozenset({"MIL", "COP", "REB"})
STATE = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
_BODIES = frozenset({"COP", "JUD", "LEG"})
REBELS = frozenset({"REB", "SEP", "UAF", "OPP"})
PRIVATE = frozenset({"CVL", "EDU", "BUS", "MED", "ELI", "LAB", "HLH", "DEV", "REL", "AGR", ""})
_PUBLIC_ACTS = frozenset({"14", "18", "19", "20"})
CIVILIAN = "CVL"
COUNTRY = 3
RETURNED = {"042": "043", "043": "042"}  # the visited hosts, the host is visited


@dataclass(frozen=True, slots=True)
class Event:
    """One event, offsets into the document's text."""

    source: Mention | None
    target: Mention | None
    code: str
    sense: str
    rule: str
    day: date
    date_basis: str
    date_precision: str
    attribution: Mention | None
    trigger: tuple[int, int]
    place: Place | None


def from_context(before: Mention | None, after: Mention | None) -> Mention | None:
    """A mention whose country was told by what stands around it says so."""
    if after is None or after is before or after.link or (before is not None and before.code == after.code):
        return after
    return after._replace(link="country")


def visited_place(place: Place | None, source: Mention | None, target: Mention | None, code: str) -> Place | None:
    """Of several countries visited, the place told is in one."""
    host = target if code == "042" else source
    if place is None or code not in RETURNED or host is None or not host.code or len(host.code) > COUNTRY:
        return place
    return place if place.country in lands_of([(source, target)]) else None


def lands_of(pairs: Iterable[tuple[Mention | None, Mention | None]]) -> set[str]:
    """The countries of the parties."""
    return {m.code[:3] for pair in pairs for m in pair if m is not None and m.code}


def demonstrated(sources: list[Mention], targets: list[Mention]) -> tuple[list[Mention], list[Mention]]:
    """A country in which people demonstrate is not whom they address."""
    if not all(len(m.code or "") == 3 for m in targets):
        return sources, targets
    return sources or [m._replace(code=m.code + "CVL") for m in targets if m.code and m.code not in INTERNATIONAL][:1], []


def countryless(mention: Mention | None) -> bool:
    """Is this an agent of whose country nothing is known yet (and who is no foreigner where he is)?"""
    return mention is not None and not mention.rootless and bool(mention.code) and mention.code is not None and mention.code.startswith(UNKNOWN)


def _of(mention: Mention | None, land: str) -> Mention | None:
    """The agent with a country; as he was where there is none to give."""
    return mention._replace(code=land + mention.code[3:]) if land and mention is not None and mention.code else mention


def _land(mention: Mention) -> str:
    """The country of a party, if it has one."""
    code = (mention.code or "")[:COUNTRY]
    return "" if code == UNKNOWN or code in INTERNATIONAL else code


def of_teller(mention: Mention | None, teller: Mention | None, state: bool = False) -> Mention | None:
    """A tank, a soldier, of whom the army of X tells: those of X; the court, the police of whom its `state` does, where nothing else tells."""
    if not countryless(mention) or mention is None or teller is None or not teller.code or teller.code.startswith(UNKNOWN):
        return mention
    role, its = (mention.code or "")[3:6], teller.code[3:6]
    same = (role in _BODIES and its in STATE) if state else (role in FORCES and role == its)
    return _of(mention, teller.code[:3] if same else "")


def of_state(mention: Mention | None, other: Mention | None) -> Mention | None:
    """The parliament that backs the government of X is that of X."""
    if not countryless(mention) or mention is None or other is None or not other.code:
        return mention
    told = other.code[3:6] == "GOV" and (mention.code or "")[3:6] in _BODIES
    return _of(mention, _land(other) if told else "")


def beside(mention: Mention | None, joined: Sequence[Mention]) -> Mention | None:
    """Those who are told of together with soldiers of X are of X, where nothing else tells."""
    if not countryless(mention) or mention is None or len(joined) < 2 or (mention.code or "")[3:] in FOREIGN:
        return mention
    lands = {m.code[:3] for m in joined if m.code and not m.code.startswith(UNKNOWN)}
    return _of(mention, next(iter(lands - INTERNATIONAL), "") if len(lands) == 1 else "")


def own_people(mention: Mention | None, state: Mention | None) -> Mention | None:
    """A state that holds activists holds its own, where nothing else tells."""
    if not countryless(mention) or mention is None or state is None or len(state.code or "") != COUNTRY:
        return mention
    return _of(mention, _land(state) if (mention.code or "")[3:6] not in FOREIGN else "")


def at_home_with(mention: Mention | None, other: Mention | None) -> Mention | None:
    """Children whom the rebels of X recruit, where nothing else tells, are of X."""
    if not countryless(mention) or mention is None or other is None or not other.code:
        return mention
    told = other.code[3:6] in REBELS and (mention.code or "")[3:6] == CIVILIAN
    return _of(mention, _land(other) if told else "")


def own_army(source: Mention | None, target: Mention | None, countries: set[str]) -> bool:
    """Would an army without a country be taken for that of the state that strikes it?"""
    if source is None or target is None or not source.code or target.code != UNKNOWN + "MIL":
        return False
    return countries == {source.code[:3]} and source.code[3:6] in ("", "MIL", "GOV")


def private(source: Mention | None, target: Mention | None, code: str) -> bool:
    """Dealings between people of no country and no public role (sport, business, art) are no political events."""
    if code[:2] in _PUBLIC_ACTS:
        return False
    return all(m is None or m.code is None or (m.code.startswith(UNKNOWN) and m.code[3:6] in PRIVATE) for m in (source, target))


def pairs_of(sources: list[Mention], targets: list[Mention], both: bool) -> list[tuple[Mention | None, Mention | None]]:
    if both:
        lands = dict.fromkeys(m.code[:3] for m in sources if m.code and m.code[:3] != UNKNOWN)
        if len(lands) > 2:  # ministers of foreign affairs and chiefs of intelligence of three countries meet: one party a country
            sources = targets = [next(m for m in sources if m.code and m.code[:3] == land) for land in lands]
        if len(sources) == 1:
            return [(sources[0], None)]  # the rebels signed: the other side is not told
        return [(a, b) for i, a in enumerate(sources) for j, b in enumerate(targets) if i != j and a.code != b.code]
    pairs: list[tuple[Mention | None, Mention | None]] = []
    for s in sources or [None]:  # type: ignore[list-item]
        for t in targets or [None]:  # type: ignore[list-item]
            if s is None or t is None or (s.start, s.code) != (t.start, t.code):
                pairs.append((s, t))
    return pairs


def settle(events: Iterable[Event]) -> list[Event]:
    """One event for each source, code and target; of two codes where one holds the other, the more specific."""
    kept: dict[tuple[str | None, str, str | None], Event] = {}
    for event in events:
        key = (event.source.code if event.source else None, event.code, event.target.code if event.target else None)
        kept.setdefault(key, event)
    out = []
    for (s, code, t), event in kept.items():
        general = any(s == s2 and t == t2 and code2 != code and code2.startswith(code[:2] if code.endswith("0") else code) for s2, code2, t2 in kept)
        if not general and not _half_told(event, kept.values()):
            out.append(event)
    return out


def _half_told(event: Event, events: Iterable[Event]) -> bool:
    """Is this the same act as another of the sentence, told without its other party: waged raids that hit X?"""
    no_source, no_target = _unknown(event.source), _unknown(event.target)
    if not no_source and not no_target:
        return False
    for other in events:
        if other.code[:2] != event.code[:2] or _unknown(other.source) or _unknown(other.target):
            continue
        if no_target and _same(event.source, other.source):
            return True
        if no_source and _same(event.target, other.target):
            return True
    return False


def _unknown(mention: Mention | None) -> bool:
    return mention is None or mention.code is None


def _same(one: Mention | None, other: Mention | None) -> bool:
    """The same code, or the same words, whose country only one event tells."""
    if one is None or other is None:
        return False
    return one.code == other.code or (one.start >= 0 and one.start == other.start)
