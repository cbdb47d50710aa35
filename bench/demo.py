"""How right the whole coding of the bundled invented debate is: python bench/demo.py

Prints how many gold statements are found and, of those, how many have the right speaker and day;
and how many of all sides taken agree with gold. The debate was used for tuning: it flatters.
"""

import json
import tempfile
from importlib import resources
from pathlib import Path

import hemicycle
from hemicycle.evaluate.debate import Tally, compare


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        project = hemicycle.demo(Path(scratch) / "demo")
        hemicycle.run(project)
        tally = tally_of(hemicycle.statements(project))
    print(f"statements found    {tally.found} of {tally.gold}")
    left = tally.found - tally.speaker_right - tally.speaker_wrong
    print(
        f"speakers            {tally.speaker_right} right, {tally.speaker_wrong} wrong, {left} open"
    )
    print(f"days                {tally.day_right} of {tally.found} right")
    print(f"sides               {tally.sides_right} right of {tally.sides} taken")


def tally_of(rows: list[hemicycle.StatementRow]) -> Tally:
    """The whole debate's tally."""
    gold = resources.files("hemicycle").joinpath("data", "demo", "gold.jsonl")
    tally = Tally()
    for line in gold.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        mine = [row for row in rows if Path(row.document_name).name == document["id"]]
        tally += compare(document, mine)
    return tally


if __name__ == "__main__":
    main()
