"""Typed terminals -> phrases -> clauses, by the two Lark grammars of the language (LALR, strict).

The phrase grammar cuts each run of nominal words into noun phrases, the clause grammar builds clauses over phrases.
A grammar sees terminals only, never words, so the parse of a sequence of terminals is remembered by that sequence.
Every sequence of terminals parses; very long sequences are cut (`MAX_TERMINALS`) so that time stays bounded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from lark import Lark, Transformer
from lark import Token as LarkToken
from lark.lexer import Lexer

from coder.actors import bears_actor
from coder.lists import apposed_head_last, join_comma_lists
from coder.model import Argument, Clause, Parse, Phrase, Token
from coder.tag import NOMINAL

MAX_TERMINALS = 400
_REMEMBERED = 12
_MEMORY_LIMIT = 100_000
_OPENS_LIST = frozenset(["COMP", "SUB", "COLON", "STOP"])
_LINKS = frozenset(["AND", "COMP", "COLON", "REL", "SUB", "COMMA", "STOP", "PTCP", "LQ", "RQ", "LPAR", "RPAR"])


class _Terminals(Lexer):
    """Hands a sequence of terminal names to Lark; each token's value is its position."""

    def __init__(self, lexer_conf: Any) -> None:
        pass

    def lex(self, data: Any) -> Iterator[LarkToken]:  # type: ignore[override]
        for i, name in enumerate(data):
            yield LarkToken(name, str(i))


class _PhraseSpans(Transformer[LarkToken, Any]):
    """Phrase tree -> lengths of the phrases, in order."""

    def _length(self, children: list[Any]) -> list[int]:
        return [sum(c[0] if isinstance(c, list) else 1 for c in children)]

    open_phrase = closed_phrase = orphan_phrase = _length

    def phrases(self, children: list[list[int]]) -> list[int]:
        return [n for c in children for n in c]

    run = start = phrases


class _ClauseShapes(Transformer[LarkToken, Any]):
    """Clause tree -> flat list of (rule, link, opener, before, verb, after) over positions."""

    def noun_phrases(self, children: list[Any]) -> tuple[str, int, tuple[int, ...]]:
        inner: list[int] = []
        for c in children:
            if isinstance(c, tuple):
                inner.extend(c[2])
            elif c.type == "NP":
                inner.append(int(c))
        return ("NP", -1, tuple(inner))

    def prepositional(self, children: list[Any]) -> tuple[str, int, tuple[int, ...]]:
        return ("PP", int(children[0]), children[1][2] if len(children) > 1 else ())

    def date(self, children: list[Any]) -> tuple[str, int, tuple[int, ...]]:
        return ("DATE", -1, (int(children[0]),))

    def pronoun(self, children: list[Any]) -> tuple[str, int, tuple[int, ...]]:
        return ("PRON", -1, (int(children[0]),))

    def verb(self, children: list[Any]) -> tuple[str, int, tuple[int, ...]]:
        return ("VERB", int(children[0]), ())

    participle = verb

    def _clause(self, rule: str, children: list[Any]) -> tuple[Any, ...]:
        verb = next((i for i, c in enumerate(children) if c[0] == "VERB"), None)
        if verb is None:
            return (rule, tuple(children), -1, ())
        return (rule, tuple(children[:verb]), children[verb][1], tuple(children[verb + 1 :]))

    def clause_verb_first(self, children: list[Any]) -> tuple[Any, ...]:
        return self._clause("clause_verb_first", children)

    def clause_subject_first(self, children: list[Any]) -> tuple[Any, ...]:
        return self._clause("clause_subject_first", children)

    def clause_nominal(self, children: list[Any]) -> tuple[Any, ...]:
        return self._clause("clause_nominal", children)

    def clause_adjunct(self, children: list[Any]) -> tuple[Any, ...]:
        return self._clause("clause_adjunct", children)

    def _linked(self, link: str, children: list[Any]) -> tuple[str, Any]:
        opener = int(children[0])
        inner = children[1] if len(children) > 1 else ("clause_empty", (), -1, ())
        return (link, (opener, inner))

    def coordination(self, children: list[Any]) -> Any:
        return self._linked("coordination", children)

    def complement(self, children: list[Any]) -> Any:
        return self._linked("complement", children)

    def relative(self, children: list[Any]) -> Any:
        return self._linked("relative", children)

    def subordinate(self, children: list[Any]) -> Any:
        return self._linked("subordinate", children)

    def juxtaposed(self, children: list[Any]) -> Any:
        return self._linked("juxtaposed", children)

    def quotation(self, children: list[Any]) -> Any:
        return self._linked("quotation", children)

    def parenthesis(self, children: list[Any]) -> Any:
        return self._linked("parenthesis", children)

    def participial(self, children: list[Any]) -> Any:
        return ("participial", (children[0][1], ("clause_participial", (), children[0][1], tuple(children[1:]))))

    def asyndetic(self, children: list[Any]) -> Any:
        return ("asyndetic", (-1, ("clause_verb_first", (), children[0][1], tuple(children[1:]))))

    def sentence(self, children: list[Any]) -> list[tuple[Any, ...]]:
        shapes = []
        for child in children:
            if child[0].startswith("clause"):
                shapes.append((child[0], "opening", -1, *child[1:]))
            else:
                link, (opener, inner) = child
                shapes.append((inner[0], link, opener, *inner[1:]))
        return shapes


