"""The whole way from files to one Parquet file: the same bytes, bad records told, nothing half written."""

import gc
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from loader import ROOT, TODAY

from coder import pages, pipeline
from coder.model import Document
from coder.pipeline import STAGES, Options, Report, code_document, run
from coder.read import InputError, ReadOptions

TEXTS = (
    "التقى الرئيس الفرنسي إيمانويل ماكرون نظيره المصري في القاهرة. وأدان ماكرون إيران.",
    "اعتقلت الشرطة التونسية عشرة متظاهرين أمس الاثنين.",
    "قصفت القوات الروسية مواقع للمعارضة السورية.\nدعت الأمم المتحدة روسيا إلى وقف القصف.",
    "ارتفعت درجات الحرارة في العراق.",
)
DAY = ReadOptions(date=TODAY)


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("articles") / "a.jsonl"
    records = ({"id": f"d{i}", "text": TEXTS[i % len(TEXTS)]} for i in range(40))
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), "utf-8")
    return str(path)


def coded(articles: str, folder: Path, **options: Any) -> tuple[bytes, Report]:
    report = run([articles], folder / "e.parquet", DAY, Options(**options))
    return (folder / "e.parquet").read_bytes(), report


@pytest.fixture(scope="module")
def once(articles: str, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return coded(articles, tmp_path_factory.mktemp("once"))[0]


def test_the_stages_stand_in_one_list() -> None:
    assert STAGES == ("read", "split", "tokenize", "tag", "parse", "code", "resolve", "write")
    assert all((ROOT / "coder" / f"{stage}.py").is_file() for stage in STAGES)


def test_two_runs_give_the_same_bytes(articles: str, once: bytes, tmp_path: Path) -> None:
    assert coded(articles, tmp_path)[0] == once


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_the_number_of_workers_changes_no_byte(articles: str, once: bytes, tmp_path: Path, workers: int) -> None:
    assert coded(articles, tmp_path, workers=workers)[0] == once


@pytest.mark.parametrize("batch", [1, 7, 1000])
def test_the_size_of_a_batch_changes_no_byte(articles: str, once: bytes, tmp_path: Path, batch: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "BATCH", batch)
    assert coded(articles, tmp_path)[0] == once
    assert coded(articles, tmp_path, workers=2)[0] == once


def test_the_manifest_counts_what_was_done(articles: str, tmp_path: Path) -> None:
    _, report = coded(articles, tmp_path)
    manifest = json.loads((tmp_path / "e.parquet.run.json").read_text("utf-8"))
    assert manifest["counts"]["documents"] == 40
    assert manifest["counts"]["sentences"] == report.sentences == 60
    assert manifest["events"] == report.events == pq.read_metadata(tmp_path / "e.parquet").num_rows
    assert {"schema_version", "program_version", "dictionaries_hash", "input_hash", "options", "skipped"} <= set(manifest)


def test_the_manifest_names_what_was_skipped(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": ""}\n{"text": "x", "date": "soon"}\n{"text": "التقى الوزيران."}\n', "utf-8")
    report = run([str(tmp_path / "a.jsonl")], tmp_path / "e.parquet", DAY, Options())
    manifest = json.loads((tmp_path / "e.parquet.run.json").read_text("utf-8"))
    assert (manifest["counts"]["documents"], manifest["counts"]["skipped"], report.failed) == (1, 2, False)
    assert len(manifest["skipped_records"]) == 2


def test_the_input_hash_follows_the_text(tmp_path: Path) -> None:
    hashes = []
    for text in ("التقى الوزيران.", "التقى الوزيران!"):
        (tmp_path / "a.txt").write_text(text, "utf-8")
        hashes.append(run([str(tmp_path / "a.txt")], tmp_path / "e.parquet", DAY, Options()).manifest["input_hash"])
    assert len(set(hashes)) == 2


def test_a_crash_leaves_no_file(articles: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "_manifest", crash)
    with pytest.raises(KeyboardInterrupt):
        run([articles], tmp_path / "out" / "e.parquet", DAY, Options())
    assert list((tmp_path / "out").iterdir()) == []


def test_a_missing_input_is_told_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        run([str(tmp_path / "gone.txt")], tmp_path / "e.parquet", DAY, Options())
    assert list(tmp_path.iterdir()) == []


def test_require_both_drops_events_with_an_unknown_party(articles: str, tmp_path: Path) -> None:
    coded(articles, tmp_path, require_both=True)
    rows = pq.read_table(tmp_path / "e.parquet").to_pylist()
    assert rows
    assert all(r["source"] and r["target"] for r in rows)


def test_one_a_day_keeps_one_of_each(articles: str, tmp_path: Path) -> None:
    coded(articles, tmp_path, one_a_day=True)
    keys = [(r["source"], r["target"], r["code"], r["event_date"]) for r in pq.read_table(tmp_path / "e.parquet").to_pylist()]
    assert keys
    assert len(set(keys)) == len(keys)


def test_a_language_that_no_dictionary_knows_is_counted_and_left() -> None:
    counts: Counter[str] = Counter()
    assert code_document(Document("x", "これは日本語です", TODAY), Options(), counts, Counter()) == []
    assert counts == {"other_language": 1}


def test_a_document_of_mixed_languages_is_read_sentence_by_sentence() -> None:
    text = "The French president met the Egyptian president in Cairo on Monday.\nاستقبل الرئيس المصري وزير الخارجية الفرنسي في القاهرة."
    rows = code_document(Document("x", text, TODAY), Options(), Counter(), Counter())
    assert {r["language"] for r in rows} == {"en", "ar"}


def test_a_third_language_in_the_same_letters_is_counted_and_left() -> None:
    counts: Counter[str] = Counter()
    text = "El presidente de España se reunió en Madrid con su homólogo de Francia, que pidió la paz."
    assert code_document(Document("x", text, TODAY), Options(), counts, Counter()) == []
    assert counts == {"other_language": 1}


def test_seconds_are_told_for_the_stages() -> None:
    seconds: Counter[str] = Counter()
    code_document(Document("x", TEXTS[0], TODAY), Options(), Counter(), seconds)
    assert set(seconds) <= set(STAGES)
    assert all(s >= 0 for s in seconds.values())


def test_coding_makes_no_circles_for_the_collector(articles: str, tmp_path: Path) -> None:
    """The collector is held off while articles are coded: what is let go must be free at once."""
    coded(articles, tmp_path)
    gc.collect()
    gc.disable()
    try:
        for text in TEXTS:
            code_document(Document("d", text, TODAY, language="ar"), Options(), Counter(), Counter())
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_large_pages_are_asked_for_and_refusals_ignored(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """They are a wish: whatever the system says, coding goes on."""
    pages.ask()
    monkeypatch.setattr(pages, "_USE", tmp_path / "none")
    pages.ask()
    monkeypatch.setattr(pages.sys, "platform", "elsewhere")
    pages.ask()
