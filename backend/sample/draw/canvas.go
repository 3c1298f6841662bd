package draw

import (
	"image"
	"image/color"
	"math"

	"golang.org/x/image/vector"
)

// canvas is a picture in floating point, so that twenty soft layers leave no steps.
type canvas struct {
	w, h int
	pix  []float32 // r, g, b
	rnd  *random
}

func newCanvas(w, h int, seed uint64) *canvas {
	return &canvas{w: w, h: h, pix: make([]float32, w*h*3), rnd: &random{seed}}
}

// W and H as numbers one can calculate with.
func (c *canvas) size() (float64, float64) { return float64(c.w), float64(c.h) }

func (c *canvas) put(i int, col colour, alpha float64) {
	a := float32(alpha)
	c.pix[i] += (float32(col.r) - c.pix[i]) * a
	c.pix[i+1] += (float32(col.g) - c.pix[i+1]) * a
	c.pix[i+2] += (float32(col.b) - c.pix[i+2]) * a
}

// wash covers the whole picture.
func (c *canvas) wash(with ink) {
	for y := range c.h {
		for x := range c.w {
			col, a := with(float64(x)+0.5, float64(y)+0.5)
			c.put((y*c.w+x)*3, col, a)
		}
	}
}

// fill covers a path, antialiased.
func (c *canvas) fill(p *path, with ink) { c.soft(p, 0, with) }

// soft covers a path whose edge is blurred by about radius.
func (c *canvas) soft(p *path, radius float64, with ink) {
	if len(p.ops) == 0 {
		return
	}
	pad := int(math.Ceil(radius*2)) + 1
	x0, y0 := max(int(p.left)-pad, -pad), max(int(p.top)-pad, -pad)
	x1, y1 := min(int(p.right)+pad+1, c.w+pad), min(int(p.bottom)+pad+1, c.h+pad)
	if x1 <= x0 || y1 <= y0 {
		return
	}
	mask := image.NewAlpha(image.Rect(0, 0, x1-x0, y1-y0))
	p.rasterise(mask, float64(x0), float64(y0))
	cover := make([]float32, len(mask.Pix))
	for i, v := range mask.Pix {
		cover[i] = float32(v) / 255
	}
	if radius > 0 {
		blur(cover, x1-x0, y1-y0, radius)
	}
	for y := max(y0, 0); y < min(y1, c.h); y++ {
		for x := max(x0, 0); x < min(x1, c.w); x++ {
			m := cover[(y-y0)*(x1-x0)+x-x0]
			if m < 0.001 {
				continue
			}
			col, a := with(float64(x)+0.5, float64(y)+0.5)
			c.put((y*c.w+x)*3, col, a*float64(m))
		}
	}
}

// glow adds light around a point, as a lamp does to a photograph.
func (c *canvas) glow(cx, cy, radius float64, col colour, strength float64) {
	c.glowOval(cx, cy, radius, radius, col, strength)
}

func (c *canvas) glowOval(cx, cy, rx, ry float64, col colour, strength float64) {
	for y := max(int(cy-ry), 0); y < min(int(cy+ry)+1, c.h); y++ {
		for x := max(int(cx-rx), 0); x < min(int(cx+rx)+1, c.w); x++ {
			dx, dy := (float64(x)+0.5-cx)/rx, (float64(y)+0.5-cy)/ry
			d := dx*dx + dy*dy
			if d >= 1 {
				continue
			}
			light := (1 - d) * (1 - d) * (1 - d) * strength
			i := (y*c.w + x) * 3
			for k, v := range [3]float64{col.r, col.g, col.b} {
				c.pix[i+k] = 1 - (1-c.pix[i+k])*float32(1-v*light)
			}
		}
	}
}

// star draws a four-pointed star with a halo: the one in every picture.
func (c *canvas) star(x, y, r float64) {
	gold := hex("#ffd98a")
	c.glow(x, y, r*9, gold, 0.28)
	c.glow(x, y, r*3.5, gold, 0.5)
	c.fill(starPath(x, y, r), solid(hex("#fff6df")))
}

// dayStar is the same before a pale sky, where only gold can be seen.
func (c *canvas) dayStar(x, y, r float64) {
	c.glow(x, y, r*5, hex("#fff3d0"), 0.6)
	c.fill(starPath(x, y, r), down(y-r, y+r, even("#f2b84b", "#d98a2b")))
}

func starPath(x, y, r float64) *path {
	p := &path{}
	for i := range 8 {
		radius := r
		if i%2 == 1 {
			radius = r * 0.24
		}
		a := float64(i)*math.Pi/4 - math.Pi/2
		p.to(x+radius*math.Cos(a), y+radius*math.Sin(a))
	}
	return p.close()
}

