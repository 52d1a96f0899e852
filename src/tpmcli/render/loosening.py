"""The text of what is asked for less."""

from __future__ import annotations

from tpmcli.model.loosening import Loosened


def loosened_text(loosened: Loosened) -> str:
    """Return what is asked for less, as a part of a sentence."""
    values = {**loosened._asdict(), "names": ", ".join(loosened.names)}
    return loosened.how.text.format_map(values)
