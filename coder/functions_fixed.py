"""Grammatical functions in languages of fixed word order: the subject stands before its verb, the objects after it.

In: a parsed sentence. Out: for each clause a `Frame`, as `coder.functions` gives them. What a clause leaves out is found here: the subject
of a participle, an infinitive, a joined or relative clause, and the noun that a subject's own relative clause parted from its verb.
"""

from __future__ import annotations

from coder.actors import points
from coder.model import Clause, Parse, Token
from coder.nouns import Frame, Group, Nouns, group
from coder.tag import PASSIVE, UNREAL

_SIDE = frozenset(["relative", "asyndetic", "participial"])
_CONTROL = frozenset(["on", "for", "to", "with"])  # called on X to do, appealed to X to do
_BASE = "I3xp"
ADDRESSEE = "you"  # whom a text addresses, and anybody: no actor of the news


def fixed_frames(parse: Parse, nouns: Nouns) -> list[Frame]:
    """The frames of all clauses, subjects found or inherited."""
    out: list[Frame] = []
    for index, clause in enumerate(parse.clauses):
        frame = _frame(parse, clause, index)
        frame.parent = _parent(out, frame)
        _subject(parse, nouns, out, frame)
        out.append(frame)
        if clause.verb < 0 and clause.link == "juxtaposed":
            _continue(out, frame)
    _speakers(nouns, out)
    return out


def _speakers(nouns: Nouns, out: list[Frame]) -> None:
    """`We will ..., the minister said`: who says I or we in a quotation may be named behind it."""
    last = next((f for f in reversed(out) if f.verb is not None), None)
    if last is None or last.subject is None or last.subject.kind != "np" or last.clause.link not in ("juxtaposed", "quotation"):
        return
    if last.verb is None or last.verb.lexeme is None or not last.verb.lexeme.speech or last.objects:
        return
    for frame in out[: last.index]:
        subject = frame.subject
        if subject is not None and subject.kind == "pronoun" and subject.features in nouns.speakers:
            frame.subject = Group("dropped", last.subject.phrases, origin=last.subject)


def _frame(parse: Parse, clause: Clause, index: int) -> Frame:
    verb = parse.tokens[parse.phrases[clause.verb].first] if clause.verb >= 0 else None
    frame = Frame(clause, index, verb)
    if verb is not None:
        frame.passive = bool(verb.flags & PASSIVE)
        frame.maybe_passive = verb.features[4:] == "av"
    owned = False  # a phrase after the subject belongs to it: the court in X ordered
    for argument in (*clause.before, *clause.after):
        owned = (owned or argument.kind == "NP") and argument in clause.before and clause.verb >= 0
        if argument.kind == "PP":
            told = frame.owned if owned else frame.prepositional
            told.append((argument.preposition, group(parse, argument.phrases, argument.preposition)))
        elif argument.kind == "DATE":
            frame.dates.append(argument.phrases[0])
    return frame


def _parent(out: list[Frame], frame: Frame) -> int:
    """The clause this one hangs on: the nearest one with a verb, for joined clauses one of the same level."""
    if not out:
        return -1
    joined = frame.clause.link in ("coordination", "juxtaposed", "quotation")
    for earlier in reversed(out):
        if earlier.verb is not None and not (joined and earlier.clause.link in _SIDE):
            return earlier.index
    return out[-1].index


def _subject(parse: Parse, nouns: Nouns, out: list[Frame], frame: Frame) -> None:
    clause, verb = frame.clause, frame.verb
    if verb is None:
        return
    before = [_participant(parse, out, a.kind, a.phrases) for a in clause.before if a.kind in ("NP", "PRON")]
    frame.objects += [_participant(parse, out, a.kind, a.phrases) for a in clause.after if a.kind in ("NP", "PRON")]
    if clause.link == "relative" and out:
        frame.antecedent = _last_noun(parse, nouns, _filled(out))
    if before:
        frame.subject = next((g for g in reversed(before) if g.kind != "np" or nouns.has_actor(g.phrases[0])), before[-1])
        if frame.subject.kind == "pronoun" or _own_country(nouns, frame.subject):
            frame.subject = _stands_for(nouns, out, frame) or frame.subject
        if clause.link == "relative" and frame.antecedent is not None and not frame.passive:
            frame.objects.append(frame.antecedent)
    elif clause.link == "relative":
        frame.subject = frame.antecedent
    elif clause.link == "participial":
        frame.subject = _of_participle(parse, nouns, out, frame)
    elif clause.link == "complement" and out:
        frame.subject = _of_infinitive(nouns, out, frame)
    else:
        waiting = _waiting(parse, out, frame)
        frame.subject = waiting or _inherited(nouns, out, frame)
        if waiting is not None and out[-1].verb is not None and waiting.kind == "np" and nouns.has_actor(waiting.phrases[0]):
            return  # X, who did ..., accused Y
    if clause.link in ("juxtaposed", "quotation") and not frame.objects and not before and frame.subject is None:
        return
    if frame.subject is not None and clause.link == "juxtaposed" and not before:
        _inverted(nouns, frame)


