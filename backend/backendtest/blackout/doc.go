// Package blackout cuts the power under a whole program. A child process runs under strace, which writes down each thing
// it asks of the disk below one folder: files made, written, flushed, renamed, linked and deleted, by Go's own code and
// by SQLite alike. Of that record it makes the folder as a power cut would have left it at any moment.
//
// What a disk promises is taken as narrowly as the system's manuals put it: a file's bytes are there after the file was
// flushed, its name after its folder was, each rename is there or is not, and the names of one folder arrive in order.
//
// It is for tests only and only on Linux, and changes nothing in the program it watches. store/powercut does the same
// below SQLite alone, a thousand times faster.
package blackout
