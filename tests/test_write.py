"""Events become Parquet: the fixed schema, atomic, readable by every tool."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd  # type: ignore[import-untyped]
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from loader import TODAY

from coder import write
from coder.api import code
from coder.schema import COLUMNS, SCHEMA
from coder.write import EventWriter

TEXT = "التقى الرئيس الفرنسي إيمانويل ماكرون نظيره المصري في القاهرة أمس الاثنين"

# The table of the documentation, version 1: what scripts rely on.
STRING = "string"
VERSION_1 = {
    **dict.fromkeys(("event_id", "event_group"), STRING), "event_date": "date32[day]",
    **dict.fromkeys(("date_basis", "date_precision", "source", "target", "source_country", "target_country"), STRING),
    **dict.fromkeys(("source_sectors", "target_sectors"), "list<element: string>"),
    **dict.fromkeys(("source_name", "target_name", "source_text", "target_text", "code", "root_code", "code_name"), STRING),
    "quad_class": "int8", "penta_class": "int8", "goldstein": "float", "plover": STRING, "plover_mode": STRING,
    "issues": "list<element: string>", **dict.fromkeys(("place_name", "place_country", "place_admin1"), STRING),
    "latitude": "double", "longitude": "double", "geonames_id": "int32",
    **dict.fromkeys(("attribution", "attribution_text", "event_text", "sense_id", "rule"), STRING),
    **dict.fromkeys(("source_start", "source_end", "target_start", "target_end", "event_start", "event_end"), "int32"),
    "document_id": STRING, "sentence_number": "int32",
    **dict.fromkeys(("sentence_text", "language", "publisher", "url"), STRING), "publication_date": "date32[day]",
}  # fmt: skip
NULLABLE = (
    "event_group source target source_country target_country source_name target_name source_text target_text goldstein plover plover_mode "
    "place_name place_country place_admin1 latitude longitude geonames_id attribution attribution_text "
    "source_start source_end target_start target_end publisher url"
)


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    return code([{"id": "d1", "text": TEXT, "publisher": "p"}], day=TODAY).to_dicts()


@pytest.fixture(scope="module")
def path(rows: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("write") / "events.parquet"
    writer = EventWriter(out)
    writer.add(rows)
    writer.close({"schema_version": "1"})
    return out


def test_the_schema_has_the_columns_and_types_of_version_1(path: Path) -> None:
    found = pq.read_schema(path)
    kinds = {f.name: str(f.type).replace("<item:", "<element:") for f in found}
    assert kinds == VERSION_1
    assert list(kinds) == list(VERSION_1)


def test_the_columns_that_may_be_null_are_those_of_version_1(path: Path) -> None:
    assert {f.name for f in pq.read_schema(path) if f.nullable} == set(NULLABLE.split())


def test_every_column_has_a_description() -> None:
    assert all(len(text) > 5 for *_, text in COLUMNS)


def test_polars_reads_the_right_types(path: Path) -> None:
    frame = pl.read_parquet(path)
    kinds = frame.schema
    assert [str(kinds[c]) for c in ("event_date", "code", "quad_class", "goldstein")] == ["Date", "String", "Int8", "Float32"]
    assert [str(kinds[c]) for c in ("source_sectors", "latitude", "event_start")] == ["List(String)", "Float64", "Int32"]
    assert frame["event_date"].to_list() == [date(2026, 1, 5)] * 2


def test_pyarrow_reads_what_was_written(path: Path, rows: list[dict[str, Any]]) -> None:
    assert pq.read_table(path).to_pylist() == pa.Table.from_pylist(rows, schema=SCHEMA).to_pylist()


def test_pandas_keeps_codes_as_text(path: Path) -> None:
    frame = pd.read_parquet(path)
    assert frame["code"].tolist() == ["040", "040"]
    assert frame["event_date"].tolist() == [date(2026, 1, 5)] * 2
    assert list(frame["source_sectors"][0]) == ["GOV"]


def test_duckdb_reads_dates_codes_and_lists(path: Path) -> None:
    # in a process of its own: duckdb chatters on standard error when Python ends, after the summary of the tests
    query = f"select event_date, code, quad_class, source_sectors from '{path}' where event_date = date '2026-01-05' and source = 'FRAGOV'"
    program = f"import duckdb; print(duckdb.sql({query!r}).fetchall())"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert found.strip() == "[(datetime.date(2026, 1, 5), '040', 1, ['GOV'])]"


def test_a_run_without_events_writes_a_file_with_all_columns(tmp_path: Path) -> None:
    writer = EventWriter(tmp_path / "none.parquet")
    writer.close({})
    assert pq.read_table(tmp_path / "none.parquet").num_rows == 0
    assert pq.read_schema(tmp_path / "none.parquet").names == list(VERSION_1)


def test_the_manifest_is_in_the_file_and_beside_it(path: Path) -> None:
    inside = json.loads(pq.read_metadata(path).metadata[b"coder"])
    beside = json.loads(path.with_name(path.name + ".run.json").read_text("utf-8"))
    assert inside == beside == {"schema_version": "1", "events": 2}


def test_nothing_is_under_the_final_name_before_the_end(tmp_path: Path, rows: list[dict[str, Any]]) -> None:
    out = tmp_path / "events.parquet"
    writer = EventWriter(out)
    writer.add(rows)
    assert not out.exists()
    writer.abandon()
    assert list(tmp_path.iterdir()) == []


def test_an_older_file_stays_until_the_new_one_is_complete(tmp_path: Path, rows: list[dict[str, Any]]) -> None:
    out = tmp_path / "events.parquet"
    out.write_bytes(b"old")
    writer = EventWriter(out)
    writer.add(rows)
    assert out.read_bytes() == b"old"
    writer.close({})
    assert pq.read_table(out).num_rows == 2


@pytest.mark.parametrize("chunk", [1, 3, 7, 100])
def test_row_groups_do_not_depend_on_how_rows_arrive(tmp_path: Path, rows: list[dict[str, Any]], chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write, "ROW_GROUP", 8)
    many, out = (rows * 20)[:21], tmp_path / "events.parquet"
    writer = EventWriter(out)
    for at in range(0, len(many), chunk):
        writer.add(many[at : at + chunk])
    writer.close({})
    found = pq.read_metadata(out)
    assert [found.row_group(i).num_rows for i in range(found.num_row_groups)] == [8, 8, 5]


def test_event_ids_are_unique_and_the_same_each_time(rows: list[dict[str, Any]]) -> None:
    again = code([{"id": "d1", "text": TEXT, "publisher": "p"}], day=TODAY)["event_id"].to_list()
    assert [r["event_id"] for r in rows] == again
    assert len(set(again)) == len(again)
