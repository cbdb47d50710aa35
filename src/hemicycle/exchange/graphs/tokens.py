"""Attributes named as GraphML's schema wants them: name tokens of XML (xs:NMTOKEN), no blanks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hemicycle.exchange.graphs.columns import RESERVED, Column
from hemicycle.exchange.graphs.flat import Flat
from hemicycle.exchange.report import Notes

# Letters and digits that validators of XML 1.0, fourth edition, know: Latin, Greek, Cyrillic,
# Hebrew, Arabic, kana, Chinese characters, Hangul. Others become "_".
_FOREIGN = re.compile(
    "[^-.0-9:A-Za-z_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u0131\u0134-\u013e\u0141-\u0148\u014a-\u017e"
    "\u0391-\u03a1\u03a3-\u03ce\u0401-\u040c\u040e-\u044f\u0451-\u045c\u05d0-\u05ea\u0621-\u063a"
    "\u0641-\u064a\u3041-\u3094\u30a1-\u30fa\u4e00-\u9fa5\uac00-\ud7a3]"
)


def tokened(flat: Flat, notes: Notes) -> Flat:
    """The network with attributes called so; which ones were renamed is noted."""
    return replace(
        flat,
        node_columns=_named(flat.node_columns, notes),
        edge_columns=_named(flat.edge_columns, notes),
    )


def _named(columns: Sequence[Column], notes: Notes) -> tuple[Column, ...]:
    taken = {*RESERVED, *(c.name.casefold() for c in columns if not _FOREIGN.search(c.name))}
    out = []
    for column in columns:
        plain = _FOREIGN.sub("_", column.name)
        name, number = plain, 1
        while name != column.name and name.casefold() in taken:
            number += 1
            name = f"{plain}_{number}"
        if name != column.name:
            notes.add("attributes with another name in the file", f"{column.name} is {name}")
        taken.add(name.casefold())
        out.append(replace(column, name=name))
    return tuple(out)
