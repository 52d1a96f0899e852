"""The tags of a history that match a pattern."""

from tpmcli.checks.base import CannotRunError, History, excerpt


def matching_tags(history: History, option: str, glob: str) -> list[str]:
    """Return the tags that match, the newest first; all of them if the glob is empty.

    Raises: CannotRunError if the glob is invalid, which names the option that has it.
    """
    from tpmcli.text.globs import check_glob, compile_glob

    if not glob:
        return list(history.tags())
    if reason := check_glob(glob):
        raise CannotRunError(f"the option `{option}` is not a pattern ({excerpt(glob)}): {reason}")
    matches = compile_glob(glob)
    return [name for name in history.tags() if matches(name)]
