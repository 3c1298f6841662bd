package flow

import (
	"math"
	"math/rand"
	"testing"
)

// checkPack: nothing overlaps, all is inside, aspects are kept, neighbours are
// packGap apart.
func checkPack(t *testing.T, sizes []Size, boxes []Box, whole Size) {
	t.Helper()
	if len(boxes) != len(sizes) {
		t.Fatalf("%d boxes for %d pictures", len(boxes), len(sizes))
	}
	const slack = 1e-6
	for i, b := range boxes {
		if !(b.W > 0 && b.H > 0) || b.X < -slack || b.Y < -slack || b.X+b.W > whole.W+slack || b.Y+b.H > whole.H+slack {
			t.Errorf("%d is outside: %+v of %+v", i, b, whole)
		}
		if got, want := b.W/b.H, sizes[i].W/sizes[i].H; math.Abs(got/want-1) > slack {
			t.Errorf("%d is distorted: %v, want %v", i, got, want)
		}
		for j := range i {
			o := boxes[j]
			apart := max(o.X-(b.X+b.W), b.X-(o.X+o.W), o.Y-(b.Y+b.H), b.Y-(o.Y+o.H))
			if apart < packGap-slack {
				t.Errorf("%d and %d are %v apart", i, j, apart)
			}
		}
	}
}

func TestPack_Photographs(t *testing.T) {
	const seed = 11
	random := rand.New(rand.NewSource(seed))
	shapes := []Size{{4000, 3000}, {3000, 4000}, {6000, 4000}, {4000, 6000}, {1920, 1080}, {1000, 1000}}
	worst := 0.0
	for n := 8; n <= 200; n++ {
		sizes := make([]Size, n)
		for i := range sizes {
			sizes[i] = shapes[random.Intn(len(shapes))]
		}
		boxes, whole := pack(sizes)
		checkPack(t, sizes, boxes, whole)
		off := math.Abs(whole.W/whole.H/packAspect - 1)
		worst = max(worst, off)
		if off > 0.15 {
			t.Errorf("seed %d: %d pictures make %.2f", seed, n, whole.W/whole.H)
		}
	}
	t.Logf("furthest from 16:10: %.1f %%", worst*100)
}

func TestPack_SameShape(t *testing.T) {
	for _, shape := range []Size{{4000, 3000}, {3000, 4000}, {6000, 4000}, {1920, 1080}, {1, 1}} {
		for n := 6; n <= 60; n++ {
			sizes := make([]Size, n)
			for i := range sizes {
				sizes[i] = shape
			}
			boxes, whole := pack(sizes)
			checkPack(t, sizes, boxes, whole)
			if aspect := whole.W / whole.H; math.Abs(aspect/packAspect-1) > 0.15 {
				t.Errorf("%d pictures of %v make %.2f", n, shape, aspect)
			}
		}
	}
}

func TestPack_Edges(t *testing.T) {
	if boxes, whole := pack(nil); boxes == nil || len(boxes) != 0 || whole != (Size{}) {
		t.Errorf("nothing makes %v %v", boxes, whole)
	}
	for _, sizes := range [][]Size{
		{{4000, 3000}}, {{1, 5000}}, {{5000, 1}}, {{3, 4}, {4, 3}}, {{5000, 1}, {1, 5000}, {10, 10}},
	} {
		boxes, whole := pack(sizes)
		checkPack(t, sizes, boxes, whole)
	}
	// A size that is not known yet is taken for a square.
	boxes, _ := pack([]Size{{0, 0}})
	if math.Abs(boxes[0].W-boxes[0].H) > 1e-9 {
		t.Errorf("got %+v", boxes[0])
	}
}
