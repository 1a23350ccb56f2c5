"""Laws that hold for any input, tried with made-up ones."""

import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from loader import ROOT, TODAY, cases
from small import forget
from stages import engine

from coder.api import code
from coder.explain import explain
from coder.model import Document
from coder.morphology import light, normalize
from coder.pipeline import Options, code_document

WORDS = sorted({w for stage in ("code", "resolve", "parse", "tag") for c in cases(stage) for w in c.given.split()})
ANYTHING = st.text() | st.text(st.characters(min_codepoint=0x600, max_codepoint=0x6FF) | st.sampled_from(" \n\t.,:«»\"'()-1٣"))
NEWS = st.lists(st.sampled_from([*WORDS, "،", ".", ":", '"', "«", "»", "(", ")", "\n"]), max_size=30).map(" ".join)
ROWS_ONLY = ("words.tsv", "light_verbs.tsv", "nouns.tsv", "agents.tsv", "countries.tsv", "codes.tsv")


def events(text: str) -> list[dict[str, Any]]:
    return code_document(Document("x", text, TODAY, language="ar"), Options(), Counter(), Counter())


def declared(grammar: str) -> list[str]:
    lines = (ROOT / "grammars" / "ar" / grammar).read_text("utf-8").splitlines()
    return [w for line in lines if line.startswith("%declare") for w in line.split()[1:]]


# -- no text raises --------------------------------------------------------------------------------


@given(ANYTHING)
@example("\x00")
@example("\ud800")
@example("''..\u0640\u200f«»")
@settings(max_examples=200, deadline=None)
def test_no_text_of_any_script_raises(text: str) -> None:
    events(text)


@given(NEWS)
@settings(max_examples=200, deadline=None)
def test_no_order_of_dictionary_words_raises(text: str) -> None:
    events(text)


@given(NEWS)
@settings(max_examples=30, deadline=None)
def test_whatever_can_be_coded_can_be_explained(text: str) -> None:
    assert explain(text, TODAY, "ar") is not None


