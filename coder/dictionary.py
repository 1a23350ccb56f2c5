"""Loads one language's dictionaries into a `Lexicon`: word forms, phrases, lexemes, senses and actors.

In: the folder `dictionaries/` (format: docs/dictionaries.md). Out: a `Lexicon`. Forms are made from lemmas by the
morphology tables. Raises DictionaryError, which names file, line, field and remedy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from coder import morphology
from coder.model import Lexeme
from coder.pattern import Pattern, PatternError, PatternReader
from coder.tables import DictionaryError, read_toml, read_tsv, split

FormRow = tuple[int, str, str]  # lexeme id, features, light spelling
_LAST_NAME = 4  # letters of a last name that stands for the whole one
PLACES = "@places"  # in a synonym set: every name of a place
STATEMENT = "01"
SPEECH_ROOTS = frozenset(["01", "02", "05", "09", "10", "11", "12", "13"])
VERBAL_NOUN = "verbal_noun"
DEFINITE = "D"  # state of the first word of an issue entry that begins with the article
ISSUE_WORDS = {"nouns": "noun", "adjectives": "adjective", "verbs": "verb"}  # columns of LANG/issues.tsv, how their words inflect
NO_ISSUE = "-"  # in LANG/issues.tsv: entries that name no issue though a word of one stands in them
PhraseRow = tuple[tuple[str, ...], str, int, str]  # further words, clitic that must follow, lexeme id, features


class Office(NamedTuple):
    """One dated code of an actor; `start` and `end` are ISO dates or empty."""

    code: str
    start: str
    end: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Sense:
    """One verb sense as the dictionaries give it, patterns read."""

    id: str
    code: str
    mode: str
    reciprocal: bool
    attribution: bool
    lone: str
    patterns: tuple[Pattern, ...]

    @property
    def reports(self) -> bool:
        """Does it report what somebody says, or only take up a reading that is no event?"""
        if not self.attribution or self.code[:2] != "01":
            return False
        return any(i.slot == "CL" for p in self.patterns for i in p.items)


PatternEntry = tuple[int, Pattern, frozenset[str]]


class PatternIndex(NamedTuple):
    """Patterns with their sense numbers: those that ask for no word, those that do by one such word, and all."""

    free: list[tuple[int, Pattern]]
    by_tag: dict[str, list[PatternEntry]]
    all: list[PatternEntry]


@dataclass(slots=True)
class Lexicon:
    """All that one language's dictionaries say."""

    language: str
    settings: dict[str, Any]
    tables: morphology.Tables
    lexemes: list[Lexeme] = field(default_factory=list)
    forms: dict[str, str] = field(default_factory=dict)  # written as `rows` reads them: most of them no text ever asks for
    phrases: dict[str, list[PhraseRow]] = field(default_factory=dict)
    senses: list[Sense] = field(default_factory=list)
    actors: dict[str, list[Office]] = field(default_factory=dict)
    place_country: dict[str, str] = field(default_factory=dict)
    issues: dict[str, str] = field(default_factory=dict)  # by first word: rows of an issue, states of the form, further words
    indexes: dict[tuple[tuple[int, ...], str], PatternIndex] = field(default_factory=dict)
    first_words: dict[str, str] = field(default_factory=dict)  # gender and number of nouns of several words
    reporting: frozenset[int] = frozenset()  # senses of verbs that report, not those that only take up a reading without an event
    head_last: bool = False  # do noun phrases close with their head?
    sets: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    composed: dict[tuple[Any, ...], tuple[Any, list[Lexeme | None]]] = field(default_factory=dict)  # memory of actors.compose
    dated: dict[tuple[str, str], tuple[str | None, str | None, str]] = field(default_factory=dict)  # and of what an entry is at a date

    def __post_init__(self) -> None:
        self.head_last = self.settings.get("order", {}).get("head") == "last"
        self.reporting = frozenset(i for i, sense in enumerate(self.senses) if sense.reports)

    def rows(self, form: str) -> list[FormRow]:
        """(lexeme, features, light spelling) of the words with a normal form."""
        cut = [row.split(" ", 2) for row in self.forms.get(form, "").split("|") if row]
        return [(int(index), features, light) for index, features, light in cut]

    def of_first_word(self, lemma: str) -> str:
        """Gender and number of a noun of several words that stands for one body, which its first word shows; remembered."""
        known = self.first_words.get(lemma)
        if known is None:
            first, _, more = lemma.partition(" ")
            rows = self.rows(morphology.normalize(self.tables, first)) if more else []
            shown = {features[:2] for i, features, _ in rows if self.lexemes[i].pos == "noun" and features[:1] in "mf"}
            shown = {features for features in shown if features.endswith("s")} if len(shown) == 1 else set()
            known = self.first_words[lemma] = next(iter(shown), "")
        return known

    def setting(self, section: str, name: str, default: Iterable[str] = ()) -> frozenset[str]:
        """Words listed under a name in `language.toml`, as a set; remembered, for it is asked once a sentence."""
        known = self.sets.get((section, name))
        if known is None:
            known = self.sets[section, name] = frozenset(self.settings.get(section, {}).get(name, default))
        return known

    def index_of(self, senses: tuple[int, ...], trigger: str) -> PatternIndex:
        """The patterns of some senses for V or N, by a word they cannot do without; remembered."""
        known = self.indexes.get((senses, trigger))
        if known is None:
            known = self.indexes[senses, trigger] = PatternIndex([], {}, [])
            for number in senses:
                for pattern in self.senses[number].patterns:
                    if pattern.trigger == trigger:
                        entry = (number, pattern, pattern.needs)
                        known.all.append(entry)
                        if pattern.needs:
                            known.by_tag.setdefault(min(pattern.needs), []).append(entry)
                        else:
                            known.free.append((number, pattern))
        return known


