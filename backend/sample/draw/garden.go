package draw

import "math"

// garden: a greenhouse among flowers.
func garden(c *canvas) {
	w, h := c.size()
	c.wash(down(0, h*0.6, even("#a8d3d8", "#cfe5d4", "#f5efcd", "#fbe3b5")))
	c.glow(w*0.24, h*0.22, w*0.45, hex("#fff6d2"), 0.7)
	for i := range 5 {
		x, y := w*c.rnd.between(0, 1), h*c.rnd.between(0.05, 0.27)
		for range 7 {
			c.soft(oval(x+c.rnd.between(-90, 90), y+c.rnd.between(-9, 9), c.rnd.between(36, 84), c.rnd.between(10, 22)), 12, veil(hex("#fffdf4"), 0.34+0.03*float64(i)))
		}
	}
	for i, col := range []string{"#b5cda8", "#93b588", "#709b6b"} {
		line := ridge(h*(0.40+0.055*float64(i)), h*0.05, w*0.36, 4, uint64(25+i*6))
		c.fill(c.ground(line), down(h*0.36, h*0.6, ramp(stop{0, hex(col)}, stop{1, mix(hex(col), hex("#f3efc2"), 0.45)})))
		for range 22 {
			x := c.rnd.between(0, w)
			c.fill(c.crown(x, line(x)+4, c.rnd.between(13, 26)*(1+0.4*float64(i))), veil(mix(hex(col), hex("#41704c"), c.rnd.between(0.1, 0.45)), 0.85))
		}
	}
	// The greenhouse.
	gx, gy, gw, gh := w*0.40, h*0.345, w*0.43, h*0.245
	c.glow(gx+gw/2, gy+gh/2, gw*0.7, hex("#fff6d0"), 0.35)
	glass := down(gy-gh*0.55, gy+gh, even("#e8f4ee", "#bfe0d6", "#8fc0ae", "#78a887"))
	roof := polygon(gx-w*0.012, gy, gx+gw*0.5, gy-gh*0.62, gx+gw+w*0.012, gy)
	c.fill(roof, glass)
	c.fill(rect(gx, gy, gw, gh), glass)
	for range 42 {
		x, y := gx+gw*c.rnd.between(0.05, 0.95), gy+gh*c.rnd.between(0.45, 1)
		c.fill(leaf(x, y, gh*c.rnd.between(0.2, 0.5), c.rnd.between(-0.9, 0.9), 0.36), veil(mix(hex("#3d7350"), hex("#a3c56d"), c.rnd.next()), 0.62))
	}
	c.fill(polygon(gx+gw*0.06, gy+gh, gx+gw*0.3, gy-gh*0.1, gx+gw*0.40, gy-gh*0.25, gx+gw*0.16, gy+gh), veil(hex("#ffffff"), 0.28))
	frame := solid(hex("#fdfbf2"))
	for i := 0.0; i <= 8; i++ {
		x := gx + gw*i/8
		c.fill(rect(x-3, gy, 6, gh), frame)
		c.fill(stroke(constant(5), x, gy, gx+gw/2+(x-gx-gw/2)*0.16, gy-gh*0.55), frame)
	}
	c.fill(rect(gx-w*0.014, gy-5, gw+w*0.028, 11), frame)
	c.fill(rect(gx, gy+gh*0.44, gw, 5), frame)
	c.fill(stroke(constant(9), gx-w*0.014, gy, gx+gw*0.5, gy-gh*0.63), frame)
	c.fill(stroke(constant(9), gx+gw*0.5, gy-gh*0.63, gx+gw+w*0.014, gy), frame)
	c.fill(rect(gx+gw*0.40, gy+gh*0.10, gw*0.2, gh*0.9), down(gy, gy+gh, even("#dcefe2", "#a5cbb0")))
	for _, x := range []float64{0.40, 0.495, 0.59} {
		c.fill(rect(gx+gw*x, gy+gh*0.10, 6, gh*0.9), frame)
	}
	c.fill(rect(gx+gw*0.40, gy+gh*0.10, gw*0.2, 6), frame)
	c.fill(rect(gx-8, gy+gh*0.9, gw*0.40, gh*0.14), solid(hex("#d3a98a")))
	c.fill(rect(gx+gw*0.61, gy+gh*0.9, gw*0.40, gh*0.14), solid(hex("#c89a7c")))
	c.fill(c.ground(ridge(h*0.60, h*0.012, w*0.4, 3, 61)), down(h*0.59, h, even("#a6c470", "#6f9f56", "#3f7346", "#24503b")))
	way := &path{}
	way.to(gx+gw*0.42, h*0.60).curve(gx+gw*0.44, h*0.70, w*0.42, h*0.78, w*0.20, h*1.02)
	way.to(w*0.56, h*1.02).curve(w*0.60, h*0.82, gx+gw*0.60, h*0.70, gx+gw*0.575, h*0.60)
	c.soft(way.close(), 3, down(h*0.6, h, even("#fbeecb", "#eed7a6", "#cda873")))
	petals := []string{"#e4573d", "#f08a5b", "#f6c445", "#fff6e6", "#c65a86", "#8f6bb0", "#f2a0a8"}
	for i := range 1250 { // the beds, from far to near
		t := math.Pow(float64(i)/1250, 1.25)
		y := h * (0.605 + 0.43*t)
		x := c.rnd.between(-0.02, 1.02) * w
		mid := w*0.585 - w*0.21*t*t
		if math.Abs(x-mid) < w*(0.045+0.155*t) {
			continue
		}
		s := 5 + 30*t*c.rnd.between(0.6, 1.1)
		lean := c.rnd.between(-0.5, 0.5)
		tall := s * c.rnd.between(1.6, 3)
		green := mix(hex("#2f6340"), hex("#b4cf6e"), c.rnd.next()*0.8)
		tx, ty := x+math.Sin(lean)*tall, y-math.Cos(lean)*tall
		c.fill(stroke(taper(s*0.14+0.6, s*0.06+0.4), x, y, (x+tx)/2+s*0.1, (y+ty)/2, tx, ty), solid(green))
		c.fill(leaf(x, y, tall*0.7, lean+c.rnd.between(-0.9, 0.9), 0.26), veil(green, 0.9))
		patch := int(cloud(x/170, y/90, 2, 4)*17) + c.rnd.pick(2)
		tone := hex(petals[patch%len(petals)])
		switch c.rnd.pick(3) {
		case 0:
			c.fill(leaf(x, y, tall*0.9, -lean, 0.2), veil(green, 0.8))
		case 1: // a daisy
			for k := range 7 {
				c.fill(leaf(tx, ty, s*0.52, float64(k)*2*math.Pi/7+lean, 0.5), solid(mix(tone, hex("#fff3e0"), 0.12*float64(k%3))))
			}
			c.fill(disc(tx, ty, s*0.15), solid(hex("#f2b233")))
		default: // a poppy
			c.fill(oval(tx, ty, s*0.46, s*0.38), solid(mix(tone, hex("#3a1020"), 0.16)))
			c.fill(oval(tx-s*0.07, ty-s*0.08, s*0.36, s*0.27), solid(mix(tone, hex("#fff0d8"), 0.16)))
			c.fill(leaf(tx, ty+s*0.3, s*0.5, 0.55, 0.42), veil(mix(tone, hex("#fff0d8"), 0.32), 0.8))
			c.fill(leaf(tx, ty+s*0.3, s*0.5, -0.55, 0.42), veil(mix(tone, hex("#3a1020"), 0.10), 0.8))
		}
	}
	c.dayStar(gx+gw*0.5, gy-gh*0.86, 14)
}
