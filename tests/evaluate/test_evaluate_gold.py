"""Reading gold: what is wrong is said with the line, before anything is scored."""

from __future__ import annotations

import gzip
import json

import pytest

from hemicycle.errors import DocumentError, UsageError
from hemicycle.evaluate import gold

GOOD = {
    "id": "a",
    "text": "Ann said it rained.",
    "outlet": "The Lantern",
    "attributions": [{"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 18]]}],
}


def written(folder, *rows, name="gold.jsonl"):
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    data = "\n".join(lines).encode("utf-8")
    path = folder / name
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return path


@pytest.mark.parametrize("name", ["gold.jsonl", "gold.jsonl.gz"])
def test_good_lines(tmp_path, name):
    second = {**GOOD, "id": "b", "attributions": [{"content": [[0, 3], [9, 18]]}]}
    path = written(tmp_path, GOOD, "", second, "\r", name=name)
    assert gold.read(path) == [GOOD, second]


def test_a_byte_order_mark_and_exotic_line_ends_are_no_trouble(tmp_path):
    row = {**GOOD, "text": "Ann said it\u2028rained."}
    path = written(tmp_path, "\ufeff" + json.dumps(row, ensure_ascii=False) + "\r")
    assert gold.read(path) == [row]


def spans(role, value):
    return {**GOOD, "attributions": [GOOD["attributions"][0] | {role: value}]}


BAD = [
    ("{", "not JSON"),
    ("[" * 100_000, "not JSON"),
    ("[1]", "a list instead of an object"),
    ({k: v for k, v in GOOD.items() if k != "text"}, "'text' is missing"),
    ({**GOOD, "id": 7}, "'id' must be a str, not 7"),
    ({**GOOD, "attributions": None}, "'attributions' must be a list"),
    ({**GOOD, "attributions": ["Ann"]}, "attribution 1 must be an object"),
    ({**GOOD, "attributions": [{"cue": []}]}, "attribution 1 has no 'content'"),
    (spans("cue", 4), "cue of attribution 1 must be a list"),
    (spans("cue", [4, 8]), r"cue of attribution 1: 4 is no \[start, end\]"),
    (spans("cue", [[4.0, 8]]), r"\[4.0, 8\] is no \[start, end\]"),
    (spans("cue", [[True, 8]]), r"\[True, 8\] is no \[start, end\]"),
    (spans("cue", [[8, 4]]), r"\[8, 4\] ends before it starts"),
    (spans("content", [[9, 20]]), r"\[9, 20\] leaves the text of 19 code points"),
    (spans("content", [[-9, 3]]), r"\[-9, 3\] leaves the text"),
    (spans("content", [[9, 18], [4, 8]]), r"\[4, 8\] must come after \[9, 18\]"),
    ({**GOOD, "id": "first"}, "id 'first' stands in line 1 already"),
]


@pytest.mark.parametrize(("row", "message"), BAD)
def test_bad_lines_are_named(tmp_path, row, message):
    path = written(tmp_path, {**GOOD, "id": "first"}, row)
    with pytest.raises(DocumentError, match=rf"gold\.jsonl, line 2: .*{message}"):
        gold.read(path)


def test_files_that_cannot_be_used(tmp_path):
    with pytest.raises(UsageError, match="is not there"):
        gold.read(tmp_path / "none.jsonl")
    with pytest.raises(UsageError, match="cannot be read"):
        gold.read(tmp_path)
    with pytest.raises(UsageError, match="holds no documents"):
        gold.read(written(tmp_path, "", ""))
    (tmp_path / "latin.jsonl").write_bytes(b'{"id": "\xe9"}')
    with pytest.raises(UsageError, match=r"not UTF-8 text \(byte 8\)"):
        gold.read(tmp_path / "latin.jsonl")
    whole = written(tmp_path, GOOD, name="gold.jsonl.gz").read_bytes()
    for name, data in (
        ("cut.gz", whole[:-20]),
        ("no.gz", b"plain"),
        ("torn.gz", whole[:15] + b"x" * 40),
    ):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(UsageError, match="cannot be read"):
            gold.read(tmp_path / name)
