"""Events are scored against gold events or gold relations: right, wrong and missed at each level, by code and by sense."""

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import typer
from typer.testing import CliRunner

from coder import cli_more
from coder.score import COLUMNS, GoldError, Score, Tally, read_gold, render, score

PLOVER = {"04": "CONSULT", "11": "ACCUSE", "08": "CONCEDE"}


def events(folder: Path, *rows: tuple[str, str | None, str, str | None]) -> Path:
    """An event file of (document, source, code, target); the parties are named by their codes."""
    records = [
        {"document_id": d, "source": s, "target": t, "code": c, "root_code": c[:2], "plover": PLOVER.get(c[:2]), "sense_id": f"x.{c}",
         "source_text": s, "target_text": t}
        for d, s, c, t in rows
    ]  # fmt: skip
    pq.write_table(pa.Table.from_pylist(records, schema=pa.schema([(c, pa.string()) for c in COLUMNS])), folder / "events.parquet")
    return folder / "events.parquet"


def gold(folder: Path, *records: Any) -> Path:
    path = folder / "gold.jsonl"
    path.write_text("\n".join(r if isinstance(r, str) else json.dumps(r) for r in records), "utf-8")
    return path


def told(source: str | None, code: str, target: str | None, core: bool = True) -> dict[str, Any]:
    return {"source": source, "code": code, "target": target, "core": core}


def counts(result: Score) -> dict[str, tuple[int, int, int]]:
    return {level: (t.right, t.wrong, t.missed) for level, t in result.levels.items()}


@pytest.mark.parametrize(
    ("coded", "root", "who", "exact"),
    [
        ([("d", "FRAGOV", "042", "JOR")], (1, 0, 0), (1, 0, 0), (1, 0, 0)),
        ([("d", "FRA", "042", "JOR")], (1, 0, 0), (1, 0, 0), (0, 1, 1)),
        ([("d", "FRAGOV", "046", "JOR")], (1, 0, 0), (1, 0, 0), (0, 1, 1)),
        ([("d", "JOR", "042", "FRAGOV")], (1, 0, 0), (0, 1, 1), (0, 1, 1)),
        ([("d", "FRAGOV", "112", "JOR")], (0, 1, 1), (0, 1, 1), (0, 1, 1)),
        ([("e", "FRAGOV", "042", "JOR")], (0, 0, 1), (0, 0, 1), (0, 0, 1)),
        ([("d", "FRAGOV", "042", "JOR"), ("d", "FRAGOV", "042", "JOR")], (1, 1, 0), (1, 1, 0), (1, 1, 0)),
    ],
    ids=["right", "no role", "another code of the root", "parties exchanged", "another root", "another document", "twice"],
)
def test_an_event_counts_at_each_level(coded: list[Any], root: Any, who: Any, exact: Any, tmp_path: Path) -> None:
    result = score(events(tmp_path, *coded), gold(tmp_path, {"id": "d", "events": [told("FRAGOV", "042", "JOR")]}))
    assert counts(result) == {"root": root, "who_whom_root": who, "exact": exact}


def test_an_optional_event_is_neither_missed_nor_wrong(tmp_path: Path) -> None:
    record = {"id": "d", "events": [told("FRA", "042", "JOR", core=False), told("JOR", "112", None, core=False)]}
    assert counts(score(events(tmp_path, ("d", "FRA", "042", "JOR")), gold(tmp_path, record)))["exact"] == (0, 0, 0)


def test_a_core_event_is_matched_before_an_optional_one(tmp_path: Path) -> None:
    record = {"id": "d", "events": [told("FRA", "042", "JOR", core=False), told("FRA", "042", "JOR")]}
    assert counts(score(events(tmp_path, ("d", "FRA", "042", "JOR")), gold(tmp_path, record)))["exact"] == (1, 0, 0)


def test_no_party_and_no_country_are_the_same(tmp_path: Path) -> None:
    record = {"id": "d", "events": [told(None, "042", "---")]}
    assert counts(score(events(tmp_path, ("d", "---", "042", None)), gold(tmp_path, record)))["exact"] == (1, 0, 0)


