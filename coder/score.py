"""Coded events against gold records: precision, recall and F1, also per code and per sense.

In: an event file and a gold file, one JSON object a line, `id` being the document's id: either
`{"id", "events": [{"source", "code", "target", "core"}]}` with every event of the document (those that are not `core` may be
coded or not), or `{"id", "root", "source_spans", "target_spans"}` with the one relation of two parties, `root` being a CAMEO
root or a PLOVER type. Out: a `Score`. Refuses a gold file that is neither.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coder.compare import read_events

LEVELS = ("root", "who_whom_root", "exact")
COLUMNS = ("document_id", "source", "target", "code", "root_code", "plover", "sense_id", "source_text", "target_text")
_COUNTRY = 3
_WORD = re.compile(r"\w+")
_YIELD = frozenset(["CONCEDE", "RETREAT"])  # one type in earlier versions of PLOVER
Event = Mapping[str, Any]


class GoldError(ValueError):
    """A gold file that cannot be used; the message names line and remedy."""


@dataclass(slots=True)
class Tally:
    """Right, wrong and missed; `right` are found gold events, optional ones left out."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass(slots=True)
class Score:
    """Tallies per level; per code (who, whom and root right; under the gold code) and per sense (right and wrong only)."""

    records: int = 0
    levels: dict[str, Tally] = field(default_factory=dict)
    codes: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    senses: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))


def score(events: Path, gold: Path) -> Score:
    """The score of an event file; raises EventFileError or GoldError."""
    records = read_gold(gold)
    coded: dict[str, list[Event]] = defaultdict(list)
    for row in read_events(events, COLUMNS):
        coded[row["document_id"]].append(row)
    relations = bool(records) and "events" not in records[0]
    result = Score(len(records), {level: Tally() for level in (LEVELS[:2] if relations else LEVELS)})
    for record in records:
        (_relation if relations else _document)(record, coded.get(record["id"], []), result)
    return result


def read_gold(path: Path) -> list[dict[str, Any]]:
    """The records of a gold file, all of one kind; raises GoldError with the line."""
    records: list[dict[str, Any]] = []
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"{path}: cannot be read ({error}); give a jsonl file in UTF-8") from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            raise GoldError(f"{path}:{number}: not JSON ({error.msg}); write one object a line") from None
        fault = _fault(record, records)
        if fault:
            raise GoldError(f"{path}:{number}: {fault}; write id and events, or id, root, source_spans and target_spans")
        records.append(record)
    return records


def _fault(record: Any, before: list[dict[str, Any]]) -> str:
    if not isinstance(record, dict) or not isinstance(record.get("id"), str):
        return "no object with an id"
    kind = "events" if "events" in record else "root"
    if before and kind not in before[0]:
        return "events and relations in one file"
    needed = ("events",) if kind == "events" else ("root", "source_spans", "target_spans")
    missing = [k for k in needed if k not in record]
    if missing:
        return f"no field {missing[0]!r}"
    codes = [e.get("code") for e in record.get("events", [])]
    return "" if all(isinstance(c, str) for c in codes) else "an event without a code"


# -- every event of a document ---------------------------------------------------------------------


def _document(record: Mapping[str, Any], coded: list[Event], result: Score) -> None:
    gold = sorted(record["events"], key=lambda g: not g.get("core", True))
    for level in LEVELS:
        pool, tally = list(coded), result.levels[level]
        counting = level == "who_whom_root"
        for wanted in gold:
            hit = next((e for e in pool if fits(e, wanted, level)), None)
            core = bool(wanted.get("core", True))
            if hit is not None:
                pool.remove(hit)
                tally.right += core
            elif core:
                tally.missed += 1
            if counting:
                result.codes[wanted["code"]].right += core and hit is not None
                result.codes[wanted["code"]].missed += core and hit is None
                if hit is not None:
                    result.senses[hit["sense_id"]].right += 1
        tally.wrong += len(pool)
        if counting:
            _count_wrong(pool, result)


def _count_wrong(events: Iterable[Event], result: Score) -> None:
    for event in events:
        result.codes[event["code"]].wrong += 1
        result.senses[event["sense_id"]].wrong += 1


def fits(event: Event, wanted: Mapping[str, Any], level: str) -> bool:
    """Is a coded event the gold event: the same root; who_whom_root: and the same countries or bodies; exact: all three codes whole?"""
    if event["code"][:2] != wanted["code"][:2]:
        return False
    if level == "root":
        return True
    if level == "exact":
        return bool(event["code"] == wanted["code"]) and all(_code(event[s]) == _code(wanted.get(s)) for s in ("source", "target"))
    return all(_code(event[s])[:_COUNTRY] == _code(wanted.get(s))[:_COUNTRY] for s in ("source", "target"))


def _code(actor: str | None) -> str:
    """An actor code; no country is told by --- or by nothing."""
    return "" if not actor or actor == "---" else actor


# -- one relation of two marked parties -------------------------------------------------------------


def _relation(record: Mapping[str, Any], coded: list[Event], result: Score) -> None:
    root = str(record["root"])
    named = [e for e in coded if all(_overlap(e[f"{s}_text"], record[f"{s}_spans"]) for s in ("source", "target"))]
    hits = {"root": [e for e in coded if _is_root(e, root)], "who_whom_root": [e for e in named if _is_root(e, root)]}
    for level, found in hits.items():
        result.levels[level].right += bool(found)
        result.levels[level].missed += not found
        result.levels[level].wrong += bool(coded) and not found
    found = hits["who_whom_root"]
    result.codes[root].right += bool(found)
    result.codes[root].missed += not found
    if found:
        result.senses[found[0]["sense_id"]].right += 1
    elif named:
        _count_wrong(named[:1], result)


def _is_root(event: Event, root: str) -> bool:
    plover = event["plover"] or ""
    return root in (event["root_code"], plover) or (root == "YIELD" and plover in _YIELD)


def _overlap(text: str | None, spans: Iterable[str]) -> bool:
    """Do the words that named a party share one with a marked span, however it is written?"""
    words = _words(text or "")
    return any(words & _words(span) for span in spans)


def _words(text: str) -> set[str]:
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return set(_WORD.findall("".join(c for c in decomposed if not unicodedata.combining(c))))


def render(result: Score) -> str:
    """The score as tab-separated tables: levels, codes and senses, the busiest first."""
    out = [f"{result.records} gold records", "", "level\tprecision\trecall\tF1\tright\twrong\tmissed"]
    out += [f"{level}\t{_figures(t)}" for level, t in result.levels.items()]
    out += ["", "code\tprecision\trecall\tF1\tright\twrong\tmissed"]
    out += [f"{code}\t{_figures(t)}" for code, t in _busiest(result.codes)]
    out += ["", "sense\tright\twrong\tprecision"]
    out += [f"{sense}\t{t.right}\t{t.wrong}\t{t.precision:.3f}" for sense, t in _busiest(result.senses)]
    return "\n".join(out)


def _figures(t: Tally) -> str:
    return f"{t.precision:.3f}\t{t.recall:.3f}\t{t.f1:.3f}\t{t.right}\t{t.wrong}\t{t.missed}"


def _busiest(tallies: Mapping[str, Tally]) -> list[tuple[str, Tally]]:
    return sorted(((k, t) for k, t in tallies.items() if t != Tally()), key=lambda p: (-p[1].right - p[1].wrong - p[1].missed, p[0]))
