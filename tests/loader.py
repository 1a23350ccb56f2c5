"""Reads the plain test files: an input line, the expected lines below it, `#` lines above, a blank line between cases."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = Path(__file__).resolve().parent / "fixtures"
TODAY = date(2026, 1, 6)  # a Tuesday: "today" of all tests


@dataclass(frozen=True)
class Case:
    """One case: `kind` is the last `# kind: …` line above, `fails` its own `# fails: …`; `\\n` in the input is a line break."""

    name: str
    language: str
    kind: str
    given: str
    expected: tuple[str, ...]
    fails: str = ""


def cases(stage: str, kind: str = "") -> list[Case]:
    """All cases of `fixtures/STAGE/*.txt` (one file a language), or those of one kind; a kind holds until the next is named."""
    found = []
    for path in sorted((FIXTURES / stage).glob("*.txt")):
        current, fails, block, start = "", "", list[str](), 0
        for number, line in enumerate([*path.read_text("utf-8").splitlines(), ""], 1):
            if line.startswith("# kind: "):
                current = line.removeprefix("# kind: ").strip()
            elif line.startswith("# fails: "):
                fails = line.removeprefix("# fails: ").strip()
            elif line.startswith("#"):
                continue
            elif line.strip():
                start = start if block else number
                block.append(line)
            elif block:
                given = block[0].replace("\\n", "\n").replace("\\u2028", "\u2028")
                expected = tuple(x for x in block[1:] if x != "-")
                found.append(Case(f"{path.name}:{start}", path.stem, current, given, expected, fails))
                fails, block = "", []
    return [c for c in found if not kind or c.kind == kind]


def parameters(stage: str, kind: str = "") -> list[ParameterSet]:
    """The cases as test parameters, named by file and line; a known fault must fail (strict), and says why."""
    return [pytest.param(c, id=c.name, marks=[pytest.mark.xfail(reason=c.fails, strict=True)] if c.fails else []) for c in cases(stage, kind)]
