"""Train the reader.

    python training/reader/train.py ../shared/data/polnear --weights MODEL.safetensors -o RUN_FOLDER

Writes `reader.pt` and `log.jsonl` (one line each epoch, figures on dev) into the run folder. The
same seed, data and thread count give the same weights.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import torch
from batches import batches, inputs, items, labels
from corpus import invented
from encoders import SHAPES
from figures import figures
from model import END, LAYERS, MASK, Reader, load, read_of
from prepare import Example, example, read
from torch import Tensor
from torch.nn import functional as F


def main() -> None:
    """Read, train, log, save."""
    asked = arguments()
    random.seed(asked.seed)
    torch.manual_seed(asked.seed)
    torch.set_num_threads(asked.threads)
    asked.out.mkdir(parents=True, exist_ok=True)
    coded = islice(read(asked.data / "dev.jsonl.gz"), asked.limit)
    dev = [example(a, a["attributions"]) for a in coded]
    model = Reader(asked.layers, SHAPES[asked.encoder], dropout=asked.dropout)
    load(model.encoder, asked.weights)
    if asked.start:
        model.load_state_dict(torch.load(asked.start, weights_only=True))
    model.encoder.words.weight.requires_grad_(asked.train_words)
    for state in asked.without:  # such an embedding starts at nothing, and stays there
        getattr(model.encoder, state).weight.requires_grad_(False)
    teacher = read_of(asked.teacher) if asked.teacher else None
    train(model, list(training(asked)), dev, asked, teacher)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument(
        "data", type=Path, help="folder with PolNeAR's train.jsonl.gz, dev.jsonl.gz"
    )
    parser.add_argument("--weights", type=Path, required=True, help="pretrained safetensors")
    parser.add_argument("--encoder", choices=SHAPES, default="minilm", help="what these are of")
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="weights of an earlier run to go on from")
    parser.add_argument("--teacher", type=Path, help="weights of a reader to be like, too")
    parser.add_argument("--part", type=float, default=1.0, help="part of PolNeAR's articles")
    parser.add_argument("--acts", type=Path, help="kinds of act of some attributions of PolNeAR")
    parser.add_argument("--invented", type=Path, help="folder of invented articles to train on too")
    parser.add_argument(
        "--labelled",
        type=Path,
        nargs="*",
        default=(),
        help="coded articles, seen as often as named",
    )
    parser.add_argument("--copies", type=int, default=2, help="how often each of them is seen")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--batch", type=int, default=12, help="windows in a step")
    parser.add_argument("--window", type=int, default=254, help="pieces of a window in training")
    parser.add_argument("--layers", type=int, default=LAYERS, help="how many of the encoder's")
    parser.add_argument(
        "--without", nargs="*", default=(), choices=("quote", "case"), help="not told the reader"
    )
    parser.add_argument("--rate", type=float, default=2e-4, help="of the encoder")
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--smooth", type=float, default=0.0, help="smoothing of labels")
    parser.add_argument("--hide", type=float, default=0.0, help="part of the pieces not shown")
    parser.add_argument("--half", action="store_true", help="bfloat16 in the encoder: faster")
    parser.add_argument("--last", action="store_true", help="figures after the last epoch only")
    parser.add_argument("--ema", type=float, default=0.995)
    parser.add_argument("--train-words", action="store_true", help="word embeddings too")
    parser.add_argument("--first-only", action="store_true", help="the first annotator only")
    parser.add_argument("--limit", type=int, help="articles to learn and to look at, for a trial")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


def training(asked: argparse.Namespace) -> Iterator[Example]:
    """Every article under every annotator, who marked nothing inside another statement, the
    invented ones, and those that people or a reader have coded."""
    acts = known_acts(asked.acts)
    for n, article in enumerate(read(asked.data / "train.jsonl.gz")):
        labelled = any((article["id"], one["id"]) in acts for one in article["attributions"])
        if (asked.limit and n >= asked.limit) or not (labelled or random.random() < asked.part):
            continue
        versions = article["annotations"][:1] if asked.first_only else article["annotations"][:3]
        for version in versions:
            for one in version["attributions"] if version is versions[0] else ():
                one["act"] = acts.get((article["id"], one["id"]))
            yield example(article, version["attributions"], inner=False)
    if asked.invented:
        for article in invented(asked.invented):
            for _ in range(asked.copies):
                yield example(article, article["attributions"])
    for path in asked.labelled:
        for article in islice(read(path), asked.limit):
            yield example(article, article["attributions"])


def known_acts(path: Path | None) -> dict[tuple[str, str], str]:
    """(document, attribution of its first annotator) → act."""
    lines = read(path) if path else ()
    return {(line["doc"], line["attribution"]): line["act"] for line in lines}


# ------------------------------------------------------------------ training


def train(
    model: Reader,
    examples: list[Example],
    dev: list[Example],
    asked: argparse.Namespace,
    teacher: Reader | None,
) -> None:
    """Adam with a linear rise and fall of the rate, an average of the weights for reading."""
    shuffle = random.Random(asked.seed)
    head = [*model.anchors.parameters(), *model.linker.parameters()]
    new = [model.encoder.quote.weight, model.encoder.case.weight]
    known = {id(p) for p in (*head, *new)}
    body = [p for p in model.encoder.parameters() if id(p) not in known and p.requires_grad]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": asked.rate}, {"params": [*head, *new], "lr": asked.head_rate}],
        weight_decay=0.01,
        betas=(0.9, 0.98),
    )
    per_epoch = len(items(examples, random.Random(0), asked.window)) // asked.batch + 1
    total = per_epoch * asked.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda step: min((step + 1) / (0.08 * total), max(0.02, (total - step) / (0.92 * total))),
    )
    average = {name: value.detach().clone() for name, value in model.state_dict().items()}
    step, started = 0, time.time()
    print(f"{len(examples)} examples, {per_epoch} steps an epoch", flush=True)
    for epoch in range(asked.epochs):
        model.train()
        losses = []
        for group in batches(items(examples, shuffle, asked.window), asked.batch):
            loss = loss_of(model, group, asked, teacher)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            keep = min(asked.ema, (step + 1) / (step + 10))
            with torch.no_grad():
                for name, value in model.state_dict().items():
                    if (
                        value.dtype.is_floating_point and name != "encoder.words.weight"
                    ) or asked.train_words:
                        average[name].lerp_(value, 1 - keep)
            losses.append(float(loss.detach()))
            if step % 50 == 0:
                print(
                    f"{step}/{total} loss {np.mean(losses[-50:]):.4f} {time.time() - started:.0f}s",
                    flush=True,
                )
        line = {
            "epoch": epoch + 1,
            "loss": round(float(np.mean(losses)), 4),
            "seconds": round(time.time() - started),
        }
        own = {name: value.detach().clone() for name, value in model.state_dict().items()}
        model.load_state_dict(average)
        if not asked.last or epoch + 1 == asked.epochs:
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=asked.half):
                line |= figures(model, dev)
        line["seconds with figures"] = round(time.time() - started)
        torch.save(model.state_dict(), asked.out / "reader.pt")
        model.load_state_dict(own)
        with (asked.out / "log.jsonl").open("a") as log:
            log.write(json.dumps(line) + "\n")
        print(line, flush=True)


def loss_of(
    model: Reader, group: list[Any], asked: argparse.Namespace, teacher: Reader | None
) -> Tensor:
    """Against what people marked and, with a teacher, half against what it says (Hinton et al.
    2015, Distilling the knowledge in a neural network)."""
    ids, *states, mask = inputs(group)
    anchors, counts, rows, places, roles, acts = labels(group, ids.shape[1])
    smooth, seen = asked.smooth, mask[rows]
    x = encoded(model, hidden(ids, asked.hide), states, mask, asked.half)
    logits = model.anchors(x)[..., 0]
    target = anchors * (1 - smooth) + smooth / 2 * 0.1
    loss = start_loss(logits, target, counts, len(rows))
    if len(rows):
        given, kinds = model.linker(x, rows, places)
        loss = loss + span_loss(given, roles, seen, smooth)
        if (acts >= 0).any():
            loss = loss + 0.3 * F.cross_entropy(kinds, acts, ignore_index=-100)
    if teacher is None:
        return loss
    with torch.no_grad():
        y = encoded(teacher, ids, states, mask, asked.half)
        sure = torch.sigmoid(teacher.anchors(y)[..., 0])
    taught = start_loss(logits, sure, counts, len(rows))
    if len(rows):
        with torch.no_grad():
            shares = teacher.linker(y, rows, places)[0].softmax(-1).transpose(1, 2)
        taught = taught + span_loss(given, shares, seen)
    return (loss + taught) / 2


def start_loss(logits: Tensor, wanted: Tensor, counts: Tensor, anchors: int) -> Tensor:
    """Of the pieces at which a cue may begin."""
    found = F.binary_cross_entropy_with_logits(logits, wanted, weight=counts, reduction="sum")
    return found / max(1, anchors)


def span_loss(given: Tensor, wanted: Tensor, seen: Tensor, smooth: float = 0.0) -> Tensor:
    """Of the roles (anchors, length, 4); `wanted` are roles, or shares (anchors, 4, length)."""
    each = F.cross_entropy(given.transpose(1, 2), wanted, reduction="none", label_smoothing=smooth)
    return (each * seen).sum() / len(given) / 10


def encoded(model: Reader, ids: Tensor, states: list[Tensor], mask: Tensor, half: bool) -> Tensor:
    """What the encoder says of every piece, (windows, length, width)."""
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
        x: Tensor = model.encoder(ids, *states, mask)
    return x.float()


def hidden(ids: Tensor, part: float) -> Tensor:
    """The pieces with some of the words masked, so that no single word is leant on too much.

    Nothing is drawn where none is hidden: runs without it stay what their seed makes them.
    """
    if not part:
        return ids
    taken = (torch.rand(ids.shape) < part) & (ids > END)
    return ids.masked_fill(taken, MASK)


if __name__ == "__main__":
    main()
