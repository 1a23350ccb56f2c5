"""Python's way in: `coder.code(documents)` and `coder.explain(text)`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import polars

from coder import read as reading
from coder.collector import held_off
from coder.grouping import event_groups
from coder.pipeline import Options, code_document
from coder.schema import table


@held_off()
def code(documents: Iterable[str | Mapping[str, Any]], *, day: date | str | None = None, language: str = "auto") -> polars.DataFrame:
    """Code documents into a polars DataFrame with the columns of the Parquet schema, one row an event.

    In: texts, or mappings with `text` and optionally `id`, `date` (ISO or RFC 2822), `title`, `language`, `publisher`, `url`; `day` is
    the publication date of those without one (default: today). Raises ValueError for a record that cannot be used.
    """
    default = reading.parse_date(day) if day is not None else date.today()
    options = reading.ReadOptions(default, language)
    rows: list[dict[str, Any]] = []
    for number, given in enumerate(documents, 1):
        record = {"text": given} if isinstance(given, str) else given
        item = reading.as_document(record, f"document {number}", str(number), options)
        if isinstance(item, reading.Skipped):
            raise ValueError(str(item))
        rows += code_document(item, Options(language=language), Counter(), defaultdict(float))
    frame = polars.from_arrow(table(rows))
    assert isinstance(frame, polars.DataFrame)
    return frame.with_columns(event_groups(frame.lazy()))


def explain(text: str, *, day: date | str | None = None, language: str = "auto") -> str:
    """Tokens with terminals, clauses with rule names, each event with what made it, each near miss with its reason."""
    from coder.explain import explain as render

    return render(text, reading.parse_date(day) if day is not None else date.today(), language)
