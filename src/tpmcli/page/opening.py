"""The browser, opened without the key in any list of processes."""

from __future__ import annotations

from urllib.parse import quote

from tpmcli.repo.private_file import write_private

_FORWARDER = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url={address}">
<title>tpm</title>
<p><a href="{address}">Open the page</a></p>
</html>
"""


def opening_address(address: str, key: str) -> str:
    """Return the address that opens the page once."""
    return f"{address}/open?key={quote(key, safe='')}"


def open_browser(path: str, address: str) -> bool:
    """Open an address in the browser, if there is one, by way of a private file.

    Returns whether there is one.

    Raises: StorageError if the file cannot be written.
    """
    import webbrowser
    from pathlib import Path

    write_private(path, _FORWARDER.format(address=address))
    return webbrowser.open(Path(path).as_uri())
