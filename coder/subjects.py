"""Whose the subject of a clause is: before or after its verb, dropped, lent, inherited, or what a relative clause describes.

In: a clause with its verb and the frames before it. Out: the subject, objects and antecedent in its `Frame`.
"""

from __future__ import annotations

from coder.dictionary import VERBAL_NOUN
from coder.model import Argument, Clause, Parse, Token
from coder.nouns import Frame, Group, Nouns, agrees, group

DEFINITE = frozenset(["DEF", "DEFADJ", "NAME", "PERSON", "PERSON_APP", "POSS"])
_HOSTILE = "14"
_WHEN = frozenset(["after", "before", "during", "cause"])  # prepositions of what the clause hangs on
DURATION = "&duration"  # set of the nouns that measure time or distance


def verbal(frame: Frame) -> bool:
    return frame.verb is not None and frame.clause.rule == "clause_verb_first"


def _before_comma(parse: Parse, nouns: Nouns, earlier: Frame, last: Group, clause: Clause) -> Group | None:
    """What `, who ...` describes: the last noun phrase of the clause before that agrees with the relative pronoun, if it is an actor."""
    lexeme = parse.tokens[parse.phrases[clause.opener].first].lexeme
    means = lexeme.value if lexeme is not None else ""
    phrases = sorted((p for a in (*earlier.clause.before, *earlier.clause.after) if a.kind in ("NP", "PP") for p in a.phrases), reverse=True)
    for phrase in [*last.phrases, *phrases[:5]]:
        gender, number = nouns.agreement(phrase)
        plural = number == "p" and (means[1:] == "p" or (means[:1] == "f" and not nouns.has_actor(phrase)))
        if plural or (gender in ("", means[:1]) and number in ("", means[1:])):
            return group(parse, (phrase,)) if nouns.has_actor(phrase) else None
    return None


def _names_one(parse: Parse, clause: Clause) -> bool:
    """Does the relative pronoun show gender and number, so that it describes a noun: who, but not what?"""
    lexeme = parse.tokens[parse.phrases[clause.opener].first].lexeme if clause.opener >= 0 else None
    return clause.link == "relative" and lexeme is not None and len(lexeme.value) == 2


