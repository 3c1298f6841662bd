package picture

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"math"
	"path/filepath"
	"testing"
)

// displayP3 makes the profile that phones write: P3 primaries adapted to D50, and the curve of sRGB.
func displayP3() []byte {
	xyz := func(x, y, z float64) []byte {
		out := []byte("XYZ \x00\x00\x00\x00")
		for _, v := range []float64{x, y, z} {
			out = binary.BigEndian.AppendUint32(out, uint32(int32(math.Round(v*65536))))
		}
		return out
	}
	curve := []byte("para\x00\x00\x00\x00\x00\x03\x00\x00")
	for _, v := range []float64{2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045} {
		curve = binary.BigEndian.AppendUint32(curve, uint32(int32(math.Round(v*65536))))
	}
	tags := []struct {
		name string
		data []byte
	}{
		{"rXYZ", xyz(0.51512, 0.24120, -0.00105)}, {"gXYZ", xyz(0.29198, 0.69225, 0.04189)}, {"bXYZ", xyz(0.15710, 0.06657, 0.78407)},
		{"rTRC", curve}, {"gTRC", curve}, {"bTRC", curve},
	}
	head := make([]byte, 128)
	copy(head[16:], "RGB XYZ ")
	copy(head[36:], "acsp")
	head = binary.BigEndian.AppendUint32(head, uint32(len(tags)))
	at := len(head) + 12*len(tags)
	var body []byte
	for _, tag := range tags {
		head = append(head, tag.name...)
		head = binary.BigEndian.AppendUint32(head, uint32(at+len(body)))
		head = binary.BigEndian.AppendUint32(head, uint32(len(tag.data)))
		body = append(body, tag.data...)
	}
	return append(head, body...)
}

func withProfile(jpeg, profile []byte) []byte {
	return withSegment(jpeg, 0xe2, append([]byte("ICC_PROFILE\x00\x01\x01"), profile...))
}

func TestConversion_DisplayP3(t *testing.T) {
	c := parseProfile(displayP3())
	if c == nil {
		t.Fatal("the profile was not understood")
	}
	// Known pairs: grey stays, P3 colours inside sRGB move, those outside are clipped.
	for _, p := range [][2][3]uint8{
		{{128, 128, 128}, {128, 128, 128}}, {{255, 255, 255}, {255, 255, 255}}, {{0, 0, 0}, {0, 0, 0}},
		{{255, 0, 0}, {255, 0, 0}}, {{200, 100, 50}, {215, 93, 31}}, {{100, 150, 200}, {83, 152, 205}},
	} {
		r, g, b := c.rgb(p[0][0], p[0][1], p[0][2])
		for i, got := range []uint8{r, g, b} {
			if d := int(got) - int(p[1][i]); d < -3 || d > 3 {
				t.Errorf("%v became %v, want about %v", p[0], [3]uint8{r, g, b}, p[1])
				break
			}
		}
	}
}

func TestPreview_ConvertedToSRGB(t *testing.T) {
	m := image.NewNRGBA(image.Rect(0, 0, 160, 160))
	for i := 0; i < len(m.Pix); i += 4 {
		copy(m.Pix[i:], []uint8{200, 100, 50, 255})
	}
	f := newFixture(t)
	for _, c := range []struct {
		name string
		data []byte
		want color.RGBA
	}{
		{"plain.jpg", jpegBytes(t, m), color.RGBA{200, 100, 50, 255}},
		{"p3.jpg", withProfile(jpegBytes(t, m), displayP3()), color.RGBA{215, 93, 31, 255}},
		{"broken profile.jpg", withProfile(jpegBytes(t, m), []byte("nonsense")), color.RGBA{200, 100, 50, 255}},
	} {
		info := f.stage(t, Source{Name: c.name, Data: c.data}).Info
		for _, size := range []int{32, 128} {
			r, g, b, _ := f.preview(t, info, size).At(10, 10).RGBA()
			for i, d := range []int{int(r>>8) - int(c.want.R), int(g>>8) - int(c.want.G), int(b>>8) - int(c.want.B)} {
				if d < -4 || d > 4 {
					t.Errorf("%s at %d: channel %d is off by %d", c.name, size, i, d)
				}
			}
		}
	}
}

// The photograph with a profile is upright and differs from one that ignores the profile in the way P3 does: its
// saturated colours are stronger in sRGB.
func TestPreview_CorpusDisplayP3(t *testing.T) {
	largeWork(t)
	f := newFixture(t)
	path := filepath.Join(corpus(t, "photos/12mp"), "display-p3-rotated-6-gps.jpg")
	info := f.add(t, f.stage(t, Source{Path: path}))[0]
	if info.Width != 3024 || info.Height != 4032 {
		t.Errorf("not upright: %+v", info)
	}
	data, _, err := f.im.preview(t.Context(), info, 1024)
	if err != nil {
		t.Fatal(err)
	}
	for _, private := range []string{"Exif", "ICC_PROFILE", "GPS"} {
		if bytes.Contains(data, []byte(private)) {
			t.Errorf("the preview carries %s", private)
		}
	}
}

// VP8 stores video levels; black must be black and white white.
func TestFullRange(t *testing.T) {
	m := image.NewYCbCr(image.Rect(0, 0, 4, 1), image.YCbCrSubsampleRatio444)
	copy(m.Y, []uint8{16, 235, 126, 0})
	copy(m.Cb, []uint8{128, 240, 16, 128})
	copy(m.Cr, []uint8{128, 128, 128, 128})
	fullRange(m)
	for i, want := range []uint8{0, 255, 128, 0} {
		if m.Y[i] != want {
			t.Errorf("luma %d is %d, want %d", i, m.Y[i], want)
		}
	}
	for i, want := range []uint8{128, 255, 1, 128} {
		if d := int(m.Cb[i]) - int(want); d < -1 || d > 1 {
			t.Errorf("chroma %d is %d, want %d", i, m.Cb[i], want)
		}
	}
}
