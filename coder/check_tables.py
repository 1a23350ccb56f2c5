"""Checks of the CAMEO, role, place and morphology tables, and of a language as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from coder import dictionary
from coder.check_tree import Tree
from coder.findings import Site, rule
from coder.tables import split

MODES = frozenset(["appeal", "demand", "intent", "refuse", "threaten"])
CLASSES = {"LANG/agents.tsv": frozenset(["person", "group", "body", "thing"]), "LANG/nouns*.tsv": frozenset(("", "noun", "adjective", "verb"))}
_NUMBERS = {
    "cameo/codes.tsv": ("quad_class", "penta_class", "goldstein"),
    "places/*.tsv": ("latitude", "longitude", "geonames_id", "rank"),
}
_LIMITS = {"latitude": 90.0, "longitude": 180.0, "goldstein": 10.0, "quad_class": 4.0, "penta_class": 4.0}
_NO_ROLE = "---"
_GROUP = 3


@rule("TE503", "write a mode, the beginning of a code, and a code of cameo/codes.tsv")
def unknown_modal_code(tree: Tree) -> Iterator[Site]:
    """the row of modes.tsv names what does not exist"""
    for table, line, row in tree.rows("cameo/modes.tsv"):
        if row["mode"] not in MODES:
            yield Site(table.file, line, row["mode"], f"mode {row['mode']!r}")
        if not any(code.startswith(row["act"]) for code in tree.codes):
            yield Site(table.file, line, row["mode"], f"act {row['act']!r}")
        if row["code"] not in tree.codes and row["code"] != _NO_ROLE:
            yield Site(table.file, line, row["mode"], f"code {row['code']!r}")


@rule("TE504", "write groups of three capitals without the country, or ---")
def malformed_role(tree: Tree) -> Iterator[Site]:
    """the role is malformed"""
    for table, line, row in tree.rows("LANG/agents.tsv"):
        code = row["code"]
        fine = not code or code == _NO_ROLE or (len(code) % _GROUP == 0 and code.isascii() and code.isalpha() and code.isupper())
        if not fine:
            yield Site(table.file, line, row["id"], repr(code))


@rule("TE505", "write a class that docs/dictionaries.md lists")
def unknown_class(tree: Tree) -> Iterator[Site]:
    """the class of the word is unknown"""
    for pattern, known in CLASSES.items():
        for table, line, row in tree.rows(pattern):
            if row["class"] not in known and "class" in table.header:
                yield Site(table.file, line, row["id"], repr(row["class"]))


@rule("TE506", "write a number within its limits, or leave the cell empty")
def impossible_number(tree: Tree) -> Iterator[Site]:
    """the cell holds no possible number"""
    for pattern, columns in _NUMBERS.items():
        for table, line, row in tree.rows(pattern):
            for column in columns:
                text = row.get(column, "")
                if text and not _possible(text, _LIMITS.get(column)):
                    yield Site(table.file, line, row.get("id") or row.get("code", ""), f"{column} {text!r}")


def _possible(text: str, limit: float | None) -> bool:
    try:
        value = float(text)
    except ValueError:
        return False
    return value == value and (limit is None or abs(value) <= limit)


@rule("TE507", "write a class of conjugation.toml; several are joined by |")
def unknown_conjugation(tree: Tree) -> Iterator[Site]:
    """the verb class is not in conjugation.toml"""
    for language in tree.languages:
        toml = tree.tomls.get(f"dictionaries/{language}/morphology/conjugation.toml")
        known = toml.data.get("class", toml.data.get("classes", {})) if toml else {}
        for table, line, row in tree.rows("LANG/morphology/verbs*.tsv", language) if isinstance(known, dict) and known else ():
            for name in split(row["class"]):
                if name not in known:
                    yield Site(table.file, line, row["lemma"], repr(name))


@rule("TE508", "add the place to places/*.tsv or mend the id")
def names_of_no_place(tree: Tree) -> Iterator[Site]:
    """the id of the names is in no places/*.tsv"""
    known = {row["id"] for _, _, row in tree.rows("places/*.tsv")}
    for table, line, row in tree.rows("LANG/places*.tsv"):
        if row["id"] not in known:
            yield Site(table.file, line, row["id"], repr(row["id"]))


def uncompiled_language(tree: Tree) -> Iterator[Site]:
    """the dictionaries of the language do not compile"""
    for language in tree.languages:
        if (tree.dictionaries / language / "language.toml").exists():
            try:
                dictionary.load(tree.dictionaries, language)
            except Exception as error:  # whatever it is, the language cannot be used
                yield Site(f"dictionaries/{language}/language.toml", 1, language, f"{type(error).__name__}: {error}"[:300])
