package search

import (
	"database/sql"
	"encoding/json"

	"northboard/backend/store"
)

// source is a kind of row that can be found.
type source struct {
	kind   string
	weight float64 // how much a match in it counts
	// query gives id, title, body and whether it is over (done, reached), which makes it count half.
	query string
}

// What is looked in beside the title, and shown a piece of.
const (
	aspirationBody = `concat_ws(' ', r.why, r.whys, r.how, r.path, r.role, r.impact, r.field)`
	goalBody       = `concat_ws(' ', r.why, r.specific, r.constraints, r.reward, r.state_why)`
	milestoneBody  = `concat_ws(' ', r.proof, r.notes)`
	taskBody       = `concat_ws(' ', r.notes, r.checklist, r.waiting_for)`
)

// sources in the order in which matches are taken: an aspiration says more than a reading.
var sources = []source{
	{"aspiration", 2, `SELECT id, what, ` + aspirationBody + `, 0 FROM aspiration AS r`},
	{"goal", 1.8, `SELECT id, title, ` + goalBody + `, reached IS NOT NULL OR state IN ('dropped', 'merged') FROM goal AS r`},
	{"board", 1.5, `SELECT id, title, '', 0 FROM board`},
	{"milestone", 1.2, `SELECT id, title, ` + milestoneBody + `, done IS NOT NULL FROM milestone AS r`},
	{"task", 1, `SELECT id, title, ` + taskBody + `, done IS NOT NULL FROM task AS r`},
	{"item", 1, `SELECT id, text, '', 0 FROM item WHERE text <> ''`},
	{"win", 0.9, `SELECT id, text, '', 0 FROM win`},
	{"picture", 0.8, `SELECT id, name, '', 0 FROM picture`},
	{"reading", 0.7, `SELECT id, note, '', 0 FROM reading WHERE note <> ''`},
}

// replace writes the rows of a kind anew: some, or all.
func (x *Index) replace(library, in *store.Tx, s source, ids []string, whole bool) error {
	list, err := json.Marshal(ids)
	if err != nil {
		return err
	}
	which, args := `kind = ?`, []any{s.kind}
	if !whole {
		which, args = which+` AND id IN (SELECT value FROM json_each(?))`, append(args, string(list))
	}
	if _, err := in.Exec(`DELETE FROM word WHERE rowid IN (SELECT rowid FROM doc WHERE `+which+`)`, args...); err != nil {
		return err
	}
	if _, err := in.Exec(`DELETE FROM doc WHERE `+which, args...); err != nil {
		return err
	}
	rows, err := s.rows(library, string(list), whole)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := x.add(in, s, rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (s source) rows(tx *store.Tx, ids string, whole bool) (*sql.Rows, error) {
	if whole {
		return tx.Query(s.query)
	}
	return tx.Query(`SELECT * FROM (`+s.query+`) WHERE id IN (SELECT value FROM json_each(?))`, ids)
}

func (x *Index) add(in *store.Tx, s source, rows *sql.Rows) error {
	var id, title, body string
	var over bool
	if err := rows.Scan(&id, &title, &body, &over); err != nil {
		return err
	}
	weight := s.weight
	if over {
		weight /= 2
	}
	x.next++
	at := int64(s.place())<<40 | x.next
	if _, err := in.Exec(`INSERT INTO doc (rowid, kind, id, weight) VALUES (?, ?, ?, ?)`, at, s.kind, id, weight); err != nil {
		return err
	}
	_, err := in.Exec(`INSERT INTO word (rowid, title, body) VALUES (?, ?, ?)`, at, fold(title), fold(body))
	return err
}

func (s source) place() int {
	for i, other := range sources {
		if other.kind == s.kind {
			return i
		}
	}
	return len(sources)
}
