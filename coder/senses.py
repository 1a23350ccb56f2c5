"""Which sense of a verb or event noun fits what stands around it: patterns of the dictionaries against sites.

In: a parsed sentence, a trigger and its site. Out: the best sense with its match, and the near misses.
"""

from __future__ import annotations

from collections.abc import Mapping

from coder.actors import Actor, bears_actor, compose
from coder.dictionary import Lexicon, Sense
from coder.match import Match, Matcher, Site, wanted
from coder.modal import Modes
from coder.model import Parse
from coder.nouns import Group
from coder.pattern import Item, Pattern
from coder.sites import Sites

_SHARED_SUBJECT = frozenset(["04", "05", "06", "07"])  # nouns whose source may be the subject of the clause they stand in
_OPEN_TARGET = frozenset(["11", "14", "15", "16", "17", "18", "19", "20"])


class Senses(Sites):
    """Chooses the sense of a trigger by what stands around it."""

    def __init__(self, parse: Parse, lexicon: Lexicon, modes: Modes, day: str, extends: Mapping[str, str], explaining: bool = False) -> None:
        super().__init__(parse, lexicon, extends)
        self.explaining = explaining
        tags: set[str] = set()
        for token in parse.tokens:
            if token.tags:
                tags |= token.tags
            if token.lexeme is not None and token.lexeme.tags:
                tags |= token.lexeme.tags
        self.tags = frozenset(tags)
        self.actors: dict[int, Actor] = {}
        self.codes: dict[int, str] = {}  # what `_roles` found
        self.possible: dict[tuple[tuple[int, ...], str], list[tuple[int, Pattern]]] = {}  # what `_candidates` found
        self.duties = lexicon.setting("actors", "duties")
        self.beliefs = lexicon.setting("actors", "beliefs")
        self.others = lexicon.setting("actors", "others")
        self.preventing = lexicon.setting("actors", "preventing")
        self.wishing = lexicon.setting("actors", "wishing")
        self.reported = lexicon.setting("actors", "reported")
        self.open_target = lexicon.setting("actors", "open_target", _OPEN_TARGET)
        self.asserting = lexicon.setting("actors", "asserting", ("",))
        self.mutual = lexicon.setting("clitics", "mutual_pronouns")
        self.modes = modes
        self.day = day
        self.matcher = Matcher(self.nouns, self._roles, self._is_actor, self._is_act, False)
        self.mutual_verbs = self.lexicon.setting("actors", "mutual_verbs")
        self.consumed: set[int] = set()  # tokens that carry no event of their own any more

    def _roles(self, phrase: int) -> str:
        """The actor code that a phrase makes with the phrase that tells whose it is, "" where it makes none."""
        known = self.codes.get(phrase)
        if known is None:
            if self.nouns.head_last and not bears_actor(self.nouns.head(phrase)):
                return ""  # the president's invitation is no president
            owner = self.extension(phrase)
            both = self.nouns.tokens(phrase) + self.nouns.tokens(owner) if owner >= 0 else []
            actor = compose(self.lexicon, both, self.day) if both else self.actor(phrase)
            known = self.codes[phrase] = actor.code or ""
        return known

    def actor(self, phrase: int) -> Actor:
        """The actor that a phrase by itself makes at the document's date."""
        known = self.actors.get(phrase)
        if known is None:
            known = self.actors[phrase] = compose(self.lexicon, self.nouns.tokens(phrase), self.day)
        return known

    def _best(self, senses: tuple[int, ...], site: Site, maybe_passive: bool) -> tuple[Sense, Match] | None:
        """The sense whose pattern fits best; ties go to the earlier id."""
        best: tuple[float, str, Sense, Match] | None = None
        inherited, matcher = site.inherited, self.matcher
        present = {name for p, _ in site.prepositional for name in (p.split() if " " in p else (p,))}
        if site.owned or site.further:
            present.update(name for p, _ in (*site.owned, *site.further) for name in p.split())
        if self.explaining:
            self._lacking(senses, site)
        bare = not (self.explaining or maybe_passive) and _without_object(site)
        for number, pattern in self._candidates(senses, site.trigger):
            if bare and pattern.object:
                continue
            if pattern.governed and not self.explaining and (not present or any(map(present.isdisjoint, pattern.governed))):
                continue
            sense = self.lexicon.senses[number]
            root = sense.code[:2]
            matcher.open_target = root in self.open_target and not (sense.lone and self.nouns.head_last)
            matcher.bound = root != "01"
            lone = sense.lone if maybe_passive and site.trigger == "V" else ""
            if inherited is not None:
                site.inherited = inherited if root in _SHARED_SUBJECT or (sense.reciprocal and not site.borne) else None
            match = matcher.match(pattern, site, lone)
            if isinstance(match, Item):
                if self.explaining:
                    self.coded.misses.append((site.token, sense.id, f"{pattern.text}: {wanted(match)}"))
            elif best is None or match.score > best[0] or (match.score == best[0] and sense.id < best[1]):
                best = (match.score, sense.id, sense, match)
        site.inherited = inherited
        return None if best is None else (best[2], best[3])

    def _candidates(self, senses: tuple[int, ...], trigger: str) -> list[tuple[int, Pattern]]:
        """Patterns of a trigger whose words the sentence holds."""
        known = self.possible.get((senses, trigger))
        if known is not None:
            return known
        index = self.lexicon.index_of(senses, trigger)
        found = index.free
        tags = self.tags & index.by_tag.keys() if index.by_tag else ()
        if tags:
            found = found.copy()
            for tag in sorted(tags):  # a set has no order of its own
                found += [(n, p) for n, p, needs in index.by_tag[tag] if len(needs) == 1 or needs <= self.tags]
        self.possible[senses, trigger] = found
        return found

    def _lacking(self, senses: tuple[int, ...], site: Site) -> None:
        """Note the patterns that ask for a word which the sentence does not hold."""
        lacking = [(n, p, needs - self.tags) for n, p, needs in self.lexicon.index_of(senses, site.trigger).all if not needs <= self.tags]
        self.coded.misses += [(site.token, self.lexicon.senses[n].id, f"{p.text}: no word {' '.join(sorted(m))}") for n, p, m in lacking]

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

    def _is_act(self, group: Group) -> bool:
        return group.kind != "pronoun" and any(self._bare_sense(t) is not None for p in group.phrases for t in self.nouns.triggers(p))


def _without_object(site: Site) -> bool:
    """Can nothing around the trigger be its object, or the noun it is in construct with?"""
    if site.objects or site.passive or site.complement >= 0 or site.agentless:
        return False
    return site.trigger == "V" or (site.lent is None and site.by_agent is None and site.inherited is None)
