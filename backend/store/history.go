package store

import (
	"encoding/json"
	"fmt"
)

// LogOf gives the log's entries about some rows, newest first, at most limit.
func LogOf(tx *Tx, wanted []Row, limit int) ([]Entry, error) {
	which, err := json.Marshal(wanted)
	if err != nil {
		return nil, fmt.Errorf("list the rows: %w", err)
	}
	rows, err := tx.Query(`
		SELECT c.seq, o.at, c.operation, o.label, o.origin, c.kind, c.row, c.verb, coalesce(c.before, 'null'), coalesce(c.after, 'null')
		FROM json_each(?) AS wanted
		JOIN change AS c ON c.kind = wanted.value ->> 'kind' AND c.row = wanted.value ->> 'id'
		JOIN operation AS o ON o.id = c.operation
		ORDER BY c.seq DESC
		LIMIT ?`, string(which), limit)
	if err != nil {
		return nil, fmt.Errorf("read the history: %w", err)
	}
	defer rows.Close()
	entries := []Entry{}
	for rows.Next() {
		var e Entry
		var before, after string
		if err := rows.Scan(&e.Seq, &e.At, &e.Operation, &e.Label, &e.Origin, &e.Kind, &e.Row, &e.Verb, &before, &after); err != nil {
			return nil, fmt.Errorf("read the history: %w", err)
		}
		e.Before, e.After = json.RawMessage(before), json.RawMessage(after)
		entries = append(entries, e)
	}
	return entries, rows.Err()
}