def subject_of(parse: Parse, nouns: Nouns, out: list[Frame], frame: Frame) -> None:
    clause, verb = frame.clause, frame.verb
    if verb is None:
        return
    before = [group(parse, a.phrases) for a in clause.before if a.kind == "NP"]
    after = [group(parse, a.phrases) for i, a in enumerate(clause.after) if a.kind == "NP" and not _counted_among(parse, nouns, clause.after[:i])]
    if len(after) > 1 and not nouns.head_last:
        after = [g for g in after if g is after[0] or not _of_act(parse, nouns, clause, g)]
    if clause.link in ("relative", "asyndetic") and out:
        aside = len(out) > 1 and out[-1].clause.rule == "clause_empty" and out[-1].clause.link == "juxtaposed" and _names_one(parse, clause)
        frame.antecedent = _last_noun(parse, nouns, out[-2 if aside else -1], verb)
        if aside and frame.antecedent is not None:
            frame.antecedent = _before_comma(parse, nouns, out[-2], frame.antecedent, clause)  # the president, | who visits Paris
    if verb.pronoun and verb.terminal in ("VERB", "PTCP"):
        related = frame.antecedent if clause.link in ("relative", "asyndetic") else _act_before(parse, nouns, clause, verb)
        frame.objects.append(related or Group("pronoun", (clause.verb,), features=verb.pronoun))
    if clause.link == "complement" and not before:
        shared = _pronoun_subject(parse, nouns, out, clause, verb)
        if shared is not None:
            frame.subject = shared
            frame.objects += after
            return
    if verb.features[:1] == "A":  # a participle: its subject is the clause's before it
        frame.subject = inherited(nouns, out, frame)
        frame.objects += after
        return
    third = len(verb.features) < 5 or verb.features[1] == "3"
    if not third:
        frame.subject = Group("speaker", (), features=verb.features[1:4])
        frame.objects += before + after
        return
    agreeing = [g for g in before if agrees(verb, *nouns.agreement(g.phrases[0]), False)]
    act = frame.objects[0].phrases[-1:] if before and after and verb.pronoun and verb.terminal == "VERB" and frame.objects else ()
    if act and act == before[-1].phrases[-1:] and nouns.has_actor(after[0].phrases[0]) and nouns.head(act[0]).terminal in ("HEAD", "INDEF"):
        frame.subject = after[0]  # raids (that) launch-them the planes of X
        frame.objects += after[1:]
        return
    if before and after and clause.link == "opening" and not act and _fired_at(nouns, frame, before[-1], after[0]):
        frame.subject = after[0]
        frame.objects += after[1:]
        return
    if before and clause.link != "relative":
        fitting = agreeing or before
        if len(fitting) > 1 and _topicalized(nouns, verb, fitting):
            fitting = fitting[-1:]
        frame.subject = fitting[0] if len(before) == 1 or nouns.has_actor(fitting[0].phrases[0]) else fitting[-1]
        frame.objects += after
        return
    topic = _topic(parse, nouns, out, frame) or _described_topic(parse, nouns, out, frame)
    if topic is not None and verb.pronoun and after and not nouns.head_last and _can_lead(nouns, verb, after[0], frame, out):
        topic = None  # a deal (that) | reached-it the opposition
    if topic is not None and agrees(verb, *nouns.agreement(topic.phrases[0]), False):
        frame.subject = topic
        frame.objects += after
        return
    speaking = _speaking_in(nouns, out, frame, after)
    if speaking is not None:
        frame.subject = speaking
        frame.objects += after
        return
    if after and _can_lead(nouns, verb, after[0], frame, out):
        done_by = _waging(nouns, out, frame, verb, after[0])
        frame.subject = done_by or after[0]
        frame.objects += after if done_by is not None else after[1:]
        return
    if len(after) > 1 and _is_state(nouns, after[0]) and nouns.has_actor(after[1].phrases[0]) and _can_lead(nouns, verb, after[1], frame, out):
        frame.subject = after[1]  # (there) visits Egypt a delegation
        frame.objects += [after[0], *after[2:]]
        return
    about = frame.antecedent if clause.link in ("relative", "asyndetic") and not verb.pronoun else None
    if about is not None and _taken_up(nouns, frame, about):
        if after and not nouns.accusative(after[0].phrases[0]) and agrees(verb, *nouns.agreement(after[0].phrases[0]), True):
            frame.subject = after.pop(0)  # the day that on-it ask ..
        else:
            frame.subject = None if clause.link == "relative" else inherited(nouns, out, frame)
    elif about is not None:
        frame.subject = about
    else:
        frame.subject = inherited(nouns, out, frame)
    frame.objects += after


def _topicalized(nouns: Nouns, verb: Token, before: list[Group]) -> bool:
    """`hostages, whom rebels seized (them)`: a plural pronoun at the verb takes up the first plural noun, so that the last is the doer."""
    means = nouns.pronouns.get(verb.pronoun, "")
    if means[1:] != "p" or nouns.head_last or not nouns.has_actor(before[-1].phrases[0]):
        return False
    return nouns.agreement(before[0].phrases[0])[1] == "p" and before[0].phrases[-1] < before[-1].phrases[0]


def _speaking_in(nouns: Nouns, out: list[Frame], frame: Frame, after: list[Group]) -> Group | None:
    """`gave a speech in-which (he) accused X`: who speaks in a thing that the clause describes is the subject of the clause that tells of it."""
    about, verb = frame.antecedent, frame.verb
    if about is None or verb is None or verb.lexeme is None or not verb.lexeme.speech or frame.clause.link != "asyndetic":
        return None
    first = frame.clause.after[0] if frame.clause.after else None
    if first is None or first.kind != "PP" or not about.phrases or nouns.has_actor(about.phrases[0]) or nouns.head_last:
        return None
    if sum(nouns.has_actor(g.phrases[0]) for g in after) > 1:
        return None  # in which X accused Y
    means = nouns.pronouns.get(group(nouns.parse, first.phrases, first.preposition).features, "")
    if not means or means[0] not in ("x", nouns.agreement(about.phrases[0])[0]):
        return None
    main = next((f for f in reversed(out) if f.verb is not None and f.clause.link not in ("relative", "asyndetic")), None)
    subject = main.subject if main is not None else None
    if subject is None or not subject.phrases or about.phrases[0] in subject.phrases or not nouns.has_actor(subject.phrases[0]):
        return None
    gender, number = nouns.agreement(subject.phrases[0])
    return Group("dropped", subject.phrases, origin=subject) if agrees(verb, gender, number, False) else None


