"""Sentence -> words for languages in which words stand by themselves: possessive endings, contractions, hyphens, abbreviations.

In: a sentence's text. Out: its `Piece`s, and for each word what it may be (`Known`): its readings by kind, its verb forms.
What the endings are stands in `language.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from coder.dictionary import Lexicon
from coder.model import Lexeme, Reading
from coder.readings import KINDS, merged
from coder.tokenize import Analyser, Analysis, Piece, Word

# a dotted acronym, a word with inner apostrophes, a number with its marks, runs of dots, doubled quotes, any other mark
_WORD = re.compile(
    "(?:[^\\W\\d_]\\.){2,}|(?:[^\\W_]|[\u0300-\u036f\u00ad\u200b-\u200f])+(?:(?:[.,:/](?=\\d)|['\u2019](?=[^\\W\\d_]))[^\\W_]+)*"
    "|''|``|\\.\\.+|[^\\w\\s]"
)
_NAMES = frozenset(["country", "capital", "org", "person", "place", "group", "short", "name"])
BASE, THIRD, PAST, PRESENT, PARTICIPLE = "b", "s", "p", "g", "q"
_LETTERS = {"I3xp": BASE, "I3xs": THIRD, "P3xx": PAST}
_MEMORY = 300_000


_VERB = Lexeme(-1, "", "verb")  # a verb that no dictionary has, told by its ending
_GUESSED = {
    "past": {PAST: Reading(_VERB, "P3xxa", ""), PARTICIPLE: Reading(_VERB, "Qxsc", "")},
    "present_participle": {PRESENT: Reading(_VERB, "Axsc", "")},
}


@dataclass(slots=True)
class Known:
    """What a spelling may be: readings by kind, function words, verb forms with their readings, whether it is only a verb."""

    groups: dict[str, Reading] = field(default_factory=dict)
    words: tuple[Lexeme, ...] = ()
    forms: dict[str, Reading] = field(default_factory=dict)
    shorts: tuple[Reading, ...] = ()
    participle: bool = False  # an auxiliary that is no finite verb: being, been
    terminals: dict[str, Lexeme] = field(default_factory=dict)  # the first function word of each terminal

    def function(self, *terminals: str) -> Lexeme | None:
        """The function word among the readings that has one of these terminals."""
        if not self.words:
            return None
        return next((w for w in self.words if w.terminal in terminals), None)


class Speller:
    """Cuts sentences of one language and looks their words up, remembered per spelling."""

    def __init__(self, lexicon: Lexicon, analyser: Analyser) -> None:
        clitics, punctuation = lexicon.settings["clitics"], lexicon.settings["punctuation"]
        self.lexicon = lexicon
        self.settings: dict[str, Any] = lexicon.settings["order"]
        self.analyser = analyser
        self.enclitics: tuple[str, ...] = tuple(clitics.get("enclitics", ()))
        self.endings = (*self.enclitics, *filter(None, [clitics.get("negative", "")]), *clitics.get("contractions", ()))
        self.abbreviations = frozenset(punctuation.get("abbreviations", ()))
        self.memory: dict[tuple[str, bool], Known] = {}
        self.cuts: dict[str, int] = {}
        self.kinds: dict[str, str] = {}

    def pieces(self, text: str) -> list[Piece]:
        """Words and marks, left to right; an ending such as a possessive is a piece of its own."""
        out: list[Piece] = []
        for match in _WORD.finditer(text):
            start, end, word = match.start(), match.end(), match.group()
            cut = self._cut(word) if "'" in word or "\u2019" in word else 0
            if cut:
                out.append(Piece(start, start + cut, word[:cut]))
                start, word = start + cut, word[cut:]
            elif word == "." and out and out[-1].end == start and end < len(text) and self._shortened(out[-1].text):
                continue
            elif word in "'\u2019" and self._plural_owner(text, start, out):
                word = self.enclitics[0]
            out.append(Piece(start, end, word))
        return out

    def _shortened(self, word: str) -> bool:
        """Does the stop after this word belong to it: Gen., the W. of a name?"""
        return word.lower() in self.abbreviations or (len(word) == 1 and word.isupper())

    def _cut(self, word: str) -> int:
        """Letters before the ending of a word, 0 where it has none."""
        known = self.cuts.get(word)
        if known is None:
            plain = word.lower().replace("\u2019", "'")
            ending = next((e for e in self.endings if plain.endswith(e)), "")
            known = len(word) - len(ending) if ending and len(word) > len(ending) else 0
            if len(self.cuts) < _MEMORY:
                self.cuts[word] = known
        return known

    def _plural_owner(self, text: str, at: int, out: Sequence[Piece]) -> bool:
        """Is the apostrophe after a plural its possessive ending: the rebels' leader?"""
        if not self.enclitics or not out or out[-1].end != at or out[-1].text[-1:].lower() != self.enclitics[0][-1]:
            return False
        return text[at + 1 : at + 2] == " " and text[at + 2 : at + 3].isalpha() and not any(p.text in "'\u2018" for p in out)

    def word(self, text: str) -> Word:
        """The dictionary's word for a spelling."""
        return self.analyser.word(text)

    def lookup(self, pieces: Sequence[Piece]) -> list[Word | None]:
        """The dictionary's word for each piece; None for a mark."""
        found = list(map(self.analyser.memory.get, [text for _, _, text in pieces]))
        if None in found:
            found = [w or (self.word(p.text) if _is_word(p.text) else None) for w, p in zip(found, pieces, strict=True)]
        return found

    def ending(self, text: str) -> str:
        """`guess` for a word without a capital, remembered."""
        kind = self.kinds.get(text)
        if kind is None:
            if len(self.kinds) > _MEMORY:
                self.kinds.clear()
            kind = self.kinds[text] = guess(text, self.settings, False)
        return kind

    def known(self, text: str, first: bool) -> Known:
        """What a spelling may be; the first word of a sentence may be a lower-case word written with a capital."""
        key = (text, first)
        found = self.memory.get(key)
        if found is None:
            if len(self.memory) > _MEMORY:
                self.memory.clear()
            readings = _readings(self.word(text))
            acronym = text.isupper() and len(text) > 1 and bool(readings) and all(r.light == text for r in readings)
            if (first or text.isupper()) and text[:1].isupper() and not acronym:
                lower = _readings(self.word(text.lower()))
                plain = [r for r in lower if r.lexeme.pos not in _NAMES and r.lexeme.pos != "nat"]
                if plain and first:
                    named = [r for r in readings if r.lexeme.pos in ("country", "capital", "nat", "org", "group")]
                    readings = plain + [r for r in named if r not in plain]
                elif plain and not readings:
                    readings = plain
            if not text[:1].isupper():
                readings = [r for r in readings if r.lexeme.pos not in _NAMES or not r.lexeme.lemma[:1].isupper()]
            found = self.memory[key] = sort_readings(readings)
            if not readings and text.islower():
                found.forms = _GUESSED.get(guess(text, self.settings, False), {})
        return found