// stars scatters small ones above a line; near the line they fade.
func (c *canvas) stars(n int, bottom float64, brightest float64) {
	w, _ := c.size()
	for range n {
		x, y := c.rnd.between(0, w), c.rnd.between(0, bottom)
		size := 0.5 + 1.3*math.Pow(c.rnd.next(), 6)
		alpha := brightest * (0.25 + 0.75*c.rnd.next()) * clamp((1-y/bottom)*1.6, 0, 1)
		c.fill(disc(x, y, size), veil(mix(hex("#cfdcff"), hex("#fff0d6"), c.rnd.next()), alpha))
	}
}

// develop adds what a print has, a darker rim, paper and grain, and rounds to bytes.
func (c *canvas) develop() *image.RGBA {
	w, h := c.size()
	out := image.NewRGBA(image.Rect(0, 0, c.w, c.h))
	for y := range c.h {
		for x := range c.w {
			u, v := (float64(x)/w-0.5)*2, (float64(y)/h-0.5)*2
			rim := 1 - 0.10*math.Pow((u*u+v*v)/2, 1.6)
			paper := (cloud(float64(x)/3.1, float64(y)/3.1, 2, 91) - 0.5) * 0.013
			grain := (c.rnd.next() + c.rnd.next() - 1) * 0.007
			i := (y*c.w + x) * 3
			var px [3]uint8
			for k := range px {
				px[k] = uint8(clamp(float64(c.pix[i+k])*rim+paper+grain, 0, 1)*255 + 0.5)
			}
			out.SetRGBA(x, y, color.RGBA{px[0], px[1], px[2], 255})
		}
	}
	return out
}

// blur smooths a mask with three boxes, which is close to a Gaussian.
func blur(pix []float32, w, h int, radius float64) {
	r := max(int(radius*0.58), 1)
	line := make([]float32, max(w, h))
	for range 3 {
		for y := range h {
			blurLine(pix[y*w:], 1, w, r, line)
		}
		for x := range w {
			blurLine(pix[x:], w, h, r, line)
		}
	}
}

func blurLine(pix []float32, step, n, r int, line []float32) {
	var sum float32
	for i := -r; i < n; i++ {
		if i+r < n {
			sum += pix[(i+r)*step]
		}
		if i-r-1 >= 0 {
			sum -= line[i-r-1]
		}
		if i >= 0 {
			line[i] = pix[i*step]
			pix[i*step] = sum / float32(2*r+1)
		}
	}
}

// path is an outline made of straight lines and curves.
type path struct {
	ops                      []op
	left, top, right, bottom float64
}

type op struct {
	kind byte // 'M', 'L', 'C', 'Z'
	x, y [3]float64
}

func (p *path) add(kind byte, n int, xy ...float64) {
	o := op{kind: kind}
	for i := range n {
		o.x[i], o.y[i] = xy[2*i], xy[2*i+1]
		if len(p.ops) == 0 && i == 0 {
			p.left, p.right, p.top, p.bottom = o.x[0], o.x[0], o.y[0], o.y[0]
		}
		p.left, p.right = math.Min(p.left, o.x[i]), math.Max(p.right, o.x[i])
		p.top, p.bottom = math.Min(p.top, o.y[i]), math.Max(p.bottom, o.y[i])
	}
	p.ops = append(p.ops, o)
}

// to goes to a point: the first of an outline moves there, the others draw a line.
func (p *path) to(x, y float64) *path {
	if n := len(p.ops); n == 0 || p.ops[n-1].kind == 'Z' {
		p.add('M', 1, x, y)
	} else {
		p.add('L', 1, x, y)
	}
	return p
}

func (p *path) curve(x1, y1, x2, y2, x, y float64) *path {
	p.add('C', 3, x1, y1, x2, y2, x, y)
	return p
}

func (p *path) close() *path {
	p.add('Z', 0)
	return p
}

func (p *path) rasterise(into *image.Alpha, x0, y0 float64) {
	size := into.Bounds().Size()
	z := vector.NewRasterizer(size.X, size.Y)
	f := func(v, origin float64) float32 { return float32(v - origin) }
	for _, o := range p.ops {
		switch o.kind {
		case 'M':
			z.MoveTo(f(o.x[0], x0), f(o.y[0], y0))
		case 'L':
			z.LineTo(f(o.x[0], x0), f(o.y[0], y0))
		case 'C':
			z.CubeTo(f(o.x[0], x0), f(o.y[0], y0), f(o.x[1], x0), f(o.y[1], y0), f(o.x[2], x0), f(o.y[2], y0))
		case 'Z':
			z.ClosePath()
		}
	}
	z.Draw(into, into.Bounds(), image.Opaque, image.Point{})
}
