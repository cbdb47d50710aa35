"""Passwords of coders as DNA keeps them: salted SHA-256, a hundred thousand times."""

from __future__ import annotations

import base64
import binascii
import hmac
import os
from hashlib import sha256
from unicodedata import normalize

_SALT = 16
_TIMES = 100_000


def hashed(password: str, salt: bytes | None = None) -> str:
    """What to store: 64 characters. The salt is random unless given."""
    salt = os.urandom(_SALT) if salt is None else salt
    made = salt + normalize("NFC", password).encode("utf-8")
    for _ in range(_TIMES):
        made = sha256(made).digest()
    return base64.b64encode(salt + made).decode("ascii")


def matches(password: str, stored: str) -> bool:
    """Whether `stored` was made from `password`."""
    try:
        salt = base64.b64decode(stored, validate=True)[:_SALT]
    except binascii.Error:
        return False
    return hmac.compare_digest(hashed(password, salt), stored)
