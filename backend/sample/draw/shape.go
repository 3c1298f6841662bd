package draw

import "math"

func polygon(xy ...float64) *path {
	p := &path{}
	for i := 0; i < len(xy); i += 2 {
		p.to(xy[i], xy[i+1])
	}
	return p.close()
}

func rect(x, y, w, h float64) *path { return polygon(x, y, x+w, y, x+w, y+h, x, y+h) }

func disc(x, y, r float64) *path { return oval(x, y, r, r) }

func oval(x, y, rx, ry float64) *path {
	const k = 0.5522847498
	p := &path{}
	p.to(x+rx, y)
	p.curve(x+rx, y+k*ry, x+k*rx, y+ry, x, y+ry)
	p.curve(x-k*rx, y+ry, x-rx, y+k*ry, x-rx, y)
	p.curve(x-rx, y-k*ry, x-k*rx, y-ry, x, y-ry)
	p.curve(x+k*rx, y-ry, x+rx, y-k*ry, x+rx, y)
	return p.close()
}

// round is a rectangle with round corners.
func round(x, y, w, h, r float64) *path {
	k := r * 0.4477
	p := &path{}
	p.to(x+r, y).to(x+w-r, y).curve(x+w-k, y, x+w, y+k, x+w, y+r)
	p.to(x+w, y+h-r).curve(x+w, y+h-k, x+w-k, y+h, x+w-r, y+h)
	p.to(x+r, y+h).curve(x+k, y+h, x, y+h-k, x, y+h-r)
	p.to(x, y+r).curve(x, y+k, x+k, y, x+r, y)
	return p.close()
}

// arch is a door or window with a round top; y is its crown.
func arch(x, y, w, h float64) *path {
	r := w / 2
	const k = 0.5522847498
	p := &path{}
	p.to(x, y+h).to(x, y+r)
	p.curve(x, y+r-k*r, x+r-k*r, y, x+r, y)
	p.curve(x+r+k*r, y, x+w, y+r-k*r, x+w, y+r)
	return p.to(x+w, y+h).close()
}

// ground is everything below a line.
func (c *canvas) ground(line func(x float64) float64) *path {
	w, h := c.size()
	p := &path{}
	p.to(-2, h+2)
	for x := -2.0; x <= w+2; x += 2 {
		p.to(x, line(x))
	}
	return p.to(w+2, h+2).close()
}

// stroke is a line of a width that may change along the way, through points that curve smoothly.
func stroke(width func(t float64) float64, xy ...float64) *path {
	points := smooth(xy)
	n := len(points)
	side := func(i int, sign float64) (float64, float64) {
		a, b := points[max(i-1, 0)], points[min(i+1, n-1)]
		dx, dy := b[0]-a[0], b[1]-a[1]
		l := math.Hypot(dx, dy) + 1e-9
		r := width(float64(i)/float64(n-1)) / 2 * sign
		return points[i][0] - dy/l*r, points[i][1] + dx/l*r
	}
	p := &path{}
	for i := range n {
		p.to(side(i, 1))
	}
	for i := n - 1; i >= 0; i-- {
		p.to(side(i, -1))
	}
	return p.close()
}

func constant(w float64) func(float64) float64 { return func(float64) float64 { return w } }

func taper(from, to float64) func(float64) float64 {
	return func(t float64) float64 { return from + (to-from)*t }
}

// smooth runs a Catmull-Rom curve through points.
func smooth(xy []float64) [][2]float64 {
	n := len(xy) / 2
	at := func(i int) (float64, float64) {
		i = min(max(i, 0), n-1)
		return xy[2*i], xy[2*i+1]
	}
	points := [][2]float64{}
	for i := range n - 1 {
		x0, y0 := at(i - 1)
		x1, y1 := at(i)
		x2, y2 := at(i + 1)
		x3, y3 := at(i + 2)
		for s := range 24 {
			t := float64(s) / 24
			spline := func(a, b, c, d float64) float64 {
				return 0.5 * (2*b + (c-a)*t + (2*a-5*b+4*c-d)*t*t + (3*b-a-3*c+d)*t*t*t)
			}
			points = append(points, [2]float64{spline(x0, x1, x2, x3), spline(y0, y1, y2, y3)})
		}
	}
	x, y := at(n - 1)
	return append(points, [2]float64{x, y})
}

// conifer is a fir with ragged branches, its foot at x, y.
func (c *canvas) conifer(x, y, height float64) *path {
	half := height * c.rnd.between(0.17, 0.22)
	tiers := max(int(height/9), 5)
	p := &path{}
	p.to(x, y-height)
	for side := 1.0; side >= -1; side -= 2 {
		for k := range tiers {
			i := k
			if side < 0 {
				i = tiers - 1 - k
			}
			t := float64(i+1) / float64(tiers)
			ty := y - height + height*0.93*t
			out := half * math.Pow(t, 0.85) * c.rnd.between(0.82, 1.1)
			in := out * 0.55
			if side > 0 {
				p.to(x+out, ty+height*0.012).to(x+in, ty-height*0.01)
			} else {
				p.to(x-in, ty-height*0.01).to(x-out, ty+height*0.012)
			}
		}
		if side > 0 {
			p.to(x+height*0.015, y-height*0.05).to(x+height*0.015, y).to(x-height*0.015, y).to(x-height*0.015, y-height*0.05)
		}
	}
	return p.close()
}

// crown is a broad-leaved tree top: a heap of leaves.
func (c *canvas) crown(x, y, r float64) *path {
	p := &path{}
	for range 26 {
		a, d := c.rnd.between(0, 2*math.Pi), math.Sqrt(c.rnd.next())*0.72
		size := r * c.rnd.between(0.22, 0.42)
		for _, o := range oval(x+math.Cos(a)*d*r, y+math.Sin(a)*d*r*0.82, size, size*0.92).ops {
			p.join(o)
		}
	}
	return p
}

func (p *path) join(o op) {
	switch o.kind {
	case 'Z':
		p.close()
	case 'C':
		p.curve(o.x[0], o.y[0], o.x[1], o.y[1], o.x[2], o.y[2])
	default:
		p.add(o.kind, 1, o.x[0], o.y[0])
	}
}
