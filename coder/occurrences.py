"""What a sentence as a whole decides: mediators, accidents, and one occurrence told twice (killed in an attack).

In: the raw events of a sentence. Out: the events that remain, joined where they tell of one occurrence.
"""

from __future__ import annotations

from coder.nouns import Frame
from coder.raw import Coded, RawEvent
from coder.sites import Sites
from coder.told import Told

VIOLENT = frozenset(["18", "19", "20"])
ACCIDENT, MEDIATOR = "&accident", "mediator"


class Occurrences:
    """Settles the events of one sentence."""

    def __init__(self, sites: Sites, coded: Coded) -> None:
        self.sites = sites
        self.nouns = sites.nouns
        self.coded = coded
        self._is_actor = sites._is_actor

    def settle(self) -> None:
        """Drop accidents, add mediators, join outcomes with their means, drop statements where acts are told."""
        self._accidents()
        self._mediators()
        self._join_means()
        self._only_spoken_of()
        self._unsaid_statements()

    def _only_spoken_of(self) -> None:
        """Acts of violence that are no news: laws, fears, habits, topics."""
        if not self.nouns.head_last and any(e.code[:2] in VIOLENT for e in self.coded.events):
            told = Told(self.sites)
            self.coded.events = [e for e in self.coded.events if e.code[:2] not in VIOLENT or told.keep(e)]

    def _unsaid_statements(self) -> None:
        """A saying verb gives no event of its own where a coded event stands in what is said."""
        said = [e for e in self.coded.events if not e.rule.endswith("_statement")]
        if said:
            self.coded.events = said

    def _accidents(self) -> None:
        """People killed in an accident or disaster are no event."""
        self.coded.events = [e for e in self.coded.events if e.code[:2] not in VIOLENT or not self._accident(self.coded.frames[e.clause])]

    def _accident(self, frame: Frame) -> bool:
        phrases = [p for a in (*frame.clause.before, *frame.clause.after) for p in a.phrases]
        return any(ACCIDENT in self.nouns.tags(p) for p in phrases)

    def _mediators(self) -> None:
        """`under American auspices`: the mediator is the source of 045 towards each party of the talks."""
        for event in list(self.coded.events):
            if not event.reciprocal or event.code[:2] not in ("03", "04", "05"):
                continue
            frame = self.coded.frames[event.clause]
            for preposition, group in frame.prepositional:
                if MEDIATOR in preposition and self._is_actor(group):
                    parties = [event.source] if event.source is event.target else [event.source, event.target]
                    for party in parties:
                        self.coded.events.append(
                            RawEvent(group, party, "045", "mediator", event.rule, event.clause, event.token, attribution=event.attribution)
                        )

    def _join_means(self) -> None:
        """`killed in an attack by X`: outcome and attack are one occurrence told twice."""
        violent = [e for e in self.coded.events if e.code[:2] in VIOLENT]
        for outcome in violent:
            for means in violent:
                if means is outcome or means not in self.coded.events or outcome not in self.coded.events:
                    continue
                self._join(outcome, means)

    def _join(self, outcome: RawEvent, means: RawEvent) -> None:
        near = means.clause in (outcome.clause, outcome.clause + 1) and means.token > outcome.token
        if near and outcome.source is not None and means.source is None and means.target is not None:
            if outcome.target is None or not self._is_actor(outcome.target):
                outcome.target = means.target  # launched raids that hit ...
                self.coded.events.remove(means)
            return
        if not near or outcome.source is not None or outcome.target is None:
            return
        if means.source is None:
            if means.target is None or means.target.phrases == (outcome.target.phrases if outcome.target else ()):
                self.coded.events.remove(means)
            return
        outcome.source = means.source
        if means.target is None or not self._is_actor(means.target) or means.target.kind == "pronoun":
            if means.code[:2] == "19" or (outcome.code[:2] == "18" and means.code[:3] in ("183", "182")):
                outcome.code, outcome.sense = means.code, means.sense
            self.coded.events.remove(means)
