"""Who takes part in an event where its pattern does not say: the doer behind a weapon, the party a thing belongs to, whom a protest is against.

In: the sites and frames of a sentence. Out: groups of phrases for source and target.
"""

from __future__ import annotations

from coder.actors import UNKNOWN, points
from coder.match import AGENT_PREPOSITION, Match, Site
from coder.nouns import Frame, Group
from coder.senses import Senses

_AFFECTS_PLACE = frozenset(["01", "02", "03", "07", "10", "11", "16", "17"])  # where it was done is also to whom
_FOR_PURPOSE = frozenset(["03", "07"])
_OFFICES = frozenset(["GOV", "MIL", "LEG"])
_OFFICE = 6  # letters of a code with a country and a role
_FORCE = frozenset(["17", "18", "19", "20"])


class Participants(Senses):
    """Who takes part in an event beyond what its pattern names."""

    def _person(self, group: Group) -> bool:
        """Does the phrase name a person?"""
        named = [t for p in group.phrases for t in self.nouns.tokens(p)]
        return any(t.terminal in ("PERSON", "PERSON_APP", "NAMEPART") for t in named)

    def _owner(self, subject: Group | None) -> int:
        """The phrase that tells whose office the subject holds: the secretary-general of X is one party, not two."""
        if subject is None or subject.kind != "np" or len(subject.phrases) > 1:
            return -1
        x = self.nouns.head(subject.phrases[0]).lexeme
        if x is None or x.agent != UNKNOWN or " " not in x.lemma:
            return -1
        joint = self.parse.phrases[subject.phrases[0]].last + 1
        token = self.parse.tokens[joint].lexeme if joint < len(self.parse.tokens) else None
        return self.extension(subject.phrases[0]) if token is not None and self.extends.get(token.value) == "owner" else -1

    def _described(self, frame: Frame) -> set[int]:
        """The phrases that a relative clause describes."""
        return set(frame.antecedent.phrases) if frame.antecedent is not None else set()

    def _apposed(self, subject: Group | None, group: Group) -> bool:
        """`the Saudi crown prince | Prince X`: right behind the subject a person of the same office only names him."""
        if self.nouns.head_last or subject is None or subject.kind != "np" or group.kind != "np" or len(subject.phrases) + len(group.phrases) > 2:
            return False
        title, name = (self.parse.phrases[g.phrases[0]] for g in (subject, group))
        role = self._roles(group.phrases[0])
        if name.first != title.last + 1 or len(role) < _OFFICE or role != self._roles(subject.phrases[0]):
            return False
        return any(t.lexeme is not None and t.lexeme.pos == "person" for t in self.nouns.tokens(group.phrases[0])) and not any(
            t.lexeme is not None and t.lexeme.pos == "person" for t in self.nouns.tokens(subject.phrases[0])
        )

    def _his(self, group: Group) -> bool:
        """Is this somebody's counterpart, who mostly undergoes what the verb tells?"""
        return group.kind == "np" and bool(group.phrases) and points(self.nouns.head(group.phrases[0])) == "counterpart"

    def _official(self, group: Group) -> bool:
        """Is this one person in office, whose country is told?"""
        code = self._roles(group.phrases[0]) if len(group.phrases) == 1 else ""
        return len(code) == _OFFICE and code[3:] in _OFFICES and not code.startswith(UNKNOWN) and self._one_person(group)

    def _one_person(self, group: Group) -> bool:
        words = [t.lexeme for t in self.nouns.tokens(group.phrases[0]) if t.lexeme is not None]
        return any(x.pos == "person" or (x.agent and x.agent_class == "person") for x in words)

    def _one_country(self, one: Group, other: Group) -> bool:
        """Are both names of a state or of its capital?"""
        named = [self.nouns.head(g.phrases[0]).lexeme for g in (one, other)]
        if any(x is None or x.pos not in ("country", "capital") for x in named):
            return False
        first, second = (self._roles(g.phrases[0])[:3] for g in (one, other))
        return first == second

    def _said(self, frame: Frame) -> bool:
        """Does somebody say what the clause says: a verb of speech or a colon before it, or quotation marks around it?"""
        if self.nouns.head_last:
            return True
        for earlier in self.coded.frames[: frame.index + 1]:
            verb, opener = earlier.verb, earlier.clause.opener
            if earlier is not frame and verb is not None and verb.lexeme is not None and verb.lexeme.speech:
                return True
            if earlier.clause.link == "quotation" or (opener >= 0 and self.parse.phrases[opener].terminal == "COLON"):
                return True
        return False

    def _told_you(self, target: Group | None) -> bool:
        """I, we, you must: what somebody tells himself or anybody is no demand on an actor of the article."""
        return target is not None and target.kind == "pronoun" and target.features not in self.nouns.pronouns

    def _clash(self, match: Match, site: Site) -> bool:
        """`were killed in an exchange of fire between X and Y`: the noun that the pattern used tells both sides, so it is the event."""
        for frame in self.coded.frames:
            for phrase, _, rest in self._noun_phrases(frame):
                for token in self.nouns.triggers(phrase) if phrase in match.used else ():
                    lexeme = self.parse.tokens[token].lexeme
                    if token == site.token or token in self.consumed or lexeme is None:
                        continue
                    best = self._best(lexeme.senses, self.noun_site(frame, phrase, token, rest), False)
                    if best is not None and "B" in best[1].slots and len(best[1].slots["B"].phrases) > 1:
                        return True
        return False

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
                    found = self._other_side(best[1], match.slots.get("T")) if best is not None else None
                    if found is not None:
                        return found
        return None

    def _other_side(self, clash: Match, victim: Group | None) -> Group | None:
        """Who did it, of those the used noun tells: its source, but the other party where that is the victim's own country."""
        source, target = clash.slots.get("S"), clash.slots.get("T")
        if source is None or target is None or victim is None or not victim.phrases or self.nouns.head_last:
            return source
        land, own, other = (self._roles(g.phrases[0])[:3] if g.phrases else "" for g in (victim, source, target))
        return target if land and land == own and other and other != own else source

    def _doer(self, phrases: tuple[int, ...], source: Group | None) -> Group | None:
        """Who did what was spoken of: condemned the attack that X launched."""
        for frame in self.coded.frames:
            about = frame.antecedent is not None and bool(set(frame.antecedent.phrases) & set(phrases))
            maker = frame.subject if about and frame.verb is not None and frame.verb.pronoun else None
            if maker is not None and maker.kind == "np" and self._is_actor(maker):
                return maker  # the proposal that X made
            for phrase, _, rest in self._noun_phrases(frame):
                if phrase not in phrases:
                    continue
                for token in self.nouns.triggers(phrase):
                    lexeme = self.parse.tokens[token].lexeme
                    if lexeme is None:
                        continue
                    site = self.noun_site(frame, phrase, token, rest)
                    best = self._best(lexeme.senses, site, False)
                    found = best[1].slots.get("S") or best[1].slots.get("B") if best is not None else None
                    if found is None and site.lent_as == "S":
                        found = site.lent
                    if found is not None and found.phrases != (source.phrases if source is not None else ()):
                        return found
        return None

    def _object_before(self, frame: Frame, source: Group | None) -> Group | None:
        """`blamed X and vowed revenge`: a joined threat without a target is against whom the clause before is."""
        if frame.clause.link != "coordination" or not frame.index or source is None:
            return None
        before = self.coded.frames[frame.index - 1]
        if before.subject is None or before.subject.phrases != source.phrases:
            return None
        return next((g for g in before.objects if g.kind == "np" and g.phrases and self._is_actor(g)), None)

    def _together(self, site: Site, source: Group | None, target: Group | None) -> bool:
        """`X and Y agreed to share data`: what several states agree upon with nobody else told they owe to each other."""
        verb = self.parse.tokens[site.token].lexeme
        if source is None or verb is None or verb.lemma.split()[0] not in self.mutual_verbs:
            return False
        if target is not None and (target.kind != "np" or self._is_actor(target) or any(self.nouns.place(p) for p in target.phrases)):
            return False
        if len(source.phrases) == 1:
            return points(self.nouns.head(source.phrases[0])) == "pair"
        lands = [self._roles(p)[:3] for p in source.phrases]
        return UNKNOWN not in lands and "" not in lands and len(set(lands)) == len(lands)

    def _with_chain(self, target: Group, source: Group | None) -> Group:
        """`the restrictions on the work of reporters`: whom a thing concerns may be told by the phrases after it."""
        phrases, tokens = self.parse.phrases, self.parse.tokens
        if target.kind != "np" or len(target.phrases) != 1 or phrases[target.phrases[0]].terminal != "NP":
            return target
        first, at = phrases[target.phrases[0]].first, phrases[target.phrases[0]].last + 1
        ends = {p.first: i for i, p in enumerate(phrases[: self.nouns.written]) if p.terminal == "NP"}
        while at + 1 < len(tokens) and tokens[at].terminal == "PREP" and at + 1 in ends:
            phrase, joint = ends[at + 1], tokens[at].lexeme
            if joint is not None and joint.value.startswith(AGENT_PREPOSITION) and source is not None and phrase in source.phrases:
                break  # who did it, not to whom
            at = phrases[phrase].last + 1
            if self.nouns.has_actor(phrase) or self.nouns.place(phrase):
                return Group("np", (self._virtual(first, at - 1),), preposition=target.preposition)
        return target

    def _of_relative(self, target: Group, source: Group | None) -> Group | None:
        """`the tariffs it had imposed on X`: whom a thing concerns may be told by its relative clause."""
        own = source.phrases if source is not None else ()
        for frame in self.coded.frames:
            about, doer = frame.antecedent, frame.subject
            if frame.passive and frame.clause.link == "participial":
                about = doer  # positions held by X
                doer = next((g for p, g in frame.prepositional if p.startswith(AGENT_PREPOSITION)), None)
            if about is None or doer is None or doer.phrases == about.phrases or not set(about.phrases) & set(target.phrases):
                continue
            told = [doer, *frame.objects, *(g for _, g in frame.prepositional)]
            for group in told:
                if group is not None and group.kind == "np" and group.phrases and group.phrases != own and self._is_actor(group):
                    return group
        return None

    def _protested(self, site: Site, frame: Frame, source: Group | None) -> Group | None:
        """Whom a protest is against: the actor after `against`, `in protest at`, `demanding of`."""
        against = self.lexicon.setting("actors", "protested")
        for preposition, group in (*site.prepositional, *frame.prepositional):
            if group.kind != "np" or (source is not None and group.phrases == source.phrases):
                continue
            if not self.nouns.head_last and self._suffers(group):
                continue  # in protest at the killing of X
            wants = any("&demand" in self.nouns.tags(p) for p in group.phrases)
            if (wants or any(p in against for p in preposition.split())) and self._is_actor(group):
                return group
        return None

    def _suffers(self, group: Group) -> bool:
        """Does the phrase open with an act of force and tell only whom it was done to: the killing, the arrest of X?"""
        if not group.phrases:
            return False
        first = self.parse.phrases[group.phrases[0]].first
        triggers = self.nouns.triggers(group.phrases[0])
        lexeme = self.parse.tokens[first].lexeme
        if triggers[:1] != [first] or lexeme is None:
            return False
        for frame in self.coded.frames:
            for phrase, _, rest in self._noun_phrases(frame):
                if phrase == group.phrases[0]:
                    best = self._best(lexeme.senses, self.noun_site(frame, phrase, first, rest), False)
                    return best is not None and best[0].code[:2] in _FORCE and "T" in best[1].slots and "S" not in best[1].slots
        return False

    def _nearest_party(self, site: Site, source: Group, code: str, used: list[int]) -> Group | None:
        """Where the pattern names no target: the first other actor after the trigger, else what the act was done to in so many words."""
        places, places_in = self.lexicon.setting("actors", "parties"), self.lexicon.setting("actors", "where")
        groups = [("", g) for g in site.objects] + [(p, g) for p, g in site.prepositional if p in places]
        whose = {q for p in source.phrases for q in self.owners(p)} if source.kind == "np" else set()  # the body of X acts upon others
        groups = [(p, g) for p, g in groups if g is not source and g.phrases and g.phrases != source.phrases and g.kind == "np"]
        groups = [(p, g) for p, g in groups if whose.isdisjoint(g.phrases)]
        if self.nouns.head_last:
            groups = [(p, g) for p, g in groups if g.phrases[0] not in used or not self._sent(g.phrases[0])]
        for _, group in groups:
            if self.parse.phrases[group.phrases[0]].first > site.token and self._is_actor(group):
                return group
        if code[:2] in _AFFECTS_PLACE:
            for preposition, group in site.prepositional:
                first = self.parse.phrases[group.phrases[0]].first if whose.isdisjoint(group.phrases) and group.phrases else -1
                if preposition in places_in and first > site.token and group.kind == "np" and self._is_actor(group):
                    return group
        if self.nouns.head_last and code[:2] in _FOR_PURPOSE and site.complement >= 0:
            purpose = self.coded.frames[site.complement]  # gave money to help X
            told = [*purpose.objects, *(g for p, g in purpose.prepositional if p in places or p in places_in)]
            helped = next((g for g in told if g.kind == "np" and g.phrases and self._is_actor(g)), None)
            if helped is not None:
                return helped
        return next((g for p, g in groups if self.parse.phrases[g.phrases[0]].first > site.token), None)

    def _sent(self, phrase: int) -> bool:
        """Ships and troops without a country that an act sends or withdraws are no target of it; people and those of a country are."""
        lexeme = self.nouns.head(phrase).lexeme
        return lexeme is not None and lexeme.agent_class != "person" and self._roles(phrase).startswith(UNKNOWN)
