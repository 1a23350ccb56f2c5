"""Files become documents; what cannot be read is told with file, line or row, field and remedy, and the run goes on."""

import io
import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from coder.model import Document
from coder.read import SUFFIXES, InputError, ReadOptions, Skipped, expand, parse_columns, parse_date, read

DAY = ReadOptions(date=date(2026, 1, 6))
RECORD = {"id": "a1", "text": "التقى الوزيران.", "date": "2025-05-04", "title": "عنوان", "publisher": "p", "url": "https://example.org/1"}


def taken(path: Path | str, options: ReadOptions = DAY) -> tuple[list[Document], list[Skipped]]:
    items = list(read([str(path)], options))
    return [i for i in items if isinstance(i, Document)], [i for i in items if isinstance(i, Skipped)]


def write_record(path: Path, record: dict[str, Any]) -> Path:
    suffix = path.suffix
    if suffix == ".txt":
        path.write_text(record["text"], "utf-8")
    elif suffix in (".jsonl", ".ndjson"):
        path.write_text(json.dumps(record, ensure_ascii=False) + "\n", "utf-8")
    elif suffix == ".parquet":
        pq.write_table(pa.Table.from_pylist([record]), path)
    else:
        mark = "\t" if suffix == ".tsv" else ","
        path.write_text(mark.join(record) + "\n" + mark.join(record.values()) + "\n", "utf-8")
    return path


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_format_gives_the_text(tmp_path: Path, suffix: str) -> None:
    documents, skipped = taken(write_record(tmp_path / f"a{suffix}", RECORD))
    assert ([d.text for d in documents], skipped) == ([RECORD["text"]], [])


@pytest.mark.parametrize("suffix", [s for s in SUFFIXES if s != ".txt"])
def test_every_format_with_fields_gives_all_of_them(tmp_path: Path, suffix: str) -> None:
    documents, _ = taken(write_record(tmp_path / f"a{suffix}", RECORD))
    assert documents == [Document("a1", RECORD["text"], date(2025, 5, 4), "عنوان", "auto", "p", "https://example.org/1")]


def test_a_text_file_is_one_document_named_after_it(tmp_path: Path) -> None:
    documents, _ = taken(write_record(tmp_path / "news.txt", RECORD))
    assert (documents[0].id, documents[0].date) == ("news.txt", date(2026, 1, 6))


def test_a_byte_order_mark_does_not_belong_to_the_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf" + "خبر".encode())
    (tmp_path / "b.jsonl").write_bytes(b"\xef\xbb\xbf" + json.dumps({"text": "خبر"}).encode())
    (tmp_path / "c.csv").write_bytes(b"\xef\xbb\xbf" + "text\nخبر\n".encode())
    assert [d.text for d in taken(tmp_path)[0]] == ["خبر"] * 3


def test_a_folder_gives_its_files_in_order_and_leaves_other_kinds(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    for name in ("b.txt", "a.txt", "deep/c.txt"):
        write_record(tmp_path / name, RECORD)
    (tmp_path / "notes.md").write_text("no", "utf-8")
    assert [d.id for d in taken(tmp_path)[0]] == ["a.txt", "b.txt", "c.txt"]


def test_a_glob_gives_the_files_it_fits(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.jsonl"):
        write_record(tmp_path / name, RECORD)
    assert [d.id for d in taken(tmp_path / "*.txt")[0]] == ["a.txt", "b.txt"]


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    path = str(write_record(tmp_path / "a.txt", RECORD))
    assert expand([path, path, str(tmp_path)]) == [path]


def test_a_dash_reads_json_lines_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    line = json.dumps(RECORD).encode() + b"\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(line)))
    assert [d.id for d in taken("-")[0]] == ["a1"]


@pytest.mark.parametrize("missing", ["gone.jsonl", "*.txt"])
def test_a_path_that_is_not_there_is_refused_by_name(tmp_path: Path, missing: str) -> None:
    with pytest.raises(InputError, match=r"no such file; check the path"):
        expand([str(tmp_path / missing)])


def test_a_folder_without_articles_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"the folder holds no \.txt, \.jsonl"):
        expand([str(tmp_path)])


def test_an_unknown_kind_of_file_is_told_with_the_known_kinds(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"x")
    _, skipped = taken(tmp_path / "a.docx")
    assert skipped[0].fatal
    assert str(skipped[0]).endswith("unknown kind of file .docx; give one of .txt, .jsonl, .ndjson, .csv, .tsv, .parquet")


# -- columns and dates ---------------------------------------------------------------------------


def test_columns_map_fields_to_names(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("docno,body,when\n7,خبر,2025-02-03\n", "utf-8")
    documents, _ = taken(path, ReadOptions(columns=parse_columns("text=body, id=docno,date=when")))
    assert [(d.id, d.text, d.date) for d in documents] == [("7", "خبر", date(2025, 2, 3))]


@pytest.mark.parametrize("wrong", ["body", "text=", "words=body"])
def test_a_column_option_that_maps_no_field_is_refused_with_an_example(wrong: str) -> None:
    with pytest.raises(InputError, match=r"write for example text=body,id=docno"):
        parse_columns(wrong)


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".parquet"])
def test_a_table_without_the_mapped_column_fails_as_a_whole(tmp_path: Path, suffix: str) -> None:
    _, skipped = taken(write_record(tmp_path / f"a{suffix}", RECORD), ReadOptions(DAY.date, columns={"text": "body"}))
    assert skipped[0].fatal
    assert "no column 'body' among id, text, date" in str(skipped[0])
    assert "--columns text=NAME" in skipped[0].remedy


