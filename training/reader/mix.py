"""Average the weights of two runs, one of which went on from the other.

    python training/reader/mix.py FIRST/reader.pt SECOND/reader.pt -o MIXED/reader.pt

What a second run learned of other styles is kept, and what it forgot of the first is mostly back
(Wortsman et al. 2022, "Robust fine-tuning of zero-shot models").
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

Weights = dict[str, torch.Tensor]


def main() -> None:
    """Read both, average, write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--share", type=float, default=0.5, help="of the second")
    asked = parser.parse_args()
    first, second = (torch.load(path, weights_only=True) for path in (asked.first, asked.second))
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save({name: mixed(name, first, second, asked.share) for name in first}, asked.out)


def mixed(name: str, first: Weights, second: Weights, share: float) -> torch.Tensor:
    """The mean; of the head for kinds of act the second, since the first never saw any."""
    if name.startswith("linker.acts."):
        return second[name]
    return torch.lerp(first[name], second[name], share)


if __name__ == "__main__":
    main()
