package store

import (
	"encoding/json"
	"fmt"
)

// LogOf gives the log's entries about some rows, newest first, at most limit. A Row without an ID stands for
// nothing here. It reads the log once from its end, since the log has no index (see migration/0001_init.sql).
func LogOf(tx *Tx, rows []Row, limit int) ([]Entry, error) {
	which, err := json.Marshal(rows)
	if err != nil {
		return nil, fmt.Errorf("list the rows: %w", err)
	}
	return scanLog(tx.Query(`
		SELECT c.seq, o.at, c.operation, o.label, o.origin, c.kind, c.row, c.verb, coalesce(c.before, 'null'), coalesce(c.after, 'null')
		FROM change AS c
		JOIN operation AS o ON o.id = c.operation
		WHERE (c.kind, c.row) IN (SELECT value ->> 'kind', value ->> 'id' FROM json_each(?))
			AND c.before IS NOT '`+scrubbed+`'
		ORDER BY c.seq DESC
		LIMIT ?`, string(which), limit))
}
