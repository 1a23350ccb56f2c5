"""Checks of the grammars and of the tables that feed them terminals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from lark import Lark, UnexpectedInput
from lark.lexer import Lexer

from coder.check_tree import Tree
from coder.findings import Site, rule
from coder.tag import AFTER_KINDS, NOMINAL

KINDS = frozenset(["V", "N", "A", "E", "P", "T", "W", "Q", "L"])
AFTER = AFTER_KINDS | {"*"}
NEXT = frozenset(["DEF", "ADJ", "PREP", "NAME", "NUM", "WORD", "VERB", "MARK", "NOM", "*"])
# what the tagger and the parser name by themselves
TAGGED = NOMINAL.union(
    ["NP", "VERB", "PREP", "PREP_BARE", "DATE", "PRON", "AND_N", "AND", "COMP", "COLON", "REL", "SUB"],
    ["COMMA", "STOP", "PTCP", "LQ", "RQ", "LPAR", "RPAR"],
)
# function words that the tagger turns into flags or into other terminals; no grammar sees them
FLAGS = frozenset(["NEG", "IRREAL", "FUT", "MAY", "ADV", "AUX", "NOT", "VERB", "PREP_NUM"])
# digits, read without a table
NUMBERS = frozenset(["INT", "NUM", "YEAR", "NUMDATE", "DAYMONTH", "DAYS"])
# rows of dates.tsv that are no word of a date
DATE_PARTS = frozenset(["BLOCK", "PREFIX", "ARTICLE", "POSTFIX", "SUFFIX"])
PATTERN = frozenset(["TRIGGER", "PREP", "SLOT", "SET", "WORD", "ROLE", "LPAR", "RPAR", "COLON", "PREP_BARE", "NEAR"])
_RULE = re.compile(r"^[?!]{0,2}([a-z_][a-z0-9_]*)(?:\{[^}]*\})?(?:\.-?\d+)?\s*:")
_LIBRARY = 2  # a grammar right below grammars/ is imported by others, except that of the patterns


class _AnyLexer(Lexer):
    """Stands for the lexer that hands over terminals."""

    def __init__(self, lexer_conf: Any) -> None:
        pass

    def lex(self, data: Any) -> Iterator[Any]:  # type: ignore[override]
        yield from ()


@lru_cache(maxsize=64)
def _compiled(path: Path, text: str) -> Lark | Exception:
    rules = [m[1] for m in map(_RULE.match, text.split("\n")) if m]
    start = "start" if "start" in rules or not rules else rules[0]
    try:
        return Lark(text, parser="lalr", lexer=_AnyLexer, strict=True, start=start, import_paths=[str(path.parent), str(path.parent.parent)])
    except Exception as error:  # Lark raises many kinds; each is a finding
        return error


def _grammars(tree: Tree) -> Iterator[tuple[str, str, Lark | Exception]]:
    """Every grammar that is compiled as a whole: name, text, and the compiled grammar or why there is none."""
    for file, text in tree.texts.items():
        parts = file.split("/")
        if file.endswith(".lark") and (len(parts) > _LIBRARY or parts[-1] == "pattern.lark"):
            yield file, text, _compiled(tree.folder / file, text)


@rule("GE401", "mend the grammar at that place; two rules for the same words (a conflict) must become one")
def uncompiled_grammar(tree: Tree) -> Iterator[Site]:
    """the grammar does not compile strictly"""
    for file, _, grammar in _grammars(tree):
        if isinstance(grammar, Exception):
            line = grammar.line if isinstance(grammar, UnexpectedInput) else int((re.search(r"line (\d+)", str(grammar)) or "01")[1])
            yield Site(file, max(line, 1), "", " ".join(str(grammar).split())[:200])


@rule("GE402", "use the rule or delete it")
def unused_rule(tree: Tree) -> Iterator[Site]:
    """the rule is defined but never used"""
    for file, text, grammar in _grammars(tree):
        if isinstance(grammar, Lark):
            used = {str(r.origin.name) for r in grammar.rules}
            for number, line in enumerate(text.split("\n"), 1):
                found = _RULE.match(line)
                if found and found[1] not in used:
                    yield Site(file, number, found[1], repr(found[1]))


@rule("GE403", "mend its name, or add rows of that terminal to the table")
def terminal_of_nothing(tree: Tree) -> Iterator[Site]:
    """no table and no stage gives the grammar this terminal"""
    for file, text, grammar in _grammars(tree):
        if isinstance(grammar, Lark):
            given = _given(tree, file)
            for name in sorted(_terminals(grammar) - given):
                line = next((n for n, raw in enumerate(text.split("\n"), 1) if re.search(rf"\b{name}\b", raw.split("//")[0])), 1)
                yield Site(file, line, name, repr(name))


def _terminals(grammar: Lark) -> set[str]:
    """The terminals that a compiled grammar's rules expect."""
    return {str(s.name) for r in grammar.rules for s in r.expansion if s.is_term}


def _given(tree: Tree, file: str) -> frozenset[str]:
    """The terminals that a grammar may be handed."""
    parts = file.split("/")
    if parts[-1] == "pattern.lark":
        return PATTERN
    if parts[-1] != "date.lark":
        return TAGGED
    rows = [row for _, _, row in tree.rows("LANG/dates.tsv", parts[1])]
    prefixes = {row["value"].split("/")[0] for row in rows if row["terminal"] == "PREFIX"}
    return NUMBERS | prefixes | {row["terminal"] for row in rows}


@rule("GE404", "write the kinds and classes that the head of context.tsv lists")
def unknown_context(tree: Tree) -> Iterator[Site]:
    """the context rule names what does not exist"""
    for table in tree.all_tables.values():
        if table.file.startswith("grammars/"):
            for line, row in table.rows:
                fault = _context_fault(row)
                if fault:
                    yield Site(table.file, line, "", fault)


def _context_fault(row: dict[str, str]) -> str:
    among = row["among"].split()
    if len(among) != 2 or not set(among) <= KINDS:
        return f"among {row['among']!r}"
    for column, known in (("after", AFTER), ("verb", frozenset(("yes", "no", "*"))), ("next", NEXT), ("choose", frozenset(among))):
        if row[column] not in known:
            return f"{column} {row[column]!r}"
    return ""


@rule("TE501", "write a terminal of phrase.lark or clause.lark, or one that the tagger turns into a flag")
def unknown_terminal(tree: Tree) -> Iterator[Site]:
    """no grammar knows the terminal of the function word"""
    for table, line, row in tree.rows("LANG/words.tsv"):
        known = FLAGS | _expected(tree, table.file.split("/")[1], "phrase.lark", "clause.lark")
        if row["terminal"] not in known and known > FLAGS and "terminal" in table.header:
            yield Site(table.file, line, row["form"], repr(row["terminal"]))


@rule("TE502", "write a terminal of date.lark")
def unknown_date_terminal(tree: Tree) -> Iterator[Site]:
    """the date grammar does not know the terminal"""
    for table, line, row in tree.rows("LANG/dates.tsv"):
        known = DATE_PARTS | _expected(tree, table.file.split("/")[1], "date.lark")
        if row["terminal"] not in known and known > DATE_PARTS and "terminal" in table.header:
            yield Site(table.file, line, row["form"], repr(row["terminal"]))


def _expected(tree: Tree, language: str, *names: str) -> frozenset[str]:
    """The terminals that grammars of a language expect."""
    wanted = {f"grammars/{language}/{name}" for name in names}
    return frozenset(t for file, _, grammar in _grammars(tree) if file in wanted and isinstance(grammar, Lark) for t in _terminals(grammar))
