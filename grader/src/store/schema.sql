-- The results of a class: one SQLite file. What is in it is only added to, so it is also the record of who was graded when,
-- by what, and at which level. Times are microseconds since 1970-01-01 (UTC) by the clock of the machine that graded.

-- One call of `grader batch`.
CREATE TABLE batch (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,      -- random: by it the same batch is known in another store
  began INTEGER NOT NULL,
  ended INTEGER,                 -- NULL: it was interrupted, or is not over
  grader TEXT NOT NULL,          -- the grader's version
  compiler TEXT NOT NULL,        -- what `rustc -vV` says
  level TEXT NOT NULL,           -- A to D: how well runs were shut in and observed
  shard TEXT NOT NULL            -- 1/1: all of it
) STRICT;

-- One submission of a batch: what somebody handed in, for whichever exercises.
CREATE TABLE handed_in (
  batch INTEGER NOT NULL REFERENCES batch (id) ON DELETE CASCADE,
  student TEXT NOT NULL,
  origin TEXT NOT NULL,          -- the folder, the archive, or the URL and the commit
  commit_id TEXT,                -- the commit that was graded
  problem TEXT,                  -- why nothing of it could be taken
  at INTEGER NOT NULL,
  PRIMARY KEY (batch, student)
) STRICT, WITHOUT ROWID;

-- The files that were graded, by the digest of all of them.
CREATE TABLE source (
  submission TEXT NOT NULL,      -- SHA-256 of all names and texts
  path TEXT NOT NULL,            -- relative to the exercise's folder
  text TEXT NOT NULL,
  PRIMARY KEY (submission, path)
) STRICT, WITHOUT ROWID;

-- One grading that came to a verdict. The newest with a key is what is known about it: nothing else can change the result.
CREATE TABLE grading (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL,             -- SHA-256 of the seven that follow
  stem TEXT NOT NULL,
  submission TEXT NOT NULL,      -- as in source
  checks TEXT NOT NULL,          -- SHA-256 of the exercise's checks and of all that grades
  compiler TEXT NOT NULL,
  level TEXT NOT NULL,
  seal TEXT NOT NULL,            -- what shut runs in
  course_key TEXT NOT NULL,      -- SHA-256 of the key that seeds are drawn with
  verdict TEXT,                  -- NULL: nothing failed, but not everything could be judged at this level
  score INTEGER NOT NULL,
  max_score INTEGER NOT NULL,
  seconds REAL NOT NULL,         -- by the wall clock, from taking the files to the verdict
  at INTEGER NOT NULL,
  result TEXT NOT NULL,          -- JSON: checks, findings, seeds, timelines
  UNIQUE (key, at)
) STRICT;

-- What became of one exercise of one submission.
CREATE TABLE entry (
  id INTEGER PRIMARY KEY,
  batch INTEGER NOT NULL REFERENCES batch (id) ON DELETE CASCADE,
  student TEXT NOT NULL,
  stem TEXT NOT NULL,
  at INTEGER NOT NULL,
  fate TEXT NOT NULL CHECK (fate IN ('judged', 'refused', 'absent', 'fault')),
  grading INTEGER REFERENCES grading (id),
  reused INTEGER NOT NULL,       -- 1: nothing was run, the grading was known
  result TEXT,                   -- of 'refused': JSON, as in grading; of 'fault': what happened
  UNIQUE (batch, student, stem)
) STRICT;
CREATE INDEX entry_of_student ON entry (student, stem, at);

-- The newest of each exercise of each student.
CREATE VIEW latest AS
SELECT entry.student, entry.stem, entry.at, entry.fate, entry.reused, entry.grading,
       coalesce(grading.verdict, json_extract(entry.result, '$.verdict')) AS verdict,
       coalesce(grading.score, 0) AS score, grading.max_score, grading.submission, grading.level, grading.seconds,
       coalesce(grading.result, entry.result) AS result
FROM (
  SELECT *, row_number() OVER (PARTITION BY student, stem ORDER BY at DESC, id DESC) AS age FROM entry
) AS entry
LEFT JOIN grading ON grading.id = entry.grading
WHERE entry.age = 1;
