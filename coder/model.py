"""The types that pass from stage to stage.

Documents come in, sentences, tokens, phrases, clauses and events go on. Offsets count characters (code points);
those of tokens are into the sentence, those of events into the document's text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Document:
    """One article: its text and what is known about it."""

    id: str
    text: str
    date: date
    title: str | None = None
    language: str = "auto"
    publisher: str | None = None
    url: str | None = None


class Sentence(NamedTuple):
    """One sentence of a document: `text == document.text[start:end]`."""

    number: int
    start: int
    end: int
    text: str
    heading: bool


FORMER, COUNTERPART, HOMELAND, PAIR = "&former", "&counterpart", "&homeland", "&pair"
PEOPLE = "people"  # value of the words for thousands, hundreds, which stand for people where no noun follows
_set = object.__setattr__


@dataclass(frozen=True, slots=True)
class Lexeme:
    """One dictionary word: what it is and what may be coded from it; `bears` an actor by itself, or `points` to one in some forms."""

    id: int
    lemma: str
    pos: str
    terminal: str = ""
    value: str = ""
    actor: str = ""
    agent: str = ""
    agent_class: str = ""
    tags: frozenset[str] = frozenset()
    senses: tuple[int, ...] = ()
    light: str = ""
    source: str = ""
    speech: bool = False
    bears: bool = field(init=False, repr=False, compare=False)
    points: bool = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        tags = self.tags
        _set(self, "bears", bool((self.actor and self.pos != "place") or self.agent or self.value == PEOPLE or COUNTERPART in tags))
        _set(self, "points", bool(self.agent or (tags and (COUNTERPART in tags or HOMELAND in tags or PAIR in tags))))


class Reading(NamedTuple):
    """One way to read a word form: the lexeme and the form's features (see docs/morphology.md)."""

    lexeme: Lexeme
    features: str
    light: str


@dataclass(slots=True)
class Token:
    """A word, clitic, name of several words, or punctuation mark, with the terminal that the grammar sees."""

    start: int
    end: int
    terminal: str
    lexeme: Lexeme | None = None
    features: str = ""
    article: bool = False
    pronoun: str = ""
    flags: int = 0
    text: str = ""
    date: tuple[object, ...] | None = None
    tags: frozenset[str] = frozenset()


class Phrase(NamedTuple):
    """A run of tokens that is one terminal of the clause grammar: `tokens[first : last + 1]`."""

    terminal: str
    first: int
    last: int


class Argument(NamedTuple):
    """What stands beside a verb: `kind` NP, PP, DATE or PRON, the preposition's canonical value, and the joined phrases."""

    kind: str
    preposition: str
    phrases: tuple[int, ...]


class Clause(NamedTuple):
    """A clause as the grammar reads it, by phrase indices (-1: none); `link` says how it hangs on what went before."""

    rule: str
    link: str
    opener: int
    before: tuple[Argument, ...]
    verb: int
    after: tuple[Argument, ...]


class Parse(NamedTuple):
    """A parsed sentence."""

    tokens: list[Token]
    phrases: list[Phrase]
    clauses: list[Clause]
