package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
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

// lastSeq asks the counter, not the log, since entries can be folded away.
func lastSeq(tx *Tx) (int64, error) {
	var seq int64
	if err := tx.QueryRow(`SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'change'), 0)`).Scan(&seq); err != nil {
		return 0, fmt.Errorf("read the log's counter: %w", err)
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
	changed.Rows, err = rowsAfter(tx, since)
	return changed, err
}

// rowsAfter names the rows that the log's entries after seq touched, each once, by where it was last touched and with
// how it ended.
func rowsAfter(tx *Tx, seq int64) ([]Row, error) {
	rows, err := tx.Query(`
		SELECT kind, row, verb = 'delete'
		FROM change
		WHERE seq > ?
		ORDER BY seq DESC`, seq)
	if err != nil {
		return nil, fmt.Errorf("read the log: %w", err)
	}
	defer rows.Close()
	all, seen, count := []Row{}, map[rowKey]bool{}, map[string]int{}
	for rows.Next() {
		var r Row
		if err := rows.Scan(&r.Kind, &r.ID, &r.Gone); err != nil {
			return nil, fmt.Errorf("read the log: %w", err)
		}
		if key := (rowKey{r.Kind, r.ID}); !seen[key] {
			seen[key] = true
			count[r.Kind]++
			all = append(all, r)
		}
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read the log: %w", err)
	}
	slices.Reverse(all)
	return foldKinds(all, count), nil
}

// foldKinds puts one Row in the place of a kind's rows where there are too many to name.
func foldKinds(all []Row, count map[string]int) []Row {
	few, named := all[:0], map[string]bool{}
	for _, r := range all {
		switch {
		case count[r.Kind] <= manyRows:
			few = append(few, r)
		case !named[r.Kind]:
			named[r.Kind] = true
			few = append(few, Row{Kind: r.Kind})
		}
	}
	return few
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
