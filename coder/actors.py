"""Actor phrases: does a noun phrase hold an actor, and which CAMEO code do its words compose to?

In: tokens of a phrase with their dictionary entries. Out: `Actor`: code (country or international prefix, role, further
groups), canonical name, and what is needed to resolve references. Composition follows docs/coding.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from coder.dictionary import Lexicon, Office
from coder.model import COUNTERPART, FORMER, HOMELAND, PAIR, PEOPLE, Token

INTERNATIONAL = frozenset({"IGO", "NGO", "IMG", "MNC", "NGM", "INT", "UIS"})
UNKNOWN = "---"
TOLD = "~"  # before the code that a document itself gave a name
_COMPOSED_LIMIT = 100_000
_PROPER = frozenset({"org", "group", "person", "short"})


class Actor(NamedTuple):
    """What the words of a phrase say of an actor: `code` is None where they do not tell."""

    code: str | None
    name: str | None
    country: str = ""
    role: str = ""
    entry: str = ""
    # "", "counterpart", "homeland", "pair", "latter", "definite" (an agent that needs the document to know whose), "owned" (his, their)
    reference: str = ""
    entries: tuple[str, ...] = ()
    metonym: bool = False  # only a capital stands for the country
    form: str = ""  # gender and number of the words that last named it, "-" where they do not show
    word: str = ""  # what it is called by: the movement, the agency


NOBODY = Actor(None, None)


def bears_actor(token: Token) -> bool:
    """Does this token, by itself, name an actor?"""
    x = token.lexeme
    return x is not None and (x.bears or (x.points and points(token) != ""))


def points(token: Token) -> str:
    """Does this token point to other actors: his counterpart, his country, the two sides?"""
    x = token.lexeme
    if x is None or not x.points:
        return ""
    tags = x.tags
    if COUNTERPART in tags:
        return "counterpart"
    if token.pronoun and HOMELAND in tags:
        return "homeland"
    if token.article and token.features[1:2] == "d" and (PAIR in tags or x.agent):
        return "pair"
    return ""


def latter(lexicon: Lexicon, token: Token) -> bool:
    """The latter: a word that, where it opens a phrase, stands for the actor named last."""
    return token.article and token.lexeme is not None and token.lexeme.lemma in lexicon.setting("actors", "latter")


def office_at(offices: Sequence[Office], day: str) -> Office | None:
    """The dated entry that holds at an ISO date; undated entries hold where no dated one does."""
    undated = None
    for office in offices:
        if not office.start and not office.end:
            undated = undated or office
        elif (not office.start or office.start <= day) and (not office.end or day <= office.end):
            return office
    return undated


def entry_code(lexicon: Lexicon, actor: str, day: str) -> tuple[str | None, str | None, str]:
    """(code, canonical name, kind) of an entry at a date: after a person's last office ELI, before the first the country alone."""
    offices = lexicon.actors.get(actor, [])
    if not offices and actor.startswith(TOLD):
        return actor[len(TOLD):], None, "person"
    if not offices:
        return None, actor, ""
    office = office_at(offices, day)
    if office is not None:
        return office.code, office.name, office.kind
    past = [o for o in offices if o.end and o.end < day]
    if past:
        last = past[-1]
        return (last.code[:3] + "ELI" if last.kind == "person" else last.code), last.name, last.kind
    first = offices[0]
    return (first.code[:3] if first.kind == "person" else first.code), first.name, first.kind


def _at(lexicon: Lexicon, actor: str, day: str) -> tuple[str | None, str | None, str]:
    """`entry_code`, remembered."""
    known = lexicon.dated.get((actor, day))
    if known is None:
        if len(lexicon.dated) > _COMPOSED_LIMIT:
            lexicon.dated.clear()
        known = lexicon.dated[actor, day] = entry_code(lexicon, actor, day)
    return known


