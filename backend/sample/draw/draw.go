// Package draw draws the pictures of the sample library: twelve small landscapes and rooms, each with one star
// or one light in it. They are made by this code alone, from gradients, paths and noise, so nobody else's rights
// are in them and anyone can make them again.
//
// It never reads a file, never uses a random source without a seed and never runs in the program itself: the
// pictures are made by `go run ./backend/sample/draw/pictures` and embedded by package sample.
package draw

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
)

// quality is the JPEG quality of the pictures: the grain keeps gradients from banding at this one.
const quality = 86

// Scene is one picture.
type Scene struct {
	Name   string // also the file's name
	Width  int
	Height int
	paint  func(*canvas)
}

// Scenes lists all pictures in the order in which the sample's board uses them.
func Scenes() []Scene {
	return []Scene{
		{"dusk-hills", 1380, 920, duskHills},
		{"desk", 1380, 920, desk},
		{"library", 920, 1288, library},
		{"sea", 1380, 920, sea},
		{"books", 1100, 1100, books},
		{"observatory", 920, 1288, observatory},
		{"bridge", 1472, 828, bridge},
		{"garden", 1100, 1100, garden},
		{"forest-path", 920, 1288, forestPath},
		{"skyline", 920, 1226, skyline},
		{"train", 1472, 828, train},
		{"hut", 1380, 920, hut},
	}
}

// Image draws the scene.
func (s Scene) Image() *image.RGBA {
	c := newCanvas(s.Width, s.Height, uint64(len(s.Name))*7919+uint64(s.Name[0]))
	s.paint(c)
	return c.develop()
}

// JPEG draws the scene and encodes it as it is kept.
func (s Scene) JPEG() ([]byte, error) {
	var out bytes.Buffer
	if err := jpeg.Encode(&out, s.Image(), &jpeg.Options{Quality: quality}); err != nil {
		return nil, fmt.Errorf("encode %s: %w", s.Name, err)
	}
	return out.Bytes(), nil
}
