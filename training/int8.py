"""ONNX files with int8 weights."""

from __future__ import annotations

import hashlib
from pathlib import Path

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


def told(target: Path) -> str:
    """What was written: size and hash."""
    data = target.read_bytes()
    return f"{target}: {len(data) / 1e6:.1f} MB, sha256 {hashlib.sha256(data).hexdigest()}"
