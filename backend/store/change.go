package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"northboard/backend/clock"
)

// Row names a row that changed. An empty ID stands for every row of the kind.
type Row struct {
	Kind string `json:"kind"`
	ID   string `json:"id"`
	Gone bool   `json:"gone"`
}

// Changed says what to fetch again: what was logged after From, up to To. All means everything: the log does not
// reach back to From.
type Changed struct {
	From int64 `json:"from"`
	To   int64 `json:"to"`
	All  bool  `json:"all"`
	Rows []Row `json:"rows"`
}

// manyRows is the number of rows of a kind above which the kind alone is named.
const manyRows = 200

// Entry is one line of the log, for the history and the review.
type Entry struct {
	Seq       int64
	At        clock.Instant
	Operation int64
	Label     string
	Origin    Origin
	Kind      string
	Row       string
	Verb      string
	Before    json.RawMessage
	After     json.RawMessage
}

// Seq gives the number of the last entry in the log, 0 for a library in which nothing has happened.
func (s *Store) Seq(ctx context.Context) (int64, error) {
	var seq int64
	err := s.Read(ctx, func(tx *Tx) (err error) {
		seq, err = lastSeq(tx)
		return err
	})
	return seq, err
}

// Changes says what changed after since.
func (s *Store) Changes(ctx context.Context, since int64) (Changed, error) {
	var changed Changed
	err := s.Read(ctx, func(tx *Tx) (err error) {
		changed, err = changesAfter(tx, since)
		return err
	})
	return changed, err
}

// ChangesIn is Changes within a transaction.
func ChangesIn(tx *Tx, since int64) (Changed, error) { return changesAfter(tx, since) }

// SeqIn is Seq within a transaction.
func SeqIn(tx *Tx) (int64, error) { return lastSeq(tx) }

// lastSeq only grows: whatever is folded or scrubbed, the newest entry stays.
func lastSeq(tx *Tx) (int64, error) {
	var seq int64
	if err := tx.QueryRow(`SELECT coalesce(max(seq), 0) FROM change`).Scan(&seq); err != nil {
		return 0, fmt.Errorf("read the log's end: %w", err)
	}
	return seq, nil
}

func changesAfter(tx *Tx, since int64) (Changed, error) {
	last, err := lastSeq(tx)
	if err != nil {
		return Changed{}, err
	}
	changed := Changed{From: since, To: last, Rows: []Row{}}
	if since < 0 || since > last {
		changed.All = true
		return changed, nil
	}
	if since == last {
		return changed, nil
	}
	// Where the log is folded, a row that came and went again is not named any more.
	if folded, err := foldedTo(tx); err != nil || since < folded {
		changed.All = true
		return changed, err
	}
	changed.Rows, err = rowsAfter(tx, since)
	return changed, err
}

// rowsAfter names the rows that the log's entries after seq touched, each once, by where it was last touched and with
// how it ended; of a kind with too many, the kind alone.
func rowsAfter(tx *Tx, seq int64) ([]Row, error) {
	all, err := crowdedKinds(tx, seq)
	if err != nil {
		return nil, err
	}
	crowded := map[string]bool{}
	for _, r := range all {
		crowded[r.Kind] = true
	}
	kinds, err := json.Marshal(slices.AppendSeq([]string{}, maps.Keys(crowded)))
	if err != nil {
		return nil, err
	}
	rows, err := tx.Query(`
		SELECT kind, row, verb = 'delete'
		FROM change
		WHERE seq > ?
			AND kind NOT IN (SELECT value FROM json_each(?))
		ORDER BY seq DESC`, seq, string(kinds))
	if err != nil {
		return nil, fmt.Errorf("read the log: %w", err)
	}
	defer rows.Close()
	seen := map[rowKey]bool{}
	for rows.Next() {
		var r Row
		if err := rows.Scan(&r.Kind, &r.ID, &r.Gone); err != nil {
			return nil, fmt.Errorf("read the log: %w", err)
		}
		if key := (rowKey{r.Kind, r.ID}); !seen[key] {
			seen[key] = true
			all = append(all, r)
		}
	}
	slices.Reverse(all)
	return all, rows.Err()
}

// crowdedKinds gives one Row for each kind of which too many rows were touched to name them. It is asked first so
// that the rows of a large change need not be read at all.
func crowdedKinds(tx *Tx, seq int64) ([]Row, error) {
	rows, err := tx.Query(`
		SELECT kind
		FROM change
		WHERE seq > ?
		GROUP BY kind
		HAVING count(DISTINCT row) > ?
		ORDER BY kind DESC`, seq, manyRows)
	if err != nil {
		return nil, fmt.Errorf("read the log: %w", err)
	}
	defer rows.Close()
	crowded := []Row{}
	for rows.Next() {
		var r Row
		if err := rows.Scan(&r.Kind); err != nil {
			return nil, fmt.Errorf("read the log: %w", err)
		}
		crowded = append(crowded, r)
	}
	return crowded, rows.Err()
}

// ChangesSince gives the log's entries after seq, oldest first, with what each row was and became.
func (s *Store) ChangesSince(ctx context.Context, seq int64) ([]Entry, error) {
	entries := []Entry{}
	err := s.Read(ctx, func(tx *Tx) (err error) {
		entries, err = Log(tx, seq)
		return err
	})
	return entries, err
}

// Log is ChangesSince within a transaction, for reads that must see the log and the rows at one moment.
func Log(tx *Tx, seq int64) ([]Entry, error) {
	return scanLog(tx.Query(`
		SELECT c.seq, o.at, c.operation, o.label, o.origin, c.kind, c.row, c.verb, coalesce(c.before, 'null'), coalesce(c.after, 'null')
		FROM change AS c
		JOIN operation AS o ON o.id = c.operation
		WHERE c.seq > ?
			AND c.before IS NOT '`+scrubbed+`'
		ORDER BY c.seq`, seq))
}

func scanLog(rows *sql.Rows, err error) ([]Entry, error) {
	if err != nil {
		return nil, fmt.Errorf("read the log: %w", err)
	}
	defer rows.Close()
	entries := []Entry{}
	for rows.Next() {
		var e Entry
		var before, after string
		if err := rows.Scan(&e.Seq, &e.At, &e.Operation, &e.Label, &e.Origin, &e.Kind, &e.Row, &e.Verb, &before, &after); err != nil {
			return nil, fmt.Errorf("read the log: %w", err)
		}
		e.Before, e.After = json.RawMessage(before), json.RawMessage(after)
		entries = append(entries, e)
	}
	return entries, rows.Err()
}
