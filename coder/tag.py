"""Words -> typed terminals of the grammar: dictionary look-up, longest match first, context rules where a form is ambiguous.

In: a sentence's text. Out: its tokens, in order, clitics as tokens of their own. The rules that choose between kinds of
word are data (`grammars/LANG/context.tsv`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import NamedTuple

from coder.dates import PHRASE, STRONG, DateMention, DateReader
from coder.dictionary import VERBAL_NOUN, Lexicon
from coder.model import Lexeme, Reading, Token
from coder.phrases import Headed, Match, PhraseFinder
from coder.readings import Choice, by_kind, in_order, merged
from coder.tables import read_tsv
from coder.tokenize import Analyser, Analysis, Cut, Piece, Plain, Word, pieces

NEGATED, FUTURE, UNREAL, PASSIVE, QUESTION = 1, 2, 4, 8, 16
DENIED = 32  # negated in the present: does not, not did not
NOMINAL = frozenset(["HEAD", "DEF", "INDEF", "POSS", "NAME", "PERSON", "ADJ", "DEFADJ", "NAMEPART", "PERSON_APP", "NUM", "DET", "GEN"])
_AFTER = {
    "HEAD": "HEAD", "NUM": "NUM", "PREP": "PREP", "VERB": "VERB", "PTCP": "VERB", "AND": "LINK", "COMMA": "LINK", "COLON": "LINK",
    "STOP": "LINK", "LQ": "LINK", "RQ": "LINK", "LPAR": "LINK", "RPAR": "CLOSED", "SUB": "LINK", "COMP": "COMP", "REL": "COMP",
    "DATE": "CLOSED", "PRON": "CLOSED",
}  # fmt: skip
AFTER_KINDS = frozenset([*_AFTER.values(), "START", "LIST", "AND", "DEFINITE", "NAME"])  # what `after` in context.tsv may say
_DEFINITE = frozenset(["DEF", "DEFADJ", "NAME", "PERSON", "PERSON_APP", "NAMEPART", "POSS"])
_RESET = frozenset(["AND", "COMMA", "COLON", "STOP", "LQ", "RQ", "COMP", "REL", "SUB", "LPAR", "RPAR"])
_ADJECTIVAL = frozenset(["maybe", "scheduled"])
_UNREACHED = frozenset(["condition", "purpose"])
_FEW_WORDS = 4
_SOON = 12
_OPENERS = frozenset(["AND", "SUB", "COMP", "COMMA", "LQ", "COLON"])
_CHOICES_LIMIT = 200_000
_DATE_LINE = 6
_DASHES = frozenset("-\u2013\u2014")
HONORIFIC, SEAT, ELECT = "&honorific", "&seat", "&elect"
_CITIES = frozenset(["capital", "place"])


class Rule(NamedTuple):
    """One row of the context table."""

    after: str
    verb: str
    next: str
    choose: str


def load_context(path: Path) -> dict[frozenset[str], list[Rule]]:
    """Context rules by the pair of kinds they decide between."""
    rules: dict[frozenset[str], list[Rule]] = {}
    for _, row in read_tsv(path, ("among", "after", "verb", "next", "choose")):
        rules.setdefault(frozenset(row["among"].split()), []).append(Rule(row["after"], row["verb"], row["next"], row["choose"]))
    return rules


class Tagger:
    """Tags sentences of one language."""

    def __init__(self, lexicon: Lexicon, context: Path, dates: DateReader | None) -> None:
        self.lexicon = lexicon
        self.analyser = Analyser(lexicon)
        self.context = load_context(context)
        self.choices: dict[int, Choice] = {}
        self.named: dict[tuple[int, tuple[tuple[int, str], ...]], tuple[Analysis, Analysis]] = {}  # first words of names with the name's readings
        self.headed: Headed = {}
        self.cut: Cut = ([], [])  # of the sentence tagged last
        self.clitics: dict[str, Lexeme] = {}
        self.adjectival = tuple(lexicon.settings.get("features", {}).get("adjectival", ["\0"]))
        self.protested = lexicon.setting("actors", "protested")
        self.like_verbs: dict[str, str] = dict(lexicon.settings.get("features", {}).get("like_verbs", {}))
        self.plurals = tuple(lexicon.settings.get("features", {}).get("people", ["\0"]))
        self.nominative = tuple(lexicon.settings.get("features", {}).get("ungoverned", ()))
        self.dates = dates
        marks = lexicon.settings["punctuation"]
        self.marks: dict[str, str] = {}
        for name, terminal in (("comma", "COMMA"), ("colon", "COLON"), ("stop", "STOP"), ("open", "LPAR"), ("close", "RPAR"),
                               ("quote_open", "LQ"), ("quote_close", "RQ"), ("quote", "QUOTE")):  # fmt: skip
            self.marks.update(dict.fromkeys(marks.get(name, []), terminal))

    def plain(self, word: Word) -> Plain | None:
        """The reading of a word that can be of one kind only, with its cut; None where there is something to choose."""
        analysis = next((a for a in word.analyses if a.readings), None)
        if analysis is None:
            return None
        choice = self.choice(analysis)
        if choice.shorts or len(choice.groups) != 1:
            return None
        kind = next(iter(choice.groups))
        return analysis, merged(choice.groups[kind], analysis.readings), kind

    def clitic(self, preposition: str) -> Lexeme:
        """A preposition written as part of the next word."""
        known = self.clitics.get(preposition)
        if known is None:
            known = self.clitics[preposition] = Lexeme(-1, preposition, "word", "PREP", preposition)
        return known

    def choice(self, analysis: Analysis) -> Choice:
        """The readings of an analysis by kind, remembered."""
        known = self.choices.get(id(analysis))
        if known is None:
            if len(self.choices) > _CHOICES_LIMIT:
                self.choices.clear()
            groups = by_kind(analysis)
            shorts = any(r.lexeme.pos == "short" for v in groups.values() for r in v)
            known = self.choices[id(analysis)] = Choice(analysis, groups, shorts, {}, in_order(groups))
        return known

    def readable(self, word: Word) -> Analysis | None:
        """The first analysis of a word that has a reading; None where there is none, or it may be a short name."""
        for analysis in word.analyses:
            if analysis.readings:
                choice = self.choice(analysis)
                if choice.shorts:
                    return None
                if choice.groups:
                    return analysis
        return None

    def name(self, match: Match) -> Analysis:
        """The cut of a name's first word, with the readings of the name."""
        key = (id(match.analysis), tuple((id(r.lexeme), r.features) for r in match.readings))
        known = self.named.get(key)
        if known is None:
            if len(self.named) > _CHOICES_LIMIT:
                self.named.clear()
            known = self.named[key] = (match.analysis, match.analysis._replace(readings=match.readings))
        return known[1]

    def tag(self, text: str, seen: Collection[str] = ()) -> list[Token]:
        """The tokens of one sentence. `seen`: actor ids whose short forms count because they were named before."""
        run = _Run(self, text, seen)
        self.cut = run.pieces, run.words
        return run.tokens()


