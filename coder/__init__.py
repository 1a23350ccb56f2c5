"""News articles in, standardized CAMEO event records out, by a grammar and dictionaries that a researcher can read."""

from coder.api import code, explain

__all__ = ["code", "explain"]
