"""Which tool made a report."""

from __future__ import annotations

from collections.abc import Sequence

from tpmcli.checks.base import CannotRunError, CheckedFile, FailedError, excerpt
from tpmcli.checks.kind import LINES, Option

TOOL = Option(
    "tool",
    LINES,
    "the tools of which one must have made the report, such as [gitleaks, trufflehog], or a list"
    " such as '@secret-scan'; case does not count",
    required=False,
)

_MOST_NAMED = 4


class WantedTools:
    """The tools whose reports count; any if none is named."""

    def __init__(self, names: Sequence[str]) -> None:
        """Take the names and lists of the option.

        Raises: CannotRunError for a list that does not exist.
        """
        self._any = not names
        self._wanted = _listed(names) if names else []

    def has(self, tool: str) -> bool:
        """Return whether reports of this tool count.

        Its name is one that is wanted, or begins with it: `Semgrep OSS` is `semgrep`, and so is
        `semgrep-1.90.0`.
        """
        name = " ".join(tool.casefold().split())
        return self._any or any(_begins(name, wanted) for wanted in self._wanted)

    def refuse(self, source: CheckedFile, tools: Sequence[str]) -> FailedError:
        """Return the error that a report is by other tools."""
        by = (
            ", ".join(dict.fromkeys(excerpt(tool, 40) for tool in tools)) or "no tool that it names"
        )
        named = self._wanted[:_MOST_NAMED]
        more = len(self._wanted) - len(named)
        needs = f"{', '.join(named)} or {more} others" if more else " or ".join(named)
        return FailedError(f"{source.path}: made by {by}, needs {excerpt(needs, 200)}", source)


def _listed(names: Sequence[str]) -> list[str]:
    from tpmcli.model.tool_lists import listed_tools

    try:
        return [name.casefold() for name in listed_tools(names)]
    except KeyError as error:
        raise CannotRunError(f"no list of tools named `@{excerpt(error.args[0])}`") from None


def _begins(name: str, wanted: str) -> bool:
    if not name.startswith(wanted):
        return False
    rest = name[len(wanted) :]
    has_version = rest[:1] == "-" and rest[1:].removeprefix("v")[:1].isdigit()
    return not rest or rest[0] in " /(:@" or has_version
