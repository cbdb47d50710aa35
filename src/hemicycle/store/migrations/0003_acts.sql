-- What kind of act the cue reports: says, believes, intends, feels or hears. What was coded before
-- there were acts is taken for saying until the next run codes it again.
ALTER TABLE statements ADD COLUMN act TEXT NOT NULL DEFAULT 'says';
