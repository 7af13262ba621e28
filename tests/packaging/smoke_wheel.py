"""Build the sdist and its wheel, install that into a clean environment, and use it: run by the build, not by pytest."""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
import tempfile
import venv
import zipfile
from email import message_from_bytes
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent.parent
LICENSED = {"data/LICENSE", "data/datapackage.json", "data/sources.csv"}
"""The licence of the data and the description of its tables go wherever the data go."""


def call(*arguments: str | Path, cwd: Path) -> str:
    """Run a program and return its standard output; a failure ends the smoke test with its message."""
    done = subprocess.run(arguments, capture_output=True, text=True, check=False, cwd=cwd)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, arguments))} ended with {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def installed(here: Path) -> tuple[Path, Path]:
    """Build the sdist and the wheel of it, and install that into a clean environment.

    Returns the wheel and the Python of the environment.
    """
    call(sys.executable, "-m", "build", "--outdir", here, CHECKOUT, cwd=here)
    (wheel,) = here.glob("*.whl")
    venv.create(here / "clean", with_pip=True)
    python = here / "clean" / "bin" / "python"
    call(python, "-m", "pip", "install", "--quiet", wheel, cwd=here)
    return wheel, python


def check_licences(wheel: Path) -> None:
    """Check that the licences of program and data are in the sdist and the wheel, and in the wheel's metadata."""
    (sdist,) = wheel.parent.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"LICENSE", *LICENSED} <= names
    with zipfile.ZipFile(wheel) as archive:
        assert {f"patriot_cost/{name}" for name in LICENSED} <= set(archive.namelist())
        (metadata,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        headers = message_from_bytes(archive.read(metadata))
        assert headers["License-Expression"] == "Apache-2.0 AND CC-BY-4.0"
        held = {metadata.replace("METADATA", f"licenses/{name}") for name in headers.get_all("License-File", [])}
        assert {name.partition("/licenses/")[2] for name in held} == {"LICENSE", "data/LICENSE"}
        assert held <= set(archive.namelist())


def check_package(wheel: Path) -> None:
    """Check that every file of the package is in the wheel: templates, styles, scripts and tables beside modules."""
    source = CHECKOUT / "src"
    files = {path.relative_to(source).as_posix() for path in source.glob("patriot_cost/**/*") if path.is_file()}
    files = {name for name in files if "__pycache__" not in name}
    assert {".js", ".css", ".jinja", ".csv", ".typed"} <= {Path(name).suffix for name in files}
    with zipfile.ZipFile(wheel) as archive:
        missing = files - set(archive.namelist())
    assert not missing, f"not in the wheel: {missing}"


def check_report(python: Path, here: Path) -> None:
    """Check that a page without its extra says what to install, and that what it says makes pages and workbooks."""
    program = python.parent / "patriot-cost"
    for command, name, package in (
        ("report", "report.html", "Jinja2"),
        ("explore", "explore.html", "vl-convert-python"),
        ("fund", "fund.xlsx", "XlsxWriter"),
        ("fund", "fund.svg", "vl-convert-python"),
    ):
        line = (program, command, "-o", here / name, "-q")
        refused = subprocess.run(line, capture_output=True, text=True, check=False, cwd=here)
        assert (refused.returncode, refused.stdout) == (2, ""), refused
        assert package in refused.stderr, refused.stderr
        assert "pip install 'patriot-cost[report]'" in refused.stderr, refused.stderr
        assert not (here / name).exists()
    (wheel,) = here.glob("*.whl")
    call(python, "-m", "pip", "install", "--quiet", f"{wheel}[report]", cwd=here)
    for command, name, begun in (
        ("report", "report.html", b"<!doctype html>"),
        ("explore", "explore.html", b"<!doctype html>"),
        ("fund", "fund.xlsx", b"PK"),
        ("fund", "fund.svg", b"<svg"),
    ):
        call(program, command, "-o", here / name, "-q", cwd=here)
        assert (here / name).read_bytes()[: len(begun)].lower() == begun.lower(), name


def validator_loaded(python: Path, line: str, here: Path) -> bool:
    """Tell whether the installed program loads the validator to answer a line."""
    code = "import sys; from patriot_cost.cli.main import run; run(sys.argv[1:]); print('pydantic_core' in sys.modules)"
    return call(python, "-c", code, *line.split(), cwd=here).splitlines()[-1] == "True"


def main() -> None:
    """Build, install, ask the first questions."""
    with tempfile.TemporaryDirectory() as place:
        here = Path(place)
        wheel, python = installed(here)
        check_licences(wheel)
        check_package(wheel)
        program = python.parent / "patriot-cost"
        assert "Commands:" in call(program, "--help", cwd=here)
        assert "Batteries" in call(program, "gap", cwd=here)
        need = json.loads(call(program, "fund", "--json", cwd=here))["figures"]["funding_need"]
        assert need["value"] == 22_000_000_000
        assert "0 errors" in call(program, "check", "--today", "2026-11-30", cwd=here)
        drawn = json.loads(call(program, "simulate", "-s", "mid-2026", "--draws", "1000", "--json", cwd=here))
        assert drawn["figures"]["funding_need"]["p80"] > drawn["figures"]["funding_need"]["p20"]
        points = call(program, "sweep", "--vary", "force.operational=3,8", "-f", "csv", cwd=here)
        assert points.splitlines()[1].startswith("3.0,22000000000.0,")
        assert "funding_need" in call(program, "find", "shortfall", "cost", cwd=here)
        assert "payments" in call(program, "glossary", "budget authority", cwd=here)
        (baseline,) = (here / "clean").rglob("patriot_cost/data/scenarios/baseline.toml")
        for line in ("gap --json", "get funding_need --set force.operational=4", "facts --json"):
            assert not validator_loaded(python, line, here), f"{line}: validated data are not validated again"
        baseline.write_text(f"{baseline.read_text(encoding='utf-8')}# Changed.\n", encoding="utf-8")
        assert validator_loaded(python, "gap --json", here), "changed data are validated"
        packages = call(python, "-m", "pip", "list", "--format=freeze", cwd=here)
        for extra in ("polars", "jinja2", "vl-convert", "xlsxwriter"):
            assert extra not in packages.lower(), f"{extra} is an extra"
        check_report(python, here)
    print(f"{wheel.name}: --help, gap, fund, simulate, sweep, check and report answer in a clean environment")  # noqa: T201


if __name__ == "__main__":
    main()
