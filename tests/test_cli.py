"""The command line: exit status, messages on standard error, options."""

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from loader import ROOT
from typer.testing import CliRunner, Result

from coder.cli import app

TEXT = "أدانت فرنسا إيران. والتقى الرئيس المصري نظيره الفرنسي."
COMMANDS = ("code", "explain", "check", "codebook")


def call(*words: str | Path, given: bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(w) for w in words], input=given)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "d", "text": TEXT, "date": "2026-01-06"}, ensure_ascii=False) + "\n", "utf-8")
    return path


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    result = call(command, "--help")
    assert result.exit_code == 0
    assert len(result.stdout) > 80


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_documentation(command: str) -> None:
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    assert any(f"coder {command}" in page.read_text("utf-8") for page in pages)


def test_code_writes_the_file_and_says_how_much(article: Path, tmp_path: Path) -> None:
    result = call("code", article, "-o", tmp_path / "e.parquet")
    assert result.exit_code == 0
    assert "1 documents, 2 sentences" in result.stdout
    assert pq.read_metadata(tmp_path / "e.parquet").num_rows == 3


def test_quiet_says_nothing(article: Path, tmp_path: Path) -> None:
    result = call("code", article, "-o", tmp_path / "e.parquet", "-q")
    assert (result.exit_code, result.output) == (0, "")


def test_a_bad_record_is_told_on_standard_error_and_the_status_is_zero(article: Path, tmp_path: Path) -> None:
    article.write_text(article.read_text("utf-8") + '{"id": "n"}\n', "utf-8")
    result = call("code", article, "-o", tmp_path / "e.parquet")
    assert result.exit_code == 0
    assert f"coder: skipped {article}:2: field 'text' is missing or empty; give the record a text" in result.stderr


def test_a_file_that_fails_as_a_whole_ends_with_status_1_and_the_others_are_coded(article: Path, tmp_path: Path) -> None:
    broken = tmp_path / "b.parquet"
    broken.write_bytes(b"PAR1")
    result = call("code", article, broken, "-o", tmp_path / "e.parquet")
    assert result.exit_code == 1
    assert "not a readable parquet file" in result.stderr
    assert pq.read_metadata(tmp_path / "e.parquet").num_rows == 3


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["gone.txt"], "gone.txt: no such file; check the path"),
        (["A", "--date", "soon"], "--date: 'soon' is not a date; write it as 2026-01-06"),
        (["A", "--columns", "body"], "--columns: 'body' is not FIELD=COLUMN"),
        (["A", "--language", "xx"], "--language xx: give one of auto, ar"),
    ],
)
def test_a_wrong_option_ends_with_status_2_a_remedy_and_no_file(article: Path, tmp_path: Path, words: list[str], message: str) -> None:
    result = call("code", *[str(article) if w == "A" else w for w in words], "-o", tmp_path / "e.parquet")
    assert result.exit_code == 2
    assert message in result.stderr
    assert not (tmp_path / "e.parquet").exists()


def test_an_output_name_that_cannot_be_used_is_told(article: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    result = call("code", article, "-o", tmp_path / "file" / "e.parquet")
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_standard_input_is_json_lines(article: Path, tmp_path: Path) -> None:
    result = call("code", "-", "-o", tmp_path / "e.parquet", given=article.read_bytes())
    assert result.exit_code == 0
    assert pq.read_metadata(tmp_path / "e.parquet").num_rows == 3


def test_columns_and_date_options_reach_the_reader(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f'docno,body\n7,"{TEXT}"\n', "utf-8")
    call("code", tmp_path / "a.csv", "-o", tmp_path / "e.parquet", "--columns", "text=body,id=docno", "--date", "2025-02-03")
    rows = pq.read_table(tmp_path / "e.parquet").to_pylist()
    assert {(r["document_id"], str(r["publication_date"])) for r in rows} == {("7", "2025-02-03")}


def test_no_places_leaves_the_place_columns_empty(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("اعتقلت الشرطة المصرية عشرة متظاهرين في القاهرة.", "utf-8")
    for options, expected in (([], ["EGY"]), (["--no-places"], [None])):
        call("code", tmp_path / "a.txt", "-o", tmp_path / "e.parquet", "--date", "2026-01-06", *options)
        assert pq.read_table(tmp_path / "e.parquet")["place_country"].to_pylist() == expected


def test_no_links_leaves_empty_what_only_the_context_tells(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("زار وزير الخارجية الفرنسي جان نويل بارو بغداد. وأدان بارو إيران. واعتقل الجيش المصري متظاهرين.", "utf-8")
    for options, expected in (([], ["FRAGOV", "IRQ", "FRAGOV", "EGYMIL"]), (["--no-links"], ["FRAGOV", "IRQ", None, "EGYMIL"])):
        call("code", tmp_path / "a.txt", "-o", tmp_path / "e.parquet", "--date", "2026-01-06", *options)
        assert pq.read_table(tmp_path / "e.parquet")["source"].to_pylist() == expected


def test_explain_tells_how_a_party_is_known() -> None:
    text = "زار وزير الخارجية الفرنسي جان نويل بارو بغداد. وأدان بارو إيران."
    assert "(short name)" in call("explain", text, "--date", "2026-01-06").stdout


def test_explain_takes_a_sentence_or_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("أدانت فرنسا إيران", "utf-8")
    by_text, by_file = (call("explain", x, "--date", "2026-01-06") for x in ("أدانت فرنسا إيران", tmp_path / "a.txt"))
    assert by_text.exit_code == 0
    assert by_text.stdout == by_file.stdout


def test_explain_takes_a_text_too_long_for_the_name_of_a_file() -> None:
    text = " ".join(["أدانت فرنسا إيران أمس الاثنين في باريس."] * 5)
    for given in (text, "أدانت فرنسا\x00 إيران"):
        assert call("explain", given, "--date", "2026-01-06").exit_code == 0


def test_codebook_shows_a_code_and_refuses_an_unknown_one() -> None:
    assert "046 Engage in negotiation" in call("codebook", "046").stdout
    refused = call("codebook", "999")
    assert refused.exit_code == 2
    assert "`coder codebook` lists them" in refused.stderr


def test_codebook_without_a_code_lists_all() -> None:
    assert len(call("codebook").stdout.splitlines()) >= 316