class _Run:
    """Tags one sentence from left to right."""

    def __init__(self, tagger: Tagger, text: str, seen: Collection[str]) -> None:
        self.tagger = tagger
        self.text = text
        self.seen = seen
        self.pieces = pieces(text)
        self.words = tagger.analyser.words(self.pieces)
        self.out: list[Token] = []
        self.verb_seen = False
        self.verb_before = False  # the same for the clause before the last mark
        self.pending = 0  # flags for the next verb only
        self.standing = 0  # flags that hold until the clause ends
        self.auxiliary = False  # has a verb like `was` opened the clause?
        self.skip_preposition = False
        self.last = 0
        self.at = 0  # where the word in hand begins, clitics aside
        self.articled = False  # has the word in hand the article?
        self.finder = PhraseFinder(tagger.lexicon, tagger.analyser.phrases, tagger.marks, self.pieces, self.words, seen, tagger.headed)
        self.run_actors: list[Lexeme] = []  # actor words of the run of nouns so far
        self.title: list[Lexeme] = []  # and of the run before it, where a preposition or comma joins them

    # -- the walk ------------------------------------------------------------------------------

    def tokens(self) -> list[Token]:
        mentions = self._dates(self.tagger.dates) if self.tagger.dates is not None else {}
        quotes = self._clausal_quotes()
        words, tags = self.words, self.finder.tags
        i, n = self._date_line(), len(self.pieces)
        while i < n:
            mention = mentions.get(i)
            if mention is not None:
                self._date(i, mention.last, mention.skip, mention.value)
                i = mention.last + 1
                continue
            word = words[i]
            if word is None:
                self._mark(i, quotes)
                i += 1
                continue
            match = None
            if word.starts:
                following = words[i + 1] if i + 1 < n else None
                if following is None or following.normal in word.seconds or "" in word.seconds:
                    match = self.finder.longest(i, word)
            if match is not None:
                self._word(i, match.last, word, (self.tagger.name(match),))
                self.skip_preposition = bool(match.clitic)
                i = match.last + 1
                continue
            plain = word.plain
            if plain is False:
                plain = word.plain = self.tagger.plain(word)
            if self.skip_preposition or i in tags:
                plain = None
            if plain is None:
                self._word(i, i, word, word.analyses)
            else:  # one kind of reading: nothing to choose
                analysis, reading, kind = plain
                self.last = i
                start, end, _ = self.pieces[i]
                if analysis.prefix:
                    start = self._clitics(self.pieces[i], analysis)
                self._terminal(start, end, word, analysis, reading, kind)
            i += 1
        return self.out

    def _dates(self, reader: DateReader) -> dict[int, DateMention]:
        """The dates of the sentence by their first piece."""
        kinds = [reader.kind(p.text) if w is None else w.date for w, p in zip(self.words, self.pieces, strict=True)]
        if -1 in kinds:
            for i, word in enumerate(self.words):
                if word is not None and word.date < 0:
                    kinds[i] = word.date = reader.kind(word.normal)
        if STRONG not in kinds and PHRASE not in kinds:
            return {}  # marks alone make no date
        texts = [p.text if w is None else w.normal for w, p in zip(self.words, self.pieces, strict=True)]
        return {m.first: m for m in reader.find(texts, kinds)}

    def _date_line(self) -> int:
        """Pieces of a date line (CITY - , CITY (AGENCY) - ), which names no actor of the sentence."""
        for i, piece in enumerate(self.pieces[: _DATE_LINE + 1]):
            if i and piece.text in _DASHES and self.text[piece.start - 1].isspace() and self.text[piece.end : piece.end + 1].isspace():
                word = self.words[0]
                readings = word.analyses[0].readings if word is not None else ()
                if word is not None and not any(r.lexeme.pos in ("verb", "word") for r in readings) and not word.analyses[0].conjunction:
                    return i + 1
        return 0

    def _emit(
        self, start: int, end: int, terminal: str, lexeme: Lexeme | None = None, features: str = "", article: bool = False,
        pronoun: str = "", date: tuple[object, ...] | None = None,
    ) -> Token:  # fmt: skip
        token = Token(start, end, terminal, lexeme, features, article, pronoun, self.standing, self.text[start:end], date)
        self.out.append(token)
        if terminal in _RESET:
            self.auxiliary = False
            if terminal not in ("COMP", "LQ", "RQ", "LPAR", "RPAR"):
                self.standing = 0
                token.flags = 0
            seen = self.verb_before if terminal == "COMMA" and self._aside() else False
            self.verb_before, self.verb_seen = self.verb_seen, seen
        if terminal not in NOMINAL:
            self.title = self.run_actors if terminal in ("PREP", "COMMA") and self.run_actors else self.title if terminal == "PREP" else []
            self.run_actors = []
        return token

    def _aside(self) -> bool:
        """Do the last tokens set off a date: , on Tuesday, ?"""
        out = self.out
        return len(out) > 3 and out[-1].terminal == "COMMA" and out[-2].terminal == "DATE" and out[-3].terminal == "COMMA"

    def _date(self, first: int, last: int, skip: int, value: tuple[object, ...]) -> None:
        start = self.pieces[first].start
        if skip and self.text[start] in self.tagger.analyser.conjunctions:
            self._emit(start, start + skip, "AND")
        self._emit(start + skip, self.pieces[last].end, "DATE", date=value)

    def _mark(self, i: int, quotes: dict[int, str]) -> None:
        piece = self.pieces[i]
        terminal = quotes.get(i) or self.tagger.marks.get(piece.text, "")
        if terminal == "STOP" and i == len(self.pieces) - 1:
            return
        if terminal in ("COMMA", "COLON", "STOP", "LPAR", "RPAR") or i in quotes:
            self._emit(piece.start, piece.end, terminal)

    def _clausal_quotes(self) -> dict[int, str]:
        """Quotation marks that hold a clause, not a word or a name: piece index -> LQ or RQ."""
        marks = [(i, self.tagger.marks.get(p.text, "")) for i, p in enumerate(self.pieces) if self.words[i] is None]
        found: dict[int, str] = {}
        opened: int | None = None
        for i, kind in marks:
            if kind == "LQ" or (kind == "QUOTE" and opened is None):
                opened = i
            elif kind in ("RQ", "QUOTE") and opened is not None:
                if i - opened - 1 > _FEW_WORDS:
                    found[opened], found[i] = "LQ", "RQ"
                opened = None
        return found

    # -- one word ----------------------------------------------------------------------------------

    def _word(self, first: int, last: int, word: Word, analyses: Sequence[Analysis]) -> None:
        piece, end = self.pieces[first], self.pieces[last].end
        analysis = None
        if analyses is word.analyses:
            known = word.readable
            analysis = word.readable = self.tagger.readable(word) if known is False else known
        analysis = analysis or next(filter(self._readable, analyses), None) or self._unsplit(analyses)
        start = piece.start
        if self.skip_preposition:
            self.skip_preposition = False
            analysis = next((a for a in analyses if a.preposition and not a.conjunction), analysis)._replace(preposition="")
        if analysis.conjunction:
            stop = _offset(piece, analysis.conjunction)
            self._emit(start, stop, "AND")
            start = stop
        if analysis.preposition:
            stop = _offset(piece, analysis.prefix)
            bound = analysis.pronoun if stop >= end else ""
            self._emit(start, stop, "PREP", lexeme=self.tagger.clitic(analysis.preposition), pronoun=bound)
            start = stop
            if start >= end:
                return
        elif analysis.prefix:
            stop = max(start, _offset(piece, analysis.prefix))
            start = stop if stop < end else piece.start  # a clitic by itself
        chosen, kind = self._pick(last, analysis)  # after its clitics, which decide too
        count = len(self.out)
        self.last = last
        self._terminal(start, end, word, analysis, chosen, kind)
        if first in self.finder.tags and len(self.out) > count:
            self.out[-1].tags = self.finder.tags[first]

    def _clitics(self, piece: Piece, a: Analysis) -> int:
        """Emit the conjunction and preposition a word begins with; returns where the rest begins."""
        start = piece.start
        if a.conjunction:
            stop = _offset(piece, a.conjunction)
            self._emit(start, stop, "AND")
            start = stop
        stop = _offset(piece, a.prefix)
        if a.preposition:
            self._emit(start, stop, "PREP", lexeme=self.tagger.clitic(a.preposition))
        return max(start, stop)

    def _readable(self, analysis: Analysis) -> bool:
        """Has the analysis a reading that counts here? Short names do only after their full ones."""
        if not analysis.readings:
            return False
        choice = self.tagger.choice(analysis)
        if choice.shorts:
            return any(r.lexeme.pos != "short" or r.lexeme.actor in self.seen for v in choice.groups.values() for r in v)
        return bool(choice.groups)

    def _unsplit(self, analyses: Sequence[Analysis]) -> Analysis:
        """An unknown word after a name is part of the name, whatever letter it begins with."""
        analysis = next((a for a in analyses if not a.readings), analyses[0])
        if analysis.readings:
            return analysis._replace(readings=())
        before = self.out[-1].terminal if self.out else ""
        if analysis.conjunction and not analysis.article and not analysis.preposition and before in ("NAMEPART", "PERSON", "PERSON_APP"):
            return Analysis(0, "", 0, False, False, "", "", ())
        return analysis

    def _pick(self, last: int, analysis: Analysis) -> tuple[Reading | None, str]:
        """The reading that the context rules choose, with its kind."""
        choice = self.tagger.choice(analysis)
        groups = choice.groups
        if choice.shorts:
            groups = {k: [r for r in v if r.lexeme.pos != "short" or r.lexeme.actor in self.seen] for k, v in groups.items()}
            groups = {k: v for k, v in groups.items() if v}
        if not groups:
            return None, ""
        kind = next(iter(groups))
        if len(groups) > 1:
            self.articled = analysis.article
            kind = self._decide(groups, in_order(groups) if choice.shorts else choice.order, last)
            if kind == "N" and "V" in groups and analysis.pronoun and groups["V"][0].lexeme.light and self.out and self.out[-1].terminal == "HEAD":
                kind = "V"  # an attack (that) launched-it ...
            elif kind == "N" and "V" in groups and self._within(last):
                kind = "V"  # a visit during which (during it) he discussed
            elif kind == "N" and "V" in groups and analysis.pronoun and self._verb_ending(groups):
                kind = "V"  # an accusation (that) rejected-it the government
        if choice.shorts:
            return merged(groups[kind], analysis.readings), kind
        known = choice.merged.get(kind)
        if known is None:
            known = choice.merged[kind] = merged(groups[kind], analysis.readings)
        return known, kind

    def _within(self, last: int) -> bool:
        """Does `during` with a pronoun follow, and stand a name or noun before?"""
        word = self.words[last + 1] if last + 1 < len(self.words) else None
        if word is None or not self.out or self.out[-1].terminal not in NOMINAL:
            return False
        return any(a.pronoun and r.lexeme.terminal == "PREP" and r.lexeme.value == "during" for a in word.analyses for r in a.readings)

    def _after_two(self) -> bool:
        """Is the word before a noun in the dual, or its adjective, or `two` after one?"""
        if not self.out or self.verb_seen:
            return False
        noun = self.out[-1]
        counted = noun.terminal == "NUM"  # only one and two stand after their noun
        if len(self.out) > 1 and noun.terminal in ("NUM", "ADJ", "DEFADJ"):
            noun = self.out[-2]
        return noun.terminal in ("INDEF", "DEF") and (noun.features[1:2] == "d" or (counted and noun.features[1:2] == "p"))

    def _verb_ending(self, groups: dict[str, list[Reading]]) -> bool:
        """Is the noun only the masculine one that the verb is spelled like, so that its feminine letter is the verb's?"""
        acts = [r for r in groups["N"] if r.features[:1] == "f" and r.lexeme.value == VERBAL_NOUN]
        lemmas = {r.lexeme.lemma for r in groups["V"] if r.features[:4] == "P3fs"}
        return len(acts) == len(groups["N"]) and all(r.lexeme.lemma in lemmas for r in acts)

    def _decide(self, groups: dict[str, list[Reading]], order: Sequence[str], last: int) -> str:
        if "W" in groups:
            word = groups["W"][0].lexeme
            if "V" in groups and word.terminal == "MAY" and not self._verb_next(last):
                return "V"  # lost his life, spelled like `has`
            return "V" if "V" in groups and word.terminal == "PREP" and self._leads(word.lemma, last) else "W"
        left = list(order)
        while len(left) > 1:
            pair = frozenset(left[:2])
            loser = left[1]
            for rule in self.tagger.context.get(pair, ()):
                if self._fits(rule, last):
                    if rule.choose == "A" and "N" in pair and self._disagrees(groups["A"]):
                        loser = "A"
                        break
                    loser = next(k for k in pair if k != rule.choose)
                    break
            left.remove(loser)
        return left[0]

    def _leads(self, form: str, last: int) -> bool:
        """`expressed the president his thanks`, spelled like `via`: a verb before its own preposition, or before an office at the start."""
        own = self.tagger.like_verbs.get(form)
        ahead = self.words[last + 1 : last + _SOON] if own else []
        if ahead and ahead[0] is not None and ahead[0].normal == own:
            return True
        if self.out and not self.pending and self.out[-1].terminal not in _OPENERS:
            return False
        for word in ahead:
            if word is None:
                break
            if word.normal == own:
                return True
        return not self.out and self._next_person(last)

    def _disagrees(self, readings: list[Reading]) -> bool:
        """Can none of these adjectives describe the noun before: a feminine one after a man or men?"""
        head: Token | None = None
        for token in reversed(self.out):
            if token.terminal not in NOMINAL:
                break
            if token.terminal in ("HEAD", "DEF", "INDEF", "POSS"):
                head = token
                break
        if head is None or head.lexeme is None or head.features[:1] != "m" or head.features[1:2] not in ("s", "p"):
            return False
        if head.features[1] == "p" and not head.lexeme.agent:
            return False  # things in the plural take the feminine
        return all(r.features[:1] == "f" or (r.features[:1] == "Q" and r.features[1:2] == "f") for r in readings)

    def _fits(self, rule: Rule, last: int) -> bool:
        if rule.after != "*":
            before = self.out[-4 if self._aside() else -1].terminal if self.out else ""
            if before == "AND" and rule.after == "LIST":
                return self._lists_acts() and (rule.next == "*" or rule.next == self._next_kind(last))
            after = "COMP" if self.pending else _AFTER.get(before, "CLOSED" if before in NOMINAL else "LINK") if before else "START"
            if after == "CLOSED" and rule.after == "DEFINITE":
                if before not in _DEFINITE or self.articled:
                    return False
            elif after == "CLOSED" and rule.after == "NAME":
                if before != "NAME" or not self.articled:
                    return False
            elif after != rule.after and not (before == "AND" and rule.after == "AND"):
                return False
        if rule.verb != "*" and (rule.verb == "yes") != self.verb_seen:
            return False
        if rule.next == "NOM":
            return self._nominative(last)
        return rule.next == "*" or rule.next == self._next_kind(last)

    def _lists_acts(self) -> bool:
        """Does the conjunction go on with a list of verbal nouns: on continuing the dialogue and pushing ...?"""
        run: list[Token] = []
        for token in reversed(self.out[:-1]):
            if token.terminal not in NOMINAL:
                opener = run[-1].lexeme if run else None
                return token.terminal in ("PREP", "VERB", "COLON") and opener is not None and opener.value == VERBAL_NOUN
            run.append(token)
        return False

    def _next_kind(self, last: int) -> str:
        word = self.words[last + 1] if last + 1 < len(self.words) else None
        if word is None:
            return "MARK"
        if not word.kind:
            word.kind = _kind(word)
        return word.kind

    def _verb_next(self, last: int) -> bool:
        """Can the next word be a finite verb?"""
        word = self.words[last + 1] if last + 1 < len(self.words) else None
        return word is not None and any(r.lexeme.pos == "verb" and r.features[:1] in ("P", "I") for r in word.analyses[0].readings)

    def _next_person(self, last: int) -> bool:
        """Is the next word somebody's office?"""
        word = self.words[last + 1] if last + 1 < len(self.words) else None
        return word is not None and any(r.lexeme.agent and r.lexeme.agent_class == "person" for r in word.analyses[0].readings)

    # -- the terminal --------------------------------------------------------------------------------

    def _terminal(self, start: int, end: int, word: Word, a: Analysis, reading: Reading | None, kind: str) -> None:
        self.at = start
        if reading is None:
            self._unknown(start, end, a)
        elif kind == "W":
            self._function_word(start, end, reading, a)
        elif kind in "VT":
            self._verb(start, end, word, a, reading, kind)
        elif kind == "N" and self._after_two() and (dual := next((r for r in a.readings if _did_both(r)), None)) is not None:
            self._verb(start, end, word, a, dual, "V")  # two soldiers were-killed, spelled like `killing`
        elif kind == "N" and self.verb_seen and reading.lexeme.agent and (saying := self._saying(a)) is not None:
            self._verb(start, end, word, a, saying, "T")
        else:
            if kind in "AQ" and reading.lexeme.pos == "adj":
                reading = self._nationality(a) or self._of_person(a) or reading
            if reading.lexeme.pos == "person" and (namesake := self._namesake(a)) is not None:
                reading = namesake
            if kind == "N" and reading.features.endswith("n") and (both := self._two_of(a, reading)) is not None:
                reading = both
            if kind == "L" and self._in_name():
                self._emit(start, end, "NAMEPART")
                return
            terminal = self._nominal(a, reading, kind)
            x = reading.lexeme
            if terminal == "NAME" and self.out and self.out[-1].terminal == "POSS" and self._people_of(x, start, end):
                terminal = "DEFADJ"  # its allies, the Europeans
            elif terminal == "NAME" and x.pos in ("org", "group") and self.out and self._peoples(x, start, end):
                terminal = "DEFADJ"  # leaders of the rebels, the Houthis
            elif terminal == "NAME" and x.pos == "country" and self.out and self._describes(word):
                terminal = "DEFADJ" if self.out[-1].terminal in ("DEF", "DEFADJ") else "ADJ"  # a name that is also the adjective
            self.out.append(Token(start, end, terminal, x, reading.features, a.article, a.pronoun, self.standing, self.text[start:end]))
            if x.actor or x.agent:
                self.run_actors.append(x)

    def _two_of(self, a: Analysis, reading: Reading) -> Reading | None:
        """`agreed (in-it) the two leaders of the countries`: right before a noun with the article, the dual that waits for it."""
        if not reading.lexeme.agent or not self.out or self.out[-1].terminal not in ("VERB", "PREP", "COMP") or self._next_kind(self.last) != "DEF":
            return None
        return next((r for r in a.readings if r.lexeme is reading.lexeme and r.features[1:3] == "dk"), None)

    def _in_name(self) -> bool:
        """`the priest Richmond Y`: the name of a place between a man's title and a word that nobody knows is his."""
        title = self.out[-1] if self.out else None
        if title is None or title.terminal != "DEF" or not title.article or title.features[1:2] != "s" or title.lexeme is None:
            return False
        following = self.words[self.last + 1] if self.last + 1 < len(self.words) else None
        if not title.lexeme.agent or title.lexeme.agent_class != "person" or following is None:
            return False
        return not any(a.readings or a.preposition or a.article for a in following.analyses)

    def _saying(self, a: Analysis) -> Reading | None:
        """`X criticized the decision accusing Y`: an indefinite participle of speech between a definite noun and a name or definite noun."""
        if a.article or a.pronoun or a.preposition or not self.out or self.out[-1].terminal not in _DEFINITE:
            return None
        said = next((r for r in a.readings if r.lexeme.pos == "verb" and r.lexeme.speech and r.features[:1] == "A"), None)
        if said is None or not (said.features[-1] == "n" or said.features[1:4] == "fsc"):
            return None
        following = self._next_kind(self.last)
        return said if following == "NAME" or (following == "DEF" and said.features[2:3] != "s") else None  # no coordinator of the aid

    def _people_of(self, x: Lexeme, start: int, end: int) -> bool:
        """Is this the name of a people in the plural, by its article and ending?"""
        word = self.text[start:end]
        return x.pos in ("country", "org", "group") and word.endswith(self.tagger.plurals) and word.startswith(self.tagger.analyser.article or "\0")

    def _peoples(self, x: Lexeme, start: int, end: int) -> bool:
        """Does the plural name of a movement describe the definite agent in the plural right before it?"""
        last = self.out[-1]
        office = last.terminal == "DEF" and last.lexeme is not None and bool(last.lexeme.agent)
        return office and " " not in self.text[start:end] and last.text.endswith(self.tagger.plurals) and self._people_of(x, start, end)

    def _a_person(self, features: str) -> bool:
        """Is a nationality right behind this verb or preposition somebody: in French is no woman, against the Frenchwoman is."""
        last = self.out[-1]
        return last.terminal == "VERB" or features[:1] == "m" or (last.lexeme is not None and last.lexeme.value in self.tagger.protested)

    def _namesake(self, a: Analysis) -> Reading | None:
        """The surname of somebody known behind the first name of somebody who is not: it is only a part of his name."""
        before = self.out[-1].lexeme if self.out else None
        return next((r for r in a.readings if r.lexeme.pos == "name"), None) if before is not None and before.pos == "name" else None

    def _describes(self, word: Word) -> bool:
        """Is the name of a country here the adjective: the Saudi government, a Syrian citizen in the accusative?"""
        before = self.out[-1]
        if before.terminal in ("DEF", "DEFADJ"):
            noun = next((t for t in reversed(self.out) if t.terminal in ("DEF", "HEAD", "NAME")), None)
            if noun is None or not self._feminine(noun):
                return False  # the president of Egypt | (visited) Saudi Arabia
            return any(a.article and any(r.lexeme.pos == "nat" for r in a.readings) for a in word.analyses)
        accusative = before.terminal == "INDEF" and before.features[1:2] == "s" and before.text[-1:] == word.normal[-1:]
        return accusative and any(r.lexeme.pos == "nat" for a in word.analyses for r in a.readings)

    def _nationality(self, a: Analysis) -> Reading | None:
        """A nationality that is also another adjective: the Malian (financial) government; after somebody's office it is the nationality."""
        noun = next((t for t in reversed(self.out) if t.terminal not in ("DEFADJ", "ADJ")), None)
        if noun is None or noun.terminal not in NOMINAL or noun.lexeme is None or not noun.lexeme.agent:
            return None
        return next((r for r in a.readings if r.lexeme.pos == "nat"), None)

    def _of_person(self, a: Analysis) -> Reading | None:
        """An adjective behind somebody's office is no other noun spelled so: the president elect, not the national team."""
        if not any(ELECT in r.lexeme.tags for r in a.readings) or not self._person_title():
            return None
        return next((r for r in a.readings if r.lexeme.pos == "adj"), None)

    def _feminine(self, noun: Token) -> bool:
        """May a feminine adjective describe the noun: a feminine one, or things in the plural?"""
        if noun.features:
            return noun.features[:1] == "f" or (noun.features[1:2] == "p" and (noun.lexeme is None or not noun.lexeme.agent))
        first = next((w for w, p in zip(self.words, self.pieces, strict=True) if w is not None and p.start >= noun.start), None)
        return first is not None and any(r.features[:1] == "f" for a in first.analyses for r in a.readings if r.lexeme.pos == "noun")

    def _nominal(self, a: Analysis, reading: Reading, kind: str) -> str:
        x, features = reading.lexeme, reading.features
        before = self.out[-1].terminal if self.out else ""
        if kind in "EL":
            if x.pos == "group" and " " not in x.lemma and before in ("DEF", "DEFADJ", "INDEF", "ADJ", "HEAD"):
                articled = self.text.startswith(self.tagger.analyser.article or "\0", self.at)
                if articled == (before in ("DEF", "DEFADJ")):
                    return "DEFADJ" if articled else "ADJ"  # Kurdish fighters
            return "NAMEPART" if x.pos in _CITIES and before in ("DEF", "DEFADJ") and self._seat() else "NAME"
        if kind == "P":
            if x.pos == "name":
                return "NAMEPART" if before in ("DEF", "DEFADJ", "PERSON", "PERSON_APP", "NAMEPART", "ADJ") else "PERSON"
            return "PERSON_APP" if self._apposed(x, before) else "PERSON"
        definite = a.article or features.endswith("d")
        if kind in "AQ":
            if x.pos == "nat" and "mp" in features and not self._plural_before() and not self._same_case():
                return "DEF" if definite else "INDEF"
            if not definite and x.pos == "nat" and before in _DEFINITE:
                return "INDEF"  # after a definite phrase an adjective without the article is a person: killed | a Palestinian
            if x.pos == "nat" and features[1:2] == "s" and (before == "PREP" or (before == "VERB" and not definite)) and self._a_person(features):
                return "DEF" if definite else "INDEF"  # with no noun before it, too: is tried | a Frenchman
            return "DEFADJ" if definite else "ADJ"
        if a.pronoun:
            return "POSS"
        if definite:
            honorific = HONORIFIC in x.tags and before in ("DEFADJ", "DEF") and any(y.agent_class == "person" for y in self.run_actors)
            return "DEFADJ" if honorific else "DEF"
        several = self.pieces[self.last].start > self.at
        if several and not features.endswith("n") and self._ends_with_article():
            return "DEF"  # security forces: listed as one form, which its last word closes
        return "INDEF" if features.endswith("n") or (not features and several and self._ends_with_adjective()) else "HEAD"

    def _ends_with_article(self) -> bool:
        """Does a name of several words end with the article's word, so that no noun can follow in construct?"""
        last = self.words[self.last]
        return last is not None and any(a.article for a in last.analyses)

    def _seat(self) -> bool:
        """Is the noun before a kind of place, whose name follows: the Yemeni capital | Sanaa?"""
        noun = next((t for t in reversed(self.out) if t.terminal != "DEFADJ"), None)
        return noun is not None and noun.terminal == "DEF" and noun.lexeme is not None and SEAT in noun.lexeme.tags

    def _nominative(self, last: int) -> bool:
        """Is the next word a dual or plural whose ending shows that nothing governs it: killed were two Palestinians?"""
        word = self.words[last + 1] if last + 1 < len(self.words) else None
        if word is None or not self.tagger.nominative or not word.normal.endswith(self.tagger.nominative):
            return False
        analysis = next((a for a in word.analyses if a.readings), None)
        if analysis is None or analysis.conjunction or analysis.preposition or analysis.article:
            return False
        return all(r.features[1:2] in ("d", "p") and r.lexeme.pos in ("noun", "nat", "adj") for r in analysis.readings)

    def _ends_with_adjective(self) -> bool:
        """Does a name of several words end with an adjective of its first word, so that no noun can follow in construct?"""
        first = next((w for w, p in zip(self.words, self.pieces, strict=True) if w is not None and p.start >= self.at), None)
        last = self.words[self.last]
        if first is None or last is None:
            return False
        heads = {r.features[:2] for a in first.analyses for r in a.readings if r.lexeme.pos == "noun"}
        ends = {r.features[:2] for a in last.analyses for r in a.readings if r.lexeme.pos in ("adj", "nat") and not a.conjunction}
        return bool(heads & ends)

    def _same_case(self) -> bool:
        """Does the name right before end in the same plural ending: the Houthis, Yemenites (hit ...)?"""
        last, word = self.out[-1] if self.out else None, self.text[self.at : self.pieces[self.last].end]
        if last is None or last.terminal != "NAME":
            return False
        return any(word.endswith(e) and last.text.endswith(e) for e in self.tagger.plurals)

    def _plural_before(self) -> bool:
        """Is the noun before in the plural or dual, and of people?"""
        things = False
        for token in reversed(self.out):
            if token.terminal not in NOMINAL:
                break
            if token.terminal in ("DEFADJ", "ADJ") and token.features[:2] == "fs":
                things = True
            elif token.terminal in ("HEAD", "DEF", "INDEF", "POSS") and token.features[1:2] in ("p", "d") and not things:
                return True  # two Saudi soldiers; but the (feminine) Israeli forces (killed) | the Palestinians
            elif token is self.out[-1] and not token.features and token.lexeme is not None and token.lexeme.agent and " " in token.lexeme.lemma:
                last = self.words[self.last - 1]  # the families of the Israeli hostages: listed as one form
                return last is not None and any(r.features[1:2] == "p" for x in last.analyses for r in x.readings)
        return False

    def _apposed(self, person: Lexeme, before: str) -> bool:
        """Does the name follow its own title? Its country must not contradict the one named in the title."""
        if before == "COMMA" and self._bears_title(self.title, person):
            self.out.pop()
            self.run_actors = self.title
            return True
        if before not in ("DEF", "DEFADJ", "NAME", "ADJ", "INDEF", "NAMEPART", "POSS"):
            return False
        titled = [] if any(x.pos in ("person", "short") for x in self.title) else self.title
        return self._bears_title(titled + self.run_actors, person)

    def _bears_title(self, words: list[Lexeme], person: Lexeme) -> bool:
        """May these words be the title of that person: an office, and no other country or name?"""
        body = words[-1] if words else None
        if body is not None and body.pos == "org" and self.out[-1].terminal == "NAME":
            offices = self.tagger.lexicon.actors
            if {o.code for o in offices.get(body.actor, ())} & {o.code for o in offices.get(person.actor, ())}:
                return True  # the Secretary-General of the United Nations, listed as one form
        if not any(x.agent_class == "person" for x in words) or any(x.pos in ("person", "short") for x in words):
            return False
        offices = self.tagger.lexicon.actors
        own = {o.code[:3] for o in offices.get(person.actor, ())}
        named = {o.code[:3] for x in words if x.pos in ("nat", "country", "org") for o in offices.get(x.actor, ())}
        return not named or bool(own & named)

    def _unknown(self, start: int, end: int, a: Analysis) -> None:
        before = self.out[-1].terminal if self.out else ""
        if a.article:
            terminal = "NAMEPART" if before in ("PERSON", "PERSON_APP", "NAMEPART") else "DEFADJ" if before in NOMINAL and before != "HEAD" else "DEF"
        elif self.text[start].isdigit():
            terminal = "NUM"
        else:
            if before in ("HEAD", "INDEF") and self.text[start:end].endswith(self.tagger.adjectival) and end - start > 4:
                self._emit(start, end, "ADJ")
                return
            named = before in ("DEF", "DEFADJ", "PERSON", "PERSON_APP", "NAMEPART", "ADJ")
            terminal = "NAMEPART" if named and (before not in ("DEF", "DEFADJ", "ADJ") or self._person_title()) else "HEAD"
        self._emit(start, end, terminal, article=a.article)

    def _person_title(self) -> bool:
        return any(x.agent_class == "person" for x in self.run_actors)

    def _function_word(self, start: int, end: int, reading: Reading, a: Analysis) -> None:
        x = reading.lexeme
        terminal, before = x.terminal, self.out[-1].terminal if self.out else ""
        if terminal == "PREP_NUM":
            if self._next_kind(self.last) == "NUM":
                return
            terminal = "PREP"
        if terminal == "NEG":
            self.pending |= NEGATED | (FUTURE if x.value == "future" else DENIED if x.value == "present" else 0)
        elif terminal in ("IRREAL", "FUT"):
            flag = UNREAL if terminal == "IRREAL" else FUTURE
            if x.value in _ADJECTIVAL and before in NOMINAL:
                self._emit(start, end, "DEFADJ" if x.lemma.startswith(self.tagger.analyser.article) else "ADJ", lexeme=x).flags |= flag
                return
            self.standing |= flag
        elif terminal == "MAY":
            if x.value == "so":  # written in one with its conjunction
                self._emit(start, start + 1, "AND")
            self.pending |= QUESTION
        elif terminal in ("ADV", "AUX"):
            self.auxiliary = terminal == "AUX" or self.auxiliary
            if terminal == "AUX" and self.pending & QUESTION and reading.features[:1] == "I":
                self.pending = (self.pending & ~QUESTION) | UNREAL  # may have done
            return
        elif terminal == "NOT":
            self._emit(start, end, "HEAD", lexeme=x)
        elif terminal == "VERB":
            self._emit(start, end, "VERB", lexeme=x).flags |= NEGATED
            self.standing |= NEGATED
            self.verb_seen = True
        else:
            closed = terminal == "HEAD" and a.pronoun  # one of them
            self._emit(start, end, "POSS" if closed else terminal, lexeme=x, pronoun=a.pronoun)
            if terminal == "SUB" and x.value in _UNREACHED:
                self.standing |= UNREAL

    def _verb(self, start: int, end: int, word: Word, a: Analysis, reading: Reading, kind: str) -> None:
        features = reading.features
        if features[:1] == "P" and kind == "V" and (a.future or self.pending & (NEGATED | FUTURE)):
            reading = next((r for r in a.readings if r.lexeme.pos == "verb" and r.features[:1] == "I" and r.lexeme.senses), reading)
            features = reading.features  # will not accept, spelled like `received`
        token = self._emit(start, end, "VERB" if kind == "V" else "PTCP", lexeme=reading.lexeme, features=features, pronoun=a.pronoun)
        pending, self.pending = self.pending, 0
        if pending & QUESTION:
            pending = (pending & ~QUESTION) | (UNREAL if features[:1] == "I" else 0)
        future = 0 if not a.future else UNREAL if self.auxiliary else FUTURE  # was to go, would have gone
        token.flags |= pending | future | (PASSIVE if word.passive else 0)
        self.verb_seen, self.auxiliary = True, False


