"""Sentences name the issues that fixtures/issues says, and issues change no event."""

import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest
from loader import FIXTURES, ROOT, TODAY
from small import forget
from stages import engine

from coder.api import code
from coder.dictionary import load
from coder.model import Document
from coder.pipeline import Options, code_document
from coder.tables import read_tsv

LANGUAGES = ("ar", "en")
IDS = [row["id"] for _, row in read_tsv(ROOT / "dictionaries" / "issues.tsv", ("id", "name", "covers"))]


def cases(language: str) -> list[tuple[str, list[str]]]:
    lines = (FIXTURES / "issues" / f"{language}.jsonl").read_text("utf-8").splitlines()
    return [(case["sentence"], case["issues"]) for case in map(json.loads, lines)]


def issues(language: str, text: str) -> list[str]:
    e = engine(language)
    e.tagger.tag(text)
    return list(e.issues.of(*e.tagger.cut))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentences_name_their_issues(language: str) -> None:
    wrong = [(text, told, found) for text, told in cases(language) if (found := issues(language, text)) != told]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_issue_has_a_sentence(language: str) -> None:
    told = {issue for _, issues in cases(language) for issue in issues}
    assert told == set(IDS)


@pytest.mark.parametrize(("word", "told"), [("وباللاجئين", True), ("لاجئيها", True), ("لاجئونها", False), ("اللاجئ", True), ("كلاجئ", True)])
def test_clitics_are_cut_as_the_form_allows(word: str, told: bool) -> None:
    assert (issues("ar", word) == ["refugees"]) is told


def test_the_article_of_a_noun_and_its_adjective_must_agree() -> None:
    assert issues("ar", "وزير الاتصالات") == ["telecommunications"]
    assert issues("ar", "أجرى الوزير اتصالات") == []


def test_what_stands_within_a_longer_entry_does_not_count() -> None:
    assert issues("en", "Police used water cannon.") == []
    assert issues("en", "Police cut off the water.") == ["water"]


def test_hyphens_and_capitals_within_a_hashtag_part_words() -> None:
    assert issues("en", "#HumanRights") == ["human_rights"]
    assert issues("en", "HumanRights") == []
    assert issues("en", "an oil-tanker") == ["shipping"]


def test_a_row_of_the_output_holds_the_issues_of_its_sentence() -> None:
    text = "زار الرئيس الفرنسي القاهرة. وبحث الرئيس الفرنسي مع نظيره المصري ملف اللاجئين وأسعار النفط."
    found = {row["sentence_number"]: row["issues"] for row in code([text], day=TODAY).to_dicts()}
    assert found == {0: [], 1: ["oil", "refugees"]}


def coded(text: str) -> list[dict[str, Any]]:
    return code_document(Document("x", text, TODAY, language="ar"), Options(), Counter(), defaultdict(float))


def test_issues_change_no_event(elsewhere: Path) -> None:
    text = " ".join(f"{sentence}." for sentence, _ in cases("ar"))
    rows = coded(text)
    assert any(row["issues"] for row in rows)
    (elsewhere / "dictionaries" / "ar" / "issues.tsv").unlink()
    forget()
    assert coded(text) == [{**row, "issues": []} for row in rows]


def test_issue_words_are_no_words_of_the_lexicon(elsewhere: Path) -> None:
    before = load(elsewhere / "dictionaries", "ar")
    path = elsewhere / "dictionaries" / "ar" / "issues.tsv"
    path.write_text(path.read_text("utf-8").replace("\nwater\t", "\nwater\tبكبوكة|"), "utf-8")
    after = load(elsewhere / "dictionaries", "ar")
    assert "بكبوكه" in after.issues
    assert (before.forms, before.phrases, before.lexemes) == (after.forms, after.phrases, after.lexemes)


def test_the_page_lists_every_issue_with_what_it_covers() -> None:
    text = (ROOT / "docs" / "issues.md").read_text("utf-8")
    rows = read_tsv(ROOT / "dictionaries" / "issues.tsv", ("id", "name", "covers"))
    listed = [line for line in text.splitlines() if line.startswith("| `")]
    assert listed == [f"| `{row['id']}` | {row['covers']} |" for _, row in rows]
