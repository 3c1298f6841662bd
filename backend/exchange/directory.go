package exchange

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
)

// The end of a zip file, read before archive/zip does: it believes the file about how much there is to read, and keeps an
// entry of some hundred bytes for each of 46 in the file. The list of members must lie right before the end, so that there
// is one way to read the file and not two.

const (
	endLength       = 22
	locatorLength   = 20
	end64Length     = 56
	longestComment  = 1<<16 - 1
	endSignature    = "PK\x05\x06"
	locatorSign     = "PK\x06\x07"
	end64Signature  = "PK\x06\x06"
	shortestMention = 46 // bytes of a member in the list
)

// checkDirectory finds the list of members and gives how many it declares.
func checkDirectory(in io.ReaderAt, size int64) (int, error) {
	tail := make([]byte, min(size, endLength+longestComment))
	if _, err := in.ReadAt(tail, size-int64(len(tail))); err != nil && err != io.EOF {
		return 0, err
	}
	at := bytes.LastIndex(tail, []byte(endSignature))
	if at < 0 || len(tail)-at < endLength {
		return 0, notOurs(errors.New("it is no zip file, or it was cut short"))
	}
	end := tail[at:]
	little := binary.LittleEndian
	if int(little.Uint16(end[20:])) != len(end)-endLength {
		return 0, unsafe("bytes after the end")
	}
	place := size - int64(len(end))
	count, length, start := uint64(little.Uint16(end[10:])), uint64(little.Uint32(end[12:])), uint64(little.Uint32(end[16:]))
	if little.Uint16(end[4:]) != 0 || little.Uint16(end[6:]) != 0 || little.Uint16(end[8:]) != little.Uint16(end[10:]) {
		return 0, unsafe("it is one of several parts")
	}
	if count == 0xffff || length == 0xffffffff || start == 0xffffffff {
		var locator [locatorLength]byte
		var end64 [end64Length]byte
		place -= locatorLength + end64Length
		if place < 0 {
			return 0, unsafe("it has no room for its own end")
		}
		if _, err := in.ReadAt(end64[:], place); err != nil {
			return 0, err
		}
		if _, err := in.ReadAt(locator[:], place+end64Length); err != nil {
			return 0, err
		}
		if string(locator[:4]) != locatorSign || string(end64[:4]) != end64Signature ||
			little.Uint64(locator[8:]) != uint64(place) || little.Uint64(end64[4:]) != end64Length-12 {
			return 0, unsafe("its large end is not where it should be")
		}
		count, length, start = little.Uint64(end64[32:]), little.Uint64(end64[40:]), little.Uint64(end64[48:])
	}
	switch {
	case count == 0:
		return 0, notOurs(errors.New("it is empty"))
	case count > maxMembers || length > maxDirectory:
		return 0, tooMuch("%d members listed in %d bytes", count, length)
	case start > uint64(place) || length != uint64(place)-start || length < count*shortestMention:
		return 0, unsafe("the list of members is not where it should be")
	}
	return int(count), nil
}
