"""The codebook as QDC, the exchange format of programs for qualitative analysis (REFI-QDA 1.0).

NVivo, MAXQDA, ATLAS.ti, QualCoder and others read it. It knows a name, a description and a place in
the tree; definition, examples and counter-examples go into the description.
"""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from hemicycle.errors import UsageError
from hemicycle.exchange.graphs.saving import check, save
from hemicycle.exchange.report import Notes, Report
from hemicycle.exchange.xmltext import clean
from hemicycle.records import Concept

NS = "{urn:QDA-XML:codebook:1.0}"


class Code(NamedTuple):
    """A code in the file; `parent` is the GUID of the one above."""

    guid: str
    name: str
    description: str
    parent: str | None


def write(concepts: Sequence[Concept], path: str | Path, *, overwrite: bool = False) -> Report:
    """Write the codebook. Raises UsageError when there is no concept, the tree runs in a circle,
    or `path` is there and may not be overwritten."""
    path, notes = Path(path), Notes()
    if not concepts:
        raise UsageError("there is no concept to write: a QDC file needs at least one")
    packed = _packed(concepts)
    wanted = sorted(_codes(concepts))
    if lost := {code.guid for code in wanted} - {code.guid for code in parse(packed)}:
        names = "; ".join(code.name for code in wanted if code.guid in lost)
        raise UsageError(f"these concepts are parents of each other in a circle: {names}")
    check(path, wanted, sorted(parse(packed)))
    for concept in concepts:
        if concept.examples or concept.counter_examples:
            notes.add("examples stand in the description", concept.wording)
    save({path: packed}, overwrite=overwrite)
    return Report({"concepts": len(concepts)}, notes.all())


def guid(concept: str) -> str:
    """The GUID of a concept's id: the same in every file."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"hemicycle:concept:{concept}"))


def _codes(concepts: Sequence[Concept]) -> Iterator[Code]:
    known = {concept.id for concept in concepts}
    for c in concepts:
        above = guid(c.parent) if c.parent in known and c.parent else None
        yield Code(guid(c.id), clean(c.wording), clean(_description(c)), above)


def _description(concept: Concept) -> str:
    parts = [concept.definition] if concept.definition else []
    for head, texts in (
        ("Speaks to it:", concept.examples),
        ("Looks like it, but is not:", concept.counter_examples),
    ):
        if texts:
            parts.append("\n".join([head, *(f"- {text}" for text in texts)]))
    return "\n\n".join(parts)


def _packed(concepts: Sequence[Concept]) -> bytes:
    from lxml import etree

    codes = list(_codes(concepts))
    out = io.BytesIO()
    with etree.xmlfile(out, encoding="utf-8") as xml:
        xml.write_declaration()
        with (
            xml.element(f"{NS}CodeBook", origin="Hemicycle", nsmap={None: NS[1:-1]}),
            xml.element(f"{NS}Codes"),
        ):
            _below(xml, codes, None)
    return out.getvalue()


def _below(xml: Any, codes: Sequence[Code], parent: str | None) -> None:
    for code in codes:
        if code.parent == parent:
            with xml.element(f"{NS}Code", guid=code.guid, name=code.name, isCodable="true"):
                if code.description:
                    with xml.element(f"{NS}Description"):
                        xml.write(code.description)
                _below(xml, codes, code.guid)


def parse(content: bytes) -> Iterator[Code]:
    """The codes in the bytes of a file."""
    from lxml import etree

    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False))
    for code in root.iter(f"{NS}Code"):
        above = code.getparent().get("guid")
        told = code.findtext(f"{NS}Description") or ""
        yield Code(code.get("guid"), code.get("name"), told, above)
