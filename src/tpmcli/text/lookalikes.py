"""Addresses that look like another one, and how to write them so that they do not.

Only letters beyond ASCII are looked at, beside the dot at the end of a domain. A person's address
in any one script is as good as any other.
"""

from __future__ import annotations

from collections.abc import Iterable

from tpmcli.model.address import fold_address

# Of Unicode's confusables (UTS #39) those small letters that look like one of a to z in most
# fonts: Cyrillic, Greek, Armenian and Latin ones; then Cyrillic letters like small capitals, and
# other signs for a hyphen and a dot.
_LIKE = str.maketrans(
    "\u0430\u0441\u0501\u0435\u04bb\u0456\u0458\u043e\u0440\u051b\u0455\u0475\u051d\u0445\u0443"
    "\u04cf\u03b1\u03b9\u03bf\u03c1\u03c5\u03bd\u03b3\u03ba\u0585\u057d\u0570\u0578\u0581\u0131\u0251\u0261"
    "\u043a\u043c\u0442\u2010\u2011\u2012\u2013\u2212\u3002",
    "acdehijopqsvwxylaiopuvykouhngiagkmt-----.",
)
# What most fonts show as nothing or as a blank (Default_Ignorable_Code_Point, and two blanks).
_IGNORED = dict.fromkeys(
    [
        *(0x00A0, 0x00AD, 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0),
        *(*range(0x180B, 0x1810), *range(0x200B, 0x2010), *range(0x2060, 0x2070)),
        *(*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)),
    ]
)
# Scripts that are written together, and with Latin letters, in one word.
_EAST_ASIAN = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "LATIN"})


def skeleton(address: str) -> str:
    """Return the address that this one looks like; two that look alike have the same."""
    address = fold_address(address)
    if "xn--" in address:
        address = _unpunycoded(address)
    if not address.isascii():
        from unicodedata import normalize

        # Not `casefold`: to it, `weiß` is `weiss`.
        address = normalize("NFKC", address.translate(_IGNORED)).lower()
        address = normalize("NFKC", address).translate(_LIKE)
    return address.rstrip(".")


def _unpunycoded(address: str) -> str:
    """Return the address with the labels of its domain in Unicode (RFC 3492)."""
    local, at, domain = address.rpartition("@")
    return f"{local}{at}{'.'.join(map(_label, domain.split('.')))}"


def _label(text: str) -> str:
    if not text.startswith("xn--"):
        return text
    try:
        return text[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return text


def mixed_scripts(address: str) -> tuple[str, ...]:
    """Return the scripts that one part of an address mixes; none if every part keeps to one."""
    if address.isascii():
        return ()
    for part in address.replace("@", ".").split("."):
        scripts = {_script(sign) for sign in part if sign.isalpha()}
        if len(scripts) > 1 and not scripts <= _EAST_ASIAN:
            return tuple(sorted(script.capitalize() for script in scripts))
    return ()


def _script(letter: str) -> str:
    """Return a letter's script: the first word of its name, since Python knows no more."""
    from unicodedata import name

    return name(letter, "unknown").partition(" ")[0]


def look_alike(addresses: Iterable[str]) -> list[tuple[str, ...]]:
    """Return the groups of different addresses that look alike."""
    groups: dict[str, dict[str, str]] = {}
    for address in addresses:
        groups.setdefault(skeleton(address), {}).setdefault(fold_address(address), address)
    return [tuple(group.values()) for group in groups.values() if len(group) > 1]


def written_out(address: str) -> str:
    """Return the address, and behind it the codes of letters beyond ASCII, with mixed scripts."""
    if address.isascii():
        return address
    codes = address.encode("ascii", "backslashreplace").decode("ascii")
    scripts = mixed_scripts(address)
    return f"{address} ({codes}{', ' if scripts else ''}{' and '.join(scripts)})"
