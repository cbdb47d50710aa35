"""The bundled example debate holds together: files, gold statements and codebook agree.

The gold is what `hemicycle evaluate` is shown with, so a span that slips by one, a concept that
was renamed or a form that nobody noticed was dropped must fail here.
"""

import csv
import html
import json
import re
import tomllib
from collections import Counter
from collections.abc import Callable
from datetime import date
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

DEMO = Path(str(resources.files("hemicycle"))) / "data" / "demo"
ROLES = ("source", "cue", "content")
TAG = re.compile(r"<[^>]*>")


def gold() -> list[dict[str, Any]]:
    lines = (DEMO / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def files() -> dict[str, str]:
    """Decoded text by document id: a file's name, or the id of a table's row."""
    texts: dict[str, str] = {}
    for path in sorted((DEMO / "articles").iterdir()):
        content = path.read_bytes().decode("utf-8")
        if path.suffix == ".jsonl":
            rows = [json.loads(line) for line in content.splitlines()]
        elif path.suffix == ".csv":
            rows = list(csv.DictReader(content.splitlines(keepends=True)))
        else:
            rows = [{"id": path.name, "text": content}]
        texts.update((row["id"], row["text"]) for row in rows)
    return texts


GOLD = gold()
STATEMENTS = [(doc, a) for doc in GOLD for a in doc["attributions"]]


def words(doc: dict[str, Any], statement: dict[str, Any], role: str) -> str:
    return " ".join(doc["text"][start:end] for start, end in statement[role])


def readable(text: str) -> str:
    """Without tags, entities, line breaks and case; straight apostrophes."""
    return " ".join(html.unescape(TAG.sub("", text)).lower().replace("’", "'").split())


@pytest.fixture(scope="module")
def concepts() -> dict[str, dict[str, Any]]:
    table = tomllib.loads((DEMO / "codebook.toml").read_text(encoding="utf-8"))["concept"]
    return {concept["id"]: concept for concept in table}


def test_text_is_the_files_own() -> None:
    assert {doc["id"]: doc["text"] for doc in GOLD} == files()


def test_size_of_the_example() -> None:
    assert len(GOLD) == 16
    assert len({doc["outlet"] for doc in GOLD}) >= 5
    assert 200 <= len(STATEMENTS) <= 300
    for doc in GOLD:
        assert len(doc["attributions"]) >= 8, doc["id"]


def test_spans_cut_out_whole_words() -> None:
    for doc, statement in STATEMENTS:
        text = doc["text"]
        assert statement["content"], doc["id"]
        for role in ROLES:
            for start, end in statement[role]:
                piece = text[start:end]
                where = f"{doc['id']}: {role} {piece!r}"
                assert re.search(r"\w", piece), where
                assert piece == piece.strip(), where
                assert not TAG.search(piece), where
                assert not re.match(r"\w\w", text[max(start - 1, 0) : start + 1]), where
                assert not re.match(r"\w\w", text[end - 1 : end + 1]), where


def test_content_keeps_its_quotation_marks() -> None:
    whole = [(doc, s) for doc, s in STATEMENTS if not nested(doc, s)]  # a nested one ends in two
    for doc, statement in whole:
        for start, end in statement["content"]:
            before, after = doc["text"][:start], doc["text"][end:]
            where = f"{doc['id']}: {doc['text'][start:end]!r}"
            assert not re.search("([“‘«\"']|&l(d|a)quo;)$", before[-8:]), where
            assert not re.match("([”’»\"']|&r(d|a)quo;)", after), where


def test_spans_of_one_role_are_ordered_and_apart() -> None:
    for doc, statement in STATEMENTS:
        for role in ROLES:
            for (_, end), (start, _) in pairwise(statement[role]):
                assert end < start, f"{doc['id']}: {role} {statement[role]}"


def test_no_statement_stands_twice() -> None:
    seen = Counter((doc["id"], json.dumps([s[role] for role in ROLES])) for doc, s in STATEMENTS)
    assert max(seen.values()) == 1


def test_own_source_and_cue_stay_out_of_the_content() -> None:
    for doc, statement in STATEMENTS:
        for role in ("source", "cue"):
            for start, end in statement[role]:
                inside = [s for s in statement["content"] if s[0] < end and start < s[1]]
                assert not inside, f"{doc['id']}: {doc['text'][start:end]!r}"


def test_labels_are_the_documented_ones() -> None:
    kinds = {"person", "organisation", "group", "anonymous", "unknown"}
    for doc, statement in STATEMENTS:
        assert statement["form"] in {"direct", "indirect", "mixed"}
        assert isinstance(statement["forecast"], bool)
        actor = statement["actor"]
        assert actor is None or actor["kind"] in kinds, doc["id"]
        assert actor is not None or not statement["source"], doc["id"]


def test_names_stand_in_the_document() -> None:
    for doc, statement in STATEMENTS:
        actor = statement["actor"] or {"name": doc["outlet"]}
        text = readable(doc["text"] + " " + doc["outlet"])
        for name in [actor["name"], *actor.get("members", []), *statement["via"]]:
            assert name.lower() in text, f"{doc['id']}: {name}"


def test_positions_are_in_the_codebook(concepts: dict[str, dict[str, Any]]) -> None:
    used: Counter[tuple[str, int]] = Counter()
    for doc, statement in STATEMENTS:
        for concept, agreement in statement["positions"].items():
            assert concept in concepts, f"{doc['id']}: {concept}"
            assert agreement in (1, 0, -1), f"{doc['id']}: {agreement}"
            used[concept, agreement] += 1
    for concept in concepts:
        assert used[concept, 1], f"nobody supports {concept}"
        assert used[concept, -1], f"nobody opposes {concept}"


def test_codebook_is_complete(concepts: dict[str, dict[str, Any]]) -> None:
    assert 3 <= len(concepts) <= 4
    for concept in concepts.values():
        assert concept["wording"]
        assert concept["definition"]
        assert concept["examples"]
        assert concept["counter_examples"]
        assert concept.get("parent", "dredging") in concepts


def test_dates_are_iso_and_in_order() -> None:
    for doc, statement in STATEMENTS:
        published = date.fromisoformat(doc["published"])
        if (said := statement["said_on"]) is None:
            continue
        start, end = date.fromisoformat(said["start"]), date.fromisoformat(said["end"])
        assert start < end, doc["id"]
        assert start <= published, f"{doc['id']}: said after it was printed"
        days = (end - start).days
        expected = {"day": {1}, "week": {7}, "month": {28, 30, 31}, "year": {365, 366}}
        assert days in expected.get(said["precision"], {days}), f"{doc['id']}: {said}"


Doc = dict[str, Any]
Holds = Callable[[Doc, Doc], Any]  # a document and one of its statements


def order(statement: Doc) -> str:
    """Where the speaker stands: before, after or in the middle of the reported words."""
    if not statement["source"]:
        return "nowhere"
    at = statement["source"][0][0]
    if at < statement["content"][0][0]:
        return "before"
    return "after" if at > statement["content"][-1][0] else "middle"


def form(name: str, place: str | None = None) -> Holds:
    return lambda d, s: s["form"] == name and place in (None, order(s))


def says(role: str, pattern: str) -> Holds:
    return lambda d, s: re.search(pattern, words(d, s, role), re.IGNORECASE)


def dated(precision: str) -> Holds:
    return lambda d, s: (s["said_on"] or {}).get("precision") == precision


def kind(name: str) -> Holds:
    return lambda d, s: (s["actor"] or {}).get("kind") == name


def several_paragraphs(doc: Doc, statement: Doc) -> bool:
    return "\n\n" in words(doc, statement, "content") and order(statement) == "after"


def nested(doc: Doc, statement: Doc) -> bool:
    """Whether the statement lies inside another statement's content."""
    first, last = statement["content"][0][0], statement["content"][-1][1]
    return any(
        other is not statement and any(s <= first and last <= e for s, e in other["content"])
        for other in doc["attributions"]
    )


def shared_source(doc: Doc, statement: Doc) -> bool:
    same = [other for other in doc["attributions"] if other["source"] == statement["source"]]
    return bool(statement["source"]) and len(same) > 1


def label_only(doc: Doc, statement: Doc) -> bool:
    return bool(statement["source"]) and not statement["cue"]


CAPITAL = "^(the iron court|the lantern house|drosten|castelmora|port merrin, the l)"
PRONOUN = "^(he|she|it|they|him|her|who|I|you)$"
FORMS: list[tuple[str, int, Holds]] = [
    ("direct", 60, form("direct")),
    ("indirect", 80, form("indirect")),
    ("mixed", 30, form("mixed")),
    ("direct, speaker before", 8, form("direct", "before")),
    ("direct, speaker after", 20, form("direct", "after")),
    ("direct, speaker in the middle", 12, form("direct", "middle")),
    ("indirect, speaker after", 8, form("indirect", "after")),
    ("indirect, speaker in the middle", 2, form("indirect", "middle")),
    ("several paragraphs, speaker at the end", 6, several_paragraphs),
    ("editor's insertion inside", 2, says("content", r"\. - Ed\.")),
    ("quotation in a quotation", 3, says("content", "[‘'][^’]*“")),
    ("nested in another statement", 8, nested),
    ("according to", 10, says("cue", "^according to$")),
    ("in her opinion", 5, says("cue", "^in (opinion|view|judgment|the opinion of)$")),
    ("follow-up", 7, says("cue", "^(added|continued|went on|repeated)$")),
    ("pronoun", 40, says("source", PRONOUN)),
    ("role noun", 15, says("source", r"^the [a-z]+( [a-z]+)?$")),
    ("shared source of two verbs", 10, shared_source),
    ("named carrier", 15, lambda d, s: bool(s["via"])),
    ("anonymous", 10, kind("anonymous")),
    ("group with named members", 3, lambda d, s: "members" in (s["actor"] or {})),
    ("capital or palace speaks", 6, says("source", CAPITAL)),
    ("forecast", 15, lambda d, s: s["forecast"]),
    ("denial", 4, says("cue", "denied")),
    ("did not rule out", 1, says("cue", "^did not rule out$")),
    ("ruled out", 1, says("cue", "^ruled out$")),
    ("no plans to", 3, says("content", "no plans to")),
    ("all options on the table", 2, says("content", "all options (are|were) on the table")),
    ("condition", 3, says("content", "only if|provided that|if lissanian|as long as")),
    ("past support", 2, says("cue", "had supported")),
    ("question", 4, says("content", "^(whether|when) ")),
    ("label of an interview", 8, label_only),
    ("entities of a web page", 10, says("content", "&[lr](aquo|dquo);")),
    ("known to the day", 50, dated("day")),
    ("known to the week", 3, dated("week")),
    ("known to the month", 3, dated("month")),
    ("known to the year", 2, dated("year")),
    ("a range of days", 2, dated("range")),
]


@pytest.mark.parametrize(("name", "least", "holds"), FORMS, ids=[form[0] for form in FORMS])
def test_forms_occur(name: str, least: int, holds: Any) -> None:
    found = sum(bool(holds(doc, statement)) for doc, statement in STATEMENTS)
    assert found >= least, f"{name}: {found}"


def test_one_actor_changes_its_mind() -> None:
    path = [s["positions"]["dredging"] for _, s in by_date("Odile Varn", "dredging")]
    assert path[0] == 1
    assert path[-1] == -1


def by_date(name: str, concept: str) -> list[tuple[str, dict[str, Any]]]:
    rows = [
        (doc["published"], s)
        for doc, s in STATEMENTS
        if s["actor"] and s["actor"]["name"] == name and concept in s["positions"]
        if not words(doc, s, "cue").startswith("had ")
    ]
    return sorted(rows, key=lambda row: row[0])


def test_two_coalitions_speak_in_several_articles() -> None:
    for name, side in [
        ("Corvin Haldane", 1),
        ("Anselm Rook", 1),
        ("Tilda Brack", -1),
        ("Hester Dunmarrow", -1),
    ]:
        rows = [*by_date(name, "dredging"), *by_date(name, "velm-dredgers")]
        assert {v for _, s in rows for c, v in s["positions"].items() if "dredg" in c} == {side}
        assert len({published for published, _ in rows}) >= 2, name


def test_those_on_low_orm_are_spoken_about_but_never_heard() -> None:
    assert sum("Low Orm" in doc["text"] for doc in GOLD) >= 8
    assert not [s for _, s in STATEMENTS if s["actor"] and "Low Orm" in s["actor"]["name"]]


def test_the_reprint_repeats_the_wire_word_for_word() -> None:
    by_id = {doc["id"]: doc["text"] for doc in GOLD}
    wire = set(re.findall(r'"[^"]+"', by_id["northline-2025-03-03-offer.txt"]))
    assert len(wire & set(re.findall(r'"[^"]+"', by_id["gazette-0304"]))) >= 4


def test_titles_are_no_statements() -> None:
    for title in ("Deep Water, Thin Margins", "The Sea Owes Us Nothing", "The Toll Collectors"):
        [doc] = [doc for doc in GOLD if title in doc["text"]]
        at = doc["text"].index(title)
        hit = [s for s in doc["attributions"] if any(a <= at < b for a, b in s["content"])]
        assert not hit, title
