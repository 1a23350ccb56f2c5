"""Grammatical functions: which phrases of a clause are subject, objects and prepositional phrases of its verb.

In: a parsed sentence. Out: for each clause a `Frame`. Agreement in gender and number, shown by the features of the forms,
decides between subject and object, and finds the antecedent of a dropped subject or a relative clause.
"""

from __future__ import annotations

from coder.model import Argument, Clause, Parse
from coder.nouns import Frame, Group, Nouns, agrees, group
from coder.subjects import DEFINITE, open_head, quoted, subject_of, verbal

_FEW = 2  # phrases between a subject and its late object
SPEECH_ROOTS = frozenset(["01", "02", "05", "09", "10", "11", "12", "13"])


def frames(parse: Parse, nouns: Nouns) -> list[Frame]:
    """The frames of all clauses, subjects found or inherited."""
    out: list[Frame] = []
    for index, clause in enumerate(parse.clauses):
        frame = _frame(parse, nouns, clause, index)
        frame.parent = _parent(out, frame)
        subject_of(parse, nouns, out, frame)
        frame.quoted = quoted(nouns, frame)
        out.append(frame)
        if clause.link == "relative" and frame.objects:
            _beyond_relative(out, nouns, frame)
        if (frame.prepositional or frame.objects) and clause.link in ("relative", "juxtaposed") and len(out) > 1 and verbal(frame):
            _behind_aside(parse, nouns, out, frame)
        if clause.rule == "clause_adjunct" and (clause.link == "juxtaposed" or _after_bracket(parse, nouns, clause)):
            _continue_clause(out, frame)
        elif clause.rule == "clause_nominal" and clause.link == "juxtaposed" and len(out) > 1:
            _late_object(parse, nouns, _before_aside(out) or out[-2], frame)
        elif clause.rule == "clause_nominal" and clause.link == "quotation" and len(out) > 1 and not nouns.head_last:
            _quoted_object(parse, nouns, out[-2], frame)
    return out


def _behind_aside(parse: Parse, nouns: Nouns, out: list[Frame], frame: Frame) -> None:
    """`The army, which X backs, | managed-to ...`: a prepositional phrase behind the comma that ends an aside belongs to the main verb."""
    relative = frame.clause.link == "relative"
    if nouns.head_last or (relative and (len(out) < 3 or out[-2].clause.rule != "clause_empty" or out[-2].clause.link != "juxtaposed")):
        return
    main = out[-3 if relative else -2]
    if main.verb is None or main.verb.lexeme is None or not (main.verb.lexeme.senses or main.verb.lexeme.light):
        return
    if not nouns.lexicon.reporting.isdisjoint(main.verb.lexeme.senses):
        return
    if not relative and (main.prepositional or main.objects or not verbal(main) or not open_head(nouns, main.subject)):
        return
    late = [g.phrases[0] for _, g in frame.prepositional if g.kind == "np" and g.phrases and _after_comma(parse, g, 2)]
    if relative and not main.objects:
        late += [g.phrases[0] for g in frame.objects if g.kind == "np" and g is not frame.antecedent and _after_comma(parse, g, 1)]
    if not late:
        return
    first = min(late)
    main.prepositional += [(p, g) for p, g in frame.prepositional if g.phrases and g.phrases[0] >= first]
    frame.prepositional = [(p, g) for p, g in frame.prepositional if not g.phrases or g.phrases[0] < first]
    if relative and not main.objects:
        given = [g for g in frame.objects if g.kind == "np" and g is not frame.antecedent and g.phrases[0] >= first]
        main.objects += given
        frame.objects = [g for g in frame.objects if g not in given]
    frame.passed = True


def _after_bracket(parse: Parse, nouns: Nouns, clause: Clause) -> bool:
    """Does the clause go on behind a closing bracket?"""
    return clause.link == "parenthesis" and clause.opener >= 0 and parse.phrases[clause.opener].terminal == "RPAR" and not nouns.head_last


def _after_comma(parse: Parse, named: Group, back: int) -> bool:
    """Does a comma stand so many words before the phrase, with its preposition between them where these are two?"""
    at = parse.phrases[named.phrases[0]].first - back
    return at > 0 and parse.tokens[at].terminal == "COMMA" and (back == 1 or parse.tokens[at + 1].terminal == "PREP")


