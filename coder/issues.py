"""Issues: the topics that a sentence names, by the words of `LANG/issues.tsv`.

In: the words of a sentence as the tagger cut them. Out: the ids of the issues, sorted. Issue words stand apart from the
lexicon: they change no reading. What a spelling may begin is remembered on its `Word`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coder import morphology
from coder.dictionary import DEFINITE, NO_ISSUE, Lexicon, bare
from coder.tokenize import Analyser, Analysis, Piece, Word

_HYPHENS = frozenset("-\u2010\u2011")
_HASH = "#"
_HUMPS = re.compile("[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+")  # the words of #OneWrittenLikeThis
_SHORTEST = 3  # letters of a word that may stay when clitics no dictionary knows of are cut off


class Span(NamedTuple):
    """An entry found in a sentence: its issue, its first word and the one after its last."""

    issue: str
    first: int
    end: int


class Issues:
    """Finds the issues of sentences in one language."""

    def __init__(self, lexicon: Lexicon, analyser: Analyser) -> None:
        self.lexicon = lexicon
        self.analyser = analyser
        self.rows: dict[str, tuple[tuple[str, str, tuple[str, ...]], ...]] = {}  # forms met so far: issue, states, further words

    def of(self, pieces: Sequence[Piece], words: Sequence[Word | None]) -> tuple[str, ...]:
        """The issues that the words of a sentence name; an entry that stands within a longer one does not count."""
        if any(p.text == _HASH for p in pieces):
            pieces, words = self._hashtags(pieces, words)
        found: list[Span] = []
        for i, word in enumerate(words):
            if word is None:
                continue
            if word.issues is None:
                word.issues = self._begins(word, pieces[i].text)
            for issue, rest in word.issues:
                end = self._end(pieces, words, i + 1, rest) if rest else i + 1
                if end:
                    found.append(Span(issue, i, end))
        if not found:
            return ()
        return tuple(sorted({s.issue for s in found if s.issue != NO_ISSUE and not any(_within(s, other) for other in found)}))

    def _end(self, pieces: Sequence[Piece], words: Sequence[Word | None], i: int, rest: tuple[str, ...]) -> int:
        """The place after the further words of an entry that go on at a place; 0 where others stand there."""
        for wanted in rest:
            while i < len(words) and words[i] is None and pieces[i].text in _HYPHENS:
                i += 1
            word = words[i] if i < len(words) else None
            if word is None or bare(word.normal, self.analyser.article) != wanted:
                return 0
            i += 1
        return i

    def _hashtags(self, pieces: Sequence[Piece], words: Sequence[Word | None]) -> tuple[list[Piece], list[Word | None]]:
        """The sentence with the hashtags that hide several words cut into them."""
        parts: list[Piece] = []
        for before, piece in zip((None, *pieces), pieces, strict=False):
            humps = _HUMPS.findall(piece.text) if before is not None and before.text == _HASH else ()
            if len(humps) > 1 and sum(map(len, humps)) == len(piece.text):
                parts += [Piece(piece.start, piece.end, hump) for hump in humps]
            else:
                parts.append(piece)
        if len(parts) == len(pieces):
            return list(pieces), list(words)
        known = {p.text: w for p, w in zip(pieces, words, strict=True)}
        return parts, [known[p.text] if p.text in known else self.analyser.word(p.text) for p in parts]

    # -- one word --------------------------------------------------------------------------------------------------

    def _begins(self, word: Word, text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What a word may begin: issues with the further words they need."""
        best = next((a for a in word.analyses if a.readings), None)
        light = morphology.light(self.lexicon.tables, text) if best is None or best.pronoun else ""
        found: dict[tuple[str, tuple[str, ...]], None] = {}
        for stem, article, pronoun in self._cuts(word.normal, light, best):
            for form in (stem, self.analyser.article + stem) if article else (stem,):
                for issue, states, rest in self._rows(form):
                    if form is not stem or any(_fits(state, article, pronoun, bool(rest)) for state in states):
                        found[issue, rest] = None
        return tuple(found)

    def _rows(self, form: str) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        known = self.rows.get(form)
        if known is None:
            cut = [row.split(" ") for row in self.lexicon.issues.get(form, "").split("|") if row]
            known = self.rows[form] = tuple((issue, states, tuple(rest)) for issue, states, *rest in cut)
        return known

    def _cuts(self, normal: str, light: str, best: Analysis | None) -> Iterator[tuple[str, bool, str]]:
        """Stem, article and pronoun of the ways to cut a word; a word of the lexicon is cut as there, or less."""
        a = self.analyser
        if best is not None and not best.prefix:  # most words: no clitic before the article
            yield from self._endings(normal, light, best)
            if a.article and normal.startswith(a.article):
                yield normal[len(a.article) :], True, ""
            return
        for conjunction in ("", *a.conjunctions):
            if not normal.startswith(conjunction):
                continue
            for preposition in ("", *a.prepositions):
                lead = len(conjunction) + len(preposition)
                if not normal.startswith(preposition, len(conjunction)) or (best is not None and lead > best.prefix):
                    continue
                rest, left = normal[lead:], light[lead:]
                if lead and len(rest) < _SHORTEST:
                    continue
                yield from self._endings(rest, left, best)
                if a.article and rest.startswith(a.article):
                    yield rest[len(a.article) :], True, ""
                if a.fused and preposition == a.fused[0] and rest.startswith(a.fused[1:]):
                    yield rest[len(a.fused) - 1 :], True, ""

    def _endings(self, rest: str, light: str, best: Analysis | None) -> Iterator[tuple[str, bool, str]]:
        """The stem without article, with and without a pronoun at its end."""
        if best is None or not best.pronoun:
            yield rest, False, ""
        for pronoun in (best.pronoun,) if best is not None else self.analyser.pronouns:
            if pronoun and light.endswith(pronoun) and len(rest) - len(pronoun) >= _SHORTEST:
                base = rest[: -len(pronoun)]
                yield base, False, pronoun
                if base[-1] in self.analyser.joins:
                    yield base[:-1] + self.analyser.joins[base[-1]], False, pronoun


def _fits(state: str, article: bool, pronoun: str, several: bool) -> bool:
    """May a form in this state (last letter of its features) carry an article or a pronoun? In an entry of several words it must be told."""
    if several or state == DEFINITE:
        return article == (state == DEFINITE)
    if article:
        return state not in "dkp"
    return state not in "dn" if pronoun else state != "p"


def _within(span: Span, other: Span) -> bool:
    """Does a span stand within a longer one?"""
    return other.first <= span.first and span.end <= other.end and (other.first, other.end) != (span.first, span.end)
