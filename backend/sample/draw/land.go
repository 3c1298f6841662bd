package draw

import "math"

// duskHills: ridges one behind the other, a path to the last of them, the evening star.
func duskHills(c *canvas) {
	w, h := c.size()
	c.wash(down(0, h*0.62, even("#1d2550", "#3f3a72", "#7d5687", "#c97f85", "#f2b183", "#fbdcab")))
	c.stars(150, h*0.34, 0.8)
	c.glowOval(w*0.62, h*0.60, w*0.55, h*0.30, hex("#ffcf8a"), 0.55)
	for i := range 5 { // long thin clouds, lit from below
		y := h * (0.27 + 0.055*float64(i))
		x := w * c.rnd.between(0.1, 0.8)
		c.soft(oval(x, y, w*c.rnd.between(0.12, 0.3), h*0.008), 9, veil(hex("#ffc0a0"), 0.30))
	}
	colours := []string{"#c98a93", "#a2718f", "#775784", "#514272", "#34305c", "#1e2144"}
	for i, col := range colours {
		t := float64(i) / float64(len(colours)-1)
		line := ridge(h*(0.50+0.36*t), h*(0.075+0.02*t), w*(0.30+0.12*t), 3+i/2, uint64(31+i*7))
		top := h * (0.40 + 0.36*t)
		c.fill(c.ground(line), down(top, top+h*0.3, ramp(stop{0, hex(col)}, stop{1, mix(hex(col), hex("#f5b795"), 0.34*(1-t))})))
		if i >= 3 {
			for range 30 + 26*i {
				x := c.rnd.between(0, w)
				if cloud(x/170, 3, 2, uint64(i)) < 0.5 {
					continue
				}
				c.fill(c.conifer(x, line(x)+4, h*c.rnd.between(0.018, 0.030)*(1+0.45*float64(i-3))), solid(mix(hex(col), hex("#10132e"), 0.25)))
			}
		}
	}
	last := ridge(h*0.86, h*0.095, w*0.42, 5, 66)
	bend := stroke(taper(54, 5), w*0.30, h*1.04, w*0.44, h*0.97, w*0.60, h*0.935, w*0.56, h*0.895, w*0.635, last(w*0.635)+4)
	c.soft(bend, 1.5, veil(hex("#e9b48f"), 0.75))
	c.star(w*0.635, h*0.17, 17)
}

