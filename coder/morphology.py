"""Inflection and spelling: a lemma comes in, all its written forms go out; any text comes in, its matching key goes out.

The module knows no language. It interprets the tables of one folder: `conjugation.toml` (verb classes over numbered
radicals), `verbs.tsv` (lemmas whose class their shape does not show), `nouns.toml` (declensions) and `normalize.toml`
(code points). It refuses a table that names an unknown class, cell set or declension.

Features are one compact string in fixed order.
Verb: tense (P past, I imperfect, J jussive or subjunctive where it is spelled otherwise than I, C command), person 1 2 3,
gender (m f, x either), number (s d p), voice (`a`, `v`, or `av` where both are spelled alike).
Noun and participle: gender, number, state: `c` construct or bare, `n` never construct, `k` only construct (or before a
pronoun), `d` already definite. A last `p` marks a spelling used only before an attached pronoun. A form without `p` goes
before a pronoun too, unless its cell has one with `p`.
"""

import csv
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from coder.normalize import Spelling, load_spelling, matching_key, without_marks

_Cell: TypeAlias = tuple[str, str, str]  # part of speech, features, text with open slots
_Raw: TypeAlias = dict[str, Any]

_SLOT = re.compile(r"(\d)(?:\[([^]]+)\])?")
_STEM = re.compile(r"<(\w+)>")
_ANY_SLOT = "0"  # holds a stem of any length; the other digits hold one letter each


