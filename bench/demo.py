"""How right the whole coding of the bundled invented debate is: python bench/demo.py [JUDGE]

Prints how many gold statements are found and, of those, how many have the right speaker and day;
how many of all sides taken agree with gold, and where each actor stands in the end. The debate was
used for tuning the rooms up to positions: there it flatters.
"""

import json
import sys
import tempfile
from importlib import resources
from pathlib import Path
from typing import Any

import hemicycle
from hemicycle.evaluate.debate import Tally, compare
from hemicycle.evaluate.finals import finals


def main() -> None:
    """Code it by the rules or another judge, and compare."""
    judge = sys.argv[1] if sys.argv[1:] else "rules"
    with tempfile.TemporaryDirectory() as scratch:
        folder = hemicycle.demo(Path(scratch) / "demo").folder
        settings = folder / "hemicycle.toml"
        told = settings.read_text(encoding="utf-8")
        settings.write_text(told.replace('judge = "rules"', f'judge = "{judge}"'), encoding="utf-8")
        project = hemicycle.open(folder)
        hemicycle.run(project)
        rows = hemicycle.statements(project)
    tally = tally_of(rows)
    print(f"statements found    {tally.found} of {tally.gold}")
    left = tally.found - tally.speaker_right - tally.speaker_wrong
    print(
        f"speakers            {tally.speaker_right} right, {tally.speaker_wrong} wrong, {left} open"
    )
    print(f"days                {tally.day_right} of {tally.found} right")
    print(
        f"sides               {tally.sides_right} right of {tally.sides} taken, "
        f"{tally.sides_gold} in gold"
    )
    told = finals(gold(), rows)
    right = sum(f.told == f.gold for f in told)
    wrong = [f for f in told if f.told is not None and f.told != f.gold]
    print(f"final positions     {right} right, {len(wrong)} wrong, of {len(told)}")
    for f in wrong:
        print(f"    {f.actor} on {f.concept}: {f.told:+}, gold {f.gold:+}")


def gold() -> list[dict[str, Any]]:
    """The coded documents of the debate."""
    place = resources.files("hemicycle").joinpath("data", "demo", "gold.jsonl")
    return [json.loads(line) for line in place.read_text(encoding="utf-8").splitlines()]


def tally_of(rows: list[hemicycle.StatementRow]) -> Tally:
    """The whole debate's tally."""
    tally = Tally()
    for document in gold():
        mine = [row for row in rows if Path(row.document_name).name == document["id"]]
        tally += compare(document, mine)
    return tally


if __name__ == "__main__":
    main()
