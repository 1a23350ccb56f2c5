"""Sentence -> words and punctuation marks with offsets, and for each word its clitics and dictionary readings.

Analyses are guided by the vocabulary: a clitic is split off only if what remains is a known form, or if the article
shows it. They are remembered per spelling, so that a text costs one look-up a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, NamedTuple

from coder import morphology
from coder.dictionary import Lexicon, PhraseRow
from coder.model import Reading

# letters, digits and combining marks (Arabic harakat U+064B-U+065F, U+0670, tatweel U+0640, Latin marks U+0300-U+036F)
_WORD = re.compile(
    "[^\\W_]++(?![\u0300-\u036f\u0640\u064b-\u065f\u0670\u200c-\u200f.,:/'\u2019-])|"  # most words: letters only (twice as fast)
    "[^\\W_](?:[^\\W_]|[\u0300-\u036f\u0640\u064b-\u065f\u0670\u200c-\u200f])*"
    "(?:(?:[.,:/-](?=\\d)|(?<=[A-Za-z])-(?=[A-Za-z])|['\u2019](?=\\w))(?:[^\\W_]|[\u0300-\u036f\u0640\u064b-\u065f\u0670])+)*"
    "|''|\\.\\.+|[^\\w\\s]"
)
_CACHE_LIMIT = 300_000


class Piece(NamedTuple):
    """A word or punctuation mark: `text[start:end]`."""

    start: int
    end: int
    text: str


class Analysis(NamedTuple):
    """One way to cut a word: lengths of the leading clitics in characters of the original, what is left, and its readings."""

    conjunction: int
    preposition: str
    prefix: int  # characters before the stem (conjunction, preposition, future; not the article)
    article: bool
    future: bool
    key: str  # normal form with article, without other clitics: what multi-word names begin with
    pronoun: str
    readings: tuple[Reading, ...]


Plain = tuple[Analysis, Reading, str]


@dataclass(slots=True, eq=False)
class Word:
    """All analyses of one spelling, best first; the first is the one with the fewest clitics."""

    normal: str
    analyses: tuple[Analysis, ...]
    passive: bool
    starts: tuple[Analysis, ...] = ()  # those that a name or phrase of several words may begin with
    seconds: frozenset[str] = frozenset()  # the words that may come second in those; "" where one word and a clitic are a phrase
    date: int = -1  # what it is for dates (dates.DateReader.kind), worked out by the tagger; -1: not yet
    plain: Plain | Literal[False] | None = False  # the one reading it can have, worked out by the tagger; False: not yet
    readable: Analysis | Literal[False] | None = False  # its first analysis with a reading; None: that depends on the names seen before
    kind: str = ""  # what it is for the word before it (tag.py), worked out by the tagger
    issues: tuple[tuple[str, tuple[str, ...]], ...] | None = None  # what issue words it may begin (issues.py); None: not yet


Cut = tuple[list[Piece], list[Word | None]]  # a sentence cut into words and marks

_piece = Piece._make


def pieces(text: str) -> list[Piece]:
    """Cut a sentence into words and marks, left to right."""
    out, at = [], 0
    for word in _WORD.findall(text):  # what lies between two pieces holds no character that one could begin with
        start = text.find(word, at)
        at = start + len(word)
        out.append(_piece((start, at, word)))
    return out


class Analyser:
    """Analyses of word spellings for one lexicon, remembered."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        clitics = lexicon.settings.get("clitics", {})
        self.conjunctions: list[str] = clitics.get("conjunctions", [])
        self.prepositions: list[str] = clitics.get("prepositions", [])
        self.article: str = clitics.get("article", "")
        self.future: str = clitics.get("future", "")
        self.fused: str = clitics.get("fused", "")
        self.pronouns: list[str] = sorted(clitics.get("pronouns", []), key=len, reverse=True)
        self.joins: dict[str, str] = clitics.get("before_pronoun", {})
        self.phrases: dict[str, dict[str, list[PhraseRow]]] = {}  # by first and second word
        for first, rows in lexicon.phrases.items():
            by_second = self.phrases[first] = {}
            for row in rows:
                by_second.setdefault(row[0][0] if row[0] else "", []).append(row)
        self.endings: list[str] = []  # of the word in hand
        self.passive_mark: str = lexicon.settings.get("features", {}).get("passive_mark", "")
        self.verb_prepositions = frozenset(clitics.get("verb_prepositions", []))
        self.leads = frozenset(clitic[:1] for clitic in (*self.conjunctions, *self.prepositions))
        self.starts = lexicon.forms.keys() | lexicon.phrases.keys()  # what stays of a word when a known one is cut right
        self.rows: dict[str, tuple[Reading, ...]] = {}  # forms met so far, with their lexemes
        self.memory: dict[str, Word] = {}

    def rows_of(self, form: str) -> tuple[Reading, ...]:
        """The dictionary's readings of one normal form."""
        known = self.rows.get(form)
        if known is None:
            if form not in self.lexicon.forms:
                return ()
            lexemes = self.lexicon.lexemes
            known = self.rows[form] = tuple(Reading(lexemes[i], f, s) for i, f, s in self.lexicon.rows(form))
        return known

    def words(self, cut: list[Piece]) -> list[Word | None]:
        """The analyses of each piece; None for a punctuation mark."""
        texts = [text for _, _, text in cut]
        found = list(map(self.memory.get, texts))
        if None in found:
            found = [known or (self.word(text) if text[0].isalnum() else None) for known, text in zip(found, texts, strict=True)]
        return found

    def word(self, text: str) -> Word:
        """The analyses of one spelling."""
        known = self.memory.get(text)
        if known is None:
            if len(self.memory) > _CACHE_LIMIT:
                self.memory.clear()
            known = self.memory[text] = self._analyse(text)
            starts = tuple(a for a in known.analyses if a.key in self.phrases and not a.pronoun)
            if starts:
                known.starts = starts
                known.seconds = frozenset().union(*(self.phrases[a.key] for a in starts))
        return known

    def _analyse(self, text: str) -> Word:
        tables = self.lexicon.tables
        normal, light = morphology.normalize(tables, text), morphology.light(tables, text)
        found: list[tuple[float, Analysis]] = []
        self.endings = [p for p in self.pronouns if normal.endswith(p)]  # pronouns that this word may carry
        if self.endings and normal in self.lexicon.forms:  # a known word whose last letter only looks like the pronoun
            self.endings = [p for p in self.endings if light.endswith(p)]
        bound = self._bound_pronoun(normal) if self.endings else None
        if bound is not None:
            return bound
        if normal in self.prepositions and normal not in self.lexicon.forms:
            return Word(normal, (Analysis(0, normal, len(normal), False, False, normal, "", ()),), False)
        for conjunction in ("", *self.conjunctions):
            if conjunction and not (normal.startswith(conjunction) and len(normal) > len(conjunction) + 1):
                continue
            rest, lrest = normal[len(conjunction) :], light[len(conjunction) :]
            self._stems(rest, lrest, len(conjunction), found)
        found.sort(key=lambda pair: pair[0])
        if found:
            best = found[0][0]
            first = [a for c, a in found if c == best and a.readings]
            others = [a for c, a in found if not (c == best and a.readings)]
            analyses = tuple(first + others)
        else:
            analyses = (self._unknown(normal),)
        if not any(a.readings for a in analyses):
            analyses = (self._unknown(normal), *analyses)
        return Word(normal, analyses, bool(self.passive_mark) and text[1:2] == self.passive_mark)

    def _bound_pronoun(self, normal: str) -> Word | None:
        """A preposition with a pronoun (to-him, from-them), maybe after a conjunction."""
        for conjunction in ("", *self.conjunctions):
            if not normal.startswith(conjunction):
                continue
            rest = normal[len(conjunction) :]
            for pronoun in self.endings:
                base = rest[: -len(pronoun)] if rest.endswith(pronoun) else ""
                if base in self.prepositions and base not in self.conjunctions and len(pronoun) + len(base) > 1:
                    whole = self.rows_of(normal)
                    if conjunction and (whole or normal in self.lexicon.phrases):
                        return None  # a word of its own that begins like a conjunction
                    if not conjunction and any(r.lexeme.pos == "word" for r in whole):
                        return None
                    cut = Analysis(len(conjunction), base, len(normal), False, False, base, pronoun, ())
                    return Word(normal, (cut,), False)
                if len(base) > 1:
                    known = [r for r in self.rows_of(base) if r.lexeme.terminal in ("PREP", "COMP", "SUB")]
                    if known:
                        return Word(normal, (Analysis(len(conjunction), "", len(conjunction), False, False, base, pronoun, tuple(known)),), False)
        return None

    def _stems(self, rest: str, light: str, used: int, found: list[tuple[float, Analysis]]) -> None:
        article = self.article
        cost = 1.0 * bool(used)
        self._forms(rest, light, cost, (used, "", used, False, False), found)
        if article and rest.startswith(article) and len(rest) > len(article) + 1:
            self._forms(rest[len(article) :], light[len(article) :], cost + 0.1, (used, "", used, True, False), found)
        if self.future and rest.startswith(self.future) and len(rest) > 3:
            self._forms(rest[1:], light[1:], cost + 1, (used, "", used + 1, False, True), found)
        if rest[:1] not in self.leads:
            return
        for preposition in self.prepositions:
            n = len(preposition)
            if not rest.startswith(preposition) or len(rest) < n + 2:
                continue
            self._forms(rest[n:], light[n:], cost + 1, (used, preposition, used + n, False, False), found)
            if article and rest.startswith(article, n) and len(rest) > n + len(article) + 1:
                self._forms(rest[n + len(article) :], light[n + len(article) :], cost + 1.1, (used, preposition, used + n, True, False), found)
            if self.fused and rest.startswith(self.fused) and preposition == self.fused[0] and len(rest) > 3:
                self._forms(rest[2:], light[2:], cost + 1.1, (used, preposition, used + n, True, False), found)

    def _forms(self, stem: str, light: str, cost: float, cut: tuple[int, str, int, bool, bool], found: list[tuple[float, Analysis]]) -> None:
        conjunction, preposition, prefix, article, future = cut
        key = self.article + stem if article else stem
        if not self.endings and stem not in self.starts and key not in self.starts:
            return
        rows = self.rows_of(stem)
        readings = [r for r in rows if self._allowed(r.lexeme.pos, r.features, article, future, preposition, "")] if rows else None
        if readings:
            exact = [r for r in readings if r.light == light]
            analysis = Analysis(conjunction, preposition, prefix, article, future, key, "", _ranked(exact or readings))
            # a final letter written otherwise (ta marbuta as ha) is believed only where nothing else fits
            other_end = not exact and all(r.light[-1:] != light[-1:] for r in readings)
            rare = all(_rare(r) for r in readings)
            found.append((cost + 0.01 * (not exact) + 1.3 * other_end + 1.15 * rare, analysis))
        elif key in self.lexicon.phrases or stem in self.lexicon.phrases:
            first = key if key in self.lexicon.phrases else stem
            found.append((cost, Analysis(conjunction, preposition, prefix, article, future, first, "", ())))
        whole = self.rows_of(key) if article else ()
        names = [r for r in whole if r.lexeme.pos != "verb"] if whole else None
        if names:
            found.append((cost - 0.1, Analysis(conjunction, preposition, prefix, False, future, key, "", tuple(names))))
        if article:
            return
        for pronoun in self.endings:
            if not light.endswith(pronoun) or len(stem) < len(pronoun) + 2:
                continue
            base = stem[: -len(pronoun)]
            bases = [base]
            if base[-1] in self.joins:
                bases.append(base[:-1] + self.joins[base[-1]])
            for candidate in bases:
                bound = self.rows_of(candidate)
                readings = (
                    [
                        r
                        for r in bound
                        if self._allowed(r.lexeme.pos, r.features, False, future, preposition, pronoun)
                        and (r.lexeme.pos == "verb" or not r.features.endswith("n"))
                    ]
                    if bound
                    else None
                )
                if readings:
                    found.append((cost + 1.2, Analysis(conjunction, preposition, prefix, False, future, candidate, pronoun, _ranked(readings))))
                    break

    def _unknown(self, normal: str) -> Analysis:
        """A word no table knows: clitics are split off only where the article shows them."""
        article = self.article
        if article:
            for conjunction in ("", *self.conjunctions):
                for preposition in ("", *self.prepositions):
                    lead = conjunction + preposition
                    n = len(lead)
                    if normal.startswith(lead + article) and len(normal) > n + len(article) + 1:
                        return Analysis(len(conjunction), preposition, n, True, False, normal[n:], "", ())
                lead = conjunction + self.fused
                if self.fused and normal.startswith(lead) and len(normal) > len(lead) + 2:
                    n = len(conjunction)
                    return Analysis(n, self.fused[0], n + 1, True, False, article + normal[n + 2 :], "", ())
            first = self.conjunctions[0] if self.conjunctions else ""
            if first and normal.startswith(first) and len(normal) > 5:
                return Analysis(len(first), "", len(first), False, False, normal[len(first) :], "", ())
        return Analysis(0, "", 0, False, False, normal, "", ())

    def _allowed(self, pos: str, features: str, article: bool, future: bool, preposition: str, pronoun: str) -> bool:
        """May a form with these features carry these clitics?"""
        finite = pos == "verb" and features[:1] in ("P", "I", "J", "C")
        if future:
            return finite and features[0] in "IJ"
        if finite:
            if article or (preposition and (features[0] not in "JI" or preposition not in self.verb_prepositions)):
                return False
            return bool(pronoun) or not features.endswith("p")
        if article:
            return pos in ("noun", "nat", "adj", "verb") and not features.endswith("d") and not features.endswith("k")
        if pronoun:
            return pos in ("noun", "verb", "word")
        return not features.endswith("p")


def _rare(reading: Reading) -> bool:
    """Verb forms that news hardly has: commands, duals, first and second persons, and such as can only be passive."""
    f = reading.features
    return reading.lexeme.pos == "verb" and len(f) >= 5 and f[0] not in "AQ" and (f[1] != "3" or f[3] == "d" or f[0] == "C" or "a" not in f[4:])


def _ranked(readings: list[Reading]) -> tuple[Reading, ...]:
    return tuple(sorted(readings, key=_rank) if len(readings) > 1 else readings)


def _rank(reading: Reading) -> tuple[int, int, str]:
    """The likelier reading first: third person before first and second, active before passive, singular before dual."""
    features = reading.features
    if reading.lexeme.pos == "verb" and len(features) >= 5:
        odd = (features[1] != "3") * 2 + (features[0] in "CJ")
        return odd, ("a" not in features[4:]) * 6 + (features[0] != "P") * 3 + "spd".find(features[3]), features
    return 0, int(features[1:2] == "d"), features
