package store

import (
	"errors"
	"fmt"
	"strings"

	"github.com/mattn/go-sqlite3"
)

// A drag of hundreds of items logs hundreds of updates of the same columns. Those are put back by one statement
// that reads the log where it lies, in half the time that reading and writing each of them takes. Whatever is
// not quite so is left to the general way, row by row.

// manyAlike is the number of entries from which it is worth looking.
const manyAlike = 50

// putBackAlike puts the whole operation back if it is many updates of different rows of a table, all of the same
// columns. False means that nothing was done. errAgain means that a row stood in the way.
func (r *reversal) putBackAlike(tx *Tx, from extent, tables *tableCache) (bool, error) {
	if r.single || r.careful || len(r.skip) > 0 || from.last-from.first < manyAlike {
		return false, nil
	}
	first, ok, err := firstUpdate(tx, from)
	if err != nil || !ok {
		return false, err
	}
	if err := tables.check(first); err != nil {
		return false, err
	}
	n, err := countAlike(tx, from, first)
	if err != nil || n == 0 {
		return false, err
	}
	result, err := tx.Exec(revertAlike(first), from.first, from.last, from.operation)
	var lite sqlite3.Error
	if errors.As(err, &lite) && lite.Code == sqlite3.ErrConstraint {
		r.single = true
		return false, errAgain
	}
	if err != nil {
		return false, fmt.Errorf("%s many rows: %w", r.verb, err)
	}
	if done, err := result.RowsAffected(); err != nil || done != n {
		r.single = true
		return false, errors.Join(err, errAgain)
	}
	return true, nil
}

func firstUpdate(tx *Tx, from extent) (entry, bool, error) {
	all, err := readEntries(tx, from, 1)
	if err != nil || len(all) == 0 || all[0].verb != "update" || len(all[0].after) == 0 {
		return entry{}, false, err
	}
	return all[0], true, nil
}

// countAlike gives the number of entries if all of them are like the first, else 0. SQLite's JSON ends a text at
// its first NUL, so rows that hold one are not for this way.
func countAlike(tx *Tx, from extent, first entry) (int64, error) {
	var has, paths strings.Builder
	for _, f := range first.after {
		fmt.Fprintf(&has, " AND json_type(after, '$.%s') IS NOT NULL", f.column)
		fmt.Fprintf(&paths, ", '$.%s'", f.column)
	}
	var n, rows, alike int64
	err := tx.QueryRow(`
		SELECT
			count(*),
			count(DISTINCT row),
			coalesce(sum(kind = ? AND verb = 'update'`+has.String()+` AND json_remove(after`+paths.String()+`) = '{}'
				AND instr(before, '\u0000') = 0 AND instr(after, '\u0000') = 0), 0)
		FROM change
		WHERE seq BETWEEN ? AND ?
			AND operation = ?`, first.key.kind, from.first, from.last, from.operation).Scan(&n, &rows, &alike)
	if err != nil {
		return 0, fmt.Errorf("look for changes alike: %w", err)
	}
	if rows != n || alike != n {
		return 0, nil
	}
	return n, nil
}

// revertAlike is what entry.revert is for one row.
func revertAlike(first entry) string {
	var set, holds strings.Builder
	for i, f := range first.after {
		if i > 0 {
			set.WriteString(", ")
		}
		if f.column == bookkeeping {
			set.WriteString(`updated = CASE WHEN t.updated IS c.after ->> 'updated' THEN c.before ->> 'updated' ELSE t.updated END`)
			continue
		}
		fmt.Fprintf(&set, `"%s" = c.before ->> '%s'`, f.column, f.column)
		fmt.Fprintf(&holds, ` AND t."%s" IS c.after ->> '%s'`, f.column, f.column)
	}
	return `UPDATE "` + first.key.kind + `" AS t SET ` + set.String() + `
		FROM change AS c
		WHERE c.seq BETWEEN ? AND ?
			AND c.operation = ?
			AND t.id = c.row` + holds.String()
}
