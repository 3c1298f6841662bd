package picture

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"slices"
)

// Rules of handing a picture on:
//
//   - What stays is named, everything else goes: pixels, colour profile, orientation, animation. Place, time, camera,
//     names, thumbnails, comments and whatever comes after the picture's end are not named.
//   - The pixels are not packed anew: what a viewer shows is the same, to the bit.
//   - The same picture always gives the same bytes.
//   - A picture that cannot be taken apart to its end is not handed on: the error says so, and what was written until
//     then is of no use.

// Strip writes a picture without anything but what is needed to show it.
func Strip(out io.Writer, in io.ReaderAt, size int64, ext string) error {
	h, err := readHeader(in, size, kind(ext))
	if err != nil {
		return err
	}
	buffered := bufio.NewWriterSize(out, 64<<10)
	s := &stripper{in: bufio.NewReaderSize(io.NewSectionReader(in, 0, size), 64<<10), out: buffered}
	switch kind(ext) {
	case kindJPEG:
		err = s.jpeg(h.orientation)
	case kindPNG:
		err = s.png()
	case kindGIF:
		err = s.gif()
	case kindWebP:
		err = s.webp(in, size, h.orientation)
	default:
		err = notAPicture()
	}
	if err != nil {
		return asRefusal(err)
	}
	return buffered.Flush()
}

type stripper struct {
	in  *bufio.Reader
	out *bufio.Writer
}

func (s *stripper) copy(n int64) error {
	_, err := io.CopyN(s.out, s.in, n)
	return cut(err)
}

func (s *stripper) skip(n int64) error {
	_, err := io.CopyN(io.Discard, s.in, n)
	return cut(err)
}

func cut(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// onlyOrientation is EXIF with one entry.
func onlyOrientation(orientation int) []byte {
	return []byte{'I', 'I', '*', 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, byte(orientation), 0, 0, 0, 0, 0, 0, 0}
}

func (s *stripper) jpeg(orientation int) error {
	if err := s.copy(2); err != nil {
		return err
	}
	if orientation != 1 {
		exif := append([]byte("Exif\x00\x00"), onlyOrientation(orientation)...)
		if err := s.segment(0xe1, exif); err != nil {
			return err
		}
	}
	marker, err := nextMarker(s.in)
	for err == nil {
		switch {
		case marker == 0xd9:
			_, err := s.out.Write([]byte{0xff, 0xd9})
			return err // What follows is a second picture, or whatever a camera has hidden there.
		case marker >= 0xd0 && marker <= 0xd7 || marker == 0x01:
			marker, err = nextMarker(s.in)
		default:
			marker, err = s.jpegSegment(marker)
		}
	}
	return cut(err)
}

// jpegSegment keeps or drops a segment and gives the marker after it, which for a scan is behind its pixels.
func (s *stripper) jpegSegment(marker byte) (byte, error) {
	var length [2]byte
	if _, err := io.ReadFull(s.in, length[:]); err != nil {
		return 0, err
	}
	n := int(binary.BigEndian.Uint16(length[:])) - 2
	if n < 0 {
		return 0, errJPEG
	}
	data := make([]byte, n)
	if _, err := io.ReadFull(s.in, data); err != nil {
		return 0, err
	}
	switch {
	case marker == 0xe0 && bytes.HasPrefix(data, []byte("JFIF\x00")) && n >= 14:
		// Without its thumbnail.
		data = append(slices.Clone(data[:12]), 0, 0)
	case marker == 0xe2 && bytes.HasPrefix(data, []byte("ICC_PROFILE\x00")):
	case marker == 0xee && bytes.HasPrefix(data, []byte("Adobe")) && n >= 12:
		data = data[:12]
	case marker >= 0xe0 && marker <= 0xef, marker == 0xfe:
		return nextMarker(s.in)
	}
	if err := s.segment(marker, data); err != nil {
		return 0, err
	}
	if marker == 0xda {
		return s.scan()
	}
	return nextMarker(s.in)
}

func (s *stripper) segment(marker byte, data []byte) error {
	_, err := s.out.Write([]byte{0xff, marker, byte((len(data) + 2) >> 8), byte(len(data) + 2)})
	if err == nil {
		_, err = s.out.Write(data)
	}
	return err
}

// scan copies packed pixels up to the next marker that is not part of them.
func (s *stripper) scan() (byte, error) {
	for {
		piece, err := s.in.ReadSlice(0xff)
		if errors.Is(err, bufio.ErrBufferFull) {
			if _, err := s.out.Write(piece); err != nil {
				return 0, err
			}
			continue
		}
		if err != nil {
			return 0, err
		}
		if _, err := s.out.Write(piece[:len(piece)-1]); err != nil {
			return 0, err
		}
		c, err := s.in.ReadByte()
		for err == nil && c == 0xff {
			c, err = s.in.ReadByte()
		}
		if err != nil {
			return 0, err
		}
		if c != 0 && (c < 0xd0 || c > 0xd7) {
			return c, nil
		}
		if _, err := s.out.Write([]byte{0xff, c}); err != nil {
			return 0, err
		}
	}
}

// pngKept are the chunks that say how the pixels look.
var pngKept = []string{
	"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "pHYs", "bKGD", "cICP", "mDCV", "cLLI", "acTL", "fcTL", "fdAT",
}

func (s *stripper) png() error {
	if err := s.copy(8); err != nil {
		return err
	}
	for {
		head, err := s.in.Peek(8)
		if err != nil {
			return cut(err)
		}
		length, name := int64(binary.BigEndian.Uint32(head)), string(head[4:8])
		switch {
		case name == "eXIf" && length <= 1<<20:
			err = s.pngOrientation(length)
		case slices.Contains(pngKept, name):
			err = s.copy(8 + length + 4)
		default:
			err = s.skip(8 + length + 4)
		}
		if err != nil || name == "IEND" {
			return err
		}
	}
}

// pngOrientation keeps of EXIF what turns the picture, for the viewers that heed it.
func (s *stripper) pngOrientation(length int64) error {
	data := make([]byte, 8+length+4)
	if _, err := io.ReadFull(s.in, data); err != nil {
		return err
	}
	orientation, err := exifOrientation(data[8 : 8+length])
	if err != nil || orientation == 1 {
		return nil
	}
	chunk := append([]byte("eXIf"), onlyOrientation(orientation)...)
	out := binary.BigEndian.AppendUint32(nil, uint32(len(chunk)-4))
	out = append(out, chunk...)
	_, err = s.out.Write(binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(chunk)))
	return err
}

