-- Schema 4: frames, shapes and connectors on boards, and boards that are put away. Groups, locks, crops and the ends of
-- connectors are in item.style.

ALTER TABLE board ADD COLUMN archived INTEGER; -- since when it is put away; NULL where it is not

CREATE TABLE item_4 (
  id            TEXT    PRIMARY KEY,
  board_id      TEXT    NOT NULL REFERENCES board (id) ON DELETE CASCADE,
  kind          TEXT    NOT NULL CHECK (kind IN ('picture', 'note', 'text', 'card', 'word', 'motif', 'frame', 'shape', 'connector')),
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
INSERT INTO item_4 (id, board_id, kind, x, y, w, h, rotation, z, picture_id, goal_id, aspiration_id, text, style, created, updated)
  SELECT id, board_id, kind, x, y, w, h, rotation, z, picture_id, goal_id, aspiration_id, text, style, created, updated FROM item;
DROP TABLE item;
ALTER TABLE item_4 RENAME TO item;
CREATE INDEX item_board ON item (board_id, z);
CREATE INDEX item_picture ON item (picture_id);
CREATE INDEX item_goal ON item (goal_id);
CREATE INDEX item_aspiration ON item (aspiration_id);
-- Deleting an item takes the connectors that hold on to it along.
CREATE INDEX item_connector ON item (board_id) WHERE kind = 'connector';
