package picture

import (
	"encoding/binary"
	"io"
	"slices"
)

var webpKept = []string{"VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP"}

// What the flags of VP8X say is in the file.
const webpHasExif, webpHasXMP = 0x08, 0x04

func (s *stripper) webp(in io.ReaderAt, size int64, orientation int) error {
	var riff [12]byte
	if err := readAt(in, riff[:], 0); err != nil {
		return err
	}
	end := min(size, 8+int64(binary.LittleEndian.Uint32(riff[4:])))
	var kept []webpChunk
	length, extended := int64(4), false
	err := chunks(in, 12, end, func(name string, data span) (bool, error) {
		if name == "ANMF" {
			if err := plainFrame(in, data); err != nil {
				return true, err
			}
		}
		if slices.Contains(webpKept, name) {
			kept = append(kept, webpChunk{name, data})
			length += 8 + data.length + data.length&1
			extended = extended || name == "VP8X" && data.length >= 10
		}
		return false, nil
	})
	if err != nil {
		return err
	}
	exif := onlyOrientation(orientation)
	turned := orientation != 1 && extended
	if turned {
		length += 8 + int64(len(exif))
	}
	if _, err := s.out.Write(append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(length)), "WEBP"...)); err != nil {
		return err
	}
	for _, c := range kept {
		if err := s.webpChunk(in, c, turned); err != nil {
			return err
		}
	}
	if !turned {
		return nil
	}
	_, err = s.out.Write(append(binary.LittleEndian.AppendUint32([]byte("EXIF"), uint32(len(exif))), exif...))
	return err
}

type webpChunk struct {
	name string
	data span
}

func (s *stripper) webpChunk(in io.ReaderAt, c webpChunk, turned bool) error {
	if _, err := s.out.Write(binary.LittleEndian.AppendUint32([]byte(c.name), uint32(c.data.length))); err != nil {
		return err
	}
	rest := c.data
	if c.name == "VP8X" && rest.length > 0 {
		var flags [1]byte
		if err := readAt(in, flags[:], rest.at); err != nil {
			return err
		}
		flags[0] &^= webpHasExif | webpHasXMP
		if turned {
			flags[0] |= webpHasExif
		}
		if err := s.out.WriteByte(flags[0]); err != nil {
			return err
		}
		rest = span{rest.at + 1, rest.length - 1}
	}
	if _, err := io.CopyN(s.out, io.NewSectionReader(in, rest.at, rest.length), rest.length); err != nil {
		return cut(err)
	}
	if c.data.length&1 == 1 {
		return s.out.WriteByte(0)
	}
	return nil
}

// plainFrame refuses a frame of an animation with anything but its picture inside.
func plainFrame(in io.ReaderAt, data span) error {
	const placeLength = 16
	if data.length < placeLength {
		return errWebP
	}
	return chunks(in, data.at+placeLength, data.at+data.length, func(name string, _ span) (bool, error) {
		if name != "ALPH" && name != "VP8 " && name != "VP8L" {
			return true, errWebP
		}
		return false, nil
	})
}