@pytest.mark.parametrize("unit", ["ا", "والا", "1,", "\u0640", "-", "قتل", "\u064f"])
def test_a_megabyte_without_a_blank_ends(unit: str) -> None:
    events(unit * (1_000_000 // len(unit.encode())))


@pytest.mark.parametrize("unit", ["قتل ", "الوزير ", "و ", "أن ", "في ", "قال الرئيس الفرنسي إن ", "( ", '" ', "أمس ", "وزير "])
def test_a_line_of_twenty_thousand_words_ends(unit: str) -> None:
    events(unit * (20_000 // len(unit.split())))


# -- every sequence of terminals parses ----------------------------------------------------------------


@given(st.lists(st.sampled_from(declared("clause.lark")), max_size=40))
@settings(max_examples=500, deadline=None)
def test_every_sequence_of_clause_terminals_parses(terminals: list[str]) -> None:
    shapes = engine("ar").parser.shape(terminals)
    verbs = [s[4] for s in shapes if s[4] >= 0]
    assert len(set(verbs)) == len(verbs)
    assert all(0 <= v < len(terminals) for v in verbs)


@given(st.lists(st.sampled_from(declared("phrase.lark")), max_size=40))
@settings(max_examples=500, deadline=None)
def test_every_run_of_nominal_terminals_is_cut_into_phrases_without_rest(terminals: list[str]) -> None:
    lengths = engine("ar").parser.spans(terminals)
    assert sum(lengths) == len(terminals)
    assert all(n > 0 for n in lengths)


# -- offsets ------------------------------------------------------------------------------------------


def cuts_fit(text: str) -> bool:
    fits = True
    for row in events(text):
        for side in ("source", "target", "event"):
            start, end, words = (row[f"{side}_{x}"] for x in ("start", "end", "text"))
            fits &= (words is None) == (start is None) and (words is None or text[start:end] == words)
        fits &= row["sentence_text"] in text
    return fits


@given(NEWS)
@settings(max_examples=200, deadline=None)
def test_offsets_cut_the_exact_characters_of_the_original(text: str) -> None:
    assert cuts_fit(text)


@given(st.sampled_from([c.given for c in cases("resolve")]), st.text(max_size=20))
@settings(max_examples=100, deadline=None)
def test_offsets_count_what_stands_before(text: str, before: str) -> None:
    assert cuts_fit(f"{before}\n{text}")


@pytest.mark.parametrize("mark", ["\u064f", "\u200f", "\u0640"])
def test_offsets_count_marks_that_matching_ignores(mark: str) -> None:
    text = "".join(c + mark if c.isalpha() else c for c in "أدانت فرنسا إيران")
    assert cuts_fit(text)


# -- spelling ------------------------------------------------------------------------------------------


@given(ANYTHING)
def test_normalizing_twice_equals_once(text: str) -> None:
    tables = engine("ar").lexicon.tables
    once = normalize(tables, text)
    assert normalize(tables, once) == once
    assert light(tables, light(tables, text)) == light(tables, text)


@given(st.sampled_from([c.given for c in cases("code")]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=20)
def test_the_same_text_gives_the_same_events(text: str) -> None:
    assert events(text) == events(text)


def test_a_text_without_a_listed_form_gives_no_event() -> None:
    assert events("ظظظ غغغ ضضض ثثث ذذذ") == []


# -- the order of rows ------------------------------------------------------------------------------------

NEWS_TEXTS = [c.given for c in cases("code") + cases("resolve")]


def shuffle(folder: Path, seed: int) -> None:
    """Rows of the flat lists in another order, below their header."""
    chance = random.Random(seed)
    for path in sorted(folder.rglob("*.tsv")):
        if path.name in ROWS_ONLY or path.parent.name == "actors":
            lines = [x for x in path.read_text("utf-8").splitlines() if x.strip() and not x.startswith("#")]
            body = lines[1:]
            chance.shuffle(body)
            path.write_text("\n".join([lines[0], *body]) + "\n", "utf-8")


def test_the_order_of_rows_in_the_dictionaries_changes_no_event(elsewhere: Path) -> None:
    def coded() -> list[dict[str, Any]]:
        return code([{"id": str(i), "text": t} for i, t in enumerate(NEWS_TEXTS)], day=TODAY, language="ar").to_dicts()

    first = coded()
    shuffle(elsewhere, 1)
    forget()
    assert len(first) > 10
    assert coded() == first


CLAUSE_TERMINALS = sorted(
    ["NP", "VERB", "PREP", "DATE", "PRON", "AND_N", "AND", "COMP", "COLON", "REL", "SUB", "COMMA", "STOP", "PTCP", "LQ", "RQ", "LPAR", "RPAR"]
)


def _moved(shape: tuple, base: int) -> tuple:
    """A clause shape with its positions moved."""
    rule, link, opener, before, verb, after = shape
    argument = lambda a: (a[0], a[1] + base if a[1] >= 0 else -1, tuple(i + base for i in a[2]))  # noqa: E731
    return (
        rule, link, opener + base if opener >= 0 else -1, tuple(map(argument, before)), verb + base if verb >= 0 else -1, tuple(map(argument, after)),
    )  # fmt: skip


@settings(deadline=None)  # the first case loads the dictionaries
@given(st.lists(st.sampled_from(CLAUSE_TERMINALS), min_size=1, max_size=30))
def test_the_clauses_of_the_pieces_are_the_clauses_of_the_whole(terminals: list[str]) -> None:
    from coder import engine
    from coder.parse import _segments, _settle

    parser = engine.load("ar").parser
    settled = _settle(terminals)
    pieces = [_moved(shape, base) for base, segment in _segments(list(settled)) for shape in parser._shapes(segment)]
    assert pieces == list(parser.shape(settled))
