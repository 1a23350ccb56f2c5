"""One article in two languages has the same events, record for record but for the columns that hold its words."""

import json
from datetime import date
from typing import Any

import pytest
from loader import ROOT

from coder.api import code
from coder.schema import COLUMNS

LANGUAGES = ("ar", "en")
# what the words of the text decide: the words themselves, where they stand, what coded them, the language
OF_THE_TEXT = (
    "event_id", "event_group", "source_text", "target_text", "attribution_text", "event_text", "sentence_text", "sense_id", "rule", "language",
    "source_start", "source_end", "target_start", "target_end", "event_start", "event_end",
)  # fmt: skip
COMPARED = [name for name, *_ in COLUMNS if name not in OF_THE_TEXT]


def record(language: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ROOT / "examples" / f"twin_{language}.jsonl").read_text("utf-8"))
    return found


def events(language: str) -> list[dict[str, Any]]:
    article = record(language)
    rows = code([article], day=date.fromisoformat(article["date"])).to_dicts()
    return sorted(({name: row[name] for name in COMPARED} for row in rows), key=lambda row: json.dumps(row, default=str))


def test_both_articles_give_the_same_records() -> None:
    arabic, english = (events(language) for language in LANGUAGES)
    assert [r for r in arabic if r not in english] == [r for r in english if r not in arabic] == []
    assert len(arabic) == len(english)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_article_has_many_events_of_many_kinds(language: str) -> None:
    rows = events(language)
    assert len(rows) >= 25
    assert len({row["root_code"] for row in rows}) >= 12


def test_the_columns_of_the_text_are_columns() -> None:
    assert set(OF_THE_TEXT) <= {name for name, *_ in COLUMNS}
