"""The sha256 of bytes, without OpenSSL where there is little to hash.

`hashlib` loads OpenSSL, which takes longer than a command needs for all its digests; `random` of
the standard library goes the same way round it. OpenSSL is several times faster once it is loaded.
"""

from __future__ import annotations

import sys

try:
    if sys.version_info >= (3, 12):
        from _sha2 import sha256 as _built_in
    else:
        from _sha256 import sha256 as _built_in  # type: ignore[import-not-found]
except ImportError:
    from hashlib import sha256 as _built_in

# From so many bytes on, loading OpenSSL pays.
_MUCH = 1 << 20


def sha256_hex(data: bytes) -> str:
    """The sha256 in hexadecimal."""
    if len(data) < _MUCH:
        digest: str = _built_in(data).hexdigest()
        return digest
    from hashlib import sha256

    return sha256(data).hexdigest()
