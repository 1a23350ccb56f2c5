"""Repeats across documents: the reports of one occurrence get one id (`event_group`).

Two events of different documents report one occurrence where their actors, the root of their codes and their days (not more than
one apart) are the same and their places do not contradict. Actors are the same where their countries are; within one country,
and for actors of none, their whole codes must be. An event without both actors, or not dated to the day, is nobody's repeat.

Days are taken from the earliest on: an occurrence covers its first day and the next, so that daily shelling makes an occurrence
every two days and no endless chain. The ids depend on what the events say alone, not on their order or on how the work was cut.
"""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

import polars as pl

CHUNK = 2_000_000  # events in memory at once, but never less than those of one day
_NEEDED = ("source", "target", "source_country", "target_country", "root_code", "event_date", "date_precision", "place_name", "document_id")


def event_groups(events: pl.LazyFrame, chunk: int = CHUNK) -> pl.Series:
    """The column `event_group` (string, null for an occurrence that only one document reports) of events of the schema, in their order.

    In: events with the columns source, target, source_country, target_country, root_code, event_date, date_precision, place_name and
    document_id. Memory is that of `chunk` events or of the busiest day, and of the ids.
    """
    rows = events.select(_NEEDED).with_row_index("row")
    count = rows.select(pl.len()).collect().item()
    told = rows.filter(pl.col("source").is_not_null() & pl.col("target").is_not_null() & (pl.col("date_precision") == "day"))
    days = told.group_by("event_date").agg(pl.len()).sort("event_date").collect()
    found: list[pl.DataFrame] = []
    left: pl.DataFrame | None = None
    for first, last in _spans(days["event_date"].to_list(), days["len"].to_list(), chunk):
        part = _keyed(told.filter(pl.col("event_date").is_between(first, last)).collect())
        part = part if left is None else pl.concat([left, part])
        part = _windows(part)
        left = part.filter(pl.col("start") == last).drop("start")  # may go on on the next day
        found.append(_named(part.filter(pl.col("start") != last)))
    if left is not None:
        found.append(_named(_windows(left)))
    ids = pl.concat(found) if found else pl.DataFrame(schema={"row": pl.UInt32, "group": pl.String})
    order = pl.DataFrame({"row": pl.int_range(count, dtype=pl.UInt32, eager=True)})
    return order.join(ids, on="row", how="left", maintain_order="left")["group"].rename("event_group")


def _spans(days: list[date], counts: list[int], chunk: int) -> list[tuple[date, date]]:
    """Stretches of days with about so many events."""
    spans: list[tuple[date, date]] = []
    held = 0
    for day, count in zip(days, counts, strict=True):
        if spans and held + count <= chunk:
            spans[-1] = (spans[-1][0], day)
            held += count
        else:
            spans.append((day, day))
            held = count
    return spans


def _keyed(part: pl.DataFrame) -> pl.DataFrame:
    """The events with what makes their actors and deeds the same."""
    own = pl.col("source_country").is_not_null() & pl.col("target_country").is_not_null() & (pl.col("source_country") != pl.col("target_country"))
    source = pl.when(own).then("source_country").otherwise("source")
    target = pl.when(own).then("target_country").otherwise("target")
    key = pl.concat_str([source, target, pl.col("root_code")], separator=" ")
    return part.select("row", key.alias("key"), pl.col("event_date").alias("day"), pl.col("place_name").alias("place"), "document_id")


def _windows(part: pl.DataFrame) -> pl.DataFrame:
    """Adds `start`, the first day of the occurrence."""
    days = part.select("key", "day").unique().sort("key", "day")
    starts: list[date] = []
    last_key, start = "", date.min
    for key, day in days.iter_rows():
        if key != last_key or day > start + timedelta(1):
            last_key, start = key, day
        starts.append(start)
    return part.join(days.with_columns(pl.Series("start", starts, dtype=pl.Date)), on=["key", "day"], how="left")


def _named(part: pl.DataFrame) -> pl.DataFrame:
    """Row and id of the events that more than one document reports; a report without a place joins the others where they name one only."""
    same = ["key", "start"]
    several = pl.col("place").drop_nulls().n_unique().over(same) > 1
    split = part.with_columns(pl.when(several).then(pl.col("place").fill_null("")).alias("apart"))
    groups = split.group_by([*same, "apart"]).agg(pl.col("document_id").n_unique().alias("documents"))
    groups = groups.filter(pl.col("documents") > 1)
    ids = [_id(key, start, apart) for key, start, apart in groups.select(*same, "apart").iter_rows()]
    named = groups.with_columns(pl.Series("group", ids, dtype=pl.String))
    return split.join(named, on=[*same, "apart"], how="inner", nulls_equal=True).select("row", "group")


def _id(key: str, start: date, apart: str | None) -> str:
    text = "\x1f".join((key, start.isoformat(), apart or ""))
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
