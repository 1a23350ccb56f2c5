"""More commands: `coder discover`, `coder compare`, `coder score`; `register` adds them to the application."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from coder import read as reading
from coder.model import Document


def discover(
    inputs: Annotated[list[str], typer.Argument(help="Files (txt, jsonl, csv, tsv, parquet), folders, globs, or - for jsonl on standard input.")],
    limit: Annotated[int, typer.Option("-n", "--limit", help="How many rows.")] = 100,
    language: Annotated[str, typer.Option(help="auto, or a language of the dictionaries.")] = "auto",
    columns: Annotated[str, typer.Option(help="Which column holds which field: text=body,id=docno.")] = "",
) -> None:
    """List the actors and verbs most often met and not in the dictionaries, as rows to paste: coder discover articles.jsonl -n 50"""
    from coder.discover import discover as run
    from coder.tables import DictionaryError

    skipped: list[reading.Skipped] = []
    try:
        options = reading.ReadOptions(reading.parse_date("2000-01-01"), language, reading.parse_columns(columns))
        rows = run(_documents(reading.read(inputs, options), skipped), limit)
    except (reading.InputError, DictionaryError) as error:
        raise _fail(str(error)) from None
    print("count\tkind\tform\texample")
    for row in rows:
        print(row)
    for item in skipped[:20]:
        print(f"coder: skipped {item}", file=sys.stderr)


def _documents(items: Iterable[Document | reading.Skipped], skipped: list[reading.Skipped]) -> Iterator[Document]:
    for item in items:
        if isinstance(item, reading.Skipped):
            skipped.append(item)
        else:
            yield item


def compare(
    old: Annotated[Path, typer.Argument(help="Events before the change, a Parquet file of `coder code`.")],
    new: Annotated[Path, typer.Argument(help="Events after it.")],
    limit: Annotated[int, typer.Option("-n", "--limit", help="How many changes of each kind to show.")] = 50,
) -> None:
    """Show which events were added, dropped and recoded: coder compare old.parquet new.parquet"""
    from coder.compare import EventFileError, render
    from coder.compare import compare as run

    try:
        print(render(run(old, new), limit))
    except EventFileError as error:
        raise _fail(str(error)) from None


def score(
    events: Annotated[Path, typer.Argument(help="A Parquet file of `coder code`.")],
    gold: Annotated[Path, typer.Argument(help="Gold records, jsonl: id and events, or id, root, source_spans, target_spans.")],
) -> None:
    """Precision, recall and F1 against gold records, also per code and sense: coder score events.parquet gold.jsonl"""
    from coder.compare import EventFileError
    from coder.score import GoldError, render
    from coder.score import score as run

    try:
        print(render(run(events, gold)))
    except (EventFileError, GoldError) as error:
        raise _fail(str(error)) from None


def register(app: typer.Typer) -> None:
    """Add the commands of this module to an application."""
    for command in (discover, compare, score):
        app.command()(command)


def _fail(message: str) -> typer.Exit:
    print(f"coder: {message}", file=sys.stderr)
    return typer.Exit(2)
