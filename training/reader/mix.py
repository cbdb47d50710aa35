"""Average the weights of several runs that went on from one another.

    python training/reader/mix.py FIRST/reader.pt SECOND/reader.pt [...] -o MIXED/reader.pt

What a later run learned of other styles is kept, and what it forgot of the first is mostly back
(Wortsman et al. 2022, "Model soups").
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

Weights = dict[str, torch.Tensor]


def main() -> None:
    """Read all, average, write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("runs", type=Path, nargs="+")
    parser.add_argument("-o", "--out", type=Path, required=True)
    asked = parser.parse_args()
    runs = [torch.load(path, weights_only=True) for path in asked.runs]
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save({name: mixed(name, runs) for name in runs[0]}, asked.out)


def mixed(name: str, runs: list[Weights]) -> torch.Tensor:
    """The mean; for kinds of act that of all but the first, which may never have seen any."""
    counted = runs[1:] if name.startswith("linker.acts.") else runs
    return torch.stack([run[name] for run in counted]).mean(0)


if __name__ == "__main__":
    main()
