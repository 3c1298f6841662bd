package picture

import (
	"image"
	"image/color"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

func TestAreaTaps_AddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 5000).Draw(t, "n")
		m := rapid.IntRange(1, n).Draw(t, "m")
		taps := areaTaps(n, m, float64(n)/float64(m), downUnit)
		for j := range m {
			sum := 0
			weights := taps.weights[taps.offset[j]:taps.offset[j+1]]
			for _, w := range weights {
				sum += int(w)
			}
			if sum != downUnit || taps.first[j] < 0 || taps.first[j]+len(weights) > n {
				t.Fatalf("output %d: weights from %d on add up to %d: %v", j, taps.first[j], sum, weights)
			}
		}
	})
}

// The fast scaler gives what averaging each area in floating point gives.
func TestScaled_IsTheAreaMean(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(1, 60).Draw(t, "w"), rapid.IntRange(1, 60).Draw(t, "h")
		dw, dh := rapid.IntRange(1, w).Draw(t, "dw"), rapid.IntRange(ceilDiv(h, 8), h).Draw(t, "dh")
		m := image.NewGray(image.Rect(0, 0, w, h))
		copy(m.Pix, rapid.SliceOfN(rapid.Byte(), w*h, w*h).Draw(t, "pixels"))
		got := rasterOf(m).scaled(dw, dh)
		for y := range dh {
			for x := range dw {
				want := areaMean(m, float64(x)*float64(w)/float64(dw), float64(x+1)*float64(w)/float64(dw), float64(y)*float64(h)/float64(dh), float64(y+1)*float64(h)/float64(dh))
				if d := float64(got.y.pix[y*got.y.stride+x]) - want; d < -3.5 || d > 3.5 {
					t.Fatalf("pixel %d,%d is %d, want %.1f", x, y, got.y.pix[y*got.y.stride+x], want)
				}
			}
		}
	})
}

// Halving again and again keeps the mean: no size is brighter than another.
func TestScaled_KeepsTheMean(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	m := image.NewGray(image.Rect(0, 0, 1024, 1024))
	want := 0.0
	for i := range m.Pix {
		m.Pix[i] = uint8(random.Uint32())
		want += float64(m.Pix[i]) / float64(len(m.Pix))
	}
	r := rasterOf(m)
	for side := 512; side >= 32; side /= 2 {
		r = r.scaled(side, side)
		got := 0.0
		for _, v := range r.y.pix {
			got += float64(v) / float64(len(r.y.pix))
		}
		if d := got - want; d < -0.1 || d > 0.1 {
			t.Errorf("at %d the mean is off by %.2f", side, d)
		}
	}
}

func areaMean(m *image.Gray, x0, x1, y0, y1 float64) float64 {
	sum, area := 0.0, 0.0
	for y := int(y0); float64(y) < y1 && y < m.Rect.Dy(); y++ {
		for x := int(x0); float64(x) < x1 && x < m.Rect.Dx(); x++ {
			part := (min(float64(x+1), x1) - max(float64(x), x0)) * (min(float64(y+1), y1) - max(float64(y), y0))
			sum += part * float64(m.Pix[y*m.Stride+x])
			area += part
		}
	}
	return sum / area
}

func TestScaled_EveryShapeKeepsItsColour(t *testing.T) {
	ratios := []image.YCbCrSubsampleRatio{
		image.YCbCrSubsampleRatio444, image.YCbCrSubsampleRatio422, image.YCbCrSubsampleRatio420,
		image.YCbCrSubsampleRatio440, image.YCbCrSubsampleRatio411, image.YCbCrSubsampleRatio410,
	}
	y, cb, cr := color.RGBToYCbCr(180, 90, 40)
	for _, ratio := range ratios {
		for _, size := range []image.Point{{64, 48}, {33, 17}, {1, 1}, {7, 300}} {
			m := image.NewYCbCr(image.Rectangle{Max: size}, ratio)
			fill := func(pix []uint8, v uint8) {
				for i := range pix {
					pix[i] = v
				}
			}
			fill(m.Y, y)
			fill(m.Cb, cb)
			fill(m.Cr, cr)
			for orientation := 1; orientation <= 8; orientation++ {
				r := rasterOf(m).scaled(max(1, size.X/2), max(1, size.Y/2)).oriented(orientation)
				checkColour(t, r)
				checkColour(t, rasterOf(m).oriented(orientation))
			}
		}
	}
}

func checkColour(t *testing.T, r *raster) {
	t.Helper()
	m := r.ycc()
	for y := range r.h {
		for x := range r.w {
			got := color.RGBAModel.Convert(m.At(x, y)).(color.RGBA)
			if d := int(got.R) - 180; d < -3 || d > 3 {
				t.Fatalf("%v at %d,%d of %d x %d (%d, %d)", got, x, y, r.w, r.h, r.hs, r.vs)
			}
		}
	}
}

func TestFit(t *testing.T) {
	for _, c := range [][5]int{
		{4032, 3024, 2048, 2048, 1536}, {3024, 4032, 2048, 1536, 2048}, {100, 50, 512, 100, 50}, {30000, 1, 32, 32, 1}, {512, 512, 512, 512, 512},
	} {
		if w, h := fit(c[0], c[1], c[2]); w != c[3] || h != c[4] {
			t.Errorf("fit(%d, %d, %d) = %d, %d, want %d, %d", c[0], c[1], c[2], w, h, c[3], c[4])
		}
	}
}
