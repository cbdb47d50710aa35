"""Train the reader.

    python training/reader/train.py ../shared/data/polnear --minilm MODEL.safetensors -o RUN_FOLDER

Writes `reader.pt` and `log.jsonl` (one line each epoch, figures on dev) into the run folder. The
same seed, data and thread count give the same weights.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from corpus import invented
from model import LAYERS, Reader, load_minilm
from prepare import CONTENT, CUE, ROLES, SOURCE, Example, example, read
from torch.nn import functional as F

from hemicycle.evaluate.scoring import score
from hemicycle.extract import link
from hemicycle.extract.windows import SLACK, Window, windows
from hemicycle.extract.wordpieces import END, START

SHARED = 40  # pieces that neighbouring windows share in training
MASK = 103  # the vocabulary's [MASK]
ACTS = ("says", "believes", "intends", "feels", "hears")


def main() -> None:
    """Read, train, log, save."""
    asked = arguments()
    random.seed(asked.seed)
    torch.manual_seed(asked.seed)
    torch.set_num_threads(asked.threads)
    asked.out.mkdir(parents=True, exist_ok=True)
    dev = [example(a, a["attributions"]) for a in read(asked.data / "dev.jsonl.gz")]
    model = Reader(asked.layers, dropout=asked.dropout)
    load_minilm(model.encoder, asked.minilm)
    if asked.start:
        model.load_state_dict(torch.load(asked.start, weights_only=True))
    model.encoder.words.weight.requires_grad_(asked.train_words)
    for state in asked.without:  # such an embedding starts at nothing, and stays there
        getattr(model.encoder, state).weight.requires_grad_(False)
    train(model, list(training(asked)), dev, asked)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument(
        "data", type=Path, help="folder with PolNeAR's train.jsonl.gz, dev.jsonl.gz"
    )
    parser.add_argument("--minilm", type=Path, required=True, help="weights of all-MiniLM-L6-v2")
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="weights of an earlier run to go on from")
    parser.add_argument("--part", type=float, default=1.0, help="part of PolNeAR's articles")
    parser.add_argument("--acts", type=Path, help="kinds of act of some attributions of PolNeAR")
    parser.add_argument("--invented", type=Path, help="folder of invented articles to train on too")
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
    parser.add_argument("--ema", type=float, default=0.995)
    parser.add_argument("--train-words", action="store_true", help="word embeddings too")
    parser.add_argument("--first-only", action="store_true", help="the first annotator only")
    parser.add_argument("--limit", type=int, help="articles, for a trial")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


def training(asked: argparse.Namespace) -> Iterator[Example]:
    """Every article under every annotator, and the invented ones."""
    acts = known_acts(asked.acts)
    for n, article in enumerate(read(asked.data / "train.jsonl.gz")):
        labelled = any((article["id"], one["id"]) in acts for one in article["attributions"])
        if (asked.limit and n >= asked.limit) or not (labelled or random.random() < asked.part):
            continue
        versions = article["annotations"][:1] if asked.first_only else article["annotations"][:3]
        for version in versions:
            for one in version["attributions"] if version is versions[0] else ():
                one["act"] = acts.get((article["id"], one["id"]))
            yield example(article, version["attributions"])
    if asked.invented:
        for article in invented(asked.invented):
            for _ in range(asked.copies):
                yield example(article, article["attributions"])


def known_acts(path: Path | None) -> dict[tuple[str, str], str]:
    """(document, attribution of its first annotator) → act."""
    lines = read(path) if path else ()
    return {(line["doc"], line["attribution"]): line["act"] for line in lines}


# ------------------------------------------------------------------ batches


def cuts(length: int, starts: Sequence[int], jitter: int, trained: int) -> list[Window]:
    """Windows to train on, of `trained` pieces, the first one shortened so that cuts move."""
    jitter = jitter if jitter < length else 0
    shifted = [s - jitter for s in starts if s >= jitter]
    rest = windows(length - jitter, shifted, trained, SHARED, min(SLACK, trained // 5))
    if not jitter:
        return list(rest)
    moved = [
        Window(w.first + jitter, w.last + jitter, w.core_first + jitter, w.core_last + jitter)
        for w in rest
    ]
    return [Window(0, min(trained, jitter + SHARED, length), 0, jitter), *moved]


def items(
    examples: Sequence[Example], shuffle: random.Random | None, trained: int
) -> list[tuple[Example, Window]]:
    """All windows; moved and shuffled for training."""
    out = []
    for one in examples:
        jitter = shuffle.choice([0, shuffle.randrange(64, trained - SHARED)]) if shuffle else 0
        out += [(one, w) for w in cuts(len(one.pieces), one.pieces.starts, jitter, trained)]
    if shuffle:
        shuffle.shuffle(out)
    return out


def batches(
    found: list[tuple[Example, Window]], size: int
) -> Iterator[list[tuple[Example, Window]]]:
    """Windows of like length together, in pools, so that little is padding."""
    for start in range(0, len(found), size * 20):
        pool = sorted(
            found[start : start + size * 20], key=lambda item: item[1].last - item[1].first
        )
        groups = [pool[n : n + size] for n in range(0, len(pool), size)]
        random.shuffle(groups)
        yield from groups


def inputs(group: Sequence[tuple[Example, Window]]) -> tuple[torch.Tensor, ...]:
    """ids, quotation states, cases and mask, each (windows, longest + 2)."""
    longest = max(w.last - w.first for _, w in group) + 2
    ids, quote, case, mask = (torch.zeros(len(group), longest, dtype=torch.long) for _ in range(4))
    for n, (one, w) in enumerate(group):
        length = w.last - w.first
        ids[n, : length + 2] = torch.tensor([START, *one.pieces.ids[w.first : w.last], END])
        quote[n, 1 : length + 1] = torch.tensor(one.pieces.quote[w.first : w.last])
        case[n, 1 : length + 1] = torch.tensor(one.pieces.case[w.first : w.last])
        mask[n, : length + 2] = 1
    return ids, quote, case, mask


def labels(group: Sequence[tuple[Example, Window]], length: int) -> tuple[torch.Tensor, ...]:
    """Anchors (windows, length) with what counts, and rows, places, roles, acts of each anchor."""
    anchors = torch.zeros(len(group), length)
    counts = torch.zeros(len(group), length)
    rows, places, roles, acts = [], [], [], []
    for n, (one, w) in enumerate(group):
        counts[n, w.core_first - w.first + 1 : w.core_last - w.first + 1] = 1
        for attribution, act in zip(one.attributions, one.acts, strict=True):
            anchor = attribution["cue"][0]
            if not w.core_first <= anchor < w.core_last:
                continue
            place = anchor - w.first + 1
            anchors[n, place] = 1
            row = torch.zeros(length, dtype=torch.long)
            for role, label in (("content", CONTENT), ("source", SOURCE), ("cue", CUE)):
                for piece in attribution[role]:
                    if w.first <= piece < w.last:
                        row[piece - w.first + 1] = label
            rows.append(n)
            places.append(place)
            roles.append(row)
            acts.append(ACTS.index(act) if act else -100)
    shape = torch.stack(roles) if roles else torch.zeros(0, length, dtype=torch.long)
    return (
        anchors,
        counts,
        torch.tensor(rows, dtype=torch.long),
        torch.tensor(places, dtype=torch.long),
        shape,
        torch.tensor(acts, dtype=torch.long),
    )


# ------------------------------------------------------------------ training


def train(
    model: Reader, examples: list[Example], dev: list[Example], asked: argparse.Namespace
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
            loss = loss_of(model, group, asked)
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
        line |= figures(model, dev)
        line["seconds with figures"] = round(time.time() - started)
        torch.save(model.state_dict(), asked.out / "reader.pt")
        model.load_state_dict(own)
        with (asked.out / "log.jsonl").open("a") as log:
            log.write(json.dumps(line) + "\n")
        print(line, flush=True)


def loss_of(
    model: Reader, group: list[tuple[Example, Window]], asked: argparse.Namespace
) -> torch.Tensor:
    ids, quote, case, mask = inputs(group)
    anchors, counts, rows, places, roles, acts = labels(group, ids.shape[1])
    smooth = asked.smooth
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=asked.half):
        x = model.encoder(hidden(ids, asked.hide), quote, case, mask)
    x = x.float()
    logits = model.anchors(x)[..., 0]
    target = anchors * (1 - smooth) + smooth / 2 * 0.1
    found = F.binary_cross_entropy_with_logits(logits, target, weight=counts, reduction="sum")
    loss = found / max(1, len(rows))
    if len(rows):
        given, kinds = model.linker(x, rows, places)
        each = F.cross_entropy(
            given.transpose(1, 2), roles, reduction="none", label_smoothing=smooth
        )
        loss = loss + (each * mask[rows]).sum() / len(rows) / 10
        if (acts >= 0).any():
            loss = loss + 0.3 * F.cross_entropy(kinds, acts, ignore_index=-100)
    return loss


def hidden(ids: torch.Tensor, part: float) -> torch.Tensor:
    """The pieces with some of the words masked, so that no single word is leant on too much.

    Nothing is drawn where none is hidden: runs without it stay what their seed makes them.
    """
    if not part:
        return ids
    taken = (torch.rand(ids.shape) < part) & (ids > END)
    return ids.masked_fill(taken, MASK)


# ------------------------------------------------------------------ figures


@torch.no_grad()
def tagged(
    model: Reader, one: Example, threshold: float
) -> Iterator[tuple[Window, list[link.Tagged]]]:
    """What the model says of every window, as the product's session gives it."""
    for w in windows(len(one.pieces), one.pieces.starts):
        _, found, sure, roles, acts = model(*inputs([(one, w)]), torch.tensor(threshold))
        yield (
            w,
            [
                link.Tagged(int(at) - 1 + w.first, float(p), r[1:-1].numpy(), a.numpy())
                for (_, at), p, r, a in zip(found, sure, roles, acts, strict=True)
            ],
        )


