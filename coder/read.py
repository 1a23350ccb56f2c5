"""Files -> documents: txt, jsonl/ndjson, csv, tsv, parquet, folders and globs of them, `-` for standard input (jsonl).

In: paths and the options of `coder code`. Out: `Document`s and, for each record or file that cannot be used, a `Skipped`
that names file, line or row, field, and remedy. Reading goes on after a bad record; nothing is dropped silently.
"""

from __future__ import annotations

import csv
import glob
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow
import pyarrow.parquet

from coder.model import Document

FIELDS = ("id", "text", "date", "title", "language", "publisher", "url")
SUFFIXES = (".txt", ".jsonl", ".ndjson", ".csv", ".tsv", ".parquet")
_BATCH_ROWS = 512
_SURROGATE = re.compile("[\ud800-\udfff]")


class InputError(ValueError):
    """An input or option that makes the run impossible; the message names the remedy."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A record or file that was not read. `fatal` marks a whole file that failed (the run ends with a non-zero status)."""

    where: str
    reason: str
    remedy: str
    fatal: bool = False

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}; {self.remedy}"


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read: default publication date, language, and which input column holds which field."""

    date: date | None = None
    language: str = "auto"
    columns: Mapping[str, str] = field(default_factory=dict)


def parse_columns(text: str) -> dict[str, str]:
    """`text=body,id=docno` -> {"text": "body", "id": "docno"}; raises InputError."""
    columns: dict[str, str] = {}
    for part in filter(None, (p.strip() for p in text.split(","))):
        name, equals, column = part.partition("=")
        if not equals or name not in FIELDS or not column:
            raise InputError(f"--columns: {part!r} is not FIELD=COLUMN with FIELD one of {', '.join(FIELDS)}; write for example text=body,id=docno")
        columns[name] = column
    return columns


def parse_date(value: Any) -> date:
    """An ISO date or date-time, an RFC 2822 date, or a date object -> date; raises ValueError."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value).strip()
    try:
        return date.fromisoformat(text[:10]) if len(text) >= 10 and text[4] == "-" else _rfc(text)
    except (ValueError, TypeError, IndexError):
        raise ValueError(f"{text[:40]!r} is not a date") from None


def _rfc(text: str) -> date:
    if len(text) == 8 and text.isdigit():
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    return parsedate_to_datetime(text).date()


