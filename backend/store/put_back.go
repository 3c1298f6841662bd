package store

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/mattn/go-sqlite3"

	"northboard/backend/fault"
)

// tableCache knows the columns of tables, so that statements come out the same for rows alike and are prepared once.
type tableCache struct {
	tx      *Tx
	columns map[string][]string
}

func (t *tableCache) of(kind string) ([]string, error) {
	if c, ok := t.columns[kind]; ok {
		return c, nil
	}
	// The name goes into statements: only a table we know may.
	j, ok := journaledTable(kind)
	if !ok {
		return nil, fault.Newf(fault.Damaged, "The record of what changed names something unknown, so nothing was changed. Please restore a backup if this stays.")
	}
	rows, err := t.tx.Query(`SELECT name FROM pragma_table_info(?) ORDER BY cid`, j.table)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var columns []string
	for rows.Next() {
		var c string
		if err := rows.Scan(&c); err != nil {
			return nil, err
		}
		columns = append(columns, c)
	}
	if t.columns == nil {
		t.columns = map[string][]string{}
	}
	t.columns[kind] = columns
	return columns, rows.Err()
}

// putBack makes a row what it was before the entry. It gives false, and changes nothing, if the row does not
// hold what it became or cannot be what it was.
func (t *tableCache) putBack(e entry) (bool, error) {
	columns, err := t.of(e.key.kind)
	if err != nil {
		return false, err
	}
	var result sql.Result
	switch e.verb {
	case "insert":
		result, err = t.remove(e, columns)
	case "delete":
		result, err = t.restore(e, columns)
	case "update":
		result, err = t.revert(e, columns)
	default:
		return false, fmt.Errorf("unknown verb %q in the log", e.verb)
	}
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

func (t *tableCache) remove(e entry, columns []string) (sql.Result, error) {
	holds, args := holdsAfter(e, columns)
	return t.tx.Exec(`DELETE FROM "`+e.key.kind+`" WHERE id = ?`+holds, append([]any{e.key.id}, args...)...)
}

func (t *tableCache) restore(e entry, columns []string) (sql.Result, error) {
	var names []string
	var args []any
	for _, c := range columns {
		if value, ok := e.before[c]; ok {
			names, args = append(names, `"`+c+`"`), append(args, value)
		}
	}
	places := strings.TrimSuffix(strings.Repeat("?, ", len(names)), ", ")
	return t.tx.Exec(`INSERT INTO "`+e.key.kind+`" (`+strings.Join(names, ", ")+`) VALUES (`+places+`)`, args...)
}

func (t *tableCache) revert(e entry, columns []string) (sql.Result, error) {
	var sets []string
	var args []any
	for _, c := range columns {
		value, ok := e.before[c]
		if !ok {
			continue
		}
		if c == bookkeeping {
			sets, args = append(sets, `updated = CASE WHEN updated IS ? THEN ? ELSE updated END`), append(args, e.after[c], value)
			continue
		}
		sets, args = append(sets, `"`+c+`" = ?`), append(args, value)
	}
	holds, held := holdsAfter(e, columns)
	args = append(append(args, e.key.id), held...)
	return t.tx.Exec(`UPDATE "`+e.key.kind+`" SET `+strings.Join(sets, ", ")+` WHERE id = ?`+holds, args...)
}

// holdsAfter is the condition that the row still is what the entry made of it.
func holdsAfter(e entry, columns []string) (condition string, args []any) {
	var b strings.Builder
	for _, c := range columns {
		if value, ok := e.after[c]; ok && c != bookkeeping {
			b.WriteString(` AND "` + c + `" IS ?`)
			args = append(args, value)
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
