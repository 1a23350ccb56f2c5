"""The compiled cache: a language's lexicon as JSON, filed under the content hash of dictionaries, grammars and program.

A changed line changes the hash, so a cache is never stale; caches are data, never code. A cache that cannot be written
or read costs time, not the run.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from coder import dictionary, morphology
from coder.dictionary import Lexicon, Office, Sense
from coder.model import Lexeme
from coder.pattern import Item, Pattern
from coder.tables import read_toml


def content_hash(*folders: Path) -> str:
    """Hash of the names and bytes of all files below the folders (hex, 32 digits)."""
    digest = hashlib.blake2b(digest_size=16)
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix in (".tsv", ".toml", ".lark", ".py"):
                digest.update(path.relative_to(folder).as_posix().encode())
                digest.update(b"\0")
                digest.update(hashlib.blake2b(path.read_bytes(), digest_size=16).digest())
    return digest.hexdigest()


def cache_folder() -> Path:
    """`$CODER_CACHE`, else the user's cache folder."""
    given = os.environ.get("CODER_CACHE")
    base = os.environ.get("XDG_CACHE_HOME")
    return Path(given) if given else (Path(base) if base else Path.home() / ".cache") / "coder"


def load(folder: Path, language: str, key: str) -> Lexicon:
    """The lexicon of one language, from the cache where it is there."""
    path = cache_folder() / f"{key}-{language}.json"
    try:
        return _thaw(json.loads(path.read_text(encoding="utf-8")), folder, language)
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        pass
    lexicon = dictionary.load(folder, language)
    _store(path, _freeze(lexicon))
    return lexicon


def _store(path: Path, data: dict[str, Any]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for old in sorted(path.parent.glob("*.json"), key=lambda p: p.stat().st_mtime)[:-8]:
            old.unlink(missing_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as stream:
            json.dump(data, stream, ensure_ascii=False, separators=(",", ":"))
        os.replace(stream.name, path)
    except OSError:
        return


def _freeze(lexicon: Lexicon) -> dict[str, Any]:
    return {
        "lexemes": [
            [x.lemma, x.pos, x.terminal, x.value, x.actor, x.agent, x.agent_class, sorted(x.tags), x.senses, x.light, x.source, x.speech]
            for x in lexicon.lexemes
        ],
        "forms": lexicon.forms,
        "phrases": lexicon.phrases,
        "senses": [asdict(s) for s in lexicon.senses],
        "actors": lexicon.actors,
        "place_country": lexicon.place_country,
        "issues": lexicon.issues,
    }


def _thaw(data: dict[str, Any], folder: Path, language: str) -> Lexicon:
    lexemes = [
        Lexeme(i, lemma, pos, terminal, value, actor, agent, kind, frozenset(tags), tuple(senses), light, source, speech)
        for i, (lemma, pos, terminal, value, actor, agent, kind, tags, senses, light, source, speech) in enumerate(data["lexemes"])
    ]
    senses = []
    for raw in data["senses"]:
        patterns = tuple(
            Pattern(p["text"], p["trigger"], tuple(
                Item(i["function"], tuple(i["prepositions"]), i["slot"], i["tag"], tuple(i["roles"]), i["optional"], i["leading"]) for i in p["items"]
            )) for p in raw["patterns"]
        )  # fmt: skip
        senses.append(Sense(**{**raw, "patterns": patterns}))
    phrases = {k: [(tuple(rest), clitic, index, features) for rest, clitic, index, features in v] for k, v in data["phrases"].items()}
    actors = {k: [Office(*o) for o in v] for k, v in data["actors"].items()}
    settings = read_toml(folder / language / "language.toml")
    tables = morphology.load_tables(folder / language / "morphology")
    return Lexicon(language, settings, tables, lexemes, data["forms"], phrases, senses, actors, data["place_country"], data["issues"])
