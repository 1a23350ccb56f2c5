"""Which language is a text in? By the share of letters in each language's script, stated in its `language.toml`."""

from __future__ import annotations

import re
from functools import lru_cache

from coder import engine
from coder.model import Document
from coder.tables import read_toml

_SAMPLE = 1000
OTHER = "other"
_COMMON_SHARE = 20  # one word in so many at least is a common one


@lru_cache(maxsize=1)
def _scripts() -> tuple[tuple[str, re.Pattern[str], frozenset[str], frozenset[str]], ...]:
    base = engine.data_folder() / "dictionaries"
    rows = []
    for language in engine.languages():
        settings = read_toml(base / language / "language.toml")
        rows.append((language, re.compile(f"[{settings['script']}]"), frozenset(settings.get("common", [])), frozenset(settings.get("foreign", []))))
    return tuple(rows)


def detect(document: Document) -> str:
    """The language whose script most letters are in and whose common words occur; `other` where none fits."""
    text = document.text[:_SAMPLE]
    letters = sum(c.isalpha() for c in text)
    words = text.lower().split()
    best, most = OTHER, 0
    for language, script, common, foreign in _scripts():
        count = len(script.findall(text))
        hits = sum(w in common for w in words)
        if common and (hits <= sum(w in foreign for w in words) or hits * _COMMON_SHARE < len(words)):
            continue
        if count > most and count * 2 >= letters:
            best, most = language, count
    return best


def of_sentence(text: str, language: str) -> str:
    """The language of a sentence in a document of mixed languages: that of the document unless most letters are in another script."""
    others = [(name, script) for name, script, *_ in _scripts() if name != language and script.search(text)]
    if not others:
        return language
    own = next((len(script.findall(text)) for name, script, *_ in _scripts() if name == language), 0)
    name, script = max(others, key=lambda row: len(row[1].findall(text)))
    return name if len(script.findall(text)) > own else language
