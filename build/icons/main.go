// Command icons makes the icon's bitmaps from northboard.svg: go run ./build/icons. It writes the sizes a desktop asks
// for beside the drawing, and build/appicon.png for the window.
//
// It understands just what that drawing is made of: rectangles with round corners, paths of M, L, C and Z, vertical
// gradients, and a clip that is a rectangle. What it does not understand stops it. Below 48 pixels the star is drawn
// larger than scale alone would make it, as small type is cut bolder than large type, and below 24 the line around the
// sheet is left out, since it would only grey the edge.
package main

import (
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/image/vector"
)

var sizes = []int{16, 22, 24, 32, 48, 64, 128, 256, 512}

const windowSize = 1024

func main() {
	if err := run("build"); err != nil {
		fmt.Fprintln(os.Stderr, "icons:", err)
		os.Exit(1)
	}
}

func run(folder string) error {
	data, err := os.ReadFile(filepath.Join(folder, "icons", "northboard.svg"))
	if err != nil {
		return err
	}
	icon, err := parse(data)
	if err != nil {
		return err
	}
	for _, size := range sizes {
		if err := write(filepath.Join(folder, "icons", fmt.Sprintf("northboard-%d.png", size)), icon.paint(size)); err != nil {
			return err
		}
	}
	return write(filepath.Join(folder, "appicon.png"), icon.paint(windowSize))
}

func write(path string, picture image.Image) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join(png.Encode(file, picture), file.Close())
}

// drawing is northboard.svg.
type drawing struct {
	ViewBox   string `xml:"viewBox,attr"`
	Gradients []struct {
		ID    string `xml:"id,attr"`
		Stops []struct {
			Offset float64 `xml:"offset,attr"`
			Colour string  `xml:"stop-color,attr"`
		} `xml:"stop"`
	} `xml:"defs>linearGradient"`
	Clip   rectangle   `xml:"defs>clipPath>rect"`
	Rects  []rectangle `xml:"rect"`
	Shapes []struct {
		D    string `xml:"d,attr"`
		Fill string `xml:"fill,attr"`
		Clip string `xml:"clip-path,attr"`
	} `xml:"path"`
	side float64
}

type rectangle struct {
	X      float64 `xml:"x,attr"`
	Y      float64 `xml:"y,attr"`
	W      float64 `xml:"width,attr"`
	H      float64 `xml:"height,attr"`
	R      float64 `xml:"rx,attr"`
	Fill   string  `xml:"fill,attr"`
	Stroke string  `xml:"stroke,attr"`
	Wide   float64 `xml:"stroke-width,attr"`
}

func parse(data []byte) (*drawing, error) {
	d := &drawing{}
	if err := xml.Unmarshal(data, d); err != nil {
		return nil, err
	}
	if _, err := fmt.Sscanf(d.ViewBox, "0 0 %g", &d.side); err != nil {
		return nil, fmt.Errorf("view box %q: %w", d.ViewBox, err)
	}
	if len(d.Rects) != 2 || len(d.Shapes) != 2 {
		return nil, fmt.Errorf("the drawing has %d rectangles and %d paths; a sheet, a horizon, a star and a line were expected", len(d.Rects), len(d.Shapes))
	}
	return d, nil
}

// paint draws the sheet, the horizon, the star and the line around the sheet.
func (d *drawing) paint(size int) *image.NRGBA {
	// The rasteriser is exact for one edge; layers that share an edge need more, where it can be seen.
	over := 4
	if size >= 128 {
		over = 2
	}
	if size >= 512 {
		over = 1
	}
	side := size * over
	big := image.NewRGBA(image.Rect(0, 0, side, side))
	k := float64(side) / d.side
	sheet, line := d.Rects[0], d.Rects[1]
	fill := func(mask *image.Alpha, paint string) {
		draw.DrawMask(big, big.Bounds(), d.ink(paint, mask, side), image.Point{}, mask, image.Point{}, draw.Over)
	}
	fill(outline(side, k, sheet.segments(0)), sheet.Fill)
	for i, shape := range d.Shapes {
		segments, err := pathSegments(shape.D)
		if err != nil {
			panic(err) // the drawing is ours; a test draws it
		}
		if i == 1 && size < 48 {
			segments.grow(1.24)
		}
		mask := outline(side, k, segments)
		if shape.Clip != "" {
			cut := outline(side, k, d.Clip.segments(0))
			for n, a := range cut.Pix {
				mask.Pix[n] = uint8(int(mask.Pix[n]) * int(a) / 255)
			}
		}
		fill(mask, shape.Fill)
	}
	if size >= 24 {
		ring := outline(side, k, line.segments(-line.Wide/2))
		hole := outline(side, k, line.segments(line.Wide/2))
		for n, a := range hole.Pix {
			ring.Pix[n] -= min(ring.Pix[n], a)
		}
		fill(ring, line.Stroke)
	}
	return shrink(big, size, over)
}

