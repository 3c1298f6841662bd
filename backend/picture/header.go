package picture

import (
	"errors"
	"fmt"
	"io"

	"northboard/backend/fault"
)

// The limits, checked on the header before a single pixel is decoded.
const (
	// maxBytes is the largest file taken in.
	maxBytes = 512 << 20
	// maxSide is the largest side; beyond it sizes overflow in other programs too.
	maxSide = 32767
	// maxPixels keeps one decode inside the memory promised below; more are decoded apart (apart.go).
	maxPixels = 50_000_000
	// mostPixels is the largest picture taken in.
	mostPixels = 250_000_000
	// maxDecode is the memory that all decodes running at one time may take together.
	maxDecode = 256 << 20
	// maxScans is how many passes a progressive JPEG may make over its pixels; cameras make about ten.
	maxScans = 100
	// maxProfile is the largest ICC profile looked at; larger ones are left alone.
	maxProfile = 4 << 20
)

// header is what is known about a picture without decoding it.
type header struct {
	kind          kind
	width, height int // as stored, before orientation
	orientation   int // 1 to 8
	animated      bool
	profile       []byte // the raw ICC profile, nil when there is none
	// plain: every browser shows the original exactly as a preview at full size would be.
	plain bool
	// decodeBytes is the most memory that decoding takes.
	decodeBytes int64
	colours     int // in the palette of a PNG
	frame       webpFrame
}

// upright returns the sides after the orientation is applied.
func (h *header) upright() (width, height int) {
	if swapsSides(h.orientation) {
		return h.height, h.width
	}
	return h.width, h.height
}

// readHeader reads the header of a file whose kind is known and checks every limit. Its error is a *refusal
// for what the file is, or another error when reading failed.
func readHeader(r io.ReaderAt, size int64, k kind) (*header, error) {
	h := &header{kind: k, orientation: 1}
	var err error
	switch k {
	case kindJPEG:
		err = h.readJPEG(r, size)
	case kindPNG:
		err = h.readPNG(r, size)
	case kindGIF:
		err = h.readGIF(r, size)
	case kindWebP:
		err = h.readWebP(r, size)
	default:
		return nil, notAPicture()
	}
	if err != nil {
		return nil, asRefusal(err)
	}
	if err := h.check(); err != nil {
		return nil, err
	}
	return h, nil
}

func (h *header) check() error {
	switch {
	case h.width < 1 || h.height < 1:
		return damaged(fmt.Errorf("%d x %d pixels", h.width, h.height))
	case h.width > maxSide || h.height > maxSide:
		return tooLarge(fmt.Sprintf("%d × %d pixels, and a side may have %d at most", h.width, h.height, maxSide))
	case int64(h.width)*int64(h.height) > mostPixels:
		return tooManyPixels(int64(h.width)*int64(h.height), mostPixels)
	case h.decodeBytes > maxApart:
		return tooMuchMemory(h.decodeBytes, maxApart)
	}
	return nil
}

func tooManyPixels(pixels, most int64) error {
	return tooLarge(fmt.Sprintf("it has %d megapixels, and %d are the most that can be opened safely", (pixels+500_000)/1_000_000, most/1_000_000))
}

func tooMuchMemory(bytes, most int64) error {
	return tooLarge(fmt.Sprintf("opening it would take %d MB of memory, and %d are the most that is safe", bytes>>20, most>>20))
}

// asRefusal says of an error met while parsing: the file is damaged; unless the error is the disk's, the
// caller's or a refusal already.
func asRefusal(err error) error {
	var r *refusal
	if errors.As(err, &r) || isForeign(err) {
		return err
	}
	return damaged(err)
}

// isForeign reports whether an error comes from reading the file rather than from what is in it.
func isForeign(err error) bool {
	var foreign *readError
	return errors.As(err, &foreign)
}

// readError marks an error of the disk or a cancelled context, which must not be blamed on the picture.
type readError struct{ err error }

func (e *readError) Error() string { return "read the picture's file: " + e.err.Error() }
func (e *readError) Unwrap() error { return e.err }

// faultFor is the one place that turns any error of this package into one with a sentence.
func faultFor(err error, name string) *fault.Error {
	var r *refusal
	var f *fault.Error
	switch {
	case errors.As(err, &f):
		return f
	case errors.As(err, &r):
		return r.about(name)
	}
	return readFault(err, name)
}
