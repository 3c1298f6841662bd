package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"slices"
	"strings"
)

// Migrations only go forward and are never edited once released. The number a file's name begins with is the
// user_version the library has after it.

//go:embed migration/*.sql
var migrationFiles embed.FS

// migrations in order; the first leads from an empty file to schema 1.
var migrations = readMigrations()

func readMigrations() []string {
	entries, err := migrationFiles.ReadDir("migration")
	if err != nil {
		panic(err) // The files are in the binary.
	}
	names := make([]string, 0, len(entries))
	for _, e := range entries {
		names = append(names, e.Name())
	}
	slices.Sort(names)
	all := make([]string, 0, len(names))
	for i, name := range names {
		if !strings.HasPrefix(name, fmt.Sprintf("%04d_", i+1)) {
			panic("migration " + name + " is out of order")
		}
		text, err := migrationFiles.ReadFile("migration/" + name)
		if err != nil {
			panic(err)
		}
		all = append(all, string(text))
	}
	return all
}

// schemaVersion is the newest schema this program knows.
func schemaVersion() int { return len(migrations) }

// migrate brings db to the newest schema in one transaction. Another process that does the same is waited for.
func migrate(ctx context.Context, db *sql.DB) error { return migrateTo(ctx, db, schemaVersion()) }

func migrateTo(ctx context.Context, db *sql.DB, target int) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin migration: %w", err)
	}
	defer tx.Rollback() //nolint:errcheck // After a commit there is nothing to roll back.
	var version int
	if err := tx.QueryRow(`PRAGMA user_version`).Scan(&version); err != nil {
		return fmt.Errorf("read schema version: %w", err)
	}
	if version > schemaVersion() {
		return newerLibrary(fmt.Errorf("schema is %d", version))
	}
	for ; version < target; version++ {
		if _, err := tx.Exec(migrations[version]); err != nil {
			return fmt.Errorf("migrate to schema %d: %w", version+1, err)
		}
		if _, err := tx.Exec(fmt.Sprintf(`PRAGMA user_version = %d`, version+1)); err != nil {
			return fmt.Errorf("set schema version %d: %w", version+1, err)
		}
	}
	return tx.Commit()
}
