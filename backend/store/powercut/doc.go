// Package powercut lets tests cut the power under a library. It puts a layer below SQLite (a VFS) that writes down
// every write, truncation, flush and deletion in one folder; of that record it makes the folder as a power cut would
// have left it at any moment: with what was not flushed lost, kept in part, kept out of order, or torn. The layer can
// also end the process, or refuse to write, at the n-th such step.
//
// It is for tests only and only on Linux, and never changes what SQLite asks for. It sees SQLite's files alone: what
// Go's own code writes is not in the record.
package powercut