def test_codes_and_senses_have_tallies(tmp_path: Path) -> None:
    record = {"id": "d", "events": [told("FRA", "042", "JOR"), told("FRA", "112", "JOR")]}
    result = score(events(tmp_path, ("d", "FRA", "042", "JOR"), ("d", "FRA", "190", "JOR")), gold(tmp_path, record))
    assert dict(result.codes) == {"042": Tally(1, 0, 0), "112": Tally(0, 0, 1), "190": Tally(0, 1, 0)}
    assert dict(result.senses) == {"x.042": Tally(1, 0, 0), "x.190": Tally(0, 1, 0)}


@pytest.mark.parametrize(
    ("root", "source", "target", "expected"),
    [
        ("CONSULT", "FRA", "JOR", {"root": (1, 0, 0), "who_whom_root": (1, 0, 0)}),
        ("04", "FRA", "JOR", {"root": (1, 0, 0), "who_whom_root": (1, 0, 0)}),
        ("CONSULT", "the fra delegation", "JOR", {"root": (1, 0, 0), "who_whom_root": (1, 0, 0)}),
        ("CONSULT", "EGY", "JOR", {"root": (1, 0, 0), "who_whom_root": (0, 1, 1)}),
        ("ACCUSE", "FRA", "JOR", {"root": (0, 1, 1), "who_whom_root": (0, 1, 1)}),
    ],
    ids=["PLOVER type", "CAMEO root", "a word of the span", "another party", "another root"],
)
def test_a_relation_counts_at_each_level(root: str, source: str, target: str, expected: Any, tmp_path: Path) -> None:
    record = {"id": "d", "root": root, "source_spans": [source], "target_spans": [target]}
    assert counts(score(events(tmp_path, ("d", "FRA", "042", "JOR")), gold(tmp_path, record))) == expected


def test_a_relation_without_events_is_missed_and_not_wrong(tmp_path: Path) -> None:
    record = {"id": "d", "root": "04", "source_spans": ["FRA"], "target_spans": ["JOR"]}
    assert counts(score(events(tmp_path), gold(tmp_path, record)))["root"] == (0, 0, 1)


def test_yielding_is_conceding_or_retreating(tmp_path: Path) -> None:
    record = {"id": "d", "root": "YIELD", "source_spans": ["FRA"], "target_spans": ["JOR"]}
    assert counts(score(events(tmp_path, ("d", "FRA", "081", "JOR")), gold(tmp_path, record)))["root"] == (1, 0, 0)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "gold.jsonl:1: not JSON"),
        ("[]", "gold.jsonl:1: no object with an id"),
        ('{"id": "d", "root": "04"}', "gold.jsonl:1: no field 'source_spans'"),
        ('{"id": "d", "events": [{}]}', "gold.jsonl:1: an event without a code"),
        ('{"id": "d", "events": []}\n{"id": "e", "root": "04", "source_spans": [], "target_spans": []}', "gold.jsonl:2: events and relations"),
    ],
)
def test_a_gold_file_of_another_kind_is_refused(line: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=message):
        read_gold(gold(tmp_path, line))


def test_precision_recall_and_f1() -> None:
    tally = Tally(right=2, wrong=2, missed=6)
    assert (tally.precision, tally.recall, round(tally.f1, 4)) == (0.5, 0.25, 0.3333)
    assert Tally().f1 == 0.0


def test_the_page_has_three_tables(tmp_path: Path) -> None:
    page = render(score(events(tmp_path, ("d", "FRA", "042", "JOR")), gold(tmp_path, {"id": "d", "events": [told("FRA", "042", "JOR")]})))
    assert "exact\t1.000\t1.000\t1.000\t1\t0\t0" in page
    assert "042\t1.000\t1.000\t1.000\t1\t0\t0" in page
    assert "x.042\t1\t0\t1.000" in page


def test_the_command_prints_the_page_and_fails_on_a_bad_gold_file(tmp_path: Path) -> None:
    app = typer.Typer()
    cli_more.register(app)
    coded = events(tmp_path, ("d", "FRA", "042", "JOR"))
    good = CliRunner().invoke(app, ["score", str(coded), str(gold(tmp_path, {"id": "d", "events": [told("FRA", "042", "JOR")]}))])
    assert (good.exit_code, good.stdout.splitlines()[0]) == (0, "1 gold records")
    assert CliRunner().invoke(app, ["score", str(coded), str(gold(tmp_path, "{"))]).exit_code == 2
