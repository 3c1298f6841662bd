package picture

import (
	"bytes"
	"compress/zlib"
	"context"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"testing"

	"northboard/backend/fault"
)

// The generator makes the kinds of hostile picture that the corpus has, so that nothing from outside is needed.

func be32(n uint32) []byte { return binary.BigEndian.AppendUint32(nil, n) }
func le16(n int) []byte    { return []byte{byte(n), byte(n >> 8)} }

// pngPart is one chunk with a right checksum.
func pngPart(name string, data []byte) []byte {
	body := append([]byte(name), data...)
	return bytes.Join([][]byte{be32(uint32(len(data))), body, be32(crc32.ChecksumIEEE(body))}, nil)
}

// pngOf puts chunks behind the signature and a header.
func pngOf(w, h uint32, depth, colour, interlace byte, chunks ...[]byte) []byte {
	head := pngPart("IHDR", bytes.Join([][]byte{be32(w), be32(h), {depth, colour, 0, 0, interlace}}, nil))
	return append(append([]byte("\x89PNG\r\n\x1a\n"), head...), bytes.Join(chunks, nil)...)
}

// bomb is n zero bytes, packed a thousand to one.
func bomb(n int) []byte { return packed(make([]byte, n)) }

func packed(data []byte) []byte {
	var out bytes.Buffer
	z := zlib.NewWriter(&out)
	// Into memory, which does not fail.
	_, _ = z.Write(data)
	_ = z.Close()
	return out.Bytes()
}

// gifOf is a GIF of so many frames of one pixel colour each, w x h, whose pixels say what data says.
func gifOf(w, h, frames int, data []byte) []byte {
	out := bytes.Join([][]byte{[]byte("GIF89a"), le16(w), le16(h), {0x80, 0, 0, 255, 0, 0, 0, 255, 0}}, nil)
	frame := bytes.Join([][]byte{{','}, le16(0), le16(0), le16(w), le16(h), {0, 2}, data}, nil)
	for range frames {
		out = append(out, frame...)
	}
	return append(out, ';')
}

func riff(chunks ...[]byte) []byte {
	body := append([]byte("WEBP"), bytes.Join(chunks, nil)...)
	return bytes.Join([][]byte{[]byte("RIFF"), binary.LittleEndian.AppendUint32(nil, uint32(len(body))), body}, nil)
}

func riffChunk(name string, length uint32, data []byte) []byte {
	return bytes.Join([][]byte{[]byte(name), binary.LittleEndian.AppendUint32(nil, length), data, make([]byte, len(data)&1)}, nil)
}

// hostilePicture is one; taken says what becomes of it.
type hostilePicture struct {
	name  string
	data  []byte
	taken string // "refused", "accepted", or "" where either will do
}

