"""Checks that every file of the dictionaries must pass: it can be read, its rows are distinct and in order, its letters are clean.

The letter of a finding is that of the file: A actors, V verbs, G grammars, T other tables.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from coder.check_tree import Entry, Table, Tree
from coder.findings import Site, rule

_SPACES = frozenset("\u00a0\u202f\u2007")  # no-break spaces: they look like a blank and are none
_REMARKS = frozenset(["note", "source", "name"])
_DATED = "actors"
_NO_LEMMAS = frozenset(["dates.tsv"])


@rule("*E101", "save the file as UTF-8, mend the TOML at that place")
def unreadable(tree: Tree) -> Iterator[Site]:
    """the file cannot be read"""
    faults = [(t.file, t.faults) for t in tree.all_tables.values()] + [(t.file, t.faults) for t in tree.tomls.values()]
    for file, found in faults:
        yield from (Site(file, f.line, "", f.detail) for f in found if f.kind == "unreadable")
    for file, text in tree.texts.items():
        if file.endswith(".lark"):
            yield from (Site(file, n, "", "bytes that are not UTF-8") for n, line in enumerate(text.split("\n"), 1) if "\ufffd" in line)


@rule("*E102", "name the column in the header")
def missing_column(tree: Tree) -> Iterator[Site]:
    """the header lacks a column"""
    for table in tree.all_tables.values():
        yield from (Site(table.file, f.line, "", f.detail) for f in table.faults if f.kind == "column")


@rule("*E103", "remove the extra tab")
def too_many_cells(tree: Tree) -> Iterator[Site]:
    """the row has more cells than the header has columns"""
    for table in tree.all_tables.values():
        yield from (Site(table.file, f.line, "", f.detail) for f in table.faults if f.kind == "cells")


@rule("*E104", "keep one of them, or give the new one an id of its own")
def repeated_id(tree: Tree) -> Iterator[Site]:
    """the id stands in an earlier line"""
    for table in tree.all_tables.values():
        if set(table.key) <= set(table.header):
            yield from _repeated_rows(table)
    seen: dict[str, Entry] = {}
    for entry in tree.senses:
        first = seen.setdefault(entry.id, entry)
        if entry.id and first is not entry:
            yield Site(entry.toml.file, entry.line, entry.id, f"first in {first.toml.file}:{first.line}")


def _repeated_rows(table: Table) -> Iterator[Site]:
    """Rows with the key of an earlier one; actors may have several as long as all but one are dated."""
    seen: dict[tuple[str, ...], int] = {}
    if not table.key:
        return
    dated = table.file.split("/")[1] == _DATED
    for line, row in table.rows:
        key = tuple(row[c] for c in table.key)
        if dated:
            key = (*key, row["start"], row["end"])
        first = seen.setdefault(key, line)
        if first != line:
            yield Site(table.file, line, row.get("id", ""), f"{' '.join(filter(None, key))!r} first in line {first}")


@rule("*E105", "write the text in Unicode normal form C")
def not_composed(tree: Tree) -> Iterator[Site]:
    """the text is not in Unicode normal form C"""
    for file, text in tree.texts.items():
        if unicodedata.is_normalized("NFC", text):
            continue
        for number, line in enumerate(text.split("\n"), 1):
            if not unicodedata.is_normalized("NFC", line):
                wrong = next(w for w in line.split() if not unicodedata.is_normalized("NFC", w))
                yield Site(file, number, "", repr(wrong[:40]))


@rule("*E106", "delete the character; a no-break space becomes a blank")
def invisible_character(tree: Tree) -> Iterator[Site]:
    """the line holds a character that cannot be seen or that matching ignores"""
    for file, text in tree.texts.items():
        unseen = {c for c in set(text) if c in _SPACES or (unicodedata.category(c) in ("Cf", "Cc") and c not in "\n\r\t")}
        for number, line in enumerate(text.split("\n"), 1) if unseen else ():
            yield from (Site(file, number, "", _named(c)) for c in sorted(unseen & set(line)))
    yield from _marked_cells(tree)
    yield from _marked_senses(tree)


def _marked_cells(tree: Tree) -> Iterator[Site]:
    for table in tree.all_tables.values():
        part = table.file.split("/")
        ignored = _ignored(tree, part[1]) if part[-1] not in _NO_LEMMAS else frozenset()
        for line, row in table.rows if ignored and part[0] == "dictionaries" else ():
            held = {c for k, v in row.items() if k not in _REMARKS for c in unicodedata.normalize("NFC", v)} & ignored
            yield from (Site(table.file, line, row.get("id", ""), _named(c)) for c in sorted(held))


def _marked_senses(tree: Tree) -> Iterator[Site]:
    for entry in tree.senses:
        ignored = _ignored(tree, entry.language)
        for text in (t for key in ("verb", "noun", "pattern") for t in entry.texts(key)):
            yield from (entry.at(text, f"{_named(c)} in {text!r}") for c in sorted(set(text) & ignored))
    for language in tree.languages:
        ignored = _ignored(tree, language)
        for toml, name, members in tree.set_names(language):
            for member in members:
                yield from (Site(toml.file, toml.line_of(member), name, _named(c)) for c in sorted(set(member) & ignored))


def _ignored(tree: Tree, language: str) -> frozenset[str]:
    """Visible marks that matching drops in this language, such as vowel signs."""
    spelling = tree.spelling(language)
    if spelling is None:
        return frozenset()
    return frozenset(chr(point) for point, to in spelling.marks.items() if to == "" and unicodedata.category(chr(point)) not in ("Cf", "Cc"))


def _named(char: str) -> str:
    return f"U+{ord(char):04X} {unicodedata.name(char, 'control character')}"


@rule("*W107", "sort the rows by id, dated rows of one id by start")
def unsorted_rows(tree: Tree) -> Iterator[Site]:
    """the row stands after one that sorts behind it"""
    for table in tree.all_tables.values():
        if "id" not in table.header:
            continue
        last = ("", "")
        for line, row in table.rows:
            key = (row["id"], row.get("start", ""))
            if key < last:
                yield Site(table.file, line, row["id"], f"{last[0]!r} stands above")
                break
            last = key


@rule("*E108", "give a folder that holds dictionaries/ and grammars/, as the shipped one does")
def missing_folder(tree: Tree) -> Iterator[Site]:
    """the folder lacks a part"""
    for path in (tree.dictionaries, tree.grammars):
        if not path.is_dir():
            yield Site(tree.name(path), 1, "", repr(path.name))


@rule("TW109", "add language.toml, or remove the folder")
def no_settings(tree: Tree) -> Iterator[Site]:
    """the language has no language.toml and is not used"""
    for language in tree.languages:
        if not (tree.dictionaries / language / "language.toml").exists():
            yield Site(f"dictionaries/{language}/language.toml", 1, language, repr(language))
