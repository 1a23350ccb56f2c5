"""Checks of the issues: their list and the words that name them in each language."""

from __future__ import annotations

from collections.abc import Iterator

from coder.check_tree import Tree
from coder.dictionary import ISSUE_WORDS, NO_ISSUE
from coder.findings import Site, rule
from coder.tables import split

_LIST, _WORDS = "issues.tsv", "LANG/issues.tsv"


@rule("TE510", "add the issue to issues.tsv or mend the id")
def words_of_no_issue(tree: Tree) -> Iterator[Site]:
    """the id of the words is not in issues.tsv"""
    known = {NO_ISSUE, *(row["id"] for _, _, row in tree.rows(_LIST))}
    for table, line, row in tree.rows(_WORDS):
        if row["id"] not in known:
            yield Site(table.file, line, row["id"], repr(row["id"]))


@rule("TW511", "add words to issues.tsv of the language, or remove the issue")
def issue_without_words(tree: Tree) -> Iterator[Site]:
    """the language has no words for the issue"""
    for language in tree.languages:
        named = {row["id"] for _, _, row in tree.rows(_WORDS, language) if any(split(row.get(c, "")) for c in ISSUE_WORDS)}
        for table, line, row in tree.rows(_LIST) if named else ():
            if row["id"] not in named:
                yield Site(table.file, line, row["id"], f"{row['id']!r} in {language}/issues.tsv")


@rule("TE512", "keep the word with one issue; a word names one, and names it once")
def repeated_issue_word(tree: Tree) -> Iterator[Site]:
    """the word of an issue stands in an earlier place"""
    for language in tree.languages:
        seen: dict[str, int] = {}
        for table, line, row in tree.rows(_WORDS, language):
            for word in (cell.partition("/")[0] for column in ISSUE_WORDS for cell in split(row.get(column, ""))):
                key = tree.same(language, word)
                if key in seen:
                    yield Site(table.file, line, row["id"], f"{word!r} first in line {seen[key]}")
                seen.setdefault(key, line)
