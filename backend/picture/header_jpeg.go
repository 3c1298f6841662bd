package picture

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// The walk over the markers of a JPEG follows image/jpeg step for step (stray bytes and fill bytes included), so
// that both find the same frame; decode compares the sides once more.

var errJPEG = errors.New("the JPEG markers make no sense")

// jpegWalk is what the markers before the first scan tell.
type jpegWalk struct {
	header      *header
	components  int
	samples     int // samples a pixel, in quarters: 6 for 4:2:0, 12 for 4:4:4
	progressive bool
	adobe       bool
	adobeRGB    bool
	exifDamaged bool
	profile     map[byte][]byte // pieces of the ICC profile by number
	pieces      byte
}

func (h *header) readJPEG(r io.ReaderAt, size int64) error {
	in := bufio.NewReaderSize(&fileReader{r: io.NewSectionReader(r, 0, size)}, 32<<10)
	if _, err := in.Discard(2); err != nil {
		return err
	}
	walk := jpegWalk{header: h}
	for {
		marker, err := nextMarker(in)
		if err != nil {
			return err
		}
		if marker == 0xd9 { // End of image before any scan.
			return errJPEG
		}
		if marker >= 0xd0 && marker <= 0xd7 {
			continue
		}
		var length [2]byte
		if _, err := io.ReadFull(in, length[:]); err != nil {
			return err
		}
		n := int(length[0])<<8 | int(length[1]) - 2
		if n < 0 {
			return errJPEG
		}
		if marker == 0xda {
			break
		}
		if err := walk.segment(in, marker, n); err != nil {
			return err
		}
	}
	if walk.components == 0 {
		return errJPEG
	}
	if walk.progressive {
		if err := countScans(in); err != nil {
			return err
		}
	}
	walk.finish()
	return nil
}

// nextMarker skips to the next marker and returns its code.
func nextMarker(in *bufio.Reader) (byte, error) {
	previous, err := in.ReadByte()
	if err != nil {
		return 0, err
	}
	for {
		b, err := in.ReadByte()
		if err != nil {
			return 0, err
		}
		if previous == 0xff && b != 0 && b != 0xff {
			return b, nil
		}
		previous = b
	}
}

func (w *jpegWalk) segment(in *bufio.Reader, marker byte, n int) error {
	switch marker {
	case 0xc0, 0xc1, 0xc2:
		if w.components != 0 {
			return errJPEG
		}
		w.progressive = marker == 0xc2
		return w.frame(in, n)
	case 0xe1, 0xe2, 0xee:
		data := make([]byte, n)
		if _, err := io.ReadFull(in, data); err != nil {
			return err
		}
		w.application(marker, data)
		return nil
	}
	_, err := in.Discard(n)
	return err
}

// frame reads the start-of-frame segment: sides and components.
func (w *jpegWalk) frame(in *bufio.Reader, n int) error {
	data := make([]byte, n)
	if _, err := io.ReadFull(in, data); err != nil {
		return err
	}
	if n < 6 || n < 6+3*int(data[5]) || data[5] == 0 || data[5] > 4 {
		return errJPEG
	}
	w.header.height = int(data[1])<<8 | int(data[2])
	w.header.width = int(data[3])<<8 | int(data[4])
	w.components = int(data[5])
	most, sum := 1, 0
	for i := range w.components {
		factors := data[6+3*i+1]
		area := int(factors>>4) * int(factors&15)
		most = max(most, area)
		sum += area
	}
	w.samples = (sum*4 + most - 1) / most
	return nil
}

func (w *jpegWalk) application(marker byte, data []byte) {
	switch {
	case marker == 0xe1 && bytes.HasPrefix(data, []byte("Exif\x00\x00")):
		orientation, err := exifOrientation(data[6:])
		w.exifDamaged = w.exifDamaged || err != nil
		if w.header.orientation == 1 {
			w.header.orientation = orientation
		}
	case marker == 0xe2 && bytes.HasPrefix(data, []byte("ICC_PROFILE\x00")) && len(data) > 14:
		if w.profile == nil {
			w.profile = map[byte][]byte{}
		}
		w.profile[data[12]] = data[14:]
		w.pieces = data[13]
	case marker == 0xee && len(data) >= 12 && bytes.HasPrefix(data, []byte("Adobe")):
		w.adobe = true
		w.adobeRGB = data[11] == 0
	}
}

func (w *jpegWalk) finish() {
	h := w.header
	for i := 1; i <= int(w.pieces); i++ {
		piece, ok := w.profile[byte(i)]
		if !ok || len(h.profile)+len(piece) > maxProfile {
			h.profile = nil
			break
		}
		h.profile = append(h.profile, piece...)
	}
	pixels := int64(h.width) * int64(h.height)
	h.decodeBytes = pixels * int64(w.samples) / 4
	if w.progressive { // Every coefficient is kept as four bytes until the last scan.
		h.decodeBytes *= 5
	}
	if w.components == 4 || w.components == 3 && w.adobeRGB { // Converted to four bytes a pixel.
		h.decodeBytes += 4 * pixels
	}
	h.plain = h.orientation == 1 && !w.exifDamaged && w.pieces == 0 &&
		(w.components == 1 || w.components == 3 && (!w.adobe || !w.adobeRGB))
}

// countScans bounds the passes of a progressive picture: a pass over all pixels can be asked for in a few bytes,
// so a small file could keep a processor busy for minutes.
func countScans(in *bufio.Reader) error {
	scans := 1
	for {
		if _, err := in.ReadSlice(0xff); errors.Is(err, bufio.ErrBufferFull) {
			continue
		} else if err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		b, err := in.ReadByte()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		switch b {
		case 0xff:
			if err := in.UnreadByte(); err != nil {
				return err
			}
		case 0xda:
			if scans++; scans > maxScans {
				return tooLarge("it is stored in more layers than can be opened safely")
			}
		}
	}
}
