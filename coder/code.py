"""Clauses -> raw events: senses of verbs and event nouns, with intent, refusal, speech acts, light verbs, attribution.

In: a parsed sentence. Out: `RawEvent`s, whose participants are phrases (resolve gives them codes), and the near misses.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from coder.actors import bears_actor
from coder.dictionary import VERBAL_NOUN, Lexicon, Sense
from coder.functions import Frame, Group, Nouns, frames
from coder.functions import group as phrase_group
from coder.match import AGENT_PREPOSITION, Match, Matcher, Site, wanted
from coder.model import Parse, Phrase, Token
from coder.pattern import Item, Pattern
from coder.tag import FUTURE, NEGATED, UNREAL

Modes = Mapping[tuple[str, str], str]
_COOPERATIVE = frozenset(["03", "04", "05", "06", "07", "08"])
_VIOLENT = frozenset(["18", "19", "20"])
_OFTEN_WITHOUT_TARGET = frozenset(["01", "14", "15", "18", "19", "20"])
_AFFECTS_PLACE = frozenset(["03", "07", "16"])  # where it was done is also to whom
_SPOKEN = frozenset({"02", "10"})
_VISITS = frozenset({"042", "043"})
_SHARED_SUBJECT = frozenset(["04", "05", "06", "07"])  # nouns whose source may be the subject of the clause they stand in
_OPEN_TARGET = frozenset(["11", "14", "15", "16", "17", "18", "19", "20"])
_BACKGROUND = frozenset(["purpose", "possible", "without", "despite"])
PROTEST = "14"
UNREALIZED, ACCIDENT, MEDIATOR, DENIAL = "&unreal", "&accident", "mediator", "016"


@dataclass(slots=True)
class RawEvent:
    """An event whose participants are still phrases."""

    source: Group | None
    target: Group | None
    code: str
    sense: str
    rule: str
    clause: int
    token: int
    reciprocal: bool = False
    attribution: Group | None = None
    swapped: bool = False
    extra: tuple[int, ...] = ()


@dataclass(slots=True)
class Coded:
    """What one sentence gave."""

    events: list[RawEvent] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    misses: list[tuple[int, str, str]] = field(default_factory=list)  # token, sense, reason


class SentenceCoder:
    """Codes one parsed sentence."""

    def __init__(self, parse: Parse, lexicon: Lexicon, modes: Modes, day: str, extends: Mapping[str, str], explaining: bool = False) -> None:
        self.explaining = explaining
        self.tags = frozenset().union(*(t.tags for t in parse.tokens), *(t.lexeme.tags for t in parse.tokens if t.lexeme is not None))
        self.partitive = frozenset(lexicon.settings.get("actors", {}).get("partitive", ()))
        self.duties = frozenset(lexicon.settings.get("actors", {}).get("duties", ()))
        self.reported = frozenset(lexicon.settings.get("actors", {}).get("reported", ()))
        self.asserting = frozenset(lexicon.settings.get("actors", {}).get("asserting", ("",)))
        self.parse = parse
        self.lexicon = lexicon
        self.modes = modes
        self.day = day
        self.extends = extends
        self.nouns = Nouns(parse, lexicon)
        self.matcher = Matcher(self.nouns, day, self._is_actor, self._is_act, False)
        self.coded = Coded()
        self.consumed: set[int] = set()  # tokens that carry no event of their own any more
        self.sites: dict[int, Site] = {}

    def run(self) -> Coded:
        """All events of the sentence, in order of their triggers."""
        self.coded.frames = frames(self.parse, self.nouns)
        for frame in self.coded.frames:
            for phrase, _, rest in self._noun_phrases(frame):
                if any(self._partitive(token, rest) for token in self.nouns.triggers(phrase)):
                    self.matcher.quantities.add(phrase)
        spoken = -1
        denied: set[int] = set()  # what is denied has not happened
        for frame in self.coded.frames:
            events = self._clause(frame)
            if frame.parent in denied and frame.clause.link in ("complement", "relative", "asyndetic"):
                denied.add(frame.index)
                continue
            if any(e.code == DENIAL for e in events) and frame.verb is not None:
                denied.add(frame.index)
                events = [e for e in events if e.code == DENIAL]
            for event in events:
                if event.attribution is None and spoken >= 0 and spoken != frame.index:
                    event.attribution = self.coded.frames[spoken].subject
            self.coded.events += events
            if self._reports(frame):
                spoken = frame.index
        self._accidents()
        self._mediators()
        self._join_means()
        self._unsaid_statements()
        del self.matcher  # it points back here; without the circle the memory is free at once
        return self.coded

    # -- clauses -------------------------------------------------------------------------------

    def _reports(self, frame: Frame) -> bool:
        verb = frame.verb
        return verb is not None and verb.lexeme is not None and any(self.lexicon.senses[s].attribution for s in verb.lexeme.senses)

    def _clause(self, frame: Frame) -> list[RawEvent]:
        out: list[RawEvent] = []
        verb = frame.verb
        if verb is not None and verb.lexeme is not None and self._position(frame) not in self.consumed:
            out += self._verb(frame)
        out += self._obligation(frame) + self._nominal(frame)
        return out

    def _obligation(self, frame: Frame) -> list[RawEvent]:
        """`said that (it is) on X to ...`: a demand of the speaker's on X."""
        clause = frame.clause
        arguments = (*clause.before, *clause.after)
        if frame.verb is not None or clause.link not in ("complement", "quotation") or len(arguments) < 2:
            return []
        duty, act = arguments[0], arguments[1]
        if duty.kind != "PP" or duty.preposition not in self.duties or act.kind != "NP":
            return []
        head = self.nouns.head(act.phrases[0])
        target = phrase_group(self.parse, duty.phrases, duty.preposition)
        acts = head.lexeme is not None and (head.lexeme.value == VERBAL_NOUN or bool(head.lexeme.senses))
        if not acts or not self._is_actor(target):
            return []
        match = Match(0.0, act=Group("np", act.phrases))
        codes = [c for c in (self._mapped("demand", e.code) for e in self._inner(match)) if c is not None]
        token = self.parse.phrases[act.phrases[0]].first
        self.consumed.update(t for p in act.phrases for t in self.nouns.triggers(p))
        return [RawEvent(Group("speaker", ()), target, c, "duty", clause.rule + "_duty", frame.index, token) for c in (codes[:1] or ["100"])]

    def _position(self, frame: Frame) -> int:
        return self.parse.phrases[frame.clause.verb].first

    def _verb(self, frame: Frame) -> list[RawEvent]:
        verb = frame.verb
        assert verb is not None and verb.lexeme is not None
        if not verb.lexeme.senses:
            return []
        site = Site("V", frame.subject, frame.objects, frame.prepositional, frame.passive, self._complement(frame), clause=frame.index)
        site.token = self._position(frame)
        site.prepositional = site.prepositional + self._completed(site.complement)
        site.by_agent = next((g for p, g in frame.prepositional if p.startswith(AGENT_PREPOSITION)), None)
        best = self._best(verb.lexeme.senses, site, frame.maybe_passive)
        if best is None or self._carried_out(best[1], frame):
            return []
        return self._events(*best, site, verb, frame, f"{frame.clause.rule}{'_passive' if frame.passive else ''}")

    def _carried_out(self, match: Match, frame: Frame) -> bool:
        """`ordered strikes on X`: without an addressee who orders an act does it; the noun is coded, with his name."""
        verb = frame.verb
        if match.act is None or match.slots.get("T") is not None or verb is None or verb.lexeme is None:
            return False
        prepositions = [item.partition(":")[2] for item in verb.lexeme.light.split() if item.startswith("active:")]
        return any(p in prepositions and g.phrases == match.act.phrases for p, g in frame.prepositional)

    def _completed(self, complement: int) -> list[tuple[str, Group]]:
        """`described it as (b-anna) false`: the conjunction holds a preposition, the clause after it what it governs."""
        if complement < 0:
            return []
        clause = self.parse.clauses[complement]
        opener = self.parse.tokens[self.parse.phrases[clause.opener].first].lexeme if clause.opener >= 0 else None
        if opener is None or opener.terminal != "COMP" or opener.value == "that":
            return []
        first = next((a for a in (*clause.before, *clause.after) if a.kind == "NP"), None)
        return [(opener.value, Group("np", first.phrases, preposition=opener.value))] if first is not None else []

    def _complement(self, frame: Frame) -> int:
        """The clause that completes this one: that ..., a colon, a quotation right after it."""
        following = frame.index + 1
        if following < len(self.parse.clauses):
            clause = self.parse.clauses[following]
            if clause.link == "complement":
                return following
            if clause.link in ("quotation", "juxtaposed") and following + 1 < len(self.parse.clauses):
                after = self.parse.clauses[following + 1]
                if clause.verb < 0 and not clause.after and after.link in ("complement", "quotation"):
                    return following + 1
            if clause.link == "quotation":
                return following
        return -1

    def _best(self, senses: tuple[int, ...], site: Site, maybe_passive: bool) -> tuple[Sense, Match] | None:
        """The sense whose pattern fits best; ties go to the earlier id."""
        best: tuple[float, str, Sense, Match] | None = None
        inherited = site.inherited
        for number, pattern in self._candidates(senses, site):
            sense = self.lexicon.senses[number]
            self.matcher.open_target = sense.code[:2] in _OPEN_TARGET
            lone = sense.lone if maybe_passive and site.trigger == "V" else ""
            site.inherited = inherited if sense.reciprocal or sense.code[:2] in _SHARED_SUBJECT else None
            match = self.matcher.match(pattern, site, lone)
            if isinstance(match, Item):
                if self.explaining:
                    self.coded.misses.append((site.token, sense.id, f"{pattern.text}: {wanted(match)}"))
            elif best is None or match.score > best[0] or (match.score == best[0] and sense.id < best[1]):
                best = (match.score, sense.id, sense, match)
        site.inherited = inherited
        return None if best is None else (best[2], best[3])

    def _candidates(self, senses: tuple[int, ...], site: Site) -> list[tuple[int, Pattern]]:
        """Patterns of the trigger whose words the sentence holds."""
        index = self.lexicon.index_of(senses, site.trigger)
        if self.explaining:
            lacking = [(n, p, needs - self.tags) for n, p, needs in index.all if not needs <= self.tags]
            self.coded.misses += [(site.token, self.lexicon.senses[n].id, f"{p.text}: no word {' '.join(sorted(m))}") for n, p, m in lacking]
        found = [(n, p) for n, p, _ in index.free]
        for tag in sorted(self.tags & index.by_tag.keys()):  # a set has no order of its own
            found += [(n, p) for n, p, needs in index.by_tag[tag] if len(needs) == 1 or needs <= self.tags]
        return found

    # -- event nouns ---------------------------------------------------------------------------

    def _nominal(self, frame: Frame) -> list[RawEvent]:
        out: list[RawEvent] = []
        unreal, divided = False, False
        told = self.reported if self._reports(frame) else frozenset()
        for phrase, argument, rest in self._noun_phrases(frame):
            unreal = unreal or argument in _BACKGROUND or self._aim(phrase)
            if unreal:
                continue
            for token in self.nouns.triggers(phrase):
                if token in self.consumed:
                    continue
                if self._partitive(token, rest):
                    divided = argument in self.asserting
                    continue
                site = self.noun_site(frame, phrase, token, rest)
                if argument in self.asserting or argument in told or site.lent is not None or (divided and argument in self.partitive):
                    out += self._noun(frame, phrase, token, rest)
        return out

    def _aim(self, phrase: int) -> bool:
        """Does the phrase open with a noun whose complement has not happened: the need, the chance, efforts?"""
        tokens = self.nouns.tokens(phrase)
        return UNREALIZED in self.nouns.tags(phrase) and any(t.lexeme is not None and UNREALIZED in t.lexeme.tags for t in tokens[:2])

    def _partitive(self, token: int, rest: tuple[object, ...]) -> bool:
        """A round of talks, a series of raids: the event is the second noun."""
        following = rest[1]
        first = following[0] if following else None  # type: ignore[index]
        if first is None or first.kind != "PP" or first.preposition not in self.partitive:
            return False
        return any(self.nouns.triggers(p)[:1] == [self.parse.phrases[p].first] for p in first.phrases[:1])

    def _noun_phrases(self, frame: Frame) -> list[tuple[int, str, tuple[object, ...]]]:
        """(phrase, its preposition, (joined phrases after it, arguments after it)) in order of the sentence."""
        out: list[tuple[int, str, tuple[object, ...]]] = []
        beyond = tuple(a for a in frame.clause.after if a.kind == "PP")
        for side, more in ((frame.clause.before, beyond), (frame.clause.after, ())):
            for i, argument in enumerate(side):
                if argument.kind in ("NP", "PP"):
                    for j, phrase in enumerate(argument.phrases):
                        out.append((phrase, argument.preposition, (argument.phrases[j + 1 :], side[i + 1 :] + more)))
        return out

    def noun_site(self, frame: Frame, phrase: int, token: int, rest: tuple[object, ...]) -> Site:
        """What stands around an event noun: its construct, the phrases after it, the subject a light verb lends it."""
        known = self.sites.get(token)
        if known is not None:
            return known
        joined, following = rest
        objects = self._construct(frame, phrase, token, joined)  # type: ignore[arg-type]
        prepositional: list[tuple[str, Group]] = []
        for argument in following:  # type: ignore[attr-defined]
            if argument.kind == "NP":
                if prepositional or len(objects) > 1 or any(self.nouns.triggers(p) for p in argument.phrases):
                    if any(self.nouns.triggers(p) for p in argument.phrases):
                        break
                    continue
                objects.append(Group("np", argument.phrases))
            elif argument.kind == "PP" and argument.phrases:
                prepositional.append((argument.preposition, phrase_group(self.parse, argument.phrases, argument.preposition)))
                if any(self.nouns.triggers(p) for p in argument.phrases):
                    break
        site = Site("N", None, objects, prepositional, clause=frame.index, token=token)
        site.by_agent = next((g for p, g in prepositional if p.startswith(AGENT_PREPOSITION)), None)
        self._lend(frame, phrase, site)
        if site.lent is None:
            self._lend_relative(frame, phrase, site)
        own = self.parse.tokens[token].lexeme
        if frame.verb is not None and frame.verb.lexeme is not None and frame.subject is not None and phrase in frame.subject.phrases:
            passive = "passive:" in frame.verb.lexeme.light
            site.agentless = passive and site.by_agent is None and own is not None and own.value == VERBAL_NOUN
        if site.lent is None:
            site.inherited = self._clause_subject(frame, phrase)
        self.sites[token] = site
        return site

    def _construct(self, frame: Frame, phrase: int, token: int, joined: tuple[int, ...]) -> list[Group]:
        """The construct of an event noun: a pronoun, adjectives of nationality, or the noun phrase it governs."""
        own = self.parse.tokens[token]
        p = self.parse.phrases[phrase]
        if own.pronoun:
            return [Group("pronoun", (self._virtual(token, token),), features=own.pronoun)]
        if token >= p.last:
            return []
        after = self.parse.tokens[token + 1 : p.last + 1]
        nationalities = [token + 1 + i for i, t in enumerate(after) if t.lexeme is not None and t.lexeme.pos == "nat"]
        if len(nationalities) > 1 and after[0].terminal in ("ADJ", "DEFADJ"):
            return [Group("np", tuple(self._virtual(i, i) for i in nationalities))]
        inner = self._virtual(token + 1, p.last)
        partners = tuple(q for q in joined if not self.nouns.triggers(q))
        return [Group("np", (inner, *partners))]

    def _virtual(self, first: int, last: int) -> int:
        """A part of a phrase as a phrase of its own."""
        phrase = Phrase("NP", first, last)
        self.parse.phrases.append(phrase)
        self.nouns.extend()
        return len(self.parse.phrases) - 1

    def _lend(self, frame: Frame, phrase: int, site: Site) -> None:
        verb = frame.verb
        if verb is None or verb.lexeme is None or not verb.lexeme.light or frame.passive:
            return
        for kind, _, preposition in (item.partition(":") for item in verb.lexeme.light.split()):
            if preposition:
                held = any(phrase in g.phrases for p, g in frame.prepositional if p == preposition)
            else:
                held = any(phrase in g.phrases for g in frame.objects) or self._part_of_object(frame, phrase)
            if held and kind == "announce":
                noun = self.parse.tokens[site.token].lexeme
                if noun is None or noun.value != VERBAL_NOUN or not site.objects:
                    continue
                kind, site.weak = "active", True
            if held and kind in ("active", "undergo") and frame.subject is not None and phrase not in frame.subject.phrases:
                site.lent, site.lent_as = frame.subject, "S" if kind == "active" else "T"
                if not site.prepositional and frame.antecedent is not None:
                    site.prepositional = [(p, g) for p, g in frame.prepositional if g.phrases]
                return

    def _lend_relative(self, frame: Frame, phrase: int, site: Site) -> None:
        """`the raids that it launched on ...`: the light verb of the relative clause lends its subject and its phrases."""
        for later in self.coded.frames[frame.index + 1 : frame.index + 3]:
            verb = later.verb
            if later.antecedent is None or phrase not in later.antecedent.phrases or verb is None or verb.lexeme is None:
                continue
            if "active:" not in verb.lexeme.light:
                continue
            site.prepositional = site.prepositional + [(p, g) for p, g in later.prepositional if g.phrases]
            if verb.pronoun and later.subject is not None:
                site.lent, site.lent_as = later.subject, "S"
            elif verb.pronoun == "":
                site.by_agent = site.by_agent or next((g for p, g in later.prepositional if p.startswith(AGENT_PREPOSITION)), None)
            return

    def _part_of_object(self, frame: Frame, phrase: int) -> bool:
        """`launched more of the raids`: the event noun hangs on an object that is only a quantity."""
        before = frame.clause.after
        for i, argument in enumerate(before[1:], 1):
            if argument.kind == "PP" and argument.preposition in self.partitive and phrase in argument.phrases:
                owner = before[i - 1]
                counts = self.matcher.quantities.union(owner.phrases) == self.matcher.quantities
                return owner.kind == "NP" and (counts or not any(self.nouns.has_actor(p) or self.nouns.triggers(p) for p in owner.phrases))
        return False

    def _clause_subject(self, frame: Frame, phrase: int) -> Group | None:
        """The subject of the clause, or of the one above where it has no verb; not where the noun itself is in it."""
        at: Frame | None = frame
        while at is not None:
            subject = at.subject
            own = subject is not None and phrase in subject.phrases
            if own and at is frame and at.verb is not None and at.verb.lexeme is not None and "passive:" in at.verb.lexeme.light:
                at = self.coded.frames[at.parent] if at.parent >= 0 else None
                continue
            if subject is not None and not own:
                return subject if subject.kind == "speaker" or self._is_actor(subject) else None
            if at.verb is not None:
                return None
            if at.index > 0 and self._after_colon(at):
                before = self.coded.frames[at.index - 1].clause
                group = next((Group("np", a.phrases) for a in (*before.before, *before.after) if a.kind == "NP"), None)
                return group if group is not None and self._is_actor(group) else None
            at = self.coded.frames[at.parent] if at.parent >= 0 else None
        return None

    def _after_colon(self, frame: Frame) -> bool:
        opener = frame.clause.opener
        return opener >= 0 and self.parse.phrases[opener].terminal == "COLON" and self.coded.frames[frame.index - 1].verb is None

    def _noun(self, frame: Frame, phrase: int, token: int, rest: tuple[object, ...]) -> list[RawEvent]:
        noun = self.parse.tokens[token]
        assert noun.lexeme is not None
        site = self.noun_site(frame, phrase, token, rest)
        best = self._best(noun.lexeme.senses, site, False)
        if best is None:
            return []
        p = self.parse.phrases[phrase]
        before = self.parse.tokens[p.first : token]
        if any(t.lexeme is not None and t.lexeme.terminal == "NOT" for t in before):
            return []
        rule = frame.clause.rule + ("_light" if site.lent is not None else "_noun")
        return self._events(*best, site, noun, frame, rule)

    # -- events of a match -----------------------------------------------------------------------

    def _events(self, sense: Sense, match: Match, site: Site, trigger: Token, frame: Frame, rule: str) -> list[RawEvent]:
        if match.slots.get("S") is None and sense.code[:2] in _VIOLENT and "B" not in match.slots:
            culprit = self._culprit(match, site)
            if culprit is not None:
                match.slots["S"] = culprit
        for phrase in match.used:
            for token in self.nouns.triggers(phrase):
                if token != site.token:
                    self.consumed.add(token)
        if sense.attribution:
            return self._statement(sense, match, site, rule)
        slots = match.slots
        if site.lent is not None and site.lent_as not in slots and "B" not in slots and site.lent is not slots.get("T"):
            slots[site.lent_as] = site.lent
        source, target = slots.get("S"), slots.get("T")
        if "B" in slots:
            source = target = slots["B"]
        if source is None and sense.code[:2] in _SPOKEN and not any(i.slot in ("S", "B") for p in sense.patterns for i in p.items):
            source = Group("speaker", ())  # X must, it is time for X to: whoever says so demands it
        codes = [sense.code]
        inner: list[RawEvent] = []
        if sense.mode and (match.act is not None or match.act_clause >= 0):
            inner = self._inner(match)
            codes = self._mode_codes(sense, inner)
        flags = self._flags(trigger, frame, source)
        out: list[RawEvent] = []
        for code in codes:
            code_now = self._modal(code, trigger, flags)
            if code_now is not None:
                out += self._with_parties(sense, match, site, frame, rule, code_now, (source, target), inner)
            elif self.explaining:
                self.coded.misses.append((site.token, sense.id, "negated, possible or conditional"))
        return out

    def _culprit(self, match: Match, site: Site) -> Group | None:
        """`were killed in an attack that X launched`: the source stands with the noun that the pattern used."""
        for frame in self.coded.frames:
            for phrase, _, rest in self._noun_phrases(frame):
                if phrase not in match.used:
                    continue
                for token in self.nouns.triggers(phrase):
                    lexeme = self.parse.tokens[token].lexeme
                    if token == site.token or lexeme is None:
                        continue
                    best = self._best(lexeme.senses, self.noun_site(frame, phrase, token, rest), False)
                    found = best[1].slots.get("S") if best is not None else None
                    if found is not None:
                        return found
        return None

    def _with_parties(
        self, sense: Sense, match: Match, site: Site, frame: Frame, rule: str, code_now: str,
        parties: tuple[Group | None, Group | None], inner: list[RawEvent],
    ) -> list[RawEvent]:  # fmt: skip
        """The events of one code, with targets from the pattern, the embedded act or the rest of the clause."""
        source, target = parties
        out: list[RawEvent] = []
        if target is None and inner:
            out = self._inner_targets(source, code_now, sense, rule, frame, site, inner)
        if target is None and not out and source is not None and code_now[:2] not in _OFTEN_WITHOUT_TARGET:
            target = self._nearest_party(site, source, code_now)
        elif target is None and not out and code_now[:2] == PROTEST:
            target = self._protested(site, frame, source)
        if not out:
            # a planned visit is the visitor's intent only
            both = (sense.reciprocal and not (sense.code in _VISITS and code_now != sense.code)) or "B" in match.slots
            out = [RawEvent(source, target, code_now, sense.id, rule, frame.index, site.token, both)]
        return out

    def _protested(self, site: Site, frame: Frame, source: Group | None) -> Group | None:
        """Whom a protest is against: the actor after `against`, `in protest at`, `demanding of`."""
        against = self.lexicon.settings.get("actors", {}).get("protested", ())
        for preposition, group in (*site.prepositional, *frame.prepositional):
            if group.kind != "np" or (source is not None and group.phrases == source.phrases):
                continue
            wants = any("&demand" in self.nouns.tags(p) for p in group.phrases)
            if (wants or any(p in against for p in preposition.split())) and self._is_actor(group):
                return group
        return None

    def _nearest_party(self, site: Site, source: Group, code: str) -> Group | None:
        """Where the pattern names no target: the first other actor after the trigger, else what the act was done to in so many words."""
        settings = self.lexicon.settings.get("actors", {})
        places, places_in = settings.get("parties", ()), settings.get("where", ())
        groups = [("", g) for g in site.objects] + [(p, g) for p, g in site.prepositional if p in places]
        groups = [(p, g) for p, g in groups if g is not source and g.phrases and g.phrases != source.phrases and g.kind == "np"]
        for _, group in groups:
            if self.parse.phrases[group.phrases[0]].first > site.token and self._is_actor(group):
                return group
        if code[:2] in _AFFECTS_PLACE:
            for preposition, group in site.prepositional:
                first = self.parse.phrases[group.phrases[0]].first if group.phrases else -1
                if preposition in places_in and first > site.token and group.kind == "np" and self._is_actor(group):
                    return group
        return next((g for p, g in groups if self.parse.phrases[g.phrases[0]].first > site.token), None)

    def _flags(self, trigger: Token, frame: Frame, source: Group | None) -> int:
        flags = trigger.flags
        phrase_flags = 0
        if trigger.terminal != "VERB":
            for t in self.parse.tokens:
                if t.start > trigger.start and t.terminal in ("ADJ", "DEFADJ") and t.flags and t.start - trigger.end < 25:
                    phrase_flags |= t.flags
        own = frame.subject is not None and source is not None and source.phrases == frame.subject.phrases
        if frame.verb is not None and trigger.terminal != "VERB" and frame.verb.lexeme is not None and (frame.verb.lexeme.light or own):
            flags |= frame.verb.flags & (NEGATED | FUTURE | UNREAL)
        return flags | phrase_flags

    def _modal(self, code: str, trigger: Token, flags: int) -> str | None:
        """The code under negation, future and possibility; None where that is no event."""
        root = code[:2]
        if flags & UNREAL:
            return None
        if flags & NEGATED:
            if flags & FUTURE and root in _COOPERATIVE:
                return self._mapped("refuse", code) or "120"
            return None
        if flags & FUTURE:
            if root in ("03", "02", "01", "09", "10", "11", "12", "13"):
                return code
            return self._mapped("intent", code) or None
        return code

    def _mapped(self, mode: str, act: str) -> str | None:
        for length in range(len(act), 1, -1):
            code = self.modes.get((mode, act[:length]))
            if code is not None:
                return code
        return None

    def _mode_codes(self, sense: Sense, inner: list[RawEvent]) -> list[str]:
        """What the embedded acts become under the sense's mode, one code for each kind of act."""
        mode = "intent" if sense.mode == "accept" else sense.mode
        acts = [e.code for e in inner if e.code[:2] != "01"] or [e.code for e in inner]  # to plan to announce X is to plan X
        codes = [c for c in (self._mapped(mode, act) for act in acts) if c is not None]
        return list(dict.fromkeys(codes)) or [sense.code]

    def _inner(self, match: Match) -> list[RawEvent]:
        """The events of an embedded act, which are not coded by themselves."""
        out: list[RawEvent] = []
        if match.act is not None:
            for f in self.coded.frames:
                for phrase, _, rest in self._noun_phrases(f):
                    if phrase in match.act.phrases:
                        for token in self.nouns.triggers(phrase):
                            if token not in self.consumed:
                                out += self._noun_inner(f, phrase, token, rest)
                                self.consumed.add(token)
        elif match.act_clause >= 0:
            frame = self.coded.frames[match.act_clause]
            if frame.verb is not None and frame.verb.lexeme is not None:
                kept = frame.verb.flags
                frame.verb.flags &= ~(FUTURE | UNREAL)
                out += self._verb(frame)
                frame.verb.flags = kept
                self.consumed.add(self._position(frame))
            if not out:
                for phrase, _, rest in self._noun_phrases(frame):
                    for token in self.nouns.triggers(phrase):
                        out += self._noun_inner(frame, phrase, token, rest)
                        self.consumed.add(token)
        return out

    def _noun_inner(self, frame: Frame, phrase: int, token: int, rest: tuple[object, ...]) -> list[RawEvent]:
        """An embedded event noun: where its participants are not told, its first sense still says what kind of act it is."""
        noun = self.parse.tokens[token]
        assert noun.lexeme is not None
        before = self.parse.tokens[self.parse.phrases[phrase].first : token]
        if any(t.lexeme is not None and t.lexeme.terminal == "NOT" for t in before):
            return []  # a call not to act says nothing of the act's kind
        site = self.noun_site(frame, phrase, token, rest)
        best = self._best(noun.lexeme.senses, site, False)
        if best is not None:
            slots = best[1].slots
            source, target = slots.get("S") or slots.get("B"), slots.get("T") or slots.get("B")
            return [RawEvent(source, target, best[0].code, best[0].id, "inner", frame.index, token)]
        sense = self._bare_sense(token)
        return [RawEvent(None, None, sense.code, sense.id, "inner", frame.index, token)] if sense is not None else []

    def _bare_sense(self, token: int) -> Sense | None:
        """What an event noun says without its participants: its first sense that asks for no further word."""
        noun = self.parse.tokens[token]
        assert noun.lexeme is not None
        for index in noun.lexeme.senses:
            for _, pattern, needs in self.lexicon.index_of((index,), "N").all:
                bare = not any(i.roles or i.slot == "ACT" for i in pattern.items)
                if bare and needs <= self.tags and (not needs or self._words_follow(token, needs)):
                    return self.lexicon.senses[index]
        return None

    def _words_follow(self, token: int, needs: frozenset[str]) -> bool:
        """Do the words that a pattern asks for stand soon after the noun?"""
        found: frozenset[str] = frozenset()
        for t in self.parse.tokens[token + 1 : token + 6]:
            found |= t.tags | (t.lexeme.tags if t.lexeme is not None else frozenset())
        return needs <= found

    def _inner_targets(
        self, source: Group | None, code: str, sense: Sense, rule: str, frame: Frame, site: Site, inner: list[RawEvent]
    ) -> list[RawEvent]:
        """A speech act without an addressee concerns the participants of the act it speaks of."""
        groups: list[Group] = []
        for event in inner:
            for group in (event.target, event.source):
                if group is not None and group.phrases and group.phrases != (source.phrases if source else ()) and group not in groups:
                    groups.append(group)
        return [RawEvent(source, g, code, sense.id, rule, frame.index, site.token) for g in groups[:2]]

    def _statement(self, sense: Sense, match: Match, site: Site, rule: str) -> list[RawEvent]:
        target = match.slots.get("T")
        if target is None:
            return []
        return [RawEvent(match.slots.get("S"), target, sense.code, sense.id, rule + "_statement", site.clause, site.token)]

    # -- what the sentence as a whole decides -------------------------------------------------------

    def _unsaid_statements(self) -> None:
        """A saying verb gives no event of its own where a coded event stands in what is said."""
        said = [e for e in self.coded.events if not e.rule.endswith("_statement")]
        if said:
            self.coded.events = said

    def _accidents(self) -> None:
        """People killed in an accident or disaster are no event."""
        self.coded.events = [e for e in self.coded.events if e.code[:2] not in _VIOLENT or not self._accident(self.coded.frames[e.clause])]

    def _accident(self, frame: Frame) -> bool:
        phrases = [p for a in (*frame.clause.before, *frame.clause.after) for p in a.phrases]
        return any(ACCIDENT in self.nouns.tags(p) for p in phrases)

    def _mediators(self) -> None:
        """`under American auspices`: the mediator is the source of 045 towards each party of the talks."""
        for event in list(self.coded.events):
            if not event.reciprocal or event.code[:2] not in ("03", "04", "05"):
                continue
            frame = self.coded.frames[event.clause]
            for preposition, group in frame.prepositional:
                if MEDIATOR in preposition and self._is_actor(group):
                    parties = [event.source] if event.source is event.target else [event.source, event.target]
                    for party in parties:
                        self.coded.events.append(
                            RawEvent(group, party, "045", "mediator", event.rule, event.clause, event.token, attribution=event.attribution)
                        )

    def _join_means(self) -> None:
        """`killed in an attack by X`: outcome and attack are one occurrence told twice."""
        violent = [e for e in self.coded.events if e.code[:2] in _VIOLENT]
        for outcome in violent:
            for means in violent:
                if means is outcome or means not in self.coded.events or outcome not in self.coded.events:
                    continue
                self._join(outcome, means)

    def _join(self, outcome: RawEvent, means: RawEvent) -> None:
        near = means.clause in (outcome.clause, outcome.clause + 1) and means.token > outcome.token
        if near and outcome.source is not None and means.source is None and means.target is not None:
            if outcome.target is None or not self._is_actor(outcome.target):
                outcome.target = means.target  # launched raids that hit ...
                self.coded.events.remove(means)
            return
        if not near or outcome.source is not None or not self._only_victims(outcome, means):
            return
        if means.source is None:
            if means.target is None or means.target.phrases == (outcome.target.phrases if outcome.target else ()):
                self.coded.events.remove(means)
            return
        outcome.source = means.source
        if means.target is None or not self._is_actor(means.target) or means.target.kind == "pronoun":
            if means.code[:2] == "19" or (outcome.code[:2] == "18" and means.code[:3] in ("183", "182")):
                outcome.code, outcome.sense = means.code, means.sense
            self.coded.events.remove(means)

    def _only_victims(self, outcome: RawEvent, means: RawEvent) -> bool:
        return outcome.target is not None

    # -- helpers -----------------------------------------------------------------------------------

    def _is_actor(self, group: Group) -> bool:
        if group.kind in ("pronoun", "speaker", "dropped"):
            return True
        return any(self.nouns.has_actor(p) or self.extension(p) >= 0 for p in group.phrases)

    def _is_act(self, group: Group) -> bool:
        return group.kind != "pronoun" and any(self._bare_sense(t) is not None for p in group.phrases for t in self.nouns.triggers(p))

    def extension(self, phrase: int) -> int:
        """The phrase that tells whose a phrase is where a preposition joins them: positions of ISIS, the spokesman of the army."""
        phrases, tokens = self.parse.phrases, self.parse.tokens
        own = phrases[phrase]
        at = own.last + 1
        joint = tokens[at].lexeme if at + 1 < len(tokens) and tokens[at].terminal == "PREP" else None
        if joint is None:
            return -1
        kind = self.extends.get(joint.value, "")
        if not kind:
            return -1
        if kind == "indefinite":
            head = self.nouns.head(phrase)
            if head.article or head.pronoun or head.terminal in ("NAME", "PERSON"):
                return -1
            if any(bears_actor(t) for t in tokens[own.first : own.last + 1]) and not _open(tokens[own.first : own.last + 1]):
                return -1
        for i in range(phrase + 1, min(phrase + 3, len(phrases))):
            if phrases[i].first == at + 1 and phrases[i].terminal == "NP" and not self.nouns.triggers(i):
                if self.nouns.has_actor(i):
                    return i
                return self._farther(i) if kind == "indefinite" else -1
        return -1

    def _farther(self, phrase: int) -> int:
        """`governments in the region, from Cuba`: the owner may stand one phrase on."""
        phrases, tokens = self.parse.phrases, self.parse.tokens
        at = phrases[phrase].last + 1
        while at < len(tokens) and tokens[at].terminal == "COMMA":
            at += 1
        joint = tokens[at].lexeme if at < len(tokens) and tokens[at].terminal == "PREP" else None
        if joint is None or not self.extends.get(joint.value):
            return -1
        for i in range(phrase + 1, min(phrase + 4, len(phrases))):
            if phrases[i].first == at + 1 and phrases[i].terminal == "NP" and self.nouns.has_actor(i) and not self.nouns.triggers(i):
                return i
        return -1


def _open(tokens: list[Token]) -> bool:
    """Agents without a country: gunmen, members, sources."""
    return not any(t.lexeme is not None and t.lexeme.actor for t in tokens)


def code(parse: Parse, lexicon: Lexicon, modes: Modes, day: str, extends: Mapping[str, str]) -> Coded:
    """Code one parsed sentence; `day` is the ISO date at which roles are read."""
    return SentenceCoder(parse, lexicon, modes, day, extends).run()
