"""The text of a loosening."""

from __future__ import annotations

from tpmcli.model.loosening import Loosened
from tpmcli.text.lookalikes import written_out


def loosened_text(loosened: Loosened) -> str:
    """Return a loosening in words, as a part of a sentence."""
    name = written_out(loosened.name) if "@" in loosened.name else loosened.name
    values = {**loosened._asdict(), "name": name, "names": ", ".join(loosened.names)}
    return loosened.how.text.format_map(values)
