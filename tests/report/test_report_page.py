"""The file as a text: complete without scripts, inert whatever is in it, and no leak."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from invented_debate import CONCEPTS, actor_rows, debate, documents

from hemicycle.records import Concept
from hemicycle.report.page import as_json, render
from hemicycle.rows import DocumentRow
from hemicycle.verbs.together import together

EVIL = "</script></style></title><img src=x onerror=alert(1)>\"'><script>alert(1)</script>"


def page(*, quote_chars: int = 400, concepts: tuple[Concept, ...] = CONCEPTS) -> str:
    rows, actors, docs = debate()
    return render(
        "The strait",
        concepts,
        rows,
        actors,
        docs,
        quote_chars=quote_chars,
        generated=date(2031, 3, 20),
        version="0.1.0",
    )


def data_of(html: str) -> dict:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.S)
    assert found
    return json.loads(found.group(1))


class Tags(HTMLParser):
    """Collects what a browser would see as elements, attributes and text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def hostile() -> str:
    rows, _, _ = debate()
    evil_actor = replace(rows[0].actor or rows[1].actor, name=EVIL, roles=(EVIL,), country=EVIL)
    bad = replace(
        rows[0],
        actor=evil_actor,
        paragraph=EVIL + rows[0].paragraph,
        text=EVIL,
        title=EVIL,
        outlet=EVIL,
        url="javascript:alert(1)",
        why=(EVIL,),
        positions=tuple(replace(p, reason=EVIL, by=EVIL) for p in rows[1].positions),
    )
    evil_documents = [
        replace(d, title=EVIL, outlet=EVIL, url="javascript:alert(1)", name=EVIL, failure=EVIL)
        for d in documents()
    ]
    concepts = [
        replace(CONCEPTS[0], wording=EVIL, definition=EVIL, examples=(EVIL,)),
        *CONCEPTS[1:],
    ]
    statements = [bad, *rows[1:]]
    return render(
        EVIL,
        concepts,
        statements,
        actor_rows(statements),
        evil_documents,
        together=together(statements, concepts),
        version=EVIL,
    )


def test_nothing_written_by_others_becomes_markup() -> None:
    html = hostile()
    tags = Tags(html).tags
    assert "img" not in [tag for tag, _ in tags]
    assert [tag for tag, _ in tags].count("script") == 2
    assert not [name for _, attributes in tags for name in attributes if name.startswith("on")]
    assert not [a for _, a in tags if (a.get("href") or "").lower().startswith("javascript:")]
    assert "<img" not in html
    data_of(html)


def test_nothing_is_loaded_from_anywhere() -> None:
    tags = Tags(page()).tags
    assert not [a for tag, a in tags if "src" in a or tag in ("link", "iframe", "object", "base")]
    assert not [a for _, a in tags if "style" in a]
    links = [a for tag, a in tags if tag == "a" and not (a["href"] or "").startswith("#")]
    assert links
    assert all((a["href"] or "").startswith("https://") for a in links)
    assert all("noopener" in (a["rel"] or "") for a in links)


def test_policy_allows_only_what_is_in_the_file() -> None:
    policies = [a["content"] for _, a in Tags(page()).tags if "http-equiv" in a]
    assert len(policies) == 1
    assert "default-src 'none'" in policies[0]
    assert "unsafe" not in policies[0]
    assert "http" not in policies[0]


@pytest.mark.parametrize("limit", [0, 40, 120, 400])
def test_the_cap_holds_for_what_is_embedded(limit: int) -> None:
    html = page(quote_chars=limit)
    for statement in data_of(html)["statements"]:
        shown = "".join(words for _, words in statement["q"] if words not in ("… ", " …"))
        assert len(shown) <= limit
    if limit < 100:
        for row in debate()[0]:
            assert row.paragraph not in html


def test_no_trace_of_the_users_machine() -> None:
    html = page()
    assert "/home/" not in html
    assert "annaliese" not in html
    assert "17.txt" in html  # the failure still says which file


def test_numbers_open_what_they_count() -> None:
    """Every button that shows a bare number leads to a list exactly that long."""
    html = page()
    lists = data_of(html)["lists"]
    shown = re.findall(r'class="n" data-set="(\d+)" [^>]*>([\d,]+)<', html)
    assert len(shown) > 60
    for key, number in shown:
        assert len(lists[int(key)][1]) == int(number.replace(",", ""))


def test_lists_only_name_statements_that_exist() -> None:
    data = data_of(page())
    count = len(data["statements"])
    assert all(0 <= at < count for _, found in data["lists"] for at in found)
    assert all(statement["d"] < len(data["documents"]) for statement in data["statements"])


def test_without_scripts_chart_and_tables_are_there() -> None:
    text = Tags(re.sub(r"<template.*?</template>", "", page(), flags=re.S))
    assert "hemicycle" in [(a.get("class") or "").split(" ")[0] for t, a in text.tags if t == "svg"]
    assert "Marta Ilvesk" in text.text
    assert "actors for, " in text.text
    assert sum(1 for tag, _ in text.tags if tag == "table") >= 8


def test_it_says_what_the_machine_did_not_know() -> None:
    text = " ".join(Tags(page()).text.split())
    assert "Coded by machine, not checked by people" in text
    assert "could not tell the speaker of 4 of the 63 statements." in text
    assert "One document could not be read." in text


def test_the_same_rows_give_the_same_file() -> None:
    assert page() == page()


def waiting(document: DocumentRow) -> DocumentRow:
    return replace(document, coded=None, failure=None)


@pytest.mark.parametrize(
    ("docs", "teaches"),
    [
        ([], "hemicycle add"),
        ([waiting(d) for d in documents()], "hemicycle run"),
        (documents(), "hemicycle extract FILE"),
    ],
    ids=["nothing added", "nothing coded", "nothing found"],
)
def test_empty_states_teach_the_next_step(docs: list[DocumentRow], teaches: str) -> None:
    html = render("Empty", [], [], [], docs, version="0.1.0")
    assert teaches in html
    assert 'concept add "' in html
    Tags(html)


def test_without_concepts_the_rest_is_shown() -> None:
    html = page(concepts=())
    assert 'concept add "' in html
    assert "Who gets to speak" in html
    assert "Marta Ilvesk" in html


def test_many_concepts_are_chosen_from_a_list() -> None:
    many = tuple(Concept(f"c{n}", f"Proposition {n}") for n in range(7))
    html = page(concepts=(*CONCEPTS, *many))
    assert "<select" in html
    assert 'role="tab"' not in html


def test_strange_characters_can_be_written() -> None:
    rows, actors, docs = debate()
    odd = replace(rows[0], paragraph="a\ud800\x00\u2028b" + rows[0].paragraph, title="\udfff\x08")
    html = render("T", CONCEPTS, [odd, *rows[1:]], actors, docs, version="0")
    html.encode("utf-8")
    assert "\x00" not in html
    data_of(html)


def test_json_cannot_leave_its_element() -> None:
    text = as_json(["</script><!--", "&amp;", "\u2028"])
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text) == ["</script><!--", "&amp;", "\u2028"]