@pytest.mark.parametrize(
    "value",
    ["2026-01-06", "2026-01-06T23:59:00Z", "20260106", "Tue, 06 Jan 2026 10:00:00 +0000", date(2026, 1, 6), datetime(2026, 1, 6, 5)],
)
def test_a_date_is_read_in_each_form(value: Any) -> None:
    assert parse_date(value) == date(2026, 1, 6)


@pytest.mark.parametrize("value", ["yesterday", "2026-13-01", "06/01/2026", "", "٦ يناير", 5, "-" * 300])
def test_what_is_no_date_is_a_value_error(value: Any) -> None:
    with pytest.raises(ValueError, match="is not a date"):
        parse_date(value)


def test_the_date_option_stands_in_only_where_a_record_has_none(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "x"}\n{"text": "y", "date": "2024-02-29"}\n', "utf-8")
    assert [d.date for d in taken(path)[0]] == [date(2026, 1, 6), date(2024, 2, 29)]


# -- bad records ---------------------------------------------------------------------------------

BAD_LINES = {
    '{"id": "n"}': ("field 'text' is missing or empty", "give the record a text or map it with --columns text=NAME"),
    '{"text": " \\u00a0 "}': ("field 'text' holds only blanks", "give the record a text"),
    '{"text": 5}': ("field 'text' holds int, not text", "give the text as a string"),
    '{"text": "x", "date": "soon"}': ("field 'date': 'soon' is not a date", "write dates as 2026-01-06 or in RFC 2822 form"),
    '{"text": "x"': ("not JSON", "write one JSON object a line"),
    '["x"]': ("not a JSON object", "write one object with id and text a line"),
}


@pytest.mark.parametrize("line", BAD_LINES)
def test_a_bad_line_is_told_with_its_number_and_remedy_and_the_next_is_read(tmp_path: Path, line: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"text": "one"}}\n{line}\n{{"text": "three"}}\n', "utf-8")
    documents, skipped = taken(path)
    assert [d.text for d in documents] == ["one", "three"]
    reason, remedy = BAD_LINES[line]
    assert (skipped[0].where, skipped[0].remedy, skipped[0].fatal) == (f"{path}:2", remedy, False)
    assert skipped[0].reason.startswith(reason)


def test_a_record_without_a_date_names_the_option_that_helps(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "x"}\n', "utf-8")
    _, skipped = taken(tmp_path / "a.jsonl", ReadOptions())
    assert str(skipped[0]).endswith("a.jsonl:1: field 'date' is missing; add a date to the record or give --date YYYY-MM-DD")


def test_a_text_file_that_is_not_utf8_names_the_byte_and_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("خبر".encode("windows-1256"))
    _, skipped = taken(tmp_path / "a.txt")
    assert (skipped[0].reason, skipped[0].fatal) == ("byte 0 is not UTF-8", True)
    assert "iconv -f WINDOWS-1256 -t UTF-8" in skipped[0].remedy


def test_a_json_line_that_is_not_utf8_is_skipped_alone(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "one"}\n{"text": "\xcf\xff"}\n{"text": "three"}\n')
    documents, skipped = taken(tmp_path / "a.jsonl")
    assert ([d.text for d in documents], skipped[0].where[-2:]) == (["one", "three"], ":2")
    assert skipped[0].reason == "byte 10 of the line is not UTF-8"


def test_a_csv_cell_that_is_not_utf8_names_its_field(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"id,text\n1,one\n2,\xff\xfe\n3,three\n")
    documents, skipped = taken(tmp_path / "a.csv")
    assert [d.id for d in documents] == ["1", "3"]
    assert str(skipped[0]).endswith("a.csv:3: field 'text' is not UTF-8; convert the file to UTF-8")


def test_a_csv_cell_may_hold_line_breaks_and_the_next_row_is_counted_by_line(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('id,text\n1,"line one\nline two, ""quoted"""\n2,\n', "utf-8")
    documents, skipped = taken(tmp_path / "a.csv")
    assert [d.text for d in documents] == ['line one\nline two, "quoted"']
    assert skipped[0].where.endswith("a.csv:4")


def test_a_null_byte_in_a_csv_does_not_end_the_run(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"id,text\n1,a\0b\n2,c\n")
    assert [d.id for d in taken(tmp_path / "a.csv")[0]] == ["1", "2"]


@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_truncated_parquet_file_is_told_and_the_next_file_is_read(tmp_path: Path, share: float) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": ["x" * 50] * 500}), path)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    write_record(tmp_path / "b.txt", RECORD)
    documents, skipped = taken(tmp_path)
    assert [d.id for d in documents] == ["b.txt"]
    assert skipped[0].fatal
    assert f"{path}: after row 0: not a readable parquet file" in str(skipped[0])


def test_a_parquet_row_without_text_is_told_by_its_row(tmp_path: Path) -> None:
    pq.write_table(pa.table({"text": ["x", None, "z"]}), tmp_path / "a.parquet")
    documents, skipped = taken(tmp_path / "a.parquet")
    assert ([d.id for d in documents], skipped[0].where[-5:]) == (["a.parquet:1", "a.parquet:3"], "row 2")


def test_an_id_that_comes_again_is_numbered(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "n", "text": "x"}\n' * 3, "utf-8")
    assert [d.id for d in taken(tmp_path / "a.jsonl")[0]] == ["n", "n#2", "n#3"]


def test_a_record_without_id_is_named_after_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('\n{"text": "x"}\n', "utf-8")
    assert [d.id for d in taken(tmp_path / "a.jsonl")[0]] == ["a.jsonl:2"]


def test_half_a_surrogate_pair_in_json_becomes_a_character_that_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "x \\ud800 y"}\n', "utf-8")
    assert taken(tmp_path / "a.jsonl")[0][0].text.encode("utf-8")