class Form(NamedTuple):
    """One written form of a lemma: its text, its part of speech, its features (`I3mpav`)."""

    text: str
    pos: str
    features: str


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of one language, read and compiled."""

    conjugation: _Raw
    nouns: _Raw
    letters: dict[int, str]
    rules: list[tuple[re.Pattern[str], str]]
    dropped: dict[int, None]
    shapes: list[tuple[re.Pattern[str], str]]
    verbs: dict[str, str]
    irregular: dict[str, dict[str, list[str]]]
    spelling: Spelling
    cache: dict[tuple[str, ...], list[_Cell]] = field(default_factory=dict)


def load_tables(folder: Path) -> Tables:
    """Read the morphology tables of one language folder."""
    conjugation = tomllib.loads((folder / "conjugation.toml").read_text("utf-8"))
    nouns = tomllib.loads((folder / "nouns.toml").read_text("utf-8"))
    letters = {ord(latin): letter for latin, letter in conjugation["letters"].items()}
    return Tables(
        conjugation=conjugation,
        nouns=nouns,
        letters=letters,
        rules=[(re.compile(pattern), result) for pattern, result in conjugation["rules"]],
        dropped=dict.fromkeys(map(ord, conjugation["silent"])),
        shapes=_shapes(conjugation, letters),
        verbs=_listed(folder / "verbs.tsv"),
        irregular=_irregular(folder / "irregular.tsv"),
        spelling=load_spelling(folder / "normalize.toml"),
    )


def _listed(path: Path) -> dict[str, str]:
    """Lemma to class from `verbs.tsv`, which a language may do without."""
    if not path.exists():
        return {}
    return {row["lemma"]: row["class"] for row in _rows(path)}


def _rows(path: Path) -> Iterator[dict[str, str]]:
    lines = (line for line in path.read_text("utf-8").splitlines() if not line.startswith("#"))
    return csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def _irregular(path: Path) -> dict[str, dict[str, list[str]]]:
    """Lemma to its irregular forms by feature from `irregular.tsv`, which a language may do without; the columns are named by features."""
    if not path.exists():
        return {}
    return {row["lemma"]: {f: cell.split("|") for f, cell in row.items() if f != "lemma" and cell} for row in _rows(path)}


# --- Verbs -----------------------------------------------------------------------------------------------------------


def inflect_verb(tables: Tables, lemma: str, verb_class: str = "") -> list[Form]:
    """All finite forms, participles and regular verbal nouns of a verb; `verb_class` may name several, `1|2`.

    Only the first word of a lemma of several words changes. A lemma that no class fits yields itself.
    """
    word, blank, rest = lemma.partition(" ")
    chosen = verb_class or tables.verbs.get(word) or _guess(tables, word)
    found: dict[Form, None] = {}
    for name in filter(None, chosen.split("|")):
        for form in _conjugate(tables, word, name):
            found.setdefault(form)
    forms = list(found) or [Form(word, "verb", tables.conjugation["lemma_features"])]
    if word in tables.irregular:
        forms = _with_irregular(forms, tables.irregular[word])
    forms = _with_variants(forms, tables.conjugation["variants"])
    return [form._replace(text=form.text + blank + rest) for form in forms] if rest else forms


_UNUSED = "-"  # in the table of irregular forms: the verb does without this form
_PARTICIPLES = {"participle": "A", "passive_participle": "Q"}  # the letter that a listed form of it begins with


def _with_irregular(forms: list[Form], listed: dict[str, list[str]]) -> list[Form]:
    """The forms with those of the table of irregular ones in the place of the regular ones."""
    made: dict[Form, None] = {}
    for form in forms:
        name = _PARTICIPLES.get(form.pos, "") + form.features
        for text in listed.get(name, [form.text]):
            if text != _UNUSED:
                made.setdefault(form._replace(text=text))
    return list(made)


def _guess(tables: Tables, lemma: str) -> str:
    """The first class, in the order of the table, that the shape of the lemma fits."""
    shape = _expand(tables, lemma)
    return next((name for pattern, name in tables.shapes if pattern.fullmatch(shape)), "")


def _expand(tables: Tables, lemma: str) -> str:
    for letter, parts in tables.conjugation["expand"].items():
        lemma = lemma.replace(letter, parts)
    return lemma


def _shapes(conjugation: _Raw, letters: dict[int, str]) -> list[tuple[re.Pattern[str], str]]:
    """The lemma templates of the classes as patterns, in the order in which they are to be tried."""
    named = list(conjugation["order"]) + [name for name in conjugation["class"] if name not in conjugation["order"]]
    shapes = []
    for name in named:
        for template in conjugation["class"][name]["lemma"]:
            shapes.append((_shape(template, conjugation["radical"], letters), name))
    return shapes


def _shape(template: str, radical: str, letters: dict[int, str]) -> re.Pattern[str]:
    """A lemma template (`A1t23`, `1[SD]5[T]23`) as a pattern with one named group for each slot."""

    def group(slot: re.Match[str]) -> str:
        allowed = slot[2].translate(letters) if slot[2] else radical
        return f"(?P<r{slot[1]}>{'.+' if slot[1] == _ANY_SLOT else f'[{allowed}]'})"

    parts = _SLOT.split(template)
    text = parts[0].translate(letters)
    for slot, literal in zip(_SLOT.finditer(template), parts[3::3], strict=True):
        text += group(slot) + literal.translate(letters)
    return re.compile(text)


def _conjugate(tables: Tables, lemma: str, name: str) -> Iterator[Form]:
    """The forms of a lemma in one class; none where the lemma does not have the shape of the class."""
    if name not in tables.conjugation["class"]:
        raise ValueError(f"no verb class {name!r} in the tables (wanted by {lemma!r})")
    slots = _radicals(tables, lemma, name)
    if slots is None:
        return
    for slot, letter, old, new in tables.conjugation["refine"]:
        if name == old and slots.get(slot) == letter:
            name = new
    careful = tables.conjugation["careful"]
    fixed = "".join(slot + letter for slot, letter in slots.items() if letter in careful)
    filled = {ord(slot): letter for slot, letter in slots.items()}
    for pos, features, text in _class_cells(tables, name, fixed):
        yield Form(text.translate(filled), pos, features)


def _radicals(tables: Tables, lemma: str, name: str) -> dict[str, str] | None:
    """What stands in the slots of the lemma templates of a class."""
    shape, seats = _expand(tables, lemma), tables.conjugation["seats"]
    for pattern, owner in tables.shapes:
        if owner == name and (found := pattern.fullmatch(shape)):
            return {slot[1:]: seats.get(letter, letter) for slot, letter in found.groupdict().items()}
    return None


def _class_cells(tables: Tables, name: str, fixed: str) -> list[_Cell]:
    """The cells of a class with the letters that change their neighbours filled in (`1w3'`), the other slots open."""
    key = ("class", name, fixed)
    if key not in tables.cache:
        table = tables.conjugation["class"][name]
        cells = _finite(tables, table, fixed)
        for pos in tables.conjugation["nominal"]:
            for declension, stem in table.get(pos, []):
                cells += [(pos, features, text) for features, text in _decline(tables, declension, stem, fixed)]
        tables.cache[key] = cells
    return tables.cache[key]


def _finite(tables: Tables, table: _Raw, fixed: str) -> list[_Cell]:
    """The finite cells; what both voices spell alike becomes one cell."""
    voices: dict[tuple[str, str], str] = {}
    for voice in tables.conjugation["voices"]:
        stems = table.get(voice["name"])
        if stems is None:
            continue
        templates = [cell for cells in stems["cells"] for cell in tables.conjugation["cells"][cells]]
        for features, text in _fill(tables, templates, stems, fixed):
            voices[features, text] = voices.get((features, text), "") + str(voice["mark"])
    cells = []
    for (features, text), marks in voices.items():
        plain, flag = features.removesuffix("p"), "p" if len(features) > 4 else ""
        cells.append(("verb", (plain if flag else features) + marks + flag, text))
    return cells


# --- Cells -----------------------------------------------------------------------------------------------------------


def _fill(tables: Tables, templates: list[str], stems: _Raw, fixed: str) -> Iterator[tuple[str, str]]:
    """Features and text of each cell template (`I3mp y<a><i>uwn`); cells with a flag (`:p`) only where spelled anew."""
    seen: set[tuple[str, str]] = set()
    for template in templates:
        features, _, body = template.partition(" ")
        features, _, flag = features.partition(":")
        text = _spell(tables, _STEM.sub(lambda name: str(stems[name[1]]), body), fixed)
        number = features[:2] if "!" in flag else features
        if flag and (number, text) in seen:
            continue
        seen |= {(features, text), (features[:2], text)}
        yield features + flag.replace("!", ""), text


def _spell(tables: Tables, text: str, fixed: str) -> str:
    """A vocalized template as it is written: fixed letters, then the spelling rules, then the silent signs go."""
    text = text.translate(tables.letters)
    for slot, letter in zip(fixed[::2], fixed[1::2], strict=True):
        text = text.replace(slot, letter)
    for pattern, result in tables.rules:
        text = pattern.sub(result, text)
    return text.translate(tables.dropped)


def _decline(tables: Tables, declension: str, stem: str, fixed: str = "") -> Iterator[tuple[str, str]]:
    return _fill(tables, tables.nouns["declension"][declension], {"s": stem}, fixed)


def _with_variants(forms: list[Form], variants: list[list[str]]) -> list[Form]:
    """The forms and the other accepted spellings of each."""
    found = dict.fromkeys(forms)
    for pattern, result in variants:
        for form in list(found):
            found.setdefault(form._replace(text=re.sub(pattern, result, form.text)))
    return list(found)


# --- Nouns -----------------------------------------------------------------------------------------------------------


def inflect_noun(tables: Tables, lemma: str, plurals: list[str], kind: str) -> list[Form]:
    """All forms of a noun or adjective of a kind (`person`, `thing`, ...), given its irregular plurals.

    Only the first word of a lemma of several words changes; noun and adjective also get their definite form.
    """
    word, _, rest = lemma.partition(" ")
    if kind not in tables.nouns["kind"]:
        raise ValueError(f"no noun kind {kind!r} in the tables (wanted by {lemma!r})")
    if tables.nouns.get("head") == "last":
        return [Form(lemma, "noun", "xsc")] if kind == "adjective" else _inflect_head_last(tables, lemma, plurals)
    if rest and word in tables.nouns["invariable"]:
        return _after_invariable(tables, word, inflect_noun(tables, rest, plurals, kind))
    options, gender = tables.nouns["kind"][kind], _gender(tables, word)
    singular = list(_singular(tables, word, options, regular=not plurals or options["always_regular"]))
    forms = _with_rest(tables, _settled(singular, gender), rest, options, "singular")
    for plural in plurals:
        head, _, tail = plural.partition(" ")
        made = _by_ending(tables, _unlisted(tables, head), "plural", ["always"])
        forms += _with_rest(tables, _settled(made, gender), tail or rest, options, "plural")
    return _with_variants(forms, tables.nouns["variants"])


def _inflect_head_last(tables: Tables, lemma: str, plurals: list[str]) -> list[Form]:
    """The forms of a noun whose last word, or last before a complement (member of parliament), is the one that inflects."""
    words = lemma.split()
    end = next((i for i in range(1, len(words)) if re.search(tables.nouns["complement_shape"], " ".join(words[i:]))), len(words))
    before, head, after = words[: end - 1], words[end - 1], words[end:]
    forms = [Form(text, "noun", features) for features, _, text in (line.partition(" ") for line in tables.nouns["irregular"].get(head, []))]
    forms += _by_ending(tables, head, "singular", ["always", *([] if forms else ["default"])])
    whole = [form._replace(text=" ".join([*before, form.text, *after])) for form in forms]
    return whole + [Form(plural, "noun", "xpc") for plural in plurals]


def _settled(forms: list[Form], gender: str) -> list[Form]:
    """The forms with the gender of the lemma where the declension leaves it open."""
    return [form._replace(features=form.features.replace("x", gender)) for form in forms]


def _gender(tables: Tables, lemma: str) -> str:
    feminine = lemma in tables.nouns["feminine_nouns"] or re.search(tables.nouns["feminine_shape"], lemma)
    return "f" if feminine else "m"


def _singular(tables: Tables, lemma: str, options: _Raw, regular: bool) -> Iterator[Form]:
    """Singular, dual and regular plural."""
    nouns = tables.nouns
    for line in nouns["irregular"].get(lemma, []):
        features, _, text = line.partition(" ")
        yield Form(text, "noun", features)
    feminine = nouns["feminine"].get(lemma)
    sets = ["always"]
    if options["feminine"]:
        sets += [] if feminine else ["feminine"]
        sets += ["sound"] if regular else []
        sets += ["feminine_plural"] if not feminine else []
    elif regular and any(re.fullmatch(shape, lemma) for shape in nouns["regular"]):
        sets += ["regular"]
    elif regular:
        sets += ["default"]
    yield from _by_ending(tables, _unlisted(tables, lemma), "singular", sets)
    if feminine and options["feminine"]:
        yield from _by_ending(tables, feminine, "singular", ["always"], "f")


def _unlisted(tables: Tables, lemma: str) -> str:
    """The stem, with the mark of its declension, of a lemma whose shape does not show it."""
    return str(tables.nouns["listed"].get(lemma, lemma))


def _by_ending(tables: Tables, word: str, number: str, sets: list[str], gender: str = "") -> list[Form]:
    """The forms of a word by the first row of the table whose ending it has."""
    row = next(row for row in tables.nouns["ending"][number] if re.search(row["ends"], word))
    stem = word[: len(word) - row["cut"]] if row["cut"] else word
    forms = []
    for declension in [name for chosen in sets for name in row.get(chosen, [])]:
        for features, text in _noun_cells(tables, declension, stem):
            forms.append(Form(text, "noun", features.replace("x", gender) if gender else features))
    return forms


def _noun_cells(tables: Tables, declension: str, stem: str) -> Iterator[tuple[str, str]]:
    """The cells of a declension for a stem; only a stem whose last letter changes its neighbours needs the rules."""
    seats = tables.nouns["seats"]
    head, tail = (stem[:-2], stem[-2:]) if stem[-1:] in seats else (stem, "")
    tail = tail[:-1] + seats[tail[-1]] if tail else ""
    key = ("noun", declension, tail)
    if key not in tables.cache:
        cells = _decline(tables, declension, _ANY_SLOT + tail)
        tables.cache[key] = [("noun", features, text) for features, text in cells]
    return ((features, text.replace(_ANY_SLOT, head)) for _, features, text in tables.cache[key])


def _with_rest(tables: Tables, forms: list[Form], rest: str, options: _Raw, number: str) -> list[Form]:
    """The forms with the words after them: an adjective agrees and also makes a definite phrase, else nothing changes."""
    article, words = tables.nouns["article"], rest.split()
    if not rest:
        return forms
    if re.search(tables.nouns["complement_shape"], rest):
        return [form._replace(text=f"{form.text} {rest}") for form in forms if form.features[2:] in "cn"]
    if not _agrees(tables, forms, words, options):
        return [form._replace(text=f"{form.text} {rest}") for form in forms if form.features[2:] in "ck"]
    joined, met = [], Counter[str]()
    for form in (form for form in forms if form.features[2:] in "cn"):
        tail = [_agreeing(tables, word, form.features, met[form.features], options, number) for word in words]
        met[form.features] += 1
        joined.append(form._replace(text=" ".join([form.text, *tail])))
        if not _indefinite(tables, form):
            text = " ".join(article + word for word in [form.text, *tail])
            joined.append(Form(text, form.pos, form.features[:2] + "d"))
    return joined


def _after_invariable(tables: Tables, word: str, forms: list[Form]) -> list[Form]:
    """The forms after a word that never changes, once more with the article, which stands after that word."""
    made = [form._replace(text=f"{word} {form.text}") for form in forms]
    for form in forms:
        if form.features[2:] in "cn" and not _indefinite(tables, form):
            made.append(Form(f"{word} {tables.nouns['article']}{form.text}", form.pos, form.features[:2] + "d"))
    return made


def _agrees(tables: Tables, forms: list[Form], words: list[str], options: _Raw) -> bool:
    """Whether the words after a noun look like adjectives that agree with it; the table has a pattern for each gender."""
    article, shapes = tables.nouns["article"], tables.nouns["adjective_shape"]
    head = forms[0].features
    shape = shapes["person" if options["feminine"] else "thing"][head[1] if head[1] == "p" else head[0]]
    return bool(article) and not any(word.startswith(article) or not re.search(shape, word) for word in words)


def _agreeing(tables: Tables, word: str, features: str, place: int, options: _Raw, number: str) -> str:
    """The form of an adjective that goes with a noun form of these features, the `place`-th of them."""
    if number == "plural":
        forms = _by_ending(tables, word, "plural", ["always"]) if features.endswith("n") else []
    elif features[1] == "p" and not options["feminine"]:
        forms = []
    else:
        forms = inflect_noun(tables, word, [], "adjective" if options["feminine"] or features[0] == "m" else "noun")
    wanted = [form.text for form in forms if form.features == features]
    return wanted[min(place, len(wanted) - 1)] if wanted else word


def _indefinite(tables: Tables, form: Form) -> bool:
    """Whether a form can only be indefinite, so that no article goes with it."""
    return form.features[1:3] in tables.nouns["indefinite"] and bool(re.search(tables.nouns["indefinite_shape"], form.text))


# --- Spelling --------------------------------------------------------------------------------------------------------


def normalize(tables: Tables, text: str) -> str:
    """The matching key of a text: marks removed, letters that are written for one another made one; idempotent."""
    return matching_key(tables.spelling, text)


def light(tables: Tables, text: str) -> str:
    """The text without diacritics and invisible marks and with plain digits, its letters otherwise untouched."""
    return without_marks(tables.spelling, text)
