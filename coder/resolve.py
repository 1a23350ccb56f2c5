"""Raw events -> events: actor codes at the event's date, references across the document, dates, places, repeats.

In: what `code` found in one sentence, and what the document said before. Out: `Event`s. Where two readings remain, a
column stays null.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from coder.actors import INTERNATIONAL, UNKNOWN
from coder.memory import Mention
from coder.modal import COOPERATIVE, modal
from coder.nouns import Frame, Group
from coder.parties import (
    CIVILIAN,
    COUNTRY,
    FORCES,
    FOREIGN,
    PRIVATE,
    RETURNED,
    STATE,
    Event,
    at_home_with,
    beside,
    demonstrated,
    from_context,
    lands_of,
    of_state,
    of_teller,
    own_army,
    own_people,
    pairs_of,
    private,
    settle,
    visited_place,
)
from coder.places import Place
from coder.raw import Coded, RawEvent
from coder.recall import NAMED, learn, names_in
from coder.references import References, speaking
from coder.tag import FUTURE
from coder.whereabouts import Scene, Whereabouts

_OPENING = 3  # a date line stands in one of so many sentences
_ARMED = frozenset({"REB", "OPP", "SEP", "INS"})
_LOYAL = (FORCES - _ARMED) | {"UAF"}  # who fights rebels
_FIGHT = "19"
_UPON_LAND = ("15", "162", "172")  # troops sent, aid cut, curfews and bans
_UPON_ONES_OWN = ("172",)
_VIOLENCE = frozenset({"18", "19", "20"})
_REPRESS = "17"
_HARM = "09"
_CONFLICT = "14"
_OCCUPY = "192"  # to take a place is not yet done to anybody
_PROTEST = "141"
_FOREIGN_TARGET = frozenset({"161", "166"})  # diplomats sent home are another country's
_THEIR_OWN = frozenset({"114", "161", "166"})  # envoys summoned or sent home are of whom the act is against
_VISIT = "042"


class Resolver(References):
    """Resolves one sentence of a document."""

    def events(self, coded: Coded) -> list[Event]:
        """The events of this sentence; also brings the document's memory up to date."""
        if self.sentence.number < _OPENING and self.memory.scene is None and (place := self.setting.date_line(self.sentence.text, self.lexicon)):
            self.memory.scene = Scene(place, "", self.sentence.number)
        self._note_mentions()
        self.countries = self._countries() if coded.events else set()
        out: list[Event] = []
        for raw in coded.events:
            out += self._event(raw, coded.frames)
        self._remember(coded)
        out = settle(out)
        for event in out if not self.coder.nouns.head_last else ():
            self._learn_from(event.source)
            self._learn_from(event.target)
        for lemma, told, code in self.doers:
            if any(e.code == code and e.source is not None and e.source.code == told.code for e in out):
                self.memory.acts[lemma] = told
        return out

    @property
    def setting(self) -> Whereabouts:
        """The places and dates of this sentence, looked up where an event asks."""
        if self._setting is None:
            self._setting = Whereabouts(self.parse, self.coder.nouns, self.lexicon, self.places, self.where)
        return self._setting

    def _learn_from(self, mention: Mention | None) -> None:
        """`ordered the activist X Y held`: a name whose country only the event tells."""
        if mention is None or not mention.code or mention.start < 0 or mention.code.startswith(UNKNOWN) or mention.code[3:] in ("", CIVILIAN):
            return
        tokens = [t for t in self.parse.tokens if mention.start <= t.start and t.end <= mention.end]
        if tokens and tokens[-1].terminal in NAMED and tokens[-1].text not in self.memory.named and (told := names_in(tokens)):
            learn(self.memory.named, told, mention.code)

    def _event(self, raw: RawEvent, frames: list[Frame]) -> list[Event]:
        day, basis, precision, ahead = self.setting.date(raw, frames, self.document)
        frame = frames[raw.clause]
        if ahead and not self.coder.nouns.head_last:
            self._ahead(raw)  # where the present tense tells of what is to come, too
        self.places_count, self.visiting = raw.code != _OCCUPY, raw.code == _VISIT
        sources = self._mentions(raw.source, frame, None, day)
        if raw.source is not None and raw.source.kind == "pronoun" and self._also(sources, raw.target, frame, day):
            sources = self._mentions(raw.source, frame, raw.target, day)
        if not sources and raw.source is not None and raw.source.kind == "speaker" and self.coder.nouns.head_last:
            return []  # X must do Y: a demand of nobody's
        if raw.source is raw.target and raw.source is not None and raw.source.kind == "pronoun" and len(sources) == 1:
            sources = sources + self._partner(sources[0], raw.source)
        targets = self._mentions(raw.target, frame, raw.source, day) if raw.target is not raw.source else sources
        if raw.source is None and raw.target is not None and raw.target.kind == "pronoun" and raw.code >= _HARM and not self.coder.nouns.head_last:
            targets = self._pronoun(raw.target, frame, None, day, True)
        if raw.code in _THEIR_OWN and self.coder.nouns.head_last:
            targets = self._foreign_owner(sources, targets, raw.target)
        if raw.target is not None and raw.target.kind == "pronoun" and raw.target.features in self.speaker_pronouns and speaking(frame):
            targets = []  # called on us all
        if raw.code[:3] == _PROTEST and raw.target is not None and raw.target.preposition in self.where and not self.coder.nouns.head_last:
            sources, targets = demonstrated(sources, targets)
        if not self.coder.nouns.head_last and raw.code[:2] in _VIOLENCE:
            sources = self._acted(raw, frame, sources)
        attribution = next(iter(self._mentions(raw.attribution, frame, None, day)), None) or self._according(frame, day)
        if not any(m.code for m in targets) and raw.code.startswith(_UPON_LAND) and not self.coder.nouns.head_last:
            targets = self._upon_land(raw, frames, sources)
        told = self.setting.place(raw, frames)
        if told is not None:
            self.memory.scene = self.setting.scene(raw, told, self.sentence.number, day) or self.memory.scene
        token = self.parse.tokens[raw.token]
        trigger = (token.start, token.end)
        pairs = pairs_of(sources, targets, raw.target is raw.source)
        pairs = [self._apart(s, self._struck(s, t, raw, frames), raw) for s, t in pairs]
        if not (self.coder.nouns.head_last and raw.code in RETURNED):  # who goes to a country is not of it
            whose = [self._whose(s, t, raw, frames, attribution) for s, t in pairs] if self.links else pairs
            pairs = [(from_context(s, a), from_context(t, b)) for (s, t), (a, b) in zip(pairs, whose, strict=True)]
        dated, scene = day if basis == "text" and day < self.document.date else None, self.memory.scene
        if told is None and scene is not None and self.setting.fits_scene(raw, scene, self.sentence.number, lands_of(pairs), dated):
            told = scene.place
        coded = [(s, t, raw.code) for s, t in pairs]
        if raw.reciprocal:
            back = RETURNED.get(raw.code, raw.code)
            coded += [(b, a, back) for a, b in pairs if ((b, a) not in pairs or back != raw.code) and a is not None and b is not None]
        return [
            Event(self._local(s), beside(self._local(t), targets), number, raw.sense, raw.rule, day, basis, precision, attribution, trigger, where)
            for s, t, number in coded
            for where in (visited_place(told, s, t, number),)
            if ((s is not None and s.code) or (t is not None and t.code))
            and not private(s, t, number)
            and not (s is not None and t is not None and s.code == t.code and t.start < 0)
            and not (self.coder.nouns.head_last and s is not None and s.start < 0 and (t is None or not t.code))  # said before, of nobody
        ]

    def _upon_land(self, raw: RawEvent, frames: list[Frame], sources: list[Mention]) -> list[Mention]:
        """`imposed a curfew in X`, `sent the army to X`: a measure upon nobody named concerns the country of the place, or one's own."""
        place = self._place(raw, frames, raw.clause)
        land = place.country if place is not None else ""
        if not land and raw.code.startswith(_UPON_ONES_OWN):
            states = [m.code[:3] for m in sources if m.code and m.code[3:6] in (STATE | {""})]
            land = next((c for c in states if c not in INTERNATIONAL and c != UNKNOWN), "")
        return [Mention(land, None, -1, -1)] if land and all(m.code != land for m in sources) else []

    def _acted(self, raw: RawEvent, frame: Frame, sources: list[Mention]) -> list[Mention]:
        """`X waged raids. The raids killed ...`: a definite act without a doer is that of whom the document told last."""
        phrases = [p for g in (frame.subject, *frame.objects) if g is not None and g.kind == "np" for p in g.phrases]
        nouns = [t for p in phrases for t in self.coder.nouns.triggers(p)]
        tokens = [self.parse.tokens[t] for t in (raw.token, *nouns)]
        acts = [t for t in tokens if t.lexeme is not None and t.lexeme.pos == "noun"]
        if any(m.code for m in sources):
            told = next(m for m in sources if m.code)._replace(start=-1, end=-1)
            own = acts[:1] if self.parse.tokens[raw.token].terminal != "VERB" else acts
            for lemma in [t.lexeme.lemma for t in own if t.lexeme is not None and not raw.reciprocal]:
                self.doers.append((lemma, told, raw.code))
            return sources
        if raw.source is not None:  # the raids hit Y
            held = [t for p in raw.source.phrases for t in self.coder.nouns.triggers(p)] if raw.source.kind == "np" else []
            acts = [self.parse.tokens[t] for t in held]
        again = next((t for t in acts if t.terminal == "DEF" and t.article and t.lexeme is not None and t.lexeme.lemma in self.memory.acts), None)
        if again is None or again.lexeme is None:
            return sources
        return [self.memory.acts[again.lexeme.lemma]._replace(start=again.start, end=again.end)]

    def _foreign_owner(self, sources: list[Mention], targets: list[Mention], group: Group | None) -> list[Mention]:
        """`suspended a treaty with X and summoned its ambassador`: whose envoys a state acts against is the other one named."""
        if group is None or group.kind != "np" or not self.coder.nouns.head(group.phrases[0]).pronoun or not sources or not sources[0].code:
            return targets
        own, at = sources[0].code[:3], self.parse.phrases[group.phrases[0]].first
        land = next((a.code[:3] for i, a, _ in reversed(self.near) if i < at and a.code and a.code[:3] not in (own, UNKNOWN, *INTERNATIONAL)), "")
        return [m._replace(code=land + m.code[3:]) if land and m.code and m.code[:3] == own else m for m in targets]

    def _ahead(self, raw: RawEvent) -> None:
        """A cooperative act that bears a date still to come is an intent."""
        code = modal(self.coder.modes, raw.code, FUTURE) if raw.code[:2] in COOPERATIVE else None
        if code is not None and code != raw.code:
            raw.code, raw.reciprocal = code, raw.reciprocal and raw.source is raw.target

    def _also(self, sources: list[Mention], target: Group | None, frame: Frame, day: date) -> bool:
        """Is the pronoun taken for the other party, whom it cannot mean?"""
        if target is None or target.kind != "np" or not sources:
            return False
        return any(m.code == sources[0].code for m in self._plain(target, frame, day))

    def _apart(self, source: Mention | None, target: Mention | None, raw: RawEvent) -> tuple[Mention | None, Mention | None]:
        """Nobody acts upon himself: a name right after the title is the same person, one taken from before is somebody else."""
        if source is None or target is None or source.code is None or source.code != target.code:
            return source, target
        if source.start < 0 <= target.start:
            return None, target
        group = raw.target
        if len(source.code) == 3 and source.code not in INTERNATIONAL and source.code != UNKNOWN and raw.code < "06":
            return source, None  # no country talks to itself, though it may act on its own land
        if raw.code[:2] >= _CONFLICT and len(source.code) > COUNTRY and not self.coder.nouns.head_last:
            within = source.start < target.end and target.start < source.end
            if within or (group is not None and group.kind == "np" and len(group.phrases) == 1 and self.coder.nouns.head(group.phrases[0]).pronoun):
                return None, target  # the mine hit his own soldiers; raids on gatherings of the rebels are not the rebels'
        named = group is not None and group.kind == "np" and self.coder.nouns.head(group.phrases[0]).terminal == "PERSON"
        return source, None if named and 0 <= target.start - source.end <= 1 else target

    def _struck(self, source: Mention | None, target: Mention | None, raw: RawEvent, frames: list[Frame]) -> Mention | None:
        """`struck a compound near Homs`: a thing without an owner is of the country where it is struck from abroad."""
        if target is None or target.code is not None or source is None or not source.code or raw.code[:2] != _FIGHT or self.coder.nouns.head_last:
            return target
        if raw.code == _OCCUPY or target.start < 0 or not any(t.lexeme is not None and t.start <= target.start < t.end for t in self.parse.tokens):
            return target
        place = self._place(raw, [frames[raw.clause]], 0)
        return target._replace(code=place.country) if place is not None and place.country and place.country != source.code[:3] else target

    def _whose(
        self, source: Mention | None, target: Mention | None, raw: RawEvent, frames: list[Frame], teller: Mention | None
    ) -> tuple[Mention | None, Mention | None]:
        """Agents without a country: the place of their own clause counts before who tells of them, and he before a place told elsewhere."""
        if not any(m is not None and m.code and m.code.startswith(UNKNOWN) for m in (source, target)):
            return source, target
        source, target = of_teller(source, teller), of_teller(target, teller)
        if raw.code[:2] == _FIGHT and source is not None and source.code == UNKNOWN + "MIL" and not self.coder.nouns.head_last:
            source = self._army_here(source, target)
        place = self._place(raw, frames)
        near = self._place(raw, frames, raw.clause) if place is not None else None
        above = frames[raw.clause].parent if frames[raw.clause].antecedent is not None else -1
        if near is None and place is not None and above >= 0:
            near = self._place(raw, frames, above)
        source, target = self._settled(source, target, near, raw.code, place is not None and near is None)
        if near is None and raw.code < _CONFLICT:
            source, target = of_state(source, target), of_state(target, source)
        source, target = of_teller(source, teller, True), of_teller(target, teller, True)
        if near is None and place is not None:
            source, target = self._settled(source, target, place, raw.code)
        if raw.code[:2] == _REPRESS:
            target = own_people(target, source)
        return at_home_with(source, target), at_home_with(target, source)

    def _settled(
        self, source: Mention | None, target: Mention | None, place: Place | None, code: str, sure: bool = False
    ) -> tuple[Mention | None, Mention | None]:
        """Agents without a country: where the text leaves one country only, it is theirs."""
        if code in _FOREIGN_TARGET and source is not None and source.code and target is not None and target.code and target.code.startswith(UNKNOWN):
            others = self.countries - {source.code[:3]}  # sixty diplomats, expelled by X, are not of X
            return source, target._replace(code=next(iter(others)) + target.code[3:]) if len(others) == 1 else target
        if code[:2] == _FIGHT and own_army(source, target, self.countries):  # an air raid of X hit army posts
            lands = {land: n for land, n in self.memory.lands.items() if land and source is not None and land != (source.code or "")[:3]}
            land = place.country if place is not None else max(lands, key=lambda k: lands[k], default="")
            if target is not None and source is not None and source.code and land != source.code[:3]:
                return source, target._replace(code=(land or UNKNOWN) + "MIL")
        return self._at_home(source, target, place, sure), self._at_home(target, source, place, sure)

    def _at_home(self, mention: Mention | None, other: Mention | None, place: Place | None, sure: bool = False) -> Mention | None:
        if mention is None or mention.rootless or not mention.code or not mention.code.startswith(UNKNOWN) or mention.code[3:] in FOREIGN:
            return mention
        country = ""
        theirs = other.code[:3] if other is not None and other.code and other.code[:3] not in INTERNATIONAL and other.code[:3] != UNKNOWN else ""
        fought = theirs and other is not None and other.code and mention.code[3:6] in _LOYAL and other.code[3:6] in _ARMED
        if fought and (place is None or place.country in ("", theirs)):
            country = theirs  # government forces against the rebels of X
        elif len(self.countries) == 1:
            country = next(iter(self.countries))
            if mention.code[3:6] == CIVILIAN and place is None and theirs == country and not self.coder.nouns.head_last:
                country = self._told_people(mention, other) or country
        elif place is not None and place.country:
            country = place.country
        elif sure:
            return mention
        elif not self.countries and mention.code[3:6] in STATE:
            country = self._going_on(mention.code[3:6]) or self.memory.home()  # the police, in an article about one country
        elif mention.code[3:6] in _ARMED and (known := self._known_home(mention.code[3:6])):
            country = known  # the rebels, of whom the article has said whose they are
        elif theirs and other is not None and other.code and other.code[3:6] in STATE:
            country = (self.memory.land() if not self.countries and mention.code[3:6] in PRIVATE else "") or theirs
        return mention._replace(code=country + mention.code[3:]) if country else mention

    def _army_here(self, mention: Mention, other: Mention | None) -> Mention:
        """`drones of X fired before warplanes hit it`: of the army that the sentence has named, where that is one only."""
        lands = {a.code[:3] for _, a, m in self.local if a.code and a.code[3:6] == "MIL" and m.start < mention.start} - {UNKNOWN, *INTERNATIONAL}
        land = next(iter(lands)) if len(lands) == 1 else ""
        return mention._replace(code=land + "MIL") if land and (other is None or (other.code or "")[:3] != land) else mention

    def _told_people(self, mention: Mention, other: Mention | None) -> str:
        """`the army of X fired at the demonstrators`: of the country whose people the article has told of, where that is one only and not X."""
        if other is None or not other.code or other.code[3:6] != "MIL" or not mention.code:
            return ""
        lands = {a.code[:3] for a in self.memory.actors if a.code and a.code[3:6] == CIVILIAN} - INTERNATIONAL - {UNKNOWN}
        return next(iter(lands)) if len(lands) == 1 else ""

    def _going_on(self, role: str) -> str:
        """The country of the subject of the sentence before, where it has this role: the army of X; three soldiers were killed."""
        lands = {m.code[:3] for m in self.memory.subject if m.code and m.code[3:6] == role and not m.code.startswith(UNKNOWN)}
        return next(iter(lands - INTERNATIONAL), "") if len(lands) == 1 else ""

    def _known_home(self, role: str) -> str:
        """The country of the last actor of a role of which one was told."""
        lands = (a.code[:3] for a in reversed(self.memory.actors) if a.code and a.code[3:6] == role and not a.code.startswith(UNKNOWN))
        return next((land for land in lands if land not in INTERNATIONAL), "")

    def _local(self, mention: Mention | None) -> Mention | None:
        """Protesters, the opposition, where the sentence names no country: those of the country that the article is about."""
        if mention is None or mention.rootless or not mention.code or not mention.code.startswith(UNKNOWN) or not self.links:
            return mention
        country = "" if mention.code[3:] in FOREIGN else self.memory.land() if self.countries else self.memory.home()
        return mention._replace(code=country + mention.code[3:], link=mention.link or "country") if country else mention

    def _countries(self) -> set[str]:
        """Countries that the sentence names in any way, attribution aside."""
        found: set[str] = set()
        for token in self.parse.tokens:
            x = token.lexeme
            if x is None or not x.actor:
                continue
            if x.pos == "place":
                found.add(self.lexicon.place_country.get(x.actor, ""))
            elif x.pos in ("country", "capital", "nat", "org", "person", "group"):
                office = next(iter(self.lexicon.actors.get(x.actor, ())), None)
                if office is not None and office.code[:3] not in INTERNATIONAL and office.code[3:6] != "MED":
                    found.add(office.code[:3])
        found.discard("")
        return found

    def _place(self, raw: RawEvent, frames: list[Frame], clause: int = -1) -> Place | None:
        order = [clause] if clause >= 0 else [raw.clause, *range(raw.clause + 1, len(frames)), *range(raw.clause - 1, -1, -1)]
        for index in order:
            best: tuple[int, Place] | None = None
            for preposition, group in frames[index].prepositional:
                if preposition in self.where and group.kind == "np":
                    place = self._named_place(group)
                    if place is not None:
                        distance = abs(self.parse.phrases[group.phrases[0]].first - raw.token)
                        if best is None or distance < best[0]:
                            best = (distance, place)
            if best is not None:
                return best[1]
        return None


def extends(settings: Mapping[str, object]) -> Mapping[str, str]:
    """The language's prepositions that join an actor phrase to its owner."""
    actors = settings.get("actors", {})
    assert isinstance(actors, Mapping)
    found: Mapping[str, str] = actors.get("extends", {})
    return found
