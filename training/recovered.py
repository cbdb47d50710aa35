"""The weights of a network that ships, read back from its int8 file, to train on from there.

What was int8 becomes numbers again, with the precision of int8. Which tensor of the file is which
of the network is learned from a network of random weights that is exported in the same way.
"""

from __future__ import annotations

import copy
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

Arrays = dict[str, NDArray[np.float32]]
Place = tuple[str, slice, str]  # of the network: name, which rows, how it is turned
State = dict[str, Tensor]
TRANSPOSED = "_Transposed"


def state_of(
    shipped: Path,
    network: nn.Module,
    export: Callable[[nn.Module, Path], None],
    given: tuple[str, ...] = (),
) -> State:
    """The state of `network` with what the file holds. What ends with one of `given` may be
    missing there and stays as it is; anything else missing ends the program with its name."""
    places = matched(network, export)
    state = network.state_dict()
    filled = set()
    for name, value in numbers(shipped).items():
        for own, rows, turn in places.get(name, ()):
            state[own][rows] = turned(torch.from_numpy(value.copy()), turn, state[own][rows])
            filled.add(own)
    left = [name for name in state if name not in filled and not name.endswith(given)]
    if left:
        sys.exit(f"not found in {shipped}: {', '.join(left)}")
    print(f"{len(filled)} tensors filled")
    return state


def matched(like: nn.Module, export: Callable[[nn.Module, Path], None]) -> dict[str, list[Place]]:
    """Name in the file → places in the network."""
    torch.manual_seed(0)
    marked = copy.deepcopy(like)
    for value in marked.state_dict().values():
        value.normal_()
    state = {name: value.clone() for name, value in marked.state_dict().items()}
    with tempfile.TemporaryDirectory() as folder:
        plain, prepared = Path(folder, "plain.onnx"), Path(folder, "prepared.onnx")
        export(marked, plain)
        quant_pre_process(str(plain), str(prepared), skip_symbolic_shape=True)
        found = numbers(prepared)
    known = list(candidates(state))
    return {
        name: [
            place
            for place, tensor in known
            if tensor.shape == value.shape and np.array_equal(tensor.numpy(), value)
        ]
        for name, value in found.items()
    }


def candidates(state: State) -> Iterator[tuple[Place, Tensor]]:
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
