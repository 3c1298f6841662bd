package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"northboard/backend/clock"
	"northboard/backend/durable"
	"northboard/backend/fault"
)

// Rules of snapshots:
//
//   - A copy is made by VACUUM INTO, which sees one moment of the library while other processes go on writing. A copy
//     of the file's bytes would not: it is never made of a library that may be open.
//   - A copy is compared by the log: what the library held before it began, and what the log says came and went until
//     the moment the copy shows. So the comparison is exact however much is written meanwhile.
//   - A snapshot is opened as immutable: nothing is created beside it, and a -wal file that lies there is not read.

// Count is how many rows a table has.
type Count struct {
	Table string `json:"table"`
	Rows  int64  `json:"rows"`
}

// Standing is what a database held at one moment: the end of its log, and its rows.
type Standing struct {
	Seq    int64
	Counts []Count
}

// Copy writes one consistent moment of the library's file at from into a new file at to. The copy is flushed to the
// disk, and is readable by its owner only. When it fails or ctx ends, nothing stays at to.
func Copy(ctx context.Context, from, to string) (err error) {
	db, done := lend(from, run(pragmas))
	defer func() { err = errors.Join(err, done()) }()
	return copyInto(ctx, db, to)
}

// Copy is Copy of the open library, also where no second connection may be (see Place).
func (s *Store) Copy(ctx context.Context, to string) error {
	if err := s.enter(); err != nil {
		return err
	}
	defer s.active.Done()
	if s.place.alone() {
		return copyInto(ctx, s.writer, to)
	}
	return Copy(ctx, s.path, to)
}

// Standing is StandingOf the open library.
func (s *Store) Standing(ctx context.Context) (is Standing, err error) {
	err = s.Read(ctx, func(tx *Tx) error {
		is, err = standing(ctx, tx.tx)
		return err
	})
	return is, err
}

func copyInto(ctx context.Context, db *sql.DB, to string) (err error) {
	defer func() {
		if err != nil {
			for _, suffix := range []string{"", "-journal"} {
				if gone := os.Remove(to + suffix); gone != nil && !errors.Is(gone, os.ErrNotExist) {
					err = errors.Join(err, gone)
				}
			}
			err = explainFile(err)
		}
	}()
	// SQLite writes into an empty file that is there, and leaves its permissions.
	empty, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("make the copy: %w", err)
	}
	if err := empty.Close(); err != nil {
		return err
	}
	if _, err := db.ExecContext(ctx, `VACUUM INTO ?`, to); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return fmt.Errorf("copy the library's file: %w", err)
	}
	f, err := os.Open(to)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close(), durable.SyncFolder(filepath.Dir(to)))
}

// StandingOf reads what the library's file at path holds now, also while others write to it.
func StandingOf(ctx context.Context, path string) (s Standing, err error) {
	db, done := lend(path, run(readerPragmas))
	defer func() { err = errors.Join(explainFile(err), done()) }()
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return s, fmt.Errorf("read what the library holds: %w", err)
	}
	defer tx.Rollback() //nolint:errcheck // It only reads.
	return standing(ctx, tx)
}

// File is a library's database file that is looked at from outside: a backup's. It is never written.
type File struct {
	db     *sql.DB
	schema int
}

// OpenFile opens a copy, and refuses one that is no library's or that a newer Northboard made.
func OpenFile(ctx context.Context, path string) (*File, error) {
	h, err := readHeader(path)
	if err != nil {
		return nil, err
	}
	if h.applicationID != applicationID || h.userVersion < 1 {
		return nil, notALibrary(fmt.Errorf("application id %#x, schema %d", h.applicationID, h.userVersion))
	}
	if h.userVersion > schemaVersion() {
		return nil, newerLibrary(fmt.Errorf("schema is %d", h.userVersion))
	}
	db := openOne(path, "mode=ro&immutable=1&_txlock=deferred", run(readerPragmas))
	if err := db.PingContext(ctx); err != nil {
		return nil, errors.Join(explainFile(err), db.Close())
	}
	return &File{db: db, schema: h.userVersion}, nil
}

// OpenFileNow is OpenFile for one that may be of an older schema: it is then copied into folder, and the copy brought
// to the newest.
func OpenFileNow(ctx context.Context, path, folder string) (*File, error) {
	f, err := OpenFile(ctx, path)
	if err != nil || f.schema == schemaVersion() {
		return f, err
	}
	now := filepath.Join(folder, databaseName)
	from := openOne(path, "mode=ro&immutable=1&_txlock=deferred", run(pragmas))
	if err := errors.Join(f.Close(), copyInto(ctx, from, now), from.Close()); err != nil {
		return nil, err
	}
	db := openOne(now, "mode=rw&_txlock=immediate", run(pragmas+noForeignKeys))
	if err := errors.Join(migrate(ctx, db), db.Close()); err != nil {
		return nil, explainFile(err)
	}
	return OpenFile(ctx, now)
}

// Close closes the file.
func (f *File) Close() error { return f.db.Close() }

// Schema is the file's schema version.
func (f *File) Schema() int { return f.schema }

// Check looks for damage, and for parts that Northboard did not put there.
func (f *File) Check(ctx context.Context) error {
	if err := quickCheck(ctx, f.db); err != nil {
		return explainFile(err)
	}
	return explainFile(compareSchema(ctx, f.db, f.schema))
}

// Standing reads what the file holds.
func (f *File) Standing(ctx context.Context) (s Standing, err error) {
	err = f.read(ctx, func(tx *sql.Tx) error {
		s, err = standing(ctx, tx)
		return err
	})
	return s, err
}

