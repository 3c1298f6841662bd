package store

import (
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/mattn/go-sqlite3"
)

// Whole rows of journaled tables, whatever they mean: what undo puts back, and what goes out into an archive and comes
// in from one.
//
//   - Only kinds and columns that the database has get into a statement; a name from outside is looked up first.
//   - A row that comes in goes through the triggers like any other, so it is in the log and can be undone.

// Record is a row of a journaled table. Values are nil, int64, float64 or string, exactly as they are in the row.
type Record struct {
	Columns []string
	Values  []any
}

// Value gives what a column holds; nil also for a column that the record has not.
func (r Record) Value(column string) any {
	if i := slices.Index(r.Columns, column); i >= 0 {
		return r.Values[i]
	}
	return nil
}

// Text gives a text column, "" for NULL.
func (r Record) Text(column string) string {
	text, _ := r.Value(column).(string)
	return text
}

// With gives the record with another value in a column that it has.
func (r Record) With(column string, value any) Record {
	r.Values = slices.Clone(r.Values)
	r.Values[slices.Index(r.Columns, column)] = value
	return r
}

// Column describes a column of a journaled table. Parent is the kind whose id it holds, "" for none.
type Column struct {
	Name   string
	Type   string // TEXT, INTEGER or REAL
	Null   bool
	Parent string
}

// ErrNotAllowed is in the chain of errors about a row that the table's own rules refuse.
var ErrNotAllowed = errors.New("the table does not allow this row")

// errUnknownName is in the chain of errors about a kind or a column that there is not.
var errUnknownName = errors.New("unknown name")

// Kinds lists the journaled kinds, parents before their children.
func Kinds() []string {
	kinds := make([]string, len(journal))
	for i, j := range journal {
		kinds[i] = j.table
	}
	return kinds
}

// Named gives the words a person knows a row by: goal “Read twelve books”.
func Named(tx *Tx, kind, id string) string { return name(tx, rowKey{kind, id}, nil) }

// ColumnsOf describes a kind's columns, in the table's order.
func ColumnsOf(tx *Tx, kind string) ([]Column, error) {
	if _, ok := journaledTable(kind); !ok {
		return nil, fmt.Errorf("%w: %q is not a journaled table", errUnknownName, kind)
	}
	rows, err := tx.Query(`
		SELECT c.name, c.type, c."notnull" = 0 AND c.pk = 0, coalesce(f."table", '')
		FROM pragma_table_info(?1) AS c
		LEFT JOIN pragma_foreign_key_list(?1) AS f ON f."from" = c.name
		ORDER BY c.cid`, kind)
	if err != nil {
		return nil, fmt.Errorf("read the columns of %s: %w", kind, err)
	}
	defer rows.Close()
	columns := []Column{}
	for rows.Next() {
		var c Column
		if err := rows.Scan(&c.Name, &c.Type, &c.Null, &c.Parent); err != nil {
			return nil, fmt.Errorf("read the columns of %s: %w", kind, err)
		}
		columns = append(columns, c)
	}
	return columns, rows.Err()
}

// EachRecord calls fn with every row of a kind, by id.
func EachRecord(tx *Tx, kind string, fn func(Record) error) error {
	if _, ok := journaledTable(kind); !ok {
		return fmt.Errorf("%w: %q is not a journaled table", errUnknownName, kind)
	}
	rows, err := tx.Query(`SELECT * FROM "` + kind + `" ORDER BY id`)
	if err != nil {
		return fmt.Errorf("read %s: %w", kind, err)
	}
	return scanRecords(rows, kind, fn)
}

func scanRecords(rows *sql.Rows, kind string, fn func(Record) error) error {
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return fmt.Errorf("read %s: %w", kind, err)
	}
	for rows.Next() {
		r := Record{Columns: columns, Values: make([]any, len(columns))}
		into := make([]any, len(columns))
		for i := range into {
			into[i] = &r.Values[i]
		}
		if err := rows.Scan(into...); err != nil {
			return fmt.Errorf("read %s: %w", kind, err)
		}
		if err := fn(r); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("read %s: %w", kind, err)
	}
	return nil
}

