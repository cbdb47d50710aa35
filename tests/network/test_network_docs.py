"""The examples of docs/dna-differences.md are true."""

import doctest
from pathlib import Path

DOCUMENT = Path(__file__).parents[2] / "docs" / "dna-differences.md"


def test_every_difference_from_dna_is_as_the_document_says():
    tried = doctest.testfile(str(DOCUMENT), module_relative=False, encoding="utf-8")
    assert tried.failed == 0
    assert tried.attempted > 40
