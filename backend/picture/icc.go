package picture

import (
	"encoding/binary"
	"math"
)

// Only the common kind of profile is understood: RGB given by three primaries and three curves (Display P3, Adobe RGB,
// sRGB itself, ProPhoto). A picture with any other is shown as it is, which is what most programs do.

// conversion takes the samples of a profile to sRGB: a curve to linear light, a matrix, and the curve of sRGB.
type conversion struct {
	linear [3][256]int32 // linear light, linearOne is white
	matrix [9]int64      // matrixOne is 1
	encode [encodeSteps + 1]uint8
}

const (
	linearOne   = 1 << 16
	matrixOne   = 1 << 14
	encodeSteps = 4096
)

// fromD50 takes XYZ of a profile's connection space (white D50) to linear sRGB.
var fromD50 = [9]float64{
	3.1338561, -1.6168667, -0.4906146,
	-0.9787684, 1.9161415, 0.0334540,
	0.0719453, -0.2289914, 1.4052427,
}

// parseProfile makes the conversion a profile asks for; nil when there is nothing to do or nothing that can be done.
func parseProfile(icc []byte) *conversion {
	tags := profileTags(icc)
	if tags == nil {
		return nil
	}
	var columns [3][3]float64
	var curves [3][256]float64
	for i, name := range []string{"r", "g", "b"} {
		xyz, okXYZ := parseXYZ(tags[name+"XYZ"])
		curve, okCurve := parseCurve(tags[name+"TRC"])
		if !okXYZ || !okCurve {
			return nil
		}
		columns[i], curves[i] = xyz, curve
	}
	c := &conversion{}
	same := true
	for row := range 3 {
		for column := range 3 {
			sum := 0.0
			for k := range 3 {
				sum += fromD50[3*row+k] * columns[column][k]
			}
			if math.Abs(sum) > 64 || math.IsNaN(sum) {
				return nil
			}
			c.matrix[3*row+column] = int64(math.Round(sum * matrixOne))
			if row == column {
				sum--
			}
			same = same && math.Abs(sum) < 0.01
		}
	}
	for i, curve := range curves {
		for v, light := range curve {
			c.linear[i][v] = int32(math.Round(light * linearOne))
			same = same && math.Abs(light-srgbToLinear(float64(v)/255)) < 0.01
		}
	}
	if same {
		return nil
	}
	for i := range c.encode {
		c.encode[i] = clampByte(int(math.Round(255 * linearToSRGB(float64(i)/encodeSteps))))
	}
	return c
}

// profileTags finds the tags of an RGB profile whose connection space is XYZ.
func profileTags(icc []byte) map[string][]byte {
	if len(icc) < 132 || string(icc[36:40]) != "acsp" || string(icc[16:20]) != "RGB " || string(icc[20:24]) != "XYZ " {
		return nil
	}
	count := int(binary.BigEndian.Uint32(icc[128:]))
	if count < 0 || count > 256 || 132+12*count > len(icc) {
		return nil
	}
	tags := make(map[string][]byte, count)
	for i := range count {
		entry := icc[132+12*i:]
		at, length := uint64(binary.BigEndian.Uint32(entry[4:])), uint64(binary.BigEndian.Uint32(entry[8:]))
		if at+length > uint64(len(icc)) {
			return nil
		}
		tags[string(entry[:4])] = icc[at : at+length]
	}
	return tags
}

func fixed(b []byte) float64 { return float64(int32(binary.BigEndian.Uint32(b))) / 65536 }

func parseXYZ(tag []byte) ([3]float64, bool) {
	if len(tag) < 20 || string(tag[:4]) != "XYZ " {
		return [3]float64{}, false
	}
	return [3]float64{fixed(tag[8:]), fixed(tag[12:]), fixed(tag[16:])}, true
}

// parseCurve reads a curve as 256 values of linear light.
func parseCurve(tag []byte) (curve [256]float64, ok bool) {
	if len(tag) < 12 {
		return curve, false
	}
	var f func(x float64) float64
	switch string(tag[:4]) {
	case "curv":
		f = tableCurve(tag[8:])
	case "para":
		f = parametricCurve(int(binary.BigEndian.Uint16(tag[8:])), tag[12:])
	}
	if f == nil {
		return curve, false
	}
	for i := range curve {
		v := f(float64(i) / 255)
		if math.IsNaN(v) {
			return curve, false
		}
		curve[i] = math.Min(math.Max(v, 0), 1)
	}
	return curve, true
}

// tableCurve reads the count and the entries of a 'curv' tag: none is the identity, one a gamma, more a table.
func tableCurve(data []byte) func(float64) float64 {
	count := uint64(binary.BigEndian.Uint32(data))
	data = data[4:]
	if count > 65536 || 2*count > uint64(len(data)) {
		return nil
	}
	switch count {
	case 0:
		return func(x float64) float64 { return x }
	case 1:
		gamma := float64(binary.BigEndian.Uint16(data)) / 256
		return func(x float64) float64 { return math.Pow(x, gamma) }
	}
	at := func(i int) float64 { return float64(binary.BigEndian.Uint16(data[2*i:])) / 65535 }
	return func(x float64) float64 {
		position := x * float64(count-1)
		i := min(int(position), int(count)-2)
		return at(i) + (at(i+1)-at(i))*(position-float64(i))
	}
}

