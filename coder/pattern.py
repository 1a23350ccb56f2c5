"""The pattern notation of the verb dictionaries, read by a Lark grammar (`grammars/pattern.lark`).

In: the text of one pattern. Out: a `Pattern`: the trigger kind and what must stand in each grammatical function.
An unreadable pattern raises `PatternError` with the column and the remedy.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lark import Lark, Token, Transformer, UnexpectedInput
from lark.lexer import Lexer

SLOTS = ("S", "T", "B", "ACT", "CL", "_")
SUBJECT, OBJECT, PREPOSITION, SENTENCE = "subject", "object", "preposition", "sentence"


_set = object.__setattr__


class PatternError(ValueError):
    """A pattern that cannot be read; the message names column and remedy."""

    def __init__(self, text: str, column: int, what: str) -> None:
        super().__init__(f"column {column}: {what} in pattern {text!r}")
        self.column = column


@dataclass(frozen=True, slots=True)
class Item:
    """One requirement: function, prepositions (canonical values), slot, tag or roles the phrase must hold, and whether it may be absent."""

    function: str
    prepositions: tuple[str, ...]
    slot: str
    tag: str
    roles: tuple[str, ...]
    optional: bool
    leading: bool = False  # a preposition written before V: it belongs to the subject


@dataclass(frozen=True, slots=True)
class Pattern:
    """A read pattern: `trigger` is V or N; `items` in the order written."""

    text: str
    trigger: str
    items: tuple[Item, ...]
    governed: tuple[tuple[str, ...], ...] = field(init=False, repr=False, compare=False)  # prepositions of which each must stand there
    object: bool = field(init=False, repr=False, compare=False)  # must an object stand there?

    def __post_init__(self) -> None:
        must = (i for i in self.items if i.function == PREPOSITION and not i.optional and i.slot not in ("ACT", "CL"))
        _set(self, "governed", tuple(i.prepositions for i in must))
        _set(self, "object", any(i.function == OBJECT and not i.optional for i in self.items))

    @property
    def needs(self) -> frozenset[str]:
        """Tags without which the pattern cannot fit."""
        return frozenset(i.tag for i in self.items if i.tag and not i.optional)


_PIECE = re.compile(r"\(|\)|:|'[^']+'|\"[^\"]+\"|[^\s():\"']+")


class _PatternLexer(Lexer):
    """Cuts a pattern into typed pieces; prepositions of several words are tried first."""

    prepositions: Mapping[str, str] = {}

    def __init__(self, lexer_conf: Any) -> None:
        pass

    def lex(self, data: Any) -> Iterator[Token]:  # type: ignore[override]
        text = data.text if hasattr(data, "text") else data
        pieces = [(m.group(), m.start() + 1) for m in _PIECE.finditer(text)]
        i = 0
        while i < len(pieces):
            column = pieces[i][1]
            kind, value, used = self._classify(pieces, i)
            if kind == "PREP":
                after = self._classify(pieces, i + used)[0] if i + used < len(pieces) else ""
                kind = "PREP" if after in ("SLOT", "SET", "WORD", "ROLE") else "PREP_BARE"
            yield Token(kind, value, column=column)
            i += used

    def _classify(self, pieces: list[tuple[str, int]], i: int) -> tuple[str, str, int]:
        word = pieces[i][0]
        if word in ("V", "N"):
            return "TRIGGER", word, 1
        if word in SLOTS:
            return "SLOT", word, 1
        if word == "(":
            return "LPAR", word, 1
        if word == ")":
            return "RPAR", word, 1
        if word == ":":
            return "COLON", word, 1
        if word[0] == "&":
            return "SET", word, 1
        if word[0] == "@":
            return "ROLE", word[1:], 1
        if word[0] == "~" and len(word) > 1:
            return "NEAR", word[1:], 1
        for length in (3, 2, 1):
            run = " ".join(p for p, _ in pieces[i : i + length])
            names = run.split("/") if length == 1 else [run]
            if i + length <= len(pieces) and all(n in self.prepositions for n in names):
                return "PREP", "/".join(self.prepositions[n] for n in names), length
        return "WORD", word.strip("'\""), 1


class _Build(Transformer[Token, Any]):
    """Turns the tree of a pattern into (trigger, items)."""

    def __init__(self, word_tag: Callable[[str], str]) -> None:
        super().__init__()
        self.word_tag = word_tag

    def restriction(self, children: list[Token]) -> tuple[str, tuple[str, ...]]:
        token = children[0]
        if token.type == "ROLE":
            return "", tuple(token.split("/"))
        return (str(token) if token.type == "SET" else self.word_tag(str(token))), ()

    def target(self, children: list[Any]) -> tuple[str, str, tuple[str, ...]]:
        slot = str(children[0]) if isinstance(children[0], Token) else ""
        tag, roles = next((c for c in children if isinstance(c, tuple)), ("", ()))
        return slot, tag, roles

    def trigger(self, children: list[Token]) -> list[Any]:
        return [str(children[0])]

    def near(self, children: list[Token]) -> list[Any]:
        word = str(children[0])
        return [Item(SENTENCE, (), "", word if word[0] == "&" else self.word_tag(word), (), False)]

    def bare(self, children: list[Any]) -> list[Any]:
        slot, tag, roles = children[0]
        return [Item("", (), slot, tag, roles, False)]

    def prepositional(self, children: list[Any]) -> list[Any]:
        slot, tag, roles = children[1] if len(children) > 1 else ("_", "", ())
        return [Item(PREPOSITION, tuple(children[0].split("/")), slot, tag, roles, False)]

    def optional(self, children: list[Any]) -> list[Any]:
        inner = [x for c in children if not isinstance(c, Token) for x in c]
        return [Item(x.function, x.prepositions, x.slot, x.tag, x.roles, True) if isinstance(x, Item) else x for x in inner]

    def start(self, children: list[Any]) -> list[Any]:
        return [x for c in children for x in c]


class PatternReader:
    """Reads patterns of one language.

    `prepositions` maps each preposition as written to its canonical value; `word_tag` gives the tag of a literal word.
    """

    def __init__(self, grammar: Path, prepositions: Mapping[str, str], word_tag: Callable[[str], str]) -> None:
        lexer = type("PatternLexer", (_PatternLexer,), {"prepositions": prepositions})
        self._parser = Lark(grammar.read_text(encoding="utf-8"), parser="lalr", lexer=lexer, strict=True, transformer=_Build(word_tag))

    def read(self, text: str) -> Pattern:
        """Read one pattern; raises PatternError."""
        try:
            parts: list[Any] = self._parser.parse(text)  # type: ignore[assignment]
        except UnexpectedInput as error:
            column = getattr(error, "column", 0) or len(text)
            raise PatternError(text, max(column, 1), "unexpected item: write `S V T`, `S V &set PREP T` or brackets that close") from None
        triggers = [p for p in parts if isinstance(p, str)]
        if len(triggers) != 1:
            raise PatternError(text, 1, f"{len(triggers)} triggers: a pattern has exactly one V or N")
        trigger, seen, items = triggers[0], False, []
        for part in parts:
            if isinstance(part, str):
                seen = True
                continue
            function = part.function or (OBJECT if seen else SUBJECT)
            leading = trigger == "V" and not seen and function == PREPOSITION
            items.append(Item(function, part.prepositions, part.slot, part.tag, part.roles, part.optional, leading))
        return Pattern(text, trigger, tuple(items))
