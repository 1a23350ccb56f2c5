"""Terminals become phrases and clauses."""

import pytest
from loader import Case, parameters
from stages import clause_line, engine, parsed, phrase_line

from coder.parse import MAX_TERMINALS


@pytest.mark.parametrize("case", parameters("parse"))
def test_a_sentence_has_the_phrases_and_clauses_of_the_fixture(case: Case) -> None:
    parse = parsed(case.language, case.given)
    assert (phrase_line(parse, case.given), clause_line(parse, case.given)) == case.expected


def test_nothing_parses_to_nothing() -> None:
    assert parsed("ar", "").clauses == []
    assert engine("ar").parser.spans([]) == []


def test_the_lengths_of_phrases_add_up_to_the_run() -> None:
    run = ["HEAD", "DEF", "DEFADJ", "PERSON", "NUM", "INDEF", "ADJ"]
    assert sum(engine("ar").parser.spans(run)) == len(run)


def test_the_same_terminals_are_parsed_once() -> None:
    parser = engine("ar").parser
    assert parser.shape(["VERB", "NP", "NP"]) is parser.shape(["VERB", "NP", "NP"])


def test_a_sentence_longer_than_the_limit_keeps_its_later_clauses() -> None:
    text = "قال الرئيس إن فرنسا ترفض، " * MAX_TERMINALS
    parse = parsed("ar", text)
    assert sum(c.verb >= 0 for c in parse.clauses) == 2 * MAX_TERMINALS
    assert max(c.verb for c in parse.clauses) < len(parse.phrases)
