"""ONNX files with int8 weights."""

from __future__ import annotations

import hashlib
from pathlib import Path

import onnx
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process


def quantise(plain: Path, target: Path) -> None:
    """Matrix products and word embeddings to int8, one scale for each output channel."""
    prepared = plain.with_name("prepared.onnx")
    quant_pre_process(str(plain), str(prepared), skip_symbolic_shape=True)
    quantize_dynamic(
        str(prepared), str(target), op_types_to_quantize=["MatMul", "Gather"],
        per_channel=True, weight_type=QuantType.QInt8,
    )  # fmt: skip


def shared(path: Path) -> None:
    """Tensors of a file that are the same, once: the exporter writes one for each use."""
    model = onnx.load(path)
    first: dict[tuple[object, ...], str] = {}
    names = {
        one.name: first.setdefault((one.raw_data, tuple(one.dims), one.data_type), one.name)
        for one in model.graph.initializer
    }
    kept = [one for one in model.graph.initializer if names[one.name] == one.name]
    del model.graph.initializer[:]
    model.graph.initializer.extend(kept)
    for node in model.graph.node:
        node.input[:] = [names.get(name, name) for name in node.input]
    onnx.save(model, path)


def told(target: Path) -> str:
    """What was written: size and hash."""
    data = target.read_bytes()
    return f"{target}: {len(data) / 1e6:.1f} MB, sha256 {hashlib.sha256(data).hexdigest()}"
