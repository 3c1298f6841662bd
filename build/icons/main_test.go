package main

import (
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

// The bitmaps that are kept are the drawing that is kept.
func TestIcons_AreTheDrawing(t *testing.T) {
	data, err := os.ReadFile("northboard.svg")
	if err != nil {
		t.Fatal(err)
	}
	icon, err := parse(data)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]int{filepath.Join("..", "appicon.png"): windowSize}
	for _, size := range sizes {
		files[fmt.Sprintf("northboard-%d.png", size)] = size
	}
	for path, size := range files {
		file, err := os.Open(path)
		if err != nil {
			t.Fatalf("%v: run `go run ./build/icons`", err)
		}
		kept, err := png.Decode(file)
		file.Close()
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		drawn := icon.paint(size)
		if kept.Bounds() != drawn.Bounds() {
			t.Fatalf("%s is %v", path, kept.Bounds())
		}
		if d := farthest(kept, drawn); d > 8 {
			t.Errorf("%s is off by %d of 255: run `go run ./build/icons`", path, d)
		}
	}
}

// farthest is the greatest distance of a channel, premultiplied.
func farthest(a, b image.Image) int {
	most := 0
	for y := range a.Bounds().Dy() {
		for x := range a.Bounds().Dx() {
			r0, g0, b0, a0 := a.At(x, y).RGBA()
			r1, g1, b1, a1 := b.At(x, y).RGBA()
			for _, d := range [4]int{int(r0>>8) - int(r1>>8), int(g0>>8) - int(g1>>8), int(b0>>8) - int(b1>>8), int(a0>>8) - int(a1>>8)} {
				most = max(most, d, -d)
			}
		}
	}
	return most
}

func TestIcons_RefuseOtherPaths(t *testing.T) {
	for _, d := range []string{"M 1 2 A 3 4", "M 1", "M x 2"} {
		if _, err := pathSegments(d); err == nil {
			t.Errorf("%q was taken for a path", d)
		}
	}
}
