"""The acting person, whom a recorded answer names."""

from __future__ import annotations

from collections.abc import Mapping

from tpmcli.model.errors import UsageError
from tpmcli.repo.git import Git

VARIABLE = "TPM_AS"


def acting_person(option: str | None, env: Mapping[str, str], git: Git | None) -> str:
    """Return the email address of the acting person: the option, else `TPM_AS`, else git's.

    It is claimed, not proved.

    Raises: UsageError if it is unknown, or is not a name that a record can hold.
    """
    for source, name in (("--as", option), (VARIABLE, env.get(VARIABLE))):
        if name is not None and name.strip():
            return _checked(name.strip(), source)
        if name is not None and source == "--as":
            raise UsageError("`--as` is empty", "write `--as you@example.com`")
    if git is not None and git.is_installed() and (email := git.config("user.email")):
        return _checked(email, "git's user.email")
    raise UsageError(
        "cannot tell who you are",
        f"run `git config user.email you@example.com`, set {VARIABLE}, or use `--as`",
    )


def _checked(name: str, source: str) -> str:
    if len(name) > 254 or not name.isprintable() or " " in name:
        raise UsageError(
            f"{source} is not an email address: {name!r}", "write one such as you@example.com"
        )
    return name
