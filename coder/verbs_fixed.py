"""Verbs, their auxiliaries and modals, infinitives, and the conjunctions that are not written, for languages of fixed word order.

In: a verb or helping word and the tokens before it. Out: its token, with the flags that what stands before leaves on it
(passive, future, unreal, negated).
"""

from __future__ import annotations

from coder.cells_fixed import Cell
from coder.choice_fixed import NOUNS, RESET, Choice
from coder.model import Lexeme, Reading, Token
from coder.tag import FUTURE, NEGATED, NOMINAL, PASSIVE, UNREAL
from coder.words_fixed import BASE, PARTICIPLE, PAST, PRESENT, THIRD, Known

_CLOSED = 2
_RANKED = 5  # words between a rank and its infinitive: the first country of the bloc to


class Verbs(Choice):
    """Makes the verbs of one sentence."""

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
        if (self.verb_seen or self.opened) and not self.waiting and form in (BASE, THIRD, PAST, PARTICIPLE) and self._last() not in ("VERB", "PTCP"):
            speaks = lexeme is not None and lexeme.id in self.tagger.saying
            _ = self._opens_complement(True) or speaks or self._opens_relative()
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
        self.waiting = self.waiting and not seen and self.inner < _CLOSED
        self.inner = self.inner or 1

    def _verb_token(self, cell: Cell, terminal: str, lexeme: Lexeme | None, features: str, flags: int) -> Token:
        token = self._emit(cell, terminal, lexeme, features)
        token.flags |= flags
        self.pending, self.helper = 0, ""
        self.verb_seen = self.verb_seen or terminal == "VERB"
        self.opened = terminal == "PTCP" and not token.flags & PASSIVE and (len(self.out) < 2 or self.out[-2].terminal == "COMMA")
        return token

    def _said(self) -> bool:
        """Is the clause's verb one of speech, whose content a conjunction may open?"""
        for token in reversed(self.out):
            if token.terminal == "VERB":
                return token.lexeme is not None and token.lexeme.id in self.tagger.saying
            if token.terminal in RESET:
                return False
        return False

    def _infinitive(self, i: int, cell: Cell) -> None:
        """The mark of the infinitive opens a clause whose act has not happened; in a headline without a verb it is a future."""
        actor = any(t.lexeme is not None and (t.lexeme.actor or t.lexeme.agent) for t in self.out[-3:])
        if (
            not self.verb_seen
            and self.out
            and self._last() in NOUNS
            and actor
            and not self.finite_ahead(i + 2, 2)
            and not any(t.terminal in ("VERB", "PTCP") for t in self.out)
        ):
            self.pending |= FUTURE
        elif self._last() == "DET":
            return
        else:
            achieved = self._achieved(i)
            self._emit(cell, "COMP", self.tagger.purpose)
            if not achieved:
                self.standing |= UNREAL
                self.pending |= UNREAL
                self.unreal_verbs = True
        self.helper = "modal"

    def _achieved(self, i: int) -> bool:
        """`became the first country to ...`: the infinitive tells what was done."""
        at = len(self.out) - 1
        while at >= 0 and self.out[at].terminal in NOMINAL:
            at -= 1
        verb = self.out[at].lexeme if at >= 0 and self.out[at].terminal == "VERB" else None
        if verb is None or verb.lemma not in self.tagger.becoming or self.out[at].flags:
            return False
        return any(c.text.lower() in self.tagger.ranks for c in self.cells[max(0, i - _RANKED) : i])

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
                if self._complement_before():
                    self.pending |= UNREAL  # the tariffs it had imposed: background of another act
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

    def _complement_before(self) -> bool:
        """Puts in the conjunction or relative pronoun that is not written; whether it is a relative pronoun."""
        waits = (self.verb_seen or self.opened) and not self.waiting and not self.helper
        return waits and not self._opens_complement(True) and self._opens_relative()

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
        self.pending |= UNREAL if flag == FUTURE and word.value == "future" and (self._guessed() or self._consequence()) else flag
        self.helper = "modal"
        return True

    def _consequence(self) -> bool:
        """Does the clause tell what follows upon a condition that opens the sentence: if X does this, Y will?"""
        first = self.out[0].lexeme if self.out and self.out[0].terminal == "SUB" else None
        if first is None or first.value != "condition" or sum(t.terminal == "COMMA" for t in self.out) != 1:
            return False
        return not any(t.terminal == "VERB" for t in self.out[next(i for i, t in enumerate(self.out) if t.terminal == "COMMA") :])

    def _guessed(self) -> bool:
        """Does the clause complete a verb of guessing: experts believe that X will?"""
        at = len(self.out) - 1
        while at >= 0 and self.out[at].terminal in NOMINAL:
            at -= 1
        if at < 1 or self.out[at].terminal != "COMP":
            return False
        verb = self.out[at - 1].lexeme
        return verb is not None and verb.lemma in self.tagger.guessing
