"""The pipeline: read -> split -> tokenize -> tag -> parse -> code -> resolve -> write, in one readable list.

`code_document` runs the middle stages over one document, `run` the whole from files to a Parquet file.
"""

from __future__ import annotations

import gc
import hashlib
import multiprocessing
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

from coder import engine as engines
from coder import pages
from coder import read as reading
from coder import split as splitting
from coder import write as writing
from coder.actors import bears_actor
from coder.code import SentenceCoder
from coder.collector import held_off
from coder.language import detect, of_sentence
from coder.memory import Memory
from coder.model import Document
from coder.recall import recall
from coder.resolve import Resolver

STAGES = ("read", "split", "tokenize", "tag", "parse", "code", "resolve", "write")
BATCH = 48
_YOUNG = 5_000_000  # objects since the collector last ran after which it looks at them
VERSION = "0.1.0"


@dataclass(slots=True)
class Options:
    """Options of `coder code` that shape the events."""

    language: str = "auto"
    require_both: bool = False
    one_a_day: bool = False
    places: bool = True
    links: bool = True
    workers: int = 1


@dataclass(slots=True)
class Report:
    """What a run did."""

    documents: int = 0
    sentences: int = 0
    parsed: int = 0
    coded: int = 0
    events: int = 0
    skipped: list[reading.Skipped] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    codes: Counter[str] = field(default_factory=Counter)
    manifest: dict[str, Any] = field(default_factory=dict)

    @property
    def failed(self) -> bool:
        """Whether an input failed as a whole."""
        return any(s.fatal for s in self.skipped)


Result = tuple[list[dict[str, Any]], Counter[str], dict[str, float]]


def code_document(document: Document, options: Options, counts: Counter[str], seconds: dict[str, float]) -> list[dict[str, Any]]:
    """Events of one document as records of the schema; counts sentences, adds up seconds per stage."""
    clock = time.perf_counter
    language = detect(document) if document.language == "auto" else document.language
    if language not in engines.languages():
        counts["other_language"] += 1
        return []
    engine = engines.load(language)
    memory = Memory()
    rows: list[dict[str, Any]] = []
    t0 = clock()
    sentences = splitting.split(document, engine.abbreviations)
    seconds["split"] += clock() - t0
    day = document.date.isoformat()
    mixed = document.language == "auto"
    for sentence in sentences:
        t1 = clock()
        if mixed:
            spoken = of_sentence(sentence.text, language)
            engine = engine if spoken == engine.language else engines.load(spoken)
        tokens = engine.tagger.tag(sentence.text, memory.seen)
        if memory.named:
            recall(tokens, memory.named)
        t2 = clock()
        if not any(map(bears_actor, tokens)):  # nobody to do or undergo anything
            seconds["tag"] += t2 - t1
            counts["sentences"] += 1
            continue
        parse = engine.parser.parse(tokens)
        t3 = clock()
        coder = SentenceCoder(parse, engine.lexicon, engine.modes, day, engine.extends)
        coded = coder.run()
        t4 = clock()
        resolver = Resolver(document, sentence, parse, coder, memory, engine.places, engine.where, options.links)
        events = resolver.events(coded)
        if not options.places:
            events = [replace(e, place=None) for e in events]
        if events:
            issues = engine.issues.of(*engine.tagger.cut)
            rows += [writing.row(document, engine.language, sentence, e, engine.codes, issues) for e in events]
        t5 = clock()
        seconds["tag"] += t2 - t1
        seconds["parse"] += t3 - t2
        seconds["code"] += t4 - t3
        seconds["resolve"] += t5 - t4
        counts["sentences"] += 1
        counts["parsed"] += bool(parse.clauses)
        counts["coded"] += bool(events)
    if options.require_both:
        rows = [r for r in rows if r["source"] is not None and r["target"] is not None]
    return rows