class _Leaf:
    """A terminal and its position: what the transformers see of a token."""

    __slots__ = ("position", "type")

    def __init__(self, name: str, position: int) -> None:
        self.type = name
        self.position = position

    def __int__(self) -> int:
        return self.position


class _Table:
    """Runs Lark's LALR tables over terminal names; positions are the values.

    The same shifts, reductions and callbacks as `Lark.parse`, without a token object, a lexer and an error path for each
    terminal (measured: a third of the time). The tables are Lark's; nothing is decided here.
    """

    def __init__(self, lark: Lark, start: str) -> None:
        table = lark.parser.parser.parser.parse_table
        callbacks = lark.parser.parser.parser.callbacks
        self.start = table.start_states[start]
        self.end = table.end_states[start]
        self.leaves: dict[tuple[str, int], _Leaf] = {}
        self.states: dict[int, dict[str, tuple[int, Any, Any, str]]] = {}
        for state, actions in table.states.items():
            row = self.states[state] = {}
            for name, (action, argument) in actions.items():
                key = str(name)  # Lark's names are tokens, which compare more slowly than strings
                if str(action) == "Shift":
                    row[key] = (-1, argument, None, "")
                else:
                    row[key] = (len(argument.expansion), None, callbacks[argument], str(argument.origin.name))

    def parse(self, terminals: Sequence[str]) -> Any:
        """What the grammar's transformer makes of the terminals."""
        states, stack, values = self.states, [self.start], []
        for position, name in enumerate((*terminals, "$END")):
            while True:
                size, target, callback, origin = states[stack[-1]][name]
                if size < 0:
                    stack.append(target)
                    leaf = self.leaves.get((name, position))
                    if leaf is None:
                        leaf = self.leaves[name, position] = _Leaf(name, position)
                    values.append(leaf)
                    break
                if size:
                    reduced = values[-size:]
                    del stack[-size:], values[-size:]
                else:
                    reduced = []
                values.append(callback(reduced))
                stack.append(states[stack[-1]][origin][1])
                if name == "$END" and stack[-1] == self.end:
                    return values[-1]
        return values[-1]


