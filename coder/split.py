"""Documents -> sentences, with offsets into the original text.

A line break ends a sentence (articles keep paragraphs and cross-headings on lines of their own), a full stop, question or
exclamation mark does before a blank, unless it stands in a number or after an abbreviation. What is longer than
`MAX_CHARACTERS` is cut at a blank, so that every sentence costs bounded time.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from coder.model import Document, Sentence

MAX_CHARACTERS = 4000
_HEADING_WORDS = 14
_LINE = re.compile(r"[^\r\n\u2028\u2029\x85\v\f]+")
# a stop (full stop, exclamation, question marks, ellipsis), closing quotes or brackets after it, then a blank or the end
_STOP = re.compile("(?:\\.{1,3}|[!?\u061f\u2026\u06d4])+[\"\u201d\u00bb\u2019')\\]]*(?=\\s|$)")
_INITIAL = re.compile('(?:^|[\\s("\u00ab.])(\\w{1,2})$')


def split(document: Document, abbreviations: Collection[str] = ()) -> list[Sentence]:
    """The sentences of a document: `text == document.text[start:end]`, in order."""
    out: list[Sentence] = []
    for line in _LINE.finditer(document.text):
        for start, end in _sentences(document.text, line.start(), line.end(), abbreviations):
            for a, b in _pieces(document.text, start, end):
                text = document.text[a:b]
                heading = b == line.end() and a == line.start() and text[-1] not in ".!?\u061f" and len(text.split()) <= _HEADING_WORDS
                out.append(Sentence(len(out), a, b, text, heading))
    return out


def _sentences(text: str, start: int, end: int, abbreviations: Collection[str]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    at = start
    for stop in _STOP.finditer(text, start, end):
        if stop.group()[0] == "." and _abbreviated(text[max(at, stop.start() - 12) : stop.start()], abbreviations):
            continue
        spans.append((at, stop.end()))
        at = stop.end()
    spans.append((at, end))
    return [s for s in (_trim(text, a, b) for a, b in spans) if s[0] < s[1]]


def _abbreviated(before: str, abbreviations: Collection[str]) -> bool:
    words = before.split()
    if not words:
        return True
    last = words[-1].strip("(\"'\u00ab").lower()
    initials = "." in last and len(last) <= 5 and last.replace(".", "").isalpha()
    return last in abbreviations or (len(last) == 1 and last.isalpha()) or initials


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of at most MAX_CHARACTERS, cut at the last blank before that where there is one."""
    out: list[tuple[int, int]] = []
    while end - start > MAX_CHARACTERS:
        cut = text.rfind(" ", start + MAX_CHARACTERS // 2, start + MAX_CHARACTERS)
        cut = cut if cut > start else start + MAX_CHARACTERS
        out.append((start, cut))
        start = _trim(text, cut, end)[0]
    if start < end:
        out.append((start, end))
    return out
