"""What `coder code` shows a person: a progress bar while it runs, a small table when it ends."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from types import TracebackType

from rich.console import Console
from rich.table import Table

from coder.cameo import load_codes
from coder.engine import data_folder
from coder.pipeline import Report

_EVERY = 0.5


class Progress:
    """A line on standard error that tells how far a long run is; nothing when output is not a terminal."""

    def __init__(self, quiet: bool) -> None:
        self.shown = not quiet and sys.stderr.isatty()
        self.started = self.last = time.monotonic()

    def __enter__(self) -> Progress:
        return self

    def update(self, report: Report) -> None:
        """Tell the counts so far, twice a second at most."""
        now = time.monotonic()
        if self.shown and now - self.last > _EVERY:
            self.last = now
            rate = report.sentences / max(now - self.started, 1e-9)
            sys.stderr.write(f"\r{report.documents:,} documents, {report.sentences:,} sentences, {report.events:,} events, {rate:,.0f} sentences/s ")
            sys.stderr.flush()

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        if self.shown:
            sys.stderr.write("\r\x1b[K")


def summary(report: Report, out: Path) -> None:
    """The closing table: what was found, and where the time went."""
    console = Console(highlight=False)
    codes = load_codes(data_folder() / "dictionaries")
    skipped = f", {len(report.skipped)} skipped" if report.skipped else ""
    other = report.manifest["counts"]["other_language"]
    skipped += f", {other} in another language" if other else ""
    console.print(f"{report.documents:,} documents{skipped}, {report.sentences:,} sentences, {report.coded:,} with events", soft_wrap=True)
    console.print(f"[bold]{report.events:,} events[/bold] in {out}", soft_wrap=True)
    table = Table(box=None, pad_edge=False)
    for title in ("code", "what", "events"):
        table.add_column(title, justify="right" if title == "events" else "left")
    for code, count in sorted(report.codes.items(), key=lambda item: (-item[1], item[0]))[:10]:
        table.add_row(code, codes[code].name if code in codes else "", f"{count:,}")
    console.print(table)
    total = sum(report.seconds.values()) or 1e-9
    console.print("time: " + ", ".join(f"{stage} {100 * s / total:.0f}%" for stage, s in report.seconds.items()) + f" of {total:.1f} s")
