"""What the documentation shows is what the program does."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from loader import ROOT, TODAY
from test_dictionary_examples import faults

from coder.api import code
from coder.schema import COLUMNS

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def block(path: Path, kind: str) -> str:
    found = re.search(rf"```{kind}\n(.*?)```", path.read_text("utf-8"), re.DOTALL)
    assert found, f"{path.name} has no block of {kind}"
    return found.group(1)


def cells(event: dict[str, Any]) -> str:
    return f"| {event['event_date']} | {event['source'] or ''} | {event['code']} | {event['target'] or ''} | {event['code_name']} |"


def test_the_article_of_the_readme_has_the_events_of_its_table() -> None:
    path = ROOT / "README.md"
    events = code([block(path, "text")], day=TODAY).to_dicts()
    table = [line for line in path.read_text("utf-8").splitlines() if re.match(r"\| \d{4}-", line)]
    assert [cells(e) for e in events] == table


def test_the_sense_of_the_tutorial_codes_its_yes_and_not_its_no(elsewhere: Path) -> None:
    text = block(ROOT / "docs" / "adding-a-verb.md", "toml")
    with (elsewhere / "dictionaries" / "ar" / "verbs" / "11_disapprove.toml").open("a", encoding="utf-8") as stream:
        stream.write("\n" + text)
    assert faults("ar", tomllib.loads(text)["sense"][0]) == []


def test_every_column_is_documented() -> None:
    text = (ROOT / "docs" / "output.md").read_text("utf-8")
    assert [name for name, *_ in COLUMNS if f"| `{name}` |" not in text] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_link_leads_to_a_file(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)", page.read_text("utf-8"))
    assert [x for x in links if "://" not in x and not (page.parent / x).exists()] == []