def _beyond_relative(out: list[Frame], nouns: Nouns, frame: Frame) -> None:
    """`The missiles that X fired-them hit | positions of Y`: what follows a relative clause that lacks nothing is the object of the main verb."""
    main, verb, doer = out[frame.index - 1], frame.verb, frame.subject
    if verb is None or doer is None or doer.kind != "np" or frame.antecedent is None or nouns.head_last:
        return
    whole = doer.phrases == frame.antecedent.phrases  # who leads a coalition against X | raids on Y
    if not verb.pronoun and not whole and not _of_antecedent(nouns, frame, doer):
        return
    if main.verb is None or main.verb.lexeme is None or main.objects or main.passive or main.verb.pronoun or main.clause.rule != "clause_verb_first":
        return
    if main.subject is None or frame.antecedent.phrases[-1:] != main.subject.phrases[-1:] or not main.verb.lexeme.senses or main.verb.lexeme.speech:
        return
    late = next((o for o in frame.objects[whole:] if o.kind == "np" and o is not frame.antecedent and o.phrases[0] > doer.phrases[-1]), None)
    if late is None or (not verb.pronoun and not _stands_apart(nouns, frame, late)):
        return
    frame.objects.remove(late)
    main.objects.append(late)
    if verb.lexeme is not None and "active:" in verb.lexeme.light and not any(map(nouns.has_actor, main.subject.phrases)):
        main.subject = doer
    main.prepositional += [(p, g) for p, g in frame.prepositional if g.phrases and g.phrases[0] > late.phrases[-1]]
    frame.prepositional = [(p, g) for p, g in frame.prepositional if not g.phrases or g.phrases[0] < late.phrases[-1]]


def _of_antecedent(nouns: Nouns, frame: Frame, doer: Group) -> bool:
    """`the deputy whose brother (her brother) was killed`: a pronoun at the subject takes up what the clause describes."""
    head = nouns.head(doer.phrases[0])
    means = nouns.pronouns.get(head.pronoun, "") if head.terminal == "POSS" else ""
    about = frame.antecedent
    if not means or about is None or not about.phrases or not frame.clause.after or frame.clause.after[0].phrases != doer.phrases:
        return False
    gender, number = nouns.agreement(about.phrases[0])
    return means[:1] == (gender or means[:1]) and (number in ("", means[1:]) or (number == "p" and means == "fs"))


def _stands_apart(nouns: Nouns, frame: Frame, late: Group) -> bool:
    """An actor or act right behind a phrase with a preposition, not after a comma."""
    if not (nouns.has_actor(late.phrases[0]) or nouns.triggers(late.phrases[0])):
        return False
    first = nouns.parse.phrases[late.phrases[0]].first
    return any(g.phrases and nouns.parse.phrases[g.phrases[-1]].last + 1 == first for _, g in frame.prepositional)


def _quoted_object(parse: Parse, nouns: Nouns, earlier: Frame, frame: Frame) -> None:
    """`X condemned "the occupation of Y"`: a noun phrase in quotation marks right behind a verb that lacks an object."""
    verb, first = earlier.verb, next(iter((*frame.clause.before, *frame.clause.after)), None)
    if first is None or first.kind != "NP" or verb is None or verb.lexeme is None or earlier.passive or earlier.objects:
        return
    if not verb.lexeme.senses or not nouns.lexicon.reporting.isdisjoint(verb.lexeme.senses) or verb.features[:1] == "A":
        return
    if nouns.has_actor(first.phrases[0]) or nouns.triggers(first.phrases[0]):
        earlier.objects.append(group(parse, first.phrases))
        earlier.prepositional += frame.prepositional


def _before_aside(out: list[Frame]) -> Frame | None:
    """The clause that goes on after `, who ...,`, or after `the coalition that X leads,`."""
    main = out[-3] if len(out) > 2 and out[-2].clause.link == "relative" else None
    about = out[-2].antecedent if main is not None else None
    if main is not None and about is not None and main.subject is not None and verbal(main):
        verb = out[-2].verb
        if verb is not None and verb.pronoun and out[-2].subject is not None and set(about.phrases) & set(main.subject.phrases):
            return main
    if len(out) < 4 or out[-2].clause.link != "relative" or out[-3].clause.rule != "clause_empty" or out[-3].clause.link != "juxtaposed":
        return None
    return out[-4]