// Rows finds and changes whole rows within one transaction.
type Rows struct{ tables tableCache }

// RowsIn works on the rows of a transaction.
func RowsIn(tx *Tx) *Rows { return &Rows{tableCache{tx: tx}} }

// Find gives the row of a kind whose columns hold these values; false when there is none.
func (r *Rows) Find(kind string, columns []string, values []any) (Record, bool, error) {
	if err := r.tables.know(kind, columns); err != nil {
		return Record{}, false, err
	}
	rows, err := r.tables.tx.Query(`SELECT * FROM "`+kind+`" WHERE "`+strings.Join(columns, `" IS ? AND "`)+`" IS ? LIMIT 1`, values...)
	if err != nil {
		return Record{}, false, fmt.Errorf("find %s: %w", kind, err)
	}
	var found Record
	ok := false
	err = scanRecords(rows, kind, func(one Record) error {
		found, ok = one, true
		return nil
	})
	return found, ok, err
}

// Insert adds a row as it is. One that is there already, or that the table's rules refuse, is ErrNotAllowed.
func (r *Rows) Insert(kind string, row Record) error {
	if err := r.tables.know(kind, row.Columns); err != nil {
		return err
	}
	_, err := r.tables.tx.Exec(insertInto(kind, row.Columns), slices.Clone(row.Values)...)
	var lite sqlite3.Error
	if errors.As(err, &lite) && lite.Code == sqlite3.ErrConstraint {
		return fmt.Errorf("add a row to %s: %w: %w", kind, ErrNotAllowed, err)
	}
	if err != nil {
		return fmt.Errorf("add a row to %s: %w", kind, err)
	}
	return nil
}

// Delete takes a row away, and what hangs on it.
func (r *Rows) Delete(kind, id string) error {
	if err := r.tables.know(kind, nil); err != nil {
		return err
	}
	if _, err := r.tables.tx.Exec(`DELETE FROM "`+kind+`" WHERE id = ?`, id); err != nil {
		return fmt.Errorf("delete from %s: %w", kind, err)
	}
	return nil
}

// insertInto is the statement that adds a row of known columns.
func insertInto(kind string, columns []string) string {
	places := strings.TrimSuffix(strings.Repeat("?, ", len(columns)), ", ")
	return `INSERT INTO "` + kind + `" ("` + strings.Join(columns, `", "`) + `") VALUES (` + places + `)`
}

// LinksLater lets rows of this transaction come in any order: whether each has its parent is asked when it commits.
func LinksLater(tx *Tx) error {
	_, err := tx.Exec(`PRAGMA defer_foreign_keys = ON`)
	return err
}

// CheckLinks finds out whether every row has the parent it names; if not, it is ErrNotAllowed.
func CheckLinks(tx *Tx) error {
	broken, err := brokenLinks(tx)
	if err != nil {
		return err
	}
	if len(broken) > 0 {
		first := broken[0]
		return fmt.Errorf("%w: %s %s names %s %q, which is not there", ErrNotAllowed, first.child.kind, first.child.id, first.parent.kind, first.parent.id)
	}
	return nil
}

// Schema is the version of the database that this program makes and reads.
func Schema() int { return schemaVersion() }

// LastSeq gives the number of the last entry in the log.
func LastSeq(tx *Tx) (int64, error) { return lastSeq(tx) }

// Setting is a key of the settings and what is kept under it.
type Setting struct{ Key, Value string }

// Settings lists all settings, by key.
func Settings(tx *Tx) ([]Setting, error) {
	rows, err := tx.Query(`
		SELECT id, value
		FROM setting
		ORDER BY id`)
	if err != nil {
		return nil, fmt.Errorf("read the settings: %w", err)
	}
	defer rows.Close()
	settings := []Setting{}
	for rows.Next() {
		var s Setting
		if err := rows.Scan(&s.Key, &s.Value); err != nil {
			return nil, fmt.Errorf("read the settings: %w", err)
		}
		settings = append(settings, s)
	}
	return settings, rows.Err()
}
