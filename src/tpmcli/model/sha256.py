"""SHA-256 as the interpreter itself computes it.

`hashlib` loads OpenSSL: a quarter of the memory of `tpm gate check`, and 2 % of its instructions.
The standard library does the same for `random`. A Python built without the module uses `hashlib`.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import sha256
else:
    try:
        from _sha2 import sha256  # Python 3.12 and later
    except ImportError:
        try:
            from _sha256 import sha256
        except ImportError:
            from hashlib import sha256

__all__ = ["sha256"]
