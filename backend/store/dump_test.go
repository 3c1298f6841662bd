package store_test

import (
	"crypto/sha256"
	"database/sql"
	"fmt"
	"strings"
	"testing"

	"northboard/backend/store"
)

// dump writes out every journaled table, values exactly and with their types, rows by id.
func dump(t testing.TB, s *store.Store) string {
	t.Helper()
	var b strings.Builder
	err := s.Read(ctx, func(tx *store.Tx) error {
		for _, table := range store.JournaledTables() {
			rows, err := tx.Query(`SELECT * FROM ` + table + ` ORDER BY id`)
			if err != nil {
				return err
			}
			if err := dumpRows(&b, table, rows); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func dumpRows(b *strings.Builder, table string, rows *sql.Rows) error {
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	values, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		b.WriteString(table)
		for i, v := range values {
			fmt.Fprintf(b, " %s=%T:%#v", columns[i], v, v)
		}
		b.WriteByte('\n')
	}
	return rows.Err()
}

// links lists the rows whose parent is missing; foreign_key_check gives rows, never an error.
func links(t testing.TB, s *store.Store) (broken []string) {
	t.Helper()
	err := s.Read(ctx, func(tx *store.Tx) error {
		rows, err := tx.Query(`SELECT "table", rowid, parent FROM pragma_foreign_key_check`)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var table, parent string
			var rowid int64
			if err := rows.Scan(&table, &rowid, &parent); err != nil {
				return err
			}
			broken = append(broken, fmt.Sprintf("%s %d without its %s", table, rowid, parent))
		}
		return rows.Err()
	})
	if err != nil {
		t.Fatal(err)
	}
	return broken
}

// whole describes everything that a library holds, its log too.
func whole(t testing.TB, s *store.Store) (digest string) {
	t.Helper()
	var b strings.Builder
	b.WriteString(dump(t, s))
	err := s.Read(ctx, func(tx *store.Tx) error {
		for _, q := range []string{`SELECT * FROM operation ORDER BY id`, `SELECT * FROM change ORDER BY seq`, `SELECT * FROM setting ORDER BY id`} {
			rows, err := tx.Query(q)
			if err != nil {
				return err
			}
			if err := dumpRows(&b, "log", rows); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%x", sha256.Sum256([]byte(b.String())))
}

// sound says what is wrong with a library that opened, "" for nothing.
func sound(t testing.TB, s *store.Store) (wrong string) {
	t.Helper()
	err := s.Read(ctx, func(tx *store.Tx) error { return tx.QueryRow(`PRAGMA integrity_check(1)`).Scan(&wrong) })
	if err != nil {
		return err.Error()
	}
	if wrong != "ok" {
		return wrong
	}
	return strings.Join(links(t, s), ", ")
}