// sea: the sun just over the water, a sail on its light.
func sea(c *canvas) {
	w, h := c.size()
	horizon := h * 0.56
	sunX := w * 0.60
	c.wash(down(0, horizon, even("#3d6f96", "#6d9db5", "#b3cbc6", "#f3dcb4", "#fbc78d")))
	c.glow(sunX, horizon-h*0.05, w*0.42, hex("#ffe2a0"), 0.62)
	for y := range c.h { // high, torn cloud
		if float64(y) > horizon {
			break
		}
		for x := range c.w {
			fx, fy := float64(x), float64(y)
			n := cloud(fx/420, fy/62, 5, 12)
			a := clamp((n-0.52)*3.2, 0, 0.75) * clamp(fy/(h*0.1), 0, 1) * clamp((horizon-fy)/(h*0.14), 0, 1)
			c.put((y*c.w+x)*3, mix(hex("#fff2dc"), hex("#f2a68a"), clamp(fy/horizon*1.2-0.3, 0, 1)), a)
		}
	}
	c.fill(disc(sunX, horizon-h*0.055, h*0.062), solid(hex("#fff4d2")))
	c.fill(c.ground(ridge(horizon-h*0.022, h*0.030, w*0.22, 4, 8)), across(0, w, ramp(stop{0, hex("#7f94a6")}, stop{0.3, hex("#a9aba9")}, stop{0.5, hex("#dcb795")}, stop{0.75, hex("#c9a998")}, stop{1, hex("#8b99a6")})))
	water := even("#f0c08c", "#a9b5a8", "#5c93a0", "#2f6b86", "#1a4868", "#123450")
	for y := int(horizon); y < c.h; y++ {
		fy := float64(y)
		t := math.Max(fy-horizon, 0) / (h - horizon)
		lap := 3 + t*26 // waves grow towards us
		for x := range c.w {
			fx := float64(x)
			n := cloud(fx/(lap*7), fy/lap, 3, 5)
			col := water(t + (n-0.5)*0.34*math.Sqrt(t))
			c.put((y*c.w+x)*3, col, 1)
			spread := (0.035 + 0.16*t) * w
			d := (fx - sunX) / spread
			if glint := math.Exp(-d*d) * clamp((n-0.47)*9, 0, 1) * (1 - 0.55*t); glint > 0.01 {
				c.put((y*c.w+x)*3, hex("#fff0c4"), glint*0.9)
			}
		}
	}
	// The sail and what it throws on the water.
	x, y, s := w*0.335, horizon+h*0.085, h*0.34
	c.soft(polygon(x-s*0.2, y+s*0.06, x+s*0.26, y+s*0.06, x+s*0.08, y+s*0.55, x-s*0.06, y+s*0.52), 9, veil(hex("#f4ead6"), 0.26))
	sail := &path{}
	sail.to(x+s*0.02, y-s*0.95).curve(x+s*0.22, y-s*0.62, x+s*0.34, y-s*0.3, x+s*0.36, y-s*0.06)
	c.fill(sail.to(x+s*0.02, y-s*0.05).close(), across(x, x+s*0.36, even("#f7e6c8", "#fffaf0")))
	jib := &path{}
	jib.to(x-s*0.02, y-s*0.86).curve(x-s*0.1, y-s*0.5, x-s*0.2, y-s*0.25, x-s*0.27, y-s*0.05)
	c.fill(jib.to(x-s*0.02, y-s*0.06).close(), across(x-s*0.27, x, even("#eebf8d", "#f4d6ae")))
	c.fill(rect(x-s*0.012, y-s*0.98, s*0.02, s), solid(hex("#5b3a2a")))
	hull := &path{}
	hull.to(x-s*0.27, y-s*0.01).to(x+s*0.37, y-s*0.01).curve(x+s*0.32, y+s*0.07, x+s*0.24, y+s*0.09, x+s*0.16, y+s*0.09)
	c.fill(hull.to(x-s*0.14, y+s*0.09).curve(x-s*0.2, y+s*0.08, x-s*0.25, y+s*0.05, x-s*0.27, y-s*0.01).close(), down(y, y+s*0.09, even("#8c3b2c", "#4b2328")))
	for _, b := range [][3]float64{{0.72, 0.20, 17}, {0.765, 0.235, 12}, {0.69, 0.262, 10}, {0.80, 0.19, 9}} {
		bx, by, bs := w*b[0], h*b[1], b[2]
		c.fill(stroke(func(t float64) float64 { return 3.4 - 5*math.Abs(t-0.5) }, bx-bs*1.5, by-bs*0.2, bx-bs*0.7, by-bs*0.62, bx, by, bx+bs*0.7, by-bs*0.62, bx+bs*1.5, by-bs*0.2), solid(hex("#4a5f70")))
	}
	c.dayStar(w*0.165, h*0.135, 13)
}

