package picture

import (
	"encoding/binary"
	"math"
)

// The scaler averages areas, plane by plane, down first and then across.
//
//   - The weights of the rows that make one row add up to exactly 256, so a weighted sum of bytes fits in 16 bits:
//     eight samples are summed at a time, four in each of two 64-bit words. Weights that coarse are good to about
//     sixteen rows in one; every size is scaled from the next larger, so it is never more.
//   - It never enlarges luma; chroma that is stored coarser than wanted is repeated.
//   - Chroma is always handed on as 4:2:0, which is what the JPEG encoder writes.

// What the weights of one output sample add up to.
const (
	downUnit   = 1 << 8
	acrossUnit = 1 << 16
)

// taps are, for each output sample, the first input sample and the weights from there on.
type taps struct {
	first   []int
	offset  []int // into weights; one more than outputs
	weights []uint32
}

// areaTaps covers n input samples with m output samples, each ratio input samples wide.
func areaTaps(n, m int, ratio float64, unit int) taps {
	t := taps{first: make([]int, m), offset: make([]int, m+1)}
	t.weights = make([]uint32, 0, m*(int(ratio)+2))
	for j := range m {
		from := math.Min(float64(j)*ratio, float64(n)-1e-6)
		to := math.Min(float64(j+1)*ratio, float64(n))
		first := int(from)
		last := min(max(int(math.Ceil(to-1e-9))-1, first), n-1)
		t.first[j] = first
		length := math.Max(to-from, 1e-9)
		left := unit
		covered := 0.0
		for i := first; i <= last; i++ {
			covered += math.Min(float64(i+1), to) - math.Max(float64(i), from)
			// Rounding the running sum instead of each weight keeps the total exact and spreads the error.
			weight := int(math.Round(covered/length*float64(unit))) - (unit - left)
			if i == last {
				weight = left
			}
			t.weights = append(t.weights, uint32(weight))
			left -= weight
		}
		t.offset[j+1] = len(t.weights)
	}
	return t
}

// scalePlane averages a plane to out.w by out.h. rows gives an input row; it may reuse its buffer after four calls.
func scalePlane(rows func(y int) []uint8, w, h, channels int, ratioX, ratioY float64, out plane) {
	across, down := areaTaps(w, out.w, ratioX, acrossUnit), areaTaps(h, out.h, ratioY, downUnit)
	width := w * channels
	words := ceilDiv(width, 8)
	even, odd := make([]uint64, words), make([]uint64, words)
	line := make([]uint8, words*8)
	for y := range out.h {
		weights := down.weights[down.offset[y]:down.offset[y+1]]
		if len(weights) == 1 {
			copy(line, rows(down.first[y])[:width])
		} else {
			for i, weight := range weights {
				addRow(even, odd, rows(down.first[y] + i)[:width], uint64(weight), i == 0)
			}
			packRow(line, even, odd)
		}
		row := out.pix[y*out.stride : y*out.stride+out.w*channels]
		if channels == 4 {
			across.sumRGBA(row, line)
		} else {
			across.sum(row, line)
		}
	}
}

const lanes = 0x00ff00ff00ff00ff

// addRow adds a weighted row to the sums; fresh begins them anew.
func addRow(even, odd []uint64, row []uint8, weight uint64, fresh bool) {
	full := len(row) / 8
	e, o := even[:full], odd[:full]
	if fresh {
		for i := range e {
			v := binary.LittleEndian.Uint64(row[i*8:])
			e[i] = (v & lanes) * weight
			o[i] = (v >> 8 & lanes) * weight
		}
	} else {
		for i := range e {
			v := binary.LittleEndian.Uint64(row[i*8:])
			e[i] += (v & lanes) * weight
			o[i] += (v >> 8 & lanes) * weight
		}
	}
	if rest := row[full*8:]; len(rest) > 0 {
		var last [8]uint8
		copy(last[:], rest)
		v := binary.LittleEndian.Uint64(last[:])
		if fresh {
			even[full], odd[full] = 0, 0
		}
		even[full] += (v & lanes) * weight
		odd[full] += (v >> 8 & lanes) * weight
	}
}

// packRow rounds the sums to bytes. A half is rounded down here and up across: halving makes many halves, and if all
// went one way, each size would be a little brighter and redder than the one before.
func packRow(line []uint8, even, odd []uint64) {
	const half = 0x007f007f007f007f
	for i, e := range even {
		v := (e+half)>>8&lanes | (odd[i]+half)&^lanes
		binary.LittleEndian.PutUint64(line[i*8:], v)
	}
}