// Compare says whether the file is the library as it stood before, with what its own log says came since.
func (f *File) Compare(ctx context.Context, before Standing) error {
	return f.read(ctx, func(tx *sql.Tx) error {
		has, err := standing(ctx, tx)
		if err != nil {
			return err
		}
		if has.Seq < before.Seq {
			return unequal(fmt.Errorf("the log ends at %d, before %d", has.Seq, before.Seq))
		}
		for _, want := range before.Counts {
			if _, logged := journaledTable(want.Table); !logged {
				continue
			}
			var grown int64
			err := tx.QueryRowContext(ctx, `
				SELECT coalesce(sum(CASE verb WHEN 'insert' THEN 1 WHEN 'delete' THEN -1 ELSE 0 END), 0)
				FROM change
				WHERE seq > ?
					AND kind = ?`, before.Seq, want.Table).Scan(&grown)
			if err != nil {
				return fmt.Errorf("read the copy's log: %w", err)
			}
			if rows := RowsOf(has.Counts, want.Table); rows != want.Rows+grown {
				return unequal(fmt.Errorf("%s has %d rows instead of %d", want.Table, rows, want.Rows+grown))
			}
		}
		return nil
	})
}

// Values reads columns of every row of a table as text, "" for none, rows in the order they were made.
func (f *File) Values(ctx context.Context, table string, columns ...string) ([][]string, error) {
	parts := make([]string, len(columns))
	for i, c := range columns {
		parts[i] = `coalesce(CAST("` + c + `" AS TEXT), '')`
	}
	return f.texts(ctx, len(columns), `SELECT `+strings.Join(parts, ", ")+` FROM "`+table+`" ORDER BY rowid`)
}

// Logged names the rows of a kind that the log speaks of.
func (f *File) Logged(ctx context.Context, kind string) ([]string, error) {
	rows, err := f.texts(ctx, 1, `SELECT DISTINCT row FROM change WHERE kind = ?`, kind)
	names := make([]string, len(rows))
	for i, row := range rows {
		names[i] = row[0]
	}
	return names, err
}

func (f *File) texts(ctx context.Context, width int, query string, args ...any) ([][]string, error) {
	all := [][]string{}
	err := f.read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, query, args...)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			row, into := make([]string, width), make([]any, width)
			for i := range row {
				into[i] = &row[i]
			}
			if err := rows.Scan(into...); err != nil {
				return err
			}
			all = append(all, row)
		}
		return rows.Err()
	})
	return all, err
}

func (f *File) read(ctx context.Context, fn func(tx *sql.Tx) error) error {
	tx, err := f.db.BeginTx(ctx, nil)
	if err != nil {
		return explainFile(fmt.Errorf("read the copy: %w", err))
	}
	defer tx.Rollback() //nolint:errcheck // It only reads.
	return explainFile(fn(tx))
}

// CheckFile checks the library's file at path as Open does, without opening the library.
func CheckFile(ctx context.Context, path string) error { return explainFile(checkFile(ctx, path)) }

// MarkerOf reads the marker of the library in dir.
func MarkerOf(dir string) (m Marker, err error) {
	text, err := os.ReadFile(filepath.Join(dir, markerName))
	if err != nil {
		return m, fmt.Errorf("read the library's marker: %w", err)
	}
	return m, json.Unmarshal(text, &m)
}

// DatabaseName and MarkerName are the files of a library that a backup keeps.
const (
	DatabaseName = databaseName
	MarkerName   = markerName
)

// RowsOf gives a table's count among others; 0 when it is not there.
func RowsOf(counts []Count, table string) int64 {
	for _, c := range counts {
		if c.Table == table {
			return c.Rows
		}
	}
	return 0
}

// Own says whether a table holds what people made, and not the program's own bookkeeping.
func Own(table string) bool {
	_, journaled := journaledTable(table)
	return journaled
}

func standing(ctx context.Context, tx *sql.Tx) (s Standing, err error) {
	if err := tx.QueryRowContext(ctx, `SELECT coalesce(max(seq), 0) FROM change`).Scan(&s.Seq); err != nil {
		return s, fmt.Errorf("read the log's end: %w", err)
	}
	rows, err := tx.QueryContext(ctx, `
		SELECT name
		FROM sqlite_schema
		WHERE type = 'table'
			AND name NOT LIKE 'sqlite\_%' ESCAPE '\'
			AND sql NOT LIKE 'CREATE VIRTUAL%'
		ORDER BY name`)
	if err != nil {
		return s, fmt.Errorf("read the tables: %w", err)
	}
	defer rows.Close()
	s.Counts = []Count{}
	for rows.Next() {
		var c Count
		if err := rows.Scan(&c.Table); err != nil {
			return s, fmt.Errorf("read the tables: %w", err)
		}
		s.Counts = append(s.Counts, c)
	}
	if err := rows.Err(); err != nil {
		return s, fmt.Errorf("read the tables: %w", err)
	}
	for i, c := range s.Counts {
		if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM "`+c.Table+`"`).Scan(&s.Counts[i].Rows); err != nil {
			return s, fmt.Errorf("count %s: %w", c.Table, err)
		}
	}
	return s, nil
}

// explainFile words what SQLite says of a file that is not the open library.
func explainFile(err error) error {
	var known *fault.Error
	if err == nil || errors.As(err, &known) || fault.CodeOf(err) == fault.DiskFull {
		return err
	}
	return (&Store{clock: clock.System()}).explain(err)
}

func unequal(err error) *fault.Error {
	return fault.Wrap(err, fault.Damaged, "The copy does not hold what the library holds, so it does not count as a backup. Nothing was changed; please try again.")
}