// forestPath: morning light between beeches.
func forestPath(c *canvas) {
	w, h := c.size()
	c.wash(down(0, h, even("#f6efc4", "#eef0bd", "#cfe0a6", "#9dbf86", "#6b9468")))
	c.glow(w*0.56, h*0.33, w*0.75, hex("#fff8d6"), 0.85)
	layers := []struct {
		far, foot, width float64
		n                int
		trunk, leaf      string
	}{
		{0, 0.545, 9, 26, "#b4c794", "#cfdfa2"},
		{0.25, 0.57, 15, 17, "#8fae7c", "#b0cc86"},
		{0.5, 0.61, 26, 11, "#65885f", "#8ab36b"},
		{0.75, 0.68, 44, 7, "#3f6149", "#5f9256"},
	}
	for i, l := range layers {
		c.fill(c.ground(ridge(h*l.foot, h*0.012, w*0.5, 3, uint64(40+i))), down(h*l.foot, h*(l.foot+0.2), ramp(stop{0, mix(hex(l.leaf), hex("#f4f0c0"), 0.25)}, stop{1, hex(l.leaf)})))
		for k := range l.n {
			x := w * (float64(k) + c.rnd.between(0.1, 0.9)) / float64(l.n)
			if math.Abs(x-w*0.55) < w*(0.07+0.10*l.far) {
				continue // the light and the path stay free
			}
			lean := c.rnd.between(-0.02, 0.02) * w
			foot := h * (l.foot + 0.012 + 0.02*l.far)
			c.soft(oval(x-l.width*0.5, foot, l.width*1.9, l.width*0.22), 3+l.width*0.12, veil(hex("#1d3f2e"), 0.10+0.25*l.far))
			c.fill(stroke(func(t float64) float64 { return l.width * (0.65 + 0.3*(1-t) + 0.75*math.Exp(-t*38)) }, x, foot, x+lean*0.4, h*0.35, x+lean, -20),
				across(x-l.width, x+l.width, even(mixHex(l.trunk, "#1f3a2c", 0.15), l.trunk, mixHex(l.trunk, "#fff3c0", 0.28))))
		}
		for range 34 + 10*i {
			x, y := c.rnd.between(-0.05, 1.05)*w, h*c.rnd.between(-0.03, 0.27-0.05*l.far)
			d := math.Abs(x-w*0.56) / w
			if c.rnd.next() > 0.35+d*1.6 {
				continue
			}
			if math.Abs(x-w*0.56) < w*0.11 {
				continue // the star is seen between the leaves
			}
			c.fill(c.crown(x, y, w*(0.035+0.05*l.far)*c.rnd.between(0.7, 1.3)), veil(mix(hex(l.leaf), hex("#f7f3b8"), c.rnd.between(0, 0.3)), 0.72))
		}
		c.soft(rect(0, h*(l.foot-0.14), w, h*0.14), 60, veil(hex("#fbf6d2"), 0.30*(1-l.far)))
	}
	c.fill(c.ground(ridge(h*0.735, h*0.02, w*0.4, 3, 77)), down(h*0.72, h, even("#6d9c57", "#3f7048", "#234a36")))
	way := &path{}
	way.to(w*0.545, h*0.575).curve(w*0.60, h*0.66, w*0.40, h*0.70, w*0.46, h*0.78).curve(w*0.50, h*0.86, w*0.30, h*0.92, w*0.14, h*1.02)
	way.to(w*0.80, h*1.02).curve(w*0.78, h*0.90, w*0.66, h*0.84, w*0.60, h*0.77).curve(w*0.54, h*0.70, w*0.66, h*0.65, w*0.565, h*0.575)
	c.soft(way.close(), 3, down(h*0.57, h, even("#fdf3cd", "#f0dfae", "#d6bd86", "#a98f63")))
	for range 900 { // leaves and small flowers at the path's side
		x, y := c.rnd.between(0, w), h*(0.735+0.28*math.Sqrt(c.rnd.next()))
		near := (y/h - 0.7) / 0.3
		mid := w * (0.52 - 0.06*near)
		if math.Abs(x-mid) < w*(0.07+0.30*near*near) {
			continue
		}
		blade := 7 + 26*near*c.rnd.next()
		lean := c.rnd.between(-0.5, 0.5) * blade
		tone := mix(hex("#2c5a3c"), hex("#b7d277"), c.rnd.next()*0.8)
		c.fill(polygon(x-blade*0.09, y, x+lean, y-blade, x+blade*0.09, y), veil(tone, 0.9))
		if c.rnd.next() > 0.93 {
			c.fill(disc(x+lean, y-blade, 2+3.5*near), solid(mix(hex("#fff7e6"), hex("#f2c14e"), c.rnd.next())))
		}
	}
	for i := range 6 { // shafts of light
		x := w * (0.50 + 0.05*float64(i))
		c.soft(polygon(x, -20, x+w*0.035, -20, x-w*(0.42-0.1*float64(i))+w*0.10, h*0.86, x-w*(0.42-0.1*float64(i)), h*0.86), 16, fadeDown(hex("#fffbe0"), 0, 0.24, h*0.8, 0))
	}
	c.dayStar(w*0.56, h*0.165, 15)
}