func (t *taps) sum(dst, line []uint8) {
	for x := range dst {
		weights := t.weights[t.offset[x]:t.offset[x+1]]
		src := line[t.first[x]:]
		src = src[:len(weights)]
		sum := uint32(acrossUnit / 2)
		for i, weight := range weights {
			sum += weight * uint32(src[i])
		}
		dst[x] = uint8(sum / acrossUnit)
	}
}

func (t *taps) sumRGBA(dst, line []uint8) {
	for x := range len(dst) / 4 {
		weights := t.weights[t.offset[x]:t.offset[x+1]]
		src := line[4*t.first[x]:]
		var r, g, b, a uint32 = acrossUnit / 2, acrossUnit / 2, acrossUnit / 2, acrossUnit / 2
		for _, w := range weights {
			r += w * uint32(src[0])
			g += w * uint32(src[1])
			b += w * uint32(src[2])
			a += w * uint32(src[3])
			src = src[4:]
		}
		to := dst[4*x : 4*x+4]
		to[0], to[1], to[2], to[3] = uint8(r/acrossUnit), uint8(g/acrossUnit), uint8(b/acrossUnit), uint8(a/acrossUnit)
	}
}

// scaled averages the raster to w by h, which must not be larger. The result is plain memory.
func (r *raster) scaled(w, h int) *raster {
	if r.isRGBA() {
		return r.scaledRGBA(w, h)
	}
	if w == r.w && h == r.h {
		return r
	}
	return r.to420(w, h)
}

// to420 scales luma and chroma, or grey.
func (r *raster) to420(w, h int) *raster {
	ratioX, ratioY := float64(r.w)/float64(w), float64(r.h)/float64(h)
	out := &raster{w: w, h: h, y: r.y}
	if w != r.w || h != r.h {
		out.y = newPlane(w, h, 1)
		scalePlane(r.y.row, r.y.w, r.y.h, 1, ratioX, ratioY, out.y)
	}
	out.bytes = int64(len(out.y.pix))
	if r.isGrey() {
		return out
	}
	out.hs, out.vs = 2, 2
	chromaX, chromaY := ratioX*2/float64(r.hs), ratioY*2/float64(r.vs)
	out.cb, out.cr = newPlane(ceilDiv(w, 2), ceilDiv(h, 2), 1), newPlane(ceilDiv(w, 2), ceilDiv(h, 2), 1)
	scalePlane(r.cb.row, r.cb.w, r.cb.h, 1, chromaX, chromaY, out.cb)
	scalePlane(r.cr.row, r.cr.w, r.cr.h, 1, chromaX, chromaY, out.cr)
	out.bytes += int64(len(out.cb.pix) + len(out.cr.pix))
	return out
}

// lean is the same picture with chroma as it will be stored. Luma is shared, not copied.
func (r *raster) lean() *raster {
	if r.isRGBA() || r.isGrey() || r.hs == 2 && r.vs == 2 {
		return r
	}
	return r.to420(r.w, r.h)
}

func (r *raster) scaledRGBA(w, h int) *raster {
	if r.pixels.pix != nil && w == r.w && h == r.h && r.opaque {
		return r
	}
	out := newPlane(w, h, 4)
	// Neighbouring output rows share an input row, and reading one may mean converting it: the last four are kept.
	var kept [4][]uint8
	number := [4]int{-1, -1, -1, -1}
	opaque := true
	scalePlane(func(y int) []uint8 {
		slot := y & 3
		if number[slot] != y {
			if kept[slot] == nil {
				kept[slot] = make([]uint8, 4*r.w)
			}
			r.rows(y, kept[slot])
			number[slot] = y
			opaque = opaque && allOpaque(kept[slot])
		}
		return kept[slot]
	}, r.w, r.h, 4, float64(r.w)/float64(w), float64(r.h)/float64(h), out)
	scaled := rgbaRaster(out.pix, out.stride, w, h)
	scaled.opaque = opaque
	return scaled
}

func allOpaque(row []uint8) bool {
	for i := 3; i < len(row); i += 4 {
		if row[i] != 255 {
			return false
		}
	}
	return true
}

func newPlane(w, h, channels int) plane {
	return plane{pix: make([]uint8, w*h*channels), stride: w * channels, w: w, h: h}
}

func (p *plane) row(y int) []uint8 { return p.pix[y*p.stride : y*p.stride+p.w] }

// fit returns the sides of a picture whose longer side is at most size; never enlarged, never nothing.
func fit(w, h, size int) (int, int) {
	long := max(w, h)
	if long <= size {
		return w, h
	}
	scale := func(side int) int { return max(1, (side*size+long/2)/long) }
	return scale(w), scale(h)
}