class Builder:
    """Collects lexemes by (part of speech, lemma), so that a word listed in several files is one word."""

    def __init__(self, folder: Path, language: str) -> None:
        self.root = folder
        self.folder = folder / language
        self.language = language
        self.settings = read_toml(self.folder / "language.toml")
        self.tables = morphology.load_tables(self.folder / "morphology")
        self.enclitics: list[str] = self.settings.get("clitics", {}).get("enclitics", [])
        self.records: dict[tuple[str, str], dict[str, Any]] = {}
        self.inflections: dict[tuple[str, str], set[tuple[str, tuple[str, ...]]]] = defaultdict(set)
        self.senses: list[Sense] = []
        self.place_sets: set[str] = set()
        self.unshortened: list[tuple[str, str, str]] = []  # last words of persons' names, their ids and sources

    def normal(self, text: str) -> str:
        return morphology.normalize(self.tables, text)

    def record(self, pos: str, lemma: str) -> dict[str, Any]:
        key = (pos, self.normal(lemma))
        if key not in self.records:
            self.records[key] = {"lemma": lemma, "tags": set(), "senses": []}
        return self.records[key]

    def noun(self, cell: str, kind: str = "noun", plurals: Iterable[str] = ()) -> dict[str, Any]:
        lemma, *more = cell.split("/")
        record = self.record("noun", lemma)
        self.inflections["noun", self.normal(lemma)].add((kind, (*plurals, *more)))
        return record

    # -- the files, one reader each ----------------------------------------------------------

    def words(self) -> dict[str, str]:
        """Function words; returns preposition form -> canonical value."""
        prepositions: dict[str, str] = {}
        for _, row in read_tsv(self.folder / "words.tsv", ("form", "terminal", "value")):
            record = self.record(f"word:{row['terminal']}:{row['form']}", row["form"])
            record["terminal"], record["value"] = row["terminal"], row["value"]
            if row["terminal"].startswith("PREP"):
                prepositions[row["form"]] = row["value"]
        for clitic in self.settings["clitics"].get("prepositions", []):
            prepositions[clitic] = clitic
        return prepositions

    def sets(self) -> None:
        for path in [self.folder / "sets.toml", self.folder / "reference.toml", *sorted((self.folder / "verbs").glob("*.toml"))]:
            if path.exists():
                data = read_toml(path)
                for name, members in (data.get("sets", {}) if path.parent.name == "verbs" else data).items():
                    for member in members:
                        if member == PLACES:
                            self.place_sets.add("&" + name)
                        else:
                            self.noun(member)["tags"].add("&" + name)

    def literal(self, word: str) -> str:
        tag = "=" + self.normal(word.split("/")[0])
        self.noun(word)["tags"].add(tag)
        self.noun(word, "adjective")
        return tag

    def verb_senses(self, reader: PatternReader) -> None:
        for path in sorted((self.folder / "verbs").glob("*.toml")):
            for entry in read_toml(path).get("sense", []):
                self.sense(path, entry, reader)

    def sense(self, path: Path, entry: dict[str, Any], reader: PatternReader) -> None:
        where = f"{path}: sense {entry.get('id', '(no id)')}"
        if "id" not in entry or "code" not in entry:
            raise DictionaryError(f"{where}: field id or code is missing; every sense needs both")
        patterns = []
        for text in entry.get("pattern", []):
            try:
                patterns.append(reader.read(text))
            except PatternError as error:
                raise DictionaryError(f"{where}: pattern: {error}") from None
        index = len(self.senses)
        flags = (bool(entry.get("reciprocal")), bool(entry.get("attribution")))
        self.senses.append(Sense(entry["id"], entry["code"], entry.get("mode", ""), *flags, entry.get("lone", ""), tuple(patterns)))
        for lemma in entry.get("verb", []):
            record = self.verb(lemma)
            record["senses"].append(index)
            record["speech"] = record.get("speech") or entry["code"][:2] in SPEECH_ROOTS
        for cell in entry.get("noun", []):
            self.noun(cell)["senses"].append(index)

    def verb(self, lemma: str) -> dict[str, Any]:
        self.inflections["verb", self.normal(lemma)].add(("verb", ()))
        return self.record("verb", lemma)

    def light_verbs(self) -> None:
        for _, row in read_tsv(self.folder / "light_verbs.tsv", ("lemma", "prep", "kind")):
            record = self.verb(row["lemma"])
            record["light"] = " ".join(filter(None, [record.get("light", ""), f"{row['kind']}:{row['prep']}"]))

    def plain_words(self) -> None:
        for path in sorted(self.folder.glob("names*.tsv")):
            for _, row in read_tsv(path, ("form",)):
                self.record("name", row["form"])
        for path in sorted(self.folder.glob("nouns*.tsv")):
            for _, row in read_tsv(path, ("id", "lemma", "plural", "class")):
                if row["class"] == "adjective":
                    self.record("adj", row["lemma"])
                    self.inflections["adj", self.normal(row["lemma"])].add(("adjective", tuple(split(row["plural"]))))
                elif row["class"] == "verb":
                    self.verb(row["lemma"])
                else:
                    self.noun(row["lemma"], "noun", split(row["plural"]))
                    shape = self.inflections.get(("noun", self.normal(row["lemma"][:-1])), set())
                    shape -= {kind for kind in shape if kind[0] == "adjective"}  # a town is no feminine of a country

    def agents(self) -> None:
        for number, row in read_tsv(self.folder / "agents.tsv", ("id", "lemma", "plural", "code", "class")):
            for lemma in split(row["lemma"]):
                record = self.noun(lemma, row["class"] or "person", split(row["plural"]))
                if record.get("agent"):
                    continue
                record["agent"], record["agent_class"] = row["code"] or "---", row["class"]
                record["source"] = f"{self.language}/agents.tsv:{number}"

    def countries(self) -> None:
        path = self.folder / "countries.tsv"
        columns = ("id", "names", "adjective", "people", "capital", "short")
        for number, row in read_tsv(path, columns) if path.exists() else ():
            source = f"{self.language}/countries.tsv:{number}"
            for name in split(row["names"]) + split(row["short"]):
                self.name("country", name, row["id"], source)
            for name in split(row["capital"]):
                self.name("capital", name, row["id"], source)
            for adjective in split(row["adjective"]):
                record = self.record("nat", adjective)
                record["actor"], record["source"] = row["id"], source
                kind = ("nationality", tuple(split(row["people"])))
                self.inflections["nat", self.normal(adjective)].add(kind)
                said = self.records.get(("noun", self.normal(adjective)))
                if said is not None and said["tags"] and not said["senses"] and all(t.startswith("=") for t in said["tags"]):
                    record["tags"] |= self.records.pop(("noun", self.normal(adjective)))["tags"]  # a pattern that names it makes no noun of it

    def places(self) -> dict[str, str]:
        """Names of places; returns place id -> country."""
        countries: dict[str, str] = {}
        for path in sorted((self.root / "places").glob("*.tsv")):
            countries.update((row["id"], row["country"]) for _, row in read_tsv(path, ("id", "country")))
        for path in sorted(self.folder.glob("places*.tsv")):
            for number, row in read_tsv(path, ("id", "forms")):
                for form in split(row["forms"]):
                    if row["id"] in countries:
                        self.name("place", form, row["id"], f"{self.language}/{path.name}:{number}")["tags"].update(self.place_sets)
        return countries

    def name(self, pos: str, form: str, actor: str, source: str) -> dict[str, Any]:
        record = self.record(pos, form)
        record.setdefault("actor", actor)
        record.setdefault("source", source)
        return record

    def actors(self) -> dict[str, list[Office]]:
        offices: dict[str, list[Office]] = defaultdict(list)
        columns = ("id", "kind", "code", "start", "end", "name", "source")
        for path in sorted((self.root / "actors").glob("*.tsv")):
            for _, row in read_tsv(path, columns):
                offices[row["id"]].append(Office(row["code"], row["start"], row["end"], row["name"], row["kind"]))
        for path in sorted((self.folder / "actors").glob("*.tsv")):
            for number, row in read_tsv(path, ("id", "forms", "short")):
                if row["id"] not in offices:
                    continue
                kind = offices[row["id"]][0].kind
                source = f"{self.language}/actors/{path.name}:{number}"
                for form in self.cases(row["forms"]):
                    self.name(kind if kind in ("person", "group") else "org", form, row["id"], source)
                for form in split(row["short"]):
                    self.name(f"short:{row['id']}", form, row["id"], source)
                if kind == "person" and not row["short"]:
                    self.unshortened += [(form.split()[-1], row["id"], source) for form in split(row["forms"]) if " " in form]
        return {k: sorted(v, key=lambda o: (o.start, o.end)) for k, v in sorted(offices.items())}

    def cases(self, cell: str) -> list[str]:
        """The forms of a name; words in a nominative plural also in the other cases."""
        out: list[str] = []
        endings = self.settings.get("features", {}).get("nominative", {})
        for form in split(cell):
            out.append(form)
            for ending, other in endings.items():
                words = [w[: -len(ending)] + other if w.endswith(ending) and len(w) > len(ending) + 3 else w for w in form.split()]
                if (changed := " ".join(words)) != form:
                    out.append(changed)
        return out

    def issues(self) -> dict[str, str]:
        """The forms of the issue words by their first word; they become no lexemes, so that they change no reading."""
        found: dict[str, dict[tuple[str, tuple[str, ...]], set[str]]] = defaultdict(lambda: defaultdict(set))
        article = self.settings.get("clitics", {}).get("article", "")
        path = self.folder / "issues.tsv"
        for _, row in read_tsv(path, ("id", *ISSUE_WORDS)) if path.exists() else ():
            for column in ISSUE_WORDS:
                for text, state in (pair for cell in split(row[column]) for pair in self.issue_forms(cell, column, article)):
                    for spelling in self.owned(text):
                        words = [self.normal(w) for w in spelling.replace("-", " ").split()]
                        stated = state
                        if len(words) > 1:  # further words are compared without article, and the first one may have it where it has it here
                            stems = [bare(w, article) for w in words]
                            stated, words = ("c" if stems[0] == words[0] else DEFINITE), stems
                        found[words[0]][row["id"], tuple(words[1:])].add(stated)
        return {
            first: "|".join(" ".join([issue, "".join(sorted(states)), *rest]) for (issue, rest), states in sorted(rows.items()))
            for first, rows in sorted(found.items())
        }

    def issue_forms(self, cell: str, column: str, article: str) -> Iterator[tuple[str, str]]:
        """The forms of one issue word with their states: the last letter of their features."""
        lemma, *plurals = cell.split("/")
        if column == "verbs":
            for form in morphology.inflect_verb(self.tables, lemma):
                if form.pos != "noun":
                    yield form.text, "p" if form.features.endswith("p") else "c"
            return
        for form in morphology.inflect_noun(self.tables, lemma, plurals, ISSUE_WORDS[column]):
            if not (article and lemma.startswith(article)) or form.features[-1:] == "c":  # a dual of such a name would look like an adjective
                yield form.text, form.features[-1:]

    # -- forms -------------------------------------------------------------------------------

    def spellings(self, key: tuple[str, str]) -> Iterator[tuple[str, str]]:
        """(written form, features) of one record."""
        pos, _ = key
        lemma = self.records[key]["lemma"]
        if pos == "verb" or self.records[key].get("terminal") == "AUX":
            for form in morphology.inflect_verb(self.tables, lemma):
                mark = {"verb": "", "participle": "A", "passive_participle": "Q"}.get(form.pos)
                if mark is not None:
                    yield form.text, mark + form.features
            return
        yield lemma, ""
        listed = sorted(self.inflections.get(key, ()))
        told = {kind for kind, plurals in listed if plurals}  # a plural told in one place holds where the word stands without
        for kind, plurals in [(k, p) for k, p in listed if p or k not in told]:
            for form in morphology.inflect_noun(self.tables, lemma, list(plurals), kind):
                yield form.text, form.features

    def drop_articles(self) -> None:
        """A noun written with the article (a set word such as the-talks) is the noun without it, where that is known."""
        article = self.settings.get("clitics", {}).get("article", "")
        for key in [k for k in self.records if article and k[0] == "noun" and k[1].startswith(article) and " " not in k[1]]:
            bare = ("noun", key[1][len(article) :])
            if bare in self.records:
                record = self.records.pop(key)
                self.records[bare]["tags"] |= record["tags"]
                self.records[bare]["senses"] += record["senses"]
                self.inflections.pop(key, None)

    def verbal_nouns(self) -> None:
        """The regular verbal nouns of all verbs are nouns, marked as such: they join with other verbal nouns."""
        for key in [k for k in self.records if k[0] == "verb"]:
            light = {"light": self.records[key]["light"]} if "light" in self.records[key] else {}
            if ("noun", key[1]) in self.records:  # spelled as the verb: killing, bombing, ban
                self.records["noun", key[1]].update(light, value=VERBAL_NOUN)
            for form in morphology.inflect_verb(self.tables, self.records[key]["lemma"]):
                if form.pos == "noun" and form.features in ("msc", "fsc"):
                    self.noun(form.text).update(light, value=VERBAL_NOUN)

    def build(self) -> Lexicon:
        prepositions = self.words()
        self.sets()
        grammar = self.root.parent / "grammars" / "pattern.lark"
        self.verb_senses(PatternReader(grammar, prepositions, self.literal))
        self.light_verbs()
        self.agents()
        self.plain_words()
        self.countries()
        self.drop_articles()
        self.verbal_nouns()
        lexicon = Lexicon(
            self.language, self.settings, self.tables, senses=self.senses, actors=self.actors(), place_country=self.places(), issues=self.issues()
        )  # fmt: skip
        forms: dict[str, set[FormRow]] = defaultdict(set)
        phrases: dict[str, set[PhraseRow]] = defaultdict(set)
        for index, key in enumerate(sorted(self.records)):
            record = self.records[key]
            pos = key[0].split(":")[0]
            lexicon.lexemes.append(_lexeme(index, pos, record))
            for text, features in sorted(set(self.spellings(key))):
                self.add(text, features, index, forms, phrases)
        self.last_names(lexicon, forms, phrases)
        lexicon.forms = {k: "|".join(f"{i} {features} {light}" for i, features, light in _best(v)) for k, v in sorted(forms.items())}
        lexicon.phrases = {k: sorted(v, key=lambda r: (-len(r[0]) - bool(r[1]), r)) for k, v in sorted(phrases.items())}
        return lexicon

    def last_names(self, lexicon: Lexicon, forms: Any, phrases: Any) -> None:
        """The last word of a person's name is a short name where none is listed and no other word is spelled so."""
        article = self.settings.get("clitics", {}).get("article", "\0")
        kept = []
        for last, actor, source in self.unshortened:
            normal = self.normal(last)
            if len(normal) >= _LAST_NAME and normal.isalpha() and normal not in forms and normal.removeprefix(article) not in forms:
                kept.append((last, actor, source))
        for last, actor, source in sorted(set(kept)):
            index = len(lexicon.lexemes)
            lexicon.lexemes.append(Lexeme(index, last, "short", actor=actor, source=source))
            self.add(last, "", index, forms, phrases)

    def owned(self, text: str) -> list[str]:
        """The text with its possessive endings as words of their own; that of a plural may be left out."""
        found = [text]
        for enclitic in self.enclitics:
            owner = f"{enclitic[-1]}{enclitic[0]} "
            found += [t.replace(owner, f"{enclitic[-1]} {enclitic} ") for t in found if owner in t]
            found = [f"{t} ".replace(f"{enclitic} ", f" {enclitic} ").strip() if enclitic in t else t for t in found]
        return found

    def add(self, text: str, features: str, index: int, forms: Any, phrases: Any) -> None:
        """File one written form under its normal form, or under its first word when it has several."""
        for spelling in self.owned(text):
            words = [self.normal(w) for w in spelling.replace("-", " ").split()]
            if len(words) == 1:
                forms[words[0]].add((index, features, morphology.light(self.tables, spelling)))
            elif words:
                clitic = words.pop() if words[-1] in self.settings["clitics"].get("prepositions", []) else ""
                forms.setdefault(words[0], set())
                phrases[words[0]].add((tuple(words[1:]), clitic, index, features))


def bare(word: str, article: str) -> str:
    """A word in normal form without the article."""
    return word[len(article) :] if article and word.startswith(article) and len(word) > len(article) + 1 else word


def _best(rows: set[FormRow]) -> list[FormRow]:
    """Rows in a fixed order; a bare listing is dropped where the tables give the same form with features."""
    featured = {r[0] for r in rows if r[1]}
    return sorted(r for r in rows if r[1] or r[0] not in featured)


def _lexeme(index: int, pos: str, r: dict[str, Any]) -> Lexeme:
    return Lexeme(
        index,
        r["lemma"],
        pos,
        r.get("terminal", ""),
        r.get("value", ""),
        r.get("actor", ""),
        r.get("agent", ""),
        r.get("agent_class", ""),
        frozenset(r["tags"]),
        tuple(dict.fromkeys(r["senses"])),
        r.get("light", ""),
        r.get("source", ""),
        bool(r.get("speech")),
    )


def load(folder: Path, language: str) -> Lexicon:
    """Read and compile the dictionaries of one language; raises DictionaryError."""
    return Builder(folder, language).build()
