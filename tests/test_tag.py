"""Words become the typed terminals that the grammars see."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loader import ROOT, Case, parameters
from stages import engine, terminals

from coder.tag import NEGATED, NOMINAL, UNREAL, load_context

DECLARED = frozenset(
    word
    for name in ("clause.lark", "phrase.lark")
    for line in (ROOT / "grammars" / "ar" / name).read_text("utf-8").splitlines()
    if line.startswith("%declare")
    for word in line.split()[1:]
)


@pytest.mark.parametrize("case", parameters("tag"))
def test_a_sentence_has_the_terminals_of_the_fixture(case: Case) -> None:
    assert terminals(case.language, case.given) == " ".join(case.expected)


@given(st.text(st.characters(min_codepoint=0x600, max_codepoint=0x6FF) | st.sampled_from(' .,:()"«»')))
def test_every_terminal_is_one_that_a_grammar_declares(text: str) -> None:
    assert {t.terminal for t in engine("ar").tagger.tag(text)} <= DECLARED


@given(st.text(st.sampled_from('وبالفكس تنمرهةىأإآؤئءيعقد .،:"«»()؟')))
def test_tokens_stand_in_order_inside_the_sentence(text: str) -> None:
    tokens = engine("ar").tagger.tag(text)
    assert all(0 <= t.start <= t.end <= len(text) for t in tokens)
    assert all(a.start <= b.start for a, b in pairwise(tokens))


def flags(text: str) -> int:
    return next(t.flags for t in engine("ar").tagger.tag(text) if t.terminal == "VERB")


def test_a_particle_of_negation_marks_the_verb_after_it() -> None:
    assert flags("لم يلتق الوزيران") & NEGATED
    assert not flags("التقى الوزيران") & NEGATED


@pytest.mark.parametrize("text", ["هل يلتقي الرئيسان؟", "ربما يلتقي الرئيسان", "إذا التقى الرئيسان"])
def test_a_question_a_chance_and_a_condition_mark_the_verb_as_unreal(text: str) -> None:
    assert flags(text) & UNREAL


def test_a_short_name_counts_only_after_the_full_one() -> None:
    text, entry = "قال باروان إن فرنسا ترفض", "per.francois_baroin"
    assert not any(t.lexeme and t.lexeme.actor == entry for t in engine("ar").tagger.tag(text))
    assert any(t.lexeme and t.lexeme.actor == entry for t in engine("ar").tagger.tag(text, {entry}))


def test_each_context_rule_chooses_among_its_own_kinds() -> None:
    rules = load_context(ROOT / "grammars" / "ar" / "context.tsv")
    assert all(rule.choose in among for among, found in rules.items() for rule in found)


def test_nominal_terminals_are_those_of_the_phrase_grammar() -> None:
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "grammars").glob("*/phrase.lark"))]
    declared = {w for text in texts for line in text.splitlines() if line.startswith("%declare") for w in line.split()[1:]}
    assert declared == NOMINAL
