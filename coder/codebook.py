"""CAMEO codes with their names, classes, and the dictionaries' own example sentences."""

from __future__ import annotations

from coder.cameo import load_codes
from coder.engine import data_folder, languages
from coder.tables import read_toml

_EXAMPLES = 6


def codebook(code: str | None = None) -> str:
    """One code with its examples, or the list of all codes; raises KeyError for a code that is not in CAMEO."""
    codes = load_codes(data_folder() / "dictionaries")
    if code is None:
        return "\n".join(f"{c.code:<5} {c.name}" for c in codes.values())
    c = codes[code]
    lines = [
        f"{c.code} {c.name}",
        f"root {c.root} {codes[c.root].name}; quad class {c.quad_class}, penta class {c.penta_class}",
        f"Goldstein {c.goldstein if c.goldstein is not None else '(none published)'}; PLOVER {c.plover or '(none)'} {c.plover_mode or ''}".rstrip(),
        f"source: {c.source}",
    ]
    below = [x for x in codes if x.startswith(code) and x != code and len(x) > len(code)]
    lines += [f"  {x} {codes[x].name}" for x in below if len(x) == len(code) + 1]
    examples = _examples(code)
    if examples:
        lines += ["", "examples of the dictionaries"]
        lines += [f"  {sense}\n    {text}\n    {event}" for sense, text, event in examples[:_EXAMPLES]]
    return "\n".join(lines)


def _examples(code: str) -> list[tuple[str, str, str]]:
    found = []
    for language in languages():
        for path in sorted((data_folder() / "dictionaries" / language / "verbs").glob(f"{code[:2]}_*.toml")):
            for entry in read_toml(path).get("sense", []):
                if entry["code"] == code or (len(code) == 2 and entry["code"].startswith(code)):
                    for example in entry.get("yes", [])[:1]:
                        found.append((entry["id"], example["text"], "; ".join(example.get("events") or [example.get("event", "")])))
    return found
