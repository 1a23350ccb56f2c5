"""What a check finds: the types `Finding` and `Site`, and the list of all checks, which `rule` adds to.

A check is a generator over a `Tree` of files; its one-line docstring is the message of its findings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from coder.check_tree import Tree


class Finding(NamedTuple):
    """One fault: its code (`AE101`), where it is, what is wrong and what to do."""

    code: str
    file: str
    line: int
    id: str
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.code} {self.file}:{self.line}{' ' + self.id if self.id else ''}: {self.what}; {self.remedy}"


class Site(NamedTuple):
    """Where a check struck, and the words at fault."""

    file: str
    line: int
    id: str
    detail: str


class Rule(NamedTuple):
    """A check with its number, whose first letter is `*` where the file decides it."""

    code: str
    remedy: str
    run: Callable[[Tree], Iterable[Site]]


RULES: list[Rule] = []


def rule(code: str, remedy: str) -> Callable[[Callable[[Tree], Iterable[Site]]], Callable[[Tree], Iterable[Site]]]:
    """Register a check under its number; its docstring is the message."""

    def register(run: Callable[[Tree], Iterable[Site]]) -> Callable[[Tree], Iterable[Site]]:
        RULES.append(Rule(code, remedy, run))
        return run

    return register
