-- Schema 1. Every table is STRICT. Ids are UUIDv7 text, except picture (SHA-256 of its bytes) and setting (its key).
-- Days are 'YYYY-MM-DD', times of day 'HH:MM', instants whole milliseconds since 1970 UTC.
-- Order among siblings and z-order are fractional index strings (see backend/id).
-- Which tables are journaled (recorded in change, undoable) is listed in backend/store/journal.go.

-- One thing that was done; its entries in change are those with its id between first_seq and last_seq (a burst can
-- have another's in between). An undo or redo is an operation too, and names the one it reverses.
CREATE TABLE operation (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  at        INTEGER NOT NULL,
  label     TEXT    NOT NULL,
  origin    TEXT    NOT NULL CHECK (origin IN ('user', 'agent')),
  burst     TEXT    NOT NULL DEFAULT '',
  verb      TEXT    NOT NULL DEFAULT 'do' CHECK (verb IN ('do', 'undo', 'redo')),
  reverses  INTEGER REFERENCES operation (id),
  state     TEXT    NOT NULL DEFAULT 'done' CHECK (state IN ('done', 'undone', 'dropped')),
  first_seq INTEGER NOT NULL,
  last_seq  INTEGER NOT NULL
) STRICT;
CREATE INDEX operation_stack ON operation (state, id) WHERE origin = 'user' AND verb = 'do';
CREATE INDEX operation_user ON operation (id) WHERE origin = 'user';
CREATE INDEX operation_reverses ON operation (reverses);

-- Written by triggers, once for every row that any operation touches: so no index, no foreign key and no AUTOINCREMENT,
-- which would double the time of moving 500 items. seq still only grows, since the newest entry is never deleted.
CREATE TABLE change (
  seq       INTEGER PRIMARY KEY,
  operation INTEGER NOT NULL,
  kind      TEXT    NOT NULL,
  row       TEXT    NOT NULL,
  verb      TEXT    NOT NULL,        -- 'insert' | 'update' | 'delete'
  before    TEXT,                    -- JSON: the row, or for an update the columns that changed
  after     TEXT
) STRICT;

CREATE TABLE setting (
  id    TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE aspiration (
  id         TEXT    PRIMARY KEY,
  what       TEXT    NOT NULL,
  why        TEXT    NOT NULL DEFAULT '',
  hue        INTEGER NOT NULL DEFAULT 0 CHECK (hue BETWEEN 0 AND 7),
  north_star INTEGER NOT NULL DEFAULT 0 CHECK (north_star IN (0, 1)),
  rank       TEXT    NOT NULL,
  created    INTEGER NOT NULL,
  updated    INTEGER NOT NULL
) STRICT;

CREATE TABLE goal (
  id       TEXT    PRIMARY KEY,
  title    TEXT    NOT NULL,
  why      TEXT    NOT NULL DEFAULT '',
  measure  TEXT    NOT NULL DEFAULT 'none' CHECK (measure IN ('none', 'number', 'percent', 'done')),
  unit     TEXT    NOT NULL DEFAULT '',
  start    REAL    NOT NULL DEFAULT 0,
  target   REAL,
  due      TEXT,
  hours    REAL,                     -- hours a week the person can give (the A of SMART)
  reached  INTEGER,
  rank     TEXT    NOT NULL,
  created  INTEGER NOT NULL,
  updated  INTEGER NOT NULL
) STRICT;

CREATE TABLE goal_aspiration (
  id            TEXT PRIMARY KEY,
  goal_id       TEXT NOT NULL REFERENCES goal (id) ON DELETE CASCADE,
  aspiration_id TEXT NOT NULL REFERENCES aspiration (id) ON DELETE CASCADE,
  UNIQUE (goal_id, aspiration_id)
) STRICT;
CREATE INDEX goal_aspiration_aspiration ON goal_aspiration (aspiration_id);

CREATE TABLE reading (
  id      TEXT    PRIMARY KEY,
  goal_id TEXT    NOT NULL REFERENCES goal (id) ON DELETE CASCADE,
  day     TEXT    NOT NULL,
  value   REAL    NOT NULL,
  note    TEXT    NOT NULL DEFAULT '',
  created INTEGER NOT NULL
) STRICT;
CREATE INDEX reading_goal ON reading (goal_id, day, created);

CREATE TABLE milestone (
  id      TEXT    PRIMARY KEY,
  goal_id TEXT    NOT NULL REFERENCES goal (id) ON DELETE CASCADE,
  title   TEXT    NOT NULL,
  due     TEXT,
  done    INTEGER,
  rank    TEXT    NOT NULL,
  created INTEGER NOT NULL,
  updated INTEGER NOT NULL
) STRICT;
CREATE INDEX milestone_goal ON milestone (goal_id, rank);

CREATE TABLE task (
  id           TEXT    PRIMARY KEY,
  goal_id      TEXT    REFERENCES goal (id) ON DELETE CASCADE,
  milestone_id TEXT    REFERENCES milestone (id) ON DELETE SET NULL,
  title        TEXT    NOT NULL,
  due          TEXT,
  due_time     TEXT,
  done         INTEGER,
  rank         TEXT    NOT NULL,
  created      INTEGER NOT NULL,
  updated      INTEGER NOT NULL
) STRICT;
CREATE INDEX task_goal ON task (goal_id, rank);
CREATE INDEX task_milestone ON task (milestone_id);
CREATE INDEX task_due ON task (due) WHERE done IS NULL;

CREATE TABLE picture (
  id       TEXT    PRIMARY KEY CHECK (length(id) = 64),
  ext      TEXT    NOT NULL,
  name     TEXT    NOT NULL DEFAULT '',
  width    INTEGER NOT NULL,         -- pixels, upright (EXIF orientation applied)
  height   INTEGER NOT NULL,
  bytes    INTEGER NOT NULL,
  animated INTEGER NOT NULL DEFAULT 0 CHECK (animated IN (0, 1)),
  colour   TEXT    NOT NULL DEFAULT '',  -- mean colour '#rrggbb', shown until a preview has loaded
  created  INTEGER NOT NULL
) STRICT;

-- Previews still to be made; survives a restart, never journaled.
CREATE TABLE preview_job (
  picture_id TEXT PRIMARY KEY,
  attempts   INTEGER NOT NULL DEFAULT 0,
  queued     INTEGER NOT NULL
) STRICT;

CREATE TABLE board (
  id         TEXT    PRIMARY KEY,
  title      TEXT    NOT NULL,
  background TEXT    NOT NULL DEFAULT '{}', -- JSON: {"kind":"paper"|"colour","value":"..."}
  rank       TEXT    NOT NULL,
  created    INTEGER NOT NULL,
  updated    INTEGER NOT NULL
) STRICT;

CREATE TABLE item (
  id            TEXT    PRIMARY KEY,
  board_id      TEXT    NOT NULL REFERENCES board (id) ON DELETE CASCADE,
  kind          TEXT    NOT NULL CHECK (kind IN ('picture', 'note', 'text', 'card', 'word', 'motif')),
  x             REAL    NOT NULL,    -- top left of the unrotated box, board units (1 unit = 1 CSS pixel at zoom 1)
  y             REAL    NOT NULL,
  w             REAL    NOT NULL CHECK (w > 0),
  h             REAL    NOT NULL CHECK (h > 0),
  rotation      REAL    NOT NULL DEFAULT 0, -- degrees clockwise about the centre
  z             TEXT    NOT NULL,
  picture_id    TEXT    REFERENCES picture (id),
  goal_id       TEXT    REFERENCES goal (id) ON DELETE SET NULL,
  aspiration_id TEXT    REFERENCES aspiration (id) ON DELETE SET NULL,
  text          TEXT    NOT NULL DEFAULT '',
  style         TEXT    NOT NULL DEFAULT '{}',
  created       INTEGER NOT NULL,
  updated       INTEGER NOT NULL
) STRICT;
CREATE INDEX item_board ON item (board_id, z);
CREATE INDEX item_picture ON item (picture_id);
CREATE INDEX item_goal ON item (goal_id);
CREATE INDEX item_aspiration ON item (aspiration_id);

-- What reminds: 'task' (all due tasks, one row) and 'review' (weekly, one row).
CREATE TABLE reminder (
  id      TEXT    PRIMARY KEY,
  kind    TEXT    NOT NULL UNIQUE CHECK (kind IN ('task', 'review')),
  enabled INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),
  weekday INTEGER CHECK (weekday BETWEEN 0 AND 6), -- 0 = Sunday; the review only
  time    TEXT    NOT NULL,          -- wall time 'HH:MM'; for tasks without a time of their own
  updated INTEGER NOT NULL
) STRICT;

-- One firing of a reminder. The key makes it impossible to have the same one twice. Not journaled: the clock's doing.
CREATE TABLE occurrence (
  id           TEXT    PRIMARY KEY,
  key          TEXT    NOT NULL UNIQUE, -- e.g. 'task/<id>/2026-11-22T09:00', 'review/2026-11-22T18:00'
  kind         TEXT    NOT NULL,        -- 'task' | 'review' | 'digest'
  subject      TEXT    NOT NULL DEFAULT '',
  title        TEXT    NOT NULL,
  body         TEXT    NOT NULL DEFAULT '',
  due          INTEGER NOT NULL,
  state        TEXT    NOT NULL CHECK (state IN ('due', 'claimed', 'shown', 'answered', 'digested')),
  claimed      INTEGER,
  claimed_by   TEXT    NOT NULL DEFAULT '',
  shown        INTEGER,
  notification INTEGER,
  answered     INTEGER,
  answer       TEXT    NOT NULL DEFAULT '', -- 'done' | 'snooze' | 'open' | 'dismiss' | 'void'
  doubtful     INTEGER NOT NULL DEFAULT 0,  -- 1: may have been shown
  digest_id    TEXT,
  created      INTEGER NOT NULL
) STRICT;
CREATE INDEX occurrence_state ON occurrence (state, due);

CREATE TABLE review (
  id       TEXT    PRIMARY KEY,
  started  INTEGER NOT NULL,
  finished INTEGER,
  from_seq INTEGER NOT NULL,         -- what moved is every change after this
  to_seq   INTEGER,
  next     TEXT                      -- day of the next review
) STRICT;

CREATE TABLE win (
  id        TEXT    PRIMARY KEY,
  text      TEXT    NOT NULL,
  day       TEXT    NOT NULL,
  goal_id   TEXT    REFERENCES goal (id) ON DELETE SET NULL,
  review_id TEXT    REFERENCES review (id) ON DELETE SET NULL,
  created   INTEGER NOT NULL
) STRICT;

-- What the desktop showed before Northboard first set a wallpaper. Not journaled.
CREATE TABLE former_wallpaper (
  id      TEXT    PRIMARY KEY,       -- desktop kind, e.g. 'xfce', 'gnome', 'feh'
  state   TEXT    NOT NULL,          -- JSON, meaning known to that desktop's setter
  created INTEGER NOT NULL
) STRICT;
