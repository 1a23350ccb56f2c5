"""Checks of the verb senses: keys, codes, patterns, examples, sets."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from coder.check_actors import actor_code_fault
from coder.check_tree import Entry, Tree
from coder.findings import Site, rule
from coder.pattern import Pattern, PatternError, PatternReader

KEYS = frozenset(["id", "code", "verb", "noun", "pattern", "reciprocal", "mode", "attribution", "lone", "note", "fails", "yes", "no"])
YES_KEYS = frozenset(["text", "event", "events", "note", "fails", "date"])
NO_KEYS = frozenset(["text", "why", "note", "fails"])
LIGHT_KINDS = frozenset(["active", "undergo", "place", "passive", "done", "announce"])
NULL = "-"


@lru_cache(maxsize=1)
def _patterns(tree: Tree) -> list[tuple[Entry, str, Pattern | PatternError]]:
    """Every pattern of every sense: a `Pattern`, or what is wrong with it."""
    readers = {language: _reader(tree, language) for language in tree.languages}
    return [
        (entry, text, _read(reader, text))
        for entry in tree.senses
        if (reader := readers[entry.language]) is not None
        for text in entry.texts("pattern")
    ]


def _read(reader: PatternReader, text: str) -> Pattern | PatternError:
    try:
        return reader.read(text)
    except PatternError as error:
        return error


def _reader(tree: Tree, language: str) -> PatternReader | None:
    """The pattern reader that a language's dictionaries get; None where the grammar itself is broken."""
    prepositions = {row["form"]: row["value"] for _, _, row in tree.rows("LANG/words.tsv", language) if row["terminal"] == "PREP"}
    settings = tree.tomls.get(f"dictionaries/{language}/language.toml")
    clitics = settings.data.get("clitics") if settings else None
    for clitic in clitics.get("prepositions", []) if isinstance(clitics, dict) else []:
        prepositions[str(clitic)] = str(clitic)
    try:
        return PatternReader(tree.grammars / "pattern.lark", prepositions, lambda word: "=" + word)
    except Exception:
        return None  # GE401 tells why


@rule("VE301", "give every sense an id and a quoted code")
def missing_key(tree: Tree) -> Iterator[Site]:
    """the sense lacks a key"""
    for entry in tree.senses:
        for key in ("id", "code"):
            if not isinstance(entry.data.get(key), str):
                yield Site(entry.toml.file, entry.line, entry.id, repr(key))


@rule("VE302", "write a code of cameo/codes.tsv, in quotes")
def unknown_code(tree: Tree) -> Iterator[Site]:
    """the code of the sense is not in cameo/codes.tsv"""
    for entry in tree.senses:
        code = entry.data.get("code")
        if isinstance(code, str) and code not in tree.codes:
            yield Site(entry.toml.file, _key_line(entry, "code"), entry.id, repr(code))


def _key_line(entry: Entry, key: str) -> int:
    lines = entry.toml.lines
    return next((n for n in range(entry.first, entry.last + 1) if lines[n - 1].split("=")[0].strip() == key), entry.line)


@rule("VE303", "write it as docs/dictionaries.md says: `S V T`, `S V &set PREP T`, one V or N, brackets that close")
def unreadable_pattern(tree: Tree) -> Iterator[Site]:
    """the pattern cannot be read"""
    for entry, text, pattern in _patterns(tree):
        if isinstance(pattern, PatternError):
            yield entry.at(text, str(pattern))


@rule("VE304", "define the set in sets.toml or in [sets] of a verb file, or mend its name")
def unknown_set(tree: Tree) -> Iterator[Site]:
    """the pattern names a set that is not defined"""
    known = {language: {name for _, name, _ in tree.set_names(language)} for language in tree.languages}
    for entry, text, pattern in _patterns(tree):
        if isinstance(pattern, Pattern):
            for tag in sorted({i.tag for i in pattern.items if i.tag.startswith("&")}):
                if tag[1:] not in known[entry.language]:
                    yield entry.at(text, f"{tag} in {text!r}")


@rule("VE305", "list the words of the trigger under `verb` or `noun`")
def trigger_without_words(tree: Tree) -> Iterator[Site]:
    """the pattern has a trigger for which the sense lists no words"""
    for entry, text, pattern in _patterns(tree):
        if isinstance(pattern, Pattern) and not entry.texts("verb" if pattern.trigger == "V" else "noun"):
            yield entry.at(text, f"{pattern.trigger} in {text!r}")


@rule("VE306", 'add a sentence that must be coded: yes = [{ text = "...", event = "SOURCE CODE TARGET" }]')
def missing_example(tree: Tree) -> Iterator[Site]:
    """the sense has no `yes` sentence"""
    for entry in tree.senses:
        if not entry.data.get("yes"):
            yield Site(entry.toml.file, entry.line, entry.id, "no example")


