"""One thread for linear algebra: whoever wants more cores codes more documents at once.

Libraries that wake several threads for each small product and let them spin take a fifth more CPU
time and are no faster. What the user has set stays.
"""

from __future__ import annotations

import os

NAMES = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "OMP_NUM_THREADS")


def one() -> None:
    """To be called before anything loads numpy; processes started from here inherit it."""
    for name in NAMES:
        os.environ.setdefault(name, "1")
