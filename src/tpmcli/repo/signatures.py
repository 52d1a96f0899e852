"""The signers of commits, by ssh-keygen, from a given list of allowed signers.

ssh-keygen reads the list, and nothing here does: it is asked for one person at a time whether that
person signed. The exit status counts, never the words: for a key that is in no list it prints
`Good "git" signature` too. Only signatures in ssh's format are checked; for any other git would
start a program that nobody asked for.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from tpmcli.model.errors import StorageError
from tpmcli.repo.git import TIMEOUT, Git, program

_SSH = b"-----BEGIN SSH SIGNATURE-----"
# The header that git writes, by the length of the object ids.
_HEADERS = {40: b"gpgsig", 64: b"gpgsig-sha256"}


class SignedText(NamedTuple):
    """What was signed, and the signature in ssh's armour."""

    payload: bytes
    signature: bytes


class SignatureVerifier:
    """Verifies commits against a list of allowed signers, all at one moment.

    The moment is that of the check, whatever date a commit claims: otherwise a commit with an old
    date would revive an expired key. Times in the list without a zone are taken as UTC.
    """

    def __init__(
        self, git: Git, allowed_signers: bytes, now: str, scratch: Callable[[str, bytes], str]
    ) -> None:
        """Take what writes a temporary file of a name and returns its path, `scratch`."""
        self._git = git
        self._scratch = scratch
        self._time = verify_time(now)
        self._signers = scratch("allowed_signers", allowed_signers) if allowed_signers else ""
        self._texts: dict[str, SignedText | None] = {}

    def is_signed_by(self, commit: str, names: Iterable[str]) -> bool:
        """Return whether the commit has a valid signature of a person with one of these names."""
        if not self._signers:
            return False
        if commit not in self._texts:
            self._texts[commit] = signed_text(self._git.output("cat-file", "commit", commit))
        text = self._texts[commit]
        return text is not None and any(self._verifies(text, name) for name in names)

    def _verifies(self, text: SignedText, name: str) -> bool:
        if not name or "\0" in name:
            return False
        return _ssh_keygen_accepts(
            self._git,
            *("-Y", "verify", "-n", "git", "-I", name, "-f", self._signers),
            *("-O", f"verify-time={self._time}"),
            *("-s", self._scratch("signature", text.signature)),
            data=text.payload,
        )


def _ssh_keygen_accepts(git: Git, *args: str, data: bytes) -> bool:
    """Return whether ssh-keygen, which takes all times as UTC here, ends with 0."""
    import subprocess

    found = program(git.environment, "ssh-keygen")
    if not found:
        return False
    try:
        done = subprocess.run(
            [found, *args],
            cwd=git.folder,
            env={**git.environment, "TZ": "UTC"},
            input=data,
            capture_output=True,
            timeout=TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise StorageError(f"ssh-keygen cannot be run: {error}") from error
    return done.returncode == 0


def verify_time(now: str) -> str:
    """Return a moment as ssh-keygen takes it, in the zone of its process."""
    return now.translate({ord(sign): None for sign in "-:TZ"})


def signed_text(commit: bytes) -> SignedText | None:
    """Return what a commit's signature covers: the commit without the header that holds it.

    None if it has no signature in ssh's format, or more than one of any.
    """
    head, end, message = commit.partition(b"\n\n")
    lines = head.split(b"\n")
    places = [number for number, line in enumerate(lines) if line.startswith(b"gpgsig")]
    if len(places) != 1 or not lines[0].startswith(b"tree "):
        return None
    first = last = places[0]
    while last + 1 < len(lines) and lines[last + 1].startswith(b" "):
        last += 1
    name, _, start = lines[first].partition(b" ")
    if start != _SSH or name != _HEADERS.get(len(lines[0]) - len("tree ")):
        return None
    armour = [start, *(line[1:] for line in lines[first + 1 : last + 1])]
    payload = b"\n".join(lines[:first] + lines[last + 1 :]) + end + message
    return SignedText(payload, b"\n".join(armour) + b"\n")
