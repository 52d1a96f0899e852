"""Fetching main and pushing a draft: the only places where tpm uses the network.

Only `origin` is reached, over the protocols that are given, without a question to anybody. A push
is never forced, and never goes to main. What git says is passed on as data.
"""

import os
import re
import signal
from collections.abc import Mapping, Sequence
from contextlib import suppress
from enum import StrEnum
from typing import NamedTuple

from tpmcli.repo.draft_git import DraftGit
from tpmcli.repo.git import GitResult, program
from tpmcli.repo.main_branch import REMOTE

PUSH_TIMEOUT = 120.0
FETCH_TIMEOUT = 60.0
_CREDENTIALS = re.compile(r"(?<=://)[^/@\s]*@")
_LINK = re.compile(r"https://[^\s'\"<>]+")


class RemoteTrouble(StrEnum):
    """Why the remote was not reached, or did not take a branch."""

    NO_REMOTE = "no-remote"
    NO_NETWORK = "no-network"
    NO_RIGHTS = "no-rights"
    NOT_FOUND = "not-found"
    PROTOCOL = "protocol"
    REJECTED = "rejected"
    MOVED = "moved"
    TOOK_TOO_LONG = "took-too-long"
    OTHER = "other"


class RemoteAnswer(NamedTuple):
    """How a fetch or push ended: `trouble` is None if it went well; `said` is what git wrote.

    `links` are addresses in what the remote wrote.
    """

    trouble: RemoteTrouble | None = None
    said: str = ""
    links: tuple[str, ...] = ()


# What git, ssh and code hosts write, in the order in which it is looked for.
_SIGNS = (
    (RemoteTrouble.PROTOCOL, ("transport '", "protocol '")),
    (RemoteTrouble.REJECTED, ("[remote rejected]", "hook declined", "protected branch")),
    (RemoteTrouble.MOVED, ("non-fast-forward", "fetch first", "[rejected]")),
    (
        RemoteTrouble.NO_NETWORK,
        (
            *("could not resolve host", "connection refused", "connection timed out"),
            *("network is unreachable", "no route to host", "temporary failure in name"),
            *(
                "failed to connect",
                "couldn't connect",
                "could not connect",
                "unexpected disconnect",
            ),
            *("connection reset", "operation timed out", "the remote end hung up"),
        ),
    ),
    (
        RemoteTrouble.NO_RIGHTS,
        (
            *("permission denied", "authentication failed", "could not read username"),
            *("could not read password", "error: 403", "access denied", "not authorized"),
            *(
                "write access",
                "permission to ",
                "host key verification failed",
                "insufficient perm",
            ),
        ),
    ),
    (
        RemoteTrouble.NOT_FOUND,
        ("not found", "does not appear to be a git repository", "does not exist"),
    ),
)


def fetch_branches(
    git: DraftGit, branches: Sequence[str], protocols: Sequence[str]
) -> RemoteAnswer:
    """Fetch branches of `origin`, and nothing else.

    The person's `FETCH_HEAD` is not written.
    """
    wanted = [f"+refs/heads/{name}:refs/remotes/{REMOTE}/{name}" for name in branches]
    words = ("fetch", "--no-tags", "--no-recurse-submodules", "--no-auto-maintenance")
    return _run(git, (*words, "--no-write-fetch-head", REMOTE, *wanted), protocols, FETCH_TIMEOUT)


def push_branch(git: DraftGit, commit: str, branch: str, protocols: Sequence[str]) -> RemoteAnswer:
    """Push a commit to a branch of `origin`, which must be a draft's.

    Raises: ValueError for any other branch.
    """
    if not branch.startswith("tpm/"):
        raise ValueError(branch)
    words = ("push", "--porcelain", "--no-verify", "--no-follow-tags", "--recurse-submodules=no")
    target = f"{commit}:refs/heads/{branch}"
    return _run(git, (*words, REMOTE, target), protocols, PUSH_TIMEOUT)


def _run(
    git: DraftGit, words: Sequence[str], protocols: Sequence[str], timeout: float
) -> RemoteAnswer:
    done = _in_own_session(git, words, _environment(git.environment, protocols), timeout)
    if done is None:
        return RemoteAnswer(RemoteTrouble.TOOK_TOO_LONG, f"no answer within {timeout:g} seconds")
    out = done.out.decode("utf-8", "replace")
    told = "\n".join(line for line in (*out.splitlines(), *done.err.splitlines()) if line.strip())
    said = _CREDENTIALS.sub("", told)
    links = tuple(
        link
        for line in done.err.splitlines()
        if line.startswith("remote:")
        for link in _LINK.findall(line)
    )
    if done.code == 0:
        return RemoteAnswer(None, said, links)
    return RemoteAnswer(_trouble(said), said, links)


def _trouble(said: str) -> RemoteTrouble:
    low = said.lower()
    return next(
        (trouble for trouble, signs in _SIGNS if any(sign in low for sign in signs)),
        RemoteTrouble.OTHER,
    )


def _environment(env: Mapping[str, str], protocols: Sequence[str]) -> dict[str, str]:
    """Return the environment in which git reaches the remote, and asks nobody anything."""
    dropped = ("GIT_NO_LAZY_FETCH", "GIT_ASKPASS", "SSH_ASKPASS")
    kept = {name: value for name, value in env.items() if name not in dropped}
    return kept | {
        "GIT_ALLOW_PROTOCOL": ":".join(protocols),
        "GIT_TERMINAL_PROMPT": "0",
        "GCM_INTERACTIVE": "never",
        "SSH_ASKPASS_REQUIRE": "never",
    }


def _in_own_session(
    git: DraftGit, words: Sequence[str], env: Mapping[str, str], timeout: float
) -> GitResult | None:
    """Run git without a terminal, and end it with all its children when the time is up.

    In a session of its own, an interruption of tpm does not cut a push off either.
    """
    import subprocess

    options = (*git.options, "-c", "core.askPass=", "-c", "http.lowSpeedLimit=1")
    command = [program(env) or "git", *options, *words]
    own = {"start_new_session": True} if os.name != "nt" else {}
    process = subprocess.Popen(
        command,
        cwd=git.folder,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **own,  # type: ignore[call-overload]
    )
    try:
        out, err = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        _kill(process.pid)
        process.kill()
        # What keeps the pipes open is not waited for.
        with suppress(subprocess.TimeoutExpired):
            process.communicate(timeout=1)
        return None
    return GitResult(process.returncode, out, err.decode(errors="replace").strip())


def _kill(group: int) -> None:
    if os.name != "nt":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(group, signal.SIGKILL)
