"""Words of a sentence -> the dates it names; a named date and the day of publication -> a day and how precise it is.

The table of the language types words, its grammar (Lark, LALR) says which sequences of types are dates. What was said is
kept as facts ("month": 3, "shift": -1), which do not depend on the day of publication. Nothing here knows a language.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from lark import Lark, Token, Tree
from lark.lexer import Lexer
from lark.parsers.lalr_analysis import Shift

from coder.date_values import Value, resolve

MAX_TOKENS = 14  # longest date in terminals
_MEMORY_LIMIT = 50_000
NO_DATE, WEAK, STRONG, PHRASE = range(4)  # what a word is for dates: none, no date by itself, a date maybe, so only with the next word
_KINDS = ("calendar", "hijri")  # the more exact reading wins: a weekday and a date together are the date
_FACTS = {
    "INT": "number", "NUM": "number", "COUNT": "number", "ORD": "number", "DAYS": "number",
    "MONTH": "month", "WEAK": "month", "ABBR": "month", "HMONTH": "month", "YEAR": "year", "NUMDATE": "iso", "DAYMONTH": "iso",
    "DAY": "unit", "MUNIT": "unit", "YUNIT": "unit", "UNIT": "unit", "DEFUNIT": "unit", "DEFYEAR": "unit", "UNITS": "units",
    "DUAL": "dual", "SHIFT": "shift", "DEMO": "shift", "WEEKDAY": "weekday", "DAYWORD": "offset", "TODAY": "offset",
    "NIGHT": "offset", "FEW": "vague", "HALF": "half", "WEEKEND": "start",
}  # fmt: skip
_NUMBER = re.compile(r"(\d+)(\D+)", re.ASCII)
_INTEGER = re.compile(r"-?\d+")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})")
_DAY_MONTH = re.compile(r"(\d{1,2})/(\d{1,2})")
_DAYS = re.compile(r"(\d{1,2})[-/](\d{1,2})")


class DateMention(NamedTuple):
    """A date in a sentence: words `first` to `last` without the first `skip` characters, and what they say."""

    first: int
    last: int
    skip: int
    value: Value


class _Typed(NamedTuple):
    """A terminal with its value, at words `first` to `last`, after `skip` characters of the first."""

    terminal: str
    value: str
    first: int
    last: int
    skip: int


class _Opening(NamedTuple):
    """What a date word may be the first word of: (other words, terminal, value), longest first; after a proclitic."""

    prefix: str  # terminal of the proclitic, or nothing
    skip: int
    phrases: tuple[tuple[tuple[str, ...], tuple[tuple[str, str], ...]], ...]
    strong: bool  # may a date consist of such words? Prepositions and commas alone are none


class _Terminals(Lexer):
    """Hands a sequence of terminal names to Lark; the value of each token is its position."""

    def __init__(self, lexer_conf: Any) -> None:
        pass

    def lex(self, data: Any) -> Iterator[Token]:  # type: ignore[override]
        for i, name in enumerate(data):
            yield Token(name, str(i))


class DateReader:
    """Finds the dates of one language."""

    def __init__(self, table: Path, grammar: Path, normalize: Callable[[str], str]) -> None:
        self._lark = Lark(grammar.read_text("utf-8"), parser="lalr", strict=True, lexer=_Terminals)
        self._table = self._lark.parser.parser.parser.parse_table
        self._known = {symbol.name for rule in self._lark.rules for symbol in rule.expansion if symbol.is_term}
        self._weak = _weak(self._lark.rules, self._known)
        self._phrases: dict[str, list[tuple[tuple[str, ...], tuple[tuple[str, str], ...]]]] = {}
        self._prefixes: list[tuple[str, str, str]] = []  # (proclitic, its terminal, what of it stays)
        self._articles: list[str] = []  # stand before numbers and mean nothing there
        self._postfixes: list[str] = []
        with table.open(encoding="utf-8", newline="") as lines:
            rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
            for row in rows:
                self._add(normalize(row["form"]).split(), row["terminal"], row["value"])
        for phrases in self._phrases.values():
            phrases.sort(key=lambda phrase: -len(phrase[0]))
        self._leads = tuple(prefix for prefix, _, _ in self._prefixes)
        self._openings: dict[str, _Opening | None] = {}
        self._kinds: dict[str, int] = {}
        self._seconds: dict[str, tuple[frozenset[str], int]] = {}  # of words of kind PHRASE: their second words, what they are alone
        self._parses: dict[tuple[str, ...], tuple[int, Tree[Token]] | None] = {}

    def find(self, words: Sequence[str], kinds: list[int] | None = None) -> list[DateMention]:
        """The dates among normalized words and marks (what `kind` says of each, where known), left to right, none overlapping another."""
        found: list[DateMention] = []
        if len(self._kinds) > _MEMORY_LIMIT or len(self._openings) > _MEMORY_LIMIT:
            self._kinds.clear()
            self._openings.clear()
            self._seconds.clear()
        if kinds is None:
            kinds = list(map(self.kind, words))
        self._settle(kinds, words)
        if STRONG not in kinds and PHRASE not in kinds:
            return found
        for run in self._runs(words, kinds):
            start = 0
            while start < len(run):
                parsed = self._longest(tuple(typed.terminal for typed in run[start : start + MAX_TOKENS]))
                if parsed is None:
                    start += 1
                    continue
                length, tree = parsed
                mention = _mention(tree, run[start:])
                if mention is not None:
                    found.append(mention)
                start += length
        return found

    def _add(self, words: list[str], terminal: str, value: str) -> None:
        if terminal == "PREFIX":
            name, _, stays = value.partition("/")
            self._prefixes.append((words[0], name, stays))
        elif terminal == "ARTICLE":
            self._articles.append(words[0])
        elif terminal == "POSTFIX":
            self._postfixes.append(words[0])
        elif words:
            self._phrases.setdefault(words[0], []).append((tuple(words[1:]), ((terminal, value),)))

    def _runs(self, words: Sequence[str], known: Sequence[int]) -> Iterator[list[_Typed]]:
        """The longest stretches of typed words."""
        reached = 0
        at, n = 0, len(known)
        while True:
            while at < n and known[at] != STRONG and known[at] != PHRASE:
                at += 1
            if at == n:
                return
            first = at  # prepositions and commas right before may belong to it
            while first > reached and known[first - 1] == WEAK:
                first -= 1
            run, at = [], first
            while at < n:
                opening = self._opening(words[at]) if known[at] != NO_DATE else None
                if opening is None:
                    break
                typed, length = self._typed(opening, words, at)
                at += length
                if not typed:
                    break
                run += typed
            reached = at
            if run:
                yield run

    def _typed(self, opening: _Opening, words: Sequence[str], at: int) -> tuple[list[_Typed], int]:
        """The terminals of the longest phrase that begins here, and how many words it has."""
        for rest, terminals in opening.phrases:
            last = at + len(rest)
            if rest and tuple(words[at + 1 : last + 1]) != rest:
                continue
            if not all(name in self._known for name, _ in terminals):
                return [], len(rest) + 1
            typed = [_Typed(name, value, at, last, opening.skip) for name, value in terminals]
            if opening.prefix in self._known:
                typed.insert(0, _Typed(opening.prefix, "", at, at, 0))
            return typed, len(rest) + 1
        return [], 1

    def kind(self, word: str) -> int:
        """What a word is for dates: NO_DATE, WEAK, STRONG or PHRASE."""
        kind = self._kinds.get(word)
        if kind is None:
            opening = self._opening(word)
            if opening is None:
                kind = NO_DATE
            elif opening.prefix and opening.prefix not in self._weak:
                kind = STRONG
            else:
                alone = [terminals for rest, terminals in opening.phrases if not rest]
                strong = any(name not in self._weak for terminals in alone for name, _ in terminals)
                kind = STRONG if strong else PHRASE if opening.strong else WEAK
            self._kinds[word] = kind
        return kind

    def _settle(self, kinds: list[int], words: Sequence[str]) -> None:
        """Give words of kind PHRASE the kind they have by themselves where the second word of none of their phrases follows."""
        at = -1
        while PHRASE in kinds[at + 1 :]:
            at = kinds.index(PHRASE, at + 1)
            seconds, alone = self._phrase(words[at])
            if at + 1 == len(kinds) or words[at + 1] not in seconds:
                kinds[at] = alone

    def _phrase(self, word: str) -> tuple[frozenset[str], int]:
        """The second words of the phrases that a word opens, and its kind without them."""
        known = self._seconds.get(word)
        if known is None:
            opening = self._opening(word)
            rests = [rest for rest, _ in opening.phrases] if opening is not None else []
            known = self._seconds[word] = (frozenset(rest[0] for rest in rests if rest), NO_DATE if all(rests) else WEAK)
        return known

    def _opening(self, word: str) -> _Opening | None:
        known = self._openings.get(word)
        if known is None:
            known = self._openings[word] = self._open(word)
        return known

    def _open(self, word: str) -> _Opening | None:
        phrases = self._stem(word)
        if phrases:
            return _Opening("", 0, tuple(phrases), self._strong(phrases))
        if not word.startswith(self._leads):
            return None
        for prefix, terminal, stays in self._prefixes:
            if word.startswith(prefix) and len(word) > len(prefix):
                phrases = self._stem(stays + word[len(prefix) :])
                if phrases:
                    return _Opening(terminal, len(prefix) - (stays != ""), tuple(phrases), terminal not in self._weak or self._strong(phrases))
        return None

    def _strong(self, phrases: Sequence[tuple[tuple[str, ...], tuple[tuple[str, str], ...]]]) -> bool:
        return any(rest or any(name not in self._weak for name, _ in terminals) for rest, terminals in phrases)

    def _stem(self, word: str) -> list[tuple[tuple[str, ...], tuple[tuple[str, str], ...]]]:
        """What a word without proclitics opens: phrases of the table, or the terminals of a number."""
        phrases = self._phrases.get(word)
        if phrases:
            return phrases
        for postfix in self._postfixes:
            if len(word) > len(postfix) and word.endswith(postfix):
                while len(word) > len(postfix) and word.endswith(postfix):
                    word = word[: -len(postfix)]
                return self._stem(word)
        if "-" in word:
            joined = [self._phrases.get(part, []) for part in word.split("-")]
            kinds = {terminals[0][0] for part in joined for rest, terminals in part[-1:] if not rest}
            if len(joined) == 2 and all(joined) and len(kinds) == 1:  # two weekdays or months: the first
                return joined[0][-1:]
        for article in self._articles:
            word = word.removeprefix(article)
        if not word[:1].isdigit():
            return []
        number = _number(word)
        if number:
            return [((), (number,))]
        marked = _NUMBER.fullmatch(word)
        suffix = self._phrases.get(marked[2], []) if marked else []
        before = _number(marked[1]) if marked else None
        ends = [terminals for rest, terminals in suffix if not rest and terminals[0][0] in ("ERA", "SUFFIX")]
        return [((), (before, *ends[0]))] if before and ends else []

    def _longest(self, terminals: tuple[str, ...]) -> tuple[int, Tree[Token]] | None:
        """The longest beginning that is a date, and its tree."""
        try:
            return self._parses[terminals]
        except KeyError:
            pass
        if len(self._parses) > _MEMORY_LIMIT:
            self._parses.clear()
        length = self._accepted(terminals)
        found = (length, self._lark.parse(terminals[:length])) if length else None
        self._parses[terminals] = found
        return found


    def _accepted(self, terminals: tuple[str, ...]) -> int:
        """How many of the terminals are the longest beginning that the grammar accepts, by Lark's tables, in one pass."""
        stack, length = [self._table.start_states["start"]], 0
        for at, name in enumerate(terminals, 1):
            if not self._step(stack, name):
                break
            if self._step(stack.copy(), "$END"):
                length = at
        return length

    def _step(self, stack: list[Any], name: str) -> bool:
        """Take one terminal: reduce what it closes, then shift it; whether it may stand here."""
        states, end = self._table.states, self._table.end_states["start"]
        while True:
            action, argument = states[stack[-1]].get(name, (None, None))
            if action is None:
                return False
            if action is Shift:
                stack.append(argument)
                return True
            if size := len(argument.expansion):
                del stack[-size:]
            stack.append(states[stack[-1]][argument.origin.name][1])
            if name == "$END" and stack[-1] == end:
                return True