// gifApplications are the extensions that belong to the picture: how often it is played, and its colours.
var gifApplications = []string{"NETSCAPE2.0", "ANIMEXTS1.0", "ICCRGBG1012"}

func (s *stripper) gif() error {
	head := make([]byte, 13)
	if _, err := io.ReadFull(s.in, head); err != nil {
		return err
	}
	if _, err := s.out.Write(head); err != nil {
		return err
	}
	if err := s.gifColours(head[10]); err != nil {
		return err
	}
	for {
		block, err := s.in.ReadByte()
		if err != nil {
			return cut(err)
		}
		switch block {
		case 0x21:
			err = s.gifExtension()
		case 0x2c:
			err = s.gifPicture()
		case 0x3b:
			return s.out.WriteByte(0x3b)
		default:
			return errGIF
		}
		if err != nil {
			return cut(err)
		}
	}
}

func (s *stripper) gifColours(fields byte) error {
	if fields&0x80 == 0 {
		return nil
	}
	return s.copy(3 << (1 + fields&7))
}

func (s *stripper) gifPicture() error {
	descriptor := make([]byte, 9)
	if _, err := io.ReadFull(s.in, descriptor); err != nil {
		return err
	}
	if err := s.out.WriteByte(0x2c); err != nil {
		return err
	}
	if _, err := s.out.Write(descriptor); err != nil {
		return err
	}
	if err := s.gifColours(descriptor[8]); err != nil {
		return err
	}
	if err := s.copy(1); err != nil { // The size of the smallest code.
		return err
	}
	return s.subBlocks(true)
}

func (s *stripper) gifExtension() error {
	label, err := s.in.ReadByte()
	if err != nil {
		return err
	}
	keep := label == 0xf9 // How long a picture stays, and which colour is clear.
	if label == 0xff {
		name, err := s.in.Peek(12)
		if err != nil {
			return err
		}
		keep = name[0] == 11 && slices.Contains(gifApplications, string(name[1:]))
	}
	if keep {
		if _, err := s.out.Write([]byte{0x21, label}); err != nil {
			return err
		}
	}
	return s.subBlocks(keep)
}

func (s *stripper) subBlocks(keep bool) error {
	for {
		n, err := s.in.ReadByte()
		if err != nil {
			return err
		}
		if keep {
			if err := s.out.WriteByte(n); err != nil {
				return err
			}
			err = s.copy(int64(n))
		} else {
			err = s.skip(int64(n))
		}
		if err != nil || n == 0 {
			return err
		}
	}
}
