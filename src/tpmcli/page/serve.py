"""Serving the page of a project, or finding the one that is served already."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from contextlib import suppress
from threading import Thread

from tpmcli.app.context import CommandContext
from tpmcli.app.draft import open_draft
from tpmcli.app.draft_update import fetch
from tpmcli.app.elsewhere import locate
from tpmcli.model.errors import TpmError
from tpmcli.page.access import KEY_SECONDS, Access
from tpmcli.page.opening import open_browser, opening_address
from tpmcli.page.running import Claim
from tpmcli.page.server import Activity, PageServer, listen
from tpmcli.page.site import Site

Tell = Callable[[str], None]


def serve_page(context: CommandContext, *, port: int, open_page: bool, tell: Tell) -> None:
    """Serve the page until nobody asks for an hour, or the person interrupts it.

    If it is served already, that page is opened instead.

    Raises: InvalidInputError if there is no project; StorageError if it cannot be served.
    """
    root = locate(context.folder)
    context = context._replace(folder=root, directory="")
    claim = Claim(root)
    with claim.hold() as held:
        if not held:
            running = claim.find()
            tell("the page of this project is served already")
            _open(claim, running.address, running.key, tell, open_page=open_page)
            return
        # The command line switches it off, since a command ends soon.
        gc.enable()
        with listen(port) as listening:
            access = Access(listening.getsockname()[1], time.monotonic)
            activity = Activity()
            server = PageServer(Site(context, access, activity).application(), activity)
            claim.announce(access)
            # To interrupt it is the usual way to end it.
            with suppress(KeyboardInterrupt):
                _open(claim, access.address, access.new_key(), tell, open_page=open_page)
                tell("press Ctrl-C to end; what was saved is kept")
                # Daemonic: whoever ends the page does not wait for the network.
                Thread(target=_refresh, args=(context, activity), daemon=True).start()
                server.serve_on(listening)
        tell("the page has ended; what was saved is in the draft")


def _refresh(context: CommandContext, activity: Activity) -> None:
    """Fetch main while the first page is drawn, so that it is not that of last week for long."""
    with suppress(TpmError), activity.under_way():
        draft = open_draft(context)
        if not draft.author.missing:
            fetch(draft)


def _open(claim: Claim, address: str, key: str, tell: Tell, *, open_page: bool) -> None:
    """Open the page in the browser, or tell how it is opened."""
    opening = opening_address(address, key)
    if open_page and open_browser(claim.forwarder, opening):
        tell(f"opened {address} in the browser")
        return
    tell(f"open this address within {KEY_SECONDS:.0f} seconds; it works once:")
    tell(f"  {opening}")