def _weak(rules: Sequence[Any], terminals: Iterable[str]) -> set[str]:
    """Terminals of which, all together, no sentence of the grammar can be made; those without a value are tried first."""
    weak: set[str] = set()
    for name in sorted(terminals, key=lambda t: (t in _FACTS, t)):
        productive: set[str] = set(weak) | {name}
        grew = True
        while grew:
            heads = {r.origin.name for r in rules if all(x.name in productive for x in r.expansion)}
            grew = not heads <= productive
            productive |= heads
        if "start" not in productive:
            weak.add(name)
    return weak


def _number(word: str) -> tuple[str, str] | None:
    """The terminal of a word in digits: a whole date, a span of days, a day (1-31), a year or another number."""
    if match := _DAY_FIRST.fullmatch(word):
        return "NUMDATE", f"{match[3]}-{match[2]}-{match[1]}"
    if match := _YEAR_FIRST.fullmatch(word):
        return "NUMDATE", f"{match[1]}-{match[2]}-{match[3]}"
    if match := _DAY_MONTH.fullmatch(word):
        return "DAYMONTH", f"-{match[2]}-{match[1]}"
    if match := _DAYS.fullmatch(word):
        return "DAYS", match[1]
    if not word.isdecimal() or not word.isascii() or len(word) > 4:
        return None
    value = int(word)
    if 1 <= value <= 31 and len(word) <= 2:
        return "INT", str(value)
    return ("YEAR" if len(word) == 4 and 1000 <= value < 2200 else "NUM"), str(value)


