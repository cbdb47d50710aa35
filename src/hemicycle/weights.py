"""The trained models, in this package or in one of their own: opened once, when first asked for.

One thread each: whoever wants more cores codes more documents at once.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources, util
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any

from hemicycle.errors import UsageError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

# Too large to come along with this package: model → the package that brings it, see readers/.
APART = {"large": "hemicycle_reader_large"}

# One operator for sum and norm takes four times as long as the two by themselves.
SLOWER = ["SkipLayerNormFusion"]


@cache
def session(model: str, file: str = "model.onnx") -> Any:
    """The network in `file` of `model`, under onnxruntime."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(
        place(model, file).read_bytes(),
        options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=SLOWER,
    )


def tokenizer(model: str, longest: int | None = None) -> Tokenizer:
    """A tokenizer of its own, which pads nothing and cuts off at `longest` pieces, if given."""
    from tokenizers import Tokenizer

    found = Tokenizer.from_str(place(model, "tokenizer.json").read_text(encoding="utf-8"))
    found.no_padding()
    if longest is None:
        found.no_truncation()
    else:
        found.enable_truncation(longest)
    return found


@cache
def settings(model: str) -> dict[str, Any]:
    """What was fitted after training: `calibration.json` beside the weights."""
    found: dict[str, Any] = json.loads(place(model, "calibration.json").read_text("utf-8"))
    return found


def place(model: str, file: str) -> Traversable:
    """Where a file of a model lies. Raises UsageError if it is not installed."""
    if model not in APART:
        return resources.files("hemicycle").joinpath("models", "en", model, file)
    present(model)
    return resources.files(APART[model]).joinpath(file)


def present(model: str) -> None:
    """Raises UsageError, saying what to install, if `model` is not there."""
    package = APART.get(model, "hemicycle")
    if util.find_spec(package) is None:
        name = package.replace("_", "-")
        raise UsageError(
            f"the model {model!r} is not installed: it is the package {name}, "
            f"in a checkout `pip install ./readers/{model}`"
        )
