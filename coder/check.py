"""`coder check`: the numbered findings of a folder of dictionaries and grammars.

In: a folder that holds `dictionaries/` and `grammars/`. Out: `Finding`s, sorted by file and line. Nothing is refused: what
cannot be read is a finding. The checks stand in `check_files`, `check_actors`, `check_senses`, `check_grammars`,
`check_tables` and `check_issues`, one function for each code; its docstring is the message.

A code is two letters and a number. First letter: A actors, V verbs, G grammars, T other tables. Second: E error, W warning.
"""

from __future__ import annotations

from pathlib import Path

# importing a module registers its checks
from coder import check_actors, check_files, check_grammars, check_issues, check_senses, check_tables, engine
from coder.check_tree import Tree
from coder.findings import RULES, Finding, Rule, Site

MODULES = (check_files, check_actors, check_senses, check_grammars, check_tables, check_issues)
_LAST = Rule("TE509", "mend what the message names", check_tables.uncompiled_language)
_ACTOR_TABLES = frozenset(("countries.tsv",))
_VERB_FILES = frozenset(("sets.toml", "reference.toml", "light_verbs.tsv"))


def letter(file: str) -> str:
    """The first letter of the findings in a file."""
    parts = file.split("/")
    if parts[0] == "grammars":
        return "G"
    if "actors" in parts or parts[-1] in _ACTOR_TABLES:
        return "A"
    return "V" if "verbs" in parts or parts[-1] in _VERB_FILES else "T"


def check(folder: Path | None = None) -> list[Finding]:
    """The findings of a folder, or of the shipped dictionaries and grammars; raises nothing for what the files hold."""
    tree = Tree(folder or engine.data_folder())
    if not (tree.dictionaries.is_dir() and tree.grammars.is_dir()):
        return _findings(next(r for r in RULES if r.run is check_files.missing_folder), tree)
    findings = {f for rule in RULES for f in _findings(rule, tree)}
    if not any(f.code[1] == "E" for f in findings):
        findings.update(_findings(_LAST, tree))
    return sorted(findings, key=lambda f: (f.file, f.line, f.code, f.id, f.what))


def _findings(rule: Rule, tree: Tree) -> list[Finding]:
    message = (rule.run.__doc__ or "").strip()
    return [_finding(rule, message, site) for site in rule.run(tree)]


def _finding(rule: Rule, message: str, site: Site) -> Finding:
    code = rule.code.replace("*", letter(site.file))
    return Finding(code, site.file, site.line, site.id, f"{message}: {site.detail}", rule.remedy)


__all__ = ["Finding", "check", "letter"]
