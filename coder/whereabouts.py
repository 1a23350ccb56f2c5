"""Where and when an event of a sentence happened: the place and the date that stand nearest to it and may be its own.

In: the parsed sentence, its frames and a raw event. Out: a `Place` or None, and a day with its basis and precision. The words
that matter (prepositions of place, parts of places, occasions on which somebody speaks) are settings of the language.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, NamedTuple

from coder import dates
from coder.dictionary import VERBAL_NOUN, Lexicon
from coder.functions import SPEECH_ROOTS
from coder.model import Document, Parse
from coder.morphology import normalize
from coder.nouns import Frame, Group, Nouns
from coder.places import Place, Places
from coder.raw import RawEvent
from coder.tag import FUTURE

AT, NEAR, TO, FROM, UPON, OF_ACT, OF_ACTOR, BARE, OTHER = range(9)  # how a place stands in its sentence
_TAKEN = "192"  # a place that is taken is where it happens
_CEDED = "087"  # retreats and truces belong to the fighting told
_DEEDS = frozenset({"06", "07", "08", "14", "15", "17", "18", "19", "20"})  # roots of acts that are done somewhere
_MEETINGS = frozenset({"04"})
_BY_TELEPHONE = frozenset({"041"})
_FORCE = frozenset({"14", "15", "17", "18", "19", "20"})
_SCENE = 4  # sentences over which a place carries
_LINE_END = re.compile(r"[\d(/,\u060c\u2013\u2014-]")
_VISIT = frozenset({"042", "043"})
_LAND = 2  # rank of a country
_DESCRIBED = 6  # words before a clause that may be what it describes
_FAR = 0.05  # what a word of distance costs
_TOLD = frozenset({"complement", "quotation"})
_DESCRIBING = frozenset({"relative", "asyndetic", "participial"})
_NOUNS = frozenset({"HEAD", "NUM", "ADJ", "DET", "GEN"})
_CLOSED = frozenset({"DEF", "DEFADJ", "ADJ", "INDEF"})
_ACTOR_NAMES = frozenset({"PERSON", "PERSON_APP", "NAMEPART", "VERB", "DATE", "COMMA", "PTCP", "QUOTE", "OPEN", "CLOSE"})
_COUNTED = frozenset({"calendar", "period", "hijri", "season"})  # dates that may belong to a noun: the election of 2016


class Spot(NamedTuple):
    """A place named in the sentence: its words, its clause and how it stands there."""

    first: int
    last: int
    clause: int
    place: Place
    relation: int
    anchor: int  # the act or actor that owns it; the word before the preposition


class Scene(NamedTuple):
    """The place of an act told before, its kind ("": of the date line) and the sentence."""

    place: Place
    family: str
    sentence: int
    day: date | None = None


class Whereabouts:
    """The places and dates of one sentence."""

    def __init__(self, parse: Parse, nouns: Nouns, lexicon: Lexicon, places: Places, where: frozenset[str]) -> None:
        self.parse = parse
        self.nouns = nouns
        self.places = places
        self.where = where
        settings: dict[str, Any] = lexicon.settings.get("places", {})
        self.to, self.out_of = frozenset(settings.get("to", ())), frozenset(settings.get("from", ()))
        self.of, self.near = frozenset(settings.get("of", ())), frozenset(settings.get("near", ()))
        self.there = frozenset(settings.get("there", ()))
        self.upon = frozenset(settings.get("upon", ()))
        self.parts, self.occasions = frozenset(settings.get("parts", ())), frozenset(settings.get("occasions", ()))
        self.edges = frozenset(settings.get("edges", ()))
        self.planned = frozenset(settings.get("planned", ()))
        self._spots: list[Spot] | None = None
        self._clauses: list[int] = []

    # -- place ---------------------------------------------------------------------------------------

    def place(self, raw: RawEvent, frames: list[Frame]) -> Place | None:
        """The place where the event happened, if the sentence tells it."""
        best: Spot | None = None
        most = 0.0
        fitting: list[Spot] = []
        for spot in self.spots():
            score = self._score(spot, raw, frames)
            if score > 0:
                fitting.append(spot)
            if score > most:
                best, most = spot, score
        if best is None or best.place.rank < _LAND:
            return best.place if best is not None else None
        within = [s for s in fitting if s.place.rank < _LAND and s.place.country == best.place.country]
        return min(within, key=lambda s: abs(s.first - raw.token)).place if within else best.place

    def date_line(self, text: str, lexicon: Lexicon) -> Place | None:
        """The city of a date line (CITY (AGENCY) - ), which the words of the sentence leave out."""
        opening = text[: self.parse.tokens[0].start] if self.parse.tokens else ""
        words = normalize(lexicon.tables, _LINE_END.split(opening, maxsplit=1)[0]).split()
        if not words:
            return None
        found = [row[0] for row in lexicon.rows(words[0])] if len(words) == 1 else []
        found += [row[2] for row in lexicon.phrases.get(words[0], ()) if row[0] == tuple(words[1:])] if len(words) > 1 else []
        return next((place for i in found if (place := self.places.of(lexicon.lexemes[i])) is not None), None)

    def fits_scene(self, raw: RawEvent, scene: Scene, number: int, countries: Collection[str], day: date | None) -> bool:
        """Does an act that names no place happen where the one told just before did: of the same kind, day and country?"""
        if number - scene.sentence > _SCENE or (day is not None and day != scene.day) or scene.place.country not in countries:
            return False
        return _family(raw) != "" and scene.family in ("", _family(raw))

    def scene(self, raw: RawEvent, place: Place, number: int, day: date) -> Scene | None:
        """What later sentences may go on with."""
        if raw.code in _VISIT:
            return Scene(place, "meeting", number, day)
        return Scene(place, _family(raw), number, day) if _family(raw) and place.rank < _LAND else None

    def spots(self) -> list[Spot]:
        """The places named, in order."""
        if self._spots is None:
            self._spots = []
            for i, token in enumerate(self.parse.tokens):
                x = token.lexeme
                if x is not None and x.actor and (place := self.places.of(x)) is not None and not self._describes(i):
                    relation, anchor = self._relation(i)
                    self._spots.append(Spot(i, i, self.clause_of(i), place, relation, anchor))
        return self._spots

    def clause_of(self, at: int) -> int:
        """The clause that a word stands in."""
        if not self._clauses:
            marks = [-1] * len(self.parse.tokens)
            for index, clause in enumerate(self.parse.clauses):
                inner = [q for a in (*clause.before, *clause.after) for q in a.phrases]
                for q in (clause.opener, *inner, clause.verb):
                    if 0 <= q < len(self.parse.phrases):
                        p = self.parse.phrases[q]
                        for token in range(p.first, p.last + 1):
                            marks[token] = index if marks[token] < 0 else marks[token]
            last = 0
            for i, mark in enumerate(marks):
                last = marks[i] = mark if mark >= 0 else last
            self._clauses = marks or [0]
        return self._clauses[at]

    def _describes(self, at: int) -> bool:
        """Does a country describe the noun after it (at a US base), or is the name no noun here?"""
        token = self.parse.tokens[at]
        after = self.parse.tokens[at + 1] if at + 1 < len(self.parse.tokens) else None
        if token.terminal in ("ADJ", "DEFADJ"):
            return True
        country = token.lexeme is not None and token.lexeme.pos == "country"
        return self.nouns.head_last and country and after is not None and after.terminal == "HEAD"

    def _relation(self, at: int) -> tuple[int, int]:
        """How the place at a word stands in the sentence, by what stands before it."""
        tokens = self.parse.tokens
        if self.nouns.head_last and (owner := self._head_after(at)) >= 0:
            return owner, self._index_after(at)
        edge, beside, owner, j = False, False, False, at - 1
        state = self._state(at)
        first = self._opens(at)
        while j >= 0:
            t = tokens[j]
            x = t.lexeme
            if t.terminal == "PREP":
                value = x.value if x is not None else ""
                if (value in self.of or value in self.near) and (k := self._part_before(j)) >= 0:
                    beside, j = value in self.near, k - 1
                    edge, first = edge or self._edge(k), self._opens(k)
                    continue
                if value in self.of and j and (x := tokens[j - 1].lexeme) is not None and x.pos == "noun" and (x.senses or x.value == VERBAL_NOUN):
                    return OF_ACT, j - 1
                if value in self.out_of:
                    return FROM, j - 1
                if value in self.to:
                    return TO, j - 1
                if owner and state:
                    return OTHER, j  # amid fears of Cairo
                if value in self.where or (value in self.upon and (edge or beside)):
                    return (NEAR if beside else AT), self._beyond(j)
                return (UPON if value in self.upon else OTHER), j
            if t.terminal == "AND" and j and (before := next((s for s in reversed(self._spots or []) if s.last == j - 1), None)):
                return before.relation, before.anchor
            if first <= j and (t.terminal in _NOUNS or (t.terminal in ("DEF", "DEFADJ") and tokens[at].terminal == "NAMEPART")):
                if x is not None and x.lemma in self.parts:
                    edge = edge or self._edge(j)
                elif x is not None and t.terminal == "HEAD" and not self.nouns.head_last:
                    if x.senses or x.value == VERBAL_NOUN:
                        return OF_ACT, j
                    if x.agent:
                        return OF_ACTOR, j
                    owner = True
                j -= 1
                continue
            break
        return BARE, max(j, 0)

    def _state(self, at: int) -> bool:
        """Is the name that of a country, or of a capital, which may stand for its government?"""
        x = self.parse.tokens[at].lexeme
        return x is not None and x.pos in ("country", "capital")

    def _opens(self, at: int) -> int:
        """The first word of the phrase that a word is in."""
        return next((p.first for p in self.parse.phrases if p.first <= at <= p.last), at)

    def _edge(self, at: int) -> bool:
        """Does something happen *on* this part of a place: the coast, the border?"""
        x = self.parse.tokens[at].lexeme
        return x is not None and x.lemma in self.edges

    def _beyond(self, at: int) -> int:
        """The word before a run of prepositions of place: (in) the north of."""
        while at > 0 and self.parse.tokens[at].terminal == "PREP":
            at -= 1
        return at

    def _part_before(self, at: int) -> int:
        """Where the noun of a part of a place stands before `of`: the eastern border of; -1 where there is none."""
        j = at - 1
        while j >= 0 and self.parse.tokens[j].terminal in _CLOSED | {"HEAD"}:
            x = self.parse.tokens[j].lexeme
            if x is not None and x.lemma in self.parts:
                return j
            j -= 1
        return -1

    def _index_after(self, at: int) -> int:
        return min(at + 1, len(self.parse.tokens) - 1)

    def _head_after(self, at: int) -> int:
        """In a language whose heads come last, the act or actor that a place before it belongs to: Geneva talks, Cairo police."""
        phrase_end = next((p.last for p in self.parse.phrases if p.first <= at <= p.last), at)
        for t in self.parse.tokens[at + 1 : phrase_end + 1]:
            x = t.lexeme
            if x is None or t.terminal != "HEAD":
                continue
            if x.senses:
                return OF_ACT
            if x.agent:
                return OF_ACTOR
        return -1

    def _there(self, spot: Spot, raw: RawEvent, frames: list[Frame]) -> bool:
        """Does `where` right behind the place open the clause of the act: in X, where they met?"""
        for i in range(spot.last + 1, min(spot.last + 4, len(self.parse.tokens))):
            if self.parse.tokens[i].text in self.there:
                opened = self.clause_of(min(i + 1, len(self.parse.tokens) - 1))
                return opened in (raw.clause, frames[raw.clause].parent) and opened > spot.clause
        return False

    def _score(self, spot: Spot, raw: RawEvent, frames: list[Frame]) -> float:
        if self.there and self._there(spot, raw, frames):
            return 3.3
        score = self._fit(spot, raw, frames)
        if score <= 0:
            return 0.0
        aside = self._aside(spot.clause, raw, frames)
        if aside is None:
            return 0.0
        distance = min(abs(spot.first - raw.token), 30)
        own = frames[raw.clause]
        if spot.clause == raw.clause and spot.first < raw.token != self._verb_token(own) and _speaks(own):
            aside += 1.0  # the police said in X that they made arrests in Y
        return score - aside - _FAR * distance - (0.5 if spot.place.rank == _LAND else 0.3 if spot.place.rank else 0.0)

    def _fit(self, spot: Spot, raw: RawEvent, frames: list[Frame]) -> float:
        """How well a place that stands so fits an act of this kind; 0: not at all."""
        root, seat = _root(raw), self.parse.tokens[spot.first].lexeme
        capital = seat is not None and seat.pos == "capital"
        deed = (root in _DEEDS or root in _MEETINGS) and raw.code not in _BY_TELEPHONE
        if spot.relation == AT:
            if deed:
                return 0.0 if root in _FORCE and self._occasion(spot) else 3.5
            return 3.0 if self._adverbial(spot) and (spot.clause == raw.clause or self._on_occasion(spot, raw, frames)) else 0.0
        if spot.relation == NEAR:
            return 2.4 if deed else 0.0
        if spot.relation == TO:
            return 4.0 if raw.code in _VISIT or raw.code == _TAKEN else 1.5 if root in _FORCE and not capital else 0.0
        if spot.relation == FROM:
            return 2.5 if root == "08" else 1.5 if root in _FORCE or root == "07" else 0.0
        away = spot.clause != raw.clause and spot.clause < len(frames) and frames[spot.clause].verb is not None
        if away and spot.relation in (UPON, BARE, FROM, OF_ACTOR) and not self._tells_act(spot.clause, frames):
            return 0.0
        if spot.relation == UPON and root in _FORCE:
            return (4.4 if raw.code == _TAKEN else 3.6) if spot.place.rank < _LAND or root == "19" else 0.0
        if spot.relation == OF_ACT:
            if spot.anchor == raw.token:
                return 3.2 if deed and (root in _FORCE or raw.code in _VISIT or spot.place.rank < _LAND) else 0.0
            return 1.5 if deed and spot.place.rank < _LAND else 0.0
        if spot.relation == OF_ACTOR:
            return 2.0 if root in _FORCE and spot.place.rank < _LAND and not capital else 0.0
        if spot.relation == BARE and deed and self._hosts(spot, frames[raw.clause]):
            return 3.0
        if self._acted_upon(spot, raw, frames) and not (root == "14" and spot.place.rank == _LAND):
            return 3.5 if root in _FORCE and not capital and spot.place.rank < _LAND else 2.6 if root in _FORCE or raw.code in _VISIT else 0.0
        if spot.relation == BARE and spot.place.rank < _LAND and root in _FORCE and not capital and spot.anchor > 0:
            if away and any(self._inside(spot, g) for g in frames[spot.clause].objects):
                return 2.2  # died in the strike that hit X
            return 1.2 if not self._subject(spot, raw) else 0.0
        return 0.0

    def _tells_act(self, clause: int, frames: list[Frame]) -> bool:
        """Does a relative clause tell of an act: the strike that hit X, the raid that they waged on X?"""
        if frames[clause].clause.link not in _DESCRIBING:
            return False
        first = next((i for i in range(len(self.parse.tokens)) if self.clause_of(i) == clause), 0)
        for token in reversed(self.parse.tokens[max(0, first - 4) : first]):
            if token.terminal not in ("REL", "ADJ", "DEFADJ", "DEF", "HEAD", "INDEF", "COMMA"):
                return False
            if token.lexeme is not None and token.lexeme.pos == "noun" and token.lexeme.senses:
                return True
        return False

    def _acted_upon(self, spot: Spot, raw: RawEvent, frames: list[Frame]) -> bool:
        """Is the place (in) what the act is done to: shelled Homs, took control of the town of X, reached Moscow?"""
        groups: list[Group | None] = [raw.target]
        if frames[raw.clause].verb is not None and raw.token == self._verb_token(frames[raw.clause]):
            groups += [*frames[raw.clause].objects]
        return any(g is not None and g.kind == "np" and g is not raw.source and self._inside(spot, g) for g in groups)

    def _hosts(self, spot: Spot, frame: Frame) -> bool:
        """Is the place the subject of a verb that has places for subjects: X saw clashes, X hosts talks?"""
        verb = frame.verb.lexeme if frame.verb is not None else None
        light = verb is not None and "place:" in verb.light
        return light and frame.subject is not None and frame.subject.kind == "np" and self._inside(spot, frame.subject)

    def _verb_token(self, frame: Frame) -> int:
        return self.parse.phrases[frame.clause.verb].first if frame.clause.verb >= 0 else -1

    def _inside(self, spot: Spot, group: Group) -> bool:
        phrases = self.parse.phrases
        return any(phrases[q].first <= spot.first <= phrases[q].last for q in group.phrases)

    def _subject(self, spot: Spot, raw: RawEvent) -> bool:
        return raw.source is not None and raw.source.kind == "np" and self._inside(spot, raw.source)

    def _adverbial(self, spot: Spot) -> bool:
        """Does the phrase of place tell where somebody spoke: said in X, in a speech in X; and not what of: the situation in X?"""
        tokens = self.parse.tokens
        before = tokens[spot.anchor]
        return (spot.anchor == 0 and before.terminal == "PREP") or before.terminal in _ACTOR_NAMES or self._occasion(spot)

    def _occasion(self, spot: Spot) -> bool:
        """Does the place belong to an occasion to speak: a press conference in X?"""
        for token in reversed(self.parse.tokens[max(0, spot.anchor - _DESCRIBED) : spot.anchor + 1]):
            if token.lexeme is not None and token.lexeme.lemma in self.occasions:
                return True
            if token.terminal not in _CLOSED and token.terminal != "HEAD":
                return False
        return False

    def _on_occasion(self, spot: Spot, raw: RawEvent, frames: list[Frame]) -> bool:
        """In a speech during a conference (that was) held in X: does the clause of the place describe an occasion?"""
        tokens = self.parse.tokens
        if spot.clause <= raw.clause or tokens[spot.anchor].terminal != "VERB":
            return False
        for token in reversed(tokens[max(raw.token, spot.anchor - _DESCRIBED) + 1 : spot.anchor]):
            if token.terminal in ("VERB", "COMMA"):
                return False
            if token.lexeme is not None and token.lexeme.lemma in self.occasions:
                return True
        return False

    def _aside(self, clause: int, raw: RawEvent, frames: list[Frame]) -> float | None:
        """What a clause costs as the place of what another one tells; None: it says nothing of it."""
        if clause == raw.clause:
            return 0.0
        if clause >= len(frames):
            return None
        frame = frames[clause]
        if _root(raw) not in _DEEDS and _root(raw) not in _MEETINGS:
            return 0.5 if clause > raw.clause else None
        if _reports(frame, frames):  # its place is that of the telling
            return None
        if clause > raw.clause:
            return 0.4 if frame.verb is None or frame.parent == raw.clause else 1.2
        return 0.8 if frames[raw.clause].parent == clause else 2.4

    # -- date ----------------------------------------------------------------------------------------

    def date(self, raw: RawEvent, frames: list[Frame], document: Document) -> tuple[date, str, str, bool]:
        """Day, basis, precision of the event, and whether the day told is still to come (an intent is of the day it is told)."""
        trigger = self.parse.tokens[raw.token]
        done = trigger.terminal == "VERB" and trigger.features[:1] == "P" and not trigger.flags  # a date to come is that of something else
        ahead = False
        for at, frame in self._dates(raw, frames):
            value = self.parse.tokens[at].date
            if value is None or (at - 1 != raw.token and self._owned(at, value)):
                continue
            if raw.code[:2] in SPEECH_ROOTS and at > raw.token and _year_only(value):
                continue  # criticized the agreement (signed) in 2015
            if self._planned(at, frame) or self._intended(at, raw, value):
                ahead = ahead or not done
                continue
            found = dates.resolve(value, document.date)
            if found is None:
                if frame.index == raw.clause and at > raw.token and _vague(value):
                    break  # some weeks ago: no day, and no other clause's either
                continue
            if found[0] > document.date:
                ahead = ahead or not done
                continue
            return found[0], "text", found[1], ahead
        return document.date, "publication", "day", ahead

    def _dates(self, raw: RawEvent, frames: list[Frame]) -> Iterable[tuple[int, Frame]]:
        """The dates that may be the event's: of its clause, the clauses above, those behind without a verb."""
        order = [raw.clause]
        while frames[order[-1]].parent >= 0 and len(order) < 8:
            order.append(frames[order[-1]].parent)
        order = [i for i in order if i == raw.clause or frames[i].clause.link != "relative"]
        order += [i for i in range(raw.clause + 1, len(frames)) if i not in order and frames[i].verb is None]
        rows = [(self.parse.phrases[phrase].first, frames[index]) for index in order for phrase in frames[index].dates]
        own = frames[raw.clause]
        above = frames[own.parent] if own.verb is None and own.parent >= 0 else own
        if raw.token == self._verb_token(above) or not _speaks(above):
            return rows
        # announced on Monday the killing of X in a raid on Saturday: the date behind the act, before that of the announcement
        family = {above.index, own.index}
        inner = [f for f in frames[above.index :] if f is own or f is above or (f.parent in family and self._below(f, frames))]
        late = [(at, f) for f in inner for q in f.dates if (at := self.parse.phrases[q].first) > raw.token]
        return [*sorted(late, key=lambda row: row[0]), *(row for row in rows if row not in late)]

    def _below(self, frame: Frame, frames: list[Frame]) -> bool:
        """May the date of a lower clause be that of a noun above it?"""
        return frame.clause.link == "juxtaposed" or self._tells_act(frame.index, frames)

    def _owned(self, at: int, value: tuple[Any, ...]) -> bool:
        """Does the date belong to the noun right before it: the election of 2016, the attacks of 11 September?"""
        return at > 0 and self.parse.tokens[at - 1].terminal == "HEAD" and value[0] in _COUNTED

    def _intended(self, at: int, raw: RawEvent, value: tuple[Any, ...]) -> bool:
        """Is a weekday behind the act that somebody intends the day of that act: decided to open the crossing on Friday?"""
        if raw.code[:2] != "03" or value[0] != "weekday" or at <= raw.token:
            return False
        between = (t.lexeme for t in self.parse.tokens[raw.token + 1 : at])
        return any(x is not None and x.pos == "noun" and (x.value == VERBAL_NOUN or x.senses) for x in between)

    def _planned(self, at: int, frame: Frame) -> bool:
        """Is it the day of what is still to come: the meeting planned for Tuesday, will meet on Tuesday?"""
        verb = frame.verb
        if verb is not None and verb.flags & FUTURE and at > self._verb_token(frame):
            return True
        return any(token.text in self.planned for token in self.parse.tokens[max(0, at - 3) : at])


