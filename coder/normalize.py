"""Spelling made comparable: any text comes in, its matching key or its lightly cleaned form goes out.

Which characters count is in `normalize.toml` of the language; this module knows none. It refuses no text.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Spelling:
    """The compiled table: what to do with each code point, anywhere and at the end of a word."""

    matching: dict[int, str]
    marks: dict[int, str]
    final: dict[str, str]
    final_pattern: re.Pattern[str]


def load_spelling(path: Path) -> Spelling:
    """Read `normalize.toml` of one language."""
    table = tomllib.loads(path.read_text("utf-8"))
    marks = _marks(table)
    letters = {ord(letter): to for letter, to in table["letters"].items()}
    lower = {point: chr(point).lower() for point in _points(table["lower"]) if len(chr(point).lower()) == 1}
    matching = {point: text.translate(letters) for point, text in marks.items()} | letters | lower
    final = dict(table["final"])
    pattern = re.compile(f"[{''.join(final)}](?![^\\W\\d_])" if final else "(?!)")
    return Spelling(matching, marks, final, pattern)


def matching_key(spelling: Spelling, text: str) -> str:
    """The text without marks, letters that are written for one another made one; doing it twice changes nothing."""
    return spelling.final_pattern.sub(lambda found: spelling.final[found[0]], text.translate(spelling.matching))


def without_marks(spelling: Spelling, text: str) -> str:
    """The text without diacritics and invisible marks and with plain digits, its letters otherwise untouched."""
    return text.translate(spelling.marks)


def _marks(table: dict[str, Any]) -> dict[int, str]:
    """Marks to nothing, digits to plain digits, presentation forms to the letters they stand for."""
    marks = dict.fromkeys(_points(table["remove"]), "")
    for zero in table["digits"]:
        marks |= {_point(zero) + value: str(value) for value in range(10)}
    for point in _points(table["compatibility"]):
        marks.setdefault(point, unicodedata.normalize("NFKC", chr(point)).translate(marks))
    return marks


def _points(ranges: Iterable[str]) -> Iterator[int]:
    """The code points of `U+064B` and `U+064B-U+065F`."""
    for entry in ranges:
        first, _, last = entry.partition("-")
        yield from range(_point(first), _point(last or first) + 1)


def _point(name: str) -> int:
    return int(name.removeprefix("U+"), 16)
