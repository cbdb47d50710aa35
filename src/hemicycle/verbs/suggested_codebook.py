"""Suggestions as a codebook file that a person edits and `hemicycle` reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hemicycle.position.suggestions import Suggestion, Voice
from hemicycle.rows import StatementRow

QUOTE = 200  # code points of a quotation
EXAMPLES = 3  # a side

HEAD = """\
Suggested by `hemicycle concept suggest`: propositions the statements divide over, most divided
first. Wordings are cut from the statement named above each: edit them, drop what you do not need,
check the examples, and copy what stays into codebook.toml. `examples` speak for the wording,
`counter_examples` against it, as far as a machine can tell."""


def text(found: Sequence[Suggestion], rows: Mapping[str, StatementRow]) -> str:
    """The TOML of all suggestions, in their order."""
    import tomlkit

    from hemicycle.position import codebook_toml as toml

    document = tomlkit.document()
    for line in HEAD.splitlines():
        document.add(tomlkit.comment(line))
    taken: set[str] = set()
    for each in found:
        id = toml.free_id(each.concept.wording, taken)
        taken.add(id)
        toml.tables(document).append(_table(id, each, rows))
    return tomlkit.dumps(document)


def examples(found: Suggestion, rows: Mapping[str, StatementRow], side: int) -> list[StatementRow]:
    """Statements on that side, of one speaker one, nearest first."""
    kept: dict[str, StatementRow] = {}
    for voice in found.voices:
        if voice.side == side and voice.speaker is not None and voice.statement in rows:
            kept.setdefault(voice.speaker, rows[voice.statement])
    return list(kept.values())[:EXAMPLES]


def quotation(row: StatementRow) -> str:
    """The words, cut behind a word where they are long."""
    words = " ".join(row.text.split())
    return words if len(words) <= QUOTE else words[:QUOTE].rsplit(" ", 1)[0] + " …"


def example(row: StatementRow) -> str:
    """The words with what reports them, as they stand: "the bill" is no example, "opposes the bill"
    is. A direct quotation speaks for itself."""
    spans = (*row.paragraph_cue, *row.paragraph_content)
    if row.form == "direct" or not spans:
        return quotation(row)
    whole = row.paragraph[min(s for s, _ in spans) : max(e for _, e in spans)]
    words = " ".join(whole.split())
    return words if len(words) <= QUOTE else quotation(row)


def source(row: StatementRow) -> str:
    """ "Odile Varn, 2025-03-11, The Skerrow Post, statement 0f3c…"."""
    who = row.actor.name if row.actor else "not known"
    parts = [
        who,
        str(row.when or "no date"),
        row.outlet or row.document_name,
        f"statement {row.id}",
    ]
    return ", ".join(" ".join(part.split()) for part in parts)


def _list(texts: Sequence[str]) -> object:
    import tomlkit

    made = tomlkit.array()
    made.extend(texts)
    return made.multiline(True)


def _table(id: str, found: Suggestion, rows: Mapping[str, StatementRow]) -> object:
    import tomlkit

    table = tomlkit.table()
    table["id"], table["wording"] = id, found.concept.wording
    origin = rows[found.taken_from]
    on_it: Sequence[Voice] = [v for v in found.voices if v.side]
    lines = [
        f"{found.for_} actors for, {found.against} against, in {found.documents} documents; "
        f"{len(on_it)} statements take a side, {len(found.voices) - len(on_it)} more are near",
        f"worded after: {source(origin)}: {quotation(origin)}",
    ]
    for side, name in ((1, "examples"), (-1, "counter_examples")):
        chosen = examples(found, rows, side)
        lines += [f"{name}: {source(row)}" for row in chosen]
        if chosen:
            table[name] = _list(list(dict.fromkeys(map(example, chosen))))
    for line in lines:
        table.add(tomlkit.comment(line))
    table.add(tomlkit.nl())
    return table


def record(found: Suggestion, rows: Mapping[str, StatementRow]) -> dict[str, object]:
    """A suggestion for a program; `evidence`: statements near it, sided ones first."""
    evidence = [
        {
            "id": row.id,
            "document": row.document_name,
            "actor": row.actor.name if row.actor else None,
            "date": str(row.when) if row.when else None,
            "side": voice.side,
            "score": round(voice.score, 2),
            "nearness": round(voice.nearness, 2),
            "reason": voice.reason,
            "text": row.text,
        }
        for voice in found.voices
        for row in [rows[voice.statement]]
    ]
    return {
        "wording": found.concept.wording,
        "taken_from": found.taken_from,
        "statements_for": sum(v.side == 1 for v in found.voices),
        "statements_against": sum(v.side == -1 for v in found.voices),
        "actors_for": found.for_,
        "actors_against": found.against,
        "documents": found.documents,
        "disagreement": round(found.disagreement, 3),
        "rank": round(found.rank, 3),
        "evidence": evidence,
    }
