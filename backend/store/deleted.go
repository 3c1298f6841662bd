package store

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"northboard/backend/clock"
)

// Rules of what was deleted:
//
//   - The log is the trash: a row that a person deleted, whose deletion was not undone, and that is not there now.
//     Of several deletions of one row the last that holds counts. What the clock deleted, and what an undo took away again, is
//     not among it.
//   - A deletion is told by the operation that the person carried out, also when it was undone and done again.
//   - Put back in any order: each row as it was, parents first. A link that may be empty (ON DELETE SET NULL) is left
//     empty when what it led to is gone; a row that belongs to one that is gone is left in the trash and named.

// DeletedRow is a row that a person deleted and that is not there now.
type DeletedRow struct {
	Seq       int64
	Operation int64 // What the person did.
	At        clock.Instant
	Label     string
	Kind      string
	ID        string
	Was       json.RawMessage // The row as it was.
}

// inForce is the condition that an operation b, or the last undo or redo of it, has it done.
const inForce = `(
	SELECT verb
	FROM operation
	WHERE id = (SELECT max(id) FROM operation WHERE id = b.id OR reverses = b.id)) <> 'undo'`

// Deleted gives what is in the trash, newest first. It reads the log once from end to end.
func Deleted(tx *Tx) ([]DeletedRow, error) { return deleted(tx, 0) }

// deleted is Deleted, of one operation where that is not 0.
func deleted(tx *Tx, operation int64) ([]DeletedRow, error) {
	rows, err := tx.Query(`
		WITH gone AS MATERIALIZED (
			SELECT max(c.seq) AS seq
			FROM change AS c
			JOIN operation AS o ON o.id = c.operation
			JOIN operation AS b ON b.id = coalesce(o.reverses, o.id)
			WHERE c.verb = 'delete'
				AND o.verb IN ('do', 'redo')
				AND `+inForce+`
			GROUP BY c.kind, c.row)
		SELECT c.seq, b.id, o.at, b.label, c.kind, c.row, c.before
		FROM gone AS g
		JOIN change AS c ON c.seq = g.seq
		JOIN operation AS o ON o.id = c.operation
		JOIN operation AS b ON b.id = coalesce(o.reverses, o.id)
		WHERE (?1 = 0 OR b.id = ?1)
			AND o.origin = 'user'
			AND c.before <> '`+scrubbed+`'
			AND NOT `+rowIsThere("c.kind", "c.row")+`
		ORDER BY c.seq DESC`, operation)
	if err != nil {
		return nil, fmt.Errorf("look for what was deleted: %w", err)
	}
	defer rows.Close()
	all := []DeletedRow{}
	for rows.Next() {
		var d DeletedRow
		var was string
		if err := rows.Scan(&d.Seq, &d.Operation, &d.At, &d.Label, &d.Kind, &d.ID, &was); err != nil {
			return nil, fmt.Errorf("look for what was deleted: %w", err)
		}
		d.Was = json.RawMessage(was)
		all = append(all, d)
	}
	return all, rows.Err()
}

// rowIsThere is the condition that a row of a journaled table exists. A kind that no table has any more is not there.
func rowIsThere(kind, id string) string {
	var b strings.Builder
	b.WriteString("CASE " + kind)
	for _, j := range journal {
		fmt.Fprintf(&b, ` WHEN '%s' THEN EXISTS (SELECT 1 FROM "%s" WHERE id = %s)`, j.table, j.table, id)
	}
	b.WriteString(" ELSE 0 END")
	return b.String()
}

// Left is a row that could not be put back. Missing is the kind of row that it belongs to and that is gone; "" means
// that something else has taken its place.
type Left struct {
	Row
	Name    string // As a person knows it: task “Call Ana”.
	Missing string // In a person's words: goal.
}

// PutBack restores what one operation deleted and is not there now. It gives the rows that are back, parents first.
func PutBack(tx *Tx, operation int64) ([]Row, []Left, error) {
	gone, err := deleted(tx, operation)
	if err != nil {
		return nil, nil, err
	}
	p := putting{tx: tx, tables: tableCache{tx: tx}, waiting: map[rowKey]bool{}, links: map[string][]parentLink{}, back: []Row{}, left: []Left{}}
	for _, d := range gone {
		e := entry{key: rowKey{d.Kind, d.ID}, verb: "delete"}
		if e.before, err = readRecord(d.Was); err != nil {
			return nil, nil, unreadableLog(err)
		}
		if err := p.tables.check(e); err != nil {
			return nil, nil, err
		}
		p.entries = append(p.entries, e)
		p.waiting[e.key] = true
	}
	for rest := p.entries; len(rest) > 0; {
		still, err := p.pass(rest)
		if err != nil {
			return nil, nil, err
		}
		if len(still) == len(rest) { // Rows that belong to each other in a circle; no table of ours can hold such.
			return nil, nil, unreadableLog(fmt.Errorf("%d rows wait for each other", len(rest)))
		}
		rest = still
	}
	return p.back, p.left, p.relink(gone)
}

// putting is one putting back.
type putting struct {
	tx      *Tx
	tables  tableCache
	entries []entry
	waiting map[rowKey]bool
	links   map[string][]parentLink
	back    []Row
	left    []Left
}

// pass restores the rows whose parents are there, and gives those that wait for another of these rows.
func (p *putting) pass(rest []entry) (still []entry, err error) {
	for _, e := range rest {
		waits, missing, err := p.prepare(&e)
		if err != nil {
			return nil, err
		}
		if waits {
			still = append(still, e)
			continue
		}
		delete(p.waiting, e.key)
		ok := false
		if missing == "" {
			if ok, err = p.tables.putBack(e); err != nil {
				return nil, fmt.Errorf("put back %s %s: %w", e.key.kind, e.key.id, err)
			}
		}
		row := Row{Kind: e.key.kind, ID: e.key.id}
		if ok {
			p.back = append(p.back, row)
			continue
		}
		parent, _ := journaledTable(missing)
		p.left = append(p.left, Left{Row: row, Name: name(p.tx, e.key, p.entries), Missing: parent.word})
	}
	return still, nil
}

