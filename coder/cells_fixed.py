"""The words of a sentence before their terminals are chosen, for languages of fixed word order, and what can be told from them alone.

In: a sentence's text. Out: `Cell`s: words, names of several words, dates and marks; hyphened compounds are one adjective, short
names in brackets fall away. `Cells` answers what stands at a place: a noun phrase, a finite verb, an infinitive.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coder.phrases import Match, PhraseFinder
from coder.tokenize import Word
from coder.words_fixed import BASE, PARTICIPLE, PAST, PRESENT, THIRD, Known, sort_readings

if TYPE_CHECKING:
    from coder.tag_fixed import FixedOrderTagger

BREAK = frozenset(["COMMA", "COLON", "STOP", "LPAR", "RPAR", "LQ", "RQ"])
DASHES = frozenset("-\u2013\u2014\u2015")
_FEW_WORDS, _DATE_LINE, _SHORT_NAME = 4, 9, 3
_CAPITALS = 0.7
_NONE: frozenset[str] = frozenset()


@dataclass(slots=True)
class Cell:
    """A word, a name of several words, a date or a mark, before its terminal is chosen."""

    start: int
    end: int
    text: str
    known: Known | None = None
    mark: str = ""
    date: tuple[object, ...] | None = None
    tags: frozenset[str] = frozenset()
    adjective: bool = False


def links(known: Known | None) -> bool:
    """Is the word a conjunction or relative pronoun, and nothing else?"""
    if known is None or not known.words:
        return False
    return known.function("SUB", "REL", "COMP", "AND") is not None and known.function("PREP", "DET") is None


class Cells:
    """The cells of one sentence, and what can be told from them without a decision."""

    def __init__(self, tagger: FixedOrderTagger, text: str, seen: Collection[str]) -> None:
        self.tagger = tagger
        self.text = text
        self.seen = seen
        self.pieces = tagger.speller.pieces(text)
        self.words: list[Word | None] = tagger.speller.lookup(self.pieces)
        letters = [p.text for p in self.pieces if p.text[0].isalpha() and len(p.text) > 3]
        capitals = sum(w[0].isupper() for w in letters)
        self.titled = len(letters) > _FEW_WORDS and capitals > _CAPITALS * len(letters)
        self.cells: list[Cell] = []
        self._fill()
        self._hyphens()
        self._brackets()

    def _fill(self) -> None:
        tagger = self.tagger
        mentions = {}
        if tagger.dates is not None:
            normals = [w.normal if w else p.text for w, p in zip(self.words, self.pieces, strict=True)]
            mentions = {m.first: m for m in tagger.dates.find(normals)}
        finder = PhraseFinder(tagger.lexicon, tagger.analyser.phrases, tagger.phrase_marks, self.pieces, self.words, self.seen)
        quotes = self._clausal_quotes()
        i, n, first = self._date_line(), len(self.pieces), True
        while i < n:
            piece, word, mention = self.pieces[i], self.words[i], mentions.get(i)
            if mention is not None and not (mention.first == mention.last and piece.text.islower() and len(piece.text) < _FEW_WORDS):
                self.cells.append(Cell(piece.start, self.pieces[mention.last].end, piece.text, date=mention.value))
                i = mention.last + 1
            elif word is None:
                mark = quotes.get(i) or tagger.marks.get(piece.text, "")
                if mark == "DASH":
                    spaced = piece.start == 0 or self.text[piece.start - 1].isspace() or self.text[piece.end : piece.end + 1] in (" ", "-", "")
                    mark = "COMMA" if spaced or piece.text != "-" else "HYPHEN"
                    if spaced and self.cells and self.cells[-1].mark == "COMMA":
                        mark = ""
                if mark and mark not in ("QUOTE",) and not (mark in ("LQ", "RQ") and i not in quotes):
                    self.cells.append(Cell(piece.start, piece.end, piece.text, mark=mark))
                i += 1
            else:
                match = None
                if word.starts:
                    following = self.words[i + 1] if i + 1 < n else None
                    if following is None or following.normal in word.seconds or "" in word.seconds:
                        match = finder.longest(i, word)
                if match is not None and self._believed(i, match):
                    last = match.last
                    known = sort_readings(match.readings)
                    self.cells.append(Cell(piece.start, self.pieces[last].end, piece.text, known, "", None, finder.tags.get(i, _NONE)))
                else:
                    last = i
                    known = tagger.speller.known(piece.text, first or self.titled)
                    self.cells.append(Cell(piece.start, piece.end, piece.text, known, "", None, finder.tags.get(i, _NONE)))
                first = False
                i = last + 1

    def _believed(self, i: int, match: Match) -> bool:
        """A name needs its capital; a phrase that ends in the mark of the infinitive needs a verb after it."""
        first = match.readings[0].lexeme
        if first.pos not in ("word", "verb", "noun", "adj") and first.lemma[:1].isupper() and not self.pieces[i].text[:1].isupper():
            return False
        if first.pos == "word" and "-" in first.lemma and "-" not in self.text[self.pieces[i].start : self.pieces[match.last].end]:
            return False
        if first.terminal in ("FUT", "IRREAL") and first.lemma.endswith(" " + self.tagger.infinitive):
            following = self.words[match.last + 1] if match.last + 1 < len(self.words) else None
            if following is None:
                return False
            known = self.tagger.speller.known(self.pieces[match.last + 1].text, False)
            return BASE in known.forms or any(w.terminal == "AUX" for w in known.words)
        return True

    def _date_line(self) -> int:
        """Pieces of a date line (CITY - , CITY (AGENCY) - ), which names no actor of the sentence."""
        for i, piece in enumerate(self.pieces[:_DATE_LINE]):
            if i and piece.text in DASHES and self.text[piece.start - 1].isspace():
                verbs = (self.tagger.speller.known(p.text, False) for p in self.pieces[:i] if p.text[0].isalpha())
                if any((k.forms and not k.groups) or k.words for k in verbs):
                    return 0
                while i < len(self.pieces) and self.pieces[i].text in DASHES:
                    i += 1
                return i
        return 0

    def _clausal_quotes(self) -> dict[int, str]:
        """Quotation marks that hold a clause, not a word or a name: piece index -> LQ or RQ."""
        found: dict[int, str] = {}
        opened: int | None = None
        for i, piece in enumerate(self.pieces):
            kind = self.tagger.marks.get(piece.text, "") if self.words[i] is None else ""
            if kind == "LQ" or (kind == "QUOTE" and opened is None):
                opened = i
            elif kind in ("RQ", "QUOTE") and opened is not None:
                if i - opened - 1 > _FEW_WORDS:
                    found[opened], found[i] = "LQ", "RQ"
                opened = None
        return found

    def _hyphens(self) -> None:
        """Words joined by a hyphen: compounds with a participle (Saudi-led, US-backed) are adjectives."""
        if not any(c.mark == "HYPHEN" for c in self.cells):
            return
        out: list[Cell] = []
        cells = self.cells
        for i, cell in enumerate(cells):
            before = out[-1] if out else None
            if cell.mark == "HYPHEN":
                continue
            joined = i > 0 and cells[i - 1].mark == "HYPHEN" and before is not None and cell.known is not None and before.known is not None
            if joined and before is not None and cell.known is not None:
                word = cell.text.lower()
                if PARTICIPLE in cell.known.forms or PRESENT in cell.known.forms or (not cell.known.groups and word.endswith("ed")):
                    if word not in self.tagger.own_compounds:
                        out.pop()
                        cell = Cell(before.start, cell.end, cell.text, Known())
                    cell.adjective = True
                elif before.text.lower() in self.tagger.prefixes:
                    out.pop()
                    cell = Cell(before.start, cell.end, cell.text, Known(), adjective=True)
            out.append(cell)
        self.cells = out

    def _brackets(self) -> None:
        """Short names in brackets after the full one say nothing new: the African Union (AU)."""
        if not any(c.mark == "LPAR" for c in self.cells):
            return
        out: list[Cell] = []
        opened = -1
        for cell in self.cells:
            if cell.mark == "LPAR":
                opened = len(out)
            out.append(cell)
            if cell.mark == "RPAR" and opened >= 0:
                inner = out[opened + 1 : -1]
                named = all(c.mark == "" and c.date is None and (c.known is None or not c.known.words) for c in inner)
                if opened > 0 and len(inner) <= _SHORT_NAME and named:
                    del out[opened:]
                opened = -1
        self.cells = out

    # -- what stands at a place ------------------------------------------------------------------------

    def at(self, i: int) -> Known | None:
        """What the word at a place may be; None at a mark, a date, the end."""
        return self.cells[i].known if 0 <= i < len(self.cells) else None

    def over(self, i: int) -> int:
        """The place of the next word that is no adverb and no negation."""
        while (known := self.at(i)) is not None and self._passed(i, known):
            i += 1
        return i

    def _passed(self, i: int, known: Known) -> bool:
        if known.words:
            return known.function("ADV", "NEG") is not None and known.function("PREP", "SUB", "DET") is None
        unknown = not known.groups and not known.forms and not self.cells[i].adjective
        return unknown and self.tagger.speller.ending(self.cells[i].text) == "adverb"

    def starts_phrase(self, i: int) -> bool:
        """May a noun phrase begin here?"""
        known = self.at(i)
        if known is None:
            return False
        if known.words:
            return known.function("DET", "NUM", "PRON", "HEAD", "NOT") is not None and known.function("PREP") is None
        if self.cells[i].adjective or known.groups or known.shorts:
            return not (known.forms and set(known.forms) <= {PAST, PARTICIPLE} and not known.groups)
        if known.forms:
            return False
        text = self.cells[i].text
        return text[:1].isupper() or self.tagger.speller.ending(text) != "adverb"

    def object_follows(self, i: int) -> bool:
        """Does a noun phrase stand at a place, one participle or adverb before it allowed?"""
        i = self.over(i)
        if self.starts_phrase(i):
            return True
        known = self.at(i)
        return known is not None and PARTICIPLE in known.forms and self.starts_phrase(i + 1)

    def past_date(self, i: int) -> int:
        """The place behind a date that stands here, with or without its preposition: rejected on Monday | the plan."""
        j = i + 1 if self.preposition(i) else i
        return j + 1 if j < len(self.cells) and self.cells[j].date is not None else i

    def preposition(self, i: int) -> str:
        """The canonical value of the preposition at a place."""
        known = self.at(i)
        word = known.function("PREP") if known is not None else None
        return word.value if word is not None else ""

    def finite(self, i: int) -> int:
        """2 where only a finite verb can stand, 1 where it may, else 0."""
        known = self.at(i)
        if known is None or self.cells[i].adjective:
            return 0
        if known.words:
            modal = any(w.terminal in ("FUT", "IRREAL") and w.value in ("future", "modal") for w in known.words)
            helper = known.function("AUX")
            if helper is not None and helper.value == "aspect" and PAST in known.forms and PARTICIPLE not in known.forms:
                return 2  # began
            return 2 if modal or (helper is not None and helper.value != "aspect" and not known.participle) else 0
        if known.groups or not known.forms:
            return 0
        if THIRD in known.forms or (PAST in known.forms and PARTICIPLE not in known.forms):
            return 2
        return 1 if PAST in known.forms else 0

    def finite_ahead(self, i: int, least: int = 1) -> bool:
        """Does a finite verb follow before the next link?"""
        for j in range(i, len(self.cells)):
            known = self.cells[j].known
            if self.cells[j].mark in BREAK:
                return False
            if links(known):
                return False
            if self.infinitive_at(j) or (known is not None and known.function("SUB") is not None and self.clause_follows(j + 1)):
                return False
            if self.finite(j) >= least and (self.finite(j) == 2 or not self._in_phrase(j)):
                return True
        return False

    def _in_phrase(self, j: int) -> bool:
        """Is the participle an adjective in a noun phrase: the detained men?"""
        before = self.at(j - 1)
        opened = before is not None and before.function("DET", "NUM", "PREP", "GEN") is not None
        return self.preposition(j + 1) == "by" or (opened and self.starts_phrase(j + 1) and not self._bare_start(j + 1))

    def _bare_start(self, i: int) -> bool:
        known = self.at(i)
        return known is not None and known.function("DET", "NUM", "PRON") is not None

    def infinitive_at(self, i: int) -> bool:
        """Does the mark of the infinitive stand here, with a base form after it?"""
        known = self.at(i)
        if known is None or self.cells[i].text.lower() != self.tagger.infinitive:
            return False
        after = self.at(self.over(i + 1))
        if after is None:
            return False
        return BASE in after.forms or any(w.terminal == "AUX" for w in after.words)

    def clause_follows(self, i: int) -> bool:
        """Is what follows a clause: a noun phrase with its finite verb, before another preposition's phrase has one?"""
        for j in range(i, min(i + 14, len(self.cells))):
            known = self.cells[j].known
            if self.cells[j].mark in BREAK:
                return False
            if links(known):
                return False
            if self.finite(j) == 2 and j > i:
                return True
            if self.finite(j) == 1 and j > i and not (known is not None and known.groups) and self.preposition(j + 1) != "by":
                return True
        return False
