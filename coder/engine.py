"""Everything that one language needs to code text: lexicon, tagger, parser, places. Loaded once per process."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from coder import cache, cameo, morphology, resolve
from coder.collector import held_off
from coder.dates import DateReader
from coder.dictionary import Lexicon
from coder.issues import Issues
from coder.modal import Modes
from coder.parse import Parser
from coder.places import Places
from coder.tag import Tagger
from coder.tag_fixed import FixedOrderTagger


def data_folder() -> Path:
    """Where `dictionaries/` and `grammars/` are: `$CODER_DATA`, the installed package's data, or the checkout."""
    given = os.environ.get("CODER_DATA")
    if given:
        return Path(given)
    package = Path(__file__).resolve().parent
    return package / "data" if (package / "data" / "dictionaries").is_dir() else package.parent


@dataclass(slots=True)
class Engine:
    """The machinery of one language."""

    language: str
    lexicon: Lexicon
    tagger: Tagger | FixedOrderTagger
    parser: Parser
    issues: Issues
    places: Places
    modes: Modes
    codes: dict[str, cameo.Code]
    extends: dict[str, str]
    where: frozenset[str]
    abbreviations: frozenset[str]


@lru_cache(maxsize=4)
def languages(folder: Path | None = None) -> list[str]:
    """Languages found: folders with a `language.toml`."""
    base = (folder or data_folder()) / "dictionaries"
    return sorted(p.parent.name for p in base.glob("*/language.toml"))


@lru_cache(maxsize=2)
def data_hash(folder: Path) -> str:
    """Content hash of dictionaries, grammars and program."""
    return cache.content_hash(folder / "dictionaries", folder / "grammars", Path(__file__).resolve().parent)


@lru_cache(maxsize=8)
@held_off()
def load(language: str, folder: Path | None = None) -> Engine:
    """The engine of one language; raises DictionaryError or a Lark GrammarError where the data are faulty."""
    folder = folder or data_folder()
    dictionaries, grammars = folder / "dictionaries", folder / "grammars"
    lexicon = cache.load(dictionaries, language, data_hash(folder))

    def normal(text: str) -> str:
        return morphology.normalize(lexicon.tables, text)

    table = dictionaries / language / "dates.tsv"
    reader = DateReader(table, grammars / language / "date.lark", normal) if table.exists() else None
    settings = lexicon.settings
    where = frozenset(settings.get("actors", {}).get("where", []))
    tagger_of = FixedOrderTagger if "order" in settings else Tagger
    tagger = tagger_of(lexicon, grammars / language / "context.tsv", reader)
    return Engine(
        language, lexicon, tagger, Parser(grammars, language, "order" in settings), Issues(lexicon, tagger.analyser),
        Places(dictionaries, lexicon.actors, lexicon.lexemes),
        cameo.load_modes(dictionaries), cameo.load_codes(dictionaries), dict(resolve.extends(settings)), where,
        frozenset(a.lower() for a in settings.get("punctuation", {}).get("abbreviations", [])),
    )  # fmt: skip
