"""What Hemicycle itself wrote, which is no article: a project's files, its reports, its tables.

People keep their articles in the project's folder and add all of it. Read as news, a report and
an exported table would hold every statement a second time, told by nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath

from hemicycle.errors import DocumentError

_FILE = re.compile(r"(hemicycle|codebook)\.toml|hemicycle(-llm)?\.db([.-]\w+)?")
_REPORT = re.compile(rb'<meta name="generator" content="Hemicycle \d')
_STATEMENTS = frozenset({"document", "content", "source", "cue", "source_text", "cue_text"})
_CODERS = frozenset({"document", "agreement", "evidence", "first_agreement", "first_by"})


class OwnWork(DocumentError):
    """This file is Hemicycle's own and no document; that is no failure."""


def check_file(name: str, head: bytes) -> None:
    """Raise OwnWork when the file is one of a project's, or a report."""
    if _FILE.fullmatch(PurePath(name).name):
        raise OwnWork(name, "left out: by its name it belongs to a Hemicycle project")
    if _REPORT.search(head):
        raise OwnWork(name, "left out: it is a report that Hemicycle wrote")


def check_columns(names: Iterable[str], table: str) -> None:
    """Raise OwnWork when a table has the columns of statements, or of two coders, as Hemicycle
    writes them."""
    columns = set(names)
    if columns >= _STATEMENTS or columns >= _CODERS:
        why = "it holds statements that Hemicycle wrote; give a column map to read it all the same"
        raise OwnWork(table, f"left out: {why}")
