"""English: the laws that hold for any input, and how functions are told by word order."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from loader import ROOT, TODAY
from stages import engine

from coder.model import Document
from coder.pipeline import Options, code_document

TEXT = """police said gunmen killed three soldiers in an attack on Tuesday the Iranian army 's leader , who that to withdraw from Syria and
called for talks . : " ( ) - U.S. n't has been will must Obama"""
NEWS = st.lists(st.sampled_from(TEXT.split()), max_size=30).map(" ".join)


def events(text: str) -> list[dict[str, Any]]:
    return code_document(Document("x", text, TODAY, language="en"), Options(), Counter(), Counter())


def told(text: str) -> list[tuple[str | None, str, str | None]]:
    return [(r["source"], r["code"], r["target"]) for r in events(text)]


def declared(grammar: str) -> list[str]:
    lines = (ROOT / "grammars" / "en" / grammar).read_text("utf-8").splitlines()
    return [w for line in lines if line.startswith("%declare") for w in line.split()[1:]]


@given(st.text() | NEWS)
@settings(max_examples=200, deadline=None)
def test_no_text_raises_and_offsets_cut_its_characters(text: str) -> None:
    for row in events(text):
        for side in ("source", "target", "event"):
            start, end, words = (row[f"{side}_{x}"] for x in ("start", "end", "text"))
            assert (words is None) == (start is None)
            assert words is None or text[start:end] == words


@given(st.lists(st.sampled_from(declared("clause.lark")), max_size=40))
@settings(max_examples=300, deadline=None)
def test_every_sequence_of_clause_terminals_parses(terminals: list[str]) -> None:
    verbs = [s[4] for s in engine("en").parser.shape(terminals) if s[4] >= 0]
    assert len(set(verbs)) == len(verbs)


@given(st.lists(st.sampled_from(declared("phrase.lark")), max_size=40))
@settings(max_examples=300, deadline=None)
def test_every_run_of_nominal_terminals_is_cut_into_phrases_without_rest(terminals: list[str]) -> None:
    lengths = engine("en").parser.spans(terminals)
    assert sum(lengths) == len(terminals)
    assert all(n > 0 for n in lengths)


@pytest.mark.parametrize("text", [
    "Russian troops attacked Georgian soldiers on Monday.",
    "Georgian soldiers were attacked by Russian troops on Monday.",
    "Russian troops, who crossed the border, attacked Georgian soldiers.",
    "Officials said Russian troops attacked Georgian soldiers.",
    "Russian troops attacked Georgian soldiers, officials said.",
    "Georgian soldiers attacked by Russian troops left the town.",
    "Russian troops carried out an attack on Georgian soldiers.",
])  # fmt: skip
def test_one_attack_is_told_in_many_ways(text: str) -> None:
    assert ("RUSMIL", "190", "GEOMIL") in told(text)


@pytest.mark.parametrize("text", [
    "Russia did not attack Georgia on Monday.",
    "Russia may attack Georgia soon.",
    "If Russia attacks Georgia, the talks will end.",
    "Did Russia attack Georgia?",
])  # fmt: skip
def test_what_has_not_happened_is_no_attack(text: str) -> None:
    assert ("RUS", "190", "GEO") not in told(text)


def test_a_separated_particle_makes_the_phrasal_verb() -> None:
    assert told("Sudan called the talks with Chad off.") == told("Sudan called off the talks with Chad.") == [("SDN", "164", "TCD")]


def test_a_headline_without_a_verb_is_a_plan() -> None:
    assert ("USA", "036", "IRN") in told("US, Iran to meet in Oman")


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The suspension of aid to Ethiopia by Norway worried doctors on Friday.", ("NOR", "162", "ETH")),
        ("Talks between Pakistan and Afghanistan collapsed on Friday.", ("PAK", "164", "AFG")),
        ("Poland expelled two Russian diplomats in Warsaw on Monday.", ("POL", "161", "RUSGOV")),
        ("Russia and Ukraine accused each other of shelling a power plant.", ("RUS", "112", "UKR")),
        ("Saudi and Jordanian troops clashed with Yemeni rebels on Sunday.", ("SAUMIL", "190", "YEMREB")),
        ("Pakistan turned to Saudi Arabia for assistance in November.", ("PAK", "023", "SAU")),
    ],
)
def test_phrases_reach_the_word_they_belong_to(text: str, event: tuple[str, str, str]) -> None:
    assert event in told(text)


def test_who_goes_to_a_country_is_not_of_it() -> None:
    assert ("---GOV", "042", "CHN") in told("The president made a trip to Beijing this week.")
