"""A small copy of the dictionaries, to change in a test."""

import shutil
from pathlib import Path

from loader import ROOT

from coder import engine as engines
from coder import language

VERBS = ("04_consult.toml", "11_disapprove.toml", "17_coerce.toml", "19_fight.toml")


def small_copy(folder: Path) -> Path:
    """A copy of dictionaries and grammars with four verb files and a part of the persons."""
    shutil.copytree(ROOT / "grammars", folder / "grammars")
    left_out = (p.name for p in (ROOT / "dictionaries" / "ar" / "verbs").glob("*.toml") if p.name not in VERBS)
    shutil.copytree(ROOT / "dictionaries" / "ar", folder / "dictionaries" / "ar", ignore=shutil.ignore_patterns(*left_out))
    for name in ("actors", "cameo", "places"):
        shutil.copytree(ROOT / "dictionaries" / name, folder / "dictionaries" / name)
    for path in folder.rglob("actors/persons_*.tsv"):
        path.write_text("\n".join(path.read_text("utf-8").splitlines()[:200]) + "\n", "utf-8")
    return folder


def forget() -> None:
    """Forget what was loaded, so that a changed folder is read again."""
    for remembered in (engines.load, engines.data_hash, language._scripts):
        remembered.cache_clear()