def _pronoun_subject(parse: Parse, nouns: Nouns, out: list[Frame], clause: Clause, verb: Token) -> Group | None:
    """`said that-he ...`: the pronoun on the conjunction is the subject where it agrees, and mostly means the one who speaks."""
    if clause.opener < 0 or not out or (verb.lexeme is not None and "passive:" in verb.lexeme.light):
        return None
    opener = parse.tokens[parse.phrases[clause.opener].first]
    means = nouns.pronouns.get(opener.pronoun, "")
    if not opener.pronoun or not means or not agrees(verb, means[0], means[1], False):
        return None
    for earlier in reversed(out):
        if earlier.subject is not None and earlier.verb is not None and earlier.clause.link not in ("relative", "asyndetic"):
            origin = earlier.quoted or earlier.subject
            return Group("dropped", origin.phrases, origin=origin) if origin.phrases else origin
    return None


def quoted(nouns: Nouns, frame: Frame) -> Group | None:
    """`the agency cited from X his-saying that ...`: a verbal noun with a pronoun beside the phrase that tells whose words these are."""
    if frame.verb is None or frame.verb.lexeme is None or not nouns.cited:
        return None
    heads = (nouns.head(p) for g in frame.objects if g.kind == "np" for p in g.phrases[:1])
    if not any(h.pronoun and h.lexeme is not None and h.lexeme.value == VERBAL_NOUN for h in heads):
        return None
    return next((g for p, g in frame.prepositional if p in nouns.cited and g.kind == "np" and g.phrases and nouns.has_actor(g.phrases[0])), None)


def _topic(parse: Parse, nouns: Nouns, out: list[Frame], frame: Frame) -> Group | None:
    """A noun phrase that opened the sentence or complement and still waits for its verb: X, its bearer, did ..."""
    if frame.clause.link not in ("juxtaposed", "parenthesis", "quotation"):
        return None
    passed_relative = False
    for earlier in reversed(out):
        link = earlier.clause.link
        if link in ("relative", "asyndetic"):
            passed_relative = True
            continue
        if earlier.verb is not None:
            return None
        first = next((a for a in earlier.clause.before + earlier.clause.after if a.kind == "NP"), None)
        if link in ("opening", "complement", "coordination", "subordinate"):
            if first is None or not nouns.has_actor(first.phrases[0]):
                return None
            opener = earlier.clause.opener
            if opener >= 0 and parse.phrases[opener].terminal == "COLON" and not passed_relative and frame.index - earlier.index > 2:
                return None
            return group(parse, first.phrases)
    return None


def _described_topic(parse: Parse, nouns: Nouns, out: list[Frame], frame: Frame) -> Group | None:
    """`The raids that X carried out on Y killed ...`: a verb after a definite noun that ends a relative clause goes on with what that describes."""
    if frame.clause.link != "asyndetic" or len(out) < 2 or out[-1].clause.link != "relative" or frame.antecedent is None:
        return None
    if not any(t.terminal in DEFINITE for p in frame.antecedent.phrases[-1:] for t in nouns.tokens(p)):
        return None  # an indefinite noun, which the verb describes
    main, about = out[-2], out[-1].antecedent
    first = next((a for a in (*main.clause.before, *main.clause.after) if a.kind == "NP"), None)
    if main.verb is not None or first is None or about is None or main.clause.link not in ("opening", "complement", "coordination", "subordinate"):
        return None
    named = nouns.of_country(first.phrases[0]) or nouns.triggers(first.phrases[0])
    return group(parse, first.phrases) if named and set(first.phrases) & set(about.phrases) else None


def _can_lead(nouns: Nouns, verb: Token, lead: Group, frame: Frame, out: list[Frame]) -> bool:
    """May the first noun phrase after the verb be its subject?"""
    if lead.kind == "pronoun" or nouns.accusative(lead.phrases[0]):
        return False
    if DURATION in nouns.tags(lead.phrases[0]) and not nouns.has_actor(lead.phrases[0]) and len(nouns.tokens(lead.phrases[0])) > 1:
        return False  # seven years: for how long, not who
    if _lent_to(nouns, verb, lead, frame, out):
        return False
    joined = len(lead.phrases) > 1
    gender, number = nouns.agreement(lead.phrases[0])
    if frame.clause.link != "coordination" and _is_state(nouns, lead) and nouns.spells_act(verb):
        gender = ""  # rather the bombing by X of ...
    if verb.features[2:3] == "m" and gender == "f" and number == "p" and _lends(nouns, verb, lead):
        return False  # (he) will hold talks
    if not agrees(verb, gender, "" if joined else number, True):
        return False
    described = frame.clause.link == "relative" or (frame.clause.link == "asyndetic" and open_head(nouns, frame.antecedent))
    if described and frame.antecedent is not None and not verb.pronoun:
        # the relative pronoun is the subject unless only the noun after the verb agrees
        own = nouns.agreement(frame.antecedent.phrases[0]) if frame.antecedent.phrases else ("", "")
        return _resumes(nouns, frame, own[0]) or not agrees(verb, *own, False) or _acted_on(nouns, frame, lead, own[0])
    return True


