package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/mattn/go-sqlite3"

	"northboard/backend/clock"
	"northboard/backend/fault"
	"northboard/backend/id"
)

// Origin says who decided: a person (also through a notification's button or a command), or the clock.
type Origin string

// The origins. Only what a person did is in the undo stack.
const (
	User  Origin = "user"
	Agent Origin = "agent"
)

// Op names a write. Label is what the person reads beside Undo: "Move 3 items". Writes that follow each other
// within burstGap and share a Burst are one undo step.
type Op struct {
	Label  string
	Origin Origin
	Burst  string
}

const burstGap = 2 * time.Second

// Tx is a transaction under way. It is used by one goroutine and not after the function it was given to returns.
type Tx struct {
	ctx context.Context
	tx  *sql.Tx
	now clock.Instant
	loc *time.Location
	ids id.Source
}

// Exec runs a statement that changes rows.
func (t *Tx) Exec(query string, args ...any) (sql.Result, error) {
	if err := t.ctx.Err(); err != nil {
		return nil, err
	}
	return t.tx.Exec(query, cleanText(args)...)
}

// Query runs a statement that gives rows. The caller closes them and looks at Err.
func (t *Tx) Query(query string, args ...any) (*sql.Rows, error) {
	if err := t.ctx.Err(); err != nil {
		return nil, err
	}
	return t.tx.Query(query, args...)
}

// QueryRow runs a statement that gives at most one row.
func (t *Tx) QueryRow(query string, args ...any) *sql.Row { return t.tx.QueryRow(query, args...) }

// Now is the operation's one timestamp.
func (t *Tx) Now() clock.Instant { return t.now }

// Today is the day of Now in Location.
func (t *Tx) Today() clock.Day { return t.now.Day(t.loc) }

// Location is the person's time zone when the transaction began.
func (t *Tx) Location() *time.Location { return t.loc }

// NewID makes an id for a row.
func (t *Tx) NewID() string { return t.ids.New() }

// Context is the caller's context.
func (t *Tx) Context() context.Context { return t.ctx }

// cleanText keeps bytes that are no UTF-8 (a file's name can hold them) out of text columns: JSON would alter
// them, and an undo could not recognise the row again.
func cleanText(args []any) []any {
	for i, a := range args {
		if s, ok := a.(string); ok && !utf8.ValidString(s) {
			args[i] = strings.ToValidUTF8(s, "\uFFFD")
		}
	}
	return args
}

// Write runs fn as one operation: one transaction, one timestamp, one undo step. If fn changes no journaled row,
// no operation is kept.
func (s *Store) Write(ctx context.Context, op Op, fn func(tx *Tx) error) error {
	if op.Label == "" || (op.Origin != User && op.Origin != Agent) {
		return fault.Newf(fault.Internal, "Something was to be saved without saying what. Nothing was changed.")
	}
	return s.change(ctx, func(tx *Tx) error {
		u, err := beginOperation(tx, op)
		if err != nil {
			return err
		}
		if err := fn(tx); err != nil {
			return err
		}
		return u.end(tx, op)
	})
}

// WriteQuiet runs fn as a transaction that is not logged and cannot be undone, for the program's own bookkeeping
// (occurrences, preview jobs, settings). Touching a journaled table fails.
func (s *Store) WriteQuiet(ctx context.Context, fn func(tx *Tx) error) error {
	return s.change(ctx, func(tx *Tx) error {
		if _, err := tx.Exec(`UPDATE temp.journal SET operation = NULL`); err != nil {
			return err
		}
		return fn(tx)
	})
}

// Read runs fn on one moment of the library. Writing in it fails.
func (s *Store) Read(ctx context.Context, fn func(tx *Tx) error) (err error) {
	if err := s.enter(); err != nil {
		return err
	}
	defer s.active.Done()
	if s.place.alone() {
		return s.explain(s.readAlone(ctx, fn))
	}
	return s.explain(s.transact(ctx, s.reader, fn))
}

// insideWrite marks the context within a Write, so that a Write in a Write is refused instead of waiting for itself.
type insideWrite struct{}

// change is the one way to write: it holds the writing connection, checks that it may be used, and tells watchers.
func (s *Store) change(ctx context.Context, fn func(tx *Tx) error) error {
	if ctx.Value(insideWrite{}) == s {
		return fault.New(fault.Internal, "Something was to be saved while something else was being saved. Nothing was changed.")
	}
	if err := s.enter(); err != nil {
		return err
	}
	defer s.active.Done()
	if err := s.checkPlace(); err != nil {
		return err
	}
	err := s.transact(context.WithValue(ctx, insideWrite{}, s), s.writer, func(tx *Tx) error {
		if err := checkWriter(tx); err != nil {
			return err
		}
		return fn(tx)
	})
	if err != nil {
		return s.explain(err)
	}
	s.wake()
	return nil
}

