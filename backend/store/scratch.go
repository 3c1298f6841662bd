package store

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"

	"northboard/backend/fault"
)

// Scratch is a database in memory, for what can be made again from the library at any time, such as the index of the
// search. Nothing of it reaches a disk, so it needs no migration and nothing in it has to be erased; it is gone with the
// process. It is safe for concurrent use: one transaction at a time.
type Scratch struct{ db *sql.DB }

// OpenScratch makes an empty database with a schema. Close it when done.
func OpenScratch(schema string) (*Scratch, error) {
	db := sql.OpenDB(&connector{dsn: "file::memory:?_stmt_cache_size=64&_mutex=no", driver: driverThat(run(`PRAGMA journal_mode = OFF;` + schema))})
	db.SetMaxOpenConns(1)
	db.SetMaxIdleConns(1)
	if err := db.Ping(); err != nil {
		_ = db.Close()
		return nil, fmt.Errorf("make a database in memory: %w", err)
	}
	return &Scratch{db: db}, nil
}

// Do runs fn in a transaction. There is no way back from a half of it: make a new Scratch when fn fails after a write.
func (s *Scratch) Do(ctx context.Context, fn func(tx *Tx) error) (err error) {
	tx, err := s.db.Begin()
	if err != nil {
		return fmt.Errorf("begin in memory: %w", err)
	}
	done := false
	defer func() {
		if done {
			return
		}
		if rollback := tx.Rollback(); rollback != nil {
			slog.Warn("roll back in memory", "err", rollback)
		}
	}()
	if err := fn(&Tx{ctx: ctx, tx: tx}); err != nil {
		return fault.From(err)
	}
	done = true
	return tx.Commit()
}

// Close frees the memory.
func (s *Scratch) Close() error { return s.db.Close() }
