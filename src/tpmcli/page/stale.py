"""A form that was drawn from something that has changed since saves nothing."""

from __future__ import annotations

from hmac import compare_digest

from tpmcli.model.errors import RefusedError


class StaleFormError(RefusedError):
    """What the form showed is not what is there now."""

    def __init__(self) -> None:
        super().__init__("what was shown has changed; nothing was saved", "look at it again")


def refuse_stale(sent: str, now: str) -> None:
    """Raise StaleFormError if a form was drawn from something else than what is there now."""
    if not compare_digest(sent.encode("utf-8", "replace"), now.encode()):
        raise StaleFormError
