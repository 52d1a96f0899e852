"""How the addresses of people are compared."""

_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


def fold_address(address: str) -> str:
    """Return an address in the spelling in which it is compared: A to Z in lower case.

    No other letter: to Unicode `ß` is `ss` and the Kelvin sign is `k`, but whoever has the mailbox
    `weiss` is not whoever has `weiß`. RFC 5321, section 2.4, tells even capitals apart.
    """
    return address.lower() if address.isascii() else address.translate(_LOWER)
