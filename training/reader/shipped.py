"""The weights of a reader that ships, as a checkpoint to go on from.

    python training/reader/shipped.py src/hemicycle/models/en/reader/model.onnx \\
      --weights MODEL.safetensors -o start.pt

What was int8 becomes numbers again, with the precision of int8. Which tensor of the file is which
of the network is learned from a network of random weights that is exported in the same way. Words
and places are those of `--weights`, which training leaves as they are.
"""

from __future__ import annotations

import argparse
import copy
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import torch
from encoders import SHAPES
from export import Exported, to_onnx
from model import LAYERS, Reader, load
from numpy.typing import NDArray
from onnx import numpy_helper
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor

Arrays = dict[str, NDArray[np.float32]]
Place = tuple[str, slice, str]  # of the network: name, which rows, how it is turned
TRANSPOSED = "_Transposed"
GIVEN = ("words.weight", "places.weight")  # of the encoder, if they stay as they were


def main() -> None:
    """Match, fill, write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("shipped", type=Path)
    parser.add_argument("--encoder", choices=SHAPES, default="minilm")
    parser.add_argument("--layers", type=int, default=LAYERS)
    parser.add_argument("--weights", type=Path, required=True, help="what it was begun with")
    parser.add_argument("-o", "--out", type=Path, required=True)
    asked = parser.parse_args()
    reader = Reader(asked.layers, SHAPES[asked.encoder], dropout=0.0)
    load(reader.encoder, asked.weights)
    places = matched(reader)
    state = reader.state_dict()
    filled = set()
    for name, value in numbers(asked.shipped).items():
        if name in places:
            own, rows, turn = places[name]
            state[own][rows] = turned(torch.from_numpy(value.copy()), turn, state[own][rows])
            filled.add(own)
    left = [name for name in state if name not in filled and not name.endswith(GIVEN)]
    if left:
        sys.exit(f"not found in {asked.shipped}: {', '.join(left)}")
    print(f"{len(filled)} tensors filled")
    torch.save(state, asked.out)


def matched(like: Reader) -> dict[str, Place]:
    """Name in the file → place in the network."""
    torch.manual_seed(0)
    marked = copy.deepcopy(like)
    for value in marked.state_dict().values():
        value.normal_()
    state = {name: value.clone() for name, value in marked.state_dict().items()}
    with tempfile.TemporaryDirectory() as folder:
        plain, prepared = Path(folder, "plain.onnx"), Path(folder, "prepared.onnx")
        to_onnx(Exported(marked).eval(), plain)
        quant_pre_process(str(plain), str(prepared), skip_symbolic_shape=True)
        found = numbers(prepared)
    known = list(candidates(state))
    return {
        name: place
        for name, value in found.items()
        for place, tensor in known
        if tensor.shape == value.shape and np.array_equal(tensor.numpy(), value)
    }


def candidates(state: dict[str, Tensor]) -> Iterator[tuple[Place, Tensor]]:
    """Every tensor in every guise in which it may be exported."""
    for name, value in state.items():
        third = len(value) // 3
        parts = [slice(None)]
        if ".qkv." in name:
            parts = [slice(n * third, (n + 1) * third) for n in range(3)]
        for rows in parts:
            for turn in ("", "transposed", "kernel"):
                if value[rows].dim() == {"": value.dim(), "transposed": 2, "kernel": 3}[turn]:
                    yield (name, rows, turn), guise(value[rows], turn)


def guise(value: Tensor, turn: str) -> Tensor:
    """As it is in the file."""
    if turn == "transposed":
        return value.T
    return value.permute(2, 1, 0).flatten(0, 1) if turn == "kernel" else value


def turned(value: Tensor, turn: str, like: Tensor) -> Tensor:
    """As it is in the network."""
    if turn == "transposed":
        return value.T
    if turn == "kernel":
        _, into, size = like.shape
        return value.unflatten(0, (size, into)).permute(2, 1, 0)
    return value


def numbers(path: Path) -> Arrays:
    """The tensors of a file of ONNX; what is int8 as numbers again."""
    every = {one.name: numpy_helper.to_array(one) for one in onnx.load(path).graph.initializer}
    found: Arrays = {}
    for name, value in every.items():
        own = name.removesuffix("_quantized")
        if own != name:
            zero, scale = every[f"{own}_zero_point"], every[f"{own}_scale"]
            real = (value.astype(np.float32) - zero.astype(np.float32)) * scale
            turned_round = own.endswith(TRANSPOSED)  # by the quantiser itself
            found[own.removesuffix(TRANSPOSED)] = real.T if turned_round else real
        elif value.dtype == np.float32:
            found[name] = value
    return found


if __name__ == "__main__":
    main()
