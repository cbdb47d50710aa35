-- What a statement says is to come: forecasts, plans, promises, threats. Which of them came true is
-- decided by people, in `decisions` (field "outcome:ID"), and survives every coding.
CREATE TABLE outlooks (
    document TEXT NOT NULL,
    statement TEXT NOT NULL,
    id TEXT NOT NULL,
    n INTEGER NOT NULL,                 -- position within the statement, from 0
    kind TEXT NOT NULL CHECK (kind IN ('forecast', 'plan', 'promise', 'threat')),
    content TEXT NOT NULL,
    original_content TEXT NOT NULL,
    text TEXT NOT NULL,
    wording TEXT NOT NULL,              -- the words that say how sure it is
    probability REAL,                   -- 0 to 1, what a scale makes of them
    denies INTEGER NOT NULL,            -- whether it is foretold not to happen
    reason TEXT NOT NULL,
    made_by TEXT NOT NULL,
    due_start DATE,
    due_end DATE,
    due_precision TEXT,
    due_span TEXT,
    due_text TEXT NOT NULL,
    due_score REAL NOT NULL,
    due_reason TEXT NOT NULL,
    due_by TEXT NOT NULL,
    PRIMARY KEY (document, statement, id),
    FOREIGN KEY (document, statement) REFERENCES statements (document, id) ON DELETE CASCADE
);
