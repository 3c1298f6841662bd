package picture

import (
	"bufio"
	"compress/lzw"
	"encoding/binary"
	"errors"
	"io"
)

// Only the first picture of a GIF is decoded; all of them could ask for any amount of memory. The standard library's
// decoder refuses a first picture whose data ends early, which every viewer shows: hence this one.

var errCutGIF = errors.New("the GIF ends in the middle of its first picture")

// gifFrame is the first picture and its place on the screen.
type gifFrame struct {
	x, y, w, h  int
	interlaced  bool
	transparent int // index, -1 for none
	colours     [256][4]uint8
	pixels      []uint8
	filled      int // how many of pixels the data had; the rest is seen through
}

func decodeGIF(in *bufio.Reader, h *header) (*raster, error) {
	f, err := readGIFFrame(in, h)
	if err != nil {
		return nil, asRefusal(err)
	}
	r := &raster{w: f.w, h: f.h, bytes: int64(len(f.pixels)), rows: f.row}
	if f.w != h.width || f.h != h.height {
		r = onCanvas(r, f.x, f.y, h.width, h.height)
	}
	return r, nil
}

func readGIFFrame(in *bufio.Reader, h *header) (*gifFrame, error) {
	f := &gifFrame{transparent: -1}
	var screen [13]byte
	if _, err := io.ReadFull(in, screen[:]); err != nil {
		return nil, err
	}
	if err := f.readColours(in, screen[10]); err != nil {
		return nil, err
	}
	for {
		block, err := in.ReadByte()
		if err != nil {
			return nil, err
		}
		switch block {
		case 0x21:
			if err := f.readExtension(in); err != nil {
				return nil, err
			}
		case 0x2c:
			return f, f.readPicture(in, h)
		default:
			return nil, errGIF
		}
	}
}

func (f *gifFrame) readColours(in *bufio.Reader, fields byte) error {
	if fields&0x80 == 0 {
		return nil
	}
	f.colours = [256][4]uint8{}
	for i := range 2 << (fields & 7) {
		c := &f.colours[i]
		if _, err := io.ReadFull(in, c[:3]); err != nil {
			return err
		}
		c[3] = 255
	}
	return nil
}

// readExtension notes the transparent index and skips everything else.
func (f *gifFrame) readExtension(in *bufio.Reader) error {
	label, err := in.ReadByte()
	if err != nil {
		return err
	}
	if label == 0xf9 {
		head, err := in.Peek(5)
		if err != nil {
			return err
		}
		f.transparent = -1
		if head[0] >= 4 && head[1]&1 != 0 {
			f.transparent = int(head[4])
		}
	}
	return skipSubBlocks(in)
}

func (f *gifFrame) readPicture(in *bufio.Reader, h *header) error {
	var d [9]byte
	if _, err := io.ReadFull(in, d[:]); err != nil {
		return err
	}
	side := func(at int) int { return int(binary.LittleEndian.Uint16(d[at:])) }
	f.x, f.y, f.w, f.h = side(0), side(2), side(4), side(6)
	if f.w == 0 || f.h == 0 || f.x+f.w > h.width || f.y+f.h > h.height {
		return errGIF
	}
	f.interlaced = d[8]&0x40 != 0
	if err := f.readColours(in, d[8]); err != nil {
		return err
	}
	if f.transparent >= 0 {
		f.colours[f.transparent] = [4]uint8{}
	}
	width, err := in.ReadByte()
	if err != nil {
		return err
	}
	if width < 2 || width > 8 {
		return errGIF
	}
	f.pixels = make([]uint8, f.w*f.h)
	data := &subBlocks{in: in}
	unpack := lzw.NewReader(data, lzw.LSB, int(width))
	defer unpack.Close()
	f.filled, err = io.ReadFull(unpack, f.pixels)
	switch {
	case err == nil:
		return nil
	case isForeign(err):
		return err
	case f.filled == 0 || data.cut || err != io.EOF && err != io.ErrUnexpectedEOF:
		return errCutGIF
	}
	return nil
}

// row gives a row as premultiplied RGBA.
func (f *gifFrame) row(y int, dst []uint8) {
	if f.interlaced {
		y = interlacedRow(y, f.h)
	}
	start := y * f.w
	for x, index := range f.pixels[start : start+f.w] {
		if start+x >= f.filled {
			clear(dst[4*x : 4*f.w])
			return
		}
		copy(dst[4*x:4*x+4], f.colours[index][:])
	}
}

// interlacedRow tells where a row is stored: every eighth first, then those between, in four passes.
func interlacedRow(y, height int) int {
	stored := 0
	for _, pass := range [][2]int{{0, 8}, {4, 8}, {2, 4}, {1, 2}} {
		if y >= pass[0] && (y-pass[0])%pass[1] == 0 {
			return stored + (y-pass[0])/pass[1]
		}
		if height > pass[0] {
			stored += ceilDiv(height-pass[0], pass[1])
		}
	}
	return y
}

// subBlocks reads the data of a chain of sub-blocks. The empty one that closes the chain is the end; without it, the
// file was cut.
type subBlocks struct {
	in    *bufio.Reader
	left  int
	ended bool
	cut   bool
}

func (s *subBlocks) ReadByte() (byte, error) {
	if s.ended {
		return 0, io.EOF
	}
	for s.left == 0 {
		n, err := s.in.ReadByte()
		if err != nil {
			s.cut = err == io.EOF
			return 0, err
		}
		if n == 0 {
			s.ended = true
			return 0, io.EOF
		}
		s.left = int(n)
	}
	s.left--
	b, err := s.in.ReadByte()
	s.cut = err == io.EOF
	return b, err
}

// Read serves only to make this an io.Reader; the decoder reads byte by byte.
func (s *subBlocks) Read(p []byte) (int, error) {
	for i := range p {
		b, err := s.ReadByte()
		if err != nil {
			return i, err
		}
		p[i] = b
	}
	return len(p), nil
}