// ink is a colour or a gradient from the top to the bottom of what it fills.
func (d *drawing) ink(paint string, mask *image.Alpha, side int) image.Image {
	name := strings.TrimSuffix(strings.TrimPrefix(paint, "url(#"), ")")
	for _, g := range d.Gradients {
		if g.ID != name {
			continue
		}
		first, last := side, 0
		for y := range side {
			for _, a := range mask.Pix[y*mask.Stride : (y+1)*mask.Stride] {
				if a > 0 {
					first, last = min(first, y), y
					break
				}
			}
		}
		from, to := hex(g.Stops[0].Colour), hex(g.Stops[len(g.Stops)-1].Colour)
		column := image.NewRGBA(image.Rect(0, 0, side, side))
		for y := range side {
			t := min(max(float64(y-first)/float64(max(last-first, 1)), 0), 1)
			mixed := color.RGBA{between(from.R, to.R, t), between(from.G, to.G, t), between(from.B, to.B, t), 255}
			line := image.Rect(0, y, side, y+1)
			draw.Draw(column, line, image.NewUniform(mixed), image.Point{}, draw.Src)
		}
		return column
	}
	return image.NewUniform(hex(paint))
}

func between(a, b uint8, t float64) uint8 { return uint8(float64(a) + (float64(b)-float64(a))*t + 0.5) }

func hex(s string) color.RGBA {
	v, err := strconv.ParseUint(strings.TrimPrefix(s, "#"), 16, 32)
	if err != nil {
		panic(err) // the drawing is ours; a test draws it
	}
	return color.RGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 255}
}

// segments are the steps of a path: a letter and its numbers.
type segments []segment

type segment struct {
	letter  byte
	numbers []float64
}

// segments of a rectangle that is inset on all sides.
func (r rectangle) segments(inset float64) segments {
	x, y, w, h, c := r.X+inset, r.Y+inset, r.W-2*inset, r.H-2*inset, r.R-inset
	k := c * 0.4477 // what a quarter circle leaves of its corner
	return segments{
		{'M', []float64{x + c, y}}, {'L', []float64{x + w - c, y}}, {'C', []float64{x + w - k, y, x + w, y + k, x + w, y + c}},
		{'L', []float64{x + w, y + h - c}}, {'C', []float64{x + w, y + h - k, x + w - k, y + h, x + w - c, y + h}},
		{'L', []float64{x + c, y + h}}, {'C', []float64{x + k, y + h, x, y + h - k, x, y + h - c}},
		{'L', []float64{x, y + c}}, {'C', []float64{x, y + k, x + k, y, x + c, y}}, {'Z', nil},
	}
}

func pathSegments(d string) (segments, error) {
	count := map[byte]int{'M': 2, 'L': 2, 'C': 6, 'Z': 0}
	all := segments{}
	fields := strings.Fields(strings.NewReplacer("M", " M ", "L", " L ", "C", " C ", "Z", " Z ", ",", " ").Replace(d))
	for len(fields) > 0 {
		n, known := count[fields[0][0]]
		if !known || len(fields) < n+1 {
			return nil, fmt.Errorf("path step %q", fields[0])
		}
		s := segment{letter: fields[0][0]}
		for _, f := range fields[1 : n+1] {
			v, err := strconv.ParseFloat(f, 64)
			if err != nil {
				return nil, err
			}
			s.numbers = append(s.numbers, v)
		}
		all, fields = append(all, s), fields[n+1:]
	}
	return all, nil
}

// grow enlarges a shape about its middle.
func (s segments) grow(by float64) {
	for axis := range 2 {
		lo, hi := s[0].numbers[axis], s[0].numbers[axis]
		for _, step := range s {
			for i := axis; i < len(step.numbers); i += 2 {
				lo, hi = min(lo, step.numbers[i]), max(hi, step.numbers[i])
			}
		}
		for _, step := range s {
			for i := axis; i < len(step.numbers); i += 2 {
				step.numbers[i] = (lo+hi)/2 + (step.numbers[i]-(lo+hi)/2)*by
			}
		}
	}
}

func outline(side int, k float64, s segments) *image.Alpha {
	z := vector.NewRasterizer(side, side)
	for _, step := range s {
		n := make([]float32, len(step.numbers))
		for i, v := range step.numbers {
			n[i] = float32(v * k)
		}
		switch step.letter {
		case 'M':
			z.MoveTo(n[0], n[1])
		case 'L':
			z.LineTo(n[0], n[1])
		case 'C':
			z.CubeTo(n[0], n[1], n[2], n[3], n[4], n[5])
		case 'Z':
			z.ClosePath()
		}
	}
	mask := image.NewAlpha(image.Rect(0, 0, side, side))
	z.Draw(mask, mask.Bounds(), image.Opaque, image.Point{})
	return mask
}

// shrink averages squares of pixels; colours are premultiplied while they are added up.
func shrink(big *image.RGBA, size, over int) *image.NRGBA {
	small := image.NewNRGBA(image.Rect(0, 0, size, size))
	for y := range size {
		for x := range size {
			var sum [4]int
			for dy := range over {
				for dx := range over {
					p := big.RGBAAt(x*over+dx, y*over+dy)
					sum[0], sum[1], sum[2], sum[3] = sum[0]+int(p.R), sum[1]+int(p.G), sum[2]+int(p.B), sum[3]+int(p.A)
				}
			}
			if sum[3] == 0 {
				continue
			}
			straight := func(v int) uint8 { return uint8((v*255 + sum[3]/2) / sum[3]) }
			small.SetNRGBA(x, y, color.NRGBA{straight(sum[0]), straight(sum[1]), straight(sum[2]), uint8(sum[3] / (over * over))})
		}
	}
	return small
}