def _participant(parse: Parse, out: list[Frame], kind: str, phrases: tuple[int, ...]) -> Group:
    """A noun phrase, or a pronoun as whom it stands for: the subject of a clause before, the speaker."""
    if kind == "NP":
        return group(parse, phrases)
    word = parse.tokens[parse.phrases[phrases[0]].first].pronoun
    return Group("np" if word == ADDRESSEE else "pronoun", phrases, features=word)


def _stands_for(nouns: Nouns, out: list[Frame], frame: Frame) -> Group | None:
    """`France said it ...`: a pronoun as subject mostly means the subject of the clause before."""
    assert frame.subject is not None
    if frame.subject.kind == "pronoun" and frame.subject.features not in nouns.pronouns:
        return None
    for earlier in reversed(out):
        subject = earlier.subject
        if subject is not None and subject.phrases and subject.kind != "pronoun" and nouns.has_actor(subject.phrases[0]):
            return Group("dropped", subject.phrases, origin=subject)
    return None


def _own_country(nouns: Nouns, subject: Group) -> bool:
    """`said his country ...`: whose country it is, he speaks of."""
    return len(subject.phrases) == 1 and points(nouns.head(subject.phrases[0])) == "homeland"


def _inverted(nouns: Nouns, frame: Frame) -> None:
    """`..., said the minister`: without an object of its own the noun after a verb of speech is its subject."""
    verb = frame.verb
    after = frame.objects
    if verb is None or verb.lexeme is None or not verb.lexeme.speech or frame.passive:
        return
    if len(after) == 1 and after[0].kind == "np" and nouns.has_actor(after[0].phrases[0]):
        frame.subject, frame.objects = after[0], []


def _waiting(parse: Parse, out: list[Frame], frame: Frame) -> Group | None:
    """A subject that still waits for its verb: X, who did ..., does; the men held in Y do."""
    for earlier in reversed(out):
        if earlier.clause.link in _SIDE:
            continue
        if earlier.verb is not None:
            return None
        first = next((a for a in (*earlier.clause.before, *earlier.clause.after) if a.kind in ("NP", "PRON")), None)
        if first is not None:
            return _participant(parse, out, first.kind, first.phrases)
        if earlier.clause.link not in ("juxtaposed", "parenthesis", "quotation"):
            return None
    return None


def _of_participle(parse: Parse, nouns: Nouns, out: list[Frame], frame: Frame) -> Group | None:
    """After a noun a participle describes it; after a comma or a preposition its subject is the clause's."""
    at = parse.phrases[frame.clause.verb].first
    before = parse.tokens[at - 1] if at else None
    if before is not None and before.terminal == "PREP" and before.lexeme is not None and before.lexeme.value not in nouns.asserting:
        accused = next((g for g in out[-1].objects if g.kind == "pronoun" or nouns.has_actor(g.phrases[0])), None)
        if accused is not None:
            return accused  # accused X of doing
    joined = before is not None and before.terminal not in ("COMMA", "PREP", "SUB", "AND", "LQ", "RQ", "RPAR")
    if joined and out and (frame.passive or not _object_of_speech(out[-1])):
        noun = _last_noun(parse, nouns, out[-1])
        spoken = noun is not None and not frame.passive and frame.verb is not None and frame.verb.lexeme is not None and frame.verb.lexeme.speech
        held = spoken and noun is not None and any(noun.phrases == g.phrases for g in out[-1].objects)
        if noun is not None and not (held and not nouns.has_actor(noun.phrases[0])):
            return noun  # but: issued a statement condemning
    own = at > 1 and before is not None and before.terminal == "PREP" and parse.tokens[at - 2].terminal not in ("COMMA", "RQ")
    for earlier in reversed(out):
        trailing = earlier.clause.link == "juxtaposed" and earlier.index and _object_of_speech(earlier)
        if earlier.clause.link in _SIDE or (trailing and not (own and earlier is out[-1])):
            continue  # ..., X said; but of X said after meeting Y
        if earlier.subject is not None:
            return Group("dropped", earlier.subject.phrases, origin=earlier.subject) if earlier.subject.phrases else earlier.subject
        first = next((a for a in (*earlier.clause.before, *earlier.clause.after) if a.kind == "NP"), None)
        if first is not None:
            return Group("dropped", first.phrases, origin=group(parse, first.phrases))
    return None