def _fired_at(nouns: Nouns, frame: Frame, about: Group, lead: Group) -> bool:
    """`A girl (whom) the police fired at-her`: an indefinite noun before the verb that a pronoun behind the actor takes up again is no doer."""
    verb = frame.verb
    if nouns.head_last or verb is None or not nouns.of_country(lead.phrases[0]) or len(about.phrases) > 1:
        return False
    gender, number = nouns.agreement(about.phrases[0])
    if number != "s" or nouns.head(about.phrases[0]).terminal not in ("HEAD", "INDEF") or not agrees(verb, *nouns.agreement(lead.phrases[0]), True):
        return False
    held = (nouns.pronouns.get(g.features, "") for p, g in frame.prepositional if g.kind == "pronoun" and p not in nouns.among)
    return any(means[:2] == gender + number for means in held)


def _acted_on(nouns: Nouns, frame: Frame, lead: Group, gender: str) -> bool:
    """`the town that Ankara threatens to attack (it)`: a thing or place that a pronoun behind the actor takes up again is no doer."""
    about = frame.antecedent
    lexeme = nouns.head(about.phrases[0]).lexeme if about is not None and about.phrases else None
    if lexeme is None or lexeme.pos not in ("noun", "place") or lexeme.agent or (lexeme.actor and lexeme.pos != "place"):
        return False
    if nouns.head_last or not nouns.has_actor(lead.phrases[0]):
        return False
    for argument in frame.clause.after:
        for phrase in argument.phrases:
            head = nouns.tokens(phrase)[0]
            means = nouns.pronouns.get(head.pronoun, "") if head.terminal == "POSS" else ""
            if phrase not in lead.phrases and means and (not gender or means[0] in ("x", gender)):
                return True
    return False


def _lent_to(nouns: Nouns, verb: Token, lead: Group, frame: Frame, out: list[Frame]) -> bool:
    """`and re-imposed sanctions`: an act after a light verb is its object where the verb goes on with the subject of a clause before."""
    light = verb.lexeme.light.split() if verb.lexeme is not None else []
    if "active:" not in light or any(item.startswith(("passive", "place", "done")) for item in light) or frame.passive or verb.pronoun:
        return False
    if frame.clause.link not in ("coordination", "subordinate", "juxtaposed", "asyndetic") or nouns.has_actor(lead.phrases[0]):
        return False
    gender, number = nouns.agreement(lead.phrases[0])
    if frame.maybe_passive and verb.features[2:3] == ("f" if number == "p" else gender):
        earlier = inherited(nouns, out, frame)
        if earlier is None or not earlier.phrases:
            return False  # criticism was voiced
    first = nouns.parse.phrases[lead.phrases[0]].first
    return bool(nouns.triggers(lead.phrases[0])[:1] == [first]) and nouns.head(lead.phrases[0]).terminal in ("HEAD", "INDEF")


def _resumes(nouns: Nouns, frame: Frame, gender: str) -> bool:
    """Does a preposition right after the verb hold the pronoun of the antecedent: the attack that to-it was exposed X?"""
    first = frame.clause.after[0] if frame.clause.after else None
    light = frame.verb.lexeme.light if frame.verb is not None and frame.verb.lexeme is not None else ""
    if first is None or first.kind != "PP" or first.preposition not in {item.partition(":")[2] for item in light.split()}:
        return False
    held = group(nouns.parse, first.phrases, first.preposition)
    means = nouns.pronouns.get(held.features, "")
    return held.kind == "pronoun" and bool(means) and not (gender and means[0] in "mf" and means[0] != gender and means[1] == "s")


