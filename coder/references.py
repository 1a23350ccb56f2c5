"""Phrases -> the actors they mean: names, titles, pronouns, dropped subjects, counterparts, owners, across the document.

In: a parsed sentence and what the document said before. Out: `Mention`s; where two readings remain, none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from coder.actors import INTERNATIONAL, UNKNOWN, Actor, bears_actor, compose, points
from coder.code import SentenceCoder
from coder.dictionary import VERBAL_NOUN, Lexicon
from coder.memory import Memory, Mention
from coder.model import Document, Parse, Sentence, Token
from coder.nouns import Frame, Group
from coder.parties import CIVILIAN, FORCES, PRIVATE, REBELS, STATE
from coder.places import Place, Places
from coder.raw import Coded
from coder.recall import NAMED, learn, learn_person, names_in
from coder.sites import QUANTITY
from coder.whereabouts import Whereabouts

_RECENT = 12
_PEOPLE = frozenset({"CVL", "MIL", "COP", "REB", "UAF", "MED", "REF", "LAB", "EDU", "OPP"})
_NOWHERE = (UNKNOWN, "INT")  # the West has no police
_LAND = 2  # rank of a place
_MAIN = frozenset({"opening", "coordination", "juxtaposed"})


class References:
    """What the phrases of one sentence mean."""

    def __init__(
        self, document: Document, sentence: Sentence, parse: Parse, sentence_coder: SentenceCoder, memory: Memory,
        places: Places, where: frozenset[str], links: bool = True,
    ) -> None:  # fmt: skip
        self.document = document
        self.sentence = sentence
        self.parse = parse
        self.coder = sentence_coder
        self.lexicon: Lexicon = sentence_coder.lexicon
        self.memory = memory
        self.places = places
        self.where = where
        self.links = links
        self._setting: Whereabouts | None = None
        self.speaker_pronouns = self.lexicon.setting("clitics", "speaker_pronouns")
        self.pair_pronouns = self.lexicon.setting("clitics", "pair_pronouns")
        endings = self.lexicon.settings.get("features", {}).get("nominative", {})
        self.plurals = (*endings, *endings.values()) or ("\0",)
        self.foreign = self.lexicon.setting("actors", "foreign")
        self.lands = self.lexicon.setting("actors", "lands")
        self.apart = self.lexicon.setting("actors", "apart")
        self.others = self.lexicon.setting("actors", "others")
        self.countries: set[str] = set()
        self.doers: list[tuple[str, Mention, str]] = []  # nouns of violent acts in this sentence, with whose they are
        self.visiting = False  # a capital that is visited is a place
        self.places_count = True  # does a place that is acted upon stand for its country?
        self.local: list[tuple[int, Actor, Mention]] = []
        self.pointed: dict[str, Actor] = {}  # the counterparts that this sentence points to
        self.near: list[tuple[int, Actor, Mention]] = []  # with those that only the document tells whose they are

    def _note_mentions(self) -> None:
        """All actors that the sentence names, in order, for references to them."""
        for i, phrase in enumerate(self.parse.phrases[: self.coder.nouns.written]):
            if phrase.terminal == "NP" and self.coder.nouns.has_actor(i):
                tokens = self.parse.tokens[phrase.first : phrase.last + 1]
                actor = self.coder.actor(i)
                if not actor.country and actor.word and (owners := self.coder.owners(i)) and not self.coder.nouns.head_last:
                    actor = self._with_owner(actor, tokens, owners[0], self.coder.day)
                if tokens[-1].terminal in NAMED and actor.country and actor.role not in ("", CIVILIAN) and (told := names_in(tokens)):
                    learn(self.memory.named, told, actor.code or "")
                elif actor.country and actor.role not in ("", CIVILIAN) and i and not self.coder.nouns.head_last:
                    self._learn_before(i, actor)
                for token in tokens if actor.entry and not self.coder.nouns.head_last else ():
                    if token.lexeme is not None and token.lexeme.pos == "person":
                        learn_person(self.memory.named, token)
                if actor.code is not None and actor.reference in ("", "definite", "office"):
                    actor = Actor(*actor[:8], self._form(i), actor.word)  # faster than _replace
                    self.near.append((phrase.first, actor, _mention(tokens, actor)))
                elif actor.code is not None and actor.reference == "counterpart":
                    self.pointed[actor.code[:3]] = actor._replace(reference="")
                if not self.coder.nouns.head_last:
                    self._note_construct(i)
        self.near.sort(key=lambda row: row[0])
        self.local = [row for row in self.near if row[1].reference != "definite"]

    def _note_construct(self, phrase: int) -> None:
        """`the attack of the army`: what an event noun is in construct with is an actor by itself, not only within its phrase."""
        triggers, p = self.coder.nouns.triggers(phrase), self.parse.phrases[phrase]
        if not triggers or triggers[0] >= p.last:
            return
        tokens = self.parse.tokens[triggers[0] + 1 : p.last + 1]
        actor = compose(self.lexicon, tokens, self.coder.day)
        if actor.code is not None and actor.reference in ("", "definite", "office"):
            self.near.append((triggers[0] + 1, actor, _mention(tokens, actor)))

    def _learn_before(self, phrase: int, actor: Actor) -> None:
        """`X Y, the head of Z`: a name that stands alone before the comma."""
        first = self.parse.phrases[phrase].first
        if first < 3 or self.parse.tokens[first - 1].terminal != "COMMA":
            return
        before = next((p for p in self.parse.phrases[phrase - 1 :: -1] if p.last == first - 2), None)
        if before is None or before.terminal != "NP" or before.last == before.first or actor.entry:
            return
        tokens = self.parse.tokens[before.first : before.last + 1]
        if len(names_in(tokens)) == len(tokens):
            learn(self.memory.named, tokens, actor.code or "")

    def _with_owner(self, actor: Actor, tokens: list[Token], owner: int, day: str) -> Actor:
        """The spokesman of the army of X, whom a later sentence calls the spokesman."""
        whole = compose(self.lexicon, tokens + self.coder.nouns.tokens(owner), day)
        if whole.code is None or whole.code.startswith(UNKNOWN) or whole.reference not in ("", "definite", "office"):
            return actor
        return whole._replace(word=actor.word, entries=actor.entries, entry="")

    def _form(self, phrase: int) -> str:
        """Gender and number that a phrase shows."""
        gender, number = self.coder.nouns.agreement(phrase)
        head = self.coder.nouns.head(phrase)
        if QUANTITY in (head.lexeme.tags if head.lexeme is not None else ()) and head.terminal == "HEAD" and not self.coder.nouns.head_last:
            counted = next((t for t in self.coder.nouns.tokens(phrase) if t.lexeme is not None and t.lexeme.agent), head)
            gender, number = counted.features[:1] if counted.features[:1] in "mf" else "", counted.features[1:2]
        if not number and head.text.endswith(self.plurals):
            return "mp"  # the Houthis
        several = any(t.terminal == "NUM" for t in self.coder.nouns.tokens(phrase))
        return (gender or "-") + ("p" if several else number or "-")

    def _remember(self, coded: Coded) -> None:
        for token in self.parse.tokens:
            if token.lexeme is not None and token.lexeme.pos == "place":
                land = self.lexicon.place_country.get(token.lexeme.actor, "")
                self.memory.lands[land] = self.memory.lands.get(land, 0) + 1
        for actor in [a for _, a, _ in self.local] + list(self.pointed.values()):
            self.memory.add(actor)
        for frame in sorted(coded.frames, key=lambda f: f.clause.link not in _MAIN):
            if frame.verb is not None and frame.verb.lexeme is not None and frame.verb.lexeme.speech and frame.subject is not None:
                found = tuple(m for m in self._mentions(frame.quoted or frame.subject, frame, None, self.document.date) if m.code)
                if found:
                    self.memory.speaker = _elsewhere(found)
                    break
        self._remember_subject(coded)
        first = coded.frames[0] if coded.frames else None
        if first is not None and first.verb is None and len(coded.frames) > 1 and self._colon(coded.frames[1]):
            found = tuple(self._mentions(_first_group(first), first, None, self.document.date))
            self.memory.speaker = _elsewhere(found) or self.memory.speaker

    def _remember_subject(self, coded: Coded) -> None:
        """The subject of the main clause, for a sentence that goes on without one."""
        frame = next((f for f in coded.frames if f.verb is not None and f.clause.link in _MAIN), None)
        if frame is None or frame.subject is None or frame.subject.kind != "np":
            return
        if not bears_actor(self.coder.nouns.head(frame.subject.phrases[0])):
            self.memory.subject = ()  # the president's decision, an attack
            return
        self.memory.subject = _elsewhere(m for m in self._mentions(frame.subject, frame, None, self.document.date) if m.code)
        self.memory.form = "-p" if len(frame.subject.phrases) > 1 else self._form(frame.subject.phrases[0])

    def _colon(self, frame: Frame) -> bool:
        opener = frame.clause.opener
        return opener >= 0 and self.parse.phrases[opener].terminal == "COLON"

    def _mentions(self, group: Group | None, frame: Frame, other: Group | None, day: date) -> list[Mention]:
        if group is None:
            return []
        if group.kind == "speaker" and group.features[:1] == "3" and not speaking(frame):
            return self._linked(self._understood(frame), "unsaid")
        if group.kind == "speaker" or (group.kind == "pronoun" and group.features in self.speaker_pronouns):
            return self._linked(self._speaker(frame), "speaker")
        if group.kind == "pronoun":
            return self._linked(self._pronoun(group, frame, other, day), "pronoun")
        out: list[Mention] = []
        for i, phrase in enumerate(group.phrases):
            beside = i and self.coder.nouns.head_last and self.coder.nouns.head(phrase).pronoun
            found = self._phrase(phrase, frame, group, Group("np", group.phrases[:1]) if beside else other, day)
            if self.coder.nouns.head_last and i + 1 < len(group.phrases) and self._lacks_noun(phrase, group.phrases[i + 1]):
                after = self._phrase(group.phrases[i + 1], frame, group, other, day)
                found = [m._replace(code=m.code[:3] + (after[0].code or "")[3:]) if m.code and after else m for m in found]
            out += self._shared_role(found, phrase, out, group) if out else found
        return out

    def _linked(self, found: Iterable[Mention], link: str) -> list[Mention]:
        """Mentions known by a link; none where links are switched off."""
        return [m._replace(link=link) for m in found] if self.links else []

    def _lacks_noun(self, phrase: int, following: int) -> bool:
        """`Somali and Turkish forces`: a nationality, or the letters of a country, that waits for the noun of the next phrase."""
        tokens, after = self.coder.nouns.tokens(phrase), self.coder.nouns.tokens(following)
        first, second = tokens[-1].lexeme, after[0].lexeme
        if first is None or second is None or second.pos != "nat" or len(after) < 2 or any(t.terminal == "NUM" for t in tokens):
            return False
        letters = first.pos == "country" and len(tokens) == 1 and tokens[0].text.isupper()
        return (first.pos == "nat" and len(tokens) <= 2) or letters

    def _shared_role(self, found: list[Mention], phrase: int, before: list[Mention], group: Group) -> list[Mention]:
        """Syrian officials and Israeli (ones): joined adjectives share the noun of the first."""
        tokens = self.coder.nouns.tokens(phrase)
        role = (before[0].code or "")[3:]
        tokens_before = self.coder.nouns.head(group.phrases[0])
        alone = tokens[0].lexeme if len(tokens) == 1 else None
        if role and tokens_before.features[1:2] in ("d", "p") and alone is not None and alone.pos == "country":
            return [m._replace(code=m.code[:3] + role) if m.code else m for m in found]  # the ministers of X and Y
        named = [t.lexeme for t in tokens if t.lexeme is not None and (t.lexeme.actor or t.lexeme.agent)]
        owned = tokens_before.lexeme is not None and tokens_before.lexeme.pos in ("org", "group", "person")
        if not role or owned or not named or not all(x.pos == "nat" for x in named):
            return found
        return [m._replace(code=m.code[:3] + role) if m.code else m for m in found]

    def _speaker(self, frame: Frame) -> tuple[Mention, ...]:
        """Who says I or we, or continues to speak: the sentence's own speaker, else the document's last."""
        verb = frame.verb
        lent = verb is not None and verb.lexeme is not None and "active:" in verb.lexeme.light.split() and not self.coder.nouns.head_last
        means = verb.features[2:4] if lent and verb is not None and verb.features[1:2] == "3" else ""  # the summit (f); he waged
        for earlier in reversed(self.coder.coded.frames[: frame.index]):
            subject = earlier.quoted or earlier.subject
            if subject is not None and subject.phrases and subject.kind == "np" and (len(subject.phrases) > 1 or not self._disagrees(means, subject)):
                found = tuple(self._mentions(subject, earlier, None, self.document.date))
                speaks = self.coder.nouns.head_last or any(map(self.coder.nouns.has_actor, subject.phrases))
                if any(m.code for m in found) and speaks:
                    return found  # but the port of X says nothing
                if speaking(earlier) and frame.clause.link == "quotation":
                    return ()  # somebody unknown speaks
            if earlier.verb is None and frame.index > earlier.index and self._colon(self.coder.coded.frames[earlier.index + 1]):
                found = tuple(self._mentions(_first_group(earlier), earlier, None, self.document.date))
                if found:
                    return found
        return self.memory.speaker

    def _understood(self, frame: Frame) -> list[Mention]:
        """Who did what a verb without a subject tells, where no clause before says it: the only actor named, or nobody can tell."""
        at = self.parse.phrases[frame.clause.verb].first if frame.clause.verb >= 0 else 0
        means = frame.verb.features[2:4] if frame.verb is not None and len(frame.verb.features) > 4 else ""
        before = [(a, m) for i, a, m in self.local if i < at and m.code]
        named = {m.code: m for a, m in before if self.coder.nouns.head_last or _may_mean(means, a.form)} or {m.code: m for _, m in before}
        if len(named) == 1:
            return list(named.values())
        if named or self._stands_before(frame, at):
            return []
        if self.memory.subject and means and _may_mean(means, self.memory.form):
            return list(self.memory.subject)
        return list(self._speaker(frame))

    def _stands_before(self, frame: Frame, at: int) -> bool:
        """Does a noun phrase stand before the verb, which may be its subject though it names nobody known?"""
        arguments = [a for f in self.coder.coded.frames[: frame.index + 1] for a in (*f.clause.before, *f.clause.after) if a.kind == "NP"]
        return any(self.parse.phrases[a.phrases[0]].first < at for a in arguments)

    def _phrase(self, phrase: int, frame: Frame, group: Group, other: Group | None, day: date) -> list[Mention]:
        p = self.parse.phrases[phrase]
        tokens = self.parse.tokens[p.first : p.last + 1]
        owners = self.coder.owners(phrase)
        if not owners and self.parse.tokens[p.first].pronoun and not self.coder.nouns.head_last:
            owners = self._pointed_out(phrase)
        if not owners:
            return self._named(tokens, phrase, frame, group, other, day)
        found: list[Mention] = []
        for owner in owners:
            q = self.parse.phrases[owner]
            joint = self.parse.tokens[q.first - 1].lexeme if q.first else None
            lies = joint is not None and joint.terminal == "PREP" and joint.value in self.where
            found += self._named(tokens + self.parse.tokens[q.first : q.last + 1], phrase, frame, group, other, day, lies)
        return found

    def _pointed_out(self, phrase: int) -> list[int]:
        """Who `their counterparts in X and Y` are, and `its ally Z`: the countries behind the noun, or the name right after it."""
        phrases, tokens = self.parse.phrases, self.parse.tokens
        head, at = tokens[phrases[phrase].first], phrases[phrase].last + 1
        if at > phrases[phrase].first + 1 or at >= len(tokens) or head.lexeme is None:
            return []  # his Russian counterpart
        joint, counterpart = tokens[at].lexeme, points(head) == "counterpart"
        lies = counterpart and joint is not None and joint.terminal == "PREP" and joint.value in self.where
        if not (counterpart or head.lexeme.agent == UNKNOWN):
            return []
        at += lies
        found: list[int] = []
        for i in range(phrase + 1, min(phrase + 12, self.coder.nouns.written)):
            q = phrases[i]
            if q.first > at:
                break
            if q.first == at and q.terminal == "NP" and self.coder.nouns.of_state(i, lies):
                found.append(i)
                at = q.last + 2
        return found

    def _named(
        self, tokens: list[Token], phrase: int, frame: Frame, group: Group, other: Group | None, day: date, lies: bool = False
    ) -> list[Mention]:
        """Mentions that the words of a phrase, with those of its owner or of the place where it `lies`, make."""
        actor = compose(self.lexicon, tokens, day.isoformat())
        if actor.reference and not (actor.reference == "owned" and any(t.lexeme is not None and t.lexeme.lemma in self.apart for t in tokens)):
            found = self._twins(tokens) if actor.reference == "pair" else []
            found = found or self._reference(actor, frame, group, other, day)
            if found:
                if actor.reference == "counterpart" and found[0].code:
                    self.pointed[found[0].code[:3]] = found[0]._replace(reference="")
                return self._linked((Mention(a.code, a.name, tokens[0].start, tokens[-1].end) for a in found), actor.reference)
        code = actor.code
        part = self.coder.nouns.head_last and tokens[0].terminal == "ADJ"  # southern Beirut
        rootless = any(t.lexeme is not None and t.lexeme.lemma in self.foreign for t in tokens)
        if actor.metonym and (part or lies or group.preposition in self.where or (self.visiting and group is not frame.subject)):
            crowd = lies and actor.code is not None and actor.code[3:6] == CIVILIAN
            code = actor.code if crowd else actor.country if self.places_count or not lies else None
        if code is None and self.places_count:
            owner = self.coder.extension(phrase)
            code = self.coder.nouns.place(phrase) or (self.coder.nouns.place(owner) if owner >= 0 else "") or None
        if code is None and not self.coder.nouns.head_last and group.kind == "np" and group is not frame.subject:
            code = self._counted(tokens) or self._belonging(group, day)
        lemma = tokens[0].lexeme.lemma if tokens[0].lexeme is not None else ""
        if code is None and lemma in self.lands and self.places_count:
            code = self._land(frame)
        elif code is None and lemma in self.others and len(tokens) == 1 and len(group.phrases) == 1:
            return self._another(phrase)
        if code is None and not self.coder.nouns.triggers(phrase) and not any(t.lexeme for t in tokens if t.terminal != "NUM"):
            return [Mention(None, None, tokens[0].start, tokens[-1].end)]
        link = "short" if any(map(_short, tokens)) else ""
        if link and not self.links:
            return []
        return [Mention(code, actor.name, tokens[0].start, tokens[-1].end, rootless, link)]

    def _counted(self, tokens: list[Token]) -> str | None:
        """`killed two Palestinians and wounded 400`: a bare number counts people such as those told of before."""
        if any(t.terminal != "NUM" for t in tokens):
            return None
        before = [m.code for at, actor, m in self.near if m.code and m.start < tokens[0].start and actor.form[1:] in ("p", "d")]
        people = [code for code in before if code[3:6] in PRIVATE and not code.startswith(UNKNOWN)]
        return people[-1][:3] + (people[-1][3:] or CIVILIAN) if people else None

    def _belonging(self, group: Group, day: date) -> str | None:
        """`shelled the arsenal, sites and posts of (li-) the Syrian regime`: whose things are, behind a preposition after the last of them."""
        phrases, tokens, phrase = self.parse.phrases, self.parse.tokens, group.phrases[-1]
        at = phrases[phrase].last + 1
        joint = tokens[at].lexeme if at + 1 < len(tokens) and tokens[at].terminal == "PREP" else None
        if joint is None or self.coder.extends.get(joint.value) != "owner" or self.coder.nouns.triggers(phrase):
            return None
        owner = next((q for q in phrases[phrase + 1 : phrase + 3] if q.first == at + 1 and q.terminal == "NP"), None)
        code = compose(self.lexicon, tokens[owner.first : owner.last + 1], day.isoformat()).code if owner is not None else None
        return None if code is None or (code.startswith(UNKNOWN) and code[3:6] in STATE) else code

    def _land(self, frame: Frame) -> str | None:
        """The country of a town that the dictionary does not know: that of the clause's place, else of most places told so far."""
        for preposition, group in frame.prepositional:
            place = self._named_place(group) if preposition in self.where and group.kind == "np" else None
            if place is not None and place.country:
                return place.country
        lands = self.memory.lands
        return max(lands, key=lambda land: lands[land]) or None if lands else None

    def _another(self, phrase: int) -> list[Mention]:
        """A Palestinian was killed and another wounded: another of the people named last."""
        first = self.parse.phrases[phrase].first
        token = self.parse.tokens[first]
        people = (m.code for at, a, m in reversed(self.near) if at < first and not a.entry and (m.code or "")[3:6] in _PEOPLE)
        return [Mention(next(people, None), None, token.start, token.end)]

    def _reference(self, actor: Actor, frame: Frame, group: Group, other: Group | None, day: date) -> list[Actor]:
        if actor.reference == "counterpart":
            return self._counterpart(actor, frame, other, day)
        if actor.reference == "homeland":
            first = self.parse.phrases[group.phrases[0]].first if group.phrases else 0
            told = [a for i, a, _ in self.near if i < first and a.code] if frame.verb is None and frame.index == 0 else []
            lands = [a.code[:3] for a in told[-1:] if a.code and a.code[:3] not in INTERNATIONAL and not a.code.startswith(UNKNOWN)]
            if lands and not self.coder.nouns.head_last:  # after the president announced the withdrawal of his country
                return [Actor(lands[0], None, lands[0])]
            return self._homeland(frame, other, day)
        if actor.reference == "pair":  # the American side of `the two sides, American and Korean`
            return [] if actor.country and len(group.phrases) > 1 else self._two(actor)
        if actor.reference == "owned":
            first = self.parse.phrases[group.phrases[0]].first
            later = other is not None and other.kind == "np" and bool(other.phrases) and self.parse.phrases[other.phrases[0]].first > first
            home = (self._homeland(frame, None, day) if later and frame.subject is not None else []) or self._homeland(frame, other, day)
            return [Actor(home[0].code + actor.role, None, home[0].country, actor.role)] if home and home[0].code else []
        at = self.parse.phrases[group.phrases[0]].first
        if actor.reference == "latter":
            head = self.coder.nouns.head(group.phrases[0])
            return self._latter(head.features[:2], at)
        return self._definite(actor, at, self.coder.nouns.head(group.phrases[0]).features[:2])

    def _latter(self, means: str, at: int) -> list[Actor]:
        """The actor named last that agrees."""
        before = [a for first, a, _ in self.near if first < at] or self.memory.actors
        shown = next((a for a in reversed(before) if a.form == means), None)
        actor = shown or next((a for a in reversed(before) if _may_mean(means, a.form)), None)
        if actor is None:
            return []
        return self._definite(actor, at) or [actor] if actor.reference else [actor]

    def _antecedents(self, frame: Frame, other: Group | None, day: date, means: str = "", beyond: bool = True) -> list[Mention]:
        """Whom `his` may point to: the other party of the event, the subject of the clause or of those above it."""
        seen = 0
        candidates = [other]
        if means and frame.clause.link == "relative" and not self.coder.nouns.head_last:
            candidates.append(frame.antecedent)  # protesters, whose marches ...
        at: Frame | None = frame
        while at is not None and seen < 5:
            candidates.append(at.subject)
            if at is frame and means and not self.coder.nouns.head_last:
                objects = (g for g in at.objects if g.kind == "np" and g is not other)
                candidates += [g for g in objects if not self.coder.nouns.head(g.phrases[0]).pronoun]  # arrested the man after his surrender
            at = self.coder.coded.frames[at.parent] if at.parent >= 0 else None
            seen += 1
        for group in candidates:
            loose = group is frame.antecedent and means[1:] == "p"  # the demands of protesters, whose marches ...
            if group is not None and group.kind in ("np", "dropped", "speaker") and (loose or not self._disagrees(means, group)):
                found = [m for m in self._plain(group, frame, day) if m.code]
                if found:
                    return found
        if not beyond:
            return []
        if self.memory.subject and _may_mean(means, self.memory.form):
            return list(self.memory.subject)
        return next(([Mention(a.code, a.name, -1, -1)] for a in reversed(self.memory.actors) if _may_mean(means, a.form)), [])

    def _disagrees(self, means: str, group: Group) -> bool:
        if not means or not group.phrases:
            return False
        return not _may_mean(means, "-p" if len(group.phrases) > 1 else self._form(group.phrases[0]))

    def _plain(self, group: Group, frame: Frame, day: date) -> list[Mention]:
        """Mentions of a group that point to nothing else."""
        if group.kind == "speaker":
            return list(self._speaker(frame))
        out = []
        for phrase in group.phrases:
            tokens = self.coder.nouns.tokens(phrase)
            owner = self.coder.extension(phrase) if bears_actor(self.coder.nouns.head(phrase)) else -1
            actor = compose(self.lexicon, tokens + self.coder.nouns.tokens(owner) if owner >= 0 else tokens, day.isoformat())
            if actor.reference in ("pair", "latter"):
                at = self.parse.phrases[phrase].first
                meant = (self._twins(tokens) or self._two(actor)) if actor.reference == "pair" else self._latter(tokens[0].features[:2], at)
                out += [Mention(a.code, a.name, tokens[0].start, tokens[-1].end) for a in meant]
            elif actor.reference in ("", "definite", "office") and actor.code:
                out.append(_mention(tokens, actor))
        return out

    def _counterpart(self, actor: Actor, frame: Frame, other: Group | None, day: date) -> list[Actor]:
        if actor.code and len(actor.code) > 3:
            return [actor]
        antecedent = next(iter(self._antecedents(frame, other, day)), None)
        role = antecedent.code[3:6] if antecedent is not None and antecedent.code else ""
        country = actor.country or (actor.code or "")[:3]
        return [actor._replace(code=country + role)] if country else []

    def _homeland(self, frame: Frame, other: Group | None, day: date) -> list[Actor]:
        antecedent = next(iter(self._antecedents(frame, other, day)), None)
        if antecedent is None or not antecedent.code or antecedent.code[:3] in INTERNATIONAL or antecedent.code.startswith(UNKNOWN):
            return []
        return [Actor(antecedent.code[:3], None, antecedent.code[:3])]

    def _twins(self, tokens: Sequence[Token]) -> list[Actor]:
        """Two countries of one name: the two Koreas, whoever else was named before."""
        twins: Mapping[str, list[str]] = self.lexicon.settings.get("actors", {}).get("twins", {})
        names = next((twins[t.lexeme.lemma] for t in tokens if t.lexeme is not None and t.lexeme.lemma in twins), [])
        return [Actor(o.code, o.name, o.code) for name in names for o in self.lexicon.actors.get(name, ())[:1]]

    def _two(self, actor: Actor) -> list[Actor]:
        """The two sides, the two ministers: the last two actors of different countries that fit."""
        role = actor.role
        found: list[Actor] = []
        for candidate in reversed(self.memory.actors + [a for _, a, _ in self.local] + list(self.pointed.values())):
            if not candidate.code or candidate.code.startswith(UNKNOWN) or (role and candidate.code[3:6] != role):
                continue
            if all(candidate.code[:3] != f.code[:3] or _at_odds(candidate.code, f.code) for f in found if f.code):
                found.append(candidate)
            if len(found) == 2:
                return found[::-1]
        return []

    def _definite(self, actor: Actor, at: int, means: str = "") -> list[Actor]:
        """The army, the minister, without a country: the last one named by that word, else with that role, here or before."""
        role = actor.role
        if not role:  # the delegation, the agency: the last one that the sentences before called so
            before = reversed(self.memory.actors) if actor.word and actor.reference == "definite" else iter(())
            so_called = [a for a in before if a.word == actor.word and a.code and not a.code.startswith(UNKNOWN)]
            return [a for a in so_called if a.role and a.country == so_called[0].country][:1] or so_called[:1]
        here = [a for i, a, _ in self.local if i < at]
        told = [a for a in reversed(self.memory.actors + here) if a.code and not a.code.startswith(_NOWHERE)]
        alike = (a for a in told if not set(actor.entries).isdisjoint(a.entries) and a.code and a.code[3:6] == role)
        same = next((a for a in alike if _one_sex(means, a.form)), None)
        if same is None and actor.reference == "definite" and role not in PRIVATE:
            same = next((a for a in told if a.code and a.code[3:6] == role), None)
            if same is not None and not here and (means[1:] == "p" or role in FORCES) and role in STATE:
                lately = [a.code[:3] for a in told if a.code and a.code[3:6] == role][:2]
                if self.memory.abroad(same.code or "") or (len(set(lately)) > 1 and self.memory.home() != lately[0]):
                    return []  # the authorities, where another country's consulate was spoken of, or where two presidents meet
        if same is not None and not here and role in FORCES and len(self.countries) == 1 and same.code and same.code[:3] not in self.countries:
            return []  # the air force, where only one other country is named
        return [same] if same is not None else []

    def _pronoun(self, group: Group, frame: Frame, other: Group | None, day: date, undergone: bool = False) -> list[Mention]:
        phrase = self.parse.phrases[group.phrases[0]]
        token = self.parse.tokens[phrase.first]
        span = (token.start, token.end)
        avoid: set[str | None] = set()
        if other is not None:
            avoid = {m.code for m in (self._plain(other, frame, day) if other.kind != "pronoun" else self._pronoun(other, frame, None, day))}
            avoid.discard(None)
        means = self.coder.nouns.pronouns.get(token.pronoun, "")
        if other is None and token.terminal == "POSS":
            struck = self._object_of(frame, phrase.first, means, day) if undergone else []
            if struck:
                return [struck[0]._replace(start=span[0], end=span[1])]
            found = self._antecedents(frame, None, day, means, self.coder.nouns.head_last)
            if found and self.coder.nouns.head_last:
                return [m if m.start >= 0 else m._replace(start=span[0], end=span[1]) for m in found[:1]]
            if found:
                return [m._replace(start=span[0], end=span[1]) for m in (found if token.pronoun in self.pair_pronouns else found[:1])]
        near = [row for row in reversed(self.near) if row[0] < phrase.first and row[2].code not in avoid and _may_mean(means, row[1].form)]
        near = [row for row in near if not _reporter(row[1])] or near
        for at, actor, mention in sorted(near, key=lambda row: _rank(row[1], means)):
            whose = self._definite(actor, at) if actor.reference else []
            if whose and whose[0].code in avoid:
                continue
            return [mention._replace(code=whose[0].code if whose else mention.code, start=span[0], end=span[1])]
        ahead = self._ahead_of(frame, means) if token.terminal == "POSS" else None
        if ahead is not None and ahead.code not in avoid:
            return [ahead._replace(start=span[0], end=span[1])]
        recent = [a for a in reversed(self.memory.actors[-_RECENT:]) if a.code not in avoid and _may_mean(means, a.form) and not _reporter(a)]
        if recent:  # whom the article speaks of most; of several, the last named
            codes = [a.code for a in recent]
            lately = {m.code for m in self.memory.subject}
            actor = max(recent, key=lambda a: (codes.count(a.code), a.code in lately))
            return [Mention(actor.code, actor.name, *span)]
        return []

    def _object_of(self, frame: Frame, at: int, means: str, day: date) -> list[Mention]:
        """`dismissed the minister after accusing him` (his accusation): the object before it, where that is an actor and agrees."""
        against = self.lexicon.setting("actors", "protested")  # sentenced X (against her) after her conviction
        upon = [g for p, g in frame.prepositional if p in against]
        for held in (*upon, *frame.objects):
            if held.kind == "np" and self.parse.phrases[held.phrases[-1]].last < at and not self._disagrees(means, held):
                return [m for m in self._plain(held, frame, day) if m.code and m.code[3:]]
        return []

    def _ahead_of(self, frame: Frame, means: str) -> Mention | None:
        """During his visit to X, the president said: in a phrase that opens the sentence the pronoun means the subject to come."""
        frames = self.coder.coded.frames
        if frame.index or frame.verb is not None or self.coder.nouns.head_last:
            return None
        main = next((f for f in frames[1:3] if f.verb is not None), None)
        if main is None or main.subject is None or main.subject.kind != "np" or len(main.subject.phrases) > 1 or self._disagrees(means, main.subject):
            return None
        return next((m for m in self._plain(main.subject, main, self.document.date) if m.code), None)

    def _partner(self, one: Mention, group: Group) -> list[Mention]:
        """With whom somebody makes two (their meeting): the last actor named of another country."""
        first = self.parse.phrases[group.phrases[0]].first
        if not self.coder.nouns.pronouns.get(self.parse.tokens[first].pronoun, "").endswith("d"):
            return []
        named = self.memory.actors + [a for at, a, _ in self.local if at < first]
        for actor in reversed(named):
            if actor.code and actor.code[3:] and not actor.code.startswith(UNKNOWN) and one.code and actor.code[:3] != one.code[:3]:
                return [Mention(actor.code, actor.name, one.start, one.end)]
        return []

    def _according(self, frame: Frame, day: date) -> Mention | None:
        for f in self.coder.coded.frames:
            for preposition, group in f.prepositional:
                if preposition == "according" and group.kind == "np":
                    found = [m for m in self._plain(group, f, day) if m.code]
                    if found:
                        return found[0]
        return None

    def _owner_only(self, token: Token, after: Token | None) -> bool:
        """Does a country stand before the noun that it describes, and is no place itself: at a US base?"""
        x = token.lexeme
        return self.coder.nouns.head_last and x is not None and x.pos == "country" and after is not None and after.terminal == "HEAD"

    def _named_place(self, group: Group) -> Place | None:
        found, owned = None, False
        for phrase in group.phrases[:1]:
            tokens = self.coder.nouns.tokens(phrase)
            for token, after in zip(tokens, (*tokens[1:], None), strict=True):
                place = self.places.of(token.lexeme)
                if place is not None and self._owner_only(token, after):
                    continue
                x = token.lexeme
                if place is None and x is not None and (x.agent or x.value == VERBAL_NOUN) and not self.coder.nouns.head_last:
                    owned = True  # the return of X, the government of X: a country behind it is a party, not where
                if place is not None and not (owned and place.rank == _LAND) and (found is None or place.rank < found.rank):
                    found = place
        return found


