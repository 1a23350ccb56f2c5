"""Clauses -> raw events: senses of verbs and event nouns, with intent, refusal, speech acts, light verbs, attribution.

In: a parsed sentence. Out: `RawEvent`s, whose participants are phrases (resolve gives them codes), and the near misses.
"""

from __future__ import annotations

from collections.abc import Mapping

from coder.dictionary import VERBAL_NOUN, Lexicon, Sense
from coder.functions import frames
from coder.functions_fixed import fixed_frames
from coder.match import AGENT_PREPOSITION, Match, Site
from coder.modal import Modes, mapped, modal
from coder.model import Parse, Token
from coder.nouns import Frame, Group
from coder.nouns import group as phrase_group
from coder.occurrences import VIOLENT, Occurrences
from coder.participants import Participants
from coder.raw import Coded, RawEvent
from coder.sites import QUANTITY
from coder.subjects import inherited
from coder.tag import FUTURE, NEGATED, UNREAL

_OFTEN_WITHOUT_TARGET = frozenset(["01", "14", "15", "18", "19", "20"])
_INTENT, _THREAT = "03", "13"
_SPOKEN = frozenset({"02", "10"})
_VISITS = frozenset({"042", "043"})
_SPOKEN_OF = frozenset(["01", "05", "10", "11", "12", "13"])  # said of what somebody did, it is said of him
_BACKGROUND = frozenset(["purpose", "possible", "without", "despite"])
_NOT_PAST = frozenset(["I", "J"])
_PLACES = frozenset(["place", "country"])
PROTEST = "14"
DENIAL, _CONFLICT = "016", "14"


