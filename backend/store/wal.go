package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// The -wal file can hold a newer first page than the database does, after a crash or while another process is
// at work: a newer Northboard may have migrated in it. This reads it as the SQLite file format describes, so
// that a newer library is known before SQLite recovers, and by that changes, anything.

const (
	walHeaderSize   = 32
	frameHeaderSize = 24
)

// hasWAL says whether a -wal file holds anything.
func hasWAL(path string) bool {
	info, err := os.Stat(path + "-wal")
	return err == nil && info.Size() > 0
}

// headerInWAL gives the header of the newest committed first page in the -wal file; false if there is none.
func headerInWAL(path string, pageSize int) (header, bool, error) {
	wal, err := os.ReadFile(path + "-wal")
	if errors.Is(err, fs.ErrNotExist) {
		return header{}, false, nil
	}
	if err != nil {
		return header{}, false, fmt.Errorf("read the library's -wal file: %w", err)
	}
	page := firstPageIn(wal, pageSize)
	if page == nil {
		return header{}, false, nil
	}
	h, err := parseHeader(page)
	return h, err == nil, err
}

// firstPageIn follows the frames for as long as their salt and checksum hold, and gives page 1 as of the last commit.
func firstPageIn(wal []byte, pageSize int) []byte {
	if len(wal) < walHeaderSize {
		return nil
	}
	var order binary.ByteOrder
	switch binary.BigEndian.Uint32(wal) {
	case 0x377f0682:
		order = binary.LittleEndian
	case 0x377f0683:
		order = binary.BigEndian
	default:
		return nil
	}
	if int(binary.BigEndian.Uint32(wal[8:])) != pageSize {
		return nil
	}
	s0, s1 := walChecksum(order, 0, 0, wal[:24])
	if s0 != binary.BigEndian.Uint32(wal[24:]) || s1 != binary.BigEndian.Uint32(wal[28:]) {
		return nil
	}
	salt := string(wal[16:24])
	var pending, committed []byte
	for rest := wal[walHeaderSize:]; len(rest) >= frameHeaderSize+pageSize; rest = rest[frameHeaderSize+pageSize:] {
		frame, page := rest[:frameHeaderSize], rest[frameHeaderSize:frameHeaderSize+pageSize]
		if string(frame[8:16]) != salt {
			break
		}
		s0, s1 = walChecksum(order, s0, s1, frame[:8])
		s0, s1 = walChecksum(order, s0, s1, page)
		if s0 != binary.BigEndian.Uint32(frame[16:]) || s1 != binary.BigEndian.Uint32(frame[20:]) {
			break
		}
		if binary.BigEndian.Uint32(frame) == 1 {
			pending = page
		}
		if binary.BigEndian.Uint32(frame[4:]) != 0 { // A commit.
			committed = pending
		}
	}
	return committed
}

func walChecksum(order binary.ByteOrder, s0, s1 uint32, b []byte) (uint32, uint32) {
	for ; len(b) >= 8; b = b[8:] {
		s0 += order.Uint32(b) + s1
		s1 += order.Uint32(b[4:]) + s0
	}
	return s0, s1
}
