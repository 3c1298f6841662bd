package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"slices"
	"strings"

	"northboard/backend/fault"
)

// Rules of migrations:
//
//   - They only go forward and are never edited once released. The number a file's name begins with is the
//     user_version the library has after it.
//   - All that are needed run in one transaction: a library is at its old schema or at the newest, never between.
//   - Foreign keys are off meanwhile, or rebuilding a table would delete what points to it. They are checked before
//     the commit, by the rows that the check gives: it never fails by itself.
//   - Config.BeforeMigrate runs first, with the file closed. When it fails nothing is migrated.

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

// migrateFile brings an existing database to the newest schema, where that is needed. before is called first.
func migrateFile(ctx context.Context, path, pragmas string, before func(ctx context.Context, path string, schema int) error) error {
	version, err := versionOf(ctx, path, pragmas)
	if err != nil || version == schemaVersion() {
		return err
	}
	if before != nil {
		if err := before(ctx, path, version); err != nil {
			var known *fault.Error
			if errors.As(err, &known) || ctx.Err() != nil {
				return err
			}
			return notBackedUp(err)
		}
	}
	db := openOne(path, "mode=rw&_txlock=immediate", run(pragmas+noForeignKeys))
	return errors.Join(migrate(ctx, db), db.Close())
}

func versionOf(ctx context.Context, path, pragmas string) (version int, err error) {
	db := openOne(path, "mode=rw&_txlock=immediate", run(pragmas))
	defer func() { err = errors.Join(err, db.Close()) }()
	if err := db.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&version); err != nil {
		return 0, fmt.Errorf("read schema version: %w", err)
	}
	return version, nil
}

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
	if err := checkLinks(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// checkLinks looks for rows whose parent is gone.
func checkLinks(tx *sql.Tx) error {
	var table, parent string
	err := tx.QueryRow(`SELECT "table", parent FROM pragma_foreign_key_check LIMIT 1`).Scan(&table, &parent)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil
	case err != nil:
		return fmt.Errorf("check the links between tables: %w", err)
	}
	return unlinked(fmt.Errorf("a row of %s without its %s", table, parent))
}