class SentenceCoder(Participants):
    """Codes one parsed sentence."""

    def run(self) -> Coded:
        """All events of the sentence, in order of their triggers."""
        self.coded.frames = fixed_frames(self.parse, self.nouns) if self.nouns.head_last else frames(self.parse, self.nouns)
        for frame in self.coded.frames if QUANTITY in self.tags else ():
            for phrase, _, rest in self._noun_phrases(frame):
                if any(self._partitive(token, rest) for token in self.nouns.triggers(phrase)):
                    self.matcher.quantities.add(phrase)
        spoken = -1
        denied: set[int] = set()  # what is denied has not happened
        for frame in self.coded.frames:
            events = [] if self._only_meant(frame) else self._clause(frame)
            if frame.parent in denied and frame.clause.link in ("complement", "relative", "asyndetic"):
                denied.add(frame.index)
                continue
            if any(e.code == DENIAL for e in events) and frame.verb is not None:
                denied.add(frame.index)
                events = [e for e in events if e.code == DENIAL]
            elif frame.verb is not None and frame.verb.flags & NEGATED and frame.verb.lexeme and frame.verb.lexeme.lemma in self.beliefs:
                denied.add(frame.index)  # does not think that ...
            for event in events:
                if event.attribution is None and spoken >= 0 and spoken != frame.index:
                    event.attribution = self.coded.frames[spoken].subject
            self.coded.events += events
            if self._reports(frame):
                spoken = frame.index
        if self.nouns.head_last:
            self._trailing_attribution()
        Occurrences(self, self.coded).settle()
        del self.matcher  # it points back here; without the circle the memory is free at once
        return self.coded

    def _only_meant(self, frame: Frame) -> bool:
        """A clause that tells no fact: what a draft or a plan says, or that somebody act where the clause above asks for no such act."""
        if self.nouns.head_last or frame.verb is None:
            return False
        clause = frame.clause
        about = frame.antecedent
        if about is not None and frame.subject is not None and frame.subject.phrases == about.phrases and clause.link in ("relative", "asyndetic"):
            return any(self._aim(p) for p in about.phrases)
        return self._wished(frame)

    def _wished(self, frame: Frame) -> bool:
        """`to that he go`: a conjunction right before a verb that tells nothing past makes it an aim."""
        clause, verb = frame.clause, frame.verb
        if clause.link != "complement" or clause.opener < 0 or verb is None or verb.features[:1] not in _NOT_PAST or verb.flags & FUTURE:
            return False
        opener = self.parse.phrases[clause.opener]
        bare = opener.terminal == "COMP" and not self.parse.tokens[opener.last].pronoun
        return bare and self._position(frame) == opener.last + 1

    def _trailing_attribution(self) -> None:
        """`..., police said`: who reports may stand behind what is said."""
        last = next((f for f in reversed(self.coded.frames) if f.verb is not None), None)
        if last is None or not last.index or not self._reports(last) or last.clause.link not in ("juxtaposed", "quotation") or last.objects:
            return
        for event in self.coded.events:
            if event.attribution is None and event.clause < last.index:
                event.attribution = last.subject

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
        if frame.verb is not None or clause.link not in ("complement", "quotation") or not arguments:
            return []
        duty = arguments[0]
        target = phrase_group(self.parse, duty.phrases, duty.preposition) if duty.phrases else None
        if duty.kind != "PP" or duty.preposition not in self.duties or target is None or not self._is_actor(target):
            return []
        following = self.coded.frames[frame.index + 1] if frame.index + 1 < len(self.coded.frames) else None
        if len(arguments) > 1 and arguments[1].kind == "NP":
            act = arguments[1]
            lexeme = self.nouns.head(act.phrases[0]).lexeme
            if lexeme is None or (lexeme.value != VERBAL_NOUN and not lexeme.senses):
                return []
            match, token = Match(0.0, act=Group("np", act.phrases)), self.parse.phrases[act.phrases[0]].first
        elif len(arguments) == 1 and following is not None and following.clause.link == "complement" and following.verb is not None:
            match, token = Match(0.0, act_clause=following.index), self._position(following)  # it is on X that it do
        else:
            return []
        codes = [c for c in (mapped(self.modes, "demand", e.code) for e in self._inner(match)) if c is not None]
        if match.act is not None:
            self.consumed.update(t for p in match.act.phrases for t in self.nouns.triggers(p))
        return [RawEvent(Group("speaker", ()), target, c, "duty", clause.rule + "_duty", frame.index, token) for c in (codes[:1] or ["100"])]

    def _verb(self, frame: Frame) -> list[RawEvent]:
        verb = frame.verb
        assert verb is not None and verb.lexeme is not None
        if not verb.lexeme.senses or (frame.antecedent is not None and "active" in verb.lexeme.light and self._resumed(frame)):
            return []  # the request that X put-forward (advanced with-it)
        if not self._candidates(verb.lexeme.senses, "V") and not self.explaining:
            return []
        site = Site("V", frame.subject, frame.objects, frame.prepositional, frame.passive, self._complement(frame), clause=frame.index)
        site.token = self._position(frame)
        site.objects = [g for g in site.objects if not self._apposed(frame.subject, g)]
        site.prepositional = site.prepositional + self._completed(site.complement)
        owner = self._owner(frame.subject)
        if owner >= 0:
            site.prepositional = [(p, g) for p, g in site.prepositional if owner not in g.phrases]
        self._offer_owned(frame, site)
        site.by_agent = next((g for p, g in frame.prepositional if p.startswith(AGENT_PREPOSITION)), None)
        lone = frame.maybe_passive and any(self.lexicon.senses[s].lone for s in verb.lexeme.senses)
        if lone and site.objects:
            site.objects = [g for g in site.objects if not self._whereabouts(frame, g)]
        best = self._with_dropped_subject(frame, site) if lone else None  # raided X and killed three: rather than three were killed
        best = best or self._best(verb.lexeme.senses, site, frame.maybe_passive)
        if best is None and not lone:
            best = self._with_dropped_subject(frame, site)
        if (best is None or not best[1].slots.keys() & {"T", "B"}) and not self.nouns.head_last:
            best = self._past_relative(frame, site) or best
        if best is None or self._carried_out(best[1], frame):
            return []
        return self._events(*best, site, verb, frame, f"{frame.clause.rule}{'_passive' if frame.passive else ''}")

    def _whereabouts(self, frame: Frame, group: Group) -> bool:
        """No object of a verb of killing: `X was killed in an ambush | south of Y`, `X was killed, the commander of Y`, `ten X | others`."""
        subject = frame.subject
        if group.kind != "np" or subject is None or subject.kind != "np" or frame.clause.verb > subject.phrases[0]:
            return False
        head, first = self.nouns.head(group.phrases[0]).lexeme, self.parse.phrases[group.phrases[0]].first
        if head is None:
            return False
        last = self.parse.phrases[subject.phrases[-1]].last
        if first == last + 1:
            return head.lemma in self.others
        if first == last + 2 and self.parse.tokens[first - 1].terminal == "COMMA" and self._person(subject) and head.agent_class == "person":
            return True
        words = self.nouns.tokens(group.phrases[0])
        vague = head.pos == "noun" and not head.agent and words[0].article and not self.nouns.has_actor(group.phrases[0])
        if head.pos not in _PLACES and not vague:
            return False
        return any(g.phrases and subject.phrases[-1] < g.phrases[0] < group.phrases[0] for _, g in frame.prepositional)

    def _past_relative(self, frame: Frame, site: Site) -> tuple[Sense, Match] | None:
        """`Hamas, which rules Gaza, denounced (with) the raid`: where nothing fits, phrases behind what describes the subject may be the verb's."""
        following = self.coded.frames[frame.index + 1] if frame.index + 1 < len(self.coded.frames) else None
        if following is None or following.clause.link != "relative" or frame.prepositional or frame.subject is None or frame.subject.kind != "np":
            return None
        own = following.prepositional[1:] if following.prepositional else []
        if not own or frame.verb is None or frame.verb.lexeme is None or not set(frame.subject.phrases) & self._described(following):
            return None
        kept = site.prepositional
        site.prepositional = kept + own
        best = self._best(frame.verb.lexeme.senses, site, frame.maybe_passive)
        if best is None or "T" not in best[1].slots:
            site.prepositional = kept
            return None
        return best

    def _offer_owned(self, frame: Frame, site: Site) -> None:
        """`Talks between X and Y collapsed`, `curbs on X were lifted`: the phrases of a subject that is no actor tell whom the verb concerns."""
        subject = frame.subject
        if not frame.owned or subject is None or subject.kind != "np" or any(self.nouns.has_actor(p) for p in subject.phrases):
            return
        if not frame.passive:
            site.owned = frame.owned
        elif not any(self.nouns.triggers(p) for p in subject.phrases):
            site.prepositional = frame.owned + site.prepositional

    def _with_dropped_subject(self, frame: Frame, site: Site) -> tuple[Sense, Match] | None:
        """Where nothing fits, the noun after the verb may be its object and the subject that of a clause before: (he) will meet X."""
        subject, verb = frame.subject, frame.verb
        joined = frame.clause.link in ("coordination", "asyndetic") or (self._wished(frame) and not self.nouns.head_last)
        spoken = frame.verb is not None and frame.verb.lexeme is not None and frame.verb.lexeme.speech and not self.nouns.head_last
        joined = joined or (spoken and frame.clause.link == "subordinate" and bool(frame.prepositional))  # after it accused X of
        if not joined and subject is not None and frame.clause.link in ("subordinate", "juxtaposed") and not self.nouns.head_last:
            joined = self._his(subject) or self._official(subject)  # where (he) met his ...
        if not joined or frame.passive or verb is None or verb.lexeme is None:
            return None
        if subject is None or subject.kind != "np" or subject.phrases[0] < frame.clause.verb:
            return None
        earlier = inherited(self.nouns, self.coded.frames[: frame.index], frame)
        if earlier is None or not earlier.phrases or set(earlier.phrases) & set(subject.phrases):
            return None
        if self._official(subject) and frame.clause.link in ("subordinate", "juxtaposed") and not self._official(earlier):
            return None
        if any(g.kind == "np" for g in frame.objects) or self._one_country(earlier, subject):
            return None  # verb, subject, object; or a state and its capital
        site.subject, site.objects = earlier, [subject, *frame.objects]
        best = self._best(verb.lexeme.senses, site, False)
        if best is not None and frame.clause.link in ("subordinate", "juxtaposed") and self._official(subject) and not best[0].reciprocal:
            best = None  # only whom he met
        if best is None:
            site.subject, site.objects = frame.subject, frame.objects
        else:
            frame.subject, frame.objects = site.subject, site.objects
        return best

    def _carried_out(self, match: Match, frame: Frame) -> bool:
        """`ordered strikes on X`: without an addressee who orders an act does it; the noun is coded, with his name."""
        verb = frame.verb
        if match.act is None or match.slots.get("T") is not None or verb is None or verb.lexeme is None:
            return False
        prepositions = [item.partition(":")[2] for item in verb.lexeme.light.split() if item.startswith("active:")]
        return any(p in prepositions and g.phrases == match.act.phrases for p, g in frame.prepositional)

    def _completed(self, complement: int) -> list[tuple[str, Group]]:
        """`described it as (b-anna) false`: the conjunction holds a preposition, the clause after it what it governs."""
        if complement < 0 or self.nouns.head_last:
            return []
        clause = self.parse.clauses[complement]
        opener = self.parse.tokens[self.parse.phrases[clause.opener].first].lexeme if clause.opener >= 0 else None
        if opener is None or opener.terminal != "COMP" or opener.value == "that":
            return []
        first = next((a for a in (*clause.before, *clause.after) if a.kind == "NP"), None)
        return [(opener.value, Group("np", first.phrases, preposition=opener.value))] if first is not None else []

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
                lexeme = self.parse.tokens[token].lexeme
                if lexeme is not None and not self._candidates(lexeme.senses, "N") and not self.explaining:
                    continue
                site = self.noun_site(frame, phrase, token, rest)
                if argument in self.asserting or argument in told or site.lent is not None or (divided and argument in self.partitive):
                    told_of = self._noun(frame, phrase, token, rest)
                    out += [e for e in told_of if e.code[:2] >= _CONFLICT or not self._prevented(frame, phrase)]
        return out

    def _prevented(self, frame: Frame, phrase: int) -> bool:
        """`prevented the arrival of fuel`, `wants talks`: what does not happen, or not yet; a foiled attack is still its doer's."""
        lexeme = frame.verb.lexeme if frame.verb is not None else None
        if lexeme is None or not (lexeme.lemma in self.preventing or lexeme.lemma in self.wishing):
            return False
        return any(phrase in g.phrases for g in frame.objects)

    def _noun(self, frame: Frame, phrase: int, token: int, rest: tuple[object, ...]) -> list[RawEvent]:
        noun = self.parse.tokens[token]
        assert noun.lexeme is not None
        site = self.noun_site(frame, phrase, token, rest)
        best = self._best(noun.lexeme.senses, site, False)
        if best is None:
            return []
        p = self.parse.phrases[phrase]
        before = self.parse.tokens[p.first : token]
        if not self.nouns.head_last and best[0].code[:2] >= _CONFLICT and not all(map(_measures, before)):
            return []  # the investigation of the killing, a gang of kidnapping: the noun before says what this is about
        if any(t.lexeme is not None and t.lexeme.terminal == "NOT" for t in before):
            return []
        rule = frame.clause.rule + ("_light" if site.lent is not None else "_noun")
        return self._events(*best, site, noun, frame, rule)

    def _events(self, sense: Sense, match: Match, site: Site, trigger: Token, frame: Frame, rule: str) -> list[RawEvent]:
        if match.slots.get("S") is None and sense.code[:2] in VIOLENT and "B" not in match.slots:
            culprit = self._culprit(match, site)
            if culprit is not None:
                match.slots["S"] = culprit
            elif self._clash(match, site):
                return []
        for phrase in match.used:
            for token in self.nouns.triggers(phrase):
                if token != site.token:
                    self.consumed.add(token)
        described = frame.clause.link == "participial" and frame.passive and site.trigger == "V"
        if self.nouns.head_last and described and match.slots.get("S") is None and sense.code[:2] < _CONFLICT:
            return []  # a man suspected of, a leader accused of: that is who he is, not what happened
        if sense.attribution:
            return self._statement(sense, match, site, rule)
        slots = match.slots
        if site.lent is not None and site.lent_as not in slots and "B" not in slots and site.lent is not slots.get("T"):
            slots[site.lent_as] = site.lent
        source, target = slots.get("S"), slots.get("T")
        owned = source is not None and self.extends.get(source.preposition) == "owner"
        if owned and site.lent is not None and site.lent_as == "S" and self._is_actor(site.lent):
            slots["S"] = source = site.lent  # the shelling that X wages on the camp of (li-) refugees
        if source is not None and target is not None and target.kind == "pronoun" and target.features in self.mutual:
            slots["B"] = slots.pop("S")  # accused each other
            del slots["T"]
        if "B" in slots and self.nouns.head_last and "S" in slots and not sense.reciprocal:
            target = slots["B"]  # S mediates between B: towards each of them
        elif "B" in slots:
            source = target = slots["B"]
        if source is None and sense.code[:2] in _SPOKEN and not any(i.slot in ("S", "B") for p in sense.patterns for i in p.items):
            if not self._said(frame) or self._told_you(target):
                return []  # who must do what, by itself, is nobody's demand
            source = Group("speaker", ())  # X must, it is time for X to: whoever says so demands it
        codes = [sense.code]
        inner: list[RawEvent] = []
        if sense.mode and (match.act is not None or match.act_clause >= 0):
            inner = self._inner(match)
            codes = self._mode_codes(sense, inner)
        flags = self._flags(trigger, frame, source)
        out: list[RawEvent] = []
        for code in codes:
            code_now = modal(self.modes, code, flags)
            if code_now is not None:
                out += self._with_parties(sense, match, site, frame, rule, code_now, (source, target), inner, code_now != code)
            elif self.explaining:
                self.coded.misses.append((site.token, sense.id, "negated, possible or conditional"))
        return out

    def _with_parties(
        self, sense: Sense, match: Match, site: Site, frame: Frame, rule: str, code_now: str,
        parties: tuple[Group | None, Group | None], inner: list[RawEvent], planned: bool,
    ) -> list[RawEvent]:  # fmt: skip
        """The events of one code, with targets from the pattern, the embedded act or the rest of the clause."""
        source, target = parties
        out: list[RawEvent] = []
        if self.nouns.head_last and target is not None and not self._is_actor(target):
            target = self._with_chain(target, source)
            target = target if self._is_actor(target) else self._of_relative(target, source) or target
        if target is None and inner:
            out = self._inner_targets(source, code_now, sense, rule, frame, site, inner)
        if target is None and not out and source is not None and code_now[:2] not in _OFTEN_WITHOUT_TARGET:
            target = self._nearest_party(site, source, code_now, match.used)
        if target is not None and target.kind == "np" and code_now[:2] in _SPOKEN_OF and not self._is_actor(target):
            target = self._doer(target.phrases, source) or target
        elif target is not None and not out and code_now[:2] == PROTEST and target.preposition and not self.nouns.head_last and self._suffers(target):
            target = None  # in protest at the killing of X
        elif target is None and not out and code_now[:2] == PROTEST:
            target = self._protested(site, frame, source)
        if not out and self.nouns.head_last and code_now[:2] == _THREAT and (target is None or (target.kind == "np" and not self._is_actor(target))):
            target = self._object_before(frame, source) or target
        if not out and self.nouns.head_last and code_now[:2] == _INTENT and self._together(site, source, target):
            return [RawEvent(source, source, code_now, sense.id, rule, frame.index, site.token, True)]
        if not out:
            # who plans to meet somebody intends it, not the other
            alone = planned or (sense.code in _VISITS and code_now != sense.code)
            between = "B" in match.slots and not (self.nouns.head_last and "S" in match.slots)
            both = (sense.reciprocal and not alone) or between
            out = [RawEvent(source, target, code_now, sense.id, rule, frame.index, site.token, both)]
        return out

    def _flags(self, trigger: Token, frame: Frame, source: Group | None) -> int:
        flags = trigger.flags
        phrase_flags = 0
        if trigger.terminal != "VERB" and not self.nouns.head_last:
            for t in self.parse.tokens:
                if t.start > trigger.start and t.terminal in ("ADJ", "DEFADJ") and t.flags and t.start - trigger.end < 25:
                    phrase_flags |= t.flags
        own = frame.subject is not None and source is not None and source.phrases == frame.subject.phrases
        denied = frame.verb is not None and bool(frame.verb.flags & NEGATED) and self._object_of(trigger, frame)
        if frame.verb is not None and trigger.terminal != "VERB" and frame.verb.lexeme is not None and (frame.verb.lexeme.light or own or denied):
            flags |= frame.verb.flags & (NEGATED | FUTURE | UNREAL)
        return flags | phrase_flags

    def _object_of(self, trigger: Token, frame: Frame) -> bool:
        """Does the noun stand in an object of the clause's verb: does not want to receive ...?"""
        groups = frame.objects if frame.subject is None or self.nouns.head_last else [*frame.objects, frame.subject]
        spans = [self.parse.phrases[p] for g in groups for p in g.phrases if g in frame.objects or self._any(p)]
        return any(self.parse.tokens[p.first].start <= trigger.start < self.parse.tokens[p.last].end for p in spans)

    def _any(self, phrase: int) -> bool:
        """Is this an act of no particular kind: no meeting (any meeting did not) took place?"""
        head = self.nouns.head(phrase)
        return head.terminal in ("HEAD", "INDEF") and self.nouns.triggers(phrase)[:1] == [self.parse.phrases[phrase].first]

    def _mode_codes(self, sense: Sense, inner: list[RawEvent]) -> list[str]:
        """What the embedded acts become under the sense's mode, one code for each kind of act."""
        mode = "intent" if sense.mode in ("accept", "decide") else sense.mode
        acts = [e.code for e in inner if e.code[:2] != "01"] or [e.code for e in inner]  # to plan to announce X is to plan X
        # a decision to act against somebody is taken as the act; one to cooperate is still to be carried out
        done = [act for act in acts if sense.mode == "decide" and act[:2] >= _CONFLICT]
        codes = done or [c for c in (mapped(self.modes, mode, act) for act in acts) if c is not None]
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


def _measures(token: Token) -> bool:
    """May this word stand before an event noun that is asserted: a number, a quantity, another act?"""
    x = token.lexeme
    if token.terminal == "NUM":
        return True
    return x is not None and (x.pos == "word" or bool(x.senses) or x.value == VERBAL_NOUN or QUANTITY in x.tags)


def code(parse: Parse, lexicon: Lexicon, modes: Modes, day: str, extends: Mapping[str, str]) -> Coded:
    """Code one parsed sentence; `day` is the ISO date at which roles are read."""
    return SentenceCoder(parse, lexicon, modes, day, extends).run()
