"""Checks of the actors: every form belongs to one actor, every code is made of groups that exist, offices follow one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from coder.check_tree import Tree
from coder.findings import Site, rule
from coder.tables import split

INTERNATIONAL = frozenset(["IGO", "NGO", "IMG", "MNC", "INT", "NGM", "UIS"])
EXTRA_COUNTRIES = frozenset(["PSE", "KSV"])
KINDS = frozenset(["country", "org", "person", "group"])
NO_COUNTRY = "---"
_GROUP = 3


def actor_code_fault(code: str, countries: frozenset[str]) -> str:
    """What is wrong with an actor code, or ""."""
    groups = [code[i : i + _GROUP] for i in range(0, len(code), _GROUP)]
    if not code:
        return "no code"
    if len(code) % _GROUP:
        return f"{code!r} is not made of groups of three letters"
    wrong = [g for g in groups[1:] if not (g.isascii() and g.isalpha() and g.isupper())]
    if wrong:
        return f"{wrong[0]!r} in {code!r} is not three capital letters"
    if groups[0] not in countries | INTERNATIONAL | EXTRA_COUNTRIES | {NO_COUNTRY}:
        return f"{groups[0]!r} in {code!r} is no country of actors/countries.tsv and no international prefix"
    return ""


@rule("AE201", "keep the form with one of them, or make it longer; what counts only after a full name goes to the column short")
def form_of_two_actors(tree: Tree) -> Iterator[Site]:
    """the form is listed for another actor too"""
    for language in tree.languages:
        owners: dict[str, tuple[str, str]] = {}
        for file, line, actor, form in _full_forms(tree, language):
            first, where = owners.setdefault(tree.same(language, form), (actor, f"{file}:{line}"))
            if first != actor:
                yield Site(file, line, actor, f"{form!r} is {first} in {where}")


def _full_forms(tree: Tree, language: str) -> Iterator[tuple[str, int, str, str]]:
    """File, line, actor and form of every name that counts by itself."""
    for table, line, row in tree.rows("LANG/countries.tsv", language):
        for form in split(row["names"]) + split(row.get("capital", "")):
            yield table.file, line, row["id"], form
    for table, line, row in tree.rows("LANG/actors/*.tsv", language):
        for form in split(row["forms"]):
            yield table.file, line, row["id"], form


@rule("AE202", "add the actor to actors/*.tsv or mend the id")
def forms_of_nobody(tree: Tree) -> Iterator[Site]:
    """the id of the forms is in no actors/*.tsv"""
    for pattern in ("LANG/countries.tsv", "LANG/actors/*.tsv"):
        for table, line, row in tree.rows(pattern):
            if row["id"] not in tree.actor_ids:
                yield Site(table.file, line, row["id"], repr(row["id"]))


@rule("AE203", "write groups of three capitals, the first a country, an international prefix or ---")
def malformed_actor_code(tree: Tree) -> Iterator[Site]:
    """the actor code is malformed"""
    for table, line, row in tree.rows("actors/*.tsv"):
        fault = actor_code_fault(row["code"], tree.countries) if "code" in table.header else ""
        if fault:
            yield Site(table.file, line, row["id"], fault)


@rule("AE204", "write a day of the calendar as 2017-05-14, or leave the cell empty")
def impossible_date(tree: Tree) -> Iterator[Site]:
    """the date is none"""
    for table, line, row in tree.rows("actors/*.tsv"):
        for column in ("start", "end"):
            if _day(row[column]) is None:
                yield Site(table.file, line, row["id"], f"{column} {row[column]!r}")


def _day(text: str) -> date | None:
    """The date of a cell; the first day of all for an empty one; None for what is no ISO date."""
    try:
        return date.fromisoformat(text) if text and len(text) == len("2017-05-14") else None if text else date.min
    except ValueError:
        return None


@rule("AE205", "put the earlier date into start")
def inverted_office(tree: Tree) -> Iterator[Site]:
    """the office ends before it begins"""
    for table, line, row in tree.rows("actors/*.tsv"):
        start, end = _day(row["start"]), _day(row["end"])
        if start and end and row["end"] and end < start:
            yield Site(table.file, line, row["id"], f"{row['start']} to {row['end']}")


@rule("AE206", "end the earlier office before the later one begins; the day of change may stand in both")
def overlapping_offices(tree: Tree) -> Iterator[Site]:
    """the office overlaps another of the same actor"""
    offices: dict[str, list[tuple[date, date, str, int]]] = defaultdict(list)
    for table, line, row in tree.rows("actors/*.tsv"):
        start, end = _day(row["start"]), _day(row["end"])
        if start is not None and end is not None and (row["start"] or row["end"]):
            offices[row["id"]].append((start, end if row["end"] else date.max, table.file, line))
    for actor, spans in offices.items():
        latest, where = date.min, ""
        for start, end, file, line in sorted(spans):
            if where and start < latest and start <= end:
                yield Site(file, line, actor, f"from {start}, while that of {where} lasts until {latest if latest < date.max else 'now'}")
            if end > latest:
                latest, where = end, f"{file}:{line}"


@rule("AE207", "write one of country, org, person, group")
def unknown_kind(tree: Tree) -> Iterator[Site]:
    """the kind of actor is unknown"""
    for table, line, row in tree.rows("actors/*.tsv"):
        if row["kind"] not in KINDS and "kind" in table.header:
            yield Site(table.file, line, row["id"], repr(row["kind"]))