def _taken_up(nouns: Nouns, frame: Frame, about: Group) -> bool:
    """`who was-sentenced (to-him) to ten years`: what a preposition right after the verb takes up again is no subject, nor one state of many."""
    if nouns.head_last or not about.phrases or frame.verb is None:
        return False
    if not (frame.passive or frame.maybe_passive or nouns.has_actor(about.phrases[0])):
        return False
    gender, number = nouns.agreement(about.phrases[0])
    if _is_state(nouns, about) and frame.verb.features[3:4] == "p":
        return True
    first = frame.clause.after[0] if frame.clause.after else None
    if first is None or first.kind != "PP" or first.preposition in nouns.among:
        return False
    held = group(nouns.parse, first.phrases, first.preposition)
    means = nouns.pronouns.get(held.features, "") if held.kind == "pronoun" else ""
    if means[:1] not in ("m", "f"):
        return False
    if number == "p":
        return means[1] == "p" or (means == "fs" and not nouns.has_actor(about.phrases[0]))
    return means[1] == "s" and gender in ("", means[0])


def _waging(nouns: Nouns, out: list[Frame], frame: Frame, verb: Token, lead: Group) -> Group | None:
    """`Israel shelled X and (she) waged raids`: a hostile act after a light verb is its object where a subject before agrees."""
    if verb.features[2:3] != "f" or frame.passive or frame.clause.link == "opening" or not _lends(nouns, verb, lead):
        return None
    acts = [nouns.parse.tokens[t].lexeme for t in nouns.triggers(lead.phrases[0])]
    earlier = inherited(nouns, out, frame)
    if earlier is None or not earlier.phrases or not any(nouns.lexicon.senses[s].code[:2] >= _HOSTILE for x in acts if x for s in x.senses[:1]):
        return None
    head = nouns.head(earlier.phrases[0]).lexeme
    return earlier if nouns.agreement(earlier.phrases[0])[0] == "f" or (head is not None and head.pos in ("org", "group")) else None


def _is_state(nouns: Nouns, named: Group) -> bool:
    lexeme = nouns.head(named.phrases[0]).lexeme
    return named.kind == "np" and lexeme is not None and lexeme.pos in ("country", "capital")


def _lends(nouns: Nouns, verb: Token, lead: Group) -> bool:
    """Is this an event noun that a light verb takes as its object?"""
    light = verb.lexeme is not None and any(item == "active:" for item in verb.lexeme.light.split())
    return light and not nouns.has_actor(lead.phrases[0]) and bool(nouns.triggers(lead.phrases[0]))


def open_head(nouns: Nouns, antecedent: Group | None) -> bool:
    """Is the antecedent indefinite, so that a clause may describe it without a pronoun: raids (that) hit ...?"""
    if antecedent is None or not antecedent.phrases:
        return False
    head = nouns.head(antecedent.phrases[0])
    return head.terminal in ("HEAD", "INDEF") and not head.pronoun


def _last_noun(parse: Parse, nouns: Nouns, frame: Frame, verb: Token) -> Group | None:
    """The noun phrase that a relative clause describes: the last one, but no bare name where a noun before it agrees."""
    arguments = [a for a in (*frame.clause.before, *frame.clause.after) if a.kind in ("NP", "PP") and a.phrases]
    if not arguments:
        return None
    phrases = sorted((p for a in arguments for p in a.phrases), reverse=True)
    named = [p for p in phrases if nouns.tokens(p)[0].terminal not in ("PREP", "PRON")]
    phrases = named if named and not nouns.head_last else phrases  # the cleric living in-it, whom ...
    last = phrases[0]
    head = nouns.head(last)
    joined = next((a.phrases for a in arguments if last in a.phrases and len(a.phrases) > 1), ()) if not nouns.head_last else ()
    if joined and not verb.pronoun and verb.features[3:4] == "d":
        return group(parse, joined)  # envoys of X and Y, who both back ...
    if head.terminal == "NAME" and (head.lexeme is None or head.lexeme.pos in ("country", "capital", "place")):
        for earlier in phrases[1:5]:
            gender, number = nouns.agreement(earlier)
            number = "p" if nouns.tokens(earlier)[0].terminal == "NUM" and number == "s" and not nouns.head_last else number
            if earlier in joined and number == "s":
                break  # between a state and X, which backs ...
            if nouns.head(earlier).terminal != "NAME" and gender and (verb.pronoun or agrees(verb, gender, number, False)):
                return group(parse, (earlier,))
    own = nouns.agreement(last)
    if not verb.pronoun and own[0] and own[1] == "s" and not nouns.head_last and not agrees(verb, *own, False):
        for earlier in phrases[1:4]:
            gender, number = nouns.agreement(earlier)
            if gender and nouns.triggers(earlier) and agrees(verb, gender, number, False):
                return group(parse, (earlier,))
    return group(parse, _joined_with(nouns, arguments, last, verb))


