"""The wheel carries its data and works from any folder. Building it fetches the build tool, so this is the slowest test file."""

import ast
import os
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from loader import ROOT


def call(*command: str | Path, cwd: Path) -> str:
    """Standard output of a command run outside the checkout; fails with its messages."""
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "CODER_DATA")}
    done = subprocess.run([str(c) for c in command], cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    call(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT, cwd=folder)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an empty environment with the wheel in it; the libraries are lent by this one."""
    folder = tmp_path_factory.mktemp("environment")
    call(sys.executable, "-m", "venv", folder / "v", cwd=folder)
    found = folder / "v" / "bin" / "python"
    call(found, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", wheel, cwd=folder)
    site = call(found, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip()
    (Path(site) / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return found


def test_the_wheel_holds_every_dictionary_and_grammar(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    data = [p for name in ("dictionaries", "grammars") for p in (ROOT / name).rglob("*") if p.suffix in (".tsv", ".toml", ".lark")]
    assert [p for p in data if f"coder/data/{p.relative_to(ROOT).as_posix()}" not in inside] == []


def test_the_wheel_holds_no_test_and_no_compiled_data(wheel: Path) -> None:
    assert [n for n in zipfile.ZipFile(wheel).namelist() if n.startswith("tests/") or n.endswith((".json", ".parquet", ".pyc"))] == []


def test_the_installed_program_codes_the_example_from_another_folder(python: Path, tmp_path: Path) -> None:
    article = ROOT / "examples" / "article_ar.jsonl"
    where = call(python, "-c", "import coder; print(coder.__file__)", cwd=tmp_path)
    assert str(ROOT) not in where
    call(python.parent / "coder", "code", article, "-o", "events.parquet", cwd=tmp_path)
    assert pq.read_metadata(tmp_path / "events.parquet").num_rows > 10


def test_every_library_that_is_imported_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {d.split(">")[0].split("<")[0].split("=")[0].strip() for d in project["dependencies"]}
    optional = {d.split(">")[0].split("<")[0].strip() for extra in project["optional-dependencies"].values() for d in extra}
    used = {name for path in (ROOT / "coder").rglob("*.py") for name in imported(path)}
    assert used - sys.stdlib_module_names - {"coder"} <= declared | optional


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {a.name.split(".")[0] for a in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names
