"""Groups of phrases, clauses with their functions, and what the noun phrases of a sentence are: heads, actors, event nouns, agreement."""

from __future__ import annotations

from dataclasses import dataclass, field

from coder.actors import bears_actor, latter
from coder.dictionary import VERBAL_NOUN, Lexicon
from coder.model import Clause, Parse, Phrase, Token
from coder.morphology import normalize

_NO_HEADS = frozenset(["NUM", "DET", "GEN", "ADJ"])
_CLOSED = frozenset(["DEF", "INDEF"])  # the opposition; but opposition of X to Y is an act


@dataclass(slots=True)
class Group:
    """Joined noun phrases that fill one function. `kind`: np, pronoun, dropped (no words; `origin` has them)."""

    kind: str
    phrases: tuple[int, ...]
    origin: Group | None = None
    features: str = ""
    preposition: str = ""


@dataclass(slots=True)
class Frame:
    """A clause's verb with its functions. `after` keeps the arguments in order for noun triggers."""

    clause: Clause
    index: int
    verb: Token | None
    subject: Group | None = None
    objects: list[Group] = field(default_factory=list)
    prepositional: list[tuple[str, Group]] = field(default_factory=list)
    owned: list[tuple[str, Group]] = field(default_factory=list)  # the phrases of the noun before the verb
    passive: bool = False
    maybe_passive: bool = False
    dates: list[int] = field(default_factory=list)
    parent: int = -1
    antecedent: Group | None = None
    passed: bool = False  # were some of its phrases given to a clause before?
    quoted: Group | None = None  # whose words a reporter passes on: the agency cited from X his saying that ...