def figures(
    model: Reader, dev: Sequence[Example], thresholds: Sequence[float] = (0.3, 0.4, 0.5)
) -> dict[str, Any]:
    """F1 in % on dev at several thresholds."""
    model.eval()
    lowest = min(thresholds)
    found = [
        (
            one,
            list(link.linked(one.pieces, tagged(model, one, lowest))),
        )
        for one in dev
    ]
    out: dict[str, Any] = {}
    for threshold in thresholds:
        predicted = [marked(one, [a for a in said if a.score >= threshold]) for one, said in found]
        rates = score([one.gold for one in dev], predicted).as_json()
        strict = rates["attribution_strict"]
        out[str(threshold)] = {
            **{kind: round(100 * strict[kind]["f1"], 1) for kind in ("all", "direct", "indirect")},
            "pr": [round(100 * strict["all"][k], 1) for k in "pr"],
            **{role: round(100 * rates["token"][role]["f1"], 1) for role in ROLES},
        }
    return out


def marked(one: Example, said: Sequence[link.Linked]) -> Any:
    def spans(places: Sequence[int]) -> Any:
        return one.document.original_spans(link.spans(one.pieces, places))

    kept = link.without_repeats(said)
    return {
        "id": one.id,
        "text": one.gold["text"],
        "attributions": [
            {"source": spans(a.source), "cue": spans(a.cue), "content": spans(a.content)}
            for a in kept
        ],
    }


if __name__ == "__main__":
    main()
