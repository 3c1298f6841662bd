package picture

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
)

var errGIF = errors.New("the GIF blocks make no sense")

// readGIF reads the screen's sides and looks whether a second picture follows the first; pixels are skipped.
func (h *header) readGIF(r io.ReaderAt, size int64) error {
	in := bufio.NewReader(&fileReader{r: io.NewSectionReader(r, 6, size-6)})
	var screen [7]byte
	if _, err := io.ReadFull(in, screen[:]); err != nil {
		return err
	}
	h.width = int(binary.LittleEndian.Uint16(screen[:]))
	h.height = int(binary.LittleEndian.Uint16(screen[2:]))
	h.decodeBytes = int64(h.width) * int64(h.height)
	h.plain = true
	if err := skipColours(in, screen[4]); err != nil {
		return err
	}
	pictures := 0
	for {
		block, err := in.ReadByte()
		if err == io.EOF && pictures > 0 {
			return nil // Cut short after a whole picture: the decoder has the last word.
		}
		if err != nil {
			return err
		}
		switch block {
		case 0x21: // Extension: a label, then sub-blocks.
			if _, err := in.Discard(1); err != nil {
				return err
			}
		case 0x2c:
			if pictures++; pictures > 1 {
				h.animated = true
				return nil
			}
			var descriptor [9]byte
			if _, err := io.ReadFull(in, descriptor[:]); err != nil {
				return err
			}
			if err := skipColours(in, descriptor[8]); err != nil {
				return err
			}
			if _, err := in.Discard(1); err != nil {
				return err
			}
		default:
			if pictures > 0 { // The end, or bytes after it that no viewer minds.
				return nil
			}
			return errGIF
		}
		if err := skipSubBlocks(in); err != nil {
			if pictures > 0 && (err == io.EOF || err == io.ErrUnexpectedEOF) {
				return nil
			}
			return err
		}
	}
}

func skipColours(in *bufio.Reader, fields byte) error {
	if fields&0x80 == 0 {
		return nil
	}
	_, err := in.Discard(3 << (1 + fields&7))
	return err
}

func skipSubBlocks(in *bufio.Reader) error {
	for {
		n, err := in.ReadByte()
		if err != nil || n == 0 {
			return err
		}
		if _, err := in.Discard(int(n)); err != nil {
			return err
		}
	}
}
