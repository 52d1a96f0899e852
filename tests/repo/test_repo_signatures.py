"""Who signed a commit: as ssh-keygen reads a list of allowed signers, whatever stands in it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tpmcli.repo.git import Git, program
from tpmcli.repo.signatures import SignatureVerifier, SignedText, signed_text
from tpmcli.rules.change.loosening import signers_added
from world.files import clean_env

Run = Callable[..., str]
NOW = "2026-03-02T09:00:00Z"
PM, TPM = "pm@example.com", "tpm@example.com"
NAMES = (PM, TPM, "Pm@example.com", "a b@example.com")


class Signed(NamedTuple):
    """A signed commit, the key that signed it, another key, and where files are written."""

    git: Git
    commit: str
    key: str
    other: str
    folder: Path

    def scratch(self, name: str, content: bytes) -> str:
        path = self.folder / name
        path.write_bytes(content)
        return str(path)

    def signers(self, listed: bytes, now: str = NOW) -> set[str]:
        verifier = SignatureVerifier(self.git, listed, now, self.scratch)
        return {name for name in NAMES if verifier.is_signed_by(self.commit, [name])}


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory, git: Run) -> Signed:
    root = tmp_path_factory.mktemp("signed")
    keys = []
    for name in ("key", "other"):
        make = ("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(root / name))
        subprocess.run(make, check=True)
        keys.append((root / f"{name}.pub").read_text().strip())
    git(root, "init", "-q")
    ssh = ("-c", "gpg.format=ssh", "-c", f"user.signingkey={root}/key.pub")
    git(root, *ssh, "commit", "-q", "-S", "--allow-empty", "-m", "signed\n\nand more\n")
    commit = git(root, "rev-parse", "HEAD").strip()
    return Signed(Git(str(root)), commit, keys[0], keys[1], tmp_path_factory.mktemp("scratch"))


def test_what_is_signed_is_the_commit_without_its_signature() -> None:
    head = b"tree " + b"1" * 40 + b"\nauthor A\ncommitter C\n"
    armour = b"-----BEGIN SSH SIGNATURE-----\n AAAA\n -----END SSH SIGNATURE-----\n"
    signature = SignedText(
        head + b"\nmessage\n\ngpgsig none\n",
        b"-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n",
    )
    rest = b"\nmessage\n\ngpgsig none\n"
    whole = head + b"gpgsig " + armour + rest
    assert signed_text(whole) == signature
    assert signed_text(head + rest) is None
    assert signed_text(head + b"gpgsig " + armour + b"gpgsig " + armour + rest) is None
    assert signed_text(whole.replace(b"gpgsig -", b"gpgsig-sha256 -")) is None
    assert signed_text(whole.replace(b"BEGIN SSH", b"BEGIN PGP")) is None
    longer = whole.replace(b"1" * 40, b"1" * 64).replace(b"gpgsig -", b"gpgsig-sha256 -")
    assert signed_text(longer) is not None


@pytest.mark.parametrize(
    ("until", "counts"),
    [
        ("20260302", False),
        ("20260303", True),
        ("202603020901", True),
        ("202603020859", False),
        ("20260302090001", True),
        ("20260302090001Z", True),
        ("20260302085959Z", False),
    ],
)
def test_a_key_counts_until_it_expires_whatever_a_commit_claims(
    signed: Signed, until: str, counts: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also on a machine elsewhere: times are those of UTC."""
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    listed = f'{PM} namespaces="git",valid-before="{until}" {signed.key}\n'.encode()
    assert signed.signers(listed) == ({PM} if counts else set())


def test_without_ssh_keygen_nobody_signed(signed: Signed, tmp_path: Path) -> None:
    (tmp_path / "git").symlink_to(program(os.environ))
    alone = signed._replace(git=Git(signed.git.folder, {**os.environ, "PATH": str(tmp_path)}))
    assert signed.signers(f"{PM} {signed.key}\n".encode()) == {PM}
    assert alone.signers(f"{PM} {signed.key}\n".encode()) == set()


def _people(draw: st.DrawFn) -> str:
    patterns = st.sampled_from(
        [PM, TPM, "*@example.com", f"!{PM}", "p?@example.com", "*", "PM@example.com", "a b@*", ""]
    )
    people = ",".join(draw(st.lists(patterns, min_size=1, max_size=3)))
    return f'"{people}"' if draw(st.booleans()) else people


OPTIONS = (
    "",
    'namespaces="git"',
    'namespaces="file,git"',
    'namespaces="file"',
    "namespaces=git",
    "cert-authority",
    'valid-before="20260301"',
    'valid-before="20270101Z"',
    'VALID-BEFORE="20260301",namespaces="git"',
    'valid-before="20270101",valid-before="20260101"',
    'valid-after="20260301",valid-before="20260401"',
    'valid-after="20270101"',
    'valid-before="soon"',
    'unknown="x, y"',
)
ENDS = ("\n", "\r\n", "\r", " trailing words\n", ' valid-before="20200101"\n', "\n\n", "\0\n", "")


@st.composite
def lists(draw: st.DrawFn) -> str:
    """A list with KEY and OTHER for the keys."""
    text = ""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.sampled_from(["", "", "", " ", "\t", "# ", "#", "\f#,", "\v", "\r"]))
        options = draw(st.sampled_from(OPTIONS))
        key = draw(st.sampled_from(["KEY", "KEY", "OTHER", "ssh-ed25519 AAAA", "x" * 9000, ""]))
        middle = f" {options} " if options else " "
        text += start + _people(draw) + middle + key + draw(st.sampled_from(ENDS))
    return text


def _asked(signed: Signed, listed: bytes) -> set[str]:
    """The same question, put to ssh-keygen by hand."""
    text = signed_text(signed.git.output("cat-file", "commit", signed.commit))
    assert text is not None
    files = signed.scratch("by-hand", listed), signed.scratch("by-hand.sig", text.signature)
    found = set()
    for name in NAMES:
        words = ("ssh-keygen", "-Y", "verify", "-n", "git", "-I", name, "-f", files[0])
        done = subprocess.run(
            [*words, "-s", files[1], "-O", "verify-time=20260302090000"],
            input=text.payload,
            capture_output=True,
            env={**clean_env(), "TZ": "UTC"},
        )
        if done.returncode == 0:
            found.add(name)
    return found


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(before=lists(), after=lists())
def test_a_list_is_read_as_ssh_keygen_reads_it(signed: Signed, before: str, after: str) -> None:
    """And whoever may sign from a change on is in the loosenings that it is reported with."""
    old, new = (
        text.replace("KEY", signed.key).replace("OTHER", signed.other).encode()
        for text in (before, before + after)
    )
    assert signed.signers(new) == _asked(signed, new)
    if signed.signers(new) - signed.signers(old):
        assert signers_added(old, new)


def test_git_agrees_on_a_plain_list(signed: Signed, git: Run) -> None:
    """The payload and the armour are those that git hands to ssh-keygen."""
    listed = signed.scratch("plain", f"{PM} {signed.key}\n".encode())
    said = git(
        Path(signed.git.folder),
        *("-c", f"gpg.ssh.allowedSignersFile={listed}"),
        *("log", "-1", "--format=%G? %GS", signed.commit),
    )
    assert said.strip() == f"G {PM}"
    assert signed.signers(Path(listed).read_bytes()) == {PM}
