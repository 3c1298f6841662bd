-- Schema 3: reminders of every kind, time that is kept free, days off.

-- What reminds. One row each of the standing kinds: 'task', 'milestone' and 'start' (all that have a day), 'review' (weekly).
-- Any number of the others: 'checkin', 'reassess', 'strategy', 'affirmation', 'why', 'custom', 'about' (one task, milestone or goal).
CREATE TABLE reminder_3 (
  id            TEXT    PRIMARY KEY,
  kind          TEXT    NOT NULL,
  enabled       INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),
  weekday       INTEGER CHECK (weekday BETWEEN 0 AND 6), -- 0 = Sunday; the review only
  time          TEXT    NOT NULL,              -- wall time 'HH:MM'; of a window its beginning
  until         TEXT,                          -- the end of a window, later on the same day
  title         TEXT    NOT NULL DEFAULT '',
  body          TEXT    NOT NULL DEFAULT '',
  rule          TEXT    NOT NULL DEFAULT '',   -- RFC 5545 RRULE without its name; '' = once
  day           TEXT,                          -- the first day the rule counts from, or the one day
  anchor        TEXT    NOT NULL DEFAULT '' CHECK (anchor IN ('', 'due', 'start')), -- counted from this day of its subject
  days_before   INTEGER NOT NULL DEFAULT 0 CHECK (days_before BETWEEN 0 AND 366),
  aspiration_id TEXT    REFERENCES aspiration (id) ON DELETE CASCADE,
  goal_id       TEXT    REFERENCES goal (id) ON DELETE CASCADE,
  milestone_id  TEXT    REFERENCES milestone (id) ON DELETE CASCADE,
  task_id       TEXT    REFERENCES task (id) ON DELETE CASCADE,
  updated       INTEGER NOT NULL               -- when its times were last set
) STRICT;
INSERT INTO reminder_3 (id, kind, enabled, weekday, time, updated)
  SELECT id, kind, enabled, weekday, time, updated FROM reminder;
DROP TABLE reminder;
ALTER TABLE reminder_3 RENAME TO reminder;
CREATE UNIQUE INDEX reminder_standing ON reminder (kind) WHERE kind IN ('task', 'milestone', 'start', 'review');
CREATE INDEX reminder_aspiration ON reminder (aspiration_id) WHERE aspiration_id IS NOT NULL;
CREATE INDEX reminder_goal ON reminder (goal_id) WHERE goal_id IS NOT NULL;
CREATE INDEX reminder_milestone ON reminder (milestone_id) WHERE milestone_id IS NOT NULL;
CREATE INDEX reminder_task ON reminder (task_id) WHERE task_id IS NOT NULL;

-- Hours of the week that are kept free: 'quiet' ones, in which nothing reminds, and 'protected' ones, which have a name.
CREATE TABLE boundary (
  id      TEXT    PRIMARY KEY,
  kind    TEXT    NOT NULL CHECK (kind IN ('quiet', 'protected')),
  title   TEXT    NOT NULL DEFAULT '',
  days    INTEGER NOT NULL CHECK (days BETWEEN 1 AND 127), -- bit 0 = Sunday; the days on which it begins
  begins  TEXT    NOT NULL,          -- 'HH:MM'
  ends    TEXT    NOT NULL,          -- 'HH:MM'; not later than begins: on the next day
  reminds INTEGER NOT NULL DEFAULT 0 CHECK (reminds IN (0, 1)), -- it says when it begins
  enabled INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),
  created INTEGER NOT NULL,
  updated INTEGER NOT NULL           -- when its times were last set
) STRICT;

-- Days on which nothing reminds.
CREATE TABLE day_off (
  id      TEXT    PRIMARY KEY,
  first   TEXT    NOT NULL,
  last    TEXT    NOT NULL,
  title   TEXT    NOT NULL DEFAULT '',
  created INTEGER NOT NULL
) STRICT;

ALTER TABLE occurrence ADD COLUMN reminder_id TEXT NOT NULL DEFAULT '';
ALTER TABLE occurrence ADD COLUMN why TEXT NOT NULL DEFAULT '';     -- what it is for, in the person's words
ALTER TABLE occurrence ADD COLUMN picture TEXT NOT NULL DEFAULT ''; -- hash of a picture, or ''
ALTER TABLE occurrence ADD COLUMN route TEXT NOT NULL DEFAULT '';   -- where Open leads; '' = by its kind
ALTER TABLE occurrence ADD COLUMN held INTEGER NOT NULL DEFAULT 0;  -- 1: it came due in a quiet time and waits for its end
