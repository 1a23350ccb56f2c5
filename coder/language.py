"""Which language is a text in? By the share of letters in each language's script, stated in its `language.toml`."""

from __future__ import annotations

import re
from functools import lru_cache

from coder import engine
from coder.model import Document
from coder.tables import read_toml

_SAMPLE = 1000
OTHER = "other"


@lru_cache(maxsize=1)
def _scripts() -> tuple[tuple[str, re.Pattern[str], frozenset[str]], ...]:
    base = engine.data_folder() / "dictionaries"
    rows = []
    for language in engine.languages():
        settings = read_toml(base / language / "language.toml")
        rows.append((language, re.compile(f"[{settings['script']}]"), frozenset(settings.get("common", []))))
    return tuple(rows)


def detect(document: Document) -> str:
    """The language whose script most letters are in and whose common words occur; `other` where none fits."""
    text = document.text[:_SAMPLE]
    letters = sum(c.isalpha() for c in text)
    best, most = OTHER, 0
    for language, script, common in _scripts():
        count = len(script.findall(text))
        if common and not any(w in common for w in text.lower().split()):
            continue
        if count > most and count * 2 >= letters:
            best, most = language, count
    return best
