"""The report: one HTML file that shows who stands where, with the evidence behind every number.

It must open from a USB stick years from now and send nothing anywhere. So styles, script and data
are inside the file, and its content security policy forbids everything but exactly this style and
this script (by hash). All that came from articles or users is escaped; quotations are capped
before they are embedded; paths of the user's machine are left out.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Any

from markupsafe import Markup

from hemicycle.records import Concept
from hemicycle.report import embedded, figures, front, panels, phrases, speakers, together_panel
from hemicycle.report.caps import Caps
from hemicycle.report.evidence import printable
from hemicycle.report.together import Together
from hemicycle.rows import ActorRow, DocumentRow, StatementRow

TABS = 5  # more concepts than this are chosen from a list


def render(
    title: str,
    concepts: Sequence[Concept],
    statements: Sequence[StatementRow],
    actors: Sequence[ActorRow],
    documents: Sequence[DocumentRow],
    *,
    together: Together | None = None,
    quote_chars: int = 400,
    document_chars: int = 2000,
    generated: date | None = None,
    version: str,
) -> str:
    """The whole report as one HTML file.

    `together`, when given, is shown as a network and must be counted from these statements.
    `quote_chars` is the most that is embedded of the paragraph around any one statement, and
    `document_chars` of any one document, in code points. `generated` is printed when given (leave
    it out for files that must not differ).
    """
    rows = panels.Rows(statements, actors)
    shown = [panels.concept_panel(rows, concept) for concept in concepts]
    caps = Caps(rows.statements, quote_chars, document_chars)
    view = {
        "title": title,
        "panels": shown,
        "together": together_panel.panel(rows, concepts, together) if together else None,
        "lines": speakers.actor_lines(rows, shown),
        "charts": speakers.speaking_charts(rows) if statements else [],
        "head": front.head(rows, concepts, documents),
        "documents": front.document_lines(rows, documents),
        "methods": front.methods(statements),
        "caps": caps,
        "limits": {"bench": panels.BENCH, "tabs": TABS},
        "generated": phrases.day(generated) if generated else None,
        "version": version,
    }
    data = embedded.data(rows.statements, concepts, rows.numbers, caps)
    return printable(_fill(view, as_json(data))).lstrip()


# ---------------------------------------------------------------- assembly


def as_json(data: object) -> str:
    """JSON that cannot leave a script element, whatever the strings in it say."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def _fill(view: Mapping[str, Any], data: str) -> str:
    style = _file("report.css") + _file("together.css")
    script = _file("report.js") + _file("together.js")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return str(
        _template().render(
            view, style=Markup(style), script=Markup(script), policy=policy, data=Markup(data)
        )
    )


@cache
def _template() -> Any:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(_file),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(icon=figures.icon, words=panels.STANCE_WORDS)
    environment.filters.update(
        day=phrases.short_day,
        listed=phrases.listed,
        capital=phrases.capital,
        number=phrases.number,
        count=phrases.count,
    )
    return environment.get_template("report.html.j2")


@cache
def _file(name: str) -> str:
    return resources.files("hemicycle.report").joinpath("templates", name).read_text("utf-8")


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
