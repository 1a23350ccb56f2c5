"""The readings of a word by kind: what competes in the context rules, and one reading where several words are spelled alike."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import NamedTuple

from coder.dictionary import VERBAL_NOUN
from coder.model import Reading
from coder.tokenize import Analysis

KINDS = {"noun": "N", "nat": "A", "adj": "A", "country": "E", "capital": "E", "org": "E", "group": "E", "place": "L",
         "person": "P", "short": "P", "word": "W", "name": "P"}  # fmt: skip


_DEFAULT_ORDER = "WEPVNALTQ"


class Choice(NamedTuple):
    """The readings of an analysis by kind of word, worked out once; `analysis` keeps it alive."""

    analysis: Analysis
    groups: dict[str, list[Reading]]
    shorts: bool
    merged: dict[str, Reading]
    order: tuple[str, ...]  # the kinds as the context rules compare them, two by two


def by_kind(analysis: Analysis) -> dict[str, list[Reading]]:
    groups: dict[str, list[Reading]] = {}
    for reading in analysis.readings:
        x = reading.lexeme
        kind = KINDS.get(x.pos, "V")
        if x.pos == "verb" and reading.features[:1] in ("A", "Q"):
            verbal = reading.features[0] == "A" and (reading.features[-1] == "n" or reading.features[1:4] == "fsc")
            kind = "T" if verbal and not analysis.article and not analysis.pronoun else "Q"
        groups.setdefault(kind, []).append(reading)
    if "T" in groups and any(r.lexeme.agent for r in groups.get("N", ())) and all(r.features[2:3] in ("d", "p") for r in groups["T"]):
        del groups["T"]  # activists, gunmen: people, not a participle that opens a clause
    if "T" in groups and any(_plain(r) for r in groups.get("N", ())) and not any(r.lexeme.speech and r.features[-1] == "n" for r in groups["T"]):
        del groups["T"]  # a city, a stage: a common noun spelled like a participle
    if "Q" in groups and len(groups) > 1:
        del groups["Q"]
    duals = "N" in groups  # an indefinite accusative is spelled like a dual verb
    if set(groups) == {"V"} and all(r.features[:1] == "C" for r in groups["V"]) and not analysis.conjunction:
        return {}  # no news gives orders: a name
    if "V" in groups and len(groups) > 1 and all(_unheard(r.features) or (duals and r.features[3:4] == "d") for r in groups["V"]):
        del groups["V"]  # spelled like a verb form that news hardly has
    if "E" in groups and "A" in groups and all(r.lexeme.pos == "nat" for r in groups["A"]):
        del groups["A"]
    return groups


def in_order(groups: Collection[str]) -> tuple[str, ...]:
    """Kinds of word in the order in which one gives way to the other where no context rule decides."""
    return tuple(sorted(groups, key=_DEFAULT_ORDER.index))


def _plain(reading: Reading) -> bool:
    """A feminine noun that is neither an act nor an actor."""
    x = reading.lexeme
    return reading.features[:2] == "fs" and x.lemma[-1:] == reading.light[-1:] and not x.senses and not x.agent and x.value != VERBAL_NOUN


def _unheard(features: str) -> bool:
    """Commands, first and second persons, the feminine plural."""
    return len(features) >= 5 and (features[0] == "C" or features[1] == "2" or features[2:4] == "fp")


def merged(readings: list[Reading], rivals: Sequence[Reading]) -> Reading:
    """One reading of several nouns spelled alike: the one that is an event or an actor, with the set words of all."""
    first = readings[0]
    if len(rivals) == 1 or first.lexeme.pos in ("verb", "word"):
        return first
    best = next((r for r in readings if r.lexeme.senses), None) or next((r for r in readings if r.lexeme.agent), None)
    if best is None:  # the name of somebody known that is listed as a part of names, too
        best = next((r for r in readings if r.lexeme.pos in ("short", "person")), first) if first.lexeme.pos == "name" else first
    tags = frozenset().union(*(r.lexeme.tags for r in rivals if r.lexeme.pos != "verb"))
    agents = [r for r in readings if r.lexeme.agent and (r is best or r.features[1:2] != "d")]
    if best.lexeme.agent and best.features[:1] == "f":  # a word of its own before the feminine of another: a jet, a woman who fights
        best = next((r for r in readings if r.lexeme.agent and r.features == best.features and len(r.lexeme.lemma) > len(best.lexeme.lemma)), best)
        agents = [best]
    agent = agents[0].lexeme if agents else best.lexeme
    if tags == best.lexeme.tags and agent is best.lexeme:
        return best
    merged = replace(best.lexeme, tags=tags, agent=agent.agent, agent_class=agent.agent_class, source=best.lexeme.source or agent.source)
    return best._replace(lexeme=merged)
