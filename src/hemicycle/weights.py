"""The trained models, in this package or in one of their own: opened once, when first asked for.

One thread each: whoever wants more cores codes more documents at once.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import metadata, resources, util
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any

from hemicycle.errors import UsageError

if TYPE_CHECKING:
    from tokenizers import Tokenizer


@dataclass(frozen=True, slots=True)
class Apart:
    """A model too large to come along with this package: the one that brings it, and where that
    lies in a checkout."""

    package: str
    folder: str


NETWORK = "model.onnx"
APART = {
    "large": Apart("hemicycle_reader_large", "readers/large"),
    "judge": Apart("hemicycle_judge", "judges/trained"),
}

# One operator for sum and norm takes four times as long as the two by themselves.
SLOWER = ["SkipLayerNormFusion"]


@cache
def session(model: str) -> Any:
    """The network of `model`, under onnxruntime."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(
        place(model, NETWORK).read_bytes(),
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
    """Where a file of a model lies. Raises UsageError if the model is not installed."""
    if model not in APART:
        return resources.files("hemicycle").joinpath("models", "en", model, file)
    found = _apart(model, file)
    if found is None:
        raise UsageError(
            f"the model {model!r} is not installed: "
            f"in a checkout of Hemicycle, pip install ./{APART[model].folder}"
        )
    return found


def installed(model: str) -> bool:
    """Whether a model of a package of its own is there."""
    return _apart(model, NETWORK) is not None


def needed(model: str) -> None:
    """Raises UsageError if a model of a package of its own is not there."""
    place(model, NETWORK)


def _apart(model: str, file: str) -> Traversable | None:
    """Where a file of a package of its own lies, if it is there."""
    package = APART[model].package
    if util.find_spec(package) is None:
        return None
    found = resources.files(package).joinpath(file)
    return found if found.is_file() else None


def release(model: str) -> str:
    """Of the package that brings a model; "" for those that come along with this one."""
    return metadata.version(APART[model].package) if model in APART else ""
