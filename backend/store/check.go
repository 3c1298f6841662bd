package store

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"syscall"
)

// Rules of the check, in this order, before SQLite may touch the file:
//
//   - The first 100 bytes are read by ourselves. What is no SQLite file, is cut, or carries another program's
//     mark is refused. A newer schema is refused, also when it is still in the -wal file only.
//   - A file without our mark was never ours. It is looked at as immutable, which creates nothing beside it, to
//     tell damage from another program's file.
//   - What a crash left in the -wal file is read, not folded into the file, until the whole is known to be good: beside
//     a file it does not belong to (somebody put a copy in place) folding it in would spoil that copy.
//   - A file with our mark must be sound (quick_check) and hold exactly the schema its version has: no table,
//     no trigger, no view of anybody else's.
//   - On a disk of this computer the check reads through a mapping of the file, which is a third faster. A sector that
//     cannot be read would end the process there, so the file is read to its end first, where it is only an error.

// applicationID is "NBOD" in the header of every library.
const applicationID = 0x4E424F44

const headerSize = 100

type header struct {
	pageSize      int
	userVersion   int
	applicationID uint32
}

// readHeader reads what the SQLite file format puts into the first 100 bytes.
func readHeader(path string) (header, error) {
	f, err := os.Open(path)
	if err != nil {
		return header{}, fmt.Errorf("open the library's file: %w", err)
	}
	defer f.Close()
	b := make([]byte, headerSize)
	n, err := io.ReadFull(f, b)
	switch {
	case n == 0 && errors.Is(err, io.EOF):
		return header{}, emptied(errors.New("0 bytes"))
	case strings.Trim(string(b[:n]), "\x00") == "":
		return header{}, blank(fmt.Errorf("%d bytes of zeros", n))
	case !strings.HasPrefix(string(b[:n])+strings.Repeat("\x00", headerSize-n), "SQLite format 3\x00"):
		return header{}, notADatabase(errors.New("not an SQLite file"))
	case errors.Is(err, io.ErrUnexpectedEOF):
		return header{}, cutShort(fmt.Errorf("the header ends after %d bytes", n))
	case err != nil:
		return header{}, fmt.Errorf("read the library's header: %w", err)
	}
	return parseHeader(b)
}

func parseHeader(b []byte) (header, error) {
	h := header{
		pageSize:      int(binary.BigEndian.Uint16(b[16:])),
		userVersion:   int(int32(binary.BigEndian.Uint32(b[60:]))),
		applicationID: binary.BigEndian.Uint32(b[68:]),
	}
	if h.pageSize == 1 {
		h.pageSize = 65536
	}
	if h.pageSize < 512 || h.pageSize&(h.pageSize-1) != 0 {
		return header{}, damaged(fmt.Errorf("page size %d", h.pageSize))
	}
	return h, nil
}

// checkFile decides whether the file at path may be opened. It changes nothing in a file it refuses.
func checkFile(ctx context.Context, path string) error { return checkFileIn(ctx, path, Place{}) }

// checkFileIn is checkFile for a file whose place is known.
func checkFileIn(ctx context.Context, path string, place Place) error {
	h, err := readHeader(path)
	if err != nil {
		return err
	}
	if newest, ok, err := headerInWAL(path, h.pageSize); err != nil {
		return err
	} else if ok {
		h = newest
	}
	ours := h.applicationID == applicationID
	if !ours && h.applicationID != 0 {
		return notALibrary(fmt.Errorf("application id %#x", h.applicationID))
	}
	if h.userVersion > schemaVersion() {
		return newerLibrary(fmt.Errorf("schema is %d", h.userVersion))
	}
	params := "mode=rw"
	switch {
	case !ours:
		params = "mode=ro&immutable=1"
	case hasWAL(path):
		params = "mode=ro" // Its close folds nothing in.
	}
	pragmas := place.pragmas()
	if place.Kind == Local {
		if err := readThrough(path); err != nil {
			return err
		}
		pragmas += mapped
	}
	db := openOne(path, params, run(pragmas))
	defer db.Close()
	if err := quickCheck(ctx, db); err != nil {
		return err
	}
	if !ours || h.userVersion < 1 {
		return notALibrary(fmt.Errorf("application id %#x, schema %d", h.applicationID, h.userVersion))
	}
	// Asked anew: by now SQLite has rolled back what a crash left half done, a migration for instance.
	var version int
	if err := db.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&version); err != nil {
		return fmt.Errorf("read schema version: %w", err)
	}
	return compareSchema(ctx, db, version)
}

// mapped lets a connection read a file of up to a gigabyte through a mapping.
const mapped = `PRAGMA mmap_size = 1073741824;`

// readThrough reads a file to its end, to find out whether that can be done.
func readThrough(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("open the library's file: %w", err)
	}
	defer f.Close()
	for b := make([]byte, 1<<20); ; {
		switch _, err := f.Read(b); {
		case err == io.EOF:
			return nil
		case errors.Is(err, syscall.EIO):
			return damaged(err)
		case err != nil:
			return fmt.Errorf("read the library's file: %w", err)
		}
	}
}

// quickCheck looks for damage. Whatever goes wrong in it is damage, except that there was no time or no access.
func quickCheck(ctx context.Context, db *sql.DB) error {
	var said string
	if err := db.QueryRowContext(ctx, `PRAGMA quick_check(1)`).Scan(&said); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return fmt.Errorf("check the library's file: %w", err)
	}
	if said != "ok" {
		return damaged(errors.New(said))
	}
	return nil
}

// compareSchema compares with what the migrations make of an empty file.
func compareSchema(ctx context.Context, db *sql.DB, version int) (err error) {
	has, err := schemaOf(ctx, db)
	if err != nil {
		return err
	}
	want, err := freshSchema(ctx, version)
	if err != nil {
		return err
	}
	if has != want {
		return foreignParts(errors.New(firstDifference(want, has)))
	}
	return nil
}

func freshSchema(ctx context.Context, version int) (text string, err error) {
	fresh := openMemory()
	defer func() { err = errors.Join(err, fresh.Close()) }()
	if err := migrateTo(ctx, fresh, version); err != nil {
		return "", err
	}
	return schemaOf(ctx, fresh)
}

// schemaOf writes out everything that defines the schema, except what SQLite keeps for itself.
func schemaOf(ctx context.Context, db *sql.DB) (string, error) {
	rows, err := db.QueryContext(ctx, `
		SELECT type, name, tbl_name, coalesce(sql, '')
		FROM sqlite_schema
		WHERE name NOT LIKE 'sqlite\_%' ESCAPE '\'
		ORDER BY type, name`)
	if err != nil {
		return "", fmt.Errorf("read the schema: %w", err)
	}
	defer rows.Close()
	var b strings.Builder
	for rows.Next() {
		var kind, name, table, text string
		if err := rows.Scan(&kind, &name, &table, &text); err != nil {
			return "", fmt.Errorf("read the schema: %w", err)
		}
		fmt.Fprintf(&b, "%s %s on %s: %s\n", kind, name, table, text)
	}
	return b.String(), rows.Err()
}

// firstDifference is for the log.
func firstDifference(want, has string) string {
	a, b := strings.Split(want, "\n"), strings.Split(has, "\n")
	for i := range b {
		if i >= len(a) || a[i] != b[i] {
			return fmt.Sprintf("schema differs at %q", b[i])
		}
	}
	return "schema is shorter than it should be"
}