def compose(lexicon: Lexicon, tokens: Sequence[Token], day: str) -> Actor:
    """The actor that the words of one phrase make, at an ISO date (remembered by words and what they name at that date)."""
    parts: list[object] = []
    known: list[Token] = []  # the words that count: other nouns and adjectives do not change whom a phrase names
    bears = False
    for t in tokens:
        x = t.lexeme
        if t.terminal == "NUM":
            parts.append("NUM")
            known.append(t)
        elif x is not None and (x.bears or x.points or x.pos == "place" or FORMER in x.tags):
            bears = bears or x.bears or points(t) != ""
            known.append(t)
            parts += (id(x), t.terminal, t.pronoun, t.features, t.article)
            if x.pos in _PROPER:
                parts.append(_at(lexicon, x.actor, day))
    if not bears:
        return Actor(None, None, reference="latter") if tokens and latter(lexicon, tokens[0]) else NOBODY
    key = tuple(parts)
    held = lexicon.composed.get(key)
    if held is None:
        if len(lexicon.composed) > _COMPOSED_LIMIT:
            lexicon.composed.clear()
        held = lexicon.composed[key] = (_compose(lexicon, known, day), [t.lexeme for t in known])
    actor: Actor = held[0]
    return actor


def _compose(lexicon: Lexicon, tokens: Sequence[Token], day: str) -> Actor:
    bearing = [t for t in tokens if bears_actor(t)]
    entries = tuple(dict.fromkeys(t.lexeme.source for t in bearing if t.lexeme is not None and t.lexeme.source))
    reference = _reference(bearing)
    former = any(FORMER in t.lexeme.tags for t in tokens if t.lexeme is not None)
    country, country_name, metonym = _country(lexicon, bearing)
    role, holder = _role(bearing)
    if lexicon.settings.get("order", {}).get("head") == "last":
        role = _head_role(lexicon, bearing) or role
    if not country and holder is not None:
        country = _seat(lexicon, tokens)
    proper = next((t for t in bearing if t.lexeme is not None and t.lexeme.pos in _PROPER), None)
    if proper is not None:
        actor = _proper(lexicon, bearing, proper, (country, role), former, day)
        return actor._replace(entries=entries, reference=reference, word=_called(lexicon, proper))
    if former and role in ("GOV", "LEG", "MIL", "COP", "SPY", "JUD"):
        role = "ELI"
    if not role and holder is None and country:
        crowd = any(t.lexeme is not None and t.lexeme.value == PEOPLE for t in tokens)
        role = "CVL" if metonym and crowd else "GOV" if metonym else _people(tokens, bearing)
    if not country and not role and holder is None and any(t.lexeme is not None and t.lexeme.value == PEOPLE for t in bearing):
        return Actor(UNKNOWN + "CVL", None, "", "CVL", entries=entries)
    if not country and not role and holder is None:
        return Actor(None, None, reference=reference, entries=entries)
    code = (country or UNKNOWN) + role if (country or role) else None
    if not reference and not country and holder is not None:
        reference = "owned" if holder.pronoun else "definite" if holder.terminal == "DEF" else "office" if _closed(lexicon, holder) else ""
    name = country_name if not role or metonym else None
    return Actor(code, name, country, role, "", reference, entries, metonym and holder is None, "", _called(lexicon, holder))


def _called(lexicon: Lexicon, token: Token | None) -> str:
    """The noun that a name or an agent opens with, without its article: movement, agency."""
    if token is None or token.lexeme is None or token.lexeme.pos == "person" or token.features[1:2] == "p":
        return ""
    first = token.lexeme.lemma.partition(" ")[0]
    return first.removeprefix(lexicon.settings.get("clitics", {}).get("article", "\0"))


def _closed(lexicon: Lexicon, holder: Token) -> bool:
    """Does the last word of an agent of several words carry the article: the ministry of the interior?"""
    article = lexicon.settings.get("clitics", {}).get("article", "")
    words = holder.lexeme.lemma.split() if holder.lexeme is not None else []
    return bool(article) and len(words) > 1 and words[-1].startswith(article)


def _reference(bearing: Sequence[Token]) -> str:
    return next(filter(None, map(points, bearing)), "")


def _country(lexicon: Lexicon, bearing: Sequence[Token]) -> tuple[str, str | None, bool]:
    """Code and name of the first country named, and whether only its capital stands for it."""
    for token in bearing:
        x = token.lexeme
        if x is not None and x.pos in ("country", "nat", "capital"):
            office = next(iter(lexicon.actors.get(x.actor, ())), None)
            if office is not None:
                return office.code[:3], office.name, x.pos == "capital"
    return "", None, False