def _mention(tree: Tree[Token], run: Sequence[_Typed]) -> DateMention | None:
    """The parsed terminals as a mention; None if the grammar names them to rule them out (`never`)."""
    top = str(tree.data)
    if top == "never":
        return None
    tokens = [run[int(token)] for token in tree.scan_values(lambda leaf: isinstance(leaf, Token))]
    if top == "anchored":
        tokens.pop()
    elif top == "beside":
        tokens.pop(0)
    first, last = tokens[0], tokens[-1]
    kinds = {str(node.data): node for node in tree.iter_subtrees()}
    node = next((kinds[kind] for kind in _KINDS if kind in kinds), tree)
    kind = str(node.data)
    if kind in ("since", "beside"):
        inner = [child for child in node.children if isinstance(child, Tree)]
        kind = str(inner[0].data) if inner else "calendar"
    facts: dict[str, int | str] = {}
    for token in node.scan_values(lambda leaf: isinstance(leaf, Token)):
        name = _FACTS.get(token.type)
        value = run[int(token)].value
        if name is not None:
            facts.setdefault(name, int(value) if _INTEGER.fullmatch(value) else value)
    if kind == "calendar":
        facts.update(("weekday", int(token.value)) for token in tokens if token.terminal == "WEEKDAY")
    value_of = (kind, tuple(sorted(facts.items())))
    return DateMention(first.first, last.last, first.skip, ("since", value_of) if top == "since" else value_of)


__all__ = ["NO_DATE", "PHRASE", "STRONG", "WEAK", "DateMention", "DateReader", "resolve"]
