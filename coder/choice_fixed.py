"""What a word is where it stands, for languages of fixed word order: verb or noun, finite verb or participle, adjective.

In: the cells of a sentence and the tokens made of those before. Out: a choice for the word at hand, in words (`finite p`, `passive q`, `N`).
The rows of `grammars/LANG/context.tsv` decide between verb and noun, the neighbours decide what an ending leaves open.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from coder.cells_fixed import Cell, Cells
from coder.model import Lexeme, Reading, Token
from coder.tag import NOMINAL, UNREAL
from coder.words_fixed import BASE, PARTICIPLE, PAST, PRESENT, THIRD, Known

if TYPE_CHECKING:
    from coder.tag_fixed import FixedOrderTagger

NOUNS = frozenset(["HEAD", "DEF", "POSS", "NAME", "PERSON", "PERSON_APP"])
RESET = frozenset(["AND", "COMMA", "COLON", "STOP", "LQ", "RQ", "COMP", "REL", "SUB", "LPAR", "RPAR"])
ORDER = "VNAELP"
_COMMON = frozenset(["HEAD", "DEF", "POSS"])
_OPEN = frozenset(["DET", "ADJ", "GEN", "NUM"])
_NEAR = 8
_EITHER = frozenset(["group", "body"])  # agents that take a singular or a plural verb


class Choice(Cells):
    """The tokens of one sentence so far, and what the next word is after them."""

    def __init__(self, tagger: FixedOrderTagger, text: str, seen: Collection[str]) -> None:
        super().__init__(tagger, text, seen)
        self.out: list[Token] = []
        self.helper = ""  # the auxiliary that waits for its verb: be, have, do, modal, aspect
        self.pending = 0  # flags for the next verb
        self.standing = 0  # flags that hold until the clause ends
        self.always = UNREAL if text.rstrip().endswith("?") else 0
        self.verb_seen = False
        self.opened = False  # an active participle opened the clause
        self.waiting = False  # a subject before a relative clause waits for its verb
        self.inner = 0  # in a relative clause before the awaited verb: 1 after its own verb, 2 after the comma behind that
        self.passive = False  # the last finite verb was passive
        self.unreal_verbs = False  # in an infinitive: verbs joined to it are infinitives too
        self.skipped = -1
        self.article = False
        self.owner = ""

    def _emit(self, cell: Cell, terminal: str, lexeme: Lexeme | None = None, features: str = "", start: int = -1) -> Token:
        begin = cell.start if start < 0 else start
        token = Token(begin, cell.end, terminal, lexeme, features, False, "", self.standing | self.always, self.text[begin : cell.end], None)
        if terminal in NOMINAL:
            token.article, token.pronoun = self.article, self.owner if terminal == "POSS" else ""
            token.tags = cell.tags
        else:
            self.article, self.owner = False, ""
        self.out.append(token)
        if terminal in RESET:
            if terminal == "REL":
                self.waiting = not self.verb_seen and any(t.terminal in NOUNS for t in self.out[-12:-1])
                self.inner = 0
            elif terminal in ("STOP", "COLON", "SUB"):
                self.waiting = False
            elif terminal == "COMMA" and self.inner == 1:
                self.inner = 2
            if terminal not in ("COMP", "LQ", "RQ", "LPAR", "RPAR"):
                self.standing = 0
            self.verb_seen = self.opened = False
            self.helper, self.pending = "", self.pending & UNREAL if terminal == "SUB" else 0
        return token

    def _last(self) -> str:
        return self.out[-1].terminal if self.out else ""

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
        if groups and BASE in forms and last in NOUNS and self._demanded() and self._takes_object(i + 1):
            return "finite b"
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
            if set(forms) == {BASE} and (last in ("VERB", "PTCP") or (last in NOUNS and self.verb_seen and not self.waiting)):
                return "noun"
            return "finite " + next(f for f in (PAST, THIRD, BASE) if f in forms)
        form = next((f for f in (THIRD, PAST, BASE) if f in forms), BASE)
        kind = self._kind(["V", *groups], i, form)
        return "finite " + form if kind == "V" else kind

    def _demanded(self) -> bool:
        """Does the noun phrase so far stand right after a verb that a clause with a base form completes: demanded X stop?"""
        at = len(self.out) - 1
        while at >= 0 and self.out[at].terminal in NOMINAL:
            at -= 1
        verb = self.out[at].lexeme if at >= 0 and self.out[at].terminal in ("VERB", "PTCP") else None
        actor = self.out[-1].lexeme
        named = actor is not None and bool(actor.actor or actor.agent)
        if not named or verb is None or verb.lemma not in self.tagger.subjunctive:
            return False
        self.opened = self.opened or self.out[at].terminal == "PTCP"
        return True

    def _takes_object(self, i: int) -> bool:
        """Does an object follow: a noun phrase or a gerund?"""
        known = self.at(i)
        return self.starts_phrase(i) or (known is not None and PRESENT in known.forms)

    def _kind(self, kinds: list[str], i: int, form: str) -> str:
        """The kind that the context rules choose."""
        left = sorted(kinds, key=ORDER.index)
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
        if last in NOUNS or last in ("PRON", "RPAR", "DATE"):
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
        kind = "name" if cell.text[:1].isupper() else self.tagger.speller.ending(cell.text)
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
            return "finite " + PAST
        if last == "PREP":
            return "adjective" if noun_next else "participle q"
        if last in ("VERB", "PTCP") and noun_next and not bare:
            return "adjective"
        by = self.preposition(self.over(i + 1)) == "by"
        object_next = self.object_follows(self.past_date(i + 1))
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
        if last in NOUNS or last in ("DATE", "RPAR", "PRON", "NUM", "RQ", "PREP"):
            if self.waiting:
                return "finite p"
            if self.verb_seen:
                return "finite " + PAST if last != "DATE" and self._opens_complement(False) else "participle q"
            if PAST in forms and forms[PAST].lexeme.speech and not by and not any(t.terminal == "PTCP" for t in self.out[-_NEAR:]):
                return "finite p"  # said on Saturday that X would ...
            if by or (not object_next and not self.infinitive_at(self.over(i + 1)) and self.finite_ahead(i + 1)):
                return "participle q"
        return "finite " + (PAST if PAST in forms else PARTICIPLE)

    def _after_open(self, forms: dict[str, Reading]) -> str:
        return "finite p" if PAST in forms and PARTICIPLE not in forms else "adjective"

    def _ing(self, i: int, known: Known) -> str:
        """A present participle: a noun, an adjective, a participle that opens a clause, or a gerund."""
        last, noun = self._last(), "N" in known.groups
        noun_next, bare = self.starts_phrase(i + 1), self._bare_start(i + 1)
        named = self._next_kind(i + 1) == "NAME" or (self.at(i + 1) is not None and self.cells[i + 1].text[:1].isupper())
        if last in _OPEN:
            return "N" if noun else "adjective" if noun_next else "noun"
        if last == "PREP":
            return "N" if noun and not (bare or named) else "gerund g"
        if last in ("VERB", "PTCP"):
            return "N" if noun and not (bare or named) else "complement g"
        if last in NOUNS:
            return "N" if noun and not noun_next and self.out[-1].terminal != "PERSON" else "participle g"
        if not last or last in ("COMMA", "AND", "COMP", "LQ", "COLON"):
            return "N" if noun and (self.preposition(i + 1) == "of" or (not noun_next and last != "COMMA")) else "participle g"
        return "participle g"

    # -- conjunctions that are not written ----------------------------------------------------------------

    def _insert(self, index: int, lexeme: Lexeme, at: int) -> None:
        """A conjunction that is not written: said (that) X did Y."""
        self.out.insert(index, Token(at, at, "COMP", lexeme, "", False, "", self.standing, "", None))
        self.verb_seen = False

    def _opens_complement(self, definite: bool) -> bool:
        """`said X did Y`: a second verb with its own subject completes the first; puts the conjunction in that is not written."""
        j = len(self.out) - 1
        nominal = False
        while j >= 0 and not (self.out[j].terminal == "VERB" or (self.out[j].terminal == "PTCP" and self.opened)):
            terminal = self.out[j].terminal
            if terminal not in NOMINAL and terminal not in ("PREP", "PRON", "DATE"):
                return False
            nominal = nominal or terminal in NOUNS or terminal == "PRON"
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

    def _opens_relative(self) -> bool:
        """`the tariffs (that) it had imposed`: a pronoun right after a noun behind the verb opens a relative clause; puts its pronoun in."""
        if len(self.out) < 2 or self.out[-1].terminal != "PRON" or self.out[-2].terminal not in _COMMON:
            return False
        if self.out[-1].pronoun not in self.tagger.subjects:
            return False
        at = self.out[-1].start
        self.out.insert(len(self.out) - 1, Token(at, at, "REL", self.tagger.relative, "", False, "", self.standing, "", None))
        self.verb_seen = False
        return True