func hostilePictures(t testing.TB) []hostilePicture {
	t.Helper()
	photo := jpegBytes(t, pattern(120, 80))
	drawing := pngBytes(t, pattern(120, 80))
	tiny, err := base64.StdEncoding.DecodeString(tinyWebP)
	if err != nil {
		t.Fatal(err)
	}
	bombed := bomb(256 << 20)
	one := pngPart("IDAT", bomb(4))
	end := pngPart("IEND", nil)
	vp8 := tiny[20 : 20+binary.LittleEndian.Uint32(tiny[16:])]
	vp8x := func(w, h int) []byte {
		return riffChunk("VP8X", 10, []byte{0, 0, 0, 0, byte(w - 1), byte((w - 1) >> 8), byte((w - 1) >> 16), byte(h - 1), byte((h - 1) >> 8), byte((h - 1) >> 16)})
	}
	exif := func(tiff []byte) []byte { return withSegment(photo, 0xe1, append([]byte("Exif\x00\x00"), tiff...)) }
	lyingFrame := func(w, h int) []byte {
		data := bytes.Clone(photo)
		at := bytes.Index(data, []byte{0xff, 0xc0})
		copy(data[at+5:], []byte{byte(h >> 8), byte(h), byte(w >> 8), byte(w)})
		return data
	}
	all := []hostilePicture{
		{"empty", nil, "refused"},
		{"html-named.png", []byte("<html><script>alert(1)</script></html>"), "refused"},
		{"svg.png", []byte(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`), "refused"},
		{"only-a-signature.png", []byte("\x89PNG\r\n\x1a\n"), "refused"},
		{"only-a-start.jpg", []byte("\xff\xd8\xff"), "refused"},

		{"png-sides-2147483647", pngOf(1<<31-1, 1<<31-1, 8, 6, 0, one, end), "refused"},
		{"png-sides-over-31-bits", pngOf(1<<31, 1, 8, 6, 0, one, end), "refused"},
		{"png-side-0", pngOf(0, 5, 8, 6, 0, one, end), "refused"},
		{"png-1x60000000", pngOf(1, 60_000_000, 1, 0, 0, pngPart("IDAT", bomb(7<<20)), end), "refused"},
		{"png-bomb-in-pixels", pngOf(4, 4, 8, 0, 0, pngPart("IDAT", bomb(64<<20)), end), ""},
		{"png-few-pixels-of-many", pngOf(5000, 5000, 8, 6, 0, one, end), "refused"},
		{"png-interlaced-few", pngOf(3000, 3000, 16, 6, 1, one, end), "refused"},
		{"png-bomb-in-text", pngOf(1, 1, 8, 0, 0, pngPart("zTXt", append([]byte("a\x00\x00"), bombed...)), pngPart("IDAT", bomb(2)), end), "accepted"},
		{"png-bomb-in-profile", pngOf(1, 1, 8, 0, 0, pngPart("iCCP", append([]byte("a\x00\x00"), bombed...)), pngPart("IDAT", bomb(2)), end), "accepted"},
		{"png-4294967295-frames", pngOf(1, 1, 8, 0, 0, pngPart("acTL", append(be32(1<<32-1), be32(0)...)), pngPart("IDAT", bomb(2)), end), "accepted"},
		{"png-chunk-longer-than-file", append(pngOf(1, 1, 8, 0, 0), []byte("\x7f\xff\xff\xfftEXt")...), "refused"},
		{"png-chunk-length-overflows", append(pngOf(1, 1, 8, 0, 0), []byte("\xff\xff\xff\xfftEXt")...), "refused"},
		{"png-header-twice", pngOf(1, 1, 8, 0, 0, pngPart("IHDR", make([]byte, 13)), one, end), "refused"},
		{"png-checksum-wrong", append(drawing[:len(drawing)-20:len(drawing)-20], make([]byte, 20)...), "refused"},
		{"png-palette-missing", pngOf(4, 4, 8, 3, 0, one, end), "refused"},
		{"png-depth-99", pngOf(4, 4, 99, 6, 0, one, end), "refused"},

		{"jpeg-sides-65535", lyingFrame(65535, 65535), "refused"},
		{"jpeg-sides-30000", lyingFrame(30_000, 1_600), "refused"},
		{"jpeg-side-0", lyingFrame(0, 10), "refused"},
		{"jpeg-zip-behind", append(bytes.Clone(photo), []byte("PK\x05\x06"+string(make([]byte, 18)))...), "accepted"},
		{"jpeg-exif-length-lies", exif([]byte("II*\x00\x08\x00\x00\x00\xff\xff")), ""},
		{"jpeg-exif-loop", exif([]byte("II*\x00\x08\x00\x00\x00\x00\x00\x08\x00\x00\x00")), "accepted"},
		{"jpeg-exif-far-offset", exif([]byte("II*\x00\xff\xff\xff\xff")), ""},
		{"jpeg-profile-of-255-pieces", withSegment(photo, 0xe2, append([]byte("ICC_PROFILE\x00"), 1, 255, 0)), "accepted"},
		{"jpeg-tables-garbage", withSegment(photo, 0xc4, bytes.Repeat([]byte{0xff}, 40)), "refused"},
		{"jpeg-segment-too-short", bytes.Join([][]byte{photo[:2], {0xff, 0xe1, 0, 1}, photo[2:]}, nil), "refused"},

		{"gif-4000-frames-of-2000x2000", gifOf(2000, 2000, 4000, []byte{2, 0x44, 1, 0}), ""},
		{"gif-65535x65535", gifOf(65535, 65535, 1, []byte{2, 0x44, 1, 0}), "refused"},
		{"gif-codes-garbage", gifOf(50, 50, 1, append(append([]byte{255}, bytes.Repeat([]byte{0xff}, 255)...), 0)), "refused"},
		{"gif-no-frame", gifOf(50, 50, 0, nil), "refused"},
		{"gif-blocks-without-end", append(gifOf(1, 1, 0, nil)[:22:22], bytes.Repeat([]byte{'!', 0xfe, 1, 0, 0}, 100_000)...), "refused"},

		{"webp-size-lies", append([]byte("RIFF\xff\xff\xff\xff"), tiny[8:]...), ""},
		{"webp-chunk-longer-than-file", riff(riffChunk("VP8 ", 1<<32-1, vp8)), "refused"},
		{"webp-canvas-16777216", riff(vp8x(1<<24, 1<<24), riffChunk("VP8 ", uint32(len(vp8)), vp8)), "refused"},
		{"webp-canvas-not-the-frame", riff(vp8x(3000, 3000), riffChunk("VP8 ", uint32(len(vp8)), vp8)), ""},
		{"webp-frame-outside", riff(vp8x(4, 4), riffChunk("ANIM", 6, make([]byte, 6)), riffChunk("ANMF", 16, bytes.Repeat([]byte{0xff}, 16))), "refused"},
		{"webp-lossless-garbage", riff(riffChunk("VP8L", 40, append([]byte{0x2f}, bytes.Repeat([]byte{0xff}, 39)...))), "refused"},
	}
	// Every place at which a file can be cut.
	for name, whole := range map[string][]byte{"png": drawing, "jpg": photo, "webp": tiny, "gif": tinyGIF} {
		for n := 1; n < len(whole); n += 1 + len(whole)/40 {
			all = append(all, hostilePicture{fmt.Sprintf("cut-at-%d.%s", n, name), whole[:n], ""})
		}
	}
	return all
}

func TestGeneratedHostile(t *testing.T) {
	largeWork(t)
	f := newFixture(t)
	kept := 0
	for _, p := range hostilePictures(t) {
		before := allocated()
		staged, err := f.im.Stage(context.Background(), Source{Name: p.name, Data: p.data})
		took := (allocated() - before) >> 20
		if err == nil {
			kept++
			for _, size := range sizesOf(staged.Info.Width, staged.Info.Height) {
				if size <= firstSize && !f.shows(t, staged.Info, size) {
					t.Errorf("%s: accepted, but preview %d cannot be made", p.name, size)
				}
			}
		} else if wantCode(t, err, fault.CodeOf(err), "“", "Nothing was added"); fault.CodeOf(err) != fault.NotAPicture && fault.CodeOf(err) != fault.TooLarge {
			t.Errorf("%s: refused as %s", p.name, fault.CodeOf(err))
		}
		switch {
		case p.taken == "refused" && err == nil:
			t.Errorf("%s was taken in", p.name)
		case p.taken == "accepted" && err != nil:
			t.Errorf("%s was refused: %v", p.name, err)
		}
		// All that was ever allocated is more than what was held at any one time.
		if took > 256 {
			t.Errorf("%s took %d MB", p.name, took)
		}
	}
	if n := f.originals(t); n > kept {
		t.Errorf("%d originals for %d that were taken in", n, kept)
	}
	if left := f.leftovers(t); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// shows says whether a preview, or the original in its place, can be had.
func (f *fixture) shows(t testing.TB, info Info, size int) bool {
	t.Helper()
	_, _, err := f.im.preview(context.Background(), info, size)
	return err == nil || err == errNoPreview
}
