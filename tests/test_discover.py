"""Words that no dictionary knows are found where an actor or a verb should stand, most frequent first."""

from datetime import date
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from coder import cli_more
from coder.discover import Discovery, discover
from coder.model import Document

DAY = date(2026, 1, 6)


def document(text: str, language: str = "ar") -> Document:
    return Document("d", text, DAY, language=language)


def forms(text: str, kind: str) -> list[str]:
    return [row.form for row in discover([document(text)]) if row.kind == kind]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("اتهم الوزير زغدان إسرائيل بقصف القرية.", "زغدان"),
        ("قال وزير الخارجية الأردني زغدان بقطوش إن المحادثات انتهت.", "زغدان بقطوش"),
        ("اتهمت بقطوشيا إسرائيل بقصف القرية.", "بقطوشيا"),
        ("اتهمت إسرائيل بقطوشيا بقصف القرية.", "بقطوشيا"),
    ],
    ids=["after a title", "after a title of several words", "as subject", "as object"],
)
def test_an_unlisted_actor_is_found(text: str, form: str) -> None:
    assert form in forms(text, "actor")


@pytest.mark.parametrize(
    "text", ["زغطلت فرنسا السفير الأردني.", "وصل الوزير إلى باريس، وزغطلت فرنسا السفير."], ids=["first word", "after a conjunction"]
)
def test_an_unlisted_verb_is_found_at_the_head_of_a_clause(text: str) -> None:
    assert forms(text, "verb") == ["زغطلت"]


def test_listed_words_are_not_found() -> None:
    assert discover([document("اتهم وزير الخارجية الأردني إسرائيل بقصف القرية.")]) == []


def test_the_most_frequent_comes_first_with_two_examples() -> None:
    texts = [f"اتهم الوزير زغدان إسرائيل بقصف القرية {i}." for i in range(3)] + ["اتهم الوزير بقطوش إسرائيل."]
    rows = discover(map(document, texts))
    assert [(r.times, r.form, len(r.examples)) for r in rows] == [(3, "زغدان", 2), (1, "بقطوش", 1)]


def test_the_limit_holds() -> None:
    assert len(discover([document("اتهم الوزير زغدان إسرائيل. اتهم الوزير بقطوش إسرائيل.")], limit=1)) == 1


def test_a_document_in_no_known_language_is_passed_over() -> None:
    assert discover([document("Zagdan!", "xx")]) == []


def test_a_row_is_tab_separated() -> None:
    assert str(Discovery(2, "actor", "x", ("a", "b"))) == "2\tactor\tx\ta | b"


def test_the_command_prints_rows_and_reports_what_it_skips(tmp_path: Path) -> None:
    app = typer.Typer()
    cli_more.register(app)
    path = tmp_path / "in.jsonl"
    path.write_text('{"id": "1", "language": "ar", "text": "اتهم الوزير زغدان إسرائيل بقصف القرية."}\nnot json\n', "utf-8")
    result = CliRunner().invoke(app, ["discover", str(path), "-n", "5"])
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == "count\tkind\tform\texample"
    assert result.stdout.splitlines()[1].startswith("1\tactor\tزغدان\t")
    assert "skipped" in result.stderr
