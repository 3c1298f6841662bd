package picture

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"io"
)

var errPNG = errors.New("the PNG chunks make no sense")

// pngChunksForPlain are the chunks before the pixels that change nothing about how the original is shown. A picture
// with any other one is shown through a preview.
var pngChunksForPlain = map[string]bool{
	"IHDR": true, "PLTE": true, "tRNS": true, "sRGB": true, "gAMA": true, "pHYs": true, "bKGD": true, "tIME": true, "tEXt": true, "sBIT": true,
}

// readPNG walks the chunks up to the pixels. Text is never inflated; a colour profile is, within its limit.
func (h *header) readPNG(r io.ReaderAt, size int64) error {
	in := bufio.NewReader(&fileReader{r: io.NewSectionReader(r, 8, size-8)})
	h.plain = true
	for first := true; ; first = false {
		var head [8]byte
		if _, err := io.ReadFull(in, head[:]); err != nil {
			return err
		}
		length := binary.BigEndian.Uint32(head[:])
		name := string(head[4:])
		if first != (name == "IHDR") || length > 1<<31-1 {
			return errPNG
		}
		h.plain = h.plain && (pngChunksForPlain[name] || name == "IDAT")
		rest := int64(length) + 4 // The checksum belongs to the decoder.
		switch name {
		case "IHDR":
			var data [13]byte
			if length != 13 {
				return errPNG
			}
			if _, err := io.ReadFull(in, data[:]); err != nil {
				return err
			}
			rest -= 13
			if err := h.pngFrame(data); err != nil {
				return err
			}
		case "PLTE":
			h.colours = int(length / 3)
		case "acTL":
			var data [4]byte
			if length != 8 {
				return errPNG
			}
			if _, err := io.ReadFull(in, data[:]); err != nil {
				return err
			}
			rest -= 4
			h.animated = binary.BigEndian.Uint32(data[:]) > 1
		case "iCCP":
			if length > maxProfile {
				break
			}
			data := make([]byte, length)
			if _, err := io.ReadFull(in, data); err != nil {
				return err
			}
			rest -= int64(length)
			h.profile = inflateProfile(data)
		case "IDAT", "IEND":
			return nil
		}
		if _, err := io.CopyN(io.Discard, in, rest); err != nil {
			return err
		}
	}
}

// pngFrame reads sides and depth. Sides over 2^31 are damage by the format's own rule; the limits come later.
func (h *header) pngFrame(data [13]byte) error {
	width, height := binary.BigEndian.Uint32(data[:]), binary.BigEndian.Uint32(data[4:])
	if width > 1<<31-1 || height > 1<<31-1 {
		return errPNG
	}
	h.width, h.height = int(width), int(height)
	bytesPerPixel := int64(4)
	switch colour, depth := data[9], data[8]; {
	case depth == 16:
		bytesPerPixel = 8
	case colour == 3:
		bytesPerPixel = 1
	}
	if h.width > maxSide || h.height > maxSide {
		return nil // Refused by check; the product below could overflow.
	}
	h.decodeBytes = bytesPerPixel * int64(h.width) * int64(h.height)
	if data[12] != 0 { // Interlaced: the passes are kept beside the picture.
		h.decodeBytes += h.decodeBytes / 2
	}
	return nil
}

// inflateProfile unpacks the content of an iCCP chunk; nil when it cannot be.
func inflateProfile(data []byte) []byte {
	end := bytes.IndexByte(data, 0)
	if end < 1 || end > 79 || len(data) < end+2 || data[end+1] != 0 {
		return nil
	}
	z, err := zlib.NewReader(bytes.NewReader(data[end+2:]))
	if err != nil {
		return nil
	}
	profile, err := io.ReadAll(io.LimitReader(z, maxProfile+1))
	if err != nil || len(profile) > maxProfile {
		return nil
	}
	return profile
}
