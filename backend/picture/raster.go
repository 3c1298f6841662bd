package picture

import (
	"image"
	"image/color"
)

// plane is one channel of a raster, or four interleaved ones.
type plane struct {
	pix    []uint8
	stride int // bytes from row to row
	w, h   int // pixels
}

// raster is a picture in memory, in one of three shapes: grey (y alone), luma and chroma (y, cb, cr: what a JPEG
// holds, never widened to RGB), or anything else through rows, as premultiplied RGBA.
type raster struct {
	w, h      int
	y, cb, cr plane
	hs, vs    int // how many luma samples share a chroma sample, across and down
	rows      func(y int, dst []uint8)
	pixels    plane // what rows reads when it is a plain RGBA buffer
	opaque    bool  // meaningful for rows after scaling
	bytes     int64 // memory held
}

func (r *raster) isRGBA() bool { return r.rows != nil }
func (r *raster) isGrey() bool { return r.rows == nil && r.cb.pix == nil }

// rasterOf wraps a decoded image without copying its pixels.
func rasterOf(m image.Image) *raster {
	b := m.Bounds()
	w, h := b.Dx(), b.Dy()
	switch m := m.(type) {
	case *image.YCbCr:
		return yccRaster(m)
	case *image.Gray:
		return &raster{w: w, h: h, y: plane{m.Pix[m.PixOffset(b.Min.X, b.Min.Y):], m.Stride, w, h}, bytes: int64(len(m.Pix))}
	case *image.RGBA:
		return rgbaRaster(m.Pix[m.PixOffset(b.Min.X, b.Min.Y):], m.Stride, w, h)
	case *image.Paletted:
		return palettedRaster(m)
	}
	return &raster{w: w, h: h, bytes: int64(w) * int64(h) * 8, rows: rowsOf(m)}
}

func yccRaster(m *image.YCbCr) *raster {
	w, h := m.Rect.Dx(), m.Rect.Dy()
	hs, vs := 1, 1
	switch m.SubsampleRatio {
	case image.YCbCrSubsampleRatio422:
		hs = 2
	case image.YCbCrSubsampleRatio420:
		hs, vs = 2, 2
	case image.YCbCrSubsampleRatio440:
		vs = 2
	case image.YCbCrSubsampleRatio411:
		hs = 4
	case image.YCbCrSubsampleRatio410:
		hs, vs = 4, 2
	}
	cw, ch := ceilDiv(w, hs), ceilDiv(h, vs)
	at := m.COffset(m.Rect.Min.X, m.Rect.Min.Y)
	return &raster{
		w: w, h: h, hs: hs, vs: vs,
		y:     plane{m.Y[m.YOffset(m.Rect.Min.X, m.Rect.Min.Y):], m.YStride, w, h},
		cb:    plane{m.Cb[at:], m.CStride, cw, ch},
		cr:    plane{m.Cr[at:], m.CStride, cw, ch},
		bytes: int64(len(m.Y) + len(m.Cb) + len(m.Cr)),
	}
}

func rgbaRaster(pix []uint8, stride, w, h int) *raster {
	r := &raster{w: w, h: h, pixels: plane{pix, stride, w, h}, bytes: int64(len(pix))}
	r.rows = func(y int, dst []uint8) { copy(dst, pix[y*stride:y*stride+4*w]) }
	return r
}

// palettedRaster reads through a table with all 256 entries, so that no index can miss it.
func palettedRaster(m *image.Paletted) *raster {
	var table [256][4]uint8
	for i, c := range m.Palette {
		if i < len(table) {
			p := color.RGBAModel.Convert(c).(color.RGBA)
			table[i] = [4]uint8{p.R, p.G, p.B, p.A}
		}
	}
	w, h := m.Rect.Dx(), m.Rect.Dy()
	r := &raster{w: w, h: h, bytes: int64(len(m.Pix))}
	r.rows = func(y int, dst []uint8) {
		for x, index := range m.Pix[y*m.Stride : y*m.Stride+w] {
			copy(dst[4*x:4*x+4], table[index][:])
		}
	}
	return r
}

// onCanvas places a picture on a larger transparent one.
func onCanvas(r *raster, x0, y0, w, h int) *raster {
	if !r.isRGBA() {
		r = toRGBA(r)
	}
	return &raster{w: w, h: h, bytes: r.bytes, rows: func(y int, dst []uint8) {
		clear(dst[:4*w])
		if y >= y0 && y < y0+r.h {
			r.rows(y-y0, dst[4*x0:4*(x0+r.w)])
		}
	}}
}

// toRGBA reads luma and chroma as RGBA rows.
func toRGBA(r *raster) *raster {
	return &raster{w: r.w, h: r.h, bytes: r.bytes, rows: func(y int, dst []uint8) {
		luma := r.y.pix[y*r.y.stride:]
		for x := range r.w {
			cb, cr := uint8(128), uint8(128)
			if !r.isGrey() {
				at := y/r.vs*r.cb.stride + x/r.hs
				cb, cr = r.cb.pix[at], r.cr.pix[at]
			}
			dst[4*x], dst[4*x+1], dst[4*x+2] = color.YCbCrToRGB(luma[x], cb, cr)
			dst[4*x+3] = 255
		}
	}}
}

