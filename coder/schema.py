"""The Parquet schema of events, version 1, and what the columns mean."""

from __future__ import annotations

from typing import Any

import polars as pl
import pyarrow as pa

SCHEMA_VERSION = "1"
_S, _I = pa.string(), pa.int32()

COLUMNS: tuple[tuple[str, pa.DataType, bool, str], ...] = (
    ("event_id", _S, False, "stable hash of document id, sentence, source, code, target; unique in a run"),
    ("event_group", _S, True, "the same id for reports of one occurrence in several documents"),
    ("event_date", pa.date32(), False, "when it happened, else when it was published"),
    ("date_basis", _S, False, "text or publication"),
    ("date_precision", _S, False, "day, week, month or year"),
    ("source", _S, True, "whole CAMEO actor code of who did it"),
    ("target", _S, True, "whole CAMEO actor code of whom it was done to"),
    ("source_country", _S, True, "first three letters of the source when a country"),
    ("target_country", _S, True, "first three letters of the target when a country"),
    ("source_sectors", pa.list_(_S), False, "the source's other groups, in order"),
    ("target_sectors", pa.list_(_S), False, "the target's other groups, in order"),
    ("source_name", _S, True, "canonical English name of the source's dictionary entry"),
    ("target_name", _S, True, "canonical English name of the target's dictionary entry"),
    ("source_text", _S, True, "the characters that named the source"),
    ("target_text", _S, True, "the characters that named the target"),
    ("code", _S, False, "CAMEO code, 3 or 4 digits"),
    ("root_code", _S, False, "first two digits of the code"),
    ("code_name", _S, False, "name of the code"),
    ("quad_class", pa.int8(), False, "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict"),
    ("penta_class", pa.int8(), False, "0 statement, 1-4 as quad_class"),
    ("goldstein", pa.float32(), True, "Goldstein scale, -10 to 10"),
    ("plover", _S, True, "PLOVER event type"),
    ("plover_mode", _S, True, "PLOVER mode"),
    ("issues", pa.list_(_S), False, "topics named in the sentence"),
    ("place_name", _S, True, "where it happened"),
    ("place_country", _S, True, "ISO alpha-3 country of the place"),
    ("place_admin1", _S, True, "first-level division of the place"),
    ("latitude", pa.float64(), True, "degrees north"),
    ("longitude", pa.float64(), True, "degrees east"),
    ("geonames_id", pa.int32(), True, "GeoNames id of the place"),
    ("attribution", _S, True, "actor code of who reported it"),
    ("attribution_text", _S, True, "the characters that named who reported it"),
    ("event_text", _S, False, "the words that carried the event"),
    ("sense_id", _S, False, "dictionary sense that fired"),
    ("rule", _S, False, "grammar rule that fired"),
    ("source_start", _I, True, "offset of source_text in the document's text"),
    ("source_end", _I, True, "end of source_text"),
    ("target_start", _I, True, "offset of target_text"),
    ("target_end", _I, True, "end of target_text"),
    ("event_start", _I, False, "offset of event_text"),
    ("event_end", _I, False, "end of event_text"),
    ("document_id", _S, False, "id of the document"),
    ("sentence_number", _I, False, "number of the sentence in the document, from 0"),
    ("sentence_text", _S, False, "the sentence"),
    ("language", _S, False, "language of the document"),
    ("publisher", _S, True, "publisher of the document"),
    ("url", _S, True, "address of the document"),
    ("publication_date", pa.date32(), False, "publication date of the document"),
)

SCHEMA = pa.schema([pa.field(name, kind, nullable) for name, kind, nullable, _ in COLUMNS])


def table(rows: list[dict[str, Any]]) -> pa.Table:
    """Records as an Arrow table of the schema.

    Polars builds the columns: pyarrow's own way from Python lists imports pandas where it is installed, which takes a second.
    """
    frame = pl.DataFrame({name: [row[name] for row in rows] for name in _POLARS}, schema=_POLARS)
    return frame.to_arrow().cast(SCHEMA)


_POLARS = {
    name: {
        pa.string(): pl.String(), pa.int8(): pl.Int8(), pa.int32(): pl.Int32(), pa.float32(): pl.Float32(), pa.float64(): pl.Float64(),
        pa.date32(): pl.Date(), pa.list_(pa.string()): pl.List(pl.String()),
    }[kind]
    for name, kind, _, _ in COLUMNS
}  # fmt: skip
