"""Large memory pages for the dictionaries, where the system offers them (Linux).

Coding looks up words all over some hundred megabytes of small objects, so that finding the page of a word costs as much as
the look-up: with pages of 2 MB a run is about a tenth faster (docs/performance.md). Nothing but time depends on it: elsewhere, or
where the system says no, nothing happens.
"""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path

_MADV_HUGEPAGE, _MADV_COLLAPSE = 14, 25  # <linux/mman.h>; the second since Linux 6.1
_MAPS, _USE = Path("/proc/self/maps"), Path("/proc/self/statm")
_LEAST = 4 << 20  # bytes; smaller areas hold no large page worth having
_GROWTH = 1.2

_asked_at = 0  # pages in use when the system was asked last


def ask() -> None:
    """Ask for large pages if the process has grown since the last time; cheap otherwise."""
    global _asked_at
    if sys.platform != "linux":
        return
    try:
        used = int(_USE.read_text("ascii").split()[1])
        if used < _GROWTH * _asked_at:
            return
        _asked_at = used
        advise = ctypes.CDLL(None).madvise
        advise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
        for start, size in _areas():
            advise(start, size, _MADV_HUGEPAGE)
            advise(start, size, _MADV_COLLAPSE)
    except (OSError, ValueError, IndexError, AttributeError):
        return  # another kind of system: the run goes on as it is


def _areas() -> list[tuple[int, int]]:
    """Start and size of the memory areas that hold Python's objects."""
    found = []
    for line in _MAPS.read_text("utf-8", "replace").splitlines():
        fields = line.split()
        if fields[1].startswith("rw") and (len(fields) == 5 or fields[5] == "[heap]"):
            start, end = (int(x, 16) for x in fields[0].split("-"))
            if end - start >= _LEAST:
                found.append((start, end - start))
    return found