@rule("VE307", 'write { text = "...", event = "SOURCE CODE TARGET" } in yes, { text = "...", why = "..." } in no')
def incomplete_example(tree: Tree) -> Iterator[Site]:
    """the example lacks its text or its event"""
    for entry in tree.senses:
        for key in ("yes", "no"):
            listed = entry.data.get(key, [])
            if not isinstance(listed, list) or len(entry.examples(key)) < len(listed):
                yield Site(entry.toml.file, entry.line, entry.id, f"{key} is no list of tables")
            for example in entry.examples(key):
                whole = isinstance(example.get("text"), str) and (key == "no" or "event" in example or "events" in example)
                if not whole:
                    yield entry.at(str(example.get("text", key)), f"{key} {example!r}")


@rule("VE308", "write SOURCE CODE TARGET with actor codes (- where null) and a code of cameo/codes.tsv")
def malformed_event(tree: Tree) -> Iterator[Site]:
    """the event of an example is malformed"""
    for entry in tree.senses:
        for example in entry.examples("yes"):
            events = example.get("events", [])
            listed = [example["event"]] if "event" in example else []
            for event in (*listed, *(events if isinstance(events, list) else [events])):
                fault = _event_fault(event, tree)
                if fault:
                    yield entry.at(str(event), f"{event!r}: {fault}")


def _event_fault(event: object, tree: Tree) -> str:
    parts = event.split(" ") if isinstance(event, str) else []
    if len(parts) != 3:
        return "not three words"
    if parts[1] not in tree.codes:
        return f"no code {parts[1]!r}"
    return next(filter(None, (actor_code_fault(p, tree.countries) for p in (parts[0], parts[2]) if p != NULL)), "")


@rule("VE309", "write a mode of cameo/modes.tsv, `accept` or `decide`")
def unknown_mode(tree: Tree) -> Iterator[Site]:
    """the mode is unknown"""
    known = {row["mode"] for _, _, row in tree.rows("cameo/modes.tsv")} | {"accept", "decide"}
    for entry in tree.senses:
        if "mode" in entry.data and str(entry.data["mode"]) not in known:
            yield Site(entry.toml.file, _key_line(entry, "mode"), entry.id, repr(entry.data["mode"]))


@rule("VE310", "mend the key; docs/dictionaries.md lists them")
def unknown_key(tree: Tree) -> Iterator[Site]:
    """the key is unknown"""
    for entry in tree.senses:
        for key in sorted(set(entry.data) - KEYS):
            yield Site(entry.toml.file, _key_line(entry, key), entry.id, repr(key))
        for name, keys in (("yes", YES_KEYS), ("no", NO_KEYS)):
            for example in entry.examples(name):
                for key in sorted(set(example) - keys):
                    yield entry.at(str(example.get("text", key)), f"{key!r} in {name}")


@rule("VE311", "give the later set another name")
def repeated_set(tree: Tree) -> Iterator[Site]:
    """the name of the set is taken"""
    for language in tree.languages:
        seen: dict[str, str] = {}
        for toml, name, _ in tree.set_names(language):
            first = seen.setdefault(name, toml.file)
            if first != toml.file:
                line = next((n for n, raw in enumerate(toml.lines, 1) if raw.split("=")[0].strip() == name), 1)
                yield Site(toml.file, line, name, f"first in {first}")


@rule("VE312", "give the sense at least one pattern")
def no_pattern(tree: Tree) -> Iterator[Site]:
    """the sense has no pattern and never fires"""
    for entry in tree.senses:
        if not entry.texts("pattern"):
            yield Site(entry.toml.file, entry.line, entry.id, "no pattern")


@rule("VE313", "write T, the only slot that may stand alone")
def unknown_lone(tree: Tree) -> Iterator[Site]:
    """the value of `lone` is unknown"""
    for entry in tree.senses:
        if entry.data.get("lone", "T") != "T":
            yield Site(entry.toml.file, _key_line(entry, "lone"), entry.id, repr(entry.data["lone"]))


@rule("VE314", "write one of active, undergo, place, passive, done, announce")
def unknown_light_kind(tree: Tree) -> Iterator[Site]:
    """the kind of light verb is unknown"""
    for table, line, row in tree.rows("LANG/light_verbs.tsv"):
        if row["kind"] not in LIGHT_KINDS and "kind" in table.header:
            yield Site(table.file, line, "", repr(row["kind"]))


@rule("VW315", "keep the sentence in one of the two")
def contradicting_example(tree: Tree) -> Iterator[Site]:
    """the `no` sentence is a `yes` sentence elsewhere"""
    coded: dict[tuple[str, str], str] = {}
    for entry in tree.senses:
        for example in entry.examples("yes"):
            coded.setdefault((entry.language, tree.same(entry.language, str(example.get("text")))), entry.id)
    for entry in tree.senses:
        for example in entry.examples("no"):
            owner = coded.get((entry.language, tree.same(entry.language, str(example.get("text")))))
            if owner is not None:
                yield entry.at(str(example.get("text")), f"of {owner}: {str(example.get('text'))[:60]!r}")
