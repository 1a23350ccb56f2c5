"""What a document has said: the actors of its sentences, by what they were called, for references in the sentences after."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from coder.actors import INTERNATIONAL, UNKNOWN, Actor
from coder.model import Lexeme
from coder.whereabouts import Scene

_REMEMBERED = 40
LINKS = {
    "speaker": "who speaks", "unsaid": "no subject: who was told of before", "pronoun": "pronoun", "short": "short name",
    "counterpart": "counterpart of",
    "homeland": "one's own country", "pair": "the two told before", "latter": "the latter", "definite": "known from before", "owned": "its owner's",
    "office": "known from before", "country": "country from the context",
}  # fmt: skip


class Mention(NamedTuple):
    """An actor as found in the text: code, name, where (offsets in the sentence)."""

    code: str | None
    name: str | None
    start: int
    end: int
    rootless: bool = False  # foreigners: the country where they are is not theirs
    link: str = ""  # by which words, or lack of words, it is known: see LINKS


@dataclass(slots=True)
class Memory:
    """What a document has said so far: actors in order of mention, the last speaker, entries whose short names count."""

    actors: list[Actor] = field(default_factory=list)
    speaker: tuple[Mention, ...] = ()
    subject: tuple[Mention, ...] = ()  # of the main clause of the sentence before
    form: str = ""  # its gender and number
    seen: set[str] = field(default_factory=set)
    named: dict[str, Lexeme] = field(default_factory=dict)  # names that no dictionary has, by their last word: the code that the text gave
    acts: dict[str, Mention] = field(default_factory=dict)  # who did what a noun tells of
    scene: Scene | None = None  # where the last act of force or meeting happened
    lands: dict[str, int] = field(default_factory=dict)  # the countries of the places named, and how often

    def home(self) -> str:
        """The country that most of the actors named so far are of, if there is one."""
        codes = [a.code for a in self.actors if a.code and not a.code.startswith(UNKNOWN) and a.code[3:6] != "MED"]
        lands = [c[:3] for c in codes if c[:3] not in INTERNATIONAL]
        first = max(dict.fromkeys(lands), key=lands.count, default="")
        if lands.count(first) * 3 >= len(lands) * 2:
            return first
        return self.land() if self.land() in lands else ""

    def land(self) -> str:
        """The country where most of the places named so far lie, if there is one."""
        scene = max(self.lands, key=lambda land: self.lands[land], default="")
        often = self.lands.get(scene, 0)
        return scene if often > 1 and often * 3 >= sum(self.lands.values()) * 2 else ""

    def abroad(self, code: str) -> bool:
        """Is an actor of another country than the one that the article's places lie in?"""
        scene = self.land()
        return bool(scene) and code[:3] != scene

    def add(self, actor: Actor) -> None:
        """Remember an actor that was named."""
        if actor.code is None or actor.reference in ("counterpart", "homeland", "pair", "latter"):
            return
        self.actors.append(actor)
        if len(self.actors) > _REMEMBERED:
            del self.actors[0]
        if actor.entry:
            self.seen.add(actor.entry)
