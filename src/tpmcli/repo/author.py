"""Who git says works in a repository: the author of what is committed in their name."""

from collections.abc import Mapping
from typing import NamedTuple

NAME, EMAIL = "user.name", "user.email"


class Author(NamedTuple):
    """A name and an email address of git's configuration; empty if they are not set."""

    name: str = ""
    email: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """The settings of git that are missing, or that nothing can be recorded under."""
        found = []
        if not usable_name(self.name):
            found.append(NAME)
        if not _is_address(self.email):
            found.append(EMAIL)
        return tuple(found)

    def environment(self) -> Mapping[str, str]:
        """Return the variables under which git commits as this person, whatever else is set."""
        name, email = self.name or "tpm", self.email or "tpm@localhost"
        return {
            "GIT_AUTHOR_NAME": name,
            "GIT_AUTHOR_EMAIL": email,
            "GIT_COMMITTER_NAME": name,
            "GIT_COMMITTER_EMAIL": email,
        }


def read_author(settings: Mapping[str, str]) -> Author:
    """Return the author that `user.name` and `user.email` name in git's settings."""
    return Author(settings.get(NAME, "").strip(), settings.get(EMAIL, "").strip())


def usable_name(name: str) -> bool:
    """Return whether git accepts a name: it drops some signs and needs something to be left."""
    return any(sign.isalnum() for sign in name)


def _is_address(email: str) -> bool:
    plain = email.isprintable() and not any(sign.isspace() or sign in "<>" for sign in email)
    return plain and len(email) <= 254 and "@" in email.strip("@")
