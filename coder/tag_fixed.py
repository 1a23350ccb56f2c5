"""Words -> typed terminals for languages that tell functions by word order and close noun phrases with their head.

In: a sentence's text. Out: its tokens, as `coder.tag` gives them. `Cells` cuts the sentence into words and names, `Choice` settles what
each is where it stands, `Verbs` makes verbs of it with what their auxiliaries say; function words, nouns and names are settled here.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from coder.cells_fixed import DASHES, Cell
from coder.choice_fixed import NOUNS, ORDER
from coder.dates import DateReader
from coder.dictionary import Lexicon
from coder.model import PAIR, Lexeme, Reading, Token
from coder.tag import NOMINAL, UNREAL, load_context
from coder.tokenize import Analyser, Cut, Piece
from coder.verbs_fixed import Verbs
from coder.words_fixed import PRESENT, Known, Speller

_FAR = 7
_GOVERNED = frozenset(["DATE", "PTCP", "PRON"])  # beside nouns, what a preposition may govern
_QUANTITY, _PART = "&quantity", "of"
UNNAMED = Lexeme(-1, "", "name", agent="---", agent_class="name")  # a name that no dictionary has

TWO = Lexeme(-1, "", "noun", tags=frozenset([PAIR]))  # the two, without a noun


class FixedOrderTagger:
    """Tags sentences of one language of fixed word order."""

    def __init__(self, lexicon: Lexicon, context: Path, dates: DateReader | None) -> None:
        self.lexicon = lexicon
        self.analyser = Analyser(lexicon)
        self.speller = Speller(lexicon, self.analyser)
        self.context = load_context(context)
        self.cut: Cut = ([], [])  # of the sentence tagged last
        self.dates = dates
        self.settings: dict[str, Any] = lexicon.settings["order"]
        self.infinitive: str = self.settings["infinitive"]
        self.definite = frozenset(self.settings.get("definite", ()))
        self.asserting = frozenset(lexicon.settings.get("actors", {}).get("asserting", ()))
        self.own_compounds = frozenset(self.settings.get("own_compounds", ()))
        self.prefixes = frozenset(self.settings.get("prefixes", ()))
        self.guessing = frozenset(self.settings.get("guessing", ()))
        self.becoming = frozenset(self.settings.get("becoming", ()))
        self.ranks = frozenset(self.settings.get("ranks", ()))
        self.subjunctive = frozenset(self.settings.get("subjunctive", ()))
        self.subjects = frozenset(self.settings.get("subjects", ()))
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
        self.relative = Lexeme(-1, "", "word", "REL", "")
        self.purpose = Lexeme(-1, "", "word", "COMP", self.infinitive)

    def tag(self, text: str, seen: Collection[str] = ()) -> list[Token]:
        """The tokens of one sentence. `seen`: actor ids whose short forms count because they were named before."""
        walk = _Walk(self, text, seen)
        self.cut = walk.pieces, walk.words
        return walk.tokens()


class _Walk(Verbs):
    """Chooses the terminals of one sentence from left to right."""

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
        elif choice in ORDER[1:]:
            self._nominal(cell, known.groups[choice], choice, i)
        elif choice == "adjective":
            self._emit(cell, "ADJ", known.groups["A"].lexeme if "A" in known.groups else None)
        elif choice == "noun":
            self._plain(cell, None, "")
        elif choice:
            self._verb(i, cell, choice, known.forms.get(choice[-1]))

    # -- function words ----------------------------------------------------------------------------------------

    def _function(self, i: int, cell: Cell, known: Known) -> bool:
        """Emit a function word; False where the word is none of them here."""
        terminals = known.terminals
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
            if self._last() in NOUNS:
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
            if last in NOUNS and (self.finite(self.over(i + 1)) or not self._said()):
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
        kind = "name" if capital else self.tagger.speller.ending(cell.text.lower())
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
            if token.terminal == "NUM" and i and self.out[i - 1].terminal == "DET" and token.text.lower() in duals:
                after = self.out[i + 1].terminal if i + 1 < len(self.out) else ""
                determiner = self.out[i - 1].lexeme
                if after not in NOMINAL and determiner is not None and determiner.value in self.tagger.definite:
                    token.terminal, token.lexeme, token.features, token.article = "DEF", TWO, "xd", True
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
                    if after not in NOMINAL and after not in _GOVERNED:
                        token.lexeme = particles[other.text.lower()]
                        del self.out[j]
                    break
                if other.terminal not in NOMINAL and other.terminal not in ("PRON", "PREP"):
                    break


__all__ = ["Cell", "FixedOrderTagger", "Piece"]
