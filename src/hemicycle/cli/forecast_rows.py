"""Forecasts as rows of a table: with everything for a file, in short for the terminal."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hemicycle.cli.deciding import SHORT
from hemicycle.intervals import Interval
from hemicycle.verbs import foretelling

if TYPE_CHECKING:
    import polars as pl

LONGEST = 160  # code points of a forecast in the terminal

LONG = (
    *("id", "state", "kind", "actor", "text", "due_start", "due_end", "due_precision", "due_text"),
    *("due_reason", "wording", "probability", "denies", "said_start", "said_end", "statement"),
    *("document", "outlet", "note", "by", "at", "reason"),
)
SHORTENED = ("id", "actor", "forecast", "by when", "sure", "state")
SCORED = ("actor", "open", "resolved", "right", "brier")


def row(each: foretelling.Forecast) -> dict[str, Any]:
    """A forecast with all that is known of it, for files."""
    outlook, outcome = each.outlook, each.outcome
    due, said = outlook.due, each.said
    return {
        "id": outlook.id,
        "state": each.state,
        "kind": outlook.kind,
        "actor": "; ".join(actor.name for actor in each.actors) or None,
        "text": outlook.text,
        "due_start": due.start if due else None,
        "due_end": due.end if due else None,
        "due_precision": due.precision if due else None,
        "due_text": outlook.due_text or None,
        "due_reason": outlook.due_reason,
        "wording": outlook.wording or None,
        "probability": outlook.probability,
        "denies": outlook.denies,
        "said_start": said.start if said else None,
        "said_end": said.end if said else None,
        "statement": each.statement,
        "document": each.document_name,
        "outlet": each.outlet,
        "note": outcome.note if outcome else None,
        "by": outcome.by if outcome else None,
        "at": outcome.at if outcome else None,
        "reason": outlook.reason,
    }


def short(each: foretelling.Forecast) -> dict[str, str]:
    """A forecast for the terminal."""
    outlook = each.outlook
    words = outlook.text if len(outlook.text) <= LONGEST else outlook.text[: LONGEST - 1] + "…"
    sure = f"{outlook.probability:.2f}" if outlook.probability is not None else ""
    return {
        "id": outlook.id[:SHORT],
        "actor": ", ".join(actor.name for actor in each.actors) or "not known",
        "forecast": words if outlook.kind == "forecast" else f"{outlook.kind}: {words}",
        "by when": _days(outlook.due) if outlook.due else "not told",
        "sure": f"{sure}{' that not' if outlook.denies else ''} {outlook.wording}".strip(),
        "state": each.state,
    }


def _days(due: Interval) -> str:
    last = due.end - timedelta(days=1)
    return str(last) if due.start == last else f"{due.start} to {last}"


def scored(row: dict[str, Any]) -> dict[str, str]:
    """The scores of an actor for the terminal."""
    late = f" ({row['overdue']} overdue)" if row["overdue"] else ""
    void = f" (+{row['void']} void)" if row["void"] else ""
    return {
        "actor": row["actor"],
        "open": f"{row['open']}{late}",
        "resolved": f"{row['resolved']}{void}",
        "right": _estimate(row, "right"),
        "brier": _estimate(row, "brier") + (f", of {row['worded']}" if row["worded"] else ""),
    }


def _estimate(row: dict[str, Any], name: str) -> str:
    if row[name] is None:
        return ""
    low, high = row[f"{name}_low"], row[f"{name}_high"]
    bounds = "" if low is None else f" ({low:.2f} to {high:.2f})"
    return f"{row[name]:.2f}{bounds}"


def frame(rows: list[dict[str, Any]], names: tuple[str, ...]) -> pl.DataFrame:
    """The rows as a table, with the types of its columns also where it is empty."""
    import polars as pl

    kinds: dict[str, Any] = {"probability": pl.Float64, "denies": pl.Boolean}
    days = ("due_start", "due_end", "said_start", "said_end")
    kinds |= dict.fromkeys(days, pl.Date)
    return pl.DataFrame(rows, {name: kinds.get(name, pl.String) for name in names})
