"""Where a page may send its reader next: only to an address of this site."""

import re

# Browsers take tabs and newlines out of an address and read a backslash as a slash, so that
# "/\evil.example" and "/<tab>/evil.example" leave the site as surely as "//evil.example".
_LOCAL_PATH = re.compile(r"/(?![/\\])[^\x00-\x20\x7f]*")


def local_address(address: str, *, otherwise: str) -> str:
    """Return `address` when it is a path of this site, else the address `otherwise`."""
    return address if _LOCAL_PATH.fullmatch(address) else otherwise
