package store

import (
	"context"
	"database/sql"
	"slices"
)

// What tests in store_test need to see from within.

const ApplicationID = applicationID

var (
	SchemaVersion = schemaVersion
	FreshSchema   = freshSchema
	NetworkName   = networkName
	ReadRecord    = func(text string) (columns []string, values []any, err error) {
		r, err := readRecord([]byte(text))
		for _, f := range r {
			columns, values = append(columns, f.column), append(values, f.value)
		}
		return columns, values, err
	}
)

// JournaledTables names them.
func JournaledTables() []string {
	var names []string
	for _, j := range journal {
		names = append(names, j.table)
	}
	return names
}

// OnWriter runs fn on the one writing connection, past all checks.
func (s *Store) OnWriter(fn func(*sql.DB) error) error { return fn(s.writer) }

// CheckWhole runs what Open runs on an existing file.
func CheckWhole(ctx context.Context, path string) error { return checkFile(ctx, path) }

// LayReserve tries now what is otherwise tried after a while.
func (s *Store) LayReserve() { s.ballast.again() }

// AddMigration makes this program one that knows one schema more, until remove is called.
func AddMigration(text string) (remove func()) {
	known := migrations
	migrations = append(slices.Clone(known), text)
	return func() { migrations = known }
}
