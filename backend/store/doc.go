// Package store owns the library's SQLite file: opening and checking it, migrating it, every transaction,
// the log of what changed, undo and redo over that log, and telling others that something changed.
// It knows no noun and holds no rule of one; it never decides what a row means.
//
// Promises:
//
//   - Write is one transaction, one timestamp and one undo step. When it returns nil the change is on the
//     disk (WAL, synchronous=FULL); when it returns an error, or fn panics, nothing has changed.
//   - Only one Write runs at a time, across processes too; others wait. Write must not be called from within
//     Write: that is refused.
//   - Read sees one moment of the library from beginning to end and never waits for a writer.
//   - Every row of a journaled table that a Write touches is in the log, put there by triggers on the writing
//     connection. Without them Write refuses to run.
//   - Watch tells of changes after they are committed, in order, on one goroutine, each at least once; changes
//     that come close together may be told as one. Changes(since) tells what was missed.
//   - Where locks are weak (a network folder, one that a cloud service copies; see Place) one process holds the library
//     and reads wait for writes: there, Read must not be called from within Read or Write.
//   - A write that another process keeps waiting fails with fault.InUse within ten seconds, and those behind it soon
//     after; reads go on.
//   - A library of an older schema is migrated in one transaction, after Config.BeforeMigrate made its backup.
//   - A missing or emptied database never becomes a new library. What a crash left in the -wal file is folded in only
//     once the whole was found to be good.
//   - A library made by a newer Northboard, another program's database and a damaged file are refused by Open
//     with their own sentence, and the first two without a byte changed.
package store
