"""Names and phrases of several words: the longest one that begins at a word, clitics and quotation marks between allowed for.

In: the words of a sentence. Out: a `Match` with the last piece it covers and its readings. Words of a synonym set that have
no sense of their own are only noted (`tags`), so that they do not hide the words inside them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import NamedTuple

from coder.dictionary import Lexicon, PhraseRow
from coder.model import Lexeme, Reading
from coder.tokenize import Analysis, Piece, Word

_FIRST_ONLY = frozenset(["&unreal", "&quantity"])  # an assassination attempt is an act, though an attempt is none
Headed = dict[tuple[int, frozenset[str]], Lexeme]  # nouns of several words that are in the sets of their first one, made so far
_QUOTES = ("QUOTE", "LQ", "RQ")


class Match(NamedTuple):
    """A name or phrase of several words found in the text: last piece, the cut of its first word, and what it may be."""

    last: int
    analysis: Analysis
    readings: tuple[Reading, ...]
    clitic: str


class PhraseFinder:
    """Finds phrases in one sentence."""

    def __init__(
        self, lexicon: Lexicon, index: Mapping[str, dict[str, list[PhraseRow]]], marks: Mapping[str, str], pieces: list[Piece],
        words: list[Word | None], seen: Collection[str], headed: Headed | None = None,
    ) -> None:  # fmt: skip
        self.lexicon = lexicon
        self.index = index
        self.headed = {} if headed is None else headed
        self.marks = marks
        self.pieces = pieces
        self.words = words
        self.seen = seen
        self.tags: dict[int, frozenset[str]] = {}  # set words of several words, by their first piece

    def longest(self, i: int, word: Word) -> Match | None:
        phrases = self.index
        best: Match | None = None
        second: str | None = None
        for analysis in word.starts:
            by_second = phrases[analysis.key]
            if second is None:
                second = self._word_after(i)
            rows = by_second.get(second, ())
            if "" in by_second:
                rows = [*rows, *by_second[""]]
            for rest, clitic, index, features in rows:
                last = self._follow(i, rest, clitic)
                if last is None or (best is not None and last < best.last):
                    continue
                lexeme = self.lexicon.lexemes[index]
                if lexeme.pos == "noun" and not lexeme.senses and not lexeme.agent and lexeme.tags:
                    self.tags[i] = self.tags.get(i, frozenset()) | lexeme.tags
                    continue
                if lexeme.pos == "short" and lexeme.actor not in self.seen:
                    continue
                if lexeme.pos == "noun":
                    lexeme = self._with_head(lexeme, analysis)
                reading = Reading(lexeme, features, "")
                if best is not None and last == best.last and _outdone(best, lexeme):
                    self._note(i, lexeme)  # the coalition's aircraft: of the coalition that the document named
                elif best is not None and last == best.last and lexeme.pos == "short" and best.readings[0].lexeme.pos == "noun":
                    self._note(i, best.readings[0].lexeme)
                    best = Match(last, analysis, (reading,), clitic)
                elif best is not None and last == best.last and best.analysis == analysis:
                    best = best._replace(readings=(*best.readings, reading))
                elif best is None or last > best.last:
                    best = Match(last, analysis, (reading,), clitic)
        return best

    def _note(self, i: int, lexeme: Lexeme) -> None:
        """Keep the sets of a common noun whose words are a name here."""
        if lexeme.tags:
            self.tags[i] = self.tags.get(i, frozenset()) | lexeme.tags

    def _word_after(self, i: int) -> str:
        """Normal form of the next word, quotes and hyphens passed over; a mark that ends the phrase gives a blank."""
        for j in range(i + 1, len(self.words)):
            word = self.words[j]
            if word is not None:
                return word.normal
            if self.marks.get(self.pieces[j].text, "QUOTE") not in _QUOTES:
                break
        return " "

    def _with_head(self, lexeme: Lexeme, analysis: Analysis) -> Lexeme:
        """A noun of several words is in the sets that its first word is in."""
        tags = lexeme.tags.union(*[r.lexeme.tags - _FIRST_ONLY for r in analysis.readings if r.lexeme.pos == "noun"])
        if tags == lexeme.tags:
            return lexeme
        known = self.headed.get((lexeme.id, tags))
        if known is None:
            known = self.headed[lexeme.id, tags] = replace(lexeme, tags=tags)
        return known

    def _follow(self, i: int, rest: tuple[str, ...], clitic: str) -> int | None:
        """Index of the last piece if the further words follow piece `i` (hyphens and quotes between do not count)."""
        j, words = i, self.words
        for expected in rest:
            j += 1
            while j < len(words) and words[j] is None and self.marks.get(self.pieces[j].text, "QUOTE") in _QUOTES:
                j += 1
            if j >= len(words):
                return None
            word = words[j]
            if word is None or word.normal != expected:
                return None
        if clitic:
            word = words[j + 1] if j + 1 < len(words) else None
            if word is None or not any(a.preposition == clitic and not a.conjunction for a in word.analyses):
                return None
        return j


def _outdone(best: Match, lexeme: Lexeme) -> bool:
    """Does a common noun cover the words of a short name that counts here?"""
    return lexeme.pos == "noun" and best.readings[0].lexeme.pos == "short"