// parametricCurve is the five functions of a 'para' tag, all of the form (ax+b)^g + e above d and cx + f below.
func parametricCurve(function int, data []byte) func(float64) float64 {
	counts := []int{1, 3, 4, 5, 7}
	if function >= len(counts) || len(data) < 4*counts[function] {
		return nil
	}
	var p [7]float64
	for i := range counts[function] {
		p[i] = fixed(data[4*i:])
	}
	g, a, b, c, d, e, f := p[0], p[1], p[2], p[3], p[4], p[5], p[6]
	switch function {
	case 0:
		a, d = 1, -1
	case 1, 2:
		if a == 0 {
			return nil
		}
		d, e, f, c = -b/a, p[3], p[3], 0
	}
	return func(x float64) float64 {
		if x >= d {
			return math.Pow(math.Max(a*x+b, 0), g) + e
		}
		return c*x + f
	}
}

func srgbToLinear(v float64) float64 {
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

func linearToSRGB(v float64) float64 {
	if v <= 0.0031308 {
		return v * 12.92
	}
	return 1.055*math.Pow(v, 1/2.4) - 0.055
}

// rgb converts one pixel.
func (c *conversion) rgb(red, green, blue uint8) (uint8, uint8, uint8) {
	r, g, b := int64(c.linear[0][red]), int64(c.linear[1][green]), int64(c.linear[2][blue])
	m := &c.matrix
	return c.encoded(m[0]*r + m[1]*g + m[2]*b), c.encoded(m[3]*r + m[4]*g + m[5]*b), c.encoded(m[6]*r + m[7]*g + m[8]*b)
}

func (c *conversion) encoded(v int64) uint8 {
	const shift = 16 + 14 - 12 // linearOne * matrixOne / encodeSteps
	return c.encode[min(max((v+1<<(shift-1))>>shift, 0), encodeSteps)]
}

// converted takes a plain raster to sRGB; grey has no colour to convert. The result is new memory.
func (r *raster) converted(c *conversion) *raster {
	switch {
	case c == nil || r.isGrey():
		return r
	case r.isRGBA():
		return c.convertRGBA(r)
	}
	return c.convertYCC(r)
}

func (c *conversion) convertRGBA(r *raster) *raster {
	out := newPlane(r.w, r.h, 4)
	for y := range r.h {
		row := out.pix[y*out.stride : (y+1)*out.stride]
		r.rows(y, row)
		for i := 0; i < len(row); i += 4 {
			a := uint32(row[i+3])
			if a == 0 {
				continue
			}
			var straight [3]uint8
			for k := range straight {
				straight[k] = uint8(min((uint32(row[i+k])*255+a/2)/a, 255))
			}
			red, green, blue := c.rgb(straight[0], straight[1], straight[2])
			pixel := [4]uint8{red, green, blue, uint8(a)}
			premultiply(row[i:i+4], pixel[:])
		}
	}
	converted := rgbaRaster(out.pix, out.stride, r.w, r.h)
	converted.opaque = r.opaque
	return converted
}

// convertYCC goes block by block of four pixels that share their chroma, before and after.
func (c *conversion) convertYCC(r *raster) *raster {
	r = r.lean()
	out := &raster{w: r.w, h: r.h, hs: 2, vs: 2, y: newPlane(r.w, r.h, 1), cb: newPlane(r.cb.w, r.cb.h, 1), cr: newPlane(r.cr.w, r.cr.h, 1)}
	out.bytes = int64(len(out.y.pix) + len(out.cb.pix) + len(out.cr.pix))
	for by := range r.cb.h {
		from, to := by*r.cb.stride, by*out.cb.stride
		for bx := range r.cb.w {
			chroma := widen(r.cb.pix[from+bx], r.cr.pix[from+bx])
			var sumB, sumR, n int
			for y := 2 * by; y < min(2*by+2, r.h); y++ {
				for x := 2 * bx; x < min(2*bx+2, r.w); x++ {
					luma, cb, cr := c.ycc(r.y.pix[y*r.y.stride+x], chroma)
					out.y.pix[y*out.y.stride+x] = luma
					sumB, sumR, n = sumB+cb, sumR+cr, n+1
				}
			}
			if n == 4 {
				out.cb.pix[to+bx], out.cr.pix[to+bx] = clampByte((sumB+2)>>2), clampByte((sumR+2)>>2)
			} else {
				out.cb.pix[to+bx], out.cr.pix[to+bx] = clampByte((sumB+n/2)/n), clampByte((sumR+n/2)/n)
			}
		}
	}
	return out
}

// widen gives what a pixel's chroma adds to red, green and blue, times 65536: the arithmetic of image/color.
func widen(cb, cr uint8) [3]int {
	b, r := int(cb)-128, int(cr)-128
	return [3]int{91881 * r, -22554*b - 46802*r, 116130 * b}
}

// ycc converts one pixel.
func (c *conversion) ycc(luma uint8, chroma [3]int) (uint8, int, int) {
	light := int(luma) * 0x10101
	red, green, blue := c.rgb(clampByte((light+chroma[0])>>16), clampByte((light+chroma[1])>>16), clampByte((light+chroma[2])>>16))
	r, g, b := int(red), int(green), int(blue)
	outY := (19595*r + 38470*g + 7471*b + 1<<15) >> 16
	outB := (-11056*r - 21712*g + 32768*b + 257<<15) >> 16
	outR := (32768*r - 27440*g - 5328*b + 257<<15) >> 16
	return uint8(outY), outB, outR
}