def _is_word(text: str) -> bool:
    """A word or an ending with its apostrophe, no mark."""
    return text[0].isalnum() or (text[0] in "'\u2019" and len(text) > 1 and text[1].isalpha())


def _readings(word: Word) -> list[Reading]:
    return [r for a in word.analyses for r in a.readings]


def sort_readings(readings: Sequence[Reading]) -> Known:
    """Readings by kind of word."""
    known = Known()
    groups: dict[str, list[Reading]] = {}
    for reading in readings:
        x = reading.lexeme
        if x.pos == "word":
            known.words += (x,)
        elif x.pos == "short":
            known.shorts += (reading,)
        elif x.pos == "verb":
            form = _LETTERS.get(reading.features[:4], {"A": PRESENT, "Q": PARTICIPLE}.get(reading.features[:1], BASE))
            known.forms.setdefault(form, reading)
        else:
            groups.setdefault(KINDS.get(x.pos, "N"), []).append(reading)
    if "E" in groups and "A" in groups and all(r.lexeme.pos == "nat" for r in groups["A"]):
        del groups["A"]
    if "A" in groups and any(r.lexeme.pos == "nat" for r in groups["A"]):
        groups = {"A": sorted(groups["A"], key=lambda r: r.lexeme.pos != "nat")}
    if any(r.lexeme.pos == "country" for r in groups.get("E", ())):
        groups["E"].sort(key=lambda r: r.lexeme.pos != "country")
    helping = {r.features[:1] for r in readings if r.lexeme.pos == "word" and r.lexeme.terminal == "AUX"}
    known.participle = bool(helping) and helping <= {"A", "Q"}
    known.terminals = {w.terminal: w for w in reversed(known.words)}
    for kind, members in groups.items():
        best = [r for r in members if r.features] or members
        known.groups[kind] = merged(best, best) if kind == "N" else best[0]
    return known


def guess(text: str, settings: Mapping[str, Any], capital: bool) -> str:
    """What a word that no dictionary has may be, by its ending: adverb, past, present participle, adjective, name; else a noun."""
    if capital:
        return "name"
    for kind in ("adverb", "present_participle", "past", "adjective"):
        if len(text) > 4 and text.endswith(tuple(settings.get(kind, ()))):
            return kind
    return "noun"


__all__ = ["BASE", "PARTICIPLE", "PAST", "PRESENT", "THIRD", "Analysis", "Known", "Speller", "guess", "sort_readings"]
