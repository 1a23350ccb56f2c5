"""The gold sentences are scored; the floor may only rise.

A gold event is met by an event of the same root between the same two: countries by their letters, bodies without country by
prefix and name. Optional events (`core` false) are neither missed nor wrong. `python tests/test_gold.py` lists what is not met.
"""

import json
from collections import Counter
from datetime import date
from typing import Any

import pytest
from loader import ROOT

from coder.model import Document
from coder.pipeline import Options, code_document

GOLD = ROOT / "tests" / "gold"
INTERNATIONAL = ("IGO", "NGO", "IMG", "MNC", "NGM", "INT")
Key = tuple[str, str, str]


def records(language: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (GOLD / f"{language}.jsonl").read_text("utf-8").splitlines()]


def who(code: str | None) -> str:
    if not code:
        return "-"
    return code[:6] if code.startswith(INTERNATIONAL) else code[:3]


def key(event: dict[str, Any]) -> Key:
    return who(event["source"]), event["code"][:2], who(event["target"])


def coded(record: dict[str, Any]) -> list[dict[str, Any]]:
    document = Document(record["id"], record["text"], date.fromisoformat(record["date"]), language=record["language"])
    return code_document(document, Options(), Counter(), Counter())


def judge(record: dict[str, Any]) -> tuple[list[Key], list[Key], list[Key]]:
    """What was met, missed, and too much, for one record."""
    left = Counter(key(e) for e in coded(record))
    met, missed = [], []
    for event in sorted(record["events"], key=lambda e: not e["core"]):
        wanted = key(event)
        if left[wanted]:
            left[wanted] -= 1
            met += [wanted] if event["core"] else []
        elif event["core"]:
            missed.append(wanted)
    return met, missed, list(left.elements())


def score(language: str) -> float:
    """F1 of source, target and root over all records."""
    judged = [judge(r) for r in records(language)]
    met, missed, extra = (sum(len(j[i]) for j in judged) for i in range(3))
    return 2 * met / (2 * met + missed + extra)


FLOOR: dict[str, float] = json.loads((GOLD / "floor.json").read_text("utf-8"))


@pytest.mark.parametrize("language", sorted(FLOOR))
def test_the_score_on_gold_sentences_is_not_below_the_floor(language: str) -> None:
    reached = score(language)
    assert reached >= FLOOR[language], f"who-whom-root F1 is {reached:.4f}, the floor {FLOOR[language]}; python tests/test_gold.py lists the losses"


@pytest.mark.parametrize("path", sorted(GOLD.glob("*.jsonl")), ids=lambda p: p.stem)
def test_gold_records_are_whole(path: Any) -> None:
    found = records(path.stem)
    codes = {line.split("\t")[0] for line in (ROOT / "dictionaries" / "cameo" / "codes.tsv").read_text("utf-8").splitlines()}
    assert len({r["id"] for r in found}) == len({r["text"] for r in found}) == len(found)
    assert [r["id"] for r in found for e in r["events"] if e["code"] not in codes] == []
    assert path.stem in FLOOR


def main() -> None:
    for language in sorted(FLOOR):
        for record in records(language):
            _, missed, extra = judge(record)
            if missed or extra:
                print(f"{record['id']} {record['text']}\n  missed {missed}\n  too much {extra}")
        print(f"{language} {score(language):.4f}")


if __name__ == "__main__":
    main()
