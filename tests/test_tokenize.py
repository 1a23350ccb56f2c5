"""Sentences become words and marks; a word's clitics are found by the vocabulary."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loader import Case, parameters
from stages import engine

from coder.tokenize import Analysis, pieces


@pytest.mark.parametrize("case", parameters("tokenize", "pieces"))
def test_a_sentence_is_cut_into_the_pieces_of_the_fixture(case: Case) -> None:
    assert [p.text for p in pieces(case.given)] == case.expected[0].split()


@pytest.mark.parametrize("case", parameters("tokenize", "clitics"))
def test_a_word_has_the_clitics_of_the_fixture(case: Case) -> None:
    analysis = engine(case.language).tagger.analyser.word(case.given).analyses[0]
    assert shown(case.given, analysis) == case.expected[0]


def shown(word: str, analysis: Analysis) -> str:
    parts = [word[: analysis.conjunction], word[analysis.conjunction : analysis.prefix], analysis.key]
    return "+".join(filter(None, parts)) + (f"-{analysis.pronoun}" if analysis.pronoun else "")


@given(st.text())
def test_a_piece_is_the_text_between_its_offsets(text: str) -> None:
    assert all(p.text == text[p.start : p.end] for p in pieces(text))


@given(st.text())
def test_pieces_stand_in_order_and_do_not_overlap(text: str) -> None:
    found = pieces(text)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.text(st.characters(min_codepoint=0x600, max_codepoint=0x6FF), min_size=1))
def test_every_word_has_an_analysis_that_fits_into_it(word: str) -> None:
    for analysis in engine("ar").tagger.analyser.word(word).analyses:
        assert 0 <= analysis.conjunction <= analysis.prefix <= len(word)


def test_a_word_is_analysed_once() -> None:
    analyser = engine("ar").tagger.analyser
    assert analyser.word("وبالقاهرة") is analyser.word("وبالقاهرة")