// hut: blue snow, one warm window.
func hut(c *canvas) {
	w, h := c.size()
	c.wash(down(0, h*0.7, even("#0f1c3f", "#1e3a68", "#41658f", "#8aa5b8", "#d9cfc4")))
	c.stars(420, h*0.52, 0.95)
	for i, col := range []string{"#7e99b3", "#5a7a9d"} {
		line := peaks(h*(0.66+0.07*float64(i)), h*(0.34-0.05*float64(i)), w*(0.30-0.05*float64(i)), uint64(4+i*9))
		c.fill(c.ground(line), down(h*0.3, h*0.8, ramp(stop{0, mix(hex(col), hex("#e9eef2"), 0.22)}, stop{0.6, hex(col)}, stop{1, mix(hex(col), hex("#c6d2dc"), 0.6)})))
		for y := range c.h { // snow on the side that looks to the light
			for x := range c.w {
				fx, fy := float64(x), float64(y)
				top := line(fx)
				if fy < top || fy > top+h*0.30 {
					continue
				}
				deep := (fy - top) / (h * 0.24)
				slope := line(fx+9) - line(fx-9)
				n := cloud(fx/30+fy/44, fy/64, 4, uint64(50+i))
				a := clamp((n-0.24-0.36*deep+slope*0.013)*4.5, 0, 1) * clamp(fy-top, 0, 1) * clamp(1.25-deep, 0, 1)
				c.put((y*c.w+x)*3, mix(hex("#f7f2ea"), hex("#b9cbe0"), clamp(0.5-slope*0.05, 0, 1)), a*(0.92-0.2*float64(i)))
			}
		}
		c.soft(rect(0, h*(0.63+0.08*float64(i)), w, h*0.09), 34, veil(hex("#cfd9e2"), 0.5))
	}
	for i := range 2 {
		line := ridge(h*(0.70+0.06*float64(i)), h*0.045, w*0.33, 4, uint64(90+i))
		dark := mix(hex("#35547a"), hex("#14284a"), float64(i))
		for range 150 {
			x := c.rnd.between(0, w)
			if cloud(x/140, 9, 2, uint64(7+i)) < 0.46 {
				continue
			}
			c.fill(c.conifer(x, line(x)+8, h*c.rnd.between(0.05, 0.085)*(1+0.5*float64(i))), solid(mix(dark, hex("#8fa9c2"), c.rnd.between(0, 0.16))))
		}
		c.fill(c.ground(line), down(h*0.66, h*0.9, even("#8fabc6", "#aac0d4")))
	}
	snow := ridge(h*0.815, h*0.05, w*0.55, 3, 21)
	c.fill(c.ground(snow), down(h*0.77, h, even("#e4ebf1", "#b3c6d9", "#7f9bbb")))
	x, s := w*0.60, h*0.20
	y := snow(x) + h*0.025
	c.glowOval(x+s*0.1, y+s*0.2, s*2.4, s*0.8, hex("#ffc36b"), 0.55)
	c.fill(polygon(x-s*0.62, y, x-s*0.62, y-s*0.5, x-s*0.12, y-s*0.98, x+s*0.38, y-s*0.5, x+s*0.38, y), across(x-s*0.6, x+s*0.4, even("#3d2a2b", "#5a3b32")))
	c.fill(polygon(x+s*0.38, y, x+s*0.38, y-s*0.5, x+s*0.98, y-s*0.5, x+s*0.98, y), down(y-s*0.5, y, even("#4a3030", "#33222a")))
	for i := range 7 {
		c.fill(rect(x-s*0.62, y-s*0.07*float64(i+1), s*1.6, 2), veil(hex("#1d1420"), 0.45))
	}
	c.fill(rect(x+s*0.55, y-s*1.22, s*0.13, s*0.4), solid(hex("#54444c")))
	c.fill(polygon(x-s*0.12, y-s*1.06, x+s*0.62, y-s*1.06, x+s*1.14, y-s*0.46, x+s*0.44, y-s*0.46, x-s*0.12, y-s*0.98, x-s*0.69, y-s*0.43, x-s*0.75, y-s*0.5), down(y-s*1.06, y-s*0.4, even("#fbfbfa", "#c5d5e4")))
	for _, win := range [][2]float64{{-0.24, -0.46}, {0.56, -0.36}, {0.78, -0.36}} {
		wx, wy := x+s*win[0], y+s*win[1]
		c.glow(wx+s*0.08, wy+s*0.1, s*0.42, hex("#ffb54d"), 0.7)
		c.fill(rect(wx, wy, s*0.15, s*0.19), down(wy, wy+s*0.19, even("#fff0b8", "#ffb94e")))
		c.fill(rect(wx+s*0.068, wy, s*0.014, s*0.19), solid(hex("#4a2c22")))
		c.fill(rect(wx, wy+s*0.085, s*0.15, s*0.014), solid(hex("#4a2c22")))
	}
	c.fill(rect(x-s*0.47, y-s*0.33, s*0.15, s*0.33), solid(hex("#2a1a1f")))
	for i := range 22 {
		t := float64(i) / 21
		c.soft(disc(x+s*(0.615+0.26*t+0.07*math.Sin(t*7)), y-s*(1.25+1.3*t), s*(0.035+0.13*t)), 5+14*t, veil(hex("#e9e6e6"), 0.34*(1-t)))
	}
	c.soft(stroke(taper(34, 8), w*0.36, h*1.03, w*0.47, h*0.94, w*0.545, h*0.885, x-s*0.40, y+2), 3, veil(hex("#8ea9c8"), 0.6))
	for _, t := range [][2]float64{{0.05, 0.36}, {0.125, 0.27}, {0.185, 0.19}, {0.90, 0.33}, {0.965, 0.24}, {0.845, 0.17}} {
		tx := w * t[0]
		c.fill(c.conifer(tx, snow(tx)+h*0.05, h*t[1]), down(snow(tx)-h*t[1], snow(tx)+h*0.05, even("#2c4a70", "#13233f")))
	}
	c.star(w*0.27, h*0.18, 19)
}

func mixHex(a, b string, t float64) string {
	m := mix(hex(a), hex(b), t)
	const digits = "0123456789abcdef"
	out := []byte{'#'}
	for _, v := range [3]float64{m.r, m.g, m.b} {
		n := int(v*255 + 0.5)
		out = append(out, digits[n>>4], digits[n&15])
	}
	return string(out)
}
