"""What a reader in training reaches on dev, read as the package reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import torch
from batches import inputs
from model import Reader
from prepare import ROLES, Example

from hemicycle.evaluate.scoring import score
from hemicycle.extract import link
from hemicycle.extract.windows import Window, windows


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
                link.Tagged(
                    int(at) - 1 + w.first, float(p), r[1:-1].float().numpy(), a.float().numpy()
                )
                for (_, at), p, r, a in zip(found, sure, roles, acts, strict=True)
                if 0 < at <= w.last - w.first
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
