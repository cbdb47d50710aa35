"""Does the time to code a document grow no faster than the document, whatever its shape?

    python bench/linear.py [--size 25000] [--only WORD] [--limit 120]

Codes invented text of many shapes through all rooms, with two concepts, once at `--size`
characters and once at four times as many. Prints microseconds per character for both and their
ratio: about 1 is linear, about 4 quadratic. The last column compares the large one with ordinary
news of that size. A coding that takes more than `--limit` CPU
seconds is given up.
"""

from __future__ import annotations

import argparse
import signal
import tempfile
import time
from itertools import count
from pathlib import Path

from hemicycle.flat import statement_row
from hemicycle.ingest import files
from hemicycle.pipeline import Coder
from hemicycle.position import embedding
from hemicycle.records import Concept, RawDocument

CONCEPTS = (
    Concept("toll", "The old harbour bridge should be tolled"),
    Concept("dam", "The dam on the Orm must not be built"),
)
NEWS = (
    "Mayor Livia Doe said on Monday that the harbour bridge, closed since March, should be tolled "
    "at hour {n}.\n\n“We cannot let drivers pay nothing for {n} years,” she told the Valley Post. "
    "“It would be a mistake.”\n\nThe Orland transport union, which has {n} members, rejected the "
    "plan. According to its head, Emil Varn, the dam on the Orm will harm {n} farms.\n\n"
    "It rained in the valley for {n} days, and the river rose. Boats lay idle along the quay while "
    "the crews waited for the tide.\n\n"
)
NAMES = ("Ada", "Bram", "Cleo", "Dov", "Edda", "Finn", "Greta", "Hugo", "Iris", "Jon")


def main() -> None:
    """Measure every shape and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--size", type=int, default=25_000, help="characters of the small one")
    parser.add_argument("--only", default="", help="shapes whose name holds this")
    parser.add_argument("--limit", type=int, default=120, help="CPU seconds for one coding")
    asked = parser.parse_args()
    seconds(grown(NEWS, 10_000), asked.limit)  # load the models
    sizes = asked.size, 4 * asked.size
    base = 0.0
    print(f"µs per character, at {sizes[0]:,} and {sizes[1]:,} characters\n")
    print("| shape | small | large | ratio | × news |\n|---|--:|--:|--:|--:|")
    for name, shape in SHAPES.items():
        if asked.only in name or not base:
            suffix = "html" if name.startswith("page") else "txt"
            small, large = (per_char(shape, suffix, size, asked.limit) for size in sizes)
            base = base or large  # the first is ordinary news
            cells = f"{small:.0f} | {large:.0f} | {large / small:.2f} | {large / base:.1f}"
            print(f"| {name} | {cells} |", flush=True)


def per_char(shape: str, suffix: str, size: int, limit: int) -> float:
    """Microseconds of CPU time per character of a text of `size` characters."""
    text = grown(shape, size)
    return 1e6 * seconds(text, limit, suffix) / len(text)


def grown(shape: str, size: int) -> str:
    """`shape` over and over up to `size`: {n} is the number of the round, {name} and {other} are
    names of their own; of "opening||shape||end" only the middle is repeated."""
    head, unit, tail = shape.split("||") if "||" in shape else ("", shape, "")
    parts, length = [head], len(head)
    for n in count(1):
        if length >= size:
            break
        parts.append(unit.format(n=n, name=a_name(n), other=a_name(n + 7_919)))
        length += len(parts[-1])
    return "".join(parts)[:size] + tail


def a_name(n: int) -> str:
    """A given name and a surname of its own: "Cleo Zabac"."""
    letters = "".join("bcdfglmnrs"[int(digit)] + "aeiou"[int(digit) % 5] for digit in str(n))
    return f"{NAMES[n % len(NAMES)]} Z{letters}k"


def seconds(text: str, limit: int, suffix: str = "txt") -> float:
    """CPU seconds from file to rows; infinite when the limit is passed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"shape.{suffix}")
        path.write_text(text, encoding="utf-8")
        signal.signal(signal.SIGPROF, _too_long)
        signal.setitimer(signal.ITIMER_PROF, limit)
        embedding.encode.cache_clear()  # or the large one would know the small one's words
        began = time.process_time()
        try:
            for raw in files.read(path):
                assert isinstance(raw, RawDocument), raw
                coding = Coder(CONCEPTS).code(raw)
                for n, statement in enumerate(coding.statements):
                    statement_row(coding.document, statement, n)
        except TimeoutError:
            return float("inf")
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        return time.process_time() - began


def _too_long(*_: object) -> None:
    raise TimeoutError


