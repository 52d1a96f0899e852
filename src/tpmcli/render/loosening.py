"""The text of a loosening."""

from __future__ import annotations

from tpmcli.model.loosening import Loosened


def loosened_text(loosened: Loosened) -> str:
    """Return a loosening in words, as a part of a sentence."""
    values = {**loosened._asdict(), "names": ", ".join(loosened.names)}
    return loosened.how.text.format_map(values)
