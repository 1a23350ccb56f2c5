"""Raw events: what `code` hands to `resolve`, participants still phrases."""

from __future__ import annotations

from dataclasses import dataclass, field

from coder.nouns import Frame, Group


@dataclass(slots=True)
class RawEvent:
    """An event whose participants are still phrases."""

    source: Group | None
    target: Group | None
    code: str
    sense: str
    rule: str
    clause: int
    token: int
    reciprocal: bool = False
    attribution: Group | None = None


@dataclass(slots=True)
class Coded:
    """What one sentence gave."""

    events: list[RawEvent] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    misses: list[tuple[int, str, str]] = field(default_factory=list)  # token, sense, reason