SHAPES: dict[str, str] = {
    "ordinary news": NEWS,
    "short paragraphs": "Doe said it rained.\n\n",
    "short paragraphs, no speech": "It rained {n}.\n\n",
    "one paragraph of news": NEWS.replace("\n\n", " "),
    "endless sentence": "and the mayor said the bridge {n} was old and the union wanted a toll ",
    "endless sentence with commas": "the mayor said, and {name} claimed that the toll was wrong, ",
    "endless sentence, no verb": "old bridge number {n} of the harbour ",
    "that he said that": "he said that ",
    "he said": "He said no to {n}. ",
    "according to": "according to {name}, ",
    "according to, in one sentence": "||According to the union, the bridge {n} is bad, ||",
    "colons": "Doe: ",
    "speaker labels": "{name}: The bridge {n} is old.\n\n",
    "two speakers": "Doe: The toll is fair.\n\nVarn: Why {n}?\n\n",
    "introduced paragraphs": "Doe said:\n\nWe saw bridge {n}.\n\n",
    "list of people": "- {name}, mayor: We saw bridge {n}.\n\n",
    "headline of labels": "Doe: ||Varn: ||\n\nDoe said no.",
    "in the opinion of": "In the opinion of {name}, the bridge {n} is bad. ",
    "in the opinion of, without end": "in the opinion of the ",
    "one endless answer": "Doe: No.\n\nDoe: Yes.\n\n||On Monday the BBC said {n}.\n\n||Doe: No.",
    "unsigned quotations": "“The bridge {n} is old.” ",
    "unsigned quotations, a paragraph each": "“The bridge {n} is old.”\n\n",
    "straight quotations": '"The bridge {n} is old," he said. ',
    "scare quotes": "the “old” bridge {n} ",
    "unclosed curly marks": "“The bridge {n} is old, he said.\n\n",
    "unclosed marks in one paragraph": "“The bridge {n} is old, he said. ",
    "unclosed straight marks": '"The bridge {n} is old, he said.\n\n',
    "closing marks only": "The bridge {n} is old,” he said. ",
    "nested marks": "“He said: ‘She said: “No {n}.”’” ",
    "deeply nested marks": "“",
    "single marks": "‘The bridge {n} is old,’ he said. ",
    "unclosed single marks": "‘The bridge {n} is old.\n\n",
    "apostrophes": "the ministers' bridge {n}'s ",
    "endless quotation": "“||The bridge {n} is old and Doe said on Monday it would fall. ||",
    "dates": "On March 3, 2019 ",
    "dates of speech": "He said on March 3, 2019 no. ",
    "days in one sentence": "||He said on Monday and on Tuesday and ||",
    "a name repeated": "Livia Doe ",
    "a surname repeated": "Livia Doe spoke. ||Doe said it. She said no. ||",
    "distinct names": "{name}, ",
    "distinct names speak": "{name} said no. ",
    "one surname, many persons": "{name} Doe said no. Doe said yes. ",
    "distinct organisations": "the {name} Ministry said no. ",
    "one person, many spellings": "Ada {other} Doe said no. Doe said yes. ",
    "one person, many offices": "The {name} minister Ada Doe said no. ",
    "states": "The Kingdom of {name} said no in {other}, the Zabak capital. ",
    "one given name": "Ada {other}e said no. Ada said yes. ",
    "titles": "President Minister Mayor ",
    "of the of the": "the mayor of the minister of the ",
    "outlets": "the BBC, Reuters, the Valley Post, ",
    "told the outlet": "She told the Valley Post that {n} boats sank, the newspaper reported. ",
    "outlets within outlets": "the BBC said on Monday that Reuters reported that ",
    "endless quotation of forecasts": "“||The dam {n} will fall, it would be no option for us. ||",
    "signatures": "“The bridge {n} is old.” — Doe — ",
    "pronouns": "he she they it ",
    "capitals": "THE BRIDGE IS OLD ",
    "capital letters": "A B C ",
    "stance words": "oppose support reject not ban stop ",
    "shell nouns": "this idea, such a plan, ",
    "negations": "not no never ",
    "relative clauses": "the man who saw the bridge that ",
    "full stops": ".",
    "commas": ",",
    "ellipses": "... ",
    "dashes": "-",
    "em dashes": "—",
    "mixed symbols": "!?#$%&*()[]",
    "brackets": "((((((((((",
    "emoji": "😀👍🏽",
    "emoji, spaced": "😀 said no 👍🏽 ",
    "combining characters": "e\u0301\u0302\u0303",
    "one word": "a",
    "one word of digits": "7",
    "one word with capitals": "aB",
    "one word with full stops": "a.b",
    "one word with dashes": "ab-",
    "one word with apostrophes": "ab'",
    "one address": "http://example.org/||a/b?c=d&||",
    "Chinese": "市长说这座桥很旧。",
    "zero-width characters": "a\u200b",
    "blanks": "a||" + " " * 100 + "||",
    "blank lines": "a\n\n\n\n",
    "soft line breaks": "The bridge {n} is old and\nhe said that\n",
    "bullets": "- The bridge {n} is old\n",
    "numbers": "1,024.5 {n} 17% ",
    "table of numbers": "| {n} | 12.5 | 7 |\n",
    "byline lines": "By {name}\n\n",
    "captions": "Photo: {name}\n\n",
    "read also": "Read also: the bridge {n}\n\n",
    "entities": "&amp;&lt;{n} ",
    "broken encoding": "â€œNo {n}.â€ ",
    "page of paragraphs": "<html><body><article>||<p>Doe said it rained {n}.</p>||",
    "page of block quotations": "<html><body>||<p>Doe said:<blockquote><p>No {n}.</blockquote>||",
    "page of spans": "<html><body><article><p>||<b>Doe</b> <i>said</i> it rained {n}. ||",
    "page of lists": "<html><body><ul>||<li><a href='x{n}'>Bridge {n}</a></li>||",
    "page of open tags": "<html><body>||<div><p>Doe said it rained {n}. ||",
    "page of a table": "<html><body><table>||<tr><td>Doe</td><td>{n}</td></tr>||",
    "page of entities": "<html><body><p>||Doe said &quot;no {n}&quot;. ||",
    "page of broken tags": "<html><body><p>||< <a <b='||",
}

if __name__ == "__main__":
    main()
