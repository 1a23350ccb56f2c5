"""The files of a dictionary folder as the checks see them.

In: a folder that holds `dictionaries/` and `grammars/`. Out: a `Tree` of tables, TOML files and senses with their line
numbers. Nothing here raises for what a file holds: what cannot be read becomes a `Fault`, which a check reports.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from coder.findings import Site
from coder.normalize import Spelling, load_spelling, matching_key

Row = tuple[int, dict[str, str]]
NOT_LANGUAGES = frozenset(["actors", "cameo", "places", "roles"])
_LINE_IN_MESSAGE = re.compile(r"line (\d+)")
_ENTRY = re.compile(r"^\s*\[\[\s*sense\s*\]\]")
_GROUP = 3


class Fault(NamedTuple):
    """Why a file, or a line of it, cannot be read: `kind` is `unreadable`, `column` or `cells`."""

    kind: str
    line: int
    detail: str


@dataclass(slots=True)
class Table:
    """A TSV file: its rows with their line numbers, what is wrong with its shape, and which columns make a row one of a kind."""

    file: str
    header: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    key: tuple[str, ...] = ()


@dataclass(slots=True)
class Toml:
    """A TOML file: its values, its raw lines and why it could not be read."""

    file: str
    data: dict[str, Any] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def line_of(self, text: str, first: int = 1, last: int | None = None) -> int:
        """The first line, from `first` to `last`, that holds a text as TOML may write it; `first` where none does."""
        escaped = text.replace("\\", "\\\\").replace('"', '\\"')
        for written in (f'"{escaped}"', escaped, text):
            for number in range(first, (last or len(self.lines)) + 1):
                if written in self.lines[number - 1]:
                    return number
        return first


class Entry(NamedTuple):
    """A verb sense where it stands: lines `first` to `last` of a file; `line` is that of its id."""

    toml: Toml
    language: str
    data: dict[str, Any]
    first: int
    line: int
    last: int

    @property
    def id(self) -> str:
        return str(self.data.get("id", ""))

    def at(self, text: str, detail: str = "") -> Site:
        """The site of a text of this entry."""
        return Site(self.toml.file, self.toml.line_of(text, self.line, self.last), self.id, detail or repr(text))

    def texts(self, key: str) -> list[str]:
        """The strings listed under a key; anything else is left out."""
        value = self.data.get(key, [])
        return [v for v in value if isinstance(v, str)] if isinstance(value, list) else []

    def examples(self, key: str) -> list[dict[str, Any]]:
        """The tables listed under `yes` or `no`."""
        value = self.data.get(key, [])
        return [v for v in value if isinstance(v, dict)] if isinstance(value, list) else []


# file below dictionaries/ (LANG: any language) -> columns it must have : columns that make a row one of a kind
TABLES = (
    ("actors/*.tsv", "id kind code start end name: id"),
    ("places/*.tsv", "id name country: id"),
    ("issues.tsv", "id name covers: id"),
    ("LANG/issues.tsv", "id nouns adjectives: id"),
    ("cameo/codes.tsv", "code name root quad_class penta_class: code"),
    ("cameo/modes.tsv", "mode act code: mode act"),
    ("LANG/actors/*.tsv", "id forms: id"),
    ("LANG/countries.tsv", "id names: id"),
    ("LANG/places*.tsv", "id forms: id"),
    ("LANG/agents.tsv", "id lemma code class: id"),
    ("LANG/nouns*.tsv", "id lemma class: id"),
    ("LANG/names*.tsv", "form:"),
    ("LANG/words.tsv", "form terminal value: form terminal"),
    ("LANG/dates.tsv", "form terminal value: form terminal"),
    ("LANG/light_verbs.tsv", "lemma prep kind: lemma prep kind"),
    ("LANG/morphology/verbs*.tsv", "lemma class: lemma"),
)


class Tree:
    """All files below a folder's `dictionaries/` and `grammars/`, each read once; file names are relative to the folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.dictionaries = folder / "dictionaries"
        self.grammars = folder / "grammars"

    def name(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()

    @cached_property
    def languages(self) -> list[str]:
        """Every folder of `dictionaries/` that is one of a language."""
        return sorted(p.name for p in self.dictionaries.glob("*") if p.is_dir() and p.name not in NOT_LANGUAGES)

    @cached_property
    def texts(self) -> dict[str, str]:
        """The text of every file, what is not UTF-8 replaced by U+FFFD."""
        paths = [p for base in (self.dictionaries, self.grammars) for p in sorted(base.rglob("*")) if p.suffix in (".tsv", ".toml", ".lark")]
        return {self.name(p): p.read_text(encoding="utf-8", errors="replace") for p in paths}

    def tables(self, pattern: str, language: str = "*") -> list[Table]:
        """Tables whose name fits a pattern below `dictionaries/`; `LANG` in it is the language."""
        paths = sorted(p for p in self.dictionaries.glob(pattern.replace("LANG", language)) if p.suffix == ".tsv")
        if "LANG" in pattern:
            paths = [p for p in paths if p.relative_to(self.dictionaries).parts[0] not in NOT_LANGUAGES]
        return [self.all_tables[self.name(p)] for p in paths if self.name(p) in self.all_tables]

    def rows(self, pattern: str, language: str = "*") -> Iterator[tuple[Table, int, dict[str, str]]]:
        """All rows of the tables whose name fits, with the table and the line."""
        for table in self.tables(pattern, language):
            for number, row in table.rows:
                yield table, number, row

    @cached_property
    def all_tables(self) -> dict[str, Table]:
        """Every TSV file, also those that no check knows."""
        columns: dict[str, tuple[str, ...]] = {}
        keys: dict[str, tuple[str, ...]] = {}
        for pattern, spec in TABLES:
            must, _, key = spec.partition(":")
            for path in self.dictionaries.glob(pattern.replace("LANG", "*")):
                columns.setdefault(self.name(path), tuple(must.split()))
                keys.setdefault(self.name(path), tuple(key.split()))
        for path in self.grammars.glob("*/context.tsv"):
            columns[self.name(path)] = ("among", "after", "verb", "next", "choose")
            keys[self.name(path)] = ("among", "after", "verb", "next")
        return {f: _table(f, t, columns.get(f, ()), keys.get(f, ())) for f, t in self.texts.items() if f.endswith(".tsv")}

    @cached_property
    def tomls(self) -> dict[str, Toml]:
        """Every TOML file by name."""
        return {f: _toml(f, t) for f, t in self.texts.items() if f.endswith(".toml")}

    @cached_property
    def senses(self) -> list[Entry]:
        """Every verb sense of every language, in order of file and line."""
        return [e for f, t in self.tomls.items() if f.split("/")[2:3] == ["verbs"] for e in _entries(t, f.split("/")[1])]

    def set_names(self, language: str) -> Iterator[tuple[Toml, str, list[str]]]:
        """Every synonym set of a language: its file, name and members."""
        for file, toml in self.tomls.items():
            parts = file.split("/")
            if parts[:2] != ["dictionaries", language]:
                continue
            sets = toml.data.get("sets", {}) if parts[2] == "verbs" else toml.data if parts[2] in ("sets.toml", "reference.toml") else {}
            if isinstance(sets, dict):
                for name, members in sets.items():
                    yield toml, name, [m for m in members if isinstance(m, str)] if isinstance(members, list) else []

    @cached_property
    def codes(self) -> frozenset[str]:
        """The CAMEO codes that exist."""
        return frozenset(row["code"] for _, _, row in self.rows("cameo/codes.tsv"))

    @cached_property
    def countries(self) -> frozenset[str]:
        """The country codes that exist."""
        return frozenset(row["code"][:_GROUP] for _, _, row in self.rows("actors/*.tsv") if row["kind"] == "country")

    @cached_property
    def actor_ids(self) -> frozenset[str]:
        """The ids of actors/*.tsv."""
        return frozenset(row["id"] for _, _, row in self.rows("actors/*.tsv"))

    @cached_property
    def _spellings(self) -> dict[str, Spelling | None]:
        found: dict[str, Spelling | None] = {}
        for language in self.languages:
            try:
                found[language] = load_spelling(self.dictionaries / language / "morphology" / "normalize.toml")
            except (OSError, ValueError, KeyError, TypeError, AttributeError):
                found[language] = None
        return found

    def spelling(self, language: str) -> Spelling | None:
        """What a language's matching ignores, or None where its table is missing or broken."""
        return self._spellings.get(language)

    def same(self, language: str, text: str) -> str:
        """The key under which two spellings are one form."""
        spelling = self._spellings.get(language)
        text = " ".join(text.replace("-", " ").split())
        return matching_key(spelling, text) if spelling else text


def _table(file: str, text: str, columns: tuple[str, ...], key: tuple[str, ...]) -> Table:
    table = Table(file, key=key)
    for number, line in enumerate(text.split("\n"), 1):
        line = line.rstrip("\r")
        if "\ufffd" in line:
            table.faults.append(Fault("unreadable", number, "bytes that are not UTF-8"))
        if not line.strip() or line.startswith("#"):
            continue
        cells = [c.strip() for c in line.split("\t")]
        if not table.header:
            table.header = cells
            table.faults += [Fault("column", number, repr(c)) for c in columns if c not in cells]
            continue
        if len(cells) > len(table.header):
            table.faults.append(Fault("cells", number, f"{len(cells)} cells, {len(table.header)} columns"))
        row = dict.fromkeys(columns, "")
        row.update(dict.fromkeys(table.header, ""))
        row.update(zip(table.header, cells, strict=False))
        table.rows.append((number, row))
    return table


def _toml(file: str, text: str) -> Toml:
    toml = Toml(file, lines=text.split("\n"))
    toml.faults += [Fault("unreadable", n, "bytes that are not UTF-8") for n, line in enumerate(toml.lines, 1) if "\ufffd" in line]
    try:
        toml.data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _LINE_IN_MESSAGE.search(str(error))
        toml.faults.append(Fault("unreadable", int(found[1]) if found else len(toml.lines), str(error)))
    return toml


def _entries(toml: Toml, language: str) -> list[Entry]:
    heads = [n for n, line in enumerate(toml.lines, 1) if _ENTRY.match(line)]
    senses = toml.data.get("sense", [])
    ends = [*(n - 1 for n in heads[1:]), len(toml.lines)]
    out = []
    listed = [s for s in senses if isinstance(s, dict)] if isinstance(senses, list) else []
    for first, last, data in zip(heads, ends, listed, strict=False):
        named = (n for n in range(first, last + 1) if re.match(r"\s*id\s*=", toml.lines[n - 1]))
        out.append(Entry(toml, language, data, first, next(named, first), last))
    return out
