package picture

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/webp"
)

var errPalette = errors.New("pixels have colours that the palette lacks")

// decode turns the file into a raster as stored: not upright yet, colours not yet converted. The header's limits have
// been checked; a decoder that panics on what a file holds makes that file damaged, not the program.
func decode(ctx context.Context, r io.ReaderAt, size int64, h *header) (out *raster, err error) {
	defer func() {
		if p := recover(); p != nil {
			out, err = nil, damaged(fmt.Errorf("the decoder panicked: %v", p))
		}
	}()
	in := bufio.NewReaderSize(&fileReader{ctx: ctx, r: io.NewSectionReader(r, 0, size)}, 64<<10)
	var m image.Image
	switch h.kind {
	case kindJPEG:
		m, err = jpeg.Decode(in)
	case kindPNG:
		m, err = png.Decode(in)
	case kindGIF:
		return decodeGIF(in, h)
	case kindWebP:
		return decodeWebP(ctx, r, h)
	}
	if err != nil {
		return nil, decodeError(ctx, err)
	}
	if b := m.Bounds(); b.Dx() != h.width || b.Dy() != h.height {
		return nil, damaged(fmt.Errorf("decoded to %v", b))
	}
	if p, ok := m.(*image.Paletted); ok && len(p.Palette) > h.colours {
		return nil, damaged(errPalette) // The decoder has added what pixels asked for.
	}
	return rasterOf(m), nil
}

func decodeWebP(ctx context.Context, file io.ReaderAt, h *header) (*raster, error) {
	f := &h.frame
	m, err := webp.Decode(bufio.NewReader(stillWebP(file, f)))
	if err != nil {
		return nil, decodeError(ctx, err)
	}
	if b := m.Bounds(); b.Dx() != f.width || b.Dy() != f.height {
		return nil, damaged(fmt.Errorf("decoded to %v", b))
	}
	switch m := m.(type) {
	case *image.YCbCr:
		fullRange(m)
	case *image.NYCbCrA:
		fullRange(&m.YCbCr)
	}
	r := rasterOf(m)
	if f.overCanvas {
		r = onCanvas(r, f.x, f.y, h.width, h.height)
	}
	return r, nil
}

// decodeError tells a stopped decode from a damaged file: some decoders keep only the words of a reader's error.
func decodeError(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return &readError{ctx.Err()}
	}
	return asRefusal(err)
}

// fullRange widens the samples of a VP8 frame, which run from 16 to 235 (chroma: to 240), to the full range that
// image.YCbCr means. The decoder hands them over as they are, and black would be grey.
func fullRange(m *image.YCbCr) {
	var luma, chroma [256]uint8
	for i := range luma {
		luma[i] = clampByte(((i-16)*255*2 + 219) / (2 * 219))
		chroma[i] = clampByte(128 + roundDiv((i-128)*255, 224))
	}
	for _, p := range []struct {
		pix   []uint8
		table *[256]uint8
	}{{m.Y, &luma}, {m.Cb, &chroma}, {m.Cr, &chroma}} {
		for i, v := range p.pix {
			p.pix[i] = p.table[v]
		}
	}
}

func roundDiv(a, b int) int {
	if a < 0 {
		return -((-a + b/2) / b)
	}
	return (a + b/2) / b
}

func clampByte(v int) uint8 { return uint8(min(max(v, 0), 255)) }
