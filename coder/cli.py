"""The command line: `coder code`, `coder explain`, `coder check`, `coder codebook` and the rest, one function each."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from coder import read as reading
from coder.cli_more import register

app = typer.Typer(help=__doc__, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
_error = Console(stderr=True, highlight=False, soft_wrap=True)


def _fail(message: str) -> typer.Exit:
    print(f"coder: {message}", file=sys.stderr)
    return typer.Exit(2)


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return reading.parse_date(text)
    except ValueError as error:
        raise _fail(f"--date: {error}; write it as 2026-01-06") from None


def _names_file(text: str) -> bool:
    try:
        return Path(text).is_file()
    except (OSError, ValueError):  # a sentence is too long for a name, or holds what no name can
        return False


@app.command()
def code(
    inputs: Annotated[list[str], typer.Argument(help="Files (txt, jsonl, csv, tsv, parquet), folders, globs, or - for jsonl on standard input.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="The Parquet file to write.")],
    language: Annotated[str, typer.Option(help="auto, or a language of the dictionaries (ar).")] = "auto",
    day: Annotated[str | None, typer.Option("--date", help="Publication date of documents without one, YYYY-MM-DD.")] = None,
    workers: Annotated[int, typer.Option(help="Processes; 0 means one for each core.")] = 1,
    columns: Annotated[str, typer.Option(help="Which column holds which field: text=body,id=docno.")] = "",
    require_both: Annotated[bool, typer.Option("--require-both", help="Drop events with a null source or target.")] = False,
    one_a_day: Annotated[bool, typer.Option("--one-a-day", help="Drop repeats of source, target, code and date.")] = False,
    no_places: Annotated[bool, typer.Option("--no-places", help="Leave the place columns empty.")] = False,
    no_links: Annotated[bool, typer.Option("--no-links", help="Leave empty the parties that pronouns, titles and short names stand for.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar, no closing table.")] = False,
) -> None:
    """Code news articles into events: coder code examples/article_ar.jsonl -o events.parquet"""
    from coder import engine, pipeline
    from coder.show import Progress, summary
    from coder.tables import DictionaryError

    known = ["auto", *engine.languages()]
    if language not in known:
        raise _fail(f"--language {language}: give one of {', '.join(known)}")
    if out.suffix != ".parquet":
        raise _fail(f"-o {out}: give a file name that ends in .parquet")
    try:
        options = reading.ReadOptions(_day(day), language, reading.parse_columns(columns))
        run_options = pipeline.Options(language, require_both, one_a_day, not no_places, not no_links, workers or os.cpu_count() or 1)
        with Progress(quiet) as progress:
            report = pipeline.run(inputs, out, options, run_options, progress.update)
    except (reading.InputError, DictionaryError) as error:
        raise _fail(str(error)) from None
    except OSError as error:
        raise _fail(f"-o {out}: {error.strerror or error}; check the folder and the space on the disk") from None
    for skipped in report.skipped[:20]:
        print(f"coder: skipped {skipped}", file=sys.stderr)
    if len(report.skipped) > 20:
        print(f"coder: and {len(report.skipped) - 20} more, see {out}.run.json", file=sys.stderr)
    if not quiet:
        summary(report, out)
    if report.failed:
        raise typer.Exit(1)


@app.command()
def explain(
    text: Annotated[str, typer.Argument(help="A sentence, or the name of a text file.")],
    day: Annotated[str | None, typer.Option("--date", help="Publication date.")] = None,
    language: Annotated[str, typer.Option(help="auto, or a language of the dictionaries.")] = "auto",
    misses: Annotated[int, typer.Option(help="How many near misses to show for each sentence.")] = 12,
) -> None:
    """Show why a sentence was coded as it was: tokens, tree, events, near misses."""
    from coder.explain import explain as render

    if _names_file(text):
        text = Path(text).read_text(encoding="utf-8")
    print(render(text, _day(day) or date.today(), language, misses))


@app.command()
def check(
    folder: Annotated[Path | None, typer.Argument(help="Holds dictionaries/ and grammars/; default: the shipped ones.")] = None,
) -> None:
    """Lint dictionaries and grammars: numbered findings with file, line and remedy."""
    from coder.check import check as run_check

    findings = run_check(folder)
    for finding in findings:
        print(finding)
    errors = sum(f.code[1] == "E" for f in findings)
    print(f"{errors} errors, {len(findings) - errors} warnings")
    if errors:
        raise typer.Exit(1)


@app.command()
def codebook(code: Annotated[str | None, typer.Argument(help="A CAMEO code, 02 to 4 digits; without it all are listed.")] = None) -> None:
    """CAMEO codes, their PLOVER type, quad class, Goldstein and example sentences: coder codebook 046"""
    from coder.codebook import codebook as render

    try:
        print(render(code))
    except KeyError as error:
        raise _fail(f"no CAMEO code {error}; `coder codebook` lists them") from None


register(app)


def main() -> None:
    """Entry point of the `coder` command."""
    try:
        app()
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)  # everything is written; to take the dictionaries apart again word by word would take seconds


if __name__ == "__main__":
    main()
