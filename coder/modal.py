"""Modality: what becomes of a code under negation, future, possibility, and under the modes of speech acts."""

from __future__ import annotations

from collections.abc import Mapping

from coder.tag import DENIED, FUTURE, NEGATED, UNREAL

Modes = Mapping[tuple[str, str], str]
COOPERATIVE = frozenset(["03", "04", "05", "06", "07", "08"])
_INTENT = "03"
_OWN_FUTURE = frozenset(["01", "02", "03", "09", "10", "11", "12", "13"])


def mapped(modes: Modes, mode: str, act: str) -> str | None:
    """The code of an act under a mode (`cameo/modes.tsv`, longest prefix), or None."""
    for length in range(len(act), 1, -1):
        code = modes.get((mode, act[:length]))
        if code is not None:
            return code
    return None


def modal(modes: Modes, code: str, flags: int) -> str | None:
    """The code under negation, future and possibility; None where that is no event."""
    root = code[:2]
    if flags & UNREAL:
        return None
    if flags & NEGATED:
        if (flags & FUTURE and root in COOPERATIVE) or (flags & DENIED and root == _INTENT):  # will not meet, does not intend to meet
            return mapped(modes, "refuse", code) or "120"
        return None
    if flags & FUTURE:
        return code if root in _OWN_FUTURE else mapped(modes, "intent", code)
    return code