class Nouns:
    """What the phrases of one sentence are, worked out once each."""

    def __init__(self, parse: Parse, lexicon: Lexicon) -> None:
        self.parse = parse
        self.lexicon = lexicon
        self.head_last = lexicon.head_last
        self.asserting = lexicon.setting("actors", "asserting")
        self.speakers = lexicon.setting("clitics", "speaker_pronouns")
        self.among = lexicon.setting("actors", "among")
        self.cited = lexicon.setting("actors", "cited")
        self.oblique = tuple(lexicon.settings.get("features", {}).get("oblique", ["\0"]))
        self.pronouns: dict[str, str] = lexicon.settings.get("clitics", {}).get("pronoun_features", {})
        features = lexicon.settings.get("features", {})
        self.name_gender: str = features.get("country_gender", "")
        self.either_gender = frozenset(features.get("country_either", ()))
        n = len(parse.phrases)
        self.written = n  # phrases of the sentence; parts of phrases are added behind them
        self._tags: list[frozenset[str] | None] = [None] * n
        self._actor: list[bool | None] = [None] * n
        self._triggers: list[list[int] | None] = [None] * n

    def extend(self) -> None:
        """Make room for one phrase more."""
        self._tags.append(None)
        self._actor.append(None)
        self._triggers.append(None)

    def tokens(self, phrase: int) -> list[Token]:
        p = self.parse.phrases[phrase]
        return self.parse.tokens[p.first : p.last + 1]

    def tags(self, phrase: int) -> frozenset[str]:
        known = self._tags[phrase]
        if known is None:
            tags: set[str] = set()
            for token in self.tokens(phrase):
                tags |= token.tags
                if token.lexeme is not None:
                    tags |= token.lexeme.tags
            known = self._tags[phrase] = frozenset(tags)
        return known

    def has_actor(self, phrase: int) -> bool:
        known = self._actor[phrase]
        if known is None:
            tokens = self.tokens(phrase)
            known = self._actor[phrase] = any(map(bears_actor, tokens)) or (phrase < self.written and latter(self.lexicon, tokens[0]))
        return known

    def of_country(self, phrase: int) -> bool:
        """Does the phrase name an actor together with its country or name: two Russian diplomats?"""
        if not self.has_actor(phrase):
            return False
        named = [t.lexeme for t in self.tokens(phrase) if t.lexeme is not None and t.lexeme.actor]
        return bool(named) and bears_actor(self.head(phrase)) and not self.triggers(phrase)

    def of_state(self, phrase: int, only: bool = False) -> bool:
        """Does the phrase begin with a country (`only` that), its capital, or a noun with its nationality: Moscow, the Russian president?"""
        first = self.tokens(phrase)[0].lexeme
        if first is not None and first.pos in ("country", "capital", "person"):
            return not only or first.pos == "country"
        return not only and self.of_country(phrase)

    def place(self, phrase: int) -> str:
        """The country of the place that a phrase names, if it does."""
        found = (self.lexicon.place_country.get(t.lexeme.actor, "") for t in self.tokens(phrase) if t.lexeme is not None and t.lexeme.pos == "place")
        return next(found, "")

    def triggers(self, phrase: int) -> list[int]:
        """Positions of the tokens that are event nouns."""
        known = self._triggers[phrase]
        if known is None:
            p = self.parse.phrases[phrase]
            known = [
                i for i in range(p.first, p.last + 1)
                if (t := self.parse.tokens[i]).lexeme is not None and t.lexeme.pos == "noun" and t.lexeme.senses and t.terminal != "NAME"
                and not (t.lexeme.agent and t.terminal in _CLOSED and not self.head_last)
            ]  # fmt: skip
            if self.head_last:
                known = [i for i in known if self._closes(i, p.last)]
            self._triggers[phrase] = known
        return known

    def _closes(self, at: int, last: int) -> bool:
        """Is the noun the head of its phrase or owner: no further noun or name joins it (peace | talks, but attack | helicopter)?"""
        following = self.parse.tokens[at + 1] if at < last else None
        return following is None or following.terminal in ("GEN", "ADJ", "NUM", "DET")

    def head(self, phrase: int) -> Token:
        if self.head_last:
            return next((t for t in reversed(self.tokens(phrase)) if t.terminal not in _NO_HEADS), self.tokens(phrase)[-1])
        for token in self.tokens(phrase):
            if token.terminal != "NUM":
                return token
        return self.tokens(phrase)[0]

    def agreement(self, phrase: int) -> tuple[str, str]:
        """(gender, number) of the head, "" where it does not show."""
        head = self.head(phrase)
        x, features = head.lexeme, head.features
        if x is None:
            return "", ""
        if not features and x.pos == "noun" and not self.head_last:
            features = self.lexicon.of_first_word(x.lemma)  # the Ministry of ..., listed as one form
        if x.pos in ("country", "capital"):
            either = x.actor in self.either_gender or x.lemma in self.either_gender
            return ("" if either else self.name_gender), "s"
        if x.pos == "person":
            return "", "s"
        if x.pos in ("noun", "nat", "adj") and len(features) >= 2:
            return (features[0] if features[0] in "mf" else ""), features[1]
        return "", ""

    def spells_act(self, verb: Token) -> bool:
        """Is the verb spelled like a verbal noun?"""
        key = normalize(self.lexicon.tables, verb.lexeme.lemma) if verb.lexeme is not None else ""
        return any(self.lexicon.lexemes[i].value == VERBAL_NOUN for i, _, _ in self.lexicon.rows(key))

    def accusative(self, phrase: int) -> bool:
        """Does the form of the head show that it cannot be a subject?"""
        head = self.head(phrase)
        if self.tokens(phrase)[0].terminal == "NUM" and head.features[1:2] != "d":
            return False  # the counted noun is accusative whatever the phrase does
        if head.features[1:3] in ("pn", "dn") and head.text.endswith(self.oblique):
            return True
        return head.terminal == "INDEF" and head.features[:2] in ("ms", "mp", "fp") and len(head.text) > 2 and self._tanwin(head)

    def _tanwin(self, head: Token) -> bool:
        lemma = head.lexeme.lemma if head.lexeme is not None else ""
        return head.features[1:2] == "s" and bool(lemma) and head.text[-1:] != lemma[-1:] and len(head.text) >= len(lemma)


def group(parse: Parse, phrases: tuple[int, ...], preposition: str = "") -> Group:
    """Joined phrases as one participant; a preposition with an attached pronoun is a pronoun."""
    if len(phrases) == 1:
        p: Phrase = parse.phrases[phrases[0]]
        token = parse.tokens[p.first]
        if token.terminal in ("PREP", "PRON"):
            return Group("pronoun", phrases, features=token.pronoun or "", preposition=preposition)
    return Group("np", phrases, preposition=preposition)


def agrees(verb: Token, gender: str, number: str, first: bool) -> bool:
    """May a noun of this gender and number be the subject? Before its subject a verb is singular."""
    f = verb.features
    if f[:1] == "A":
        vg, vn = f[1:2], f[2:3]
        if gender == "f" and vg == "m" and vn == "s" and number == "p":
            return False  # the remarks: he affirmed
        return not (gender and vg in "mf" and gender != vg and number == "s" and vn == "s")
    if len(f) < 5 or f[1] != "3":
        return len(f) < 5
    vg, vn = f[2], f[3]
    if (first and vn != "s") or (not first and number == "d" and vn == "s"):
        return False
    if not first and number == "p" and vn == "s" and vg == "m":
        return False  # the authorities, gunmen: he did it
    if vg in "mf" and gender and vg != gender and number != "p":
        return False
    return first or not (number == "s" and vn == "p")
