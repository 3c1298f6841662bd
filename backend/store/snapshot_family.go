package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"northboard/backend/fault"
)

// Rules of a family: one row of a copy with all that belongs to it, to be brought into the open library.
//
//   - What the row owns is what would be deleted with it (ON DELETE CASCADE), and what that owns.
//   - What those rows refer to comes along, but only where the library does not have it: with what it owns itself,
//     except the links that it shares with another owner.
//   - Rows that are there and belong to the family become what they were in the copy; rows added since stay. So
//     bringing back twice changes nothing the second time, and nothing is ever there twice.
//   - Rows of the library that once pointed at the row (ON DELETE SET NULL), and point at nothing now, do so again.

// Family is one row of a copy with all that belongs to it.
type Family struct {
	Title   string
	root    rowKey
	members []member
	relink  []relink
	seen    map[rowKey]bool
}

// member is a row with its columns. because is the row it came along for: the root, or one that the family refers to.
type member struct {
	key     rowKey
	because rowKey
	row     record
}

// relink is a row that pointed at the root and may have lost that.
type relink struct {
	key    rowKey
	column string
}

// foreignKey is a column that names a row of another table.
type foreignKey struct {
	table, column, parent string
	cascades, needed      bool
}

// Family reads a row of a journaled table with all that belongs to it.
func (f *File) Family(ctx context.Context, kind, id string) (*Family, error) {
	known, ok := journaledTable(kind)
	if !ok {
		return nil, fault.Newf(fault.Invalid, "Northboard cannot bring back a single “%s”. Nothing was changed.", kind)
	}
	family := &Family{root: rowKey{kind, id}, seen: map[rowKey]bool{}}
	err := f.read(ctx, func(tx *sql.Tx) error {
		keys, err := foreignKeys(ctx, tx)
		if err != nil {
			return err
		}
		if err := family.take(ctx, tx, keys, family.root, family.root); err != nil {
			return err
		}
		if len(family.members) == 0 {
			return fault.Newf(fault.NotFound, "This backup does not hold that %s. Nothing was changed; look in another backup.", known.word)
		}
		if known.title != "" {
			family.Title, _ = family.members[0].row.value(known.title).(string)
		}
		return family.findRelinks(ctx, tx, keys)
	})
	return family, err
}

// IDs names the family's rows of a table.
func (f *Family) IDs(table string) []string {
	ids := []string{}
	for _, m := range f.members {
		if m.key.kind == table {
			ids = append(ids, m.key.id)
		}
	}
	return ids
}

// take adds a row, what it owns and what it refers to.
func (f *Family) take(ctx context.Context, tx *sql.Tx, keys []foreignKey, key, because rowKey) error {
	if _, journaled := journaledTable(key.kind); !journaled || f.seen[key] {
		return nil
	}
	f.seen[key] = true
	found, err := recordsWhere(ctx, tx, key.kind, "id", key.id)
	if err != nil || len(found) == 0 {
		return err
	}
	f.members = append(f.members, member{key: key, because: because, row: found[0]})
	for _, k := range keys {
		if k.table != key.kind {
			continue
		}
		parent, ok := found[0].value(k.column).(string)
		if !ok || f.seen[rowKey{k.parent, parent}] {
			continue
		}
		reached := rowKey{k.parent, parent}
		if err := f.take(ctx, tx, keys, reached, reached); err != nil {
			return err
		}
	}
	for _, k := range keys {
		if k.parent != key.kind || !k.cascades || (because != f.root && shared(keys, k)) {
			continue
		}
		children, err := recordsWhere(ctx, tx, k.table, k.column, key.id)
		if err != nil {
			return err
		}
		for _, child := range children {
			id, _ := child.value("id").(string)
			if err := f.take(ctx, tx, keys, rowKey{k.table, id}, because); err != nil {
				return err
			}
		}
	}
	return nil
}

// shared says whether rows of the key's table have another owner besides.
func shared(keys []foreignKey, key foreignKey) bool {
	return slices.ContainsFunc(keys, func(k foreignKey) bool {
		return k.table == key.table && k.column != key.column && k.needed
	})
}

func (f *Family) findRelinks(ctx context.Context, tx *sql.Tx, keys []foreignKey) error {
	for _, k := range keys {
		if k.parent != f.root.kind || k.cascades || k.needed {
			continue
		}
		rows, err := recordsWhere(ctx, tx, k.table, k.column, f.root.id)
		if err != nil {
			return err
		}
		for _, row := range rows {
			if id, _ := row.value("id").(string); !f.seen[rowKey{k.table, id}] {
				f.relink = append(f.relink, relink{rowKey{k.table, id}, k.column})
			}
		}
	}
	return nil
}

