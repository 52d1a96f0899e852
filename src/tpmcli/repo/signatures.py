"""The signers of commits, by git and ssh-keygen, from a given list of allowed signers.

The exit status and the principal count, never the words: for a key that is in no list git prints
`Good "git" signature` too. Only signatures in ssh's format are checked; for any other git would
start a program that nobody asked for.
"""

from __future__ import annotations

import re

from tpmcli.repo.git import Git

_SSH = b"gpgsig -----BEGIN SSH SIGNATURE-----"
_SSH_256 = b"gpgsig-sha256 -----BEGIN SSH SIGNATURE-----"
_UNTIL = re.compile(rb"valid-before=\"?([0-9]{8})([0-9]{4}(?:[0-9]{2})?)?Z?\"?", re.IGNORECASE)
# A path that is no program: git must not find one of another format.
_NO_PROGRAM = "/nonexistent/no-program"


def in_force(allowed_signers: bytes, now: str) -> bytes:
    """Return the lines of an allowed-signers file whose keys have not expired at `now`.

    ssh-keygen compares `valid-before` with the date that the commit itself claims, so a commit
    with an old date would revive an expired key. Times are taken as UTC.
    """
    digits = now.translate({ord(sign): None for sign in "-:TZ"})
    kept = []
    for line in allowed_signers.splitlines():
        found = _UNTIL.search(line)
        end = ((found[1] + (found[2] or b"")).decode().ljust(14, "0")) if found else ""
        if not end or digits < end:
            kept.append(line)
    return b"".join(line + b"\n" for line in kept)


def principals(git: Git, commit: str, signers_file: str) -> tuple[str, ...]:
    """Return the principals whose key signed the commit, none if the signature is invalid.

    `signers_file` is a file in the format of ssh-keygen's ALLOWED SIGNERS.
    """
    header = git.output("cat-file", "commit", commit).partition(b"\n\n")[0]
    signatures = [line for line in header.split(b"\n") if line.startswith(b"gpgsig")]
    if len(signatures) != 1 or not signatures[0].startswith((_SSH, _SSH_256)):
        return ()
    settings = (
        *("-c", "gpg.format=ssh"),
        *("-c", "gpg.ssh.program=ssh-keygen"),
        *("-c", f"gpg.ssh.allowedSignersFile={signers_file}"),
        *("-c", "gpg.ssh.revocationFile="),
        *("-c", "gpg.minTrustLevel=fully"),
        *("-c", f"gpg.program={_NO_PROGRAM}"),
        *("-c", f"gpg.openpgp.program={_NO_PROGRAM}"),
        *("-c", f"gpg.x509.program={_NO_PROGRAM}"),
    )
    if git.run(*settings, "verify-commit", commit).code != 0:
        return ()
    signer = git.run(*settings, "log", "-1", "--no-walk", "--format=%GS", commit)
    if signer.code != 0:
        return ()
    named = signer.out.decode("utf-8", "replace").strip()
    return tuple(name.strip() for name in named.split(",") if name.strip())
