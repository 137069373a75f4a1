"""Secrets that must wait in the outbox (codes, ready-made account mails) wait encrypted.

A backup or a look at the table shows none of them. The key follows SECRET_KEY; after a change the
old key still opens what is under way when it stands in SECRET_KEY_FALLBACKS.
"""

import base64
import hashlib
import json
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes


def _box() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(b"samskabelse.mail:" + force_bytes(key)).digest() for key in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def seal(content: dict[str, Any]) -> bytes:
    """Encrypt and sign a JSON object. The result is safe in a URL."""
    return _box().encrypt(json.dumps(content, ensure_ascii=False).encode())


def unseal(box: bytes | memoryview | str) -> dict[str, Any]:
    """Open what `seal` made. Raises ValueError when it is forged or the key has gone."""
    try:
        return json.loads(_box().decrypt(box if isinstance(box, str) else bytes(box)))
    except InvalidToken as error:
        raise ValueError("this seal cannot be opened") from error
