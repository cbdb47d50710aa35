"""An invented debate for the report: 25 actors, 5 outlets, 3 propositions, about 60 statements.

All people, countries and newspapers are made up. The choice is random but seeded, so the page
made from it is always the same.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hemicycle.intervals import Interval
from hemicycle.records import Actor, ActorKind, Carrier, Concept, digest
from hemicycle.rows import ActorRow, DocumentRow, PositionRow, StatementRow

CONCEPTS = (
    Concept(
        "peacekeepers",
        "Peacekeepers should be sent to the Kessary Strait",
        "Armed forces of third countries, under any flag, to keep the two sides apart.",
        ("We need blue helmets in the strait before winter.",),
        ("Observers without arms.",),
    ),
    Concept("border", "Marvenia should reopen its border with Tolsk", "For people or for goods."),
    Concept("flag", "Grain ships should sail under a neutral flag"),
)

OUTLETS = (
    "The Morning Post",
    "Tolsk Courier",
    "Meridian Press",
    "Daily Beacon",
    "The Strait Review",
)

# name, kind, role, country, organisation, sides on the three propositions (x: unclear, -: silent)
PEOPLE: tuple[tuple[str, ActorKind, str, str | None, str | None, str], ...] = (
    ("Marta Ilvesk", "person", "prime minister", "Marvenia", "Government of Marvenia", "++-"),
    ("Jon Parrow", "person", "foreign minister", "Marvenia", "Government of Marvenia", "+x+"),
    ("Dorian Vesk", "person", "defence minister", "Marvenia", "Government of Marvenia", "+--"),
    ("Anneke Solm", "person", "leader of the opposition", "Marvenia", "Harbour Party", "--+"),
    ("Piet Adelmar", "person", "member of parliament", "Marvenia", "Harbour Party", "b-0"),
    ("Ruta Kallan", "person", "mayor of Port Senn", "Marvenia", "City of Port Senn", "-+b"),
    ("Oleks Tarrin", "person", "president", "Tolsk", "Presidency of Tolsk", "--0"),
    ("Irena Moravel", "person", "foreign ministry spokeswoman", "Tolsk", "Foreign Ministry", "---"),
    ("General Havel Brandt", "person", "chief of staff", "Tolsk", "Army of Tolsk", "-.."),
    ("Sunniva Aas", "person", "ambassador", "Nordmark", "Government of Nordmark", "+.+"),
    ("Tomas Renck", "person", "chancellor", "Nordmark", "Government of Nordmark", "b.."),
    ("Amadou Celle", "person", "secretary-general", None, "League of Straits", "+0+"),
    ("Lise Duvergne", "person", "special envoy", "Aurelle", "League of Straits", "0.+"),
    ("Kofi Lantry", "person", "historian", "Aurelle", "University of Lorn", ".x."),
    (
        "Prof. Edda Winterhalter",
        "person",
        "military analyst",
        "Nordmark",
        "Institute for Sea Power",
        "x.-",
    ),
    ("League of Straits", "organisation", "", None, None, "+.+"),
    ("Shippers' Union", "organisation", "trade union", "Marvenia", None, "..+"),
    ("Grain Board of Tolsk", "organisation", "", "Tolsk", None, ".+-"),
    ("Kremmer & Sons", "organisation", "shipping company", "Aurelle", None, "..+"),
    ("coastal mayors", "group", "", "Marvenia", None, "-+."),
    ("several League members", "group", "", None, "League of Straits", "+.."),
    ("a senior diplomat", "anonymous", "", "Aurelle", None, "-.x"),
    ("two officials", "anonymous", "", "Nordmark", None, "+.."),
    ("Bela Quist", "person", "fisherman", "Marvenia", None, ".+."),
    ("Nadia Orsel", "person", "aid worker", None, "Bread for the Coast", "x++"),
)

SAYINGS = {
    ("peacekeepers", 1): (
        "without soldiers between the two fleets there will be no second harvest",
        "blue helmets must stand in the strait before the first ice",
        "we support a mission with a clear mandate and a date on which it ends",
        "nobody should rule out an armed presence if the convoys are fired upon again",
    ),
    ("peacekeepers", -1): (
        "foreign soldiers on our coast would be a target and not a shield",
        "there are no plans to send anyone, and there will be none",
        "whoever sends troops to Kessary becomes a party to the quarrel",
        "an armed mission is the surest way to lose the talks in Lorn",
    ),
    ("peacekeepers", 0): ("the question of troops is for the League, not for one capital",),
    ("peacekeepers", None): ("everything depends on what the word peacekeeper is made to mean",),
    ("border", 1): (
        "the crossing at Senn Bridge ought to open for families this month",
        "a shut border feeds only the smugglers",
        "we want the customs house lit again by spring",
    ),
    ("border", -1): (
        "not one gate will be lifted while prisoners are held on the other side",
        "an open border now would reward those who closed it",
    ),
    ("border", 0): ("there are good reasons on both banks of the river",),
    ("border", None): ("the border has been many things in a hundred years",),
    ("flag", 1): (
        "a neutral flag is the cheapest insurance a grain ship can carry",
        "ships under the League's colours would sail tomorrow",
        "our captains ask for one flag that nobody shoots at",
    ),
    ("flag", -1): (
        "a borrowed flag hides a cargo and protects nobody",
        "our ships will carry our own colours or stay in harbour",
    ),
    ("flag", 0): ("we have studied both flags and recommend neither",),
    ("flag", None): ("flags are cloth, and the sea has its own opinion",),
}  # fmt: skip

IDLE = (
    "the harvest was brought in late this year",
    "talks in Lorn would go on after the holiday",
    "nobody had slept much since the ferry was hit",
)

BEFORE = (
    "Rain kept the fishing fleet in harbour for a third day, and the cafés on the quay were full.",
    "The talks in Lorn entered their second week without a joint communiqué.",
    "Wheat futures rose by a tenth after the news.",
    "It was the first public appearance since the ferry incident in January.",
)
AFTER = (
    "The session was adjourned shortly before midnight, and no date was set for the next. "
    "Delegates left by the side door, past a crowd that had waited since noon.",
    "Both governments have blamed each other for the closure, which has cut the coast off from "
    "its market towns since the autumn and doubled the price of flour.",
    "A vote is expected next week.",
)
CARRIERS: tuple[tuple[Carrier, ...], ...] = (
    (),
    (),
    (),
    (Carrier("Meridian Press", "agency"),),
    (Carrier("her spokesman Emil Tarn", "spokesperson"), Carrier("Meridian Press", "agency")),
    (Carrier("the report “Two Fleets”", "document"),),
)
FIRST = date(2031, 1, 6)


class _Paragraph:
    """Builds a paragraph piece by piece and remembers where the marked pieces lie."""

    def __init__(self) -> None:
        self.text = ""
        self.spans: dict[str, tuple[tuple[int, int], ...]] = {"c": (), "s": (), "u": ()}

    def add(self, words: str, mark: str = "") -> None:
        start = len(self.text)
        self.text += words
        if mark:
            self.spans[mark] = (*self.spans[mark], (start, len(self.text)))


def paragraph(saying: str, name: str, form: str, random: Random) -> _Paragraph:
    """A few lines of news with one statement in it."""
    made = _Paragraph()
    made.add(random.choice(BEFORE) + " ")
    said = saying[0].upper() + saying[1:]
    if form == "direct":
        made.add(f"“{said},”", "c")
        made.add(" ")
        made.add("said", "u")
        made.add(" ")
        made.add(name, "s")
    elif form == "indirect":
        made.add(name[0].upper() + name[1:], "s")
        made.add(" ")
        made.add("said", "u")
        made.add(" that ")
        made.add(saying, "c")
    else:
        cut = len(saying) // 2 + saying[len(saying) // 2 :].find(" ")
        made.add("According to", "u")
        made.add(" ")
        made.add(name, "s")
        made.add(", ")
        made.add(f"{saying[:cut]} “{saying[cut + 1 :]}”", "c")
    made.add(". " + random.choice(AFTER))
    return made


def statement(
    at: int,
    actor: Actor | None,
    saying: str,
    positions: tuple[PositionRow, ...],
    random: Random,
    document: DocumentRow,
) -> StatementRow:
    """One row with everything a reader may ask for."""
    form = random.choice(("direct", "direct", "indirect", "mixed"))
    name = actor.name if actor else "he"
    words = paragraph(saying, name, form, random)
    said_on = _said_on(document, random)
    content = words.spans["c"]
    return StatementRow(
        id=digest("statement", at),
        document=document.id,
        document_name=document.name,
        order=at,
        content=content,
        cue=words.spans["u"],
        source=words.spans["s"],
        text=words.text[content[0][0] : content[-1][1]],
        source_text=name,
        cue_text="said",
        form=form,  # type: ignore[arg-type]
        act="says",
        parent=None,
        actor=actor,
        actor_reason="full name in the sentence"
        if actor
        else "two candidates remain: Parrow, Vesk",
        via=random.choice(CARRIERS),
        said_on=said_on,
        said_on_text="on Monday" if said_on else "",
        forecast="will" in saying and random.random() < 0.5,
        score=0.9,
        why=(f"extract/{form}@1: quotation marks and a verb of saying", "dating/weekday@1"),
        positions=positions,
        outlet=document.outlet,
        title=document.title,
        url=document.url,
        published=document.published,
        paragraph=words.text,
        paragraph_content=content,
        paragraph_source=words.spans["s"],
        paragraph_cue=words.spans["u"],
    )


def _said_on(document: DocumentRow, random: Random) -> Interval | None:
    assert document.published is not None
    day = document.published.start - timedelta(days=random.randint(0, 5))
    chance = random.random()
    if chance < 0.55:
        return Interval.day(day)
    if chance < 0.68:
        return Interval.week(day)
    return Interval.month(day.year, day.month) if chance < 0.75 else None


def documents(n: int = 18) -> list[DocumentRow]:
    """`n` articles over ten weeks, the last one unreadable."""
    titles = (
        "Ministers weigh a mission to the strait",
        "Tolsk warns against “foreign boots”",
        "Grain prices jump as ferry talks stall",
        "Mayors: open the bridge",
        "Analysis: what a neutral flag can and cannot do",
        "League meets in Lorn",
    )
    rows = [
        DocumentRow(
            id=digest("document", at),
            name=f"articles/{at:02}.txt",
            uri=f"/home/annaliese/articles/{at:02}.txt",
            outlet=OUTLETS[at * 3 % 5],
            title=f"{titles[at % 6]}{'' if at < 6 else f' ({at // 6 + 1})'}",
            url=f"https://news.example/{at}" if at % 3 else None,
            published=Interval.day(FIRST + timedelta(days=at * 70 // n)),
            words=240 + 31 * at % 400,
            statements=0,
            coded="rules@1",
            failure=None,
        )
        for at in range(n)
    ]
    broken = "the file is not a PDF, though its name says so; open it once and save it again"
    failure = f"{rows[-1].uri}: {broken}"
    rows[-1] = replace(rows[-1], coded=None, failure=failure, title=None, words=0)
    return rows


def actor_of(at: int) -> Actor:
    """The person on line `at` of the list, beyond it a numbered extra."""
    if at < len(PEOPLE):
        name, kind, role, country, organisation, _ = PEOPLE[at]
    else:
        name, kind, role, country, organisation = f"Delegate {at} Voss", "person", "", "Tolsk", None
    roles = (role,) if role else ()
    return Actor(digest("actor", name), name, kind, (), roles, country, organisation)


def _takes(at: int, random: Random) -> list[tuple[str, int | None]]:
    """Which sides the person takes: (concept, agreement), one for each statement."""
    marks = PEOPLE[at][5] if at < len(PEOPLE) else random.choice(("+..", "-..", "0..", "b.."))
    out: list[tuple[str, int | None]] = []
    for concept, mark in zip(CONCEPTS, marks, strict=True):
        agreement = {"+": [1], "-": [-1], "0": [0], "x": [None], "b": [1, -1], ".": []}[mark]
        out.extend((concept.id, side) for side in agreement)
    return out


def debate(
    people: int = 25, extra: int = 8, seed: int = 7
) -> tuple[list[StatementRow], list[ActorRow], list[DocumentRow]]:
    """Statements, actors and documents; `extra` statements repeat a side or take none."""
    random, docs = Random(seed), documents()
    read = docs[:-1]
    planned = [(at, take) for at in range(people) for take in _takes(at, random)]
    planned += [(random.randrange(people), None) for _ in range(extra)]  # type: ignore[misc]
    random.shuffle(planned)
    rows = []
    for at, (person, take) in enumerate(planned):
        actor = actor_of(person) if at % 17 else None
        positions = (_position(*take, random),) if take else ()
        saying = random.choice(SAYINGS[take] if take else IDLE)
        rows.append(statement(at, actor, saying, positions, random, read[at % len(read)]))
    return rows, actor_rows(rows), docs


def _position(concept: str, agreement: int | None, random: Random) -> PositionRow:
    reason = {
        1: "support word “must”",
        -1: "opposition word “no plans to”",
        0: "both sides named",
        None: "on the subject, but no word of support or opposition",
    }
    score = 0.3 if agreement is None else round(random.uniform(0.55, 0.97), 2)
    return PositionRow(concept, agreement, score, reason[agreement], "position/lexicon@1")


def actor_rows(rows: list[StatementRow]) -> list[ActorRow]:
    """What the store would say of the speakers."""
    actors = {row.actor.id: row.actor for row in rows if row.actor}
    out = []
    for actor in actors.values():
        said = [row for row in rows if row.actor and row.actor.id == actor.id]
        days = [row.when for row in said if row.when]
        out.append(
            ActorRow(
                actor.id,
                actor.name,
                actor.kind,
                (),
                actor.roles,
                actor.country,
                actor.organisation,
                len(said),
                sum(row.words for row in said),
                min(days),
                max(days),
                (),
            )
        )
    return out


def large(statements: int, people: int) -> tuple[list[StatementRow], list[ActorRow]]:
    """Many statements by many people, made by repeating the debate under new ids."""
    base, _, _ = debate(people=people)
    copies = [
        replace(base[at % len(base)], id=digest("copy", at), order=at) for at in range(statements)
    ]
    return copies, actor_rows(base)
