"""Each finding of `coder check` is raised by the smallest broken dictionary, at its line, and by nothing else."""

import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest

from coder.check import check
from coder.findings import RULES, Finding

ROOT = Path(__file__).parent.parent
BROKEN = Path(__file__).parent / "broken"
CASES = tomllib.loads((BROKEN / "cases.toml").read_text("utf-8"))["case"]
SHIPPED_MORPHOLOGY = ("conjugation.toml", "nouns.toml", "normalize.toml")


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A copy of the good dictionary, with the shipped notation of patterns and morphology."""
    tree = shutil.copytree(BROKEN / "base", tmp_path / "data")
    shutil.copy(ROOT / "grammars" / "pattern.lark", tree / "grammars")
    morphology = tree / "dictionaries" / "ar" / "morphology"
    for name in SHIPPED_MORPHOLOGY:
        shutil.copy(ROOT / "dictionaries" / "ar" / "morphology" / name, morphology)
    return tree


def damage(tree: Path, case: dict[str, Any]) -> None:
    """Make the one change of a case."""
    path = tree / case["file"]
    if "remove" in case:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    elif "bytes" in case:
        path.write_bytes(path.read_bytes() + bytes.fromhex(case["bytes"]) + b"\n")
    else:
        text = path.read_text("utf-8")
        for find, put in [(case["find"], case["put"]), *case.get("also", [])]:
            assert find in text, f"{case['file']} no longer holds {find!r}"
            text = text.replace(find, put, 1) if find else text + put
        path.write_text(text, "utf-8")


def test_the_good_dictionary_has_no_findings(base: Path) -> None:
    assert check(base) == []


@pytest.mark.parametrize("case", CASES, ids=[c["code"] for c in CASES])
def test_the_change_raises_its_finding_and_no_other(case: dict[str, Any], base: Path) -> None:
    damage(base, case)
    findings = check(base)
    assert {(f.code, f.file, f.line) for f in findings} == {(case["code"], case["file"], case["line"])}


@pytest.mark.parametrize(
    ("code", "place", "words"),
    [
        ("VE302", "dictionaries/ar/verbs/04_consult.toml:8 ar.04.visit: ", "'0422'"),
        ("VE104", "dictionaries/ar/verbs/04_consult.toml:7 ar.02.call_on: ", "first in dictionaries/ar/verbs/02_appeal.toml:4"),
        ("TE501", "dictionaries/ar/words.tsv:3 ", "'PERP'"),
        ("VE306", "dictionaries/ar/verbs/02_appeal.toml:4 ar.02.call_on: ", "no `yes` sentence"),
    ],
    ids=["a misspelt code", "a duplicate id", "an unknown terminal", "a missing example"],
)
def test_a_finding_names_line_id_fault_and_remedy(code: str, place: str, words: str, base: Path) -> None:
    damage(base, next(c for c in CASES if c["code"] == code))
    (finding,) = check(base)
    told, _, remedy = str(finding).partition("; ")
    assert told.startswith(f"{code} {place}")
    assert words in told
    assert remedy == finding.remedy


def test_every_rule_has_a_case() -> None:
    numbers = {c["code"][1:] for c in CASES}
    assert {r.code[1:] for r in RULES} <= numbers


def test_every_rule_has_one_line_of_message_and_a_remedy() -> None:
    assert all(r.run.__doc__ and "\n" not in r.run.__doc__ and r.remedy for r in RULES)


def test_several_faults_are_all_told(base: Path) -> None:
    chosen = [c for c in CASES if c["code"] in ("VE302", "AE203", "TE504")]
    for case in chosen:
        damage(base, case)
    assert [f.code for f in check(base) if f.code in ("AE203", "TE504", "VE302")] == ["AE203", "TE504", "VE302"]


def test_a_file_that_holds_no_dictionary_raises_nothing(base: Path) -> None:
    for path in sorted(base.rglob("*.t*")):
        path.write_bytes(b"\xff\x00[[sense]]\n= \t\t\n")
    assert any(f.code.endswith("E101") for f in check(base))


def test_a_finding_prints_without_an_id() -> None:
    assert str(Finding("GE401", "grammars/x.lark", 3, "", "what", "remedy")) == "GE401 grammars/x.lark:3: what; remedy"


def test_the_shipped_dictionaries_have_no_errors() -> None:
    assert [str(f) for f in check(ROOT) if f.code[1] == "E"] == []
