"""How fast: the whole process and each stage, in sentences and MB a second, beside a loop that only looks words up.

    python benchmarks/bench.py [ARTICLES] [-o result.json] [--against older.json] [--sentences 20000]

Without ARTICLES (any input of `coder code`) the text is made of the dictionaries' own example sentences, half of them without
event. The result is one JSON object. Figures hold for the machine they were taken on; `reference` tells how fast that is.
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from coder import engine, pipeline
from coder.model import Document
from coder.read import ReadOptions, read
from coder.split import split
from coder.tables import read_toml
from coder.tokenize import pieces

DAY = date(2026, 1, 6)
TABLE_SIZE = 60_000
_PER_ARTICLE = 20


def example_corpus(path: Path, sentences: int, language: str = "ar") -> Path:
    """Articles of 20 sentences each, from the `yes` and `no` sentences of the dictionaries, as JSON lines."""
    texts = []
    for file in sorted((engine.data_folder() / "dictionaries" / language / "verbs").glob("*.toml")):
        for entry in read_toml(file).get("sense", []):
            texts += [e["text"] for e in (*entry.get("yes", []), *entry.get("no", []))]
    with path.open("w", encoding="utf-8") as stream:
        for number in range(max(1, sentences // _PER_ARTICLE)):
            at = number * _PER_ARTICLE
            lines = [texts[(at + i) * 7 % len(texts)].rstrip(".") + "." for i in range(_PER_ARTICLE)]
            stream.write(json.dumps({"id": str(number), "text": "\n".join(lines), "date": DAY.isoformat()}, ensure_ascii=False) + "\n")
    return path


def documents(inputs: list[str]) -> list[Document]:
    """The articles that can be read."""
    return [item for item in read(inputs, ReadOptions(date=DAY)) if isinstance(item, Document)]


def rate(seconds: float, sentences: int, megabytes: float) -> dict[str, float]:
    """Seconds, sentences a second, MB (UTF-8) a second."""
    seconds = max(seconds, 1e-9)
    return {"seconds": round(seconds, 3), "sentences_per_second": round(sentences / seconds), "mb_per_second": round(megabytes / seconds, 3)}


def timed(work: Callable[[], Any]) -> float:
    """Seconds of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def whole_process(inputs: list[str], out: Path, workers: int) -> tuple[float, dict[str, Any]]:
    """`coder code` as a user calls it, with warm caches; seconds from start to end and the manifest."""
    command = [sys.executable, "-m", "coder", "code", *inputs, "-o", str(out), "--date", DAY.isoformat(), "--workers", str(workers), "-q"]
    seconds = timed(lambda: subprocess.run(command, check=False))
    return seconds, json.loads(out.with_name(out.name + ".run.json").read_text("utf-8"))


def stages(inputs: list[str], out: Path) -> dict[str, float]:
    """Seconds of each stage in this process; the pipeline tokenizes while it tags, so `tokenize` is a part of `tag`, taken alone."""
    report = pipeline.run(inputs, out, ReadOptions(date=DAY), pipeline.Options())
    seconds = {"read": timed(lambda: documents(inputs))}
    seconds["tokenize"] = timed(lambda: tokenize(documents(inputs))) - seconds["read"]
    return seconds | {stage: report.seconds[stage] for stage in pipeline.STAGES if report.seconds[stage]}


def tokenize(articles: list[Document], language: str = "ar") -> None:
    """Pieces and analyses of every sentence, with an empty memory of words."""
    analyser = engine.load(language).tagger.analyser
    analyser.memory.clear()
    for article in articles:
        for sentence in split(article):
            for piece in pieces(sentence.text):
                analyser.word(piece.text)


def reference(articles: list[Document], language: str = "ar") -> float:
    """Seconds to split every sentence on blanks and look each word up in a dict of 60,000: what no program can undercut."""
    forms = list(engine.load(language).lexicon.forms)[:TABLE_SIZE]
    table = {form: i for i, form in enumerate(forms + [f"#{i}" for i in range(TABLE_SIZE - len(forms))])}
    sentences = [s.text for article in articles for s in split(article)]
    found: Counter[bool] = Counter()

    def loop() -> None:
        for text in sentences:
            for word in text.split(" "):
                found[table.get(word) is not None] += 1

    return timed(loop)


def measure(inputs: list[str], folder: Path) -> dict[str, Any]:
    """All figures for one corpus."""
    articles = documents(inputs)
    megabytes = sum(len(a.text.encode("utf-8")) for a in articles) / 1e6
    whole_process(inputs, folder / "warm.parquet", 1)
    seconds, manifest = whole_process(inputs, folder / "one.parquet", 1)
    sentences = manifest["counts"]["sentences"]
    two, _ = whole_process(inputs, folder / "two.parquet", 2)
    return {
        "machine": f"{platform.machine()} {platform.system()} Python {platform.python_version()}",
        "documents": len(articles), "sentences": sentences, "megabytes": round(megabytes, 3), "events": manifest["events"],
        "dictionaries_hash": manifest["dictionaries_hash"],
        "whole_process": rate(seconds, sentences, megabytes), "two_workers": rate(two, sentences, megabytes),
        "stages": {name: rate(s, sentences, megabytes) for name, s in stages(inputs, folder / "stages.parquet").items()},
        "reference": rate(reference(articles), sentences, megabytes),
    }  # fmt: skip


def compare(new: dict[str, Any], old: dict[str, Any]) -> str:
    """How much faster the whole process is than in an older result, each measured in lookups of its own machine."""

    def lookups(result: dict[str, Any]) -> float:
        return float(result["whole_process"]["sentences_per_second"]) / float(result["reference"]["sentences_per_second"])

    return f"whole process: {lookups(new) / lookups(old):.2f} times the older speed, measured against the reference loop"


def main() -> None:
    """Measure, print, and keep the result."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="*", help="files or folders; default: the dictionaries' examples")
    parser.add_argument("-o", "--out", type=Path, help="where to keep the result")
    parser.add_argument("--against", type=Path, help="an older result to compare with")
    parser.add_argument("--sentences", type=int, default=20_000, help="how many example sentences to make")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        inputs = given.articles or [str(example_corpus(folder / "examples.jsonl", given.sentences))]
        result = measure(inputs, folder)
    text = json.dumps(result, indent=1)
    print(text)
    if given.out:
        given.out.write_text(text + "\n", encoding="utf-8")
    if given.against:
        print(compare(result, json.loads(given.against.read_text("utf-8"))))


if __name__ == "__main__":
    main()