def _year_only(value: tuple[Any, ...]) -> bool:
    if value[0] not in _COUNTED:
        return False
    facts: dict[str, Any] = dict(value[1])
    return "year" in facts and "month" not in facts


def _vague(value: tuple[Any, ...]) -> bool:
    return bool(value[0] == "ago")


def _family(raw: RawEvent) -> str:
    """Acts of force and meetings are told over several sentences; others are not."""
    if raw.code in _BY_TELEPHONE or raw.code in _VISIT:
        return ""
    return "force" if raw.code[:2] in _FORCE or raw.code.startswith(_CEDED) else "meeting" if raw.code[:2] in _MEETINGS else ""


def _root(raw: RawEvent) -> str:
    """The kind of act; of an intent, the kind of what is intended, which the sense tells."""
    told = raw.sense.split(".")[1:2]
    return told[0] if raw.code[:2] == "03" and told and told[0] in _MEETINGS else raw.code[:2]


def _reports(frame: Frame, frames: list[Frame]) -> bool:
    """Does the clause tell who said what another one tells?"""
    if not _speaks(frame) or frame.clause.link == "relative":
        return False
    return frame.clause.link in ("parenthesis", "subordinate") or any(f.parent == frame.index and f.clause.link in _TOLD for f in frames)


def _speaks(frame: Frame) -> bool:
    return frame.verb is not None and frame.verb.lexeme is not None and frame.verb.lexeme.speech

