package picture

import (
	"encoding/binary"
	"errors"
)

// The rules of reading EXIF: one tag, in the first directory, inside the bytes given. No pointer is
// followed but the one to that directory, so a loop cannot be entered and a length cannot lead outside.

const (
	tagOrientation = 0x0112
	typeShort      = 3
	entrySize      = 12
	// maxEntries is far above any camera's first directory (about 20).
	maxEntries = 512
)

var errExif = errors.New("the EXIF data is damaged")

// exifOrientation reads the orientation (1 to 8) from a TIFF structure. A structure that is damaged
// anywhere in what is read counts as having none: 1 and an error.
func exifOrientation(tiff []byte) (int, error) {
	if len(tiff) < 8 {
		return 1, errExif
	}
	var order binary.ByteOrder
	switch string(tiff[:4]) {
	case "II*\x00":
		order = binary.LittleEndian
	case "MM\x00*":
		order = binary.BigEndian
	default:
		return 1, errExif
	}
	start := uint64(order.Uint32(tiff[4:]))
	if start < 8 || start+2 > uint64(len(tiff)) {
		return 1, errExif
	}
	count := uint64(order.Uint16(tiff[start:]))
	end := start + 2 + count*entrySize
	if count > maxEntries || end > uint64(len(tiff)) {
		return 1, errExif
	}
	// The pointer to the next directory may be missing at the very end, but must never point back here.
	if end+4 <= uint64(len(tiff)) {
		if next := uint64(order.Uint32(tiff[end:])); next != 0 && next < end {
			return 1, errExif
		}
	}
	for at := start + 2; at < end; at += entrySize {
		entry := tiff[at : at+entrySize]
		if order.Uint16(entry) != tagOrientation {
			continue
		}
		value := order.Uint16(entry[8:])
		if order.Uint16(entry[2:]) != typeShort || order.Uint32(entry[4:]) != 1 || value < 1 || value > 8 {
			return 1, errExif
		}
		return int(value), nil
	}
	return 1, nil
}

// swapsSides reports whether an orientation turns the picture by a quarter.
func swapsSides(orientation int) bool { return orientation >= 5 && orientation <= 8 }
