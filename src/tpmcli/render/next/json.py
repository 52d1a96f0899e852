"""`tpm next` as JSON, `tpm/next/1`."""

from __future__ import annotations

from tpmcli.render.jsontext import dump
from tpmcli.rules.next import NextStep


def render_json(step: NextStep | None) -> str:
    """Return the next step as JSON; `next` is null if nothing is left."""
    data = None
    if step is not None:
        data = {key: value or None for key, value in step._asdict().items()}
    return dump({"schema": "tpm/next/1", "next": data})
