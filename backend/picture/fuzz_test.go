package picture

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"image"
	"testing"
)

// tinyWebP is one lossy frame of one pixel.
const tinyWebP = "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA"

// animate puts the frame of a simple WebP into an animation, twice.
func animate(t testing.TB, simple []byte) []byte {
	t.Helper()
	le32 := func(n int) []byte { return []byte{byte(n), byte(n >> 8), byte(n >> 16), byte(n >> 24)} }
	chunk := func(name string, data []byte) []byte {
		return bytes.Join([][]byte{[]byte(name), le32(len(data)), data, make([]byte, len(data)&1)}, nil)
	}
	frame := chunk("ANMF", append(make([]byte, 16), simple[12:]...))
	body := bytes.Join([][]byte{[]byte("WEBP"), chunk("VP8X", []byte{2, 0, 0, 0, 0, 0, 0, 0, 0, 0}), chunk("ANIM", make([]byte, 6)), frame, frame}, nil)
	return append(append([]byte("RIFF"), le32(len(body))...), body...)
}

func seeds(t testing.TB) [][]byte {
	t.Helper()
	webp, err := base64.StdEncoding.DecodeString(tinyWebP)
	if err != nil {
		t.Fatal(err)
	}
	small := jpegBytes(t, pattern(24, 16))
	return [][]byte{
		small, withOrientation(small, 6), withProfile(small, displayP3()), pngBytes(t, pattern(24, 16)), webp, animate(t, webp), tinyGIF,
		hugePNG(100, 100, 16),
	}
}

// tinyGIF is two pictures of one pixel.
var tinyGIF = []byte("GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\x00\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;")

func TestSeeds_AreGood(t *testing.T) {
	f := newFixture(t)
	for i, data := range seeds(t)[:7] {
		info := f.stage(t, Source{Name: "seed", Data: data}).Info
		if animated := i == 5 || i == 6; info.Animated != animated {
			t.Errorf("seed %d: animated is %v", i, info.Animated)
		}
	}
}

// FuzzHeader holds every parser to its promises: no panic, no endless loop, and a header within the limits. What is
// small enough is decoded and scaled, too.
func FuzzHeader(f *testing.F) {
	for _, seed := range seeds(f) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		k, refused := sniff(data[:min(len(data), sniffLength)])
		if refused != nil {
			return
		}
		in := bytes.NewReader(data)
		h, err := readHeader(in, int64(len(data)), k)
		if err != nil {
			if faultFor(err, "x").Sentence == "" {
				t.Errorf("%v has no sentence", err)
			}
			return
		}
		if h.width < 1 || h.height < 1 || h.width > maxSide || h.height > maxSide || h.orientation < 1 || h.orientation > 8 || h.decodeBytes > maxApart {
			t.Fatalf("header %+v", h)
		}
		// Where the standard library reads the header too, it finds the same sides.
		if c, _, err := image.DecodeConfig(bytes.NewReader(data)); err == nil && k != kindWebP && (c.Width != h.width || c.Height != h.height) {
			t.Fatalf("%s: %d x %d here, %d x %d there", k, h.width, h.height, c.Width, c.Height)
		}
		parseProfile(h.profile)
		if h.width*h.height > 1<<16 {
			return
		}
		r, err := decode(context.Background(), in, int64(len(data)), h)
		if err != nil {
			return
		}
		small := r.scaled(fit(h.width, h.height, 32)).oriented(h.orientation)
		if _, _, err := small.encode(); err != nil {
			t.Errorf("encode: %v", err)
		}
	})
}

func FuzzExif(f *testing.F) {
	f.Add(exifTIFF(6))
	f.Add([]byte("II*\x00\x08\x00\x00\x00\x00\x00\x08\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if o, err := exifOrientation(data); o < 1 || o > 8 || err != nil && o != 1 {
			t.Errorf("orientation %d, %v", o, err)
		}
	})
}

func FuzzProfile(f *testing.F) {
	f.Add(displayP3())
	f.Fuzz(func(t *testing.T, data []byte) {
		if c := parseProfile(data); c != nil {
			c.ycc(200, widen(30, 220))
		}
	})
}

// FuzzApart: what a decoding process hands over is taken as it is or not at all.
func FuzzApart(f *testing.F) {
	small := jpegBytes(f, pattern(24, 16))
	h, err := readHeader(bytes.NewReader(small), int64(len(small)), kindJPEG)
	if err != nil {
		f.Fatal(err)
	}
	h.plain = false // So that there is a preview to make.
	f.Add(append(fmt.Appendf(nil, `{"colour":"#123456","files":[{"size":32,"ext":"jpg","bytes":%d}]}`+"\n", len(small)), small...))
	f.Add([]byte(`{"damaged":"x"}` + "\n"))
	f.Add([]byte(`{"colour":"#123456","files":[{"size":32,"ext":"jpg","bytes":-1}]}` + "\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := readApart(data, h)
		if err != nil {
			return
		}
		preview, _, err := r.encode(32)
		if err != nil || !bytes.HasSuffix(data, preview) || len(r.colour()) != 7 {
			t.Errorf("took %q", data)
		}
	})
}
