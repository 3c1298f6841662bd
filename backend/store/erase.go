package store

import (
	"context"
	"encoding/json"
	"fmt"

	"northboard/backend/clock"
)

// Rules of erasing for good:
//
//   - Of a row that is gone, the log keeps one entry: that it went. What it was is taken out of every entry, so that
//     Changes still names it and nothing can be read from it. Such an entry is told to nobody and put back by nobody.
//   - Operations of which nothing is left leave the undo stack; so do those that deleted, once all that is left of them
//     is how they changed other rows, such as a link to what is erased.
//   - The bytes are still in the file after that: in free pages, in the rest of pages, in the -wal file. Scour writes
//     the database anew and empties the -wal file. That it is still to be done is kept in the file, so that a kill in
//     between costs nothing.

// scrubbed is what an entry holds whose row was erased. No entry that the triggers write is an empty object.
const scrubbed = `{}`

// scourSetting is there while the file still has to be scoured.
const scourSetting = "scour"

// Erase takes what the rows were out of the log. Rows that are there now are left alone. Scour is to follow.
func Erase(tx *Tx, rows []Row) error {
	if err := LetGo(tx, rows); err != nil {
		return err
	}
	return SetSettingIn(tx, scourSetting, "1")
}

// LetGo is Erase for what nobody asked to have erased: its bytes go as they are written over.
func LetGo(tx *Tx, rows []Row) error {
	list, err := json.Marshal(rows)
	if err != nil {
		return fmt.Errorf("list what to erase: %w", err)
	}
	for _, step := range []struct {
		query string
		args  []any
	}{
		{`CREATE TEMP TABLE erased (kind TEXT, row TEXT, PRIMARY KEY (kind, row)) WITHOUT ROWID`, nil},
		{`INSERT OR IGNORE INTO temp.erased
			SELECT value ->> 'kind', value ->> 'id'
			FROM json_each(?)
			WHERE NOT ` + rowIsThere("value ->> 'kind'", "value ->> 'id'"), []any{string(list)}},
		{`CREATE TEMP TABLE erased_entry (seq INTEGER PRIMARY KEY, operation INTEGER, last INTEGER)`, nil},
		{`INSERT INTO temp.erased_entry
			SELECT c.seq, coalesce(o.reverses, o.id), c.seq = max(c.seq) OVER (PARTITION BY c.kind, c.row)
			FROM change AS c
			JOIN operation AS o ON o.id = c.operation
			WHERE (c.kind, c.row) IN (SELECT kind, row FROM temp.erased)`, nil},
		{`UPDATE change
			SET verb = 'delete', before = ?, after = NULL
			WHERE seq IN (SELECT seq FROM temp.erased_entry WHERE last)`, []any{scrubbed}},
		{`DELETE FROM change
			WHERE seq IN (SELECT seq FROM temp.erased_entry WHERE NOT last)`, nil},
		{`UPDATE operation AS b
			SET state = 'dropped'
			WHERE b.id IN (SELECT operation FROM temp.erased_entry)
				AND b.state <> 'dropped'
				AND NOT EXISTS (
					SELECT 1
					FROM operation AS l
					JOIN change AS c ON c.seq BETWEEN l.first_seq AND l.last_seq AND c.operation = l.id
					WHERE l.id = (SELECT max(id) FROM operation WHERE id = b.id OR reverses = b.id)
						AND c.before IS NOT ?
						AND (c.verb <> 'update' OR b.id NOT IN (SELECT operation FROM temp.erased_entry WHERE last)))`, []any{scrubbed}},
		{`DROP TABLE temp.erased_entry`, nil},
		{`DROP TABLE temp.erased`, nil},
	} {
		if _, err := tx.Exec(step.query, step.args...); err != nil {
			return fmt.Errorf("erase from the log: %w", err)
		}
	}
	return nil
}

// ToScour says whether something was erased whose bytes may still be in the file.
func (s *Store) ToScour(ctx context.Context) (bool, error) {
	waits, err := s.Setting(ctx, scourSetting)
	return waits != "", err
}

// Scour makes what was erased, and everything else that is not in the library any more, unreadable in the library's
// files. It gives false when another process kept an old state of the library in sight all the while: then it is to be
// tried again. Writers wait while it works: about a second for each 100 MB.
func (s *Store) Scour(ctx context.Context) (done bool, err error) {
	if err := s.enter(); err != nil {
		return false, err
	}
	defer s.active.Done()
	if err := s.checkPlace(); err != nil {
		return false, err
	}
	if done, err = s.scour(ctx); err != nil || !done {
		return false, s.explain(err)
	}
	return true, s.SetSetting(ctx, scourSetting, "")
}

// scourWait is how long, in milliseconds, others may go on reading an old state.
var scourWait = 3000

func (s *Store) scour(ctx context.Context) (bool, error) {
	conn, err := s.writer.Conn(ctx)
	if err != nil {
		return false, fmt.Errorf("take the writing connection: %w", err)
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, `VACUUM`); err != nil {
		return false, fmt.Errorf("write the library anew: %w", err)
	}
	// Within a while the reads that go on now have ended; one that takes longer is not waited for.
	if _, err := conn.ExecContext(ctx, fmt.Sprintf(`PRAGMA busy_timeout = %d`, scourWait)); err != nil {
		return false, err
	}
	defer func() {
		_, err := conn.ExecContext(context.WithoutCancel(ctx), `PRAGMA busy_timeout = 10000`)
		if err != nil {
			s.log.Warn("wait for others again", "err", err)
		}
	}()
	var busy, frames, moved int
	if err := conn.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &frames, &moved); err != nil {
		return false, fmt.Errorf("empty the -wal file: %w", err)
	}
	return busy == 0, nil
}

// FirstSeen gives the time of the first entry in the log about any of the rows; 0 for none.
func FirstSeen(tx *Tx, rows []Row) (clock.Instant, error) {
	list, err := json.Marshal(rows)
	if err != nil {
		return 0, fmt.Errorf("list the rows: %w", err)
	}
	var at clock.Instant
	err = tx.QueryRow(`
		SELECT coalesce(min(o.at), 0)
		FROM change AS c
		JOIN operation AS o ON o.id = c.operation
		WHERE (c.kind, c.row) IN (SELECT value ->> 'kind', value ->> 'id' FROM json_each(?))`, string(list)).Scan(&at)
	if err != nil {
		return 0, fmt.Errorf("look for the first of the log: %w", err)
	}
	return at, nil
}
