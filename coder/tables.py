"""Reads the flat tables and TOML files of the dictionaries; every fault names file, line, field and remedy."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any


class DictionaryError(ValueError):
    """A dictionary file that cannot be used; the message names file, line, field and remedy."""


def read_tsv(path: Path, columns: tuple[str, ...], required: tuple[str, ...] = ()) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of a TSV as (line number, {column: value}); all values are strings.

    In: a UTF-8 file with a header row; full-line `#` comments are skipped. Columns missing from the header give "".
    Raises DictionaryError on bytes that are not UTF-8, a missing required column, or a row with too many cells.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise DictionaryError(f"{path}: byte {error.start}: not UTF-8; save the file as UTF-8") from None
    header: list[str] | None = None
    for number, line in enumerate(text.split("\n"), 1):
        line = line.rstrip("\r")
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = [c.strip() for c in cells]
            missing = [c for c in (required or columns[:1]) if c not in header]
            if missing:
                raise DictionaryError(f"{path}:{number}: column {missing[0]!r} is missing; the header must name {', '.join(columns)}")
            continue
        if len(cells) > len(header):
            raise DictionaryError(f"{path}:{number}: {len(cells)} cells but {len(header)} columns; remove the extra tab")
        cells += [""] * (len(header) - len(cells))
        row = dict.fromkeys(columns, "")
        row.update((k, v.strip()) for k, v in zip(header, cells, strict=True))
        yield number, row


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file as a dict; raises DictionaryError with line and column."""
    try:
        with path.open("rb") as stream:
            return tomllib.load(stream)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DictionaryError(f"{path}: {error}; mend the TOML at that place") from None


def split(cell: str) -> list[str]:
    """The `|`-separated values of a cell, without blanks."""
    return [v for v in (p.strip() for p in cell.split("|")) if v]
