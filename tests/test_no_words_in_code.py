"""The program holds no word of any language: those are in the dictionaries and grammars."""

from pathlib import Path

import pytest
from loader import ROOT

MODULES = sorted((ROOT / "coder").glob("*.py"))
SIGNS = str.maketrans("", "", "\u2192\u2026\u2013\u2014")  # arrow, ellipsis and dashes of comments and messages


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.name)
def test_a_module_holds_no_letter_outside_ascii(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert [f"{path.name}:{n}" for n, line in enumerate(lines, 1) if any(c.isalpha() and not c.isascii() for c in line)] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.name)
def test_a_module_holds_no_sign_outside_ascii_but_arrows_dashes_and_ellipses(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert [f"{path.name}:{n}" for n, line in enumerate(lines, 1) if not line.translate(SIGNS).isascii()] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.name)
def test_no_module_asks_which_language_it_is(path: Path) -> None:
    text = path.read_text("utf-8")
    assert 'language == "ar"' not in text
    assert 'language == "en"' not in text
