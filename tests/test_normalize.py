"""Words are compared by a key that forgives what the press leaves out or confuses."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coder.morphology import light, load_tables, normalize

ROOT = Path(__file__).parent.parent
ARABIC = load_tables(ROOT / "dictionaries" / "ar" / "morphology")
CASES = [
    line.split("\t")
    for line in (Path(__file__).parent / "fixtures" / "morphology" / "normalize.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
LETTERS = st.text(st.characters(min_codepoint=0x600, max_codepoint=0x6FF) | st.sampled_from("\u200f\u200d\ufefb\ufe8e aZ1\u0130"))


@pytest.mark.parametrize(("text", "key", "cleaned"), CASES)
def test_text_has_the_key_and_the_cleaned_form(text: str, key: str, cleaned: str) -> None:
    assert (normalize(ARABIC, text), light(ARABIC, text)) == (key, cleaned)


@given(st.text() | LETTERS)
@example("\u0649\u0640\u0629")
@example("\ufefc\u06cc")
def test_normalizing_twice_equals_once(text: str) -> None:
    once = normalize(ARABIC, text)
    assert normalize(ARABIC, once) == once


@given(st.text() | LETTERS)
def test_cleaning_twice_equals_once_and_does_not_change_the_key(text: str) -> None:
    once = light(ARABIC, text)
    assert light(ARABIC, once) == once
    assert normalize(ARABIC, once) == normalize(ARABIC, text)