// rowsOf reads the less common images row by row, so that no second copy of all pixels is made.
func rowsOf(m image.Image) func(y int, dst []uint8) {
	b := m.Bounds()
	w := b.Dx()
	switch m := m.(type) {
	case *image.NRGBA:
		return func(y int, dst []uint8) {
			at := m.PixOffset(b.Min.X, b.Min.Y+y)
			premultiply(dst[:4*w], m.Pix[at:at+4*w])
		}
	case *image.CMYK:
		return func(y int, dst []uint8) {
			at := m.PixOffset(b.Min.X, b.Min.Y+y)
			src := m.Pix[at : at+4*w]
			for i := 0; i < len(src); i += 4 {
				key := 255 - uint32(src[i+3])
				dst[i] = uint8(((255-uint32(src[i]))*key + 127) / 255)
				dst[i+1] = uint8(((255-uint32(src[i+1]))*key + 127) / 255)
				dst[i+2] = uint8(((255-uint32(src[i+2]))*key + 127) / 255)
				dst[i+3] = 255
			}
		}
	case *image.NRGBA64:
		return func(y int, dst []uint8) {
			src := m.Pix[m.PixOffset(b.Min.X, b.Min.Y+y):]
			for i := range 4 * w { // The high bytes are the eight-bit picture.
				dst[i] = src[2*i]
			}
			premultiply(dst[:4*w], dst[:4*w])
		}
	case *image.NYCbCrA:
		return func(y int, dst []uint8) {
			for x := range w {
				luma, chroma := m.YOffset(b.Min.X+x, b.Min.Y+y), m.COffset(b.Min.X+x, b.Min.Y+y)
				red, green, blue := color.YCbCrToRGB(m.Y[luma], m.Cb[chroma], m.Cr[chroma])
				alpha := m.A[m.AOffset(b.Min.X+x, b.Min.Y+y)]
				pixel := [4]uint8{red, green, blue, alpha}
				premultiply(dst[4*x:4*x+4], pixel[:])
			}
		}
	}
	return func(y int, dst []uint8) {
		for x := range w {
			red, green, blue, alpha := m.At(b.Min.X+x, b.Min.Y+y).RGBA()
			dst[4*x], dst[4*x+1], dst[4*x+2], dst[4*x+3] = uint8(red>>8), uint8(green>>8), uint8(blue>>8), uint8(alpha>>8)
		}
	}
}

// premultiply may work in place.
func premultiply(dst, src []uint8) {
	for i := 0; i+3 < len(src); i += 4 {
		a := uint32(src[i+3])
		if a == 255 {
			dst[i], dst[i+1], dst[i+2], dst[i+3] = src[i], src[i+1], src[i+2], 255
			continue
		}
		dst[i] = uint8((uint32(src[i])*a + 127) / 255)
		dst[i+1] = uint8((uint32(src[i+1])*a + 127) / 255)
		dst[i+2] = uint8((uint32(src[i+2])*a + 127) / 255)
		dst[i+3] = uint8(a)
	}
}

// oriented applies an EXIF orientation. Rasters read through rows must be scaled before (they are plain then).
func (r *raster) oriented(orientation int) *raster {
	if orientation == 1 {
		return r
	}
	if r.isRGBA() {
		p := orientPlane(r.pixels, 4, orientation)
		turned := rgbaRaster(p.pix, p.stride, p.w, p.h)
		turned.opaque = r.opaque
		return turned
	}
	r = r.lean() // Not least because four down, one across is a shape no encoder knows.
	turned := &raster{w: r.w, h: r.h, hs: r.hs, vs: r.vs, y: orientPlane(r.y, 1, orientation), bytes: r.bytes}
	if !r.isGrey() {
		turned.cb, turned.cr = orientPlane(r.cb, 1, orientation), orientPlane(r.cr, 1, orientation)
	}
	if swapsSides(orientation) {
		turned.w, turned.h, turned.hs, turned.vs = r.h, r.w, r.vs, r.hs
	}
	return turned
}

// orientPlane copies a plane so that it is upright. Start and steps say where in the source the next pixel to the
// right and the next row begin.
func orientPlane(p plane, channels, orientation int) plane {
	right, down, last := channels, p.stride, (p.h-1)*p.stride
	end := (p.w - 1) * channels
	out := plane{w: p.w, h: p.h}
	if swapsSides(orientation) {
		out.w, out.h = p.h, p.w
	}
	var start, stepX, stepY int
	switch orientation {
	case 2: // mirrored
		start, stepX, stepY = end, -right, down
	case 3: // half a turn
		start, stepX, stepY = last+end, -right, -down
	case 4: // upside down, mirrored
		start, stepX, stepY = last, right, -down
	case 5: // mirrored along the main diagonal
		start, stepX, stepY = 0, down, right
	case 6: // needs a quarter turn clockwise
		start, stepX, stepY = last, -down, right
	case 7: // mirrored along the other diagonal
		start, stepX, stepY = last+end, -down, -right
	case 8: // needs a quarter turn anticlockwise
		start, stepX, stepY = end, down, -right
	}
	out.stride = out.w * channels
	out.pix = make([]uint8, out.stride*out.h)
	// In squares: a quarter turn walks down columns, and each must find its rows still in the processor's cache.
	const square = 64
	for y0 := 0; y0 < out.h; y0 += square {
		for x0 := 0; x0 < out.w; x0 += square {
			x1 := min(x0+square, out.w)
			for y := y0; y < min(y0+square, out.h); y++ {
				from := start + y*stepY + x0*stepX
				row := out.pix[y*out.stride+x0*channels : y*out.stride+x1*channels]
				if channels == 1 {
					for x := range row {
						row[x] = p.pix[from]
						from += stepX
					}
					continue
				}
				for x := 0; x < len(row); x += 4 {
					copy(row[x:x+4], p.pix[from:from+4])
					from += stepX
				}
			}
		}
	}
	return out
}

func ceilDiv(a, b int) int { return (a + b - 1) / b }