def expand(inputs: Sequence[str]) -> list[str]:
    """Files of the given paths, folders and globs, each once, in sorted order per argument; raises InputError."""
    found: list[str] = []
    for given in inputs:
        if given == "-":
            names = ["-"]
        elif Path(given).is_dir():
            names = sorted(str(p) for p in Path(given).rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
            if not names:
                raise InputError(f"{given}: the folder holds no {', '.join(SUFFIXES)} file; name files or another folder")
        elif Path(given).is_file():
            names = [given]
        else:
            names = sorted(n for n in glob.glob(given, recursive=True) if Path(n).is_file())
            if not names:
                raise InputError(f"{given}: no such file; check the path")
        found += [n for n in names if n not in found]
    return found


def read(inputs: Sequence[str], options: ReadOptions) -> Iterator[Document | Skipped]:
    """All documents of the inputs, in order; ids that come again are made unique (`#2`, `#3` and so on)."""
    seen: dict[str, int] = {}
    for name in expand(inputs):
        for item in _file(name, options):
            if isinstance(item, Document):
                count = seen.get(item.id, 0) + 1
                seen[item.id] = count
                if count > 1:
                    while f"{item.id}#{count}" in seen:
                        count += 1
                    item = _renamed(item, f"{item.id}#{count}")
                    seen[item.id] = 1
            yield item


def _renamed(document: Document, new: str) -> Document:
    return Document(new, document.text, document.date, document.title, document.language, document.publisher, document.url)


def _file(name: str, options: ReadOptions) -> Iterator[Document | Skipped]:
    suffix = ".jsonl" if name == "-" else Path(name).suffix.lower()
    try:
        if suffix == ".txt":
            yield _text_file(name, options)
        elif suffix in (".jsonl", ".ndjson"):
            if name == "-":
                yield from _json_lines("stdin", sys.stdin.buffer, options)
            else:
                with open(name, "rb") as stream:
                    yield from _json_lines(name, stream, options)
        elif suffix in (".csv", ".tsv"):
            yield from _table(name, "\t" if suffix == ".tsv" else ",", options)
        elif suffix == ".parquet":
            yield from _parquet(name, options)
        else:
            yield Skipped(name, f"unknown kind of file {suffix or '(no suffix)'}", f"give one of {', '.join(SUFFIXES)}", fatal=True)
    except OSError as error:
        yield Skipped(name, f"cannot be read ({error.strerror or error})", "check the file and its permissions", fatal=True)


def _text_file(name: str, options: ReadOptions) -> Document | Skipped:
    raw = Path(name).read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Skipped(name, f"byte {error.start} is not UTF-8", "convert the file, for example with iconv -f WINDOWS-1256 -t UTF-8", fatal=True)
    return _document({"id": Path(name).name, "text": text}, name, options)


def _json_lines(name: str, stream: BinaryIO, options: ReadOptions) -> Iterator[Document | Skipped]:
    for number, raw in enumerate(stream, 1):
        where = f"{name}:{number}"
        if not raw.strip():
            continue
        try:
            record = json.loads(raw.decode("utf-8-sig" if number == 1 else "utf-8"))
        except UnicodeDecodeError as error:
            yield Skipped(where, f"byte {error.start} of the line is not UTF-8", "convert the file to UTF-8")
            continue
        except (json.JSONDecodeError, RecursionError) as error:
            yield Skipped(where, f"not JSON ({str(error)[:80]})", "write one JSON object a line")
            continue
        if not isinstance(record, dict):
            yield Skipped(where, "not a JSON object", "write one object with id and text a line")
            continue
        yield as_document(record, where, f"{Path(name).name}:{number}", options)


def _table(name: str, delimiter: str, options: ReadOptions) -> Iterator[Document | Skipped]:
    with open(name, encoding="utf-8-sig", errors="surrogateescape", newline="") as stream:
        csv.field_size_limit(1 << 30)
        rows = csv.DictReader(_no_nul(stream), delimiter=delimiter)
        problem = _missing_columns(name, rows.fieldnames or [], options)
        if problem:
            yield problem
            return
        number = 1
        while True:
            try:
                row = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                yield Skipped(f"{name}:{rows.line_num}", f"not a row ({error})", "quote cells that hold line breaks or quotes")
                continue
            number += 1
            where = f"{name}:{rows.line_num}"
            cells = {k: v for k, v in row.items() if k is not None and isinstance(v, str)}
            broken = next((k for k, v in cells.items() if any("\udc80" <= c <= "\udcff" for c in v)), None)
            if broken is not None:
                yield Skipped(where, f"field {broken!r} is not UTF-8", "convert the file to UTF-8")
                continue
            yield as_document({k: v for k, v in cells.items() if v != ""}, where, f"{Path(name).name}:{number}", options)


def _no_nul(stream: Iterable[str]) -> Iterator[str]:
    for line in stream:
        yield line.replace("\0", "")


def _missing_columns(name: str, present: Iterable[str], options: ReadOptions) -> Skipped | None:
    present = list(present)
    wanted = options.columns.get("text", "text")
    for column in (wanted, *options.columns.values()):
        if column not in present:
            return Skipped(name, f"no column {column!r} among {', '.join(map(str, present[:12]))}", "map it with --columns text=NAME", fatal=True)
    return None


def _parquet(name: str, options: ReadOptions) -> Iterator[Document | Skipped]:
    row = 0
    try:
        with pyarrow.parquet.ParquetFile(name) as source:
            problem = _missing_columns(name, source.schema_arrow.names, options)
            if problem:
                yield problem
                return
            wanted = {options.columns.get(f, f) for f in FIELDS}
            columns = [n for n in source.schema_arrow.names if n in wanted]
            for batch in source.iter_batches(batch_size=_BATCH_ROWS, columns=columns):
                for record in batch.to_pylist():
                    row += 1
                    yield as_document({k: v for k, v in record.items() if v is not None}, f"{name}: row {row}", f"{Path(name).name}:{row}", options)
    except (pyarrow.ArrowException, UnicodeDecodeError) as error:
        yield Skipped(f"{name}: after row {row}", f"not a readable parquet file ({str(error)[:100]})", "write the file again", fatal=True)


def as_document(record: Mapping[str, Any], where: str, default_id: str, options: ReadOptions) -> Document | Skipped:
    fields = {f: record.get(options.columns.get(f, f)) for f in FIELDS}
    column = options.columns.get("text", "text")
    if fields["text"] is None or fields["text"] == "":
        return Skipped(where, f"field {column!r} is missing or empty", "give the record a text or map it with --columns text=NAME")
    if fields["id"] is None or fields["id"] == "":
        fields["id"] = default_id
    return _document(fields, where, options)


def _document(fields: Mapping[str, Any], where: str, options: ReadOptions) -> Document | Skipped:
    text = fields["text"]
    if not isinstance(text, str):
        return Skipped(where, f"field 'text' holds {type(text).__name__}, not text", "give the text as a string")
    if _SURROGATE.search(text):
        text = text.encode("utf-8", "replace").decode("utf-8")
    if not text.strip():
        return Skipped(where, "field 'text' holds only blanks", "give the record a text")
    given = fields.get("date")
    try:
        day = parse_date(given) if given not in (None, "") else options.date
    except ValueError as error:
        return Skipped(where, f"field 'date': {error}", "write dates as 2026-01-06 or in RFC 2822 form")
    if day is None:
        return Skipped(where, "field 'date' is missing", "add a date to the record or give --date YYYY-MM-DD")
    language = options.language if options.language != "auto" else str(fields.get("language") or "auto")
    return Document(
        str(fields["id"]), text, day, _optional(fields.get("title")), language, _optional(fields.get("publisher")), _optional(fields.get("url"))
    )


def _optional(value: Any) -> str | None:
    return None if value is None or value == "" else str(value)


__all__ = ["FIELDS", "InputError", "ReadOptions", "Skipped", "expand", "parse_columns", "parse_date", "read"]