def _one_sex(means: str, form: str) -> bool:
    """May two mentions of one office be of the same person: the minister (she) is not the minister (he)?"""
    return means[1:2] != "s" or form[1:2] != "s" or means[0] not in "mf" or form[0] not in "mf" or means[0] == form[0]


def _short(token: Token) -> bool:
    """Does one word stand for a longer name?"""
    x = token.lexeme
    return x is not None and (x.pos == "short" or (x.pos == "person" and " " in x.lemma and " " not in token.text))


def _may_mean(means: str, form: str) -> bool:
    """Does a pronoun, or the verb of a dropped subject, agree with words of this gender and number: her, with a woman?"""
    if len(means) < 2 or len(form) < 2:
        return True
    if means[1] == "p":
        return form[1] != "s"
    if means[1] != "s":
        return True
    if form[1] in ("p", "d"):
        return means[0] == "f" and form[1] == "p"  # things and bodies in the plural are she
    return not (means[0] in "mf" and form[0] in "mf" and means[0] != form[0])


def _rank(actor: Actor, means: str) -> int:
    """Of those a pronoun may mean the nearest, but first those that show their agreement and whose they are."""
    shown = actor.form == means
    if means[1:] == "p":
        return (0 if shown else 2) + bool(actor.reference)
    return int(bool(actor.reference) and not shown)


def _reporter(actor: Actor) -> bool:
    """A named agency, paper or station: it tells the news, and no pronoun beside an act means it."""
    code = actor.code or ""
    return bool(actor.entry) and actor.entry.startswith("org") and (code[3:6] == "MED" or code[:3] == "NGM")


def _at_odds(one: str, other: str) -> bool:
    """A government and its rebels are two sides of one country."""
    return (one[3:6] in STATE and other[3:6] in REBELS) or (other[3:6] in STATE and one[3:6] in REBELS)


def speaking(frame: Frame) -> bool:
    return frame.verb is not None and frame.verb.lexeme is not None and frame.verb.lexeme.speech


def _first_group(frame: Frame) -> Group | None:
    for argument in (*frame.clause.before, *frame.clause.after):
        if argument.kind == "NP":
            return Group("np", argument.phrases)
    return None


def _mention(tokens: Sequence[Token], actor: Actor) -> Mention:
    return Mention(actor.code, actor.name, tokens[0].start, tokens[-1].end)


def _elsewhere(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Mentions for later sentences, which do not hold their words."""
    return tuple(m._replace(start=-1, end=-1) for m in mentions)
