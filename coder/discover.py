"""Words that the dictionaries lack, by how often they stand where an actor or a verb should.

In: documents. Out: `Discovery` rows, most frequent first, with examples. A word that no dictionary knows is an actor's if it is
subject or object of a verb that has senses or follows a title; it is a verb's if a clause opens with it and a noun follows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from coder import engine as engines
from coder import morphology
from coder import split as splitting
from coder.code import SentenceCoder
from coder.language import detect
from coder.model import Document, Parse, Phrase, Sentence, Token
from coder.nouns import Frame

ACTOR, VERB = "actor", "verb"
EXAMPLES = 2
_EXAMPLE_LENGTH = 300
_LONGEST_NAME = 5
_SHORTEST_VERB = 3
_MARK = " | "
_OPENERS = frozenset(["AND", "COMMA", "STOP", "COLON", "COMP", "SUB", "REL"])
_STOPS = frozenset(["COMMA", "STOP"])  # a conjunction after one of these seldom joins nouns
_SUBJECTS = frozenset(["DEF", "NAME", "PERSON", "POSS"])
_ADJECTIVES = frozenset(["DEFADJ", "ADJ"])


class Discovery(NamedTuple):
    """An unlisted form: how often it was met, what it should be, its commonest spelling, sentences that hold it."""

    times: int
    kind: str
    form: str
    examples: tuple[str, ...]

    def __str__(self) -> str:
        return "\t".join((str(self.times), self.kind, self.form, _MARK.join(self.examples)))


@dataclass(slots=True)
class _Met:
    """What is known of one form while the corpus is read."""

    spellings: Counter[str] = field(default_factory=Counter)
    examples: dict[str, None] = field(default_factory=dict)

    def add(self, form: str, sentence: str) -> None:
        self.spellings[form] += 1
        if len(self.examples) < EXAMPLES:
            self.examples.setdefault(sentence)


def discover(documents: Iterable[Document], limit: int = 100) -> list[Discovery]:
    """The most frequent unlisted actors and verbs of a corpus, at most `limit`; documents in other languages are passed over."""
    met: dict[tuple[str, str], _Met] = defaultdict(_Met)
    for document in documents:
        language = detect(document) if document.language == "auto" else document.language
        if language in engines.languages():
            _read(document, engines.load(language), met)
    rows = [Discovery(m.spellings.total(), kind, _commonest(m.spellings), tuple(m.examples)) for (kind, _), m in met.items()]
    return sorted(rows, key=lambda r: (-r.times, r.kind, r.form))[:limit]


def _commonest(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda s: (-spellings[s], s))


def _read(document: Document, engine: engines.Engine, met: dict[tuple[str, str], _Met]) -> None:
    for sentence in splitting.split(document, engine.abbreviations):
        tokens = engine.tagger.tag(sentence.text)
        parse = engine.parser.parse(tokens)
        coded = SentenceCoder(parse, engine.lexicon, engine.modes, document.date.isoformat(), engine.extends).run()
        actors = {*_parties(parse, coded.frames), *_titled(parse)}
        found = [(ACTOR, span) for span in sorted(actors)] + [(VERB, span) for span in _openers(parse, sentence, actors)]
        for kind, (first, last) in found:
            form = sentence.text[tokens[first].start : tokens[last].end]
            if kind == VERB:
                form = _bare(form, engine.tagger.analyser.conjunctions)
            key = morphology.normalize(engine.lexicon.tables, form)
            met[kind, key].add(form, " ".join(sentence.text[:_EXAMPLE_LENGTH].split()))


# -- where an actor should stand -------------------------------------------------------------------


def _parties(parse: Parse, frames: Iterable[Frame]) -> Iterator[tuple[int, int]]:
    """Unlisted words that open a subject or object of a verb that has senses."""
    for frame in frames:
        if frame.verb is None or frame.verb.lexeme is None or not frame.verb.lexeme.senses:
            continue
        for group in filter(None, (frame.subject, *frame.objects[:1])):
            for number in group.phrases if group.kind == "np" else ():
                phrase = parse.phrases[number]
                span = _run(parse.tokens, phrase.first, phrase.last)
                if span is not None:
                    yield span


def _titled(parse: Parse) -> Iterator[tuple[int, int]]:
    """Unlisted words after a title, its adjectives between."""
    for phrase in parse.phrases:
        if phrase.terminal == "NP":
            span = _after_title(parse.tokens, phrase)
            if span is not None:
                yield span


def _after_title(tokens: list[Token], phrase: Phrase) -> tuple[int, int] | None:
    titled = False
    for i in range(phrase.first, phrase.last + 1):
        x = tokens[i].lexeme
        if titled and _nameless(tokens[i]) and tokens[i].terminal not in _ADJECTIVES:
            return _run(tokens, i, phrase.last)
        if x is not None and x.pos in ("person", "short"):
            return None
        titled = titled or (x is not None and x.agent_class == "person")
    return None


def _run(tokens: list[Token], first: int, last: int) -> tuple[int, int] | None:
    """The unlisted words from `first` on, given names among them; None if there is none or it is too long for a name."""
    end = first
    while end <= last and _nameless(tokens[end]):
        end += 1
    named = any(t.lexeme is None for t in tokens[first:end])
    return (first, end - 1) if named and end - first <= _LONGEST_NAME else None


def _nameless(token: Token) -> bool:
    """Is it a word that names nobody yet: unlisted, or a given name?"""
    listed = token.lexeme is not None and token.lexeme.pos != "name"
    return not listed and token.date is None and token.text[:1].isalpha() and not any(c.isdigit() for c in token.text)


# -- where a verb should stand ---------------------------------------------------------------------


def _openers(parse: Parse, sentence: Sentence, actors: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Unlisted words that open the sentence or, after a conjunction that joins no nouns, a clause, before a likely subject."""
    if sentence.heading:
        return
    opens = {p.first + 1 for p, after in pairwise(parse.phrases) if p.terminal in _OPENERS and after.terminal == "NP"} | {0}
    opens |= {i + 2 for i, (a, b) in enumerate(pairwise(parse.tokens)) if a.terminal in _STOPS and b.terminal == "AND"}
    taken = {i for first, last in actors for i in range(first, last + 1)}
    for i in sorted(opens - taken):
        if i + 1 < len(parse.tokens) and _verbal(parse.tokens[i]) and _subject(parse.tokens[i + 1]):
            yield i, i


def _verbal(token: Token) -> bool:
    return token.lexeme is None and token.date is None and token.text[:1].isalpha() and not token.article and len(token.text) > 1


def _bare(form: str, conjunctions: Iterable[str]) -> str:
    """The form without a conjunction written to it, which the tagger cuts off known words only."""
    joined = next((c for c in conjunctions if form.startswith(c) and len(form) - len(c) >= _SHORTEST_VERB), "")
    return form[len(joined) :]


def _subject(token: Token) -> bool:
    x = token.lexeme
    return token.terminal in _SUBJECTS or (x is not None and bool(x.agent or x.actor))
