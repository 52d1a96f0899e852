"""An increment of a kind, with the gates that it skips, as every report names it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tpmcli.model.record import ShortIncrement


def short_text(short: ShortIncrement) -> str:
    """Return the increment, its kind and the gates that it skips, without a full stop."""
    folder = f"{short.folder}: " if short.folder else ""
    return (
        f"{folder}{short.increment} is of the kind `{short.kind}`: it skips {skipped_text(short)}"
    )


def skipped_text(short: ShortIncrement) -> str:
    """Return the gates that the increment skips."""
    if len(short.skipped) < 2:
        return short.skipped[0] if short.skipped else "no gate"
    return f"{', '.join(short.skipped[:-1])} and {short.skipped[-1]}"


def short_fields(short: ShortIncrement | None) -> Mapping[str, object]:
    """Return the fields of a JSON form that describe the kind; none if there is no kind."""
    if short is None:
        return {}
    return {"kind": short.kind, "skipped": list(short.skipped)}


def short_data(found: Sequence[ShortIncrement]) -> list[dict[str, object]]:
    """Return such increments as plain data, each with its folder if it has one."""
    return [
        {
            **({"folder": short.folder} if short.folder else {}),
            "increment": short.increment,
            **short_fields(short),
        }
        for short in found
    ]
