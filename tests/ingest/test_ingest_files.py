"""Bad input of every kind: a clear message with the file's name, and the others are read."""

import io
import os
import time
import zipfile
import zlib
from datetime import date

import pytest

from hemicycle.errors import DocumentError
from hemicycle.ingest.files import read, read_text
from hemicycle.intervals import Interval
from hemicycle.records import Issue, Metadata, RawDocument

ARTICLE = "The minister said that the bridge will be built."
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCX = f'<w:document xmlns:w="{WORD}"><w:body>%s</w:body></w:document>'
PARAGRAPH = "<w:p><w:r><w:t>%s</w:t></w:r></w:p>"


def docx(inner: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", DOCX % inner)
    return out.getvalue()


def docx_bomb() -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w", force_zip64=True) as part,
    ):
        part.write((DOCX.split("%s")[0] + "<w:p><w:r><w:t>").encode())
        for _ in range(200):
            part.write(b"a" * 1_000_000)
    return out.getvalue()


def pdf(stream: bytes, filter_: bytes = b"") -> bytes:
    """A PDF of one page whose content is `stream`."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<<%s/Length %d>>stream\n%s\nendstream" % (filter_, len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    return out + end % (table, len(out))


GOOD_PDF = pdf(b"BT /F1 12 Tf 72 720 Td (" + ARTICLE.encode() + b") Tj ET")
GOOD_DOCX = docx(PARAGRAPH % ARTICLE)
BOMB = zlib.compress(b"(a) Tj " * 20_000_000, 9)

BAD = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\n ", "empty"),
    "garbage.txt": (os.urandom(20_000), "not text"),
    "garbage": (os.urandom(20_000), "not text"),
    "zeros.txt": (bytes(5000), "not text"),
    "cut.docx": (GOOD_DOCX[: len(GOOD_DOCX) // 2], "broken or cut short"),
    "bomb.docx": (docx_bomb(), "zip bomb"),
    "empty.docx": (docx(""), "no text"),
    "cut.pdf": (GOOD_PDF[:300], "broken, cut short"),
    "scan.pdf": (pdf(b""), "no text layer"),
    "bomb.pdf": (pdf(BOMB, b"/Filter/FlateDecode"), "too large inside"),
    "cut.parquet": (b"PAR1" + bytes(100), "broken or cut short"),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "save it as DOCX"),
    "cut.jsonl.gz": (b"\x1f\x8b\x08\x00broken", "broken or cut short"),
    "empty.csv": (b"", "no rows"),
}  # fmt: skip


def split(found):
    found = list(found)
    documents = [item for item in found if isinstance(item, RawDocument)]
    return documents, [item for item in found if isinstance(item, Issue)]


def test_poisoned_files_among_many_are_named_and_the_rest_is_read(tmp_path):
    good = {
        "a.txt": ARTICLE.encode(),
        "m.pdf": GOOD_PDF,
        "n.docx": GOOD_DOCX,
        "z.txt": b"He said no.",
    }
    for name, data in {**good, **{name: data for name, (data, _) in BAD.items()}}.items():
        (tmp_path / name).write_bytes(data)
    documents, issues = split(read(tmp_path))
    assert [os.path.basename(d.name) for d in documents] == sorted(good)
    assert documents[1].text == documents[2].text == ARTICLE
    said = {os.path.basename(issue.document): issue for issue in issues}
    assert set(said) == set(BAD)
    for name, (_, message) in BAD.items():
        assert message in said[name].message, said[name]
        assert said[name].level == "error"


def test_a_text_over_the_limit_is_refused_in_bounded_time(tmp_path):
    path = tmp_path / "huge.txt"
    path.write_bytes(b"The minister said it. " * 2_400_000)
    started = time.monotonic()
    _, (issue,) = split(read(path))
    assert "52,800,000 characters" in issue.message
    assert "20,000,000" in issue.message
    assert time.monotonic() - started < 10


def test_locked_pdf(tmp_path):
    import pypdf

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(GOOD_PDF))
    writer.encrypt("geheim")
    writer.write(tmp_path / "a.pdf")
    _, (issue,) = split(read(tmp_path / "a.pdf"))
    assert "password" in issue.message


def test_docx_leaves_out_deleted_text_and_knows_its_title(tmp_path):
    title = '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Bridge vote</w:t></w:r></w:p>'
    changed = "<w:p><w:r><w:t>She said </w:t></w:r><w:del><w:r><w:t>no</w:t></w:r></w:del></w:p>"
    (tmp_path / "a.docx").write_bytes(docx(title + changed + PARAGRAPH % "yes."))
    ((document,), _) = split(read(tmp_path / "a.docx"))
    assert document.text == "Bridge vote\n\nShe said\n\nyes."
    assert document.metadata.title == "Bridge vote"


def test_paths_folders_patterns(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / ".hidden").write_text("x")
    (tmp_path / "sub" / "logo.png").write_bytes(b"\x89PNG")
    for name in ("b.txt", "a.txt", "sub/c.txt"):
        (tmp_path / name).write_text(ARTICLE)
    documents, notes = split(read(tmp_path))
    assert [os.path.relpath(d.name, tmp_path) for d in documents] == ["a.txt", "b.txt", "sub/c.txt"]
    assert [os.path.relpath(n.document, tmp_path) for n in notes] == [".hidden", "sub/logo.png"]
    assert {n.level for n in notes} == {"note"}
    assert len(split(read(f"{tmp_path}/*.txt"))[0]) == 2
    assert "no file matches" in split(read(f"{tmp_path}/*.pdf"))[1][0].message
    assert "no such file" in split(read(tmp_path / "none.txt"))[1][0].message


def test_the_content_tells_what_a_file_is(tmp_path):
    (tmp_path / "article").write_bytes(GOOD_PDF)
    (tmp_path / "page").write_text(f"<!DOCTYPE html><p>{ARTICLE}</p>")
    documents, _ = split(read(tmp_path))
    assert [d.media for d in documents] == ["pdf", "html"]


def test_hints_win_and_the_same_text_is_the_same_document(tmp_path):
    (tmp_path / "a.txt").write_text(f"Title: A\nOutlet: X\nDate: 2024-03-11\n\n{ARTICLE}")
    hints = Metadata(outlet="Y", published=Interval.day(date(2024, 3, 12)))
    ((document,), _) = split(read(tmp_path / "a.txt", hints))
    assert document.metadata.outlet == "Y"
    assert document.metadata.title == "A"
    assert str(document.metadata.published) == "2024-03-12"
    assert read_text(ARTICLE, "one").id == read_text(ARTICLE, "two").id


def test_original_is_the_file_to_the_letter(tmp_path):
    text = "The minister said “no”.\r\n\r\nShe \x00left\tat once.\r"
    (tmp_path / "a.txt").write_bytes(text.encode())
    ((document,), _) = split(read(tmp_path / "a.txt"))
    assert document.original == text


def test_another_language_is_read_with_a_warning():
    german = "Der Minister sagte am Montag, dass die Brücke gebaut werden solle. " * 5
    document = read_text(german)
    assert document.metadata.language == "de"
    assert "English rules" in document.issues[0].message
    assert not read_text(ARTICLE * 5).issues


def test_text_that_is_empty_or_holds_a_lone_surrogate():
    with pytest.raises(DocumentError, match="empty"):
        read_text("")
    assert read_text("He said \ud83d no.").original == "He said � no."


def test_a_pipe_in_a_folder_is_named_and_left_out(tmp_path):
    os = pytest.importorskip("os")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "real.txt").write_text("He said no.", encoding="utf-8")
    found = list(read(tmp_path))
    assert [getattr(each, "text", None) or each.level for each in found] == ["error", "He said no."]


def test_a_guessed_encoding_is_a_warning(tmp_path):
    (tmp_path / "a.txt").write_bytes("He said “no” at the café.".encode("cp1252"))
    ((document,), _) = split(read(tmp_path / "a.txt"))
    assert [(i.level, "guessed cp1252" in i.message) for i in document.issues] == [
        ("warning", True)
    ]


def test_a_date_to_come_at_the_head_of_a_text_is_unknown_and_said(tmp_path):
    for n, head in enumerate(["Date: 2099-01-01", "March 11, 2099"]):
        (tmp_path / f"{n}.txt").write_text(f"{head}\n\n{ARTICLE}")
    documents, _ = split(read(tmp_path))
    assert [d.metadata.published for d in documents] == [None, None]
    assert all("2099" in d.issues[0].message for d in documents)
