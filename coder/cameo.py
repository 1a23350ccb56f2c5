"""The CAMEO tables: codes with names, quad and penta class, Goldstein, PLOVER; and what becomes of an act under a mode."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from coder.tables import read_tsv


class Code(NamedTuple):
    """One CAMEO code; `goldstein`, `plover` and `plover_mode` are None where none is published."""

    code: str
    name: str
    root: str
    quad_class: int
    penta_class: int
    goldstein: float | None
    plover: str | None
    plover_mode: str | None
    source: str


def load_codes(folder: Path) -> dict[str, Code]:
    """`cameo/codes.tsv` by code."""
    columns = ("code", "name", "root", "quad_class", "penta_class", "goldstein", "plover", "plover_mode", "source")
    return {
        row["code"]: Code(
            row["code"], row["name"], row["root"], int(row["quad_class"]), int(row["penta_class"]),
            float(row["goldstein"]) if row["goldstein"] else None, row["plover"] or None, row["plover_mode"] or None, row["source"],
        )
        for _, row in read_tsv(folder / "cameo" / "codes.tsv", columns, columns[:5])
    }  # fmt: skip


def load_modes(folder: Path) -> Mapping[tuple[str, str], str]:
    """`cameo/modes.tsv`: (mode, prefix of the embedded act's code) -> code."""
    return {(row["mode"], row["act"]): row["code"] for _, row in read_tsv(folder / "cameo" / "modes.tsv", ("mode", "act", "code"))}
