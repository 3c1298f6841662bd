package store

import (
	"errors"
	"fmt"
	"strings"

	"github.com/mattn/go-sqlite3"
)

// tableCache knows which columns a table has: names from the log go into statements, so only those we know may.
type tableCache struct {
	tx      *Tx
	columns map[string]map[string]bool
}

func (t *tableCache) check(e entry) error {
	for _, r := range []record{e.before, e.after} {
		columns := make([]string, len(r))
		for i, f := range r {
			columns[i] = f.column
		}
		err := t.know(e.key.kind, columns)
		if errors.Is(err, errUnknownName) {
			return unreadableLog(err)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// know makes sure that a kind is a journaled table and has these columns.
func (t *tableCache) know(kind string, columns []string) error {
	known, ok := t.columns[kind]
	if !ok {
		list, err := ColumnsOf(t.tx, kind)
		if err != nil {
			return err
		}
		known = map[string]bool{}
		for _, c := range list {
			known[c.Name] = true
		}
		if t.columns == nil {
			t.columns = map[string]map[string]bool{}
		}
		t.columns[kind] = known
	}
	for _, c := range columns {
		if !known[c] {
			return fmt.Errorf("%w: %s has no column %q", errUnknownName, kind, c)
		}
	}
	return nil
}

// putBack makes a row what it was before the entry. It gives false, and changes nothing, if the row does not
// hold what it became or cannot be what it was.
func (t *tableCache) putBack(e entry) (bool, error) {
	if err := t.check(e); err != nil {
		return false, err
	}
	var query string
	var args []any
	switch e.verb {
	case "insert":
		query, args = e.remove()
	case "delete":
		query, args = e.restore()
	case "update":
		query, args = e.revert()
	default:
		return false, unreadableLog(fmt.Errorf("unknown verb %q", e.verb))
	}
	result, err := t.tx.Exec(query, args...)
	var lite sqlite3.Error
	if errors.As(err, &lite) && lite.Code == sqlite3.ErrConstraint {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	n, err := result.RowsAffected()
	return n == 1, err
}

// bookkeeping is the column that says when a row was last touched; it never decides whether a row is still itself.
const bookkeeping = "updated"

func (e entry) remove() (query string, args []any) {
	var b strings.Builder
	b.WriteString(`DELETE FROM "` + e.key.kind + `"`)
	return e.whereHolds(&b, nil)
}

func (e entry) restore() (query string, args []any) {
	names := make([]string, 0, len(e.before))
	for _, f := range e.before {
		names, args = append(names, f.column), append(args, f.value)
	}
	return insertInto(e.key.kind, names), args
}

func (e entry) revert() (query string, args []any) {
	var b strings.Builder
	b.WriteString(`UPDATE "` + e.key.kind + `" SET `)
	for i, f := range e.before {
		if i > 0 {
			b.WriteString(", ")
		}
		if f.column == bookkeeping {
			b.WriteString(`updated = CASE WHEN updated IS ? THEN ? ELSE updated END`)
			args = append(args, e.after.value(bookkeeping), f.value)
			continue
		}
		b.WriteString(`"` + f.column + `" = ?`)
		args = append(args, f.value)
	}
	return e.whereHolds(&b, args)
}

// whereHolds ends a statement with the condition that the row still is what the entry made of it.
func (e entry) whereHolds(b *strings.Builder, args []any) (string, []any) {
	b.WriteString(` WHERE id = ?`)
	args = append(args, e.key.id)
	for _, f := range e.after {
		if f.column != bookkeeping {
			b.WriteString(` AND "` + f.column + `" IS ?`)
			args = append(args, f.value)
		}
	}
	return b.String(), args
}

// checkForeignKeys finds the rows that stand in the way of committing and leaves them, or the parents they need, alone.
func (r *reversal) checkForeignKeys(tx *Tx) error {
	broken, err := brokenLinks(tx)
	if err != nil {
		return err
	}
	if len(broken) == 0 {
		return nil
	}
	for _, link := range broken {
		if r.touched[link.child] {
			r.leave(link.child)
		} else {
			r.leave(link.parent)
		}
	}
	return errAgain
}

type link struct{ child, parent rowKey }

func brokenLinks(tx *Tx) ([]link, error) {
	rows, err := tx.Query(`
		SELECT c."table", c.rowid, c.parent, f."from"
		FROM pragma_foreign_key_check AS c
		JOIN pragma_foreign_key_list(c."table") AS f ON f.id = c.fkid`)
	if err != nil {
		return nil, fmt.Errorf("check links: %w", err)
	}
	defer rows.Close()
	type violation struct {
		table, parent, column string
		rowid                 int64
	}
	var found []violation
	for rows.Next() {
		var v violation
		if err := rows.Scan(&v.table, &v.rowid, &v.parent, &v.column); err != nil {
			return nil, fmt.Errorf("check links: %w", err)
		}
		found = append(found, v)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("check links: %w", err)
	}
	links := make([]link, 0, len(found))
	for _, v := range found {
		l := link{child: rowKey{kind: v.table}, parent: rowKey{kind: v.parent}}
		err := tx.QueryRow(`SELECT id, "`+v.column+`" FROM "`+v.table+`" WHERE rowid = ?`, v.rowid).Scan(&l.child.id, &l.parent.id)
		if err != nil {
			return nil, fmt.Errorf("find the broken link: %w", err)
		}
		links = append(links, l)
	}
	return links, nil
}
