"""Patterns against functions: does a sense's pattern fit what stands around its trigger, and who fills its slots?

In: a `Site` (subject, objects, prepositional phrases around one verb or event noun) and a `Pattern`. Out: a `Match` with
its score, or the reason it does not fit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from coder.actors import UNKNOWN
from coder.dictionary import VERBAL_NOUN
from coder.nouns import Group, Nouns
from coder.pattern import OBJECT, PREPOSITION, SENTENCE, SUBJECT, Item, Pattern

AGENT_PREPOSITION = "by"
_OFFICIAL = frozenset(["COP", "GOV", "JUD", "SPY"])
_WORD, _ROLE, _ACTOR, _CASE, _ACT, _ANY = 3.0, 1.0, 2.0, 1.0, 2.5, 0.5
_SWALLOWED = 3.0  # a place is no target where the pattern passes over an actor
_NO_ACTOR, _NO_SOURCE, _INHERITED, _PLACE, _NAMED_BY_CASE = -2.0, -0.5, 0.25, 0.5, -0.5


@dataclass(slots=True)
class Site:
    """What stands around one trigger."""

    trigger: str  # V or N
    subject: Group | None
    objects: list[Group]
    prepositional: list[tuple[str, Group]]
    passive: bool = False
    complement: int = -1  # index of the clause that completes it (that ..., colon, quotation)
    lent: Group | None = None  # subject of a light verb
    lent_as: str = ""  # S or T
    agentless: bool = False  # `the arrest of X took place`: the construct of the noun is not its source
    weak: bool = False  # lent by a verb of announcing: the noun's own construct comes first
    clause: int = -1
    token: int = -1
    by_agent: Group | None = None
    borne: bool = False  # is the noun an object of a verb that is not light: ignored the battle against X?
    owned: list[tuple[str, Group]] = field(default_factory=list)  # phrases of a subject that is no actor itself: talks between X and Y
    further: list[tuple[str, Group]] = field(default_factory=list)  # phrases behind one that holds another event noun
    inherited: Group | None = None  # the clause's subject, for a noun that tells only the other party


@dataclass(slots=True)
class Match:
    """A fitting pattern: who fills its slots, which phrases its words used, how well it fits."""

    score: float
    slots: dict[str, Group] = field(default_factory=dict)
    used: list[int] = field(default_factory=list)
    act: Group | None = None
    act_clause: int = -1
    passed: int = 0  # phrases with an actor of a country that fill no slot


class Matcher:
    """Matches patterns in one sentence."""

    def __init__(
        self, nouns: Nouns, roles: Callable[[int], str], actor_of: Callable[[Group], bool], acts: Callable[[Group], bool], open_target: bool
    ) -> None:
        self.nouns = nouns
        self.roles = roles
        self.actor_of = actor_of
        self.acts = acts
        self.open_target = open_target
        self.least_named = _NAMED_BY_CASE if nouns.head_last else _NO_ACTOR  # the preposition says where the target stands
        self.bound = True  # may a pronoun on the object be the target: his imprisonment, but not his concern?
        self.quantities: set[int] = set()  # phrases that only measure the noun after them: a round of
        self.partitive = nouns.lexicon.setting("actors", "partitive") if nouns.head_last else frozenset()
        self.where = nouns.lexicon.setting("actors", "where")
        self.pair_pronouns = nouns.lexicon.setting("clitics", "pair_pronouns")

    def match(self, pattern: Pattern, site: Site, lone: str) -> Match | Item:
        """A Match, or the item of the pattern that nothing fits."""
        found = Match(0.0)
        objects, prepositional = list(site.objects), list(site.prepositional)
        subject, passive = site.subject, site.passive
        if passive and subject is not None:
            objects.insert(0, subject)
            subject = site.by_agent
            if self.nouns.head_last and subject is not None and any(i.function == SUBJECT for i in pattern.items):
                prepositional = [(p, g) for p, g in prepositional if g is not subject]
        elif site.trigger == "N" and site.by_agent is not None and subject is None:
            subject = site.by_agent
        if lone == "T" and subject is not None and subject.kind == "speaker" and objects and not passive:
            subject, passive = site.by_agent, True
        alone = lone == "T" and pattern.trigger == "V" and not passive and not objects and subject is not None and subject.kind == "np"
        if alone and subject is not None and not self._acts_for_state(subject):
            objects, subject, passive = [subject], site.by_agent, True
        taken: set[int] = set()
        for item in pattern.items:
            if item.function == SUBJECT:
                problem = self._subject(item, subject, passive, found)
            elif item.function == SENTENCE:
                found.score += _ANY  # that the word is there is known before any pattern is tried
                problem = ""
            elif item.function == OBJECT:
                problem = self._object(item, objects, taken, site, found)
            elif item.leading and site.owned:
                problem = self._prepositional(item, site.owned, set(), site, found)
            else:
                problem = self._prepositional(item, prepositional, taken, site, found)
            if problem:
                return item
        if found.passed and found.slots["T"].preposition in self.where if "T" in found.slots else False:
            found.score -= _SWALLOWED * found.passed
        return found

    # -- one item ------------------------------------------------------------------------------

    def _subject(self, item: Item, subject: Group | None, passive: bool, found: Match) -> str:
        if subject is None:
            if (passive and not item.tag and not item.roles and item.slot != "B") or item.optional:
                found.score += _NO_SOURCE
                return ""
            return "subject"
        return self._fill(item, subject, found)

    def _object(self, item: Item, objects: list[Group], taken: set[int], site: Site, found: Match) -> str:
        if item.slot in ("ACT", "CL") and site.complement >= 0:
            found.score += _ACT if item.slot == "ACT" else _ANY
            found.act_clause = site.complement
            return ""
        if site.lent is not None and not site.weak and item.slot == site.lent_as and not item.tag and self._has_role(item, site.lent):
            found.score += _ACTOR
            found.slots[item.slot] = site.lent
            return ""
        if site.trigger == "N" and item.slot == "S" and site.by_agent is not None and not item.tag and self._has_role(item, site.by_agent):
            found.slots["S"] = site.by_agent
            found.score += _ACTOR
            return ""
        if site.lent is not None and item.slot == "B" and site.lent_as == "S" and not item.tag and self._both(site.lent):
            found.score += _ACTOR
            found.slots["B"] = site.lent
            return ""
        reserve = -1
        if site.agentless and item.slot == "S" and not item.tag:
            if site.inherited is not None and self._has_role(item, site.inherited):
                found.slots["S"] = site.inherited
            found.score += _NO_SOURCE
            return ""
        for i, group in enumerate(objects):
            if i in taken:
                continue
            if not self._fill(item, group, found):
                taken.add(i)
                return ""
            reserve = i if reserve < 0 else reserve
        if site.lent is not None and site.weak and item.slot == site.lent_as and not item.tag and self._has_role(item, site.lent):
            found.score += _INHERITED
            found.slots[item.slot] = site.lent
            return ""
        if item.optional:
            return ""
        if site.trigger == "N" and item.slot == "B" and not item.tag and site.inherited is not None and self._both(site.inherited):
            found.slots["B"] = site.inherited
            found.score += _INHERITED
            return ""
        if site.trigger == "N" and item.slot == "S" and not item.tag and site.inherited is not None and self._has_role(item, site.inherited):
            found.slots["S"] = site.inherited
            found.score += _INHERITED
            return ""
        if reserve >= 0 and item.slot == "T" and not item.tag and not item.roles and self.open_target and site.trigger == "V":
            taken.add(reserve)
            found.score += self._unnamed(objects[reserve])
            found.slots["T"] = objects[reserve]
            return ""
        return "object"

    def _prepositional(self, item: Item, phrases: list[tuple[str, Group]], taken: set[int], site: Site, found: Match) -> str:
        reserve, further = -1, site.further
        for i, (preposition, group) in enumerate(phrases):
            names = preposition.split() if " " in preposition else (preposition,)
            if 1000 + i in taken or not group.phrases or not any(n in item.prepositions for n in names):
                continue
            if preposition in self.partitive and self._elsewhere(phrases, i, taken):
                continue
            if not self._fill(item, group, found):
                taken.add(1000 + i)
                found.score += _CASE
                if further and i == len(phrases) - 1 and item.tag and ("S" in found.slots or (not self.nouns.head_last and "T" in found.slots)):
                    phrases += further  # the withdrawal from a treaty | with X, the death of Y in clashes | with X
                return ""
            reserve = i
        if item.slot in ("ACT", "CL") and site.complement >= 0:
            found.score += _ACT
            found.act_clause = site.complement
            return ""
        if item.optional:
            return ""
        if reserve >= 0 and item.slot == "T" and not item.tag and not item.roles and self.open_target:
            taken.add(1000 + reserve)
            found.score += max(self._unnamed(phrases[reserve][1]), self.least_named) + _CASE
            found.slots["T"] = phrases[reserve][1]
            return ""
        return "preposition"

    def _elsewhere(self, phrases: list[tuple[str, Group]], i: int, taken: set[int]) -> bool:
        """Does `of` tell whose the phrase before it is, and takes that phrase no part: bombs on X in the suburbs | of Y?"""
        before = phrases[i - 1][1].phrases if i and 999 + i not in taken else ()
        written = self.nouns.parse.phrases
        return bool(before) and written[before[-1]].last + 2 == written[phrases[i][1].phrases[0]].first

    def _fill(self, item: Item, group: Group, found: Match) -> str:
        """Put a group into a slot; returns why it does not fit, or ""."""
        slot, tag = item.slot, item.tag
        if tag:
            holder = next((p for p in group.phrases if tag in self.nouns.tags(p) and p not in self.quantities), -1)
            if holder < 0 or group.kind == "pronoun":
                return "word"
            found.used.append(holder)
        if slot == "ACT":
            if not self.acts(group):
                return "act"
            found.act = group
            found.score += _ACT
            return ""
        if slot in ("S", "T", "B") and not self.actor_of(group):
            bound = self.nouns.head(group.phrases[0]).pronoun if slot == "T" and tag and len(group.phrases) == 1 and self.bound else ""
            if bound and not item.roles:  # his imprisonment: he is the target
                found.slots.setdefault("T", Group("pronoun", group.phrases, features=bound))
                source = found.slots.get("S")  # shared its data: whose they are is told already
                own = self.nouns.head_last and source is not None and source.phrases[:1] < group.phrases
                found.score += _WORD if own else _WORD + _ACTOR
                return ""
            if slot != "T" or item.roles or group.kind != "np" or group.preposition in self.where or not any(map(self.nouns.place, group.phrases)):
                return "actor"
            found.score += _PLACE  # a place may be acted upon
        if slot == "S" and not tag and group.kind == "np" and self._is_verbal_noun(group):
            return "actor"  # rebuilding Gaza does nothing
        if item.roles:
            if not self._has_role(item, group):
                return "role"
            found.score += _ROLE
        if slot == "B" and not self._both(group):
            return "two actors"
        found.score += _WORD * bool(tag) + (_ACTOR if slot in ("S", "T", "B") else _ANY if slot else 0.0)
        if slot in ("S", "T", "B"):
            found.slots.setdefault(slot, group)
        elif self.nouns.head_last and group.kind == "np" and not group.preposition.startswith(AGENT_PREPOSITION):
            found.passed += self.nouns.of_country(group.phrases[0])
        return ""

    def _is_verbal_noun(self, group: Group) -> bool:
        lexeme = self.nouns.head(group.phrases[0]).lexeme
        return lexeme is not None and lexeme.value == VERBAL_NOUN and not lexeme.agent and not self.nouns.head_last

    def _has_role(self, item: Item, group: Group) -> bool:
        """Does an actor of the group have one of the item's roles? `CVL+` asks for its country too."""
        if not item.roles:
            return True
        codes = [self.roles(p) for p in group.phrases]
        return any(_is_role(code, role) for code in codes for role in item.roles)

    def _acts_for_state(self, group: Group) -> bool:
        """Is this a body that is hardly itself the victim: the authorities, the police?"""
        lexeme = self.nouns.head(group.phrases[0]).lexeme
        return lexeme is not None and lexeme.agent_class == "body" and lexeme.agent in _OFFICIAL

    def _unnamed(self, group: Group) -> float:
        """What a target costs that is no actor; a place stands for its country."""
        return _PLACE if self.nouns.head_last and any(self.nouns.place(p) for p in group.phrases) else _NO_ACTOR

    def _both(self, group: Group) -> bool:
        if group.kind == "pronoun":
            return group.features in self.pair_pronouns
        return len(group.phrases) > 1 or any(self.nouns.head(p).features[1:2] in ("d", "p") for p in group.phrases)


def _is_role(code: str, role: str) -> bool:
    if role.endswith("+"):
        return role[:-1] in code and not code.startswith(UNKNOWN)
    return role in code


def wanted(item: Item) -> str:
    """What an item of a pattern asks for, in words, for near misses."""
    where = {SUBJECT: "subject", OBJECT: "object"}.get(item.function, "phrase with " + "/".join(item.prepositions))
    return f"no {where} that holds {_holds(item)}"


def _holds(item: Item) -> str:
    if item.slot == "ACT":
        return "an act"
    parts = [p for p in ("actor" if item.slot in ("S", "T", "B") else "", f"word {item.tag}" if item.tag else "", "/".join(item.roles)) if p]
    return ", ".join(parts) or "phrase"


__all__ = ["AGENT_PREPOSITION", "PREPOSITION", "Match", "Matcher", "Site", "wanted"]
