"""Words -> typed terminals for languages that tell functions by word order and close noun phrases with their head.

In: a sentence's text. Out: its tokens, as `coder.tag` gives them. A verb is known by its form and its place: after an auxiliary, after a
noun that it agrees with. The rows of `grammars/LANG/context.tsv` choose between verb and noun; the rest of what a form can be is
decided here: finite verb or participle, conjunction or relative pronoun, clause or phrase after a preposition.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from coder.cells_fixed import DASHES, Cell, Cells
from coder.dates import DateReader
from coder.dictionary import Lexicon, PhraseRow
from coder.model import Lexeme, Reading, Token
from coder.tag import FUTURE, NEGATED, NOMINAL, PASSIVE, UNREAL, load_context
from coder.tokenize import Analyser, Piece
from coder.words_fixed import BASE, PARTICIPLE, PAST, PRESENT, THIRD, Known, Speller, guess

_OPEN = frozenset(["DET", "ADJ", "GEN", "NUM"])
_NOUNS = frozenset(["HEAD", "DEF", "POSS", "NAME", "PERSON", "PERSON_APP"])
_RESET = frozenset(["AND", "COMMA", "COLON", "STOP", "LQ", "RQ", "COMP", "REL", "SUB", "LPAR", "RPAR"])
_ORDER = "VNAELP"
_FAR = 7
_QUANTITY, _PART = "&quantity", "of"
_EITHER = frozenset(["group", "body"])  # agents that take a singular or a plural verb
UNNAMED = Lexeme(-1, "", "name", agent="---", agent_class="name")  # a name that no dictionary has


class FixedOrderTagger:
    """Tags sentences of one language of fixed word order."""

    def __init__(self, lexicon: Lexicon, context: Path, dates: DateReader | None) -> None:
        self.lexicon = lexicon
        self.analyser = Analyser(lexicon)
        self.speller = Speller(lexicon, self.analyser)
        self.context = load_context(context)
        self.dates = dates
        self.settings: dict[str, Any] = lexicon.settings["order"]
        self.infinitive: str = self.settings["infinitive"]
        self.definite = frozenset(self.settings.get("definite", ()))
        self.asserting = frozenset(lexicon.settings.get("actors", {}).get("asserting", ()))
        self.own_compounds = frozenset(self.settings.get("own_compounds", ()))
        self.prefixes = frozenset(self.settings.get("prefixes", ()))
        self.phrases: dict[str, dict[str, list[PhraseRow]]] = {}
        for first, rows in lexicon.phrases.items():
            by_second = self.phrases[first] = {}
            for row in rows:
                by_second.setdefault(row[0][0] if row[0] else "", []).append(row)
        self.marks: dict[str, str] = {}
        marks = lexicon.settings["punctuation"]
        for name, terminal in (("comma", "COMMA"), ("colon", "COLON"), ("stop", "STOP"), ("open", "LPAR"), ("close", "RPAR"),
                               ("quote_open", "LQ"), ("quote_close", "RQ"), ("quote", "QUOTE")):  # fmt: skip
            self.marks.update(dict.fromkeys(marks.get(name, []), terminal))
        self.phrase_marks = dict(self.marks)  # a hyphen does not part a name
        self.marks.update(dict.fromkeys(DASHES, "DASH"))
        self.particles: dict[str, dict[str, Lexeme]] = {}  # verb -> particle -> phrasal verb
        for x in lexicon.lexemes:
            verb, _, particle = x.lemma.partition(" ")
            if x.pos == "verb" and particle:
                self.particles.setdefault(verb, {})[particle] = x
        # verbs that a clause may complete without a conjunction
        self.saying = frozenset(
            x.id for x in lexicon.lexemes
            if x.pos == "verb" and any(i.slot == "CL" for s in x.senses for p in lexicon.senses[s].patterns for i in p.items)
        )  # fmt: skip
        self.complement = Lexeme(-1, "", "word", "COMP", "that")
        self.purpose = Lexeme(-1, "", "word", "COMP", self.infinitive)

    def tag(self, text: str, seen: Collection[str] = ()) -> list[Token]:
        """The tokens of one sentence. `seen`: actor ids whose short forms count because they were named before."""
        return _Walk(self, text, seen).tokens()


class _Walk(Cells):
    """Chooses the terminals of one sentence from left to right."""

    def __init__(self, tagger: FixedOrderTagger, text: str, seen: Collection[str]) -> None:
        super().__init__(tagger, text, seen)
        self.out: list[Token] = []
        self.helper = ""  # the auxiliary that waits for its verb: be, have, do, modal, aspect
        self.pending = 0  # flags for the next verb
        self.standing = 0  # flags that hold until the clause ends
        self.always = UNREAL if text.rstrip().endswith("?") else 0
        self.verb_seen = False
        self.waiting = False  # a subject before a relative clause waits for its verb
        self.passive = False  # the last finite verb was passive
        self.unreal_verbs = False  # in an infinitive: verbs joined to it are infinitives too
        self.skipped = -1
        self.article = False
        self.owner = ""

    def tokens(self) -> list[Token]:
        for i, cell in enumerate(self.cells):
            if i <= self.skipped and (i == self.skipped or cell.mark == "HYPHEN"):
                continue
            if cell.date is not None and self._last() in ("DET", "ADJ", "GEN") and self.starts_phrase(i + 1) and not self._bare_start(i + 1):
                self._emit(cell, "ADJ")  # the 2015 deal
            elif cell.date is not None:
                self._emit(cell, "DATE").date = cell.date
            elif cell.mark:
                if not (cell.mark == "STOP" and i == len(self.cells) - 1):
                    self._emit(cell, cell.mark)
            elif cell.known is not None:
                self._word(i, cell, cell.known)
        self._separated_particles()
        self._pairs()
        return self.out

    # -- tokens ----------------------------------------------------------------------------------------

    def _emit(self, cell: Cell, terminal: str, lexeme: Lexeme | None = None, features: str = "", start: int = -1) -> Token:
        begin = cell.start if start < 0 else start
        token = Token(begin, cell.end, terminal, lexeme, features, False, "", self.standing | self.always, self.text[begin : cell.end], None)
        if terminal in NOMINAL:
            token.article, token.pronoun = self.article, self.owner if terminal == "POSS" else ""
            token.tags = cell.tags
        else:
            self.article, self.owner = False, ""
        self.out.append(token)
        if terminal in _RESET:
            if terminal == "REL":
                self.waiting = not self.verb_seen and any(t.terminal in _NOUNS for t in self.out[-12:-1])
            elif terminal in ("STOP", "COLON", "SUB"):
                self.waiting = False
            if terminal not in ("COMP", "LQ", "RQ", "LPAR", "RPAR"):
                self.standing = 0
            self.verb_seen = False
            self.helper, self.pending = "", self.pending & UNREAL if terminal == "SUB" else 0
        return token

    def _last(self) -> str:
        return self.out[-1].terminal if self.out else ""

    # -- one word --------------------------------------------------------------------------------------

    def _word(self, i: int, cell: Cell, known: Known) -> None:
        if cell.adjective:
            self._emit(cell, "ADJ", next((r.lexeme for r in known.groups.values() if r.lexeme.pos == "nat"), None))
            return
        if known.words and self._function(i, cell, known):
            return
        if not known.groups and not known.forms:
            short = next((r for r in known.shorts if r.lexeme.actor in self.seen), None)
            if short is not None:
                self._nominal(cell, short, "P")
            else:
                self._unknown(i, cell)
            return
        choice = self._choose(i, known)
        if choice == "N" and _QUANTITY in known.groups["N"].lexeme.tags and self.preposition(i + 1) == _PART and self.starts_phrase(i + 2):
            self._emit(cell, "NUM", None)  # a round of talks, a number of soldiers: the noun that counts is the second
            self.skipped = i + 1
        elif choice in _ORDER[1:]:
            self._nominal(cell, known.groups[choice], choice, i)
        elif choice == "adjective":
            self._emit(cell, "ADJ", known.groups["A"].lexeme if "A" in known.groups else None)
        elif choice == "noun":
            self._plain(cell, None, "")
        elif choice:
            self._verb(i, cell, choice, known.forms.get(choice[-1]))

    def _choose(self, i: int, known: Known) -> str:
        """A kind of noun, `adjective`, `noun`, or how a verb stands: finite, participle, gerund, with its form as last letter."""
        forms, groups, last = known.forms, known.groups, self._last()
        helper = self.helper
        if helper and forms:
            if helper == "be" and PARTICIPLE in forms and not ("A" in groups and groups["A"].lexeme.pos == "nat"):
                return "passive q"
            if helper in ("be", "aspect") and PRESENT in forms:
                return "finite g"
            if helper == "have" and PARTICIPLE in forms:
                return "finite q"
            if helper in ("modal", "do") and BASE in forms:
                return "finite b"
        if PRESENT in forms and set(forms) == {PRESENT}:
            return self._ing(i, known)
        if (PAST in forms or PARTICIPLE in forms) and (not (groups and BASE in forms) or last in ("REL",)):
            return self._past(i, known)
        if not forms:
            office = "N" in groups and "A" in groups and bool(groups["N"].lexeme.agent)
            following = self.at(i + 1)
            if office and following is not None and PAST in following.forms:
                return "N"  # the US military | struck
            return self._kind(list(groups), i, "")
        if not groups:
            if last in ("DET", "ADJ", "GEN", "PREP"):
                return "noun"
            if set(forms) == {BASE} and (last in ("VERB", "PTCP") or (last in _NOUNS and self.verb_seen and not self.waiting)):
                return "noun"
            return "finite " + next(f for f in (PAST, THIRD, BASE) if f in forms)
        form = next((f for f in (THIRD, PAST, BASE) if f in forms), BASE)
        kind = self._kind(["V", *groups], i, form)
        return "finite " + form if kind == "V" else kind

    def _kind(self, kinds: list[str], i: int, form: str) -> str:
        """The kind that the context rules choose."""
        left = sorted(kinds, key=_ORDER.index)
        if len(left) == 1:
            return left[0]
        after, following = self._after(form), self._next_kind(i + 1)
        while len(left) > 1:
            pair = frozenset(left[:2])
            loser = left[1]
            for rule in self.tagger.context.get(pair, ()):
                if rule.after in ("*", after) and rule.next in ("*", following) and (rule.verb == "*" or (rule.verb == "yes") == self.verb_seen):
                    loser = next(k for k in pair if k != rule.choose)
                    break
            left.remove(loser)
        return left[0]

    def _after(self, form: str) -> str:
        """What stands before, in the words of the context table."""
        last = self._last()
        if self.helper:
            return "COMP"
        if not last:
            return "START"
        if last in ("DET", "ADJ", "GEN"):
            return "HEAD"
        if last in _NOUNS or last in ("PRON", "RPAR", "DATE"):
            return "CLOSED" if self._agrees(form) else "DEFINITE"
        return {"NUM": "NUM", "PREP": "PREP", "VERB": "VERB", "PTCP": "VERB", "REL": "COMP"}.get(last, "LINK")

    def _agrees(self, form: str) -> bool:
        """May a verb of this form have the noun before it as its subject?"""
        if form not in (BASE, THIRD) or self.verb_seen:
            return True
        token = self.out[-1]
        x = token.lexeme
        if token.terminal in ("PRON", "RPAR", "DATE") or (x is not None and x.agent_class in _EITHER):
            return True
        several = any(t.terminal == "AND" for t in self.out[-4:-1])
        if x is None:
            plural = token.text.lower().endswith(tuple(self.tagger.settings.get("plural", ())))
        else:
            plural = token.features[1:2] == "p" or (x.pos in ("org", "group") and form == BASE and token.text.lower().endswith("s"))
            if x.pos in ("nat", "org", "group") and form == THIRD:
                return not plural or x.pos != "nat"
        return (plural or several) if form == BASE else not plural

    def _next_kind(self, i: int) -> str:
        """What stands after, in the words of the context table."""
        cell = self.cells[i] if i < len(self.cells) else None
        if cell is None or cell.known is None:
            return "MARK"
        known = cell.known
        if self.finite(i) == 2:
            return "VERB"
        if known.words:
            if known.function("PREP", "COMP", "SUB") is not None:
                return "PREP"
            if known.function("DET", "PRON", "NOT") is not None:
                return "DEF"
            return "NUM" if known.function("NUM", "HEAD") is not None else "MARK"
        if cell.text[0].isdigit():
            return "NUM"
        if cell.adjective or "A" in known.groups:
            return "ADJ"
        if known.groups:
            if "N" in known.groups:
                return "WORD" if not known.forms or BASE not in known.forms or not self.finite_base(i) else "VERB"
            return "NAME"
        if known.forms:
            if known.forms.keys() <= {PRESENT}:
                return "MARK"
            return "ADJ" if PARTICIPLE in known.forms and self.starts_phrase(i + 1) and not self._bare_start(i + 1) else "VERB"
        kind = guess(cell.text, self.tagger.settings, cell.text[:1].isupper())
        return {"name": "NAME", "adverb": "MARK", "past": "VERB", "adjective": "ADJ"}.get(kind, "WORD")

    def finite_base(self, i: int) -> bool:
        """Could the word, noun or verb, be the verb of a plural before it: strikes kill five?"""
        known = self.at(i)
        return known is not None and BASE in known.forms and self._bare_start(i + 1)

    # -- participles ---------------------------------------------------------------------------------------

    def _past(self, i: int, known: Known) -> str:
        """A past form or participle: finite, passive after a noun, or an adjective."""
        forms, last = known.forms, self._last()
        noun_next, bare = self.starts_phrase(i + 1), self._bare_start(i + 1)
        if last in ("DET", "GEN", "ADJ") or (last == "NUM" and noun_next and not bare):
            return "adjective" if noun_next and not bare else "N" if "N" in known.groups else self._after_open(forms)
        if PARTICIPLE not in forms:
            return self._finite(PAST, True)
        if last == "PREP":
            return "adjective" if noun_next else "participle q"
        if last in ("VERB", "PTCP") and noun_next and not bare:
            return "adjective"
        by = self.preposition(self.over(i + 1)) == "by"
        object_next = self.object_follows(i + 1)
        if last == "AND" and self.passive and not object_next:
            return "passive q"
        if last in ("", "COMMA", "LQ", "STOP"):
            if last and PAST in forms and object_next:
                return "finite p"
            if not last and noun_next and not bare and self.finite_ahead(i + 1):
                return "adjective"
            return "participle q" if not (PAST in forms and object_next) else "finite p"
        if PAST not in forms and last != "AND":
            return "participle q"
        if last in _NOUNS or last in ("DATE", "RPAR", "PRON", "NUM", "RQ", "PREP"):
            if self.waiting:
                return "finite p"
            if self.verb_seen:
                return self._finite(PAST, False) if last != "DATE" and self._opens_complement(False) else "participle q"
            if PAST in forms and forms[PAST].lexeme.speech and not by:
                return "finite p"  # said on Saturday that X would ...
            if by or (not object_next and not self.infinitive_at(self.over(i + 1)) and self.finite_ahead(i + 1)):
                return "participle q"
        return "finite " + (PAST if PAST in forms else PARTICIPLE)

    def _after_open(self, forms: dict[str, Reading]) -> str:
        return "finite p" if PAST in forms and PARTICIPLE not in forms else "adjective"

    def _finite(self, form: str, definite: bool) -> str:
        return "finite " + form

    def _ing(self, i: int, known: Known) -> str:
        """A present participle: a noun, an adjective, a participle that opens a clause, or a gerund."""
        last, noun = self._last(), "N" in known.groups
        noun_next, bare = self.starts_phrase(i + 1), self._bare_start(i + 1)
        named = self._next_kind(i + 1) == "NAME"
        if last in _OPEN:
            return "N" if noun else "adjective" if noun_next else "noun"
        if last == "PREP":
            return "N" if noun and not (bare or named) else "gerund g"
        if last in ("VERB", "PTCP"):
            return "N" if noun and not (bare or named) else "complement g"
        if last in _NOUNS:
            return "N" if noun and not noun_next and self.out[-1].terminal != "PERSON" else "participle g"
        if not last or last in ("COMMA", "AND", "COMP", "LQ", "COLON"):
            return "N" if noun and (self.preposition(i + 1) == "of" or (not noun_next and last != "COMMA")) else "participle g"
        return "participle g"

    # -- verbs -----------------------------------------------------------------------------------------------

    def _verb(self, i: int, cell: Cell, how: str, reading: Reading | None) -> None:
        manner, form = how.split()
        lexeme = reading.lexeme if reading is not None else None
        features = reading.features if reading is not None else ""
        if manner == "complement":
            self._insert(len(self.out), self.tagger.purpose, cell.start)
            self._verb_token(cell, "VERB", lexeme, features, UNREAL)
            self.standing |= UNREAL
            return
        if manner in ("participle", "gerund"):
            flags = PASSIVE if form == PARTICIPLE else 0
            if manner == "gerund" and self._last() == "PREP":
                before = self.out[-1].lexeme
                if before is not None and before.value not in self.tagger.asserting:
                    self.standing |= UNREAL
                    flags |= UNREAL
            token = self._verb_token(cell, "PTCP", lexeme, features, flags | self.pending | self.standing)
            if flags & PASSIVE:
                token.features = "Q" + features[1:]
            return
        flags, seen = PASSIVE if manner == "passive" else 0, self.verb_seen
        if self.verb_seen and not self.waiting and form in (BASE, THIRD, PAST, PARTICIPLE) and self._last() not in ("VERB", "PTCP"):
            self._opens_complement(True)
        if form == PRESENT:
            features = "P3xxa"
        elif form in (PAST, PARTICIPLE) and manner == "finite":
            lonely = form == PAST and not self.helper and lexeme is not None and not self.object_follows(i + 1)
            features = "P3xxav" if lonely and self.preposition(self.over(i + 1)) != self.tagger.infinitive else "P3xxa"
        infinitive = self.unreal_verbs and form == BASE and self._last() == "AND"
        self._verb_token(cell, "VERB", lexeme, features, flags | self.pending | (UNREAL if infinitive else 0))
        if not infinitive:
            self.unreal_verbs = False
        else:
            self.standing |= UNREAL
        self.passive = manner == "passive"
        self.waiting = self.waiting and not seen

    def _verb_token(self, cell: Cell, terminal: str, lexeme: Lexeme | None, features: str, flags: int) -> Token:
        token = self._emit(cell, terminal, lexeme, features)
        token.flags |= flags
        self.pending, self.helper = 0, ""
        self.verb_seen = self.verb_seen or terminal == "VERB"
        return token

    def _insert(self, index: int, lexeme: Lexeme, at: int) -> None:
        """A conjunction that is not written: said (that) X did Y."""
        self.out.insert(index, Token(at, at, "COMP", lexeme, "", False, "", self.standing, "", None))
        self.verb_seen = False

    def _opens_complement(self, definite: bool) -> bool:
        """`said X did Y`: a second verb with its own subject completes the first; puts the conjunction in that is not written."""
        j = len(self.out) - 1
        nominal = False
        while j >= 0 and self.out[j].terminal != "VERB":
            terminal = self.out[j].terminal
            if terminal not in NOMINAL and terminal not in ("PREP", "PRON", "DATE"):
                return False
            nominal = nominal or terminal in _NOUNS or terminal == "PRON"
            j -= 1
        if j < 0 or not nominal:
            return False
        verb = self.out[j].lexeme
        if verb is None or verb.id not in self.tagger.saying:
            return False
        k = j + 1
        while k < len(self.out) and self.out[k].terminal == "DATE":
            k += 1
        if self.out[k].terminal == "PREP" and not definite:
            return False
        self._insert(k, self.tagger.complement, self.out[k].start if k < len(self.out) else self.out[-1].end)
        return True

    # -- function words ----------------------------------------------------------------------------------------

    def _function(self, i: int, cell: Cell, known: Known) -> bool:
        """Emit a function word; False where the word is none of them here."""
        terminals = {w.terminal: w for w in reversed(known.words)}
        if "AUX" in terminals:
            return self._auxiliary(i, cell, known, terminals["AUX"])
        if "FUT" in terminals or "IRREAL" in terminals or "NEG" in terminals:
            return self._modal(i, cell, known, terminals.get("NEG") or terminals.get("FUT") or terminals["IRREAL"])
        if cell.text.lower() == self.tagger.infinitive and self.infinitive_at(i):
            self._infinitive(i, cell)
            return True
        word = self._which(i, terminals)
        if word is None:
            return bool(not known.groups and not known.forms)
        if word.terminal == "ADV":
            return not ((known.forms or known.groups) and self._last() in ("DET", "ADJ", "GEN"))
        if word.terminal == "DET":
            if self._last() in _NOUNS:
                self.article, self.owner = False, ""
            if word.value in self.tagger.lexicon.settings["clitics"].get("pronoun_features", {}) or word.value in self._speakers():
                self.owner = word.value
            self._emit(cell, "DET", word)
            self.article = self.article or word.value in self.tagger.definite
        elif word.terminal == "PRON":
            self._emit(cell, "PRON", word).pronoun = word.value
        elif word.terminal == "NOT":
            self._emit(cell, "DET", word)
        elif word.terminal == "SUB":
            self._emit(cell, "SUB", word)
            if word.value in ("condition", "purpose", "question"):
                self.standing |= UNREAL
        elif word.terminal == "COMP" and word.value == "condition":
            self._emit(cell, "COMP", word)
            self.standing |= UNREAL
        else:
            self._emit(cell, word.terminal, word)
        return True

    def _speakers(self) -> Sequence[str]:
        found: Sequence[str] = self.tagger.lexicon.settings["clitics"].get("speaker_pronouns", ())
        return found

    def _which(self, i: int, terminals: dict[str, Lexeme]) -> Lexeme | None:
        """The function that a word of several has here: that, after, her, one."""
        if len(terminals) == 1:
            return next(iter(terminals.values()))
        last = self._last()
        noun_next = self.starts_phrase(i + 1)
        if "COMP" in terminals and "REL" in terminals:
            if last in _NOUNS and (self.finite(self.over(i + 1)) or not self._said()):
                return terminals["REL"]
            return terminals["DET"] if last == "PREP" and "DET" in terminals else terminals["COMP"]
        if "SUB" in terminals:
            others = [t for t in terminals if t != "SUB"]
            clause = self.finite_ahead(i + 1, 1) and (noun_next or not self.starts_phrase(i + 1)) and self.clause_follows(i + 1)
            return terminals["SUB"] if clause else terminals[others[0]]
        if "DET" in terminals and noun_next and self.finite(i + 1) != 2:
            return terminals["DET"]
        if "NUM" in terminals and "DET" in terminals:
            return terminals["NUM"]
        if "PRON" in terminals:
            return terminals["PRON"]
        if "PREP" in terminals and "ADV" in terminals:
            known = self.at(i + 1)
            digit = known is not None and (known.function("NUM") is not None or self.cells[i + 1].text[0].isdigit())
            return terminals["ADV"] if digit or not (noun_next or (known is not None and PRESENT in known.forms)) else terminals["PREP"]
        if "NUM" in terminals and "ADV" in terminals:
            return terminals["NUM"]
        for name in ("PREP", "REL", "COMP", "AND", "HEAD", "NUM", "DET", "ADV"):
            if name in terminals:
                return terminals[name]
        return None

    def _said(self) -> bool:
        """Is the clause's verb one of speech, whose content a conjunction may open?"""
        for token in reversed(self.out):
            if token.terminal == "VERB":
                return token.lexeme is not None and token.lexeme.id in self.tagger.saying
            if token.terminal in _RESET:
                return False
        return False

    def _infinitive(self, i: int, cell: Cell) -> None:
        """The mark of the infinitive opens a clause whose act has not happened; in a headline without a verb it is a future."""
        actor = any(t.lexeme is not None and (t.lexeme.actor or t.lexeme.agent) for t in self.out[-3:])
        if not self.verb_seen and self.out and self._last() in _NOUNS and actor and not self.finite_ahead(i + 2, 2) and not any(
            t.terminal in ("VERB", "PTCP") for t in self.out
        ):
            self.pending |= FUTURE
        elif self._last() == "DET":
            return
        else:
            self._emit(cell, "COMP", self.tagger.purpose)
            self.standing |= UNREAL
            self.pending |= UNREAL
            self.unreal_verbs = True
        self.helper = "modal"

    def _auxiliary(self, i: int, cell: Cell, known: Known, word: Lexeme) -> bool:
        """A helping verb waits for its participle or base form; without one it is the verb of the clause."""
        j = self.over(i + 1)
        following = self.at(j)
        forms = following.forms if following is not None else {}
        helps = following is not None and following.function("AUX") is not None
        if following is not None and following.function("FUT", "IRREAL") is not None and word.value == "be" and PARTICIPLE not in forms:
            self.helper = ""
            return True
        if known.participle and not self.helper and PARTICIPLE in forms:
            return True  # after being accused
        if word.value == "be":
            if self.infinitive_at(j):
                self.pending |= FUTURE
                self.helper, self.skipped = "modal", j
                return True
            if (PARTICIPLE in forms or PRESENT in forms or helps) and not (following is not None and self.cells[j].adjective):
                self._complement_before()
                self.helper = "be"
                return True
        elif word.value == "have":
            if self.infinitive_at(j):
                self.pending |= UNREAL
                self.helper, self.skipped = "modal", j
                return True
            if PARTICIPLE in forms or helps:
                self._complement_before()
                self.helper = "have"
                return True
        elif word.value == "do":
            if BASE in forms and self.helper != "modal":
                self._complement_before()
                self.helper = "do"
                return True
        elif word.value == "duty":
            if not (BASE in forms or helps):
                return False
            reading = next(iter(known.forms.values()), None)
            self._complement_before()
            negated, self.pending = self.pending & NEGATED, 0
            self._verb_token(cell, "VERB", reading.lexeme if reading is not None else word, "P3xxa", 0)
            self.waiting = False
            self._insert(len(self.out), self.tagger.purpose, cell.end)
            self.helper, self.pending = "modal", negated | UNREAL
            self.standing |= UNREAL
            return True
        elif word.value == "aspect":
            if self.infinitive_at(i + 1):
                self.helper, self.skipped = "modal", i + 1
                return True
            if PRESENT in forms and (following is None or not following.groups or self._bare_start(j + 1)):
                self.helper = "aspect"
                return True
            return False
        reading = next(iter(known.forms.values()), None)
        self._complement_before()
        lexeme, features = (reading.lexeme, reading.features) if reading is not None else (word, "P3xxa")
        self._verb_token(cell, "VERB", lexeme, features, self.pending)
        self.unreal_verbs = self.passive = self.waiting = False
        return True

    def _complement_before(self) -> None:
        if self.verb_seen and not self.waiting and not self.helper:
            self._opens_complement(True)

    def _modal(self, i: int, cell: Cell, known: Known, word: Lexeme) -> bool:
        if word.terminal == "NEG":
            self.pending |= NEGATED | (FUTURE if word.value == "future" else 0)
            if word.value == "future":
                self.helper = "modal"
            return True
        flag = UNREAL if word.terminal == "IRREAL" else FUTURE
        if word.value in ("maybe", "scheduled", "fact"):
            if (known.forms and self.helper) or self._last() not in ("DET", "ADJ", "GEN", "NUM", "", "PREP", "VERB", "COMMA"):
                return False
            self._emit(cell, "ADJ", word).flags |= 0 if word.value == "fact" else flag
            return True
        if word.value == "perhaps":
            self.standing |= flag
            return True
        if known.groups and self._last() in ("DET", "ADJ", "GEN"):
            return False
        self._complement_before()
        self.pending |= flag
        self.helper = "modal"
        return True

    # -- nouns ---------------------------------------------------------------------------------------------------

    def _nominal(self, cell: Cell, reading: Reading, kind: str, i: int = -1) -> None:
        x = reading.lexeme
        if kind in "EL":
            self._emit(cell, "NAME", x, reading.features)
        elif kind == "P":
            titled = any(t.terminal in ("HEAD", "DEF", "POSS") and t.lexeme is not None and t.lexeme.agent for t in self._run())
            self._emit(cell, "PERSON_APP" if titled else "PERSON", x, reading.features)
        elif kind == "A" and (x.pos == "adj" or (i >= 0 and self._modifies(i))):
            self._emit(cell, "ADJ", x, reading.features)
        else:
            self._plain(cell, x, reading.features)

    def _modifies(self, i: int) -> bool:
        """Does a noun follow that this word belongs to?"""
        j = i + 1
        if j < len(self.cells) and self.cells[j].mark == "HYPHEN":
            j += 1
        known = self.at(j)
        if known is None:
            return False
        if known.words:
            return False
        kind = self._next_kind(j)
        return kind in ("WORD", "NAME", "ADJ") or (bool(known.groups) and "N" in known.groups)

    def _run(self) -> list[Token]:
        """The tokens of the run of nominal words so far."""
        run: list[Token] = []
        for token in reversed(self.out):
            if token.terminal not in NOMINAL or token.terminal == "DET":
                break
            run.append(token)
        return run

    def _plain(self, cell: Cell, lexeme: Lexeme | None, features: str) -> None:
        terminal = "POSS" if self.owner else "DEF" if self.article else "HEAD"
        token = self._emit(cell, terminal, lexeme, features)
        before = self.out[-2] if len(self.out) > 1 else None
        if before is not None and before.terminal == "ADJ":
            token.flags |= before.flags

    def _unknown(self, i: int, cell: Cell) -> None:
        """A word that no dictionary has: a number, a name, or what its ending says."""
        if cell.text[0].isdigit():
            self._emit(cell, "NUM")
            return
        if not cell.text[0].isalpha():
            return
        capital = cell.text[0].isupper() and not self.titled and len(cell.text) >= self.tagger.settings.get("name_length", 1)
        if capital and not self.out and not self._name_first(i):
            capital = False
        kind = guess(cell.text.lower() if not capital else cell.text, self.tagger.settings, capital)
        self._last()
        if kind == "name":
            self._emit(cell, "NAME", UNNAMED)
        elif kind == "adverb":
            return
        elif kind == "adjective" and self.starts_phrase(i + 1):
            self._emit(cell, "ADJ")
        else:
            self._plain(cell, None, "")

    def _name_first(self, i: int) -> bool:
        """Is the unknown word that opens a sentence a name? The next has a capital, too, or it is an owner or does something."""
        following = self.cells[i + 1] if i + 1 < len(self.cells) else None
        if following is None:
            return False
        named = following.text[:1].isupper() or (following.known is not None and following.known.function("GEN") is not None)
        acts = self.finite(i + 1) > 0 or following.mark == "COMMA"
        plural = self.cells[i].text.lower().endswith(tuple(self.tagger.settings.get("plural", ())))
        return named or (acts and not plural)

    def _pairs(self) -> None:
        """`the two sides`, `both ministers`: a plural after such a word is a dual, and definite."""
        duals, alone = self.tagger.settings.get("duals", ()), self.tagger.settings.get("pair", ())
        for i, token in enumerate(self.out):
            if token.terminal in ("HEAD", "DEF") and token.features[1:2] == "p":
                before = next((t.text.lower() for t in reversed(self.out[:i]) if t.terminal != "ADJ"), "")
                if before in alone or (token.article and before in duals):
                    token.features, token.article = f"{token.features[0]}d{token.features[2:]}", True

    # -- phrasal verbs ---------------------------------------------------------------------------------------------

    def _separated_particles(self) -> None:
        """`called the talks off`: the particle after the object makes the phrasal verb."""
        for i, token in enumerate(self.out):
            x = token.lexeme
            particles = self.tagger.particles.get(x.lemma) if x is not None and x.pos == "verb" else None
            if not particles:
                continue
            for j in range(i + 1, min(i + 1 + _FAR, len(self.out))):
                other = self.out[j]
                if other.terminal == "PREP" and other.text.lower() in particles and j > i + 1:
                    after = self.out[j + 1].terminal if j + 1 < len(self.out) else ""
                    if after not in NOMINAL:
                        token.lexeme = particles[other.text.lower()]
                        del self.out[j]
                    break
                if other.terminal not in NOMINAL and other.terminal not in ("PRON", "PREP"):
                    break


__all__ = ["Cell", "FixedOrderTagger", "Piece"]
