"""An explanation shows tokens, clauses, events and near misses."""

from datetime import date
from pathlib import Path

from coder.explain import explain

DAY = date(2026, 1, 6)


def page(text: str) -> str:
    return explain(text, DAY)


def test_a_page_has_a_section_for_each_step() -> None:
    lines = page("أدانت فرنسا إيران").splitlines()
    assert lines[0] == "SENTENCE 0"
    assert [x for x in lines if x in ("tokens", "clauses", "events")] == ["tokens", "clauses", "events"]
    assert any(x.startswith("near misses (") for x in lines)


def test_an_event_tells_its_code_parties_sense_rule_and_date() -> None:
    text = page("أدانت فرنسا إيران")
    parts = ("111 Criticize or denounce", "source FRA ", "target IRN ", "sense ar.11.", "rule clause_verb_first", "2026-01-06 (publication, day)")
    for part in parts:
        assert part in text


def test_a_token_names_its_terminal_and_the_line_of_its_entry() -> None:
    line = next(x for x in page("أدانت فرنسا إيران").splitlines() if "فرنسا" in x and "NAME" in x)
    name, _, number = line.split("ar/countries.tsv:")[1].partition(" ")[0].partition(":")
    assert name.isdigit() and not number
    entry = (Path(__file__).parent.parent / "dictionaries" / "ar" / "countries.tsv").read_text("utf-8").splitlines()[int(name) - 1]
    assert entry.startswith("fra\t")


def test_a_near_miss_names_the_sense_and_the_reason() -> None:
    misses = page("اعتقلت الشرطة التونسية عشرة متظاهرين").split("near misses")[1]
    assert "ar." in misses
    assert ": no " in misses


def test_a_sentence_without_event_says_so() -> None:
    assert "events\n  none" in page("ارتفعت درجات الحرارة في العراق")


def test_words_are_isolated_so_that_columns_stay_in_order() -> None:
    text = page("أدانت فرنسا إيران")
    assert text.count("\u2068") == text.count("\u2069") > 3


def test_control_characters_are_shown_and_not_sent() -> None:
    assert "\x1b" not in page("أدانت \x1b[31m فرنسا إيران")


def test_an_unknown_language_is_told() -> None:
    assert "no language" in page("これは日本語です")
