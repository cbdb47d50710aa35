"""Train the judge of positions.

    python training/positions/train.py ../shared/data --weights MPNET.safetensors -o RUN_FOLDER

Writes `judge.pt` and `log.jsonl` (one line each epoch, figures on the held-out debates that are for
tuning) into the run folder. The same seed, data and thread count give the same weights.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from batches import batches, padded, read
from figures import figures
from model import Judge, load
from pairs import Pair, of_debates
from sources import ON, shared, units
from torch import Tensor
from torch.nn import functional as F

HERE = Path(__file__).parent
TUNING = range(1, 9)  # held-out debates by number; the others are for the last test
WEIGHTS = (0.3, 1.0, 1.5)  # of the three answers


def main() -> None:
    """Read, train, log, save."""
    asked = arguments()
    random.seed(asked.seed)
    torch.manual_seed(asked.seed)
    torch.set_num_threads(asked.threads)
    asked.out.mkdir(parents=True, exist_ok=True)
    model = Judge(asked.kind, asked.layers, asked.apart, asked.dropout)
    load(model.encoder, asked.weights, kept(asked))
    if asked.start:
        model.load_state_dict(torch.load(asked.start, weights_only=True)["weights"])
    model.encoder.words.weight.requires_grad_(False)
    train(model, list(of_debates(heldout(TUNING))), asked)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument(
        "data", type=Path, help="folder with perspectrum/, ibm_claim_stance/, news/, polnear/"
    )
    parser.add_argument("--weights", type=Path, required=True, help="pretrained safetensors")
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="weights of an earlier run to go on from")
    parser.add_argument("--kind", choices=("mpnet", "minilm"), default="mpnet")
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--apart", type=int, default=2, help="layers that see only one side")
    parser.add_argument(
        "--spread", action="store_true", help="keep every other layer, not the first"
    )
    parser.add_argument(
        "--on", nargs="+", type=shared, default=[(name, 1.0) for name in ON],
        metavar="NAME[:SHARE]", help=f"what an epoch sees, and how much of it: {', '.join(ON)}",
    )  # fmt: skip
    parser.add_argument(
        "--copies",
        type=int,
        default=1,
        help="of news.jsonl that an epoch sees, and wordings of what else is real",
    )
    parser.add_argument("--weight", type=float, default=0.5, help="of public arguments")
    parser.add_argument("--epochs", type=float, default=4)
    parser.add_argument("--pieces", type=int, default=2400, help="wordpieces of a step, about")
    parser.add_argument("--rate", type=float, default=5e-5, help="of the encoder")
    parser.add_argument("--head-rate", type=float, default=4e-4)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--limit", type=int, help="steps, for a trial")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


def kept(asked: argparse.Namespace) -> list[int]:
    """Which layers of the pretrained encoder are kept."""
    whole = 12 if asked.kind == "mpnet" else 6
    if not asked.spread:
        return list(range(asked.layers))
    return [round(n * (whole - 1) / (asked.layers - 1)) for n in range(asked.layers)]


def heldout(numbers: Sequence[int]) -> list[Path]:
    """The held-out debates with these numbers."""
    return [p for p in sorted((HERE / "heldout").glob("*.json")) if int(p.name[:2]) in numbers]


def loss_of(logits: Tensor, pairs: Sequence[Pair]) -> Tensor:
    """Cross entropy of the answers that are known, weighted."""
    total = torch.zeros(())
    for answer, weight in enumerate(WEIGHTS):
        known = [n for n, pair in enumerate(pairs) if pair.answers[answer] is not None]
        if known:
            gold = torch.tensor([float(pairs[n].answers[answer] or 0) for n in known])
            each = torch.tensor([pairs[n].weight for n in known])
            gold = gold * 0.96 + 0.02
            found = F.binary_cross_entropy_with_logits(
                logits[known, answer], gold, each, reduction="sum"
            )
            total = total + weight * found
    return total / len(pairs)


# ------------------------------------------------------------------ training


def train(model: Judge, dev: list[Pair], asked: argparse.Namespace) -> None:
    """Epoch by epoch, with one line of figures each."""
    chance = random.Random(asked.seed)
    heads = [*model.hidden.parameters(), *model.answers.parameters(), model.encoder.parts.weight]
    mine = {id(p) for p in heads}
    rest = [p for p in model.parameters() if p.requires_grad and id(p) not in mine]
    optimizer = torch.optim.AdamW(
        [{"params": rest, "lr": asked.rate}, {"params": heads, "lr": asked.head_rate}],
        weight_decay=0.01,
        fused=True,
    )
    first = sum(1 for _ in batches(units(asked, random.Random(0)), asked.pieces, random.Random(0)))
    steps = int(asked.epochs * first)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda n: rate(n, steps))
    done, epoch, began, total = 0, 0, time.time(), 0.0
    print(f"{steps} steps", flush=True)
    while done < min(steps, asked.limit or steps):
        model.train()
        for group in batches(units(asked, chance), asked.pieces, chance):
            if done >= min(steps, asked.limit or steps):
                break
            with torch.autocast("cpu", torch.bfloat16):
                logits, _ = model(*padded(group))
            loss = loss_of(logits.float(), [one.pair for one in group])
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            done, total = done + 1, total + float(loss.detach())
            if done % 100 == 0:
                print(done, round(total / 100, 4), round(time.time() - began), "s", flush=True)
                total = 0.0
        epoch += 1
        line = {
            "epoch": epoch,
            "seconds": round(time.time() - began),
            **figures(dev, answers(model, dev)),
        }
        print(json.dumps(line), flush=True)
        with open(asked.out / "log.jsonl", "a", encoding="utf-8") as log:
            log.write(json.dumps(line) + "\n")
        save(model, asked, asked.out / "judge.pt")


def rate(step: int, steps: int) -> float:
    """Up over a twentieth of the steps, then down along a cosine."""
    warm = max(1, steps // 20)
    return (
        step / warm
        if step < warm
        else 0.5 * (1 + math.cos(math.pi * (step - warm) / (steps - warm)))
    )


def save(model: Judge, asked: argparse.Namespace, path: Path) -> None:
    shape = {"kind": asked.kind, "layers": asked.layers, "apart": asked.apart}
    torch.save({**shape, "weights": model.state_dict()}, path)


@torch.no_grad()
def answers(model: Judge, pairs: Sequence[Pair]) -> list[tuple[float, float, float]]:
    """The probabilities of the three answers for each pair."""
    model.eval()
    asked = sorted(enumerate(map(read, pairs)), key=lambda one: len(one[1].said[0]))
    out: list[tuple[float, float, float]] = [(0.0, 0.0, 0.0)] * len(pairs)
    for start in range(0, len(asked), 32):
        part = asked[start : start + 32]
        with torch.autocast("cpu", torch.bfloat16):
            logits, _ = model(*padded([one for _, one in part]))
        for (n, _), row in zip(part, logits.float().sigmoid().tolist(), strict=True):
            out[n] = (row[0], row[1], row[2])
    return out


if __name__ == "__main__":
    main()
