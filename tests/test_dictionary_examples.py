"""The dictionaries' own examples: every `yes` codes, no `no` fires, and what is marked `fails` does fail."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from loader import ROOT, TODAY

from coder.model import Document
from coder.pipeline import Options, code_document
from coder.tables import read_toml

FILES = sorted((ROOT / "dictionaries").glob("*/verbs/*.toml"))


def coded(language: str, text: str) -> list[tuple[str, str, str, str]]:
    """(source, code, target, sense) of each event in a text of 6 January 2026."""
    rows = code_document(Document("x", text, TODAY, language=language), Options(), Counter(), Counter())
    return [(r["source"] or "-", r["code"], r["target"] or "-", r["sense_id"]) for r in rows]


def faults(language: str, entry: dict[str, Any]) -> list[str]:
    """What is wrong with one sense's examples, a line each."""
    found = []
    for number, example in enumerate(entry.get("yes", [])):
        got = coded(language, example["text"])
        wanted = [tuple(e.split()) for e in example.get("events") or [example["event"]]]
        lost = [" ".join(w) for w in wanted if w not in [g[:3] for g in got]]
        if lost:
            found.append(f"{entry['id']}:yes{number}: {example['text']}\n    wanted {'; '.join(lost)}; got {_shown(got)}")
    for number, example in enumerate(entry.get("no", [])):
        got = [g for g in coded(language, example["text"]) if g[3] == entry["id"]]
        if got:
            found.append(f"{entry['id']}:no{number}: {example['text']}\n    must not fire ({example.get('why', '')}); got {_shown(got)}")
    return found


def _shown(events: list[tuple[str, str, str, str]]) -> str:
    return "; ".join(f"{s} {c} {t} ({sense})" for s, c, t, sense in events) or "nothing"


def judged(path: Path) -> list[str]:
    """All faults of one file; an entry marked `fails` that passes is one, too."""
    out = []
    for entry in read_toml(path).get("sense", []):
        found = faults(path.parent.parent.name, entry)
        if not entry.get("fails"):
            out += found
        elif not found:
            out.append(f"{entry['id']}: marked fails ({entry['fails']}) but passes; take the mark away")
    return out


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.parent.name}/{p.name}")
def test_the_examples_of_a_file_code_as_they_say(path: Path) -> None:
    found = judged(path)
    if found:
        pytest.fail(f"{path.name}: {len(found)} faults\n" + "\n".join(found), pytrace=False)
