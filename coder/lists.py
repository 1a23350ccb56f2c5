"""Lists of noun phrases in languages that part them by commas: Iran, Syria and Lebanon.

In: the phrases of a sentence, one for each terminal of the clause grammar. Out: the same, with the commas and conjunctions that join
noun phrases as AND_N.
"""

from __future__ import annotations

from coder.actors import bears_actor
from coder.model import Phrase, Token

_LINKS = frozenset(["COMP", "REL", "SUB", "COLON", "STOP", "LQ", "RQ", "LPAR", "RPAR"])


def join_comma_lists(phrases: list[Phrase], tokens: list[Token]) -> list[Phrase]:
    """Join NP and NP, and the noun phrases parted by commas before them."""
    out: list[Phrase] = list(phrases)
    joined: set[int] = set()
    verb = False  # has the clause a verb before this place?
    for i, phrase in enumerate(phrases):
        if phrase.terminal in ("VERB", "PTCP"):
            verb = True
        elif phrase.terminal in _LINKS:
            verb = False
        elif phrase.terminal == "AND":
            verb = _conjunction(phrases, tokens, i, verb, joined, out) and verb
        elif phrase.terminal == "COMMA" and not verb and _headline(phrases, tokens, i):
            out[i] = phrase._replace(terminal="AND_N")
    return [p for i, p in enumerate(out) if i not in joined]


def _conjunction(phrases: list[Phrase], tokens: list[Token], i: int, verb: bool, joined: set[int], out: list[Phrase]) -> bool:
    """Settle one conjunction; whether it joins noun phrases."""
    after = phrases[i + 1].terminal if i + 1 < len(phrases) else ""
    first = i - 1
    if first >= 0 and phrases[first].terminal == "COMMA":
        first -= 1
    if after != "NP" or first < 0 or phrases[first].terminal != "NP":
        return False
    if verb and _own_verb(phrases, i + 2):
        return False
    out[i] = phrases[i]._replace(terminal="AND_N")
    if first == i - 2:
        joined.add(i - 1)
    while first >= 2 and phrases[first - 1].terminal == "COMMA" and phrases[first - 2].terminal == "NP":
        if not (_actor(phrases[first - 2], tokens) and _actor(phrases[first], tokens)):
            break
        out[first - 1] = phrases[first - 1]._replace(terminal="AND_N")
        first -= 2
    return True


def _own_verb(phrases: list[Phrase], i: int) -> bool:
    """Does a verb follow the noun phrase after the conjunction, so that it opens a clause of its own?"""
    while i < len(phrases) and phrases[i].terminal in ("PREP", "NP", "DATE"):
        i += 1
    return i < len(phrases) and phrases[i].terminal == "VERB"


def _headline(phrases: list[Phrase], tokens: list[Token], i: int) -> bool:
    """`US, Iran meet in Geneva`: two actors before the only verb."""
    if i != 1 or i + 2 >= len(phrases) or phrases[0].terminal != "NP" or phrases[2].terminal != "NP" or phrases[3:4][0].terminal != "VERB":
        return False
    first, second = tokens[phrases[0].first : phrases[0].last + 1], tokens[phrases[2].first]
    if len(first) == 1 and all(t.lexeme is not None and t.lexeme.pos == "nat" for t in (first[0], second)):
        return True  # French, Polish ministers meet
    bare = all(t.terminal in ("NAME", "PERSON", "ADJ") or t.lexeme is None for p in (phrases[0], phrases[2]) for t in tokens[p.first : p.last + 1])
    return bare and not any(p.terminal == "VERB" for p in phrases[4:]) and _actor(phrases[0], tokens) and _actor(phrases[2], tokens)


def apposed_head_last(aside: Phrase, before: Phrase, tokens: list[Token]) -> bool:
    """Is the noun phrase between commas the title of the one before or its name: Putin, the Russian president, said?"""
    words, named = tokens[aside.first : aside.last + 1], tokens[before.first : before.last + 1]
    if any(t.terminal in ("PERSON", "PERSON_APP") for t in words):
        return any(t.lexeme is not None and t.lexeme.agent for t in named)
    person = any(t.terminal in ("PERSON", "PERSON_APP") or (t.lexeme is not None and t.lexeme.agent) or t.lexeme is None for t in named)
    agent = any(t.lexeme is not None and t.lexeme.agent for t in words)
    if agent_before(named) and all(t.terminal == "NAME" and t.lexeme is not None and t.lexeme.pos == "name" for t in words):
        return True
    return words[0].terminal == "DET" or (person and agent and words[0].terminal != "NAME")


def agent_before(words: list[Token]) -> bool:
    """Does the phrase name an office?"""
    return any(t.lexeme is not None and t.lexeme.agent_class == "person" for t in words)


def _actor(phrase: Phrase, tokens: list[Token]) -> bool:
    return any(bears_actor(t) for t in tokens[phrase.first : phrase.last + 1])