def _late_object(parse: Parse, nouns: Nouns, earlier: Frame, frame: Frame) -> None:
    """`President X, | Iran to ...`: after an aside the object may stand behind a comma."""
    first = next((a for a in (*frame.clause.before, *frame.clause.after) if a.kind == "NP"), None)
    if first is None or earlier.verb is None or earlier.objects or earlier.subject is None or earlier.clause.rule != "clause_verb_first":
        return
    if earlier.subject.kind == "speaker" and not nouns.head_last:
        _late_subject(parse, nouns, earlier, frame, first)
        return
    if earlier.subject.kind != "np":
        return
    if nouns.has_actor(first.phrases[0]):
        fits = not earlier.prepositional or _acts_on(nouns, earlier, first.phrases[0])
    else:
        light = earlier.verb.lexeme is not None and "active:" in earlier.verb.lexeme.light.split()
        fits = not nouns.head_last and light and bool(nouns.triggers(first.phrases[0])) and not earlier.passive and not earlier.verb.pronoun
        aside = bool(earlier.prepositional) or frame.index - earlier.index > 1
        fits = fits or (aside and _acts_on(nouns, earlier, first.phrases[0]))
    if fits:
        earlier.objects.append(group(parse, first.phrases))
        earlier.prepositional += frame.prepositional
        frame.passed = True


def _acts_on(nouns: Nouns, earlier: Frame, late: int) -> bool:
    """`Israeli planes destroyed in X, | a depot of Y`: may what stands behind a phrase and a comma be the object, not the subject's name or title?"""
    x, subject = earlier.verb.lexeme if earlier.verb is not None else None, earlier.subject
    if nouns.head_last or x is None or not x.senses or subject is None or earlier.passive or len(earlier.prepositional) > _FEW:
        return False
    if nouns.tokens(late)[0].terminal == "PERSON":
        return False  # the ambassador of X in Y, | N N
    if x.speech:
        return nouns.of_state(late) and nouns.of_country(subject.phrases[0])
    if any(nouns.lexicon.senses[s].lone for s in x.senses):
        counted = nouns.tokens(late)[0].terminal == "NUM"
        return counted and nouns.has_actor(late) and nouns.tokens(subject.phrases[0])[0].terminal in DEFINITE
    return nouns.has_actor(subject.phrases[0]) and not nouns.place(late)


def _late_subject(parse: Parse, nouns: Nouns, earlier: Frame, frame: Frame, first: Argument) -> None:
    """`(there) met on Saturday in X, | the ministers of Y`: the subject of a verb that has none may stand behind a comma."""
    verb = earlier.verb
    if verb is None or verb.lexeme is None or not verb.lexeme.senses or not (earlier.prepositional or earlier.dates):
        return
    if not nouns.has_actor(first.phrases[0]):
        return
    if verb.features[1:2] != "3" or not agrees(verb, *nouns.agreement(first.phrases[0]), True):
        return
    earlier.subject = group(parse, first.phrases)
    earlier.objects += [group(parse, a.phrases) for a in frame.clause.after if a.kind == "NP" and a is not first]
    earlier.prepositional += frame.prepositional


def _continue_clause(out: list[Frame], frame: Frame) -> None:
    """A prepositional phrase after a comma goes on with the clause before, or with the main one before an aside."""
    verbal = [f for f in reversed(out[:-1]) if f.verb is not None]
    for earlier in verbal[:1] + [f for f in verbal[1:] if f.clause.link not in ("relative", "asyndetic", "juxtaposed")][:1]:
        earlier.prepositional += frame.prepositional
        frame.passed = True


def _frame(parse: Parse, nouns: Nouns, clause: Clause, index: int) -> Frame:
    verb = parse.tokens[parse.phrases[clause.verb].first] if clause.verb >= 0 else None
    frame = Frame(clause, index, verb)
    if verb is not None:
        voice = verb.features[4:]
        frame.passive = ("v" in voice and "a" not in voice) or bool(verb.flags & 8)
        frame.maybe_passive = "v" in voice and "a" in voice
    for argument in (*clause.before, *clause.after):
        if argument.kind == "PP":
            frame.prepositional.append((argument.preposition, group(parse, argument.phrases, argument.preposition)))
        elif argument.kind == "DATE":
            frame.dates.append(argument.phrases[0])
    return frame


def _parent(out: list[Frame], frame: Frame) -> int:
    """The clause this one hangs on: the nearest one with a verb; for a participle of speech the first speaker's."""
    if not out:
        return -1
    if frame.clause.link in ("participial", "coordination", "juxtaposed"):
        for earlier in reversed(out):
            if earlier.verb is not None and earlier.clause.link not in ("relative", "asyndetic"):
                return earlier.index
    for earlier in reversed(out):
        if earlier.verb is not None:
            return earlier.index
    return out[-1].index
