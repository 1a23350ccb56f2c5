"""Two event files are compared sentence by sentence: what came, what went, what changed its code or parties."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import typer
from typer.testing import CliRunner

from coder import cli_more
from coder.compare import COLUMNS, EventFileError, compare, render


def events(path: Path, *rows: tuple[str, int, str | None, str, str | None]) -> Path:
    """An event file with the columns that are compared."""
    records: list[dict[str, Any]] = [
        {"document_id": d, "sentence_number": n, "sentence_text": f"sentence {n} of {d}", "source": s, "code": c, "target": t, "sense_id": "x." + c}
        for d, n, s, c, t in rows
    ]
    types = [pa.int32() if c == "sentence_number" else pa.string() for c in COLUMNS]
    pq.write_table(pa.Table.from_pylist(records, schema=pa.schema(list(zip(COLUMNS, types, strict=True)))), path)
    return path


A, B, C = ("d", 0, "FRA", "042", "JOR"), ("d", 1, "JOR", "112", "FRA"), ("e", 0, "FRA", "190", None)


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ([A, B], [A, B], []),
        ([A], [A, B], ["added"]),
        ([A, B], [B], ["dropped"]),
        ([A], [("d", 0, "FRA", "046", "JOR")], ["recoded"]),
        ([A], [("d", 0, "FRA", "042", "JORGOV")], ["recoded"]),
        ([A], [("d", 0, "JOR", "046", "FRA")], ["added", "dropped"]),
        ([A, A], [A], ["dropped"]),
        ([C], [("e", 1, "FRA", "190", None)], ["added", "dropped"]),
        ([], [], []),
    ],
    ids=["nothing", "added", "dropped", "new code", "new party", "another event", "a repeat", "another sentence", "empty files"],
)
def test_the_change_is_of_its_kind(old: list[Any], new: list[Any], kinds: list[str], tmp_path: Path) -> None:
    result = compare(events(tmp_path / "old.parquet", *old), events(tmp_path / "new.parquet", *new))
    assert sorted(c.kind for c in result.changes) == kinds
    assert result.same + len(result.of("dropped")) + len(result.of("recoded")) == len(old)


def test_same_parties_go_before_same_code(tmp_path: Path) -> None:
    old = events(tmp_path / "old.parquet", ("d", 0, "FRA", "042", "JOR"), ("d", 0, "FRA", "046", "EGY"))
    new = events(tmp_path / "new.parquet", ("d", 0, "FRA", "046", "JOR"), ("d", 0, "FRA", "042", "EGY"))
    assert [(str(c.old), str(c.new)) for c in compare(old, new).changes] == [
        ("FRA 042 JOR", "FRA 046 JOR"),
        ("FRA 046 EGY", "FRA 042 EGY"),
    ]


def test_changes_are_counted_by_code(tmp_path: Path) -> None:
    result = compare(events(tmp_path / "old.parquet", A, B), events(tmp_path / "new.parquet", ("d", 0, "FRA", "046", "JOR"), C))
    assert result.by_code() == [("042", 0, 0, 1), ("112", 0, 1, 0), ("190", 1, 0, 0)]


def test_the_page_shows_signs_and_sentences(tmp_path: Path) -> None:
    page = render(compare(events(tmp_path / "old.parquet", A, B), events(tmp_path / "new.parquet", A, C)))
    assert page.startswith("1 events unchanged, 1 added, 1 dropped, 0 recoded")
    assert "+ FRA 190 ---  [x.190]  e#0\n    sentence 0 of e" in page
    assert "- JOR 112 FRA  [x.112]  d#1\n    sentence 1 of d" in page


def test_the_page_says_what_it_leaves_out(tmp_path: Path) -> None:
    page = render(compare(events(tmp_path / "old.parquet"), events(tmp_path / "new.parquet", A, B, C)), limit=1)
    assert "... and 2 more" in page


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.parquet").write_text("no events")
    with pytest.raises(EventFileError, match=r"x\.parquet: not a readable event file"):
        compare(tmp_path / "x.parquet", tmp_path / "x.parquet")


def test_the_command_prints_the_page_and_fails_on_a_missing_file(tmp_path: Path) -> None:
    app = typer.Typer()
    cli_more.register(app)
    old, new = events(tmp_path / "old.parquet", A), events(tmp_path / "new.parquet", B)
    assert "1 added, 1 dropped" in CliRunner().invoke(app, ["compare", str(old), str(new)]).stdout
    assert CliRunner().invoke(app, ["compare", str(old), str(tmp_path / "none.parquet")]).exit_code == 2
