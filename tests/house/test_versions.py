"""The versions that the tests run on: the lock, and the scripts that renew it and try others."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import try_versions
import update_lock
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements-dev.txt").read_text("utf-8")
PINS = [Requirement(line) for line in LOCK.splitlines() if not line.startswith("#")]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
WANTED = [
    Requirement(text)
    for text in (
        *PROJECT["project"]["dependencies"],
        *PROJECT["project"]["optional-dependencies"]["dev"],
        *PROJECT["build-system"]["requires"],
    )
]


def test_the_lock_holds_versions_and_nothing_of_a_machine() -> None:
    for line in LOCK.splitlines():
        pin = r"[a-z0-9-]+==[0-9a-z.]+(; sys_platform != 'win32')?"
        assert line.startswith("#") or re.fullmatch(pin, line), line
    assert "://" not in LOCK


@pytest.mark.parametrize("wanted", WANTED, ids=str)
def test_the_lock_has_what_the_project_asks_for(wanted: Requirement) -> None:
    (pin,) = (pin for pin in PINS if pin.name.casefold() == wanted.name.casefold())
    (version,) = pin.specifier
    assert wanted.specifier.contains(version.version), (pin, wanted)
    assert pin.marker == wanted.marker


def test_readme_installs_the_lock_and_nothing_else() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    (line,) = re.findall(r"<!-- run the tests -->\n```console\n(.*)\n```", text)
    installed = [part for part in line.split(" && ") if "pip install" in part]
    assert [part.partition(" install ")[2] for part in installed] == [
        "-q -r requirements-dev.txt",
        "-q --no-deps --no-build-isolation -e .",
    ]


def _found(name: str, version: str, *, direct: bool = False) -> dict[str, Any]:
    return {"metadata": {"name": name, "version": version}, "is_direct": direct}


def test_a_lock_is_made_of_what_pip_would_install() -> None:
    found = [
        _found("types-PyYAML", "2"),
        _found("tpmcli", "1.0.0", direct=True),
        _found("ruamel.yaml", "0.19"),
        _found("pexpect", "4.9"),
    ]
    assert update_lock.pins(found) == [
        "pexpect==4.9; sys_platform != 'win32'",
        "ruamel-yaml==0.19",
        "types-pyyaml==2",
    ]
    with pytest.raises(ValueError, match="other does not come from a package index"):
        update_lock.pins([_found("other", "1", direct=True)])


def test_the_lower_bounds_and_what_moved() -> None:
    assert try_versions.oldest(["rich>=13.9"]) == ["rich==13.9"]
    assert try_versions.oldest(PROJECT["project"]["dependencies"])
    with pytest.raises(ValueError, match="no lower bound in 'rich<14'"):
        try_versions.oldest(["rich<14"])
    locked = "# a==9\na-b==1\nsame==2; sys_platform != 'win32'\n"
    assert try_versions.moved(locked, "A_b==3\nsame==2\nnew==1\n") == [
        "a-b 1 → 3",
        "new not in the lock → 1",
    ]


def test_without_a_word_the_script_says_how_it_is_called(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert try_versions.main([]) == 2
    assert "try_versions.py newest" in capsys.readouterr().err