class Parser:
    """Parses tagged sentences of one language."""

    def __init__(self, grammars: Path, language: str, fixed_order: bool = False) -> None:
        self._join = join_comma_lists if fixed_order else _join_lists
        self._apposed = apposed_head_last if fixed_order else _apposed
        folder = grammars / language
        self._phrases = _Table(_lark(folder / "phrase.lark", "start", _PhraseSpans()), "start")
        self._clauses = _Table(_lark(folder / "clause.lark", "sentence", _ClauseShapes()), "sentence")
        self._phrase_memory: dict[tuple[str, ...], list[int]] = {}
        self._clause_memory: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}

    def parse(self, tokens: list[Token]) -> Parse:
        """Phrases and clauses of one tagged sentence."""
        phrases, terminals = self._cut(tokens)
        clauses: list[Clause] = []
        for base, segment in _segments(terminals):
            for shape in self._shapes(segment):
                clauses.append(_clause(shape, base, phrases, tokens))
        return Parse(tokens, phrases, clauses)

    def shape(self, terminals: Sequence[str]) -> list[tuple[Any, ...]]:
        """The clause grammar's reading of any sequence of clause terminals (positions instead of words)."""
        return self._shapes(tuple(_settle(list(terminals))))

    def spans(self, terminals: Sequence[str]) -> list[int]:
        """The phrase grammar's reading of a run of nominal terminals: the lengths of its phrases."""
        return self._lengths(tuple(terminals))

    # -- phrases -------------------------------------------------------------------------------

    def _lengths(self, run: tuple[str, ...]) -> list[int]:
        known = self._phrase_memory.get(run)
        if known is None:
            known = self._phrases.parse(run)
            if len(run) <= _REMEMBERED and len(self._phrase_memory) < _MEMORY_LIMIT:
                self._phrase_memory[run] = known
        return known

    def _cut(self, tokens: list[Token]) -> tuple[list[Phrase], list[str]]:
        """Phrases, one for each terminal of the clause grammar."""
        phrases: list[Phrase] = []
        names = [t.terminal for t in tokens]
        i, n = 0, len(tokens)
        while i < n:
            terminal = names[i]
            if terminal in NOMINAL:
                j = i + 1
                while j < n and names[j] in NOMINAL and not (names[j] == "INDEF" and _object(tokens[j - 1], tokens[j])):
                    j += 1
                for k in range(i, j, MAX_TERMINALS):
                    at = k
                    for length in self._lengths(tuple(names[k : min(j, k + MAX_TERMINALS)])):
                        phrases.append(Phrase("NP", at, at + length - 1))
                        at += length
                i = j
                continue
            phrases.append(Phrase(terminal, i, i))
            if terminal == "PREP" and tokens[i].pronoun:
                phrases.append(Phrase("NP", i, i))
            i += 1
        if "COMMA" in names:
            phrases = _without_asides(phrases, tokens, self._apposed)
        if "AND" in names or "COMMA" in names:
            phrases = self._join(phrases, tokens)
        return phrases, [p.terminal for p in phrases]

    # -- clauses -------------------------------------------------------------------------------

    def _shapes(self, terminals: tuple[str, ...]) -> list[tuple[Any, ...]]:
        known = self._clause_memory.get(terminals)
        if known is None:
            known = self._clauses.parse(terminals)
            if len(terminals) <= 2 * _REMEMBERED and len(self._clause_memory) < _MEMORY_LIMIT:
                self._clause_memory[terminals] = known
        return known


def _object(before: Token, token: Token) -> bool:
    """An indefinite noun whose ending shows the accusative is no owner of the noun before: workers | (began) a strike."""
    x = token.lexeme
    if before.terminal != "HEAD" or token.terminal != "INDEF" or x is None or token.features[1:2] != "s":
        return False
    word, lemma = token.text.partition(" ")[0], x.lemma.partition(" ")[0]
    return len(word) > len(lemma) > 2 and word[-1] != lemma[-1]


def _lark(path: Path, start: str, transformer: Transformer[Any, Any]) -> Lark:
    return Lark(
        path.read_text(encoding="utf-8"), parser="lalr", lexer=_Terminals, strict=True, start=start,
        transformer=transformer, import_paths=[str(path.parent.parent)],
    )  # fmt: skip


_CLAUSAL = frozenset(["VERB", "COMP", "COLON", "REL", "SUB", "PTCP", "STOP", "LQ", "RQ", "LPAR", "RPAR"])
_ASIDE = 8


def _without_asides(phrases: list[Phrase], tokens: list[Token], apposed: Callable[[Phrase, Phrase, list[Token]], bool]) -> list[Phrase]:
    """Commas that only set off an aside fall away: a date, a prepositional phrase, a name or title of the actor before."""
    out: list[Phrase] = []
    i, n, closing = 0, len(phrases), False
    while i < n:
        phrase = phrases[i]
        if phrase.terminal != "COMMA":
            out.append(phrase)
            i += 1
            continue
        j = i + 1
        while j < n and phrases[j].terminal not in _CLAUSAL and phrases[j].terminal not in ("COMMA", "AND") and j - i <= _ASIDE:
            j += 1
        opener = phrases[i + 1].terminal if i + 1 < n else ""
        closed = j < n and phrases[j].terminal == "COMMA" and not (j + 1 < n and phrases[j + 1].terminal == "AND")
        ends = j >= n or phrases[j].terminal in ("AND", "COMMA", "COMP", "STOP", "PTCP", "SUB")
        if opener in ("DATE", "PREP") and (closed or ends):
            out += phrases[i + 1 : j]  # the comma that closes one aside may open the next
            closing, i = closed, j
            continue
        if opener == "NP" and closed and j == i + 2 and out and out[-1].terminal == "NP" and apposed(phrases[i + 1], out[-1], tokens):
            out[-1] = Phrase("NP", out[-1].first, phrases[i + 1].last)
            closing, i = True, j
            continue
        after_date = bool(out) and out[-1].terminal == "DATE" and opener in ("NP", "PREP") and ends
        if not closing and not after_date:
            out.append(phrase)
        closing = False
        i += 1
    return out


