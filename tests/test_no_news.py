"""English that is no news (licences, documentation, docstrings: what stands wherever this project is installed) holds next to no events."""

import ast
import importlib.metadata
import sysconfig
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from pydoc_data.topics import topics

import pytest
from loader import ROOT, TODAY
from stages import engine

from coder.model import Document
from coder.pipeline import Options, code_document
from coder.split import split

LIBRARY = Path(sysconfig.get_paths()["stdlib"])
PARAGRAPHS = 1_200  # of each kind; a second or two for every thousand
# events in 1,000 sentences; one is always forgiven. Licences speak of governments, courts and agreements, and which of them
# stand here depends on what is installed: 1 event in 1,000 sentences on one machine, 5 on another
BOUNDS = {"packages": 7, "library": 1, "topics": 1, "project": 1}


def of_packages() -> Iterator[str]:
    """Metadata and licences of whatever is installed beside the project."""
    for found in sorted(importlib.metadata.distributions(), key=lambda d: d.name):
        yield (found.read_text("METADATA") or "").partition("\n\n")[2]
        for file in found.files or ():
            if ".dist-info" in str(file) and any(word in file.name.upper() for word in ("LICEN", "COPYING", "NOTICE")):
                path = Path(str(file.locate()))
                yield path.read_text("utf-8", "replace") if path.is_file() else ""


def of_the_library() -> Iterator[str]:
    """Docstrings of the standard library."""
    for path in sorted(LIBRARY.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
                yield ast.get_docstring(node) or ""


def of_the_project() -> Iterator[str]:
    yield from (path.read_text("utf-8") for path in (ROOT / "CHANGELOG.md", ROOT / "LICENSE") if path.is_file())


SOURCES = {"packages": of_packages, "library": of_the_library, "topics": lambda: iter(topics.values()), "project": of_the_project}


def paragraphs(source: str) -> list[str]:
    """The first distinct paragraphs of running text, on one line each."""
    found = dict[str, None]()
    for text in SOURCES[source]():
        found.update((p, None) for block in text.split("\n\n") if len(p := " ".join(block.split())) > 40)
        if len(found) >= PARAGRAPHS:
            break
    return list(found)[:PARAGRAPHS]


@pytest.mark.parametrize("source", SOURCES)
def test_text_that_is_no_news_has_next_to_no_events(source: str) -> None:
    sentences, events = 0, list[str]()
    for text in paragraphs(source):
        document = Document("x", text, TODAY, language="en")
        sentences += len(split(document, engine("en").abbreviations))
        events += [f"{row['code']} {row['sentence_text']}" for row in code_document(document, Options(), Counter(), defaultdict(float))]
    assert (len(events) - 1) * 1000 <= BOUNDS[source] * sentences, events