def _seat(lexicon: Lexicon, tokens: Sequence[Token]) -> str:
    """The country of the place named with an agent: the police of Benghazi, the people of Gaza."""
    found = (lexicon.place_country.get(t.lexeme.actor, "") for t in tokens if t.lexeme is not None and t.lexeme.pos == "place")
    return next(found, "")


def _role(bearing: Sequence[Token]) -> tuple[str, Token | None]:
    """The first agent with a role of its own; a leading agent without one (member, delegation) yields to the next."""
    holder = None
    for token in bearing:
        x = token.lexeme
        if x is not None and x.agent:
            holder = holder or token
            if x.agent != UNKNOWN:
                return x.agent, token
    return "", holder


def _head_role(lexicon: Lexicon, bearing: Sequence[Token]) -> str:
    """Where the head closes the phrase its role counts (government troops), unless it only speaks for another (army official)."""
    general = lexicon.settings.get("actors", {}).get("general_roles", ())
    roles = [t.lexeme.agent for t in bearing if t.lexeme is not None and t.lexeme.agent not in ("", UNKNOWN)]
    return next((r for r in reversed(roles) if r not in general), "")


def _people(tokens: Sequence[Token], bearing: Sequence[Token]) -> str:
    """Citizens named by nationality alone (Americans, thirty Syrians, dozens of Iraqis) are CVL; beside another noun the adjective is the country."""
    named = [t for t in bearing if t.lexeme is not None and t.lexeme.value != PEOPLE]
    first = named[0] if named else bearing[0]
    if first.lexeme is None or first.lexeme.pos != "nat":
        return ""
    counted = any(t.terminal == "NUM" or (t.lexeme is not None and t.lexeme.value == PEOPLE) for t in tokens if t.start < first.start)
    return "CVL" if counted or first.terminal in ("DEF", "INDEF", "HEAD") else ""


def _proper(lexicon: Lexicon, bearing: Sequence[Token], proper: Token, said: tuple[str, str], former: bool, day: str) -> Actor:
    """A named person or organization, with the title or the words of belonging around it."""
    assert proper.lexeme is not None
    country, role = said
    code, name, kind = _at(lexicon, proper.lexeme.actor, day)
    if code is None:
        return Actor((country or UNKNOWN) + role if country or role else None, None, country, role)
    own = code[:3]
    if kind == "person":
        before = next((t for t in bearing if t.lexeme is not None and t.lexeme.agent), None)
        belongs = before is not None and before.start < proper.start and proper.terminal == "PERSON" and before.terminal in ("HEAD", "INDEF")
        if former:
            code = own + "ELI"
        elif belongs and role and before is not None and before.lexeme is not None and before.lexeme.agent != UNKNOWN:
            code = own + role  # the lawyer of X, the office of X
        elif role and code[3:] in ("", "ELI") and not belongs:
            code = own + role  # the title in the text outweighs a gap in the dictionary
    elif kind == "org" and code[3:] == "GOV" and role not in ("", "GOV", UNKNOWN) and _led(bearing, proper):
        code = own + role  # gunmen loyal to the government, the police of the regime
    elif kind == "group" and role and code[3:6] == "CVL":
        code = own + role + code[6:]  # Kurdish rebels
    elif (kind == "country" and role) or (len(code) == 3 and role and own not in INTERNATIONAL):
        code = own + role
    elif country and own in ("IGO", "NGO", "MNC") and len(code) == 3:
        code = code
    country = own if own not in INTERNATIONAL else ""
    return Actor(code, name, country, code[3:6] if country else "", proper.lexeme.actor)


def _led(bearing: Sequence[Token], proper: Token) -> bool:
    """Does an agent with a role of its own open the phrase, before the name?"""
    first = bearing[0].lexeme
    if first is None or first.agent_class not in ("person", "group"):
        return False
    return bearing[0].start < proper.start and first.agent not in ("", UNKNOWN, "GOV")