// PutFamily brings a family into the library, within an operation. It counts the rows that changed.
func PutFamily(tx *Tx, f *Family) (int, error) {
	// Members refer to each other in no order of ours; the commit looks at the whole.
	if _, err := tx.Exec(`PRAGMA defer_foreign_keys = ON`); err != nil {
		return 0, err
	}
	there := map[rowKey]bool{f.root: false}
	for _, m := range f.members {
		if _, asked := there[m.because]; asked {
			continue
		}
		is, err := isThere(tx, m.because)
		if err != nil {
			return 0, err
		}
		there[m.because] = is
	}
	changed := 0
	for _, m := range f.members {
		if there[m.because] {
			continue
		}
		n, err := putMember(tx, m)
		if err != nil {
			return 0, fmt.Errorf("bring back %s %s: %w", m.key.kind, m.key.id, err)
		}
		changed += n
	}
	for _, r := range f.relink {
		result, err := tx.Exec(`UPDATE "`+r.key.kind+`" SET "`+r.column+`" = ? WHERE id = ? AND "`+r.column+`" IS NULL`, f.root.id, r.key.id)
		if err != nil {
			return 0, fmt.Errorf("link %s %s again: %w", r.key.kind, r.key.id, err)
		}
		n, err := result.RowsAffected()
		if err != nil {
			return 0, err
		}
		changed += int(n)
	}
	return changed, nil
}

func isThere(tx *Tx, key rowKey) (bool, error) {
	var n int
	err := tx.QueryRow(`SELECT count(*) FROM "`+key.kind+`" WHERE id = ?`, key.id).Scan(&n)
	return n > 0, err
}

// putMember makes one row what it was. A link that is there under another id stays as it is.
func putMember(tx *Tx, m member) (int, error) {
	is, err := isThere(tx, m.key)
	if err != nil {
		return 0, err
	}
	var names, sets, differs []string
	var values []any
	for _, f := range m.row {
		names, values = append(names, `"`+f.column+`"`), append(values, f.value)
		sets, differs = append(sets, `"`+f.column+`" = ?`), append(differs, `"`+f.column+`" IS NOT ?`)
	}
	var result sql.Result
	if is {
		result, err = tx.Exec(`UPDATE "`+m.key.kind+`" SET `+strings.Join(sets, ", ")+` WHERE id = ? AND (`+strings.Join(differs, " OR ")+`)`,
			slices.Concat(values, []any{m.key.id}, values)...)
	} else {
		places := strings.TrimSuffix(strings.Repeat("?, ", len(names)), ", ")
		result, err = tx.Exec(`INSERT OR IGNORE INTO "`+m.key.kind+`" (`+strings.Join(names, ", ")+`) VALUES (`+places+`)`, values...)
	}
	if err != nil {
		return 0, err
	}
	n, err := result.RowsAffected()
	return int(n), err
}

func foreignKeys(ctx context.Context, tx *sql.Tx) ([]foreignKey, error) {
	rows, err := tx.QueryContext(ctx, `
		SELECT t.name, f."from", f."table", f.on_delete, c."notnull"
		FROM sqlite_schema AS t
		JOIN pragma_foreign_key_list(t.name) AS f
		JOIN pragma_table_info(t.name) AS c ON c.name = f."from"
		WHERE t.type = 'table'
		ORDER BY t.name, f.id`)
	if err != nil {
		return nil, fmt.Errorf("read how rows belong together: %w", err)
	}
	defer rows.Close()
	var keys []foreignKey
	for rows.Next() {
		var k foreignKey
		var onDelete string
		if err := rows.Scan(&k.table, &k.column, &k.parent, &onDelete, &k.needed); err != nil {
			return nil, fmt.Errorf("read how rows belong together: %w", err)
		}
		if _, journaled := journaledTable(k.table); !journaled {
			continue
		}
		k.cascades = onDelete == "CASCADE"
		keys = append(keys, k)
	}
	return keys, rows.Err()
}

// recordsWhere reads whole rows; the names come from the schema, never from outside.
func recordsWhere(ctx context.Context, tx *sql.Tx, table, column, value string) (found []record, err error) {
	rows, err := tx.QueryContext(ctx, `SELECT * FROM "`+table+`" WHERE "`+column+`" = ? ORDER BY id`, value)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", table, err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	columns, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	for rows.Next() {
		row, into := make(record, len(columns)), make([]any, len(columns))
		for i, name := range columns {
			row[i].column = name
			into[i] = &row[i].value
		}
		if err := rows.Scan(into...); err != nil {
			return nil, fmt.Errorf("read %s: %w", table, err)
		}
		found = append(found, row)
	}
	return found, rows.Err()
}
