package picture

import (
	"bytes"
	"context"
	"encoding/binary"
	"hash/crc32"
	"testing"
)

// canary stands for what must not be handed on.
const canary = "CANARY-52.5200-13.4050"

func jpegSegmentOf(marker byte, data string) []byte {
	return append([]byte{0xff, marker, byte((len(data) + 2) >> 8), byte(len(data) + 2)}, data...)
}

// exifWithPlace has an orientation and, in another directory, a place.
func exifWithPlace(orientation byte) string {
	le := binary.LittleEndian
	b := []byte("II*\x00\x08\x00\x00\x00\x02\x00")
	b = append(b, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0)
	b = le.AppendUint32(append(b, 0x25, 0x88, 4, 0, 1, 0, 0, 0), 38)
	b = append(b, 0, 0, 0, 0)
	b = append(b, 1, 0, 2, 0, 2, 0)
	b = le.AppendUint32(b, uint32(len(canary)))
	b = le.AppendUint32(b, 56)
	return string(append(append(b, 0, 0, 0, 0), canary...))
}

func pngChunk(name, data string) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	b = append(append(b, name...), data...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

func webpChunkOf(name, data string) []byte {
	b := binary.LittleEndian.AppendUint32([]byte(name), uint32(len(data)))
	return append(append(b, data...), make([]byte, len(data)&1)...)
}

// laden gives each format with a place in every corner that can hold one.
func laden(t testing.TB) map[string][]byte {
	plain := withProfile(jpegBytes(t, pattern(24, 16)), displayP3())
	jpeg := bytes.Join([][]byte{
		plain[:2], jpegSegmentOf(0xe1, "Exif\x00\x00"+exifWithPlace(6)), jpegSegmentOf(0xe1, "http://ns.adobe.com/xap/1.0/\x00"+canary),
		jpegSegmentOf(0xed, "Photoshop 3.0\x00"+canary), jpegSegmentOf(0xfe, canary), jpegSegmentOf(0xe2, "MPF\x00"+canary), jpegSegmentOf(0xe5, canary),
		plain[2:], []byte(canary),
	}, nil)

	png := pngBytes(t, pattern(24, 16))
	at := 8 + 25 // behind IHDR
	png = bytes.Join([][]byte{
		png[:at], pngChunk("eXIf", exifWithPlace(6)), pngChunk("tEXt", "Comment\x00"+canary), pngChunk("iTXt", "XML:com.adobe.xmp\x00"+canary),
		pngChunk("prIv", canary), png[at:], []byte(canary),
	}, nil)

	simple := seeds(t)[4]
	body := bytes.Join([][]byte{
		[]byte("WEBP"), webpChunkOf("VP8X", string([]byte{webpHasExif | webpHasXMP, 0, 0, 0, 0, 0, 0, 0, 0, 0})), webpChunkOf("ICCP", string(displayP3())), simple[12:],
		webpChunkOf("EXIF", exifWithPlace(6)), webpChunkOf("XMP ", canary), webpChunkOf("OTHR", canary),
	}, nil)
	webp := append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body...)

	gif := bytes.Clone(tinyGIF[:19])
	gif = append(gif, "\x21\xfe"+string(rune(len(canary)))+canary+"\x00"...)
	gif = append(gif, "\x21\xff\x0bXMP DataXMP"+string(rune(len(canary)))+canary+"\x00"...)
	gif = append(gif, "\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00"...)
	gif = append(append(gif, tinyGIF[19:]...), canary...)
	return map[string][]byte{"jpg": jpeg, "png": png, "webp": webp, "gif": gif}
}

func TestStrip_LeavesNothingButThePicture(t *testing.T) {
	for ext, data := range laden(t) {
		t.Run(ext, func(t *testing.T) {
			before, err := readHeader(bytes.NewReader(data), int64(len(data)), kind(ext))
			if err != nil {
				t.Fatalf("the test's own picture: %v", err)
			}
			var out bytes.Buffer
			if err := Strip(&out, bytes.NewReader(data), int64(len(data)), ext); err != nil {
				t.Fatal(err)
			}
			if bytes.Contains(out.Bytes(), []byte("CANARY")) {
				t.Errorf("a place is left in\n%q", out.Bytes())
			}
			after, err := readHeader(bytes.NewReader(out.Bytes()), int64(out.Len()), kind(ext))
			if err != nil {
				t.Fatalf("what is left is no picture: %v", err)
			}
			if after.orientation != before.orientation || after.width != before.width || after.animated != before.animated || !bytes.Equal(after.profile, before.profile) {
				t.Errorf("%+v became %+v", before, after)
			}
			if ext == "jpg" && (after.orientation != 6 || len(after.profile) == 0) {
				t.Error("orientation or colours were lost")
			}
			if ext == "png" && !bytes.Contains(out.Bytes(), onlyOrientation(6)) {
				t.Error("the orientation of the PNG was lost")
			}
			if ext == "gif" && !bytes.Contains(out.Bytes(), []byte("NETSCAPE2.0")) {
				t.Error("the GIF does not play any more")
			}
			samePixels(t, data, before, out.Bytes(), after)
			var again bytes.Buffer
			if err := Strip(&again, bytes.NewReader(out.Bytes()), int64(out.Len()), ext); err != nil || !bytes.Equal(again.Bytes(), out.Bytes()) {
				t.Errorf("stripping it once more gives something else (%v)", err)
			}
		})
	}
}

func samePixels(t *testing.T, a []byte, ha *header, b []byte, hb *header) {
	t.Helper()
	var packed [2][]byte
	for i, one := range []struct {
		data []byte
		h    *header
	}{{a, ha}, {b, hb}} {
		r, err := decode(context.Background(), bytes.NewReader(one.data), int64(len(one.data)), one.h)
		if err != nil {
			t.Fatal(err)
		}
		if packed[i], _, err = r.encode(); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(packed[0], packed[1]) {
		t.Error("the pixels changed")
	}
}

func TestStrip_RefusesWhatItCannotTakeApart(t *testing.T) {
	for ext, data := range laden(t) {
		short := data[:len(data)-len(canary)-3]
		if ext == "webp" {
			short = data[:40]
		}
		if err := Strip(&bytes.Buffer{}, bytes.NewReader(short), int64(len(short)), ext); err == nil {
			t.Errorf("a %s that is cut short was handed on", ext)
		}
	}
}

func FuzzStrip(f *testing.F) {
	for ext, data := range laden(f) {
		f.Add(data, ext)
	}
	for _, data := range seeds(f) {
		f.Add(data, "jpg")
	}
	f.Fuzz(func(t *testing.T, data []byte, ext string) {
		var out, again bytes.Buffer
		if Strip(&out, bytes.NewReader(data), int64(len(data)), ext) != nil {
			return
		}
		// What is left is a picture of the same kind, and stripping it changes nothing any more.
		if err := Strip(&again, bytes.NewReader(out.Bytes()), int64(out.Len()), ext); err != nil {
			t.Fatalf("what is left cannot be read: %v", err)
		}
		if !bytes.Equal(out.Bytes(), again.Bytes()) {
			t.Fatal("stripping once more gives something else")
		}
	})
}
