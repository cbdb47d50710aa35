"""Why a request came to nothing, and whether it is worth asking again."""

from __future__ import annotations


class Trouble(Exception):
    """No usable reply. `again`: another try may help; `wait`: seconds the server asks for."""

    def __init__(self, reason: str, again: bool = True, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.reason, self.again, self.wait = reason, again, wait