def _kind(word: Word) -> str:
    """What a word is for the one before it."""
    analysis = next((a for a in word.analyses if a.readings), word.analyses[0])
    if analysis.preposition:
        return "PREP"
    if any(r.lexeme.terminal == "NUM" for r in analysis.readings):
        return "NUM"
    if any(a.article for a in word.analyses):
        return "DEF"
    if word.normal[:1].isdigit():
        return "NUM"
    if any(r.lexeme.agent and r.lexeme.pos == "noun" for r in analysis.readings):
        return "WORD"
    for reading in analysis.readings:
        x = reading.lexeme
        if x.terminal in ("PREP", "NUM"):
            return x.terminal
        if x.pos in ("nat", "adj"):
            return "ADJ"
        if x.pos in ("country", "org", "person", "group", "capital", "place"):
            return "NAME"
    return "WORD"


def _did_both(reading: Reading) -> bool:
    """A past form of the verb in the dual."""
    return reading.lexeme.pos == "verb" and reading.features[:2] == "P3" and reading.features[3:4] == "d"


def _offset(piece: Piece, letters: int) -> int:
    """Offset in the sentence after so many letters of a word (marks over letters do not count)."""
    if piece.text[:letters].isalnum():
        return piece.start + letters
    i = 0
    for char in piece.text:
        if letters == 0:
            break
        i += 1
        if char.isalnum():
            letters -= 1
    return piece.start + i
