"""Whether an act of violence is told as one that happened, or only spoken of: as a law, a fear, a habit, the topic of a trial.

In: the raw events of a sentence. Out: which of them stay. The words are those of `[told]` in `language.toml`.
"""

from __future__ import annotations

from coder.model import PEOPLE, Token
from coder.nouns import Frame
from coder.raw import RawEvent
from coder.sites import Sites

_PAST = "P"
_NOT_PAST = frozenset(["I", "J"])
_SPEAKERS = frozenset(["LEG", "PTY", "MED", "OPP", "ELI"])  # roles that attack with words
_QUOTED = frozenset(["quotation", "juxtaposed"])
_YEAR, _CENTURIES = 4, ("19", "20")
_WORDS_BEFORE = 3  # that far before an act its topic noun is looked for


class Told:
    """Judges the acts of violence of one sentence."""

    def __init__(self, sites: Sites) -> None:
        self.sites = sites
        self.nouns = sites.nouns
        self.parse = sites.parse
        self.frames = sites.coded.frames
        setting = sites.lexicon.setting
        self.news = setting("told", "news")
        self.deeming = setting("told", "deeming")
        self.habitual = setting("told", "habitual")
        self.happening = setting("told", "happening")
        self.topics = setting("told", "topics")
        self.worded = setting("told", "worded")
        self.dated = any(self._dated(f) for f in self.frames if not sites._reports(f))  # the day of a statement is not that of an act

    def keep(self, event: RawEvent) -> bool:
        """Is the act told as a fact?"""
        trigger, frame = self.parse.tokens[event.token], self.frames[event.clause]
        if trigger.terminal == "VERB":
            return self._verb(trigger, frame, event)
        if self._deemed(trigger, frame, event) or self._topic(event) or self._in_words(event, trigger):
            return False
        if self.dated or self._measured(frame):
            return True
        return self._done(frame, event) if event.rule.endswith("_light") else self._happened(frame, event)

    def _verb(self, verb: Token, frame: Frame, event: RawEvent) -> bool:
        """Not so what only describes somebody, without date, number or place (those who kill innocents), and what is done every day."""
        tense = verb.features[:1]
        told = event.source is not None and event.target is not None
        if self._descriptive(frame) and tense in _NOT_PAST:
            return self._measured(frame) or any(t.terminal == "DATE" for t in self.parse.tokens)
        if self._descriptive(frame) and not told and frame.antecedent is not None:
            return self._measured(frame) or self._dated(frame) or self._measured(self.frames[event.clause - 1])  # the 41 who were killed
        return tense not in _NOT_PAST or not any(t.lexeme is not None and t.lexeme.lemma in self.habitual for t in self.parse.tokens)

    def _descriptive(self, frame: Frame) -> bool:
        """A relative clause, or one joined to it."""
        while frame.clause.link == "coordination" and frame.index:
            frame = self.frames[frame.index - 1]
        return frame.clause.link == "relative"

    def _deemed(self, noun: Token, frame: Frame, event: RawEvent) -> bool:
        """`regards it as an attack on X`: what something is held for, or amounts to."""
        if frame.verb is None and frame.index and frame.clause.link in _QUOTED:
            frame = self.frames[frame.index - 1]
        verb = frame.verb
        if noun.article or event.source is not None or verb is None or verb.lexeme is None or verb.lexeme.lemma not in self.deeming:
            return False
        return frame.subject is None or not self._in(event.token, frame.subject.phrases)

    def _topic(self, event: RawEvent) -> bool:
        """`the trial for the murder of X`: the noun before says that this is what a trial, a charge, a law is about."""
        tokens, phrases = self.parse.tokens, self.parse.phrases
        own = next((p for p in phrases if p.first <= event.token <= p.last), None)
        if own is None or any(t.terminal == "NUM" and not _dates(t) for t in tokens[own.first : own.last + 1]):
            return False
        before = tokens[own.first : event.token]
        if own.first and tokens[own.first - 1].terminal == "PREP":
            before = tokens[max(0, own.first - _WORDS_BEFORE) : own.first - 1] + before
        return any(t.lexeme is not None and t.lexeme.lemma in self.topics for t in before)

    def _in_words(self, event: RawEvent, noun: Token) -> bool:
        """Parties, members of parliament, the press attack with words."""
        if noun.lexeme is None or noun.lexeme.lemma not in self.worded or event.source is None or not event.source.phrases:
            return False
        return all(self.sites._roles(p)[3:6] in _SPEAKERS for p in event.source.phrases)

    def _done(self, frame: Frame, event: RawEvent) -> bool:
        """Does the verb that carries the noun tell what happened?"""
        if _past(frame):
            return True
        return any(_past(f) and f.antecedent is not None and self._in(event.token, f.antecedent.phrases) for f in self.frames[event.clause + 1 :])

    def _happened(self, frame: Frame, event: RawEvent) -> bool:
        """Is the noun the news itself: what is reported, what took place, what stands alone, what is condemned, what something came after?"""
        if all(f.verb is None for f in self.frames) or self.sites._reports(frame):
            return True
        x = frame.verb.lexeme if frame.verb is not None else None
        if x is not None and _past(frame) and (x.speech or x.lemma in self.happening or "passive:" in x.light):
            return True
        if x is not None and x.speech and event.source is not None and event.target is not None:
            return True
        return any(preposition in self.news for phrase, preposition, _ in self.sites._noun_phrases(frame) if self._in(event.token, (phrase,)))

    def _in(self, token: int, phrases: tuple[int, ...]) -> bool:
        return any(self.parse.phrases[p].first <= token <= self.parse.phrases[p].last for p in phrases)

    def _dated(self, frame: Frame) -> bool:
        """Does the clause bear a date?"""
        arguments = (*frame.clause.before, *frame.clause.after)
        return any(a.kind == "DATE" or any(_dates(t) for p in a.phrases for t in self.nouns.tokens(p)) for a in arguments)

    def _measured(self, frame: Frame) -> bool:
        """Does the clause tell how many, or where?"""
        phrases = [p for a in (*frame.clause.before, *frame.clause.after) for p in a.phrases]
        return any(_measure(t) for p in phrases for t in self.nouns.tokens(p))


def _past(frame: Frame) -> bool:
    return frame.verb is not None and frame.verb.features[:1] == _PAST


def _dates(token: Token) -> bool:
    return token.terminal == "DATE" or (token.terminal == "NUM" and len(token.text) == _YEAR and token.text.startswith(_CENTURIES))


def _measure(token: Token) -> bool:
    x = token.lexeme
    return token.terminal == "NUM" or (x is not None and (x.pos == "place" or x.value == PEOPLE))
