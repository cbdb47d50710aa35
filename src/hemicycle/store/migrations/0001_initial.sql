-- The record of a project. Spans are JSON lists of [start, end) in Unicode code points; columns
-- that begin with "original_" point into documents.original, those that begin with "paragraph_"
-- into statements.paragraph, all others into the cleaned text. Days are ISO dates, end exclusive.

CREATE TABLE documents (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,            -- hash of `original`
    name TEXT NOT NULL,
    uri TEXT NOT NULL,
    media TEXT NOT NULL,
    original TEXT NOT NULL,
    text TEXT NOT NULL,
    offsets TEXT NOT NULL,              -- JSON [[start, end, origin_start, origin_end], ...]
    words INTEGER NOT NULL,
    title TEXT,
    outlet TEXT,
    url TEXT,
    byline TEXT,
    dateline TEXT,
    published_start DATE,
    published_end DATE,
    published_precision TEXT,
    language TEXT,
    added_at TEXT NOT NULL
);

-- Every arrival of a text, the first one included: the same article under another name, outlet or
-- date is one document with two sightings.
CREATE TABLE sightings (
    id TEXT NOT NULL PRIMARY KEY,
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    uri TEXT NOT NULL,
    title TEXT,
    outlet TEXT,
    url TEXT,
    byline TEXT,
    dateline TEXT,
    published_start DATE,
    published_end DATE,
    published_precision TEXT,
    language TEXT,
    seen_at TEXT NOT NULL
);
CREATE INDEX sightings_by_document ON sightings (document);

-- Trouble that stopped nothing. `document` is null for a file that never became a document.
CREATE TABLE issues (
    id TEXT NOT NULL PRIMARY KEY,
    document TEXT REFERENCES documents (id) ON DELETE CASCADE,
    stage TEXT NOT NULL CHECK (stage IN ('ingest', 'coding')),
    room TEXT NOT NULL,
    name TEXT NOT NULL,
    level TEXT NOT NULL,
    message TEXT NOT NULL
);
CREATE INDEX issues_by_document ON issues (document);

-- One row per document that was coded or could not be. All that was derived from the document
-- hangs on it, so that replacing the row replaces everything.
CREATE TABLE codings (
    document TEXT NOT NULL PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    fingerprint TEXT NOT NULL,          -- of the code and models; '' is "code again"
    state TEXT NOT NULL CHECK (state IN ('coded', 'failed')),
    message TEXT,
    found_title TEXT,                   -- by the clean room; documents.title is what was stated
    coded_at TEXT NOT NULL
);

-- Who speaks in a document. The same actor has a row in each document it speaks in.
CREATE TABLE actors (
    document TEXT NOT NULL REFERENCES codings (document) ON DELETE CASCADE,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    aliases TEXT NOT NULL,              -- JSON list
    roles TEXT NOT NULL,                -- JSON list
    country TEXT,
    organisation TEXT,
    members TEXT NOT NULL,              -- JSON list of actors
    names TEXT NOT NULL,                -- what a search by name looks through, one a line
    PRIMARY KEY (document, id)
);
CREATE INDEX actors_by_id ON actors (id);

-- Each finding has its value, a score (0 to 1), a reason in words and who made it (rule@version).
CREATE TABLE statements (
    document TEXT NOT NULL REFERENCES codings (document) ON DELETE CASCADE,
    id TEXT NOT NULL,
    n INTEGER NOT NULL,                 -- position within the document, from 0
    parent TEXT,
    form TEXT NOT NULL,
    score REAL NOT NULL,
    made_by TEXT NOT NULL,
    why TEXT NOT NULL,                  -- JSON list
    content TEXT NOT NULL,
    cue TEXT NOT NULL,
    source TEXT NOT NULL,
    original_content TEXT NOT NULL,
    original_cue TEXT NOT NULL,
    original_source TEXT NOT NULL,
    text TEXT NOT NULL,
    cue_text TEXT NOT NULL,
    source_text TEXT NOT NULL,
    actor TEXT,
    actor_score REAL NOT NULL,
    actor_reason TEXT NOT NULL,
    actor_by TEXT NOT NULL,
    via TEXT,                           -- JSON list of {name, kind}; null is "not known"
    via_score REAL NOT NULL,
    via_reason TEXT NOT NULL,
    via_by TEXT NOT NULL,
    said_start DATE,
    said_end DATE,
    said_precision TEXT,
    said_span TEXT,
    said_text TEXT NOT NULL,
    said_score REAL NOT NULL,
    said_reason TEXT NOT NULL,
    said_by TEXT NOT NULL,
    forecast INTEGER,
    forecast_score REAL NOT NULL,
    forecast_reason TEXT NOT NULL,
    forecast_by TEXT NOT NULL,
    paragraph TEXT NOT NULL,
    paragraph_content TEXT NOT NULL,
    paragraph_cue TEXT NOT NULL,
    paragraph_source TEXT NOT NULL,
    PRIMARY KEY (document, id),
    FOREIGN KEY (document, actor) REFERENCES actors (document, id)
);
CREATE INDEX statements_by_actor ON statements (document, actor);

-- That a document was coded for a concept, with what, even where nothing in it speaks to it.
CREATE TABLE position_codings (
    document TEXT NOT NULL REFERENCES codings (document) ON DELETE CASCADE,
    concept TEXT NOT NULL,
    fingerprint TEXT NOT NULL,          -- of the concept, the code and models
    PRIMARY KEY (document, concept)
);

CREATE TABLE positions (
    document TEXT NOT NULL,
    statement TEXT NOT NULL,
    concept TEXT NOT NULL,
    agreement INTEGER,                  -- 1 for, -1 against, 0 neither, null an abstention
    score REAL NOT NULL,
    reason TEXT NOT NULL,
    made_by TEXT NOT NULL,
    PRIMARY KEY (document, statement, concept),
    FOREIGN KEY (document, statement) REFERENCES statements (document, id) ON DELETE CASCADE,
    FOREIGN KEY (document, concept) REFERENCES position_codings (document, concept)
        ON DELETE CASCADE
);
CREATE INDEX positions_by_concept ON positions (concept, agreement);

-- A copy of the codebook, so that the database explains itself.
CREATE TABLE concepts (
    id TEXT NOT NULL PRIMARY KEY,
    wording TEXT NOT NULL,
    definition TEXT NOT NULL,
    examples TEXT NOT NULL,             -- JSON list
    counter_examples TEXT NOT NULL,     -- JSON list
    parent TEXT,
    hash TEXT NOT NULL                  -- of the columns above
);

-- What people decided. Rows are only ever added; no coding by machine touches them.
CREATE TABLE decisions (
    seq INTEGER PRIMARY KEY,
    subject TEXT NOT NULL,              -- statement id
    field TEXT NOT NULL,
    verdict TEXT NOT NULL,
    replacement TEXT,                   -- JSON
    decided_by TEXT NOT NULL,
    decided_at TEXT NOT NULL
);
CREATE TRIGGER decisions_are_never_changed BEFORE UPDATE ON decisions
BEGIN SELECT RAISE(ABORT, 'decisions are only ever added'); END;
CREATE TRIGGER decisions_are_never_deleted BEFORE DELETE ON decisions
BEGIN SELECT RAISE(ABORT, 'decisions are only ever added'); END;