def _apposed(aside: Phrase, before: Phrase, tokens: list[Token]) -> bool:
    """Is the noun phrase between commas the title of the one before (or its name)?"""
    title = tokens[aside.first].lexeme
    if any(t.terminal in ("PERSON", "PERSON_APP") for t in tokens[aside.first : aside.last + 1]):
        return True
    named = any(t.terminal in ("PERSON", "NAMEPART", "PERSON_APP") or t.lexeme is None for t in tokens[before.first : before.last + 1])
    return title is not None and title.agent_class in ("person", "body") and named


def _join_lists(phrases: list[Phrase], tokens: list[Token]) -> list[Phrase]:
    """A conjunction between two noun phrases joins them unless a singular verb follows the second; a comma before it falls away."""
    out: list[Phrase] = []
    listed = True  # has this clause, or its part since the last link, nothing but actors: that Russia, the US and Jordan ...?
    for i, phrase in enumerate(phrases):
        if phrase.terminal in _OPENS_LIST:
            listed = True
        elif phrase.terminal == "NP":
            listed = listed and _bare_actor(phrase, tokens)
        elif phrase.terminal != "AND":
            listed = False
        if phrase.terminal == "AND":
            before = out[-1].terminal if out else ""
            if before == "COMMA" and len(out) > 1 and out[-2].terminal == "NP":
                before = "COMMA+NP"
            follower = phrases[i + 1].terminal if i + 1 < len(phrases) else ""
            verb = tokens[phrases[i + 2].first] if i + 2 < len(phrases) and phrases[i + 2].terminal == "VERB" else None
            # a verb with a pronoun describes the noun: stopping and destroying a missile (that) X fired-it
            single = verb is not None and verb.features[3:4] not in ("d", "p") and not verb.pronoun
            if single and listed and before == "NP" and out[-2:-1] and out[-2].terminal == "AND_N":
                single = not _bare_actor(phrases[i + 1], tokens)  # after two at least, one more before their verb
            if follower == "NP" and not single and before in ("NP", "COMMA+NP"):
                if before == "COMMA+NP":
                    out.pop()
                phrase = phrase._replace(terminal="AND_N")
        out.append(phrase)
    return out


def _bare_actor(phrase: Phrase, tokens: list[Token]) -> bool:
    """An actor's name and nothing of an act: Jordan, the Egyptian army."""
    words = tokens[phrase.first : phrase.last + 1]
    return any(map(bears_actor, words)) and not any(t.lexeme is not None and t.lexeme.senses and not t.lexeme.agent for t in words)


def _segments(terminals: list[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The terminals cut before each link, with the position of each piece.

    In the clause grammar a link always opens the next clause, whatever came before, so the clauses of the pieces one after
    another are the clauses of the whole (tests/test_laws.py); pieces are short and come again, whole sentences do not.
    """
    start = 0
    for i, name in enumerate(terminals):
        if i > start and (name in _LINKS or i - start >= MAX_TERMINALS):
            yield start, tuple(_settle(terminals[start:i]))
            start = i
    if start < len(terminals):
        yield start, tuple(_settle(terminals[start:]))


def _settle(terminals: list[str]) -> list[str]:
    """Terminals whose name depends on their neighbours: a preposition without a noun phrase, a conjunction that joins none."""
    for i, name in enumerate(terminals):
        if name == "PREP":
            if i + 1 == len(terminals) or terminals[i + 1] != "NP":
                terminals[i] = "PREP_BARE"
        elif name == "AND_N" and (i + 1 == len(terminals) or terminals[i + 1] != "NP" or i == 0 or terminals[i - 1] != "NP"):
            terminals[i] = "AND"
    return terminals


def _clause(shape: tuple[Any, ...], base: int, phrases: list[Phrase], tokens: list[Token]) -> Clause:
    rule, link, opener, before, verb, after = shape
    return Clause(
        rule, link, opener + base if opener >= 0 else -1,
        tuple(_argument(a, base, phrases, tokens) for a in before),
        verb + base if verb >= 0 else -1,
        tuple(_argument(a, base, phrases, tokens) for a in after),
    )  # fmt: skip


def _argument(raw: tuple[str, int, tuple[int, ...]], base: int, phrases: list[Phrase], tokens: list[Token]) -> Argument:
    kind, preposition, inner = raw
    value = ""
    if preposition >= 0:
        lexeme = tokens[phrases[preposition + base].first].lexeme
        value = lexeme.value if lexeme is not None else ""
    return Argument(kind, value, tuple(i + base for i in inner))
