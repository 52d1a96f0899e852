"""Who may use the local page: the one-time key, the cookie, and the value in each form.

All three are random and live as long as the server. They are never logged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hmac import compare_digest
from secrets import token_urlsafe

KEY_SECONDS = 60.0
_BYTES = 32
_MOST_KEYS = 16


class Access:
    """The secrets of one server on one port.

    `clock` counts seconds; it never goes backwards.
    """

    def __init__(self, port: int, clock: Callable[[], float]) -> None:
        self.port = port
        self.control = token_urlsafe(_BYTES)
        self.form_value = token_urlsafe(_BYTES)
        self._cookie = token_urlsafe(_BYTES)
        self._clock = clock
        self._keys: dict[str, float] = {}

    @property
    def cookie_name(self) -> str:
        """The name of the cookie, which holds the port: cookies of one host share all ports."""
        return f"tpm-{self.port}"

    @property
    def hosts(self) -> tuple[str, str]:
        """The values of `Host` under which the page may be asked for."""
        return f"127.0.0.1:{self.port}", f"localhost:{self.port}"

    @property
    def address(self) -> str:
        """The address of the page, without a slash at its end."""
        return f"http://{self.hosts[0]}"

    def new_key(self) -> str:
        """Return a key that opens the page once, within a minute."""
        now = self._clock()
        live = {key: until for key, until in self._keys.items() if until > now}
        self._keys = dict(list(live.items())[-_MOST_KEYS + 1 :])
        key = token_urlsafe(_BYTES)
        self._keys[key] = now + KEY_SECONDS
        return key

    def redeem(self, key: str) -> bool:
        """Return whether the key opens the page, and forget it if it does."""
        now = self._clock()
        found = [each for each in self._keys if same(each, key)]
        return any(self._keys.pop(each) > now for each in found)

    def set_cookie(self) -> str:
        """Return the header that gives the browser its cookie."""
        return f"{self.cookie_name}={self._cookie}; HttpOnly; SameSite=Strict; Path=/"

    def knows(self, cookie_headers: Iterable[str]) -> bool:
        """Return whether one of the cookies that were sent is that of this server."""
        wanted = f"{self.cookie_name}={self._cookie}"
        sent = [each.strip() for header in cookie_headers for each in header.split(";")]
        return any([same(each, wanted) for each in sent])  # noqa: C419 - each one is compared

    def is_own_form(self, value: str) -> bool:
        """Return whether a form holds the value that this server writes into its forms."""
        return same(value, self.form_value)

    def is_control(self, value: str) -> bool:
        """Return whether the value is that of a second `tpm serve` of the same person."""
        return same(value, self.control)


def same(one: str, other: str) -> bool:
    """Return whether two texts are equal, in a time that does not depend on where they differ."""
    return compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))