// prepare looks at what a row belongs to. Links that may be empty, and lead nowhere, are emptied.
func (p *putting) prepare(e *entry) (waits bool, missing string, err error) {
	links, err := p.linksOf(e.key.kind)
	if err != nil {
		return false, "", err
	}
	e.before = slices.Clone(e.before)
	for _, l := range links {
		at := slices.IndexFunc(e.before, func(f field) bool { return f.column == l.column })
		if at < 0 {
			continue
		}
		id, ok := e.before[at].value.(string)
		if !ok {
			continue
		}
		if p.waiting[rowKey{l.parent, id}] {
			return true, "", nil
		}
		var there bool
		if err := p.tx.QueryRow(`SELECT EXISTS (SELECT 1 FROM "`+l.parent+`" WHERE id = ?)`, id).Scan(&there); err != nil {
			return false, "", fmt.Errorf("look for the %s of a row: %w", l.parent, err)
		}
		switch {
		case there:
		case l.mayBeEmpty:
			e.before[at].value = nil
		case missing == "":
			missing = l.parent
		}
	}
	return false, missing, nil
}

// parentLink is a column that leads to a row of another table.
type parentLink struct {
	column, parent string
	mayBeEmpty     bool
}

func (p *putting) linksOf(kind string) ([]parentLink, error) {
	if known, ok := p.links[kind]; ok {
		return known, nil
	}
	links, err := parentLinks(p.tx, kind)
	p.links[kind] = links
	return links, err
}

func parentLinks(tx *Tx, kind string) ([]parentLink, error) {
	rows, err := tx.Query(`SELECT "from", "table", on_delete = 'SET NULL' FROM pragma_foreign_key_list(?)`, kind)
	if err != nil {
		return nil, fmt.Errorf("read the links of %s: %w", kind, err)
	}
	defer rows.Close()
	links := []parentLink{}
	for rows.Next() {
		var l parentLink
		if err := rows.Scan(&l.column, &l.parent, &l.mayBeEmpty); err != nil {
			return nil, fmt.Errorf("read the links of %s: %w", kind, err)
		}
		links = append(links, l)
	}
	return links, rows.Err()
}

// relink gives rows that were there all along the link back that the deletion had emptied, unless they have got
// another since.
func (p *putting) relink(gone []DeletedRow) error {
	if len(gone) == 0 {
		return nil
	}
	back := map[rowKey]bool{}
	for _, r := range p.back {
		back[rowKey{r.Kind, r.ID}] = true
	}
	updates, err := p.emptied(gone[0].Operation)
	if err != nil {
		return err
	}
	for _, e := range updates {
		links, err := p.linksOf(e.key.kind)
		if err != nil {
			return err
		}
		if err := p.tables.check(e); err != nil {
			return err
		}
		for _, l := range links {
			id, ok := e.before.value(l.column).(string)
			if !l.mayBeEmpty || !ok || e.after.value(l.column) != nil || !back[rowKey{l.parent, id}] {
				continue
			}
			_, err := p.tx.Exec(`UPDATE "`+e.key.kind+`" SET "`+l.column+`" = ? WHERE id = ? AND "`+l.column+`" IS NULL`, id, e.key.id)
			if err != nil {
				return fmt.Errorf("link %s %s again: %w", e.key.kind, e.key.id, err)
			}
		}
	}
	return nil
}

// emptied gives the updates that went with a deletion: its own, or those of the redo that holds now.
func (p *putting) emptied(operation int64) ([]entry, error) {
	from, err := extentOf(p.tx, operation)
	if err != nil {
		return nil, err
	}
	all, err := readEntries(p.tx, from, -1)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(e entry) bool { return e.verb != "update" }), nil
}

// NamedRows gives the ids of a table's rows that some row names, or that an undo, a redo or putting back could make a row
// name again. Rows of other tables name it by their foreign keys.
func NamedRows(tx *Tx, table string) (map[string]bool, error) {
	named := map[string]bool{}
	for _, j := range journal {
		links, err := parentLinks(tx, j.table)
		if err != nil {
			return nil, err
		}
		for _, l := range links {
			if l.parent != table {
				continue
			}
			if err := namedBy(tx, j.table, l.column, named); err != nil {
				return nil, err
			}
		}
	}
	return named, nil
}

func namedBy(tx *Tx, kind, column string, named map[string]bool) error {
	rows, err := tx.Query(`
		SELECT "`+column+`" FROM "`+kind+`"
		UNION
		SELECT side.value
		FROM change AS c
		JOIN operation AS o ON o.id = c.operation
		JOIN operation AS b ON b.id = coalesce(o.reverses, o.id)
		JOIN json_each(json_array(c.before ->> ?2, c.after ->> ?2)) AS side
		WHERE c.kind = ?1
			AND b.origin = 'user'
			AND (b.state IN ('done', 'undone') OR (c.verb = 'delete' AND NOT `+rowIsThere("c.kind", "c.row")+` AND `+inForce+`))`, kind, column)
	if err != nil {
		return fmt.Errorf("look for what names a row: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var id *string
		if err := rows.Scan(&id); err != nil {
			return fmt.Errorf("look for what names a row: %w", err)
		}
		if id != nil {
			named[*id] = true
		}
	}
	return rows.Err()
}
