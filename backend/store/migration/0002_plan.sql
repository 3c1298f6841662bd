-- Schema 2: the plan, from why to next step.

ALTER TABLE aspiration ADD COLUMN whys TEXT NOT NULL DEFAULT '';       -- deeper answers to "why", one a line
ALTER TABLE aspiration ADD COLUMN how TEXT NOT NULL DEFAULT '';
ALTER TABLE aspiration ADD COLUMN path TEXT NOT NULL DEFAULT '';
ALTER TABLE aspiration ADD COLUMN role TEXT NOT NULL DEFAULT '';
ALTER TABLE aspiration ADD COLUMN impact TEXT NOT NULL DEFAULT '';
ALTER TABLE aspiration ADD COLUMN field TEXT NOT NULL DEFAULT '';
ALTER TABLE aspiration ADD COLUMN kind TEXT NOT NULL DEFAULT '' CHECK (kind IN ('', 'role', 'security', 'skill', 'change', 'other'));
ALTER TABLE aspiration ADD COLUMN size TEXT NOT NULL DEFAULT '' CHECK (size IN ('', 'small', 'medium', 'large'));
ALTER TABLE aspiration ADD COLUMN horizon TEXT NOT NULL DEFAULT '' CHECK (horizon IN ('', 'short', 'middle', 'long'));
ALTER TABLE aspiration ADD COLUMN exploring INTEGER NOT NULL DEFAULT 0 CHECK (exploring IN (0, 1));

-- Two more measures, so the table is made anew: SQLite cannot change a check.
CREATE TABLE goal_2 (
  id           TEXT    PRIMARY KEY,
  title        TEXT    NOT NULL,
  why          TEXT    NOT NULL DEFAULT '',
  specific     TEXT    NOT NULL DEFAULT '', -- who, what, where
  measure      TEXT    NOT NULL DEFAULT 'none' CHECK (measure IN ('none', 'number', 'percent', 'money', 'done', 'level')),
  unit         TEXT    NOT NULL DEFAULT '',
  start        REAL    NOT NULL DEFAULT 0,
  target       REAL,
  begins       TEXT,
  due          TEXT,
  horizon      TEXT    NOT NULL DEFAULT '' CHECK (horizon IN ('', 'short', 'middle', 'long')),
  hours        REAL,                     -- hours a week the person gives
  effort       REAL,                     -- hours it takes in all
  constraints  TEXT    NOT NULL DEFAULT '',
  commitment   INTEGER NOT NULL DEFAULT 0 CHECK (commitment BETWEEN 0 AND 5),
  committed    INTEGER,
  reward       TEXT    NOT NULL DEFAULT '',
  state        TEXT    NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'paused', 'dropped', 'merged')),
  state_at     INTEGER,
  state_why    TEXT    NOT NULL DEFAULT '',
  paused_until TEXT,
  into_id      TEXT    REFERENCES goal (id) ON DELETE SET NULL, -- the goal it was merged into
  toward_id    TEXT    REFERENCES goal (id) ON DELETE SET NULL, -- the longer goal it leads to
  reached      INTEGER,
  rank         TEXT    NOT NULL,
  created      INTEGER NOT NULL,
  updated      INTEGER NOT NULL
) STRICT;
INSERT INTO goal_2 (id, title, why, measure, unit, start, target, due, hours, reached, rank, created, updated)
SELECT id, title, why, measure, unit, start, target, due, hours, reached, rank, created, updated
FROM goal;
DROP TABLE goal;
ALTER TABLE goal_2 RENAME TO goal;
CREATE INDEX goal_into ON goal (into_id) WHERE into_id IS NOT NULL;
CREATE INDEX goal_toward ON goal (toward_id) WHERE toward_id IS NOT NULL;

-- What a goal said until it was changed, and why it was.
CREATE TABLE goal_version (
  id      TEXT    PRIMARY KEY,
  goal_id TEXT    NOT NULL REFERENCES goal (id) ON DELETE CASCADE,
  at      INTEGER NOT NULL,          -- when it stopped to hold
  reason  TEXT    NOT NULL DEFAULT '',
  title   TEXT    NOT NULL,
  why     TEXT    NOT NULL,
  measure TEXT    NOT NULL,
  unit    TEXT    NOT NULL,
  start   REAL    NOT NULL,
  target  REAL,
  due     TEXT
) STRICT;
CREATE INDEX goal_version_goal ON goal_version (goal_id, at);

ALTER TABLE milestone ADD COLUMN kind TEXT NOT NULL DEFAULT '' CHECK (kind IN ('', 'skill', 'certification', 'leadership', 'experience', 'other'));
ALTER TABLE milestone ADD COLUMN begins TEXT;
ALTER TABLE milestone ADD COLUMN proof TEXT NOT NULL DEFAULT '';
ALTER TABLE milestone ADD COLUMN notes TEXT NOT NULL DEFAULT '';
ALTER TABLE milestone ADD COLUMN share INTEGER CHECK (share BETWEEN 0 AND 100); -- percent of the goal

ALTER TABLE task ADD COLUMN parent_id TEXT REFERENCES task (id) ON DELETE CASCADE;
ALTER TABLE task ADD COLUMN notes TEXT NOT NULL DEFAULT '';
ALTER TABLE task ADD COLUMN begins TEXT;
ALTER TABLE task ADD COLUMN estimate INTEGER CHECK (estimate > 0);     -- minutes
ALTER TABLE task ADD COLUMN energy TEXT NOT NULL DEFAULT '' CHECK (energy IN ('', 'low', 'medium', 'high'));
ALTER TABLE task ADD COLUMN priority INTEGER NOT NULL DEFAULT 0 CHECK (priority BETWEEN 0 AND 3);
ALTER TABLE task ADD COLUMN checklist TEXT NOT NULL DEFAULT '';        -- lines of "[ ] words" and "[x] words"
ALTER TABLE task ADD COLUMN waiting_for TEXT NOT NULL DEFAULT '';
ALTER TABLE task ADD COLUMN blocked_by TEXT REFERENCES task (id) ON DELETE SET NULL;
ALTER TABLE task ADD COLUMN repeat TEXT NOT NULL DEFAULT '';           -- a rule of RFC 5545
ALTER TABLE task ADD COLUMN repeat_from TEXT NOT NULL DEFAULT '' CHECK (repeat_from IN ('', 'fixed', 'from_done', 'next_future'));
ALTER TABLE task ADD COLUMN series_id TEXT;                            -- the same for all instances of a repeat
ALTER TABLE task ADD COLUMN series_start TEXT;
ALTER TABLE task ADD COLUMN share INTEGER CHECK (share BETWEEN 0 AND 100); -- percent of the goal
CREATE INDEX task_parent ON task (parent_id, rank) WHERE parent_id IS NOT NULL;
CREATE INDEX task_blocked ON task (blocked_by) WHERE blocked_by IS NOT NULL;
-- A repeat never has two open instances.
CREATE UNIQUE INDEX task_series_open ON task (series_id) WHERE series_id IS NOT NULL AND done IS NULL;
