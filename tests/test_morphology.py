"""The Arabic tables inflect verbs and nouns as a careful editor spells them."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from coder.morphology import Form, Tables, inflect_noun, inflect_verb, load_tables

ROOT = Path(__file__).parent.parent
FIXTURES = Path(__file__).parent / "fixtures" / "morphology"
CELLS = {
    "past": ["P3msa", "P3fsa", "P3mpa", "P1xsa", "P1xpa"],
    "imperfect": ["I3msa", "I1xsa", "I3mpa", "I3fpa"],
    "short": ["J3msa", "J3mpa"],
    "command": ["C2msa", "C2mpa"],
    "passive": ["P3msv", "I3msv"],
    "participle": ["participle", "passive_participle"],
    "noun": ["noun"],
}


@pytest.fixture(scope="module")
def arabic() -> Tables:
    return load_tables(ROOT / "dictionaries" / "ar" / "morphology")


def blocks(name: str) -> Iterator[list[str]]:
    text = (FIXTURES / name).read_text("utf-8")
    for block in text.split("\n\n"):
        lines = [line for line in block.splitlines() if not line.startswith("#")]
        if lines:
            yield lines


def in_cell(form: Form, cell: str) -> bool:
    if form.pos != "verb":
        return form.pos == cell and form.features in ("msc", "fsc") and (form.pos == "noun" or form.features == "msc")
    return form.features[:4] == cell[:4] and cell[4] in form.features[4:] and not form.features.endswith("p")


def spellings(texts: list[str]) -> str:
    return "|".join(sorted(set(texts))) or "-"


def expected(cell: str) -> str:
    return "|".join(sorted(cell.split("|")))


@pytest.mark.parametrize("block", blocks("verbs.txt"), ids=lambda block: block[0])
def test_verb_has_the_spellings_of_its_paradigm(arabic: Tables, block: list[str]) -> None:
    forms = inflect_verb(arabic, *block[0].split())
    for line in block[1:]:
        name, *wanted = line.split()
        for cell, text in zip(CELLS[name], wanted, strict=True):
            made = spellings([form.text for form in forms if in_cell(form, cell)])
            assert made == expected(text), f"{block[0]} {cell}"


@pytest.mark.parametrize("line", [line for block in blocks("pronouns.txt") for line in block])
def test_form_that_changes_before_a_pronoun_is_made(arabic: Tables, line: str) -> None:
    lemma, cell, text = line.split()
    marked = [form for form in inflect_verb(arabic, lemma) if form.features.endswith("p")]
    assert text in [form.text for form in marked if form.features.startswith(cell) and "a" in form.features]


@pytest.mark.parametrize("block", blocks("nouns.txt"), ids=lambda block: block[0])
def test_noun_has_the_spellings_of_its_cells(arabic: Tables, block: list[str]) -> None:
    kind, lemma, *plurals = (part.replace("_", " ") for part in block[0].split())
    forms = inflect_noun(arabic, lemma, plurals, kind)
    for line in block[1:]:
        cell, text = line.split()
        made = spellings([form.text.replace(" ", "_") for form in forms if form.features == cell])
        assert made == expected(text), f"{lemma} {cell}"


def test_a_form_spelled_alike_in_both_voices_is_one_form(arabic: Tables) -> None:
    lemma = next(iter(blocks("verbs.txt")))[0]
    assert Form(lemma, "verb", "P3msav") in inflect_verb(arabic, lemma)


def test_no_form_is_given_twice_and_none_is_left_with_signs_of_the_tables(arabic: Tables) -> None:
    signs = set("0123456789aiu~+-<>@ABCFQTW'")
    for lemma in arabic.verbs:
        forms = inflect_verb(arabic, lemma)
        assert len(forms) == len(set(forms)), lemma
        assert not any(signs & set(form.text) for form in forms), lemma


def test_every_listed_verb_fits_each_class_it_is_listed_under(arabic: Tables) -> None:
    lone = [(lemma, name) for lemma, names in arabic.verbs.items() for name in names.split("|") if len(inflect_verb(arabic, lemma, name)) < 10]
    assert lone == []


def test_words_after_the_first_do_not_change(arabic: Tables) -> None:
    forms = inflect_verb(arabic, next(iter(blocks("verbs.txt")))[0] + " x y")
    assert all(form.text.endswith(" x y") for form in forms)


def test_a_lemma_no_class_fits_yields_itself(arabic: Tables) -> None:
    assert inflect_verb(arabic, "xyz") == [Form("xyz", "verb", "P3msa")]


def test_an_unknown_class_or_kind_is_refused(arabic: Tables) -> None:
    with pytest.raises(ValueError, match="no verb class 'nonsense'"):
        inflect_verb(arabic, next(iter(arabic.verbs)), "nonsense")
    with pytest.raises(ValueError, match="no noun kind 'nonsense'"):
        inflect_noun(arabic, "x", [], "nonsense")


def test_listed_verbs_are_sorted_and_unique() -> None:
    lines = (ROOT / "dictionaries" / "ar" / "morphology" / "verbs.tsv").read_text("utf-8").splitlines()
    lemmas = [line.split("\t")[0] for line in lines if not line.startswith("#")][1:]
    assert lemmas == sorted(set(lemmas))


def test_fifteen_hundred_lemmas_inflect_in_time() -> None:
    tables = load_tables(ROOT / "dictionaries" / "ar" / "morphology")
    lemmas = list(tables.verbs)[:750]
    start = time.process_time()
    for lemma in lemmas:
        inflect_verb(tables, lemma)
        inflect_noun(tables, lemma, [], "person")
    assert time.process_time() - start < 1.5


def test_the_module_holds_no_letter_outside_ascii() -> None:
    for name in ("morphology.py", "normalize.py"):
        assert (ROOT / "coder" / name).read_text("utf-8").isascii()
