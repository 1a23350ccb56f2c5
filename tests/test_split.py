"""Documents become sentences with offsets into the original text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loader import TODAY, Case, parameters
from stages import sentence_lines, sentences

from coder.model import Document
from coder.split import MAX_CHARACTERS, split


@pytest.mark.parametrize("case", parameters("split"))
def test_a_text_has_the_sentences_of_the_fixture(case: Case) -> None:
    assert tuple(sentence_lines(case.language, case.given)) == case.expected


@given(st.text(st.characters() | st.sampled_from(".!?\n\r\u061f\u2026\u2028 \t\"'")))
def test_a_sentence_is_the_piece_of_text_its_offsets_name(text: str) -> None:
    found = split(Document("x", text, TODAY))
    assert all(s.text == text[s.start : s.end] for s in found)
    assert [s.number for s in found] == list(range(len(found)))


@given(st.text(st.sampled_from("ab. !?\n\u061f")))
def test_no_letter_is_lost_between_sentences(text: str) -> None:
    joined = "".join(s.text for s in split(Document("x", text, TODAY)))
    assert "".join(joined.split()) == "".join(text.split())


@pytest.mark.parametrize("unit", ["a", "word "])
def test_what_is_longer_than_the_limit_is_cut(unit: str) -> None:
    text = unit * (MAX_CHARACTERS * 3 // len(unit))
    found = split(Document("x", text, TODAY))
    assert len(found) >= 3
    assert max(len(s.text) for s in found) <= MAX_CHARACTERS
    assert "".join("".join(s.text for s in found).split()) == "".join(text.split())


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u00a0", "."])
def test_a_text_without_words_gives_no_sentence_with_blanks(text: str) -> None:
    assert all(s.text.strip() == s.text != "" for s in sentences("ar", text))