def _joined_with(nouns: Nouns, arguments: list[Argument], last: int, verb: Token) -> tuple[int, ...]:
    """`the Russian and the Syrian officials who met ...`: a plural describes all that are joined, where the last is one or a bare nationality."""
    joined = next((a.phrases for a in arguments if last in a.phrases), ())
    if len(joined) < 2 or verb.features[3:4] not in ("p", "d") or joined[-1] != last or nouns.head_last:
        return (last,)
    tokens = nouns.tokens(last)
    bare = len(tokens) == 1 and tokens[0].lexeme is not None and tokens[0].lexeme.pos == "nat"
    return joined if (bare or nouns.agreement(last)[1] == "s") and all(map(nouns.has_actor, joined)) else (last,)


def _act_before(parse: Parse, nouns: Nouns, clause: Clause, verb: Token) -> Group | None:
    """`, in a bombing (that) carried-it-out X`: an act right before a light verb that takes it up again is its object."""
    before = [a for a in clause.before[-2:] if a.phrases]
    if not before or nouns.head_last or verb.lexeme is None or "active:" not in verb.lexeme.light.split():
        return None
    if parse.phrases[before[-1].phrases[-1]].last + 1 != parse.phrases[clause.verb].first:
        return None
    means = nouns.pronouns.get(verb.pronoun, "")
    for argument in reversed(before):
        phrase = argument.phrases[-1]
        gender, number = nouns.agreement(phrase)
        if nouns.triggers(phrase) and (means[:1] == gender if number == "s" else means == "fs"):
            return group(parse, (phrase,), argument.preposition)
    return None


def _of_act(parse: Parse, nouns: Nouns, clause: Clause, named: Group) -> bool:
    """`was killed after the bombing by X | of the camp`: right behind an act and its doer stands whom it was done to."""
    first = parse.phrases[named.phrases[0]].first
    for argument in clause.after:
        if argument.preposition in _WHEN and argument.phrases and parse.phrases[argument.phrases[-1]].last + 1 == first:
            phrase = argument.phrases[-1]
            x = nouns.head(phrase).lexeme
            return x is not None and x.value == VERBAL_NOUN and nouns.head(phrase).terminal == "HEAD" and nouns.has_actor(phrase)
    return False


def _counted_among(parse: Parse, nouns: Nouns, before: tuple[Argument, ...]) -> bool:
    """Does the noun phrase after these arguments only tell who of those named: 51 people, among-them 29 children?"""
    last = before[-1] if before else None
    if last is not None and last.kind == "NP" and parse.tokens[parse.phrases[last.phrases[0]].first].terminal == "ADJ":
        last = before[-2] if len(before) > 1 else None  # among-them a-great | leader
    if last is None or last.kind != "PP" or last.preposition not in nouns.among:
        return False
    return group(parse, last.phrases, last.preposition).kind == "pronoun"


def inherited(nouns: Nouns, out: list[Frame], frame: Frame) -> Group | None:
    """The antecedent of a dropped subject: the nearest earlier subject that agrees, of the same level where there is one."""
    verb = frame.verb
    assert verb is not None
    speech = bool(verb.lexeme and verb.lexeme.speech)
    order = list(reversed(out))
    if frame.clause.link in ("participial", "coordination", "juxtaposed", "quotation", "parenthesis"):
        own = [f for f in order if f.clause.link not in ("relative", "asyndetic")]
        if speech:
            own = [f for f in own if f.verb is not None and f.verb.lexeme is not None and f.verb.lexeme.speech] or own
        order = own
    loose = None
    for earlier in order:
        subject = earlier.subject
        if subject is None and earlier.verb is None:
            named = (a for a in earlier.clause.before + earlier.clause.after if a.kind == "NP")
            subject = next((group(nouns.parse, a.phrases) for a in named), None)
        if subject is None or not subject.phrases or subject.kind == "pronoun":
            continue
        gender, number = nouns.agreement(subject.phrases[0])
        if len(subject.phrases) > 1:
            gender, number = "", "p"
        if nouns.has_actor(subject.phrases[0]) and agrees(verb, gender, number, False):
            return Group("dropped", subject.phrases, origin=subject)
        if loose is None and _is_state(nouns, subject) and agrees(verb, "", number, False):
            loose = Group("dropped", subject.phrases, origin=subject)  # the name of a state, for want of a better
    if loose is not None:
        return loose
    return Group("speaker", (), features=verb.features[1:4]) if frame.clause.link != "relative" else None
