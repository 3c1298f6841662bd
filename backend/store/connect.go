package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/mattn/go-sqlite3"
)

// How long a connection waits for another process, in milliseconds; and how long the next write waits when the one
// before it waited in vain. Else of ten writes that queue up behind a process that has stopped in the middle, the
// last would wait ten times as long as the first.
const (
	busyWait = "10000"
	heldWait = "500"
)

// Pragmas of every connection. Order matters only in that busy_timeout comes first: the others may have to wait.
const pragmas = `
PRAGMA busy_timeout = ` + busyWait + `;
PRAGMA foreign_keys = ON;
PRAGMA trusted_schema = OFF;
PRAGMA cell_size_check = ON;
PRAGMA synchronous = FULL;
PRAGMA temp_store = MEMORY;
`

// recursive_triggers, or REPLACE removes a row without its delete trigger and the log misses it.
const recursiveTriggers = `PRAGMA recursive_triggers = ON;`

// noForeignKeys is for migrations, which check them at their end.
const noForeignKeys = `PRAGMA foreign_keys = OFF;`

const readerPragmas = pragmas + `PRAGMA query_only = ON;`

// connector opens connections to one file, each prepared by its hook.
type connector struct {
	dsn    string
	driver *sqlite3.SQLiteDriver
}

func (c *connector) Connect(context.Context) (driver.Conn, error) { return c.driver.Open(c.dsn) }

func (c *connector) Driver() driver.Driver { return c.driver }

// openDB makes a handle whose connections all run hook. params are the DSN's, e.g. "mode=ro".
func openDB(path, params string, hook func(*sqlite3.SQLiteConn) error) *sql.DB {
	return sql.OpenDB(&connector{
		dsn:    fileURI(path) + "?_stmt_cache_size=64&_mutex=no&" + params,
		driver: driverThat(hook),
	})
}

// driverThat runs hook on each new connection.
func driverThat(hook func(*sqlite3.SQLiteConn) error) *sqlite3.SQLiteDriver {
	return &sqlite3.SQLiteDriver{ConnectHook: hook}
}

// openOne is openDB with a single connection.
func openOne(path, params string, hook func(*sqlite3.SQLiteConn) error) *sql.DB {
	db := openDB(path, params, hook)
	db.SetMaxOpenConns(1)
	db.SetMaxIdleConns(1)
	return db
}

// openWriter makes the handle of all writes: one connection, with the journaling triggers.
func openWriter(path string, place Place) *sql.DB {
	return openOne(path, "mode=rw&_txlock=immediate", func(c *sqlite3.SQLiteConn) error {
		if err := run(place.pragmas() + recursiveTriggers + place.claim())(c); err != nil {
			return err
		}
		return makeTriggers(c)
	})
}

// openReader makes the handle of all reads.
func openReader(path string) *sql.DB {
	db := openDB(path, "mode=rw&_txlock=deferred", run(readerPragmas))
	db.SetMaxOpenConns(4)
	db.SetMaxIdleConns(4)
	return db
}

// run makes a hook that executes statements.
func run(statements string) func(*sqlite3.SQLiteConn) error {
	return func(c *sqlite3.SQLiteConn) error {
		_, err := c.Exec(statements, nil)
		return err
	}
}

// fileURI writes a path as SQLite reads URIs, so that ?, # and % in a folder's name stay part of it.
func fileURI(path string) string {
	p := filepath.ToSlash(path)
	if !strings.HasPrefix(p, "/") {
		p = "/" + p
	}
	return "file://" + (&url.URL{Path: p}).EscapedPath()
}

// openMemory makes a database that is in memory only, to see what the migrations make.
func openMemory() *sql.DB {
	db := sql.OpenDB(&connector{dsn: ":memory:", driver: &sqlite3.SQLiteDriver{ConnectHook: run(pragmas)}})
	db.SetMaxOpenConns(1)
	return db
}