// transact runs fn in a transaction of db. A panic in fn rolls back and comes out as an error.
func (s *Store) transact(ctx context.Context, db *sql.DB, fn func(tx *Tx) error) (err error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return fmt.Errorf("take a connection: %w", err)
	}
	defer conn.Close()
	// Not ctx: the driver would then start a goroutine for every statement, and a rollback in the middle of fn
	// would leave it half-told. Tx looks at ctx before each statement instead.
	begin := func() (*sql.Tx, error) { return conn.BeginTx(context.Background(), nil) }
	if db == s.writer {
		begin = func() (*sql.Tx, error) { return s.beginWrite(conn) }
	}
	tx, err := begin()
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	committed := false
	defer func() {
		// Reached by return, by panic and by runtime.Goexit (a test that fails within fn).
		if p := recover(); p != nil {
			err = fault.Wrap(fmt.Errorf("panic: %v\n%s", p, debug.Stack()), fault.Internal,
				"Something went wrong inside Northboard. Nothing was changed; please try again.")
		}
		if !committed {
			if rollback := tx.Rollback(); rollback != nil && !errors.Is(rollback, sql.ErrTxDone) {
				s.log.Warn("roll back", "err", rollback)
			}
		}
	}()
	if err := fn(&Tx{ctx: ctx, tx: tx, now: s.clock.Now(), loc: s.clock.Location(), ids: s.ids}); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	committed = true // From here Commit itself rolls back where it fails.
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

// beginWrite begins a transaction that takes the lock of all writers.
func (s *Store) beginWrite(conn *sql.Conn) (*sql.Tx, error) {
	if s.held.Load() {
		if _, err := conn.ExecContext(context.Background(), `PRAGMA busy_timeout = `+heldWait); err != nil {
			return nil, err
		}
	}
	tx, err := conn.BeginTx(context.Background(), nil)
	var lite sqlite3.Error
	busy := errors.As(err, &lite) && lite.Code == sqlite3.ErrBusy
	if was := s.held.Swap(busy); was && !busy {
		if _, wait := conn.ExecContext(context.Background(), `PRAGMA busy_timeout = `+busyWait); wait != nil {
			s.log.Warn("wait longer again", "err", wait)
		}
	}
	return tx, err
}

// checkWriter refuses a connection whose journal is not whole, and a file that a newer Northboard has changed
// while this one was running.
func checkWriter(tx *Tx) error {
	var version, triggers int
	err := tx.QueryRow(`
		SELECT
			(SELECT user_version FROM pragma_user_version),
			(SELECT count(*) FROM sqlite_temp_schema WHERE type = 'trigger' AND name LIKE 'journal\_%' ESCAPE '\')`).Scan(&version, &triggers)
	if err != nil {
		return fmt.Errorf("check the writer: %w", err)
	}
	if version != schemaVersion() {
		return newerLibrary(fmt.Errorf("schema is now %d", version))
	}
	if want := triggersPerTable * len(journal); triggers != want {
		return fault.Wrap(fmt.Errorf("%d of %d triggers", triggers, want), fault.Internal,
			"Northboard's record of changes is not running, so nothing was saved. Please start Northboard again.")
	}
	return nil
}

// underway is the operation of a transaction.
type underway struct {
	id     int64
	joined bool  // It goes on with the last one of its burst.
	before int64 // The log's last entry when it began.
}

// beginOperation makes the operation's row, or goes on with the last one of the same burst.
func beginOperation(tx *Tx, op Op) (underway, error) {
	before, err := lastSeq(tx)
	if err != nil {
		return underway{}, err
	}
	u := underway{before: before}
	if op.Burst != "" && op.Origin == User {
		if u.id, u.joined, err = joinBurst(tx, op); err != nil {
			return u, err
		}
	}
	if !u.joined {
		r, err := tx.Exec(`
			INSERT INTO operation (at, label, origin, burst, first_seq, last_seq)
			VALUES (?, ?, ?, ?, ?, ?)`, tx.now, op.Label, op.Origin, op.Burst, before+1, before)
		if err != nil {
			return u, fmt.Errorf("begin operation: %w", err)
		}
		if u.id, err = r.LastInsertId(); err != nil {
			return u, err
		}
	}
	_, err = tx.Exec(`UPDATE temp.journal SET operation = ?`, u.id)
	return u, err
}

// joinBurst finds the last thing the person did, if op goes on with it.
func joinBurst(tx *Tx, op Op) (int64, bool, error) {
	var last struct {
		id                 int64
		at                 clock.Instant
		burst, verb, state string
	}
	err := tx.QueryRow(`
		SELECT id, at, burst, verb, state
		FROM operation
		WHERE origin = 'user'
		ORDER BY id DESC
		LIMIT 1`).Scan(&last.id, &last.at, &last.burst, &last.verb, &last.state)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, false, nil
	}
	if err != nil {
		return 0, false, fmt.Errorf("find the last operation: %w", err)
	}
	gap := tx.now.Sub(last.at)
	goesOn := last.burst == op.Burst && last.verb == "do" && last.state == "done" && gap >= 0 && gap <= burstGap
	return last.id, goesOn, nil
}

// end keeps the operation if something was logged under it, and clears what could be redone.
func (u underway) end(tx *Tx, op Op) error {
	last, err := lastSeq(tx)
	if err != nil {
		return err
	}
	switch {
	case last == u.before && u.joined:
		return nil
	case last == u.before:
		_, err := tx.Exec(`DELETE FROM operation WHERE id = ?`, u.id)
		return err
	}
	if _, err := tx.Exec(`UPDATE operation SET at = ?, last_seq = ? WHERE id = ?`, tx.now, last, u.id); err != nil {
		return fmt.Errorf("end operation: %w", err)
	}
	if u.joined || op.Origin != User {
		return nil
	}
	_, err = tx.Exec(`
		UPDATE operation
		SET state = 'dropped'
		WHERE origin = 'user'
			AND verb = 'do'
			AND state = 'undone'`)
	return err
}
