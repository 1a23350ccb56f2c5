"""From events.parquet to counts: the events, their number by quad class, and the pairs of countries with the most.

coder code examples/article_ar.jsonl -o events.parquet
python examples/analysis.py events.parquet
"""

import sys

import polars as pl

QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}


def listing(events: pl.DataFrame) -> pl.DataFrame:
    """Who did what to whom, and when."""
    return events.select("event_date", "source", "code", "code_name", "target", "event_text", "document_id")


def by_quad(events: pl.DataFrame) -> pl.DataFrame:
    """Number of events and mean Goldstein value for each quad class."""
    return (
        events.group_by("quad_class")
        .agg(pl.len().alias("events"), pl.col("goldstein").mean().round(1).alias("mean_goldstein"))
        .sort("quad_class")
        .with_columns(pl.col("quad_class").replace_strict(QUADS, return_dtype=pl.String).alias("what"))
    )


def by_dyad(events: pl.DataFrame) -> pl.DataFrame:
    """Cooperation and conflict between two countries, in either direction, most events first."""
    pair = pl.concat_list("source_country", "target_country").list.sort().list.join("-")
    cooperation = pl.col("quad_class").is_in([1, 2])
    return (
        events.drop_nulls(["source_country", "target_country"])
        .filter(pl.col("source_country") != pl.col("target_country"))
        .group_by(pair.alias("dyad"))
        .agg(pl.len().alias("events"), cooperation.sum().alias("cooperation"), (~cooperation).sum().alias("conflict"))
        .sort("events", "dyad", descending=[True, False])
    )


def main(path: str) -> None:
    """Print the tables."""
    events = pl.read_parquet(path)
    with pl.Config(tbl_hide_dataframe_shape=True, tbl_hide_column_data_types=True, tbl_rows=60, tbl_width_chars=160):
        print(listing(events))
        print(by_quad(events))
        print(by_dyad(events))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "events.parquet")
