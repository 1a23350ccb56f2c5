"""Python's garbage collector held off while dictionaries load and articles are coded.

Both make hundreds of thousands of lasting objects and no circles (tests/test_pipeline.py), so the collector would only look
through the dictionaries again and again: a second of start-up, a tenth of the run.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def held_off() -> Iterator[None]:
    """No collections inside the block; afterwards as before."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
