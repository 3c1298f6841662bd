package paint

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"slices"
	"sync"

	"northboard/backend/fault"
)

// Easel takes what the page has painted, job by job, and turns it into files. It is safe for concurrent use.
type Easel struct {
	dir  string
	name string // how the files' names begin

	mu     sync.Mutex
	frames []frame
}

type frame struct {
	job      Job
	canvas   *image.NRGBA // what has come in tiles
	missing  map[image.Point]bool
	finished *Picture
}

// NewEasel makes an easel for jobs. Files go into dir, with names that begin with name.
func NewEasel(dir, name string, jobs []Job) *Easel {
	e := &Easel{dir: dir, name: name, frames: make([]frame, len(jobs))}
	for i, job := range jobs {
		e.frames[i].job = job
	}
	return e
}

// Limit is the most bytes that one picture of the easel can have.
func (e *Easel) Limit() int64 {
	most := int64(0)
	for _, f := range e.frames {
		w, h := f.job.Width, f.job.Height
		if f.job.Tile > 0 {
			w, h = f.job.Tile, f.job.Tile
		}
		most = max(most, 5*int64(w)*int64(h)+1<<20)
	}
	return most
}

// Take takes the picture of a job, or the piece of it whose top left is at x, y. The page is not trusted: what is no
// PNG of the size that was asked for is refused.
func (e *Easel) Take(number, x, y int, data []byte) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if number < 0 || number >= len(e.frames) || e.frames[number].finished != nil {
		return fault.Newf(fault.Invalid, "Nobody asked for picture %d. Nothing was changed.", number)
	}
	f := &e.frames[number]
	area := image.Rect(0, 0, f.job.Width, f.job.Height)
	if f.job.Tile == 0 {
		if x != 0 || y != 0 {
			return wrongPiece(x, y)
		}
		if _, err := pngOf(data, area.Size()); err != nil {
			return err
		}
		return e.finish(f, data)
	}
	f.begin()
	if at := image.Pt(x, y); !f.missing[at] {
		return wrongPiece(x, y)
	}
	piece := image.Rect(x, y, x+f.job.Tile, y+f.job.Tile).Intersect(area)
	picture, err := pngOf(data, piece.Size())
	if err != nil {
		return err
	}
	draw.Draw(f.canvas, piece, picture, picture.Bounds().Min, draw.Src)
	if delete(f.missing, image.Pt(x, y)); len(f.missing) > 0 {
		return nil
	}
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := encoder.Encode(&out, f.canvas); err != nil {
		return fmt.Errorf("put the pieces of a picture together: %w", err)
	}
	f.canvas = nil
	return e.finish(f, out.Bytes())
}

func (f *frame) begin() {
	if f.canvas != nil {
		return
	}
	f.canvas = image.NewNRGBA(image.Rect(0, 0, f.job.Width, f.job.Height))
	f.missing = map[image.Point]bool{}
	for y := 0; y < f.job.Height; y += f.job.Tile {
		for x := 0; x < f.job.Width; x += f.job.Tile {
			f.missing[image.Pt(x, y)] = true
		}
	}
}

func wrongPiece(x, y int) error {
	return fault.Newf(fault.Invalid, "The painted picture came in a piece that nobody asked for (%d, %d). Nothing was changed.", x, y)
}

func (e *Easel) finish(f *frame, data []byte) error {
	path, err := write(e.dir, e.name, data)
	if err != nil {
		return err
	}
	f.finished = &Picture{Screen: f.job.Screen, Path: path, Width: f.job.Width, Height: f.job.Height}
	return nil
}

// Pictures gives the finished pictures; a fault when one is missing.
func (e *Easel) Pictures() ([]Picture, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if slices.ContainsFunc(e.frames, func(f frame) bool { return f.finished == nil }) {
		return nil, fault.New(fault.Internal, "Not every picture was painted. Your wallpaper was not changed; please try again.")
	}
	pictures := make([]Picture, len(e.frames))
	for i, f := range e.frames {
		pictures[i] = *f.finished
	}
	return pictures, nil
}

// pngOf decodes a PNG of exactly this size. The header is looked at first, so that a lie costs no memory.
func pngOf(data []byte, size image.Point) (image.Image, error) {
	config, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, fault.Wrap(err, fault.NotAPicture, "What was painted did not arrive as a picture. Your wallpaper was not changed; please try again.")
	}
	if config.Width != size.X || config.Height != size.Y {
		return nil, fault.Newf(fault.NotAPicture, "What was painted has %d × %d pixels and not %d × %d. Your wallpaper was not changed; please try again.",
			config.Width, config.Height, size.X, size.Y)
	}
	picture, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fault.Wrap(err, fault.NotAPicture, "What was painted did not arrive whole. Your wallpaper was not changed; please try again.")
	}
	return picture, nil
}