def _work(job: tuple[list[Document], Options]) -> Result:
    documents, options = job
    counts: Counter[str] = Counter()
    seconds: dict[str, float] = defaultdict(float)
    rows: list[dict[str, Any]] = []
    for document in documents:
        rows += code_document(document, options, counts, seconds)
        counts["documents"] += 1
    if gc.get_count()[0] > _YOUNG:
        gc.collect(0)
    if len(documents) == BATCH:
        pages.ask()
    return rows, counts, dict(seconds)


def _batches(items: Iterable[Document | reading.Skipped], report: Report, digest: Any) -> Iterator[list[Document]]:
    def documents() -> Iterator[Document]:
        for item in items:
            if isinstance(item, reading.Skipped):
                report.skipped.append(item)
                continue
            for part in (item.id, item.text, item.date.isoformat()):
                digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
            yield item

    source = documents()
    while batch := list(islice(source, BATCH)):
        yield batch


def results(items: Iterable[Document | reading.Skipped], options: Options, report: Report, digest: Any) -> Iterator[Result]:
    """Coded batches in the order of the input, by one process or several."""
    jobs = ((batch, options) for batch in _batches(items, report, digest))
    if options.workers <= 1:
        yield from map(_work, jobs)
        return
    for language in engines.languages():
        engines.load(language)
    gc.freeze()
    context = multiprocessing.get_context("fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn")
    with context.Pool(options.workers, gc.disable) as pool:
        yield from pool.imap(_work, jobs)


@held_off()
def run(
    inputs: Sequence[str], out: Path, read_options: reading.ReadOptions, options: Options, progress: Callable[[Report], None] = lambda _: None
) -> Report:
    """Code files into one Parquet file with its manifest; raises InputError or DictionaryError before anything is written."""
    report = Report()
    reading.expand(inputs)
    digest = hashlib.blake2b(digest_size=16)
    writer = writing.EventWriter(out)
    days: set[tuple[Any, ...]] = set()
    try:
        for rows, counts, seconds in results(reading.read(inputs, read_options), options, report, digest):
            if options.one_a_day:
                rows = _one_a_day(rows, days)
            t0 = time.perf_counter()
            writer.add(rows)
            report.seconds["write"] += time.perf_counter() - t0
            report.documents += counts["documents"]
            report.sentences += counts["sentences"]
            report.parsed += counts["parsed"]
            report.coded += counts["coded"]
            report.events += len(rows)
            for stage, spent in seconds.items():
                report.seconds[stage] += spent
            report.codes.update(r["code"] for r in rows)
            report.manifest["other_language"] = report.manifest.get("other_language", 0) + counts["other_language"]
            progress(report)
        report.manifest = _manifest(report, options, read_options, digest.hexdigest())
        t0 = time.perf_counter()
        writer.close(report.manifest)
        report.seconds["write"] += time.perf_counter() - t0
    except BaseException:
        writer.abandon()
        raise
    return report


def _one_a_day(rows: list[dict[str, Any]], days: set[tuple[Any, ...]]) -> list[dict[str, Any]]:
    kept = []
    for r in rows:
        key = (r["source"], r["target"], r["code"], r["event_date"])
        if key not in days:
            days.add(key)
            kept.append(r)
    return kept


def _manifest(report: Report, options: Options, read_options: reading.ReadOptions, digest: str) -> dict[str, Any]:
    folder = engines.data_folder()
    reasons = Counter(s.reason.split("(")[0].strip() for s in report.skipped)
    return {
        "schema_version": "1",
        "program_version": VERSION,
        "dictionaries_hash": engines.data_hash(folder),
        "input_hash": digest,
        "options": {
            "language": options.language, "require_both": options.require_both, "one_a_day": options.one_a_day, "places": options.places,
            "links": options.links,
            "date": read_options.date.isoformat() if read_options.date else None, "columns": dict(read_options.columns),
        },
        "counts": {
            "documents": report.documents, "sentences": report.sentences, "parsed": report.parsed, "coded": report.coded,
            "skipped": len(report.skipped), "other_language": report.manifest.get("other_language", 0),
        },
        "skipped": dict(sorted(reasons.items())),
        "skipped_records": [str(s) for s in report.skipped[:1000]],
    }  # fmt: skip
