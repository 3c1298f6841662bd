package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
)

// The decoder at hand knows nothing of animation and of chunks in unusual places. So the container is read here, and
// the decoder is given a new one with just the first frame in it (see stillWebP).

var errWebP = errors.New("the WebP chunks make no sense")

// maxChunks bounds the walk over a file made of empty chunks.
const maxChunks = 100_000

// span is a piece of the file.
type span struct{ at, length int64 }

// webpFrame is where the first frame lies: its bitstream, its alpha if that is apart, and its place on the canvas.
type webpFrame struct {
	lossless      bool
	image, alpha  span
	x, y          int
	width, height int
	overCanvas    bool // the frame covers only part of the canvas
}

// chunks calls visit for each chunk between start and end until visit says stop.
func chunks(r io.ReaderAt, start, end int64, visit func(name string, data span) (stop bool, err error)) error {
	for n := 0; start+8 <= end; n++ {
		if n == maxChunks {
			return errWebP
		}
		var head [8]byte
		if err := readAt(r, head[:], start); err != nil {
			return err
		}
		data := span{start + 8, int64(binary.LittleEndian.Uint32(head[4:]))}
		if data.at+data.length > end {
			return errWebP
		}
		if stop, err := visit(string(head[:4]), data); err != nil || stop {
			return err
		}
		start = data.at + data.length + data.length&1
	}
	return nil
}

func (h *header) readWebP(r io.ReaderAt, size int64) error {
	var riff [12]byte
	if err := readAt(r, riff[:], 0); err != nil {
		return err
	}
	end := min(size, 8+int64(binary.LittleEndian.Uint32(riff[4:])))
	f := &h.frame
	exifOK, frames, extended := true, 0, false
	err := chunks(r, 12, end, func(name string, data span) (bool, error) {
		switch name {
		case "VP8X":
			var fields [10]byte
			if data.length < 10 || extended {
				return true, errWebP
			}
			if err := readAt(r, fields[:], data.at); err != nil {
				return true, err
			}
			extended = true
			h.width, h.height = 1+uint24(fields[4:]), 1+uint24(fields[7:])
		case "ICCP":
			if h.profile == nil && data.length <= maxProfile {
				h.profile = make([]byte, data.length)
				return false, readAt(r, h.profile, data.at)
			}
		case "EXIF":
			o, err := readWebPExif(r, data)
			if isForeign(err) {
				return true, err
			}
			h.orientation, exifOK = o, err == nil
		case "ANMF":
			if frames++; frames == 1 {
				return false, f.readAnimated(r, data)
			}
			h.animated = true
		case "ALPH", "VP8 ", "VP8L":
			if frames == 0 {
				return false, f.take(name, data)
			}
		}
		return false, nil
	})
	if err != nil {
		return err
	}
	if f.image.length == 0 {
		return errWebP
	}
	width, height, err := f.sides(r)
	if err != nil {
		return err
	}
	if frames == 0 {
		f.width, f.height = width, height
		if !extended {
			h.width, h.height = width, height
		}
	}
	if f.width != width || f.height != height || f.x+width > h.width || f.y+height > h.height {
		return errWebP
	}
	f.overCanvas = f.width != h.width || f.height != h.height
	if f.overCanvas && frames == 0 {
		return errWebP
	}
	pixels := int64(width) * int64(height)
	h.decodeBytes = pixels * 3 / 2
	if f.lossless {
		h.decodeBytes = pixels * 8
	} else if f.alpha.length > 0 {
		h.decodeBytes += pixels * 9
	}
	h.plain = h.orientation == 1 && exifOK && h.profile == nil
	return nil
}

// take notes a chunk of the frame; the first of each kind counts.
func (f *webpFrame) take(name string, data span) error {
	switch {
	case name == "ALPH" && f.alpha.length == 0 && f.image.length == 0:
		f.alpha = data
	case name != "ALPH" && f.image.length == 0:
		f.image, f.lossless = data, name == "VP8L"
		if f.lossless {
			f.alpha = span{}
		}
	}
	return nil
}

func (f *webpFrame) readAnimated(r io.ReaderAt, data span) error {
	var fields [16]byte
	if data.length < 16 {
		return errWebP
	}
	if err := readAt(r, fields[:], data.at); err != nil {
		return err
	}
	f.x, f.y = 2*uint24(fields[0:]), 2*uint24(fields[3:])
	f.width, f.height = 1+uint24(fields[6:]), 1+uint24(fields[9:])
	return chunks(r, data.at+16, data.at+data.length, func(name string, data span) (bool, error) {
		if name == "ALPH" || name == "VP8 " || name == "VP8L" {
			return false, f.take(name, data)
		}
		return false, nil
	})
}

// sides reads width and height from the bitstream itself, which is what the decoder will go by.
func (f *webpFrame) sides(r io.ReaderAt) (width, height int, err error) {
	var head [10]byte
	if f.image.length < 10 {
		return 0, 0, errWebP
	}
	if err := readAt(r, head[:], f.image.at); err != nil {
		return 0, 0, err
	}
	if f.lossless {
		if head[0] != 0x2f {
			return 0, 0, errWebP
		}
		bits := binary.LittleEndian.Uint32(head[1:])
		return 1 + int(bits&0x3fff), 1 + int(bits>>14&0x3fff), nil
	}
	if head[0]&1 != 0 || head[3] != 0x9d || head[4] != 0x01 || head[5] != 0x2a {
		return 0, 0, errWebP
	}
	return int(binary.LittleEndian.Uint16(head[6:]) & 0x3fff), int(binary.LittleEndian.Uint16(head[8:]) & 0x3fff), nil
}

// stillWebP is a container with only the first frame in it.
func stillWebP(r io.ReaderAt, f *webpFrame) io.Reader {
	var out bytes.Buffer
	chunk := func(name string, length int64) {
		out.WriteString(name)
		_ = binary.Write(&out, binary.LittleEndian, uint32(length)) // A bytes.Buffer takes every write.
	}
	total := 4 + 8 + f.image.length + f.image.length&1
	if f.alpha.length > 0 {
		total += 18 + 8 + f.alpha.length + f.alpha.length&1
	}
	chunk("RIFF", total)
	out.WriteString("WEBP")
	parts := []io.Reader{&out}
	body := func(s span) {
		parts = append(parts, &fileReader{r: io.NewSectionReader(r, s.at, s.length)}, bytes.NewReader(make([]byte, s.length&1)))
	}
	if f.alpha.length > 0 {
		chunk("VP8X", 10)
		w, h := uint32(f.width-1), uint32(f.height-1)
		out.Write([]byte{1 << 4, 0, 0, 0, byte(w), byte(w >> 8), byte(w >> 16), byte(h), byte(h >> 8), byte(h >> 16)})
		chunk("ALPH", f.alpha.length)
		body(f.alpha)
	}
	var last bytes.Buffer
	name := "VP8 "
	if f.lossless {
		name = "VP8L"
	}
	last.WriteString(name)
	_ = binary.Write(&last, binary.LittleEndian, uint32(f.image.length))
	parts = append(parts, &last)
	body(f.image)
	return io.MultiReader(parts...)
}

func readWebPExif(r io.ReaderAt, data span) (int, error) {
	if data.length > 1<<20 {
		return 1, errExif
	}
	tiff := make([]byte, data.length)
	if err := readAt(r, tiff, data.at); err != nil {
		return 1, err
	}
	return exifOrientation(bytes.TrimPrefix(tiff, []byte("Exif\x00\x00")))
}

func uint24(b []byte) int { return int(b[0]) | int(b[1])<<8 | int(b[2])<<16 }
