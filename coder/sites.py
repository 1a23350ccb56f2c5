"""What stands around an event noun: its construct, the phrases after it, the subject that a light verb lends it.

In: the parsed sentence and its frames. Out: a `Site` for each event noun, and which phrases hold or extend an actor.
"""

from __future__ import annotations

from collections.abc import Mapping

from coder.actors import UNKNOWN, bears_actor
from coder.dictionary import VERBAL_NOUN, Lexicon
from coder.match import AGENT_PREPOSITION, Matcher, Site
from coder.model import Argument, Parse, Phrase, Token
from coder.nouns import Frame, Group, Nouns
from coder.nouns import group as phrase_group
from coder.raw import Coded

UNREALIZED, CONTROL, QUANTITY, SUFFERED = "&unreal", "&control", "&quantity", "&suffered"
_PEOPLE = UNKNOWN + "CVL"  # to take civilians hostage: no doers
_DESCRIBED = 2  # words of a noun with its adjective
_ASIDE = 5  # clauses of an aside
_PARTIES = frozenset(["nat", "country", "capital", "org", "person"])


class Sites:
    """The surroundings of verbs and event nouns in one sentence; `SentenceCoder` codes them."""

    matcher: Matcher

    def __init__(self, parse: Parse, lexicon: Lexicon, extends: Mapping[str, str]) -> None:
        self.partitive = lexicon.setting("actors", "partitive")
        self.against = lexicon.setting("actors", "against")
        self.parse = parse
        self.lexicon = lexicon
        self.extends = extends
        self.nouns = Nouns(parse, lexicon)
        self.coded = Coded()
        self.sites: dict[int, Site] = {}
        self.phrases_of: dict[int, list[tuple[int, str, tuple[object, ...]]]] = {}

    def _roles(self, phrase: int) -> str:
        """The actor code that a phrase makes, "" where it makes none."""
        raise NotImplementedError

    def _reports(self, frame: Frame) -> bool:
        verb = frame.verb
        return verb is not None and verb.lexeme is not None and not self.lexicon.reporting.isdisjoint(verb.lexeme.senses)

    def _complement(self, frame: Frame) -> int:
        """The clause that completes this one: that ..., a colon, a quotation right after it."""
        following = self._past_relatives(frame.index + 1)
        if following < len(self.parse.clauses):
            clause = self.parse.clauses[following]
            if clause.link == "complement":
                return following
            if clause.link in ("quotation", "juxtaposed") and following + 1 < len(self.parse.clauses):
                after = self.parse.clauses[following + 1]
                if clause.verb < 0 and not clause.after and after.link in ("complement", "quotation"):
                    return following + 1
            if clause.link == "quotation" and not (clause.rule == "clause_adjunct" and frame.objects and not self.nouns.head_last):
                return following  # but after an object a phrase in quotation marks only goes on: proposed the release "to heal wounds"
        return -1

    def _past_relatives(self, index: int) -> int:
        """A complement may come after what describes the object: called the sanctions, which X imposed, illegal."""
        at = index
        while at < len(self.parse.clauses) and self.parse.clauses[at].link in ("relative", "asyndetic"):
            verb = self.coded.frames[at].verb
            if verb is not None and verb.lexeme is not None and verb.lexeme.speech:
                return index
            at += 1
        return at if at < len(self.parse.clauses) and self.parse.clauses[at].link == "complement" else index

    def _position(self, frame: Frame) -> int:
        return self.parse.phrases[frame.clause.verb].first

    def _aim(self, phrase: int) -> bool:
        """Does the phrase open with a noun whose complement has not happened: the need, the chance, efforts?"""
        tokens = self.nouns.tokens(phrase)
        return UNREALIZED in self.nouns.tags(phrase) and any(t.lexeme is not None and UNREALIZED in t.lexeme.tags for t in tokens[:2])

    def _partitive(self, token: int, rest: tuple[object, ...]) -> bool:
        """A round of talks, a series of raids: the event is the second noun."""
        lexeme, following = self.parse.tokens[token].lexeme, rest[1]
        if lexeme is None or QUANTITY not in lexeme.tags:
            return False
        first = following[0] if following else None  # type: ignore[index]
        if first is None or first.kind != "PP" or first.preposition not in self.partitive:
            return False
        return any(self.nouns.triggers(p)[:1] == [self.parse.phrases[p].first] for p in first.phrases[:1])

    def _noun_phrases(self, frame: Frame) -> list[tuple[int, str, tuple[object, ...]]]:
        """(phrase, its preposition, (joined phrases after it, arguments after it)) in order of the sentence."""
        known = self.phrases_of.get(frame.index)
        if known is not None:
            return known
        out = self.phrases_of[frame.index] = []
        beyond = tuple(a for a in self._beyond(frame) if a.kind == "PP")
        for side, more in ((frame.clause.before, beyond), (frame.clause.after, ())):
            for i, argument in enumerate(side):
                if argument.kind in ("NP", "PP"):
                    under = side[i - 1] if i and argument.kind == "NP" else None
                    governed = under is not None and under.kind == "PP" and bool(under.phrases) and self._governs(under.phrases[-1])
                    preposition = under.preposition if governed and under is not None else argument.preposition
                    for j, phrase in enumerate(argument.phrases):
                        out.append((phrase, preposition, (argument.phrases[j + 1 :], side[i + 1 :] + more)))
        return out

    def _beyond(self, frame: Frame) -> tuple[Argument, ...]:
        """What stands after the verb and may still belong to an event noun before it; an object of the verb ends that where nouns come last."""
        after = frame.clause.after
        first = next((i for i, a in enumerate(after) if a.kind == "NP"), len(after)) if self.nouns.head_last else len(after)
        return after[:first]

    def _governs(self, phrase: int) -> bool:
        """Does a verbal noun that tells its subject end the phrase, so that the noun after it is its object: on its refusal to ...?"""
        triggers = self.nouns.triggers(phrase)
        token = self.parse.tokens[triggers[0]] if triggers else None
        if token is None or token.lexeme is None or token.lexeme.value != VERBAL_NOUN:
            return self._lending(phrase) is not None
        return bool(token.pronoun) or triggers[0] < self.parse.phrases[phrase].last

    def noun_site(self, frame: Frame, phrase: int, token: int, rest: tuple[object, ...]) -> Site:
        """What stands around an event noun: its construct, the phrases after it, the subject a light verb lends it."""
        known = self.sites.get(token)
        if known is not None:
            return known
        joined, following = rest
        objects = self._construct(frame, phrase, token, joined)  # type: ignore[arg-type]
        prepositional: list[tuple[str, Group]] = []
        passed, closed = False, False  # an event noun stands between
        further: list[tuple[str, Group]] = []
        for argument in following:  # type: ignore[attr-defined]
            if argument.kind == "NP":
                if self.nouns.head_last or closed:
                    break  # what stands beside the phrase is another participant
                acts = len(objects) == 1 and not prepositional and any(self.nouns.triggers(p) for p in argument.phrases)
                lexeme = self.parse.tokens[token].lexeme
                if acts and lexeme is not None and lexeme.value == VERBAL_NOUN:
                    objects.append(Group("np", argument.phrases))  # the imposing by X of sanctions
                    continue
                if prepositional or len(objects) > 1 or any(self.nouns.triggers(p) for p in argument.phrases):
                    if any(self.nouns.triggers(p) for p in argument.phrases):
                        break
                    continue
                objects.append(Group("np", argument.phrases))
            elif argument.kind == "PP" and argument.phrases:
                behind = phrase < frame.clause.verb < argument.phrases[0]
                if behind and passed:
                    break  # the noun's own phrases ended with the inner event
                held = (argument.preposition, phrase_group(self.parse, argument.phrases, argument.preposition))
                if closed:
                    further.append(held)
                    continue
                prepositional.append(held)
                if any(self.nouns.triggers(p) for p in argument.phrases):
                    if behind or not self._goes_on(argument.preposition):
                        if self.nouns.head_last:
                            break
                        closed = True  # what follows is the inner noun's, unless a pattern takes that for one of its words
                    passed = True
        site = Site("N", None, objects, self._without_owners(prepositional), clause=frame.index, token=token, further=further)
        site.by_agent = next((g for p, g in prepositional if p.startswith(AGENT_PREPOSITION)), None)
        if self.nouns.head_last and not any(a.kind == "NP" for a in following):  # type: ignore[attr-defined]
            site.complement = self._complement(frame)
        self._lend(frame, phrase, site)
        if site.lent is None:
            self._lend_relative(frame, phrase, site)
        elif site.lent_as == "S" and len(objects) > 1 and objects[0].kind == "pronoun" and objects[1].kind == "np":
            site.objects = objects[1:]  # renewed its demand of X: it is who renewed
        if site.lent is None and token == self.parse.phrases[phrase].first:
            self._lend_verbal(phrase, site)
        own = self.parse.tokens[token].lexeme
        if frame.verb is not None and frame.verb.lexeme is not None and frame.subject is not None and phrase in frame.subject.phrases:
            done = "done:" in frame.verb.lexeme.light
            site.agentless = done and site.by_agent is None and own is not None and own.value == VERBAL_NOUN
        if site.lent is None:
            site.inherited = self._clause_subject(frame, phrase)
            site.borne = any(phrase in g.phrases for g in frame.objects)
        self.sites[token] = site
        return site

    def _goes_on(self, preposition: str) -> bool:
        """May what stands after an inner event noun belong to the outer one: the suspension of aid to X by Y, a call for talks with X?"""
        return self.nouns.head_last and preposition not in self.nouns.asserting

    def _without_owners(self, prepositional: list[tuple[str, Group]]) -> list[tuple[str, Group]]:
        """Phrases that only tell whose the one before is take no part of their own: a raid on a position of X."""
        owners = {self.extension(q) for _, g in prepositional for q in g.phrases[-1:]}
        return [(p, g) for p, g in prepositional if not owners.intersection(g.phrases)]

    def _construct(self, frame: Frame, phrase: int, token: int, joined: tuple[int, ...]) -> list[Group]:
        """The construct of an event noun: a pronoun, adjectives of nationality, or the noun phrase it governs."""
        own = self.parse.tokens[token]
        p = self.parse.phrases[phrase]
        if self.nouns.head_last:
            return attributes(self, token, p.first)
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

    def _bearer(self, frame: Frame, phrase: int) -> Frame:
        """The clause that took a phrase behind its aside: the army, which X backs, managed | to retake Y."""
        for earlier in reversed(self.coded.frames[max(0, frame.index - _ASIDE) : frame.index]):
            verb = earlier.verb
            if verb is None or verb.lexeme is None or not verb.lexeme.light:
                continue
            if any(phrase in g.phrases for _, g in earlier.prepositional) or any(phrase in g.phrases for g in earlier.objects):
                return earlier
        return frame

    def _lend(self, frame: Frame, phrase: int, site: Site) -> None:
        if frame.passed and not self.nouns.head_last:
            frame = self._bearer(frame, phrase)
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
                if noun is None or noun.value != VERBAL_NOUN or not site.objects or SUFFERED in noun.tags:
                    continue
                kind, site.weak = "active", True
            if held and kind in ("active", "undergo") and frame.subject is not None and phrase not in frame.subject.phrases:
                site.lent, site.lent_as = frame.subject, "S" if kind == "active" else "T"
                if not site.prepositional and frame.antecedent is not None:
                    site.prepositional = [(p, g) for p, g in frame.prepositional if g.phrases]
                return

    def _lending(self, phrase: int, taken: str = "") -> tuple[str, Group] | None:
        """`the launching by X of`, which a light verb's noun opens: how it lends (active, undergo, announce), and X."""
        p = self.parse.phrases[phrase]
        head = self.parse.tokens[p.first]
        if self.nouns.head_last or head.lexeme is None or head.lexeme.value != VERBAL_NOUN or head.terminal not in ("HEAD", "POSS"):
            return None
        kinds = [kind for kind, _, preposition in (item.partition(":") for item in head.lexeme.light.split()) if preposition == taken]
        kind = next((k for k in kinds if k in ("active", "undergo", "announce")), "")
        if not kind or (p.first == p.last and not head.pronoun):
            return None
        if head.pronoun:
            return kind, Group("pronoun", (self._virtual(p.first, p.first),), features=head.pronoun)
        inner = self._virtual(p.first + 1, p.last)
        named = self.nouns.has_actor(inner) and not self.nouns.triggers(inner) and not self._roles(inner).startswith(_PEOPLE)
        return (kind, Group("np", (inner,))) if named else None

    def _lend_verbal(self, phrase: int, site: Site) -> None:
        """`after the launching by X of raids on ...`: the verbal noun of a light verb lends what it is in construct with."""
        phrases = self.parse.phrases
        before = phrase - 1
        while before > 0 and phrases[before].terminal == "DATE":
            before -= 1
        joint = self.parse.tokens[phrases[before].first].lexeme if before > 0 and phrases[before].terminal == "PREP" else None
        if joint is not None and phrases[before].first == phrases[before].last:
            before -= 1  # the announcement by X of
        if before < 0 or phrases[before].terminal != "NP" or phrases[before + 1].first != phrases[before].last + 1:
            return
        lending = self._lending(before, joint.value if joint is not None else "")
        if lending is None:
            return
        kind, group = lending
        noun = self.parse.tokens[site.token].lexeme
        if kind == "announce":
            if noun is None or noun.value != VERBAL_NOUN or not site.objects or SUFFERED in noun.tags:
                return
            site.weak = site.objects[0].kind != "pronoun"  # X announced its expulsion of Y
            if not site.weak:
                del site.objects[0]
        site.lent, site.lent_as = group, "T" if kind == "undergo" else "S"

    def _lend_relative(self, frame: Frame, phrase: int, site: Site) -> None:
        """`the raids that it launched on ...`: the light verb of the relative clause lends its subject and its phrases."""
        for later in self.coded.frames[frame.index + 1 : frame.index + 3]:
            verb = later.verb
            if later.antecedent is None or phrase not in later.antecedent.phrases or verb is None or verb.lexeme is None:
                continue
            kinds = [kind for kind in ("active", "undergo") if kind + ":" in verb.lexeme.light]
            if not kinds:
                continue
            if verb.pronoun and later.clause.link == "asyndetic" and self.nouns.triggers(phrase)[-1:] != [site.token] and not self.nouns.head_last:
                continue  # the rejection of a complaint that X made: it is the complaint that X made
            kind = next((k for k in kinds if self._resumed(later, k)), "" if "active" not in kinds else "active" if verb.pronoun else "")
            bound = bool(kind)
            if not bound and "active" not in kinds:
                continue
            resuming = self._resuming(verb.lexeme.light, kind)
            told = [(p, g) for p, g in later.prepositional if g.phrases and not (g.kind == "pronoun" and p in resuming)]
            site.prepositional = site.prepositional + self._without_owners(told)
            if bound and later.subject is not None:
                site.lent, site.lent_as = later.subject, "T" if kind == "undergo" else "S"
            elif not bound:
                site.by_agent = site.by_agent or next((g for p, g in later.prepositional if p.startswith(AGENT_PREPOSITION)), None)
            return

    def _resumed(self, frame: Frame, how: str = "active") -> bool:
        """Does the light verb's own preposition hold the pronoun of its antecedent: the visit that X made-it?"""
        verb = frame.verb
        assert verb is not None and verb.lexeme is not None
        own = self._resuming(verb.lexeme.light, how)
        return any(p in own and g.kind == "pronoun" for p, g in frame.prepositional)

    def _resuming(self, light: str, how: str) -> set[str]:
        """The prepositions under which a light verb takes its event noun."""
        return {preposition for kind, _, preposition in (item.partition(":") for item in light.split()) if kind == how and preposition}

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
            passed = subject is not None and not own and at is frame and at.clause.link == "complement" and not self._is_actor(subject)
            if passed and at.verb is not None and at.verb.lexeme is not None and "passive:" in at.verb.lexeme.light and at.parent >= 0:
                at = self.coded.frames[at.parent]  # X said that progress was made in the talks with Y
                continue
            if subject is not None and not own:
                told = at is not frame and subject.kind == "np" and all("MED" in self._roles(p) for p in subject.phrases)
                told = told or (subject.kind == "np" and not self.nouns.head_last and self._reports(at) and self._unnamed_source(subject))
                return subject if not told and (subject.kind == "speaker" or self._is_actor(subject)) else None
            if at.verb is not None:
                return None
            topic = self._opening_actor(at, phrase) if at is frame and not self.nouns.head_last else None
            if topic is not None:
                return topic
            if at.index > 0 and self._after_colon(at):
                before = self.coded.frames[at.index - 1].clause
                group = next((Group("np", a.phrases) for a in (*before.before, *before.after) if a.kind == "NP"), None)
                return group if group is not None and self._is_actor(group) else None
            at = self.coded.frames[at.parent] if at.parent >= 0 else None
        return None

    def _opening_actor(self, frame: Frame, phrase: int) -> Group | None:
        """`X (was) in a meeting with Y`: who opens a clause without a verb, before `in` and the event noun."""
        arguments = (*frame.clause.before, *frame.clause.after)
        first, second = (arguments[0], arguments[1]) if len(arguments) > 1 else (None, None)
        if first is None or second is None or first.kind != "NP" or second.kind != "PP" or phrase not in second.phrases:
            return None
        named = all(self.nouns.has_actor(p) and not self.nouns.triggers(p) for p in first.phrases)
        return Group("np", first.phrases) if named and second.preposition in self.nouns.asserting else None

    def _unnamed_source(self, subject: Group) -> bool:
        """Yemeni sources, witnesses, tell of a battle that is not theirs."""
        heads = [self.nouns.head(p) for p in subject.phrases]
        return all(
            h.lexeme is not None and h.lexeme.agent in (UNKNOWN, "CVL") and h.features[1:2] == "p" and self._roles(p)[3:] in ("", "CVL")
            for h, p in zip(heads, subject.phrases, strict=True)
        )

    def _after_colon(self, frame: Frame) -> bool:
        opener = frame.clause.opener
        return opener >= 0 and self.parse.phrases[opener].terminal == "COLON" and self.coded.frames[frame.index - 1].verb is None

    def _is_actor(self, group: Group) -> bool:
        if group.kind in ("pronoun", "speaker", "dropped"):
            return True
        return any(self.nouns.has_actor(p) or self.extension(p) >= 0 for p in group.phrases)

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
        if kind == "open":
            words = tokens[own.first : own.last + 1]
            named = any(t.lexeme is not None and t.lexeme.actor and t.lexeme.pos != "place" for t in words)
            if named or any(t.pronoun or t.terminal == "GEN" for t in words) or self.nouns.triggers(phrase):
                return -1
        if kind in ("indefinite", "owner"):
            last = tokens[own.last].lexeme
            if kind == "owner" and last is not None and last.lemma in self.against:
                return -1  # a party hostile to X is not X's
            head = self.nouns.head(phrase)
            if kind == "indefinite" and head.lexeme is not None and head.lexeme.senses and not head.lexeme.agent and head.lexeme.pos == "noun":
                return -1  # an attack in X is not X's
            if head.article and self._envoy(phrase, at, kind):
                return next((i for i in range(phrase + 1, min(phrase + 3, len(phrases))) if phrases[i].first == at + 1), -1)
            if head.article or head.pronoun or head.terminal in ("NAME", "PERSON"):
                return -1
            if any(bears_actor(t) for t in tokens[own.first : own.last + 1]) and not _open(tokens[own.first : own.last + 1]):
                return -1
        for i in range(phrase + 1, min(phrase + 3, len(phrases))):
            if kind == "control" and phrases[i].first == at + 1 and CONTROL in self.nouns.tags(i):
                return i if self.nouns.has_actor(i) and not self.nouns.has_actor(phrase) else -1
            if phrases[i].first == at + 1 and phrases[i].terminal == "NP" and not self.nouns.triggers(i):
                if self.nouns.has_actor(i):
                    return i
                return self._farther(i) if kind in ("indefinite", "owner") else -1
        return -1

    def _envoy(self, phrase: int, at: int, kind: str) -> bool:
        """`the special envoy of (li-) the UN`, with an adjective, `the leader in movement X`: somebody who stands for a body of its own name."""
        own, tokens = self.nouns.tokens(phrase), self.parse.tokens
        head, last, named = own[0].lexeme, own[-1], tokens[at + 1].lexeme
        if kind == "owner" and (len(own) < _DESCRIBED or last.terminal != "DEFADJ"):
            return False
        if head is None or head.agent != UNKNOWN or any(t.lexeme is not None and t.lexeme.actor for t in own):
            return False
        office = next(iter(self.lexicon.actors.get(named.actor, ())), None) if named is not None and named.pos == "org" else None
        return office is not None and office.code[3:6] != "MED"

    def owners(self, phrase: int) -> list[int]:
        """All phrases that tell whose a phrase is: positions of Iran and the army."""
        first = self.extension(phrase)
        if first < 0:
            return []
        phrases, found = self.parse.phrases, [first]
        at = first + 1
        while at + 1 < len(phrases) and phrases[at].terminal == "AND_N" and phrases[at + 1].terminal == "NP" and self.nouns.has_actor(at + 1):
            found.append(at + 1)
            at += 2
        return found

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


def attributes(sites: Sites, token: int, first: int) -> list[Group]:
    """What stands before an event noun in its phrase: its owner (Iran's, their), then nationalities and names (US-Iran talks)."""
    tokens = sites.parse.tokens
    own = tokens[token]
    out: list[Group] = []
    owner = next((i for i in range(token - 1, first - 1, -1) if tokens[i].terminal == "GEN"), -1)
    if owner > first:
        out.append(Group("np", (sites._virtual(first, owner - 1),)))
    elif own.pronoun:
        out.append(Group("pronoun", (sites._virtual(token, token),), features=own.pronoun))
    named = [(i, x) for i in range(max(owner + 1, first), token) if bears_actor(tokens[i]) and (x := tokens[i].lexeme) and x.agent_class != "thing"]
    if len(named) > 1 and all(x.pos in _PARTIES for _, x in named):
        out.append(Group("np", tuple(sites._virtual(i, i) for i, _ in named)))
    elif named:
        out.append(Group("np", (sites._virtual(named[0][0], named[-1][0]),)))
    return out


def _open(tokens: list[Token]) -> bool:
    """Agents without a country: gunmen, members, sources."""
    return not any(t.lexeme is not None and t.lexeme.actor for t in tokens)
