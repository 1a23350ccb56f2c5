"""What a change of dictionary, grammar or program did to the events: two event files in, the differences out.

Events are compared sentence by sentence (document id and sentence number). What both files have is set aside; of the rest, an
event with the same parties, or else with the same code, is the same event recoded; what is left was added or dropped.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

COLUMNS = ("document_id", "sentence_number", "sentence_text", "source", "target", "code", "sense_id")
NOBODY = "---"
_TEXT = 200


class EventFileError(ValueError):
    """A file that holds no events; the message names the file and the remedy."""


class Coded(NamedTuple):
    """An event as far as it is compared."""

    source: str
    code: str
    target: str
    sense: str

    def __str__(self) -> str:
        return f"{self.source or NOBODY} {self.code} {self.target or NOBODY}"


class Change(NamedTuple):
    """An event of a sentence before and after; None where it was not."""

    document: str
    sentence: int
    text: str
    old: Coded | None
    new: Coded | None

    @property
    def kind(self) -> str:
        return "added" if self.old is None else "dropped" if self.new is None else "recoded"

    def __str__(self) -> str:
        sign = {"added": "+", "dropped": "-", "recoded": "~"}[self.kind]
        events = " => ".join(str(e) for e in (self.old, self.new) if e is not None)
        sense = " => ".join(dict.fromkeys(e.sense for e in (self.old, self.new) if e is not None))
        return f"{sign} {events}  [{sense}]  {self.document}#{self.sentence}\n    {' '.join(self.text[:_TEXT].split())}"


@dataclass(slots=True)
class Comparison:
    """The differences of two event files, in order of document and sentence, and how many events they share."""

    changes: list[Change] = field(default_factory=list)
    same: int = 0

    def of(self, kind: str) -> list[Change]:
        """The changes of one kind: added, dropped or recoded."""
        return [c for c in self.changes if c.kind == kind]

    def by_code(self) -> list[tuple[str, int, int, int]]:
        """(code, added, dropped, recoded), most changed first; a recoded event counts under its old code."""
        counts = {kind: Counter((c.old or c.new or _NONE).code for c in self.of(kind)) for kind in ("added", "dropped", "recoded")}
        rows = [(code, counts["added"][code], counts["dropped"][code], counts["recoded"][code]) for code in set().union(*counts.values())]
        return sorted(rows, key=lambda r: (-sum(r[1:]), r[0]))


_NONE = Coded("", "", "", "")
_Sentences = dict[tuple[str, int], tuple[str, list[Coded]]]


def compare(old: Path, new: Path) -> Comparison:
    """The differences of two event files; raises EventFileError for a file that is none."""
    before, after = _sentences(old), _sentences(new)
    result = Comparison()
    for place in sorted(before.keys() | after.keys()):
        text = (after.get(place) or before[place])[0]
        gone, come = list(before.get(place, ("", []))[1]), list(after.get(place, ("", []))[1])
        result.same += sum(1 for _ in _pairs(gone, come, lambda e: e[:3]))
        changes: list[tuple[Coded | None, Coded | None]] = [*_pairs(gone, come, lambda e: (e.source, e.target))]
        changes += [*_pairs(gone, come, lambda e: e.code), *((e, None) for e in gone), *((None, e) for e in come)]
        result.changes += [Change(*place, text, a, b) for a, b in changes]
    return result


def _pairs(gone: list[Coded], come: list[Coded], key: Callable[[Coded], Any]) -> Iterator[tuple[Coded, Coded]]:
    """Events of both lists that are alike under a key, each taken out of its list."""
    for event in list(gone):
        twin = next((e for e in come if key(e) == key(event)), None)
        if twin is not None:
            gone.remove(event)
            come.remove(twin)
            yield event, twin


def read_events(path: Path, columns: tuple[str, ...]) -> list[dict[str, Any]]:
    """The rows of an event file, some columns of them; raises EventFileError."""
    try:
        rows: list[dict[str, Any]] = pq.read_table(path, columns=list(columns)).to_pylist()
    except (OSError, pa.ArrowException) as error:
        raise EventFileError(f"{path}: not a readable event file ({str(error)[:120]}); give one that `coder code` wrote") from None
    missing = [c for c in columns if rows and c not in rows[0]]
    if missing:
        raise EventFileError(f"{path}: no column {missing[0]!r}; give a file that `coder code` wrote")
    return rows


def _sentences(path: Path) -> _Sentences:
    found: dict[tuple[str, int], tuple[str, list[Coded]]] = {}
    groups: dict[tuple[str, int], list[Coded]] = defaultdict(list)
    for row in read_events(path, COLUMNS):
        place = (row["document_id"], row["sentence_number"])
        groups[place].append(Coded(row["source"] or "", row["code"], row["target"] or "", row["sense_id"]))
        found[place] = (row["sentence_text"], groups[place])
    return {place: (text, sorted(events)) for place, (text, events) in found.items()}


def render(result: Comparison, limit: int = 50) -> str:
    """The summary and at most `limit` changes of each kind, as text."""
    kinds = ("added", "dropped", "recoded")
    out = [f"{result.same} events unchanged, " + ", ".join(f"{len(result.of(k))} {k}" for k in kinds), "", "code\tadded\tdropped\trecoded"]
    out += ["\t".join(map(str, row)) for row in result.by_code()]
    for kind in kinds:
        changes = result.of(kind)
        out += ["", f"{kind} ({len(changes)})", *map(str, changes[:limit])]
        if len(changes) > limit:
            out.append(f"... and {len(changes) - limit} more")
    return "\n".join(out)
