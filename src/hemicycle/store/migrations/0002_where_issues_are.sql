-- Where the document of an issue lies: trouble with a place is over when a document from there is
-- taken in.
ALTER TABLE issues ADD COLUMN uri TEXT NOT NULL DEFAULT '';
UPDATE issues SET uri = name;
CREATE INDEX issues_by_uri ON issues (uri);