def _filled(out: list[Frame]) -> Frame:
    """The last clause that holds anything."""
    return next((f for f in reversed(out) if f.clause.before or f.clause.after or f.clause.verb >= 0), out[-1])


def _object_of_speech(frame: Frame) -> bool:
    verb = frame.verb
    return verb is not None and verb.lexeme is not None and verb.lexeme.speech and not frame.objects


def _of_infinitive(nouns: Nouns, out: list[Frame], frame: Frame) -> Group | None:
    """urged X to do, called on X to do: X does; agreed to do: who agreed."""
    matrix = out[-1]
    opener = nouns.parse.phrases[frame.clause.opener]
    if frame.verb is not None and not frame.verb.flags & UNREAL and matrix.subject is not None and matrix.subject.phrases:
        return Group("dropped", matrix.subject.phrases, origin=matrix.subject)  # became the first country to do
    for argument in reversed(matrix.clause.after):
        if argument.kind in ("NP", "PRON") and (argument.kind == "PRON" or nouns.has_actor(argument.phrases[0])):
            return _participant(nouns.parse, out, argument.kind, argument.phrases)
        controls = argument.kind == "PP" and argument.preposition in _CONTROL and bool(argument.phrases)
        if controls and nouns.has_actor(argument.phrases[0]) and nouns.parse.phrases[argument.phrases[-1]].last + 1 == opener.first:
            return group(nouns.parse, argument.phrases, argument.preposition)
    if matrix.subject is not None:
        return Group("dropped", matrix.subject.phrases, origin=matrix.subject) if matrix.subject.phrases else matrix.subject
    return _inherited(nouns, out, frame)


def _last_noun(parse: Parse, nouns: Nouns, frame: Frame) -> Group | None:
    """The noun phrase that a relative clause or participle describes: the last; a place after the noun is passed over."""
    arguments = [a for a in (*frame.clause.before, *frame.clause.after) if a.kind in ("NP", "PP") and a.phrases]
    if frame.clause.verb >= 0 and frame.clause.after and any(a.kind in ("NP", "PP") for a in frame.clause.after):
        arguments = [a for a in frame.clause.after if a.kind in ("NP", "PP") and a.phrases]
    if not arguments:
        return frame.subject if frame.verb is not None else None
    last = arguments[-1]
    if last.kind == "PP" and len(arguments) > 1 and not nouns.has_actor(last.phrases[0]):
        earlier = next((a for a in reversed(arguments[:-1]) if nouns.has_actor(a.phrases[0])), None)
        last = earlier or last
    return group(parse, last.phrases if last.kind == "NP" else last.phrases[-1:])


def _inherited(nouns: Nouns, out: list[Frame], frame: Frame) -> Group | None:
    """The subject of the clause before, of the same level where there is one: an infinitive joins an infinitive."""
    assert frame.verb is not None
    base = frame.verb.features[:4] == _BASE
    for earlier in reversed(out):
        if earlier.clause.link in _SIDE or earlier.subject is None or earlier.verb is None:
            continue
        if not base and earlier.clause.link == "complement" and _infinitive(earlier.verb):
            continue
        subject = earlier.subject
        if subject.kind == "pronoun":
            return subject
        return Group("dropped", subject.phrases, origin=subject) if subject.phrases else subject
    return None


def _infinitive(verb: Token) -> bool:
    return verb.features[:4] == _BASE


def _continue(out: list[Frame], frame: Frame) -> None:
    """A prepositional phrase after a comma goes on with the clause before."""
    for earlier in reversed(out[:-1]):
        if earlier.verb is not None:
            earlier.prepositional += frame.prepositional
            return
