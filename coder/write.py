"""Events -> Parquet: the schema of `schema.py`, written by pyarrow, zstd, dictionary-encoded, with metadata and a side-car manifest.

A file is written under a temporary name and renamed when complete. Row groups have a fixed size, so that the bytes do
not depend on how the work was cut.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.ipc  # pa.ipc
import pyarrow.parquet as pq

from coder.cameo import Code
from coder.grouping import event_groups
from coder.memory import Mention
from coder.model import Document, Sentence
from coder.parties import Event
from coder.schema import SCHEMA, table

ROW_GROUP = 20_000
_INTERNATIONAL = frozenset({"IGO", "NGO", "IMG", "MNC", "NGM", "INT", "UIS", "---"})


def row(document: Document, language: str, sentence: Sentence, event: Event, codes: Mapping[str, Code], issues: Sequence[str] = ()) -> dict[str, Any]:
    """One event as a record of the schema."""
    code = codes.get(event.code) or codes[event.code[:2]]
    source, target = _party("source", event.source, sentence), _party("target", event.target, sentence)
    place = event.place
    key = "\x1f".join((document.id, str(sentence.number), source["source"] or "", event.code, target["target"] or ""))
    start, end = event.trigger
    attribution = event.attribution
    return {
        "event_id": hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest(),
        "event_group": None,
        "event_date": event.day, "date_basis": event.date_basis, "date_precision": event.date_precision,
        **source, **target,
        "code": event.code, "root_code": event.code[:2], "code_name": code.name,
        "quad_class": code.quad_class, "penta_class": code.penta_class, "goldstein": code.goldstein,
        "plover": code.plover, "plover_mode": code.plover_mode, "issues": list(issues),
        "place_name": place.name if place else None, "place_country": place.country if place else None,
        "place_admin1": place.admin1 if place else None, "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None, "geonames_id": place.geonames_id if place else None,
        "attribution": attribution.code if attribution else None,
        "attribution_text": sentence.text[attribution.start : attribution.end] if attribution and attribution.start >= 0 else None,
        "event_text": sentence.text[start:end], "sense_id": event.sense, "rule": event.rule,
        "event_start": sentence.start + start, "event_end": sentence.start + end,
        "document_id": document.id, "sentence_number": sentence.number, "sentence_text": sentence.text, "language": language,
        "publisher": document.publisher, "url": document.url, "publication_date": document.date,
    }  # fmt: skip


def _party(side: str, mention: Mention | None, sentence: Sentence) -> dict[str, Any]:
    code = mention.code if mention else None
    groups = [code[i : i + 3] for i in range(0, len(code), 3)] if code else []
    country = groups[0] if groups and groups[0] not in _INTERNATIONAL else None
    told = mention is not None and mention.start >= 0
    assert mention is not None or not told
    return {
        side: code,
        f"{side}_country": country,
        f"{side}_sectors": groups[1:],
        f"{side}_name": mention.name if mention else None,
        f"{side}_text": sentence.text[mention.start : mention.end] if mention and told else None,
        f"{side}_start": sentence.start + mention.start if mention and told else None,
        f"{side}_end": sentence.start + mention.end if mention and told else None,
    }


class EventWriter:
    """Writes one Parquet file; nothing appears under the final name before `close`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        self.spool = path.with_name(f".{path.name}.{os.getpid()}.arrow.tmp")  # what is coded so far: groups are known at the end only
        self._spooled = pa.ipc.new_file(self.spool, SCHEMA)
        self._writer: pq.ParquetWriter | None = None
        self._rows: list[dict[str, Any]] = []
        self.events = 0

    def add(self, rows: Iterable[dict[str, Any]]) -> None:
        """Append records; full row groups go to disk."""
        self._rows.extend(rows)
        while len(self._rows) >= ROW_GROUP:
            self._flush(self._rows[:ROW_GROUP])
            del self._rows[:ROW_GROUP]

    def _flush(self, rows: list[dict[str, Any]]) -> None:
        self.events += len(rows)
        self._spooled.write_table(table(rows), ROW_GROUP)

    def close(self, manifest: Mapping[str, Any]) -> None:
        """Write what is left, the metadata and the side-car, and put the file in its place."""
        if self._rows:
            self._flush(self._rows)
            self._rows = []
        self._spooled.close()
        text = json.dumps({**manifest, "events": self.events}, ensure_ascii=False, sort_keys=True, indent=1)
        self._writer = pq.ParquetWriter(self.temporary, SCHEMA, compression="zstd", use_dictionary=True, write_statistics=True)
        self._encode(self._writer)
        self._writer.add_key_value_metadata({"coder": text})
        self._writer.close()
        os.replace(self.temporary, self.path)
        self.spool.unlink()
        sidecar = self.path.with_name(self.path.name + ".run.json")
        partial = sidecar.with_name(f".{sidecar.name}.{os.getpid()}.tmp")
        partial.write_text(text + "\n", encoding="utf-8")
        os.replace(partial, sidecar)

    def _encode(self, writer: pq.ParquetWriter) -> None:
        """The spooled events as Parquet, each with the id of the occurrence it reports."""
        groups = event_groups(pl.scan_ipc(self.spool)).to_arrow().cast(pa.string())
        at, place = 0, SCHEMA.get_field_index("event_group")
        with pa.memory_map(str(self.spool)) as source:
            spooled = pa.ipc.open_file(source)
            for number in range(spooled.num_record_batches):
                part = pa.Table.from_batches([spooled.get_batch(number)])
                column = groups.slice(at, part.num_rows)
                at += part.num_rows
                writer.write_table(part.set_column(place, SCHEMA.field(place), pa.chunked_array([column])), row_group_size=ROW_GROUP)

    def abandon(self) -> None:
        """Leave nothing behind."""
        self._spooled.close()
        if self._writer is not None:
            self._writer.close()
        self.temporary.unlink(missing_ok=True)
        self.spool.unlink(missing_ok=True)
