"""Fixtures that several test files share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from small import forget, small_copy


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A small copy of dictionaries and grammars that the program takes for its own."""
    folder = small_copy(tmp_path / "data")
    monkeypatch.setenv("CODER_DATA", str(folder))
    monkeypatch.setenv("CODER_CACHE", str(tmp_path / "cache"))
    forget()
    yield folder
    forget()
