"""Names that no dictionary has: who a document said they are, for the sentences after.

In: phrases such as `the Iraqi refugee X Y` or `X Y, the head of Z`. Out: a lexeme for X Y and for Y in later sentences, whose
code is the one the document gave.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from coder.actors import TOLD
from coder.model import Lexeme, Token

NAMED = frozenset(["NAMEPART", "PERSON", "PERSON_APP"])
_OPEN = frozenset(["HEAD", "NAMEPART", "DEF"])
_SHORTEST = 3  # letters of a name that is recalled by itself
_FULL = 2  # words of a name: with more, the last may be a forefather's


def names_in(tokens: Sequence[Token]) -> Sequence[Token]:
    """The words of an unknown name that end a phrase."""
    first = len(tokens)
    while first and tokens[first - 1].terminal in NAMED and (tokens[first - 1].lexeme is None or not tokens[first - 1].lexeme.actor):  # type: ignore[union-attr]
        first -= 1
    return tokens[first:]


@cache
def _person(code: str) -> Lexeme:
    """Somebody of whom only the code is known; one for each, since phrases are remembered by their lexemes."""
    return Lexeme(-1, "", "person", actor=TOLD + code)


def learn(named: dict[str, Lexeme], tokens: Sequence[Token], code: str) -> None:
    """Remember a name of at least two words by its last one."""
    last = tokens[-1].text
    if len(tokens) > 1 and len(last) >= _SHORTEST:
        named[last] = _person(code)


def learn_person(named: dict[str, Lexeme], token: Token) -> None:
    """Remember a known person by the last of the two words of the name."""
    words = token.text.split()
    if len(words) == _FULL and len(words[1]) >= _SHORTEST and token.lexeme is not None:
        named.setdefault(words[1], token.lexeme)


def recall(tokens: Sequence[Token], named: Mapping[str, Lexeme]) -> None:
    """Give the names in a sentence that the document told of what it told."""
    for i, token in enumerate(tokens):
        known = named.get(token.text)
        if known is None or (token.lexeme is not None and token.lexeme.actor):
            continue
        if token.terminal not in NAMED and (token.lexeme is not None or token.terminal not in _OPEN):
            continue
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        if following is not None and following.terminal in NAMED:
            continue  # a first name that is another's last
        token.lexeme = known
        if token.terminal in _OPEN and (i == 0 or tokens[i - 1].terminal not in NAMED):
            token.terminal = "PERSON"
