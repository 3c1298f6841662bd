package draw

import "math"

// observatory: a dome under the Milky Way.
func observatory(c *canvas) {
	w, h := c.size()
	c.wash(down(0, h*0.86, even("#080d24", "#101a40", "#203263", "#4d5488", "#a87f93", "#e9b08f")))
	for y := range c.h { // the Milky Way, a band of cloud across the sky
		for x := range c.w {
			fx, fy := float64(x), float64(y)
			u := (fx - w*0.60 + (fy-h*0.34)*0.50) / (w * 0.23)
			band := math.Exp(-u * u)
			n := cloud(fx/240, fy/240, 6, 3)
			lane := clamp(1-math.Abs(u+0.1)*2.6, 0, 1) * clamp((cloud(fx/150, fy/190, 5, 44)-0.44)*3, 0, 1)
			a := band * clamp(n*1.1-0.12, 0, 1) * (1 - 0.55*lane) * clamp((h*0.72-fy)/(h*0.35), 0, 1)
			c.put((y*c.w+x)*3, mix(hex("#9fb0ee"), hex("#e9dcff"), clamp(n*1.8-0.6, 0, 1)), a*0.50)
		}
	}
	c.stars(1500, h*0.78, 1)
	for range 2600 { // star dust thickens in the band
		y := h * c.rnd.between(-0.02, 0.62)
		off := (c.rnd.next() + c.rnd.next() + c.rnd.next() - 1.5) * w * 0.36
		c.fill(disc(w*0.60-(y-h*0.34)*0.50+off, y, c.rnd.between(0.4, 0.95)), veil(hex("#e8ecff"), c.rnd.between(0.15, 0.6)*clamp(1.5-1.5*y/(h*0.62), 0, 1)))
	}
	for range 17 {
		x, y := c.rnd.between(0, w), c.rnd.between(0, h*0.6)
		r := c.rnd.between(1.0, 1.9)
		c.glow(x, y, r*6, hex("#bcd0ff"), 0.45)
		c.fill(disc(x, y, r), solid(hex("#ffffff")))
	}
	for i, col := range []string{"#8d6f8e", "#54507c", "#2b2f5c"} {
		c.fill(c.ground(ridge(h*(0.80+0.035*float64(i)), h*0.025, w*0.35, 4, uint64(60+i))), solid(hex(col)))
	}
	hill := func(x float64) float64 {
		u := (x - w*0.5) / (w * 0.62)
		return h*0.845 + h*0.11*u*u + (cloud(x/60, 1, 3, 8)-0.5)*7
	}
	c.fill(c.ground(hill), down(h*0.84, h, even("#1b2148", "#0c1029")))
	x, y, r := w*0.5, h*0.85, w*0.205
	body := even("#8d87a8", "#e6ddd6", "#b9aebb", "#4a4a72")
	// The dome with its slit; light comes out of it.
	dome := &path{}
	dome.to(x-r, y-r*0.46).curve(x-r, y-r*1.02, x-r*0.55, y-r*1.44, x, y-r*1.44).curve(x+r*0.55, y-r*1.44, x+r, y-r*1.02, x+r, y-r*0.46)
	c.fill(dome.close(), across(x-r, x+r, body))
	for _, k := range []float64{-0.72, -0.42, 0.16, 0.5, 0.78} {
		c.fill(stroke(constant(2), x+k*r, y-r*0.46, x+k*r*0.86, y-r*1.0, x+k*r*0.3, y-r*1.42), veil(hex("#2c2d54"), 0.22))
	}
	slit := &path{}
	slit.to(x-r*0.27, y-r*0.50).curve(x-r*0.27, y-r*0.95, x-r*0.20, y-r*1.28, x-r*0.12, y-r*1.45)
	slit.to(x+r*0.06, y-r*1.45).curve(x+r*0.04, y-r*1.25, x+r*0.03, y-r*0.95, x+r*0.03, y-r*0.50)
	c.fill(slit.close(), down(y-r*1.44, y-r*0.5, even("#2a2346", "#7a4a3f", "#ffc873")))
	c.fill(polygon(x-r*0.20, y-r*0.72, x-r*0.02, y-r*0.62, x-r*0.16, y-r*1.62, x-r*0.30, y-r*1.58), across(x-r*0.3, x, even("#d7cfd0", "#6f6884")))
	c.fill(rect(x-r*1.06, y-r*0.50, r*2.12, r*0.09), across(x-r, x+r, even("#6f6b90", "#f4ece2", "#c8bcc2", "#3f4068")))
	c.fill(rect(x-r*0.97, y-r*0.41, r*1.94, r*0.60), across(x-r, x+r, body))
	c.fill(arch(x-r*0.12, y-r*0.24, r*0.24, r*0.42), down(y-r*0.2, y+r*0.18, even("#ffe7a8", "#f2a445")))
	for _, k := range []float64{-0.62, 0.52} {
		c.fill(arch(x+k*r, y-r*0.26, r*0.13, r*0.2), solid(hex("#ffcf7d")))
		c.glow(x+k*r+r*0.06, y-r*0.16, r*0.3, hex("#ffb95a"), 0.45)
	}
	c.glow(x, y, r*0.75, hex("#ffbe62"), 0.55)
	c.soft(polygon(x-r*0.25, y-r*1.3, x-r*0.02, y-r*1.36, x-r*0.42, y-r*5.4, x-r*1.35, y-r*5.2), 14, fadeDown(hex("#ffe9c0"), y-r*1.3, 0.42, y-r*5, 0))
	c.soft(stroke(taper(46, 12), x+w*0.20, h*1.03, x+w*0.02, h*0.965, x+w*0.05, h*0.92, x, y+r*0.17), 3, veil(hex("#e7b58c"), 0.5))
	for _, t := range [][2]float64{{0.05, 0.10}, {0.115, 0.13}, {0.175, 0.085}, {0.235, 0.065}, {0.80, 0.07}, {0.855, 0.11}, {0.915, 0.14}, {0.975, 0.09}} {
		tx := w * t[0]
		c.fill(c.conifer(tx, hill(tx)+10, h*t[1]), solid(hex("#0b0f28")))
	}
	c.star(x-r*0.92, y-r*5.05, 20)
}

// skyline: a town by a river when the windows are lit.
func skyline(c *canvas) {
	w, h := c.size()
	shore := h * 0.735
	c.wash(down(0, shore, even("#16224d", "#2c3f77", "#5f6a9d", "#b98ba0", "#f3b48e", "#fbd9a6")))
	c.stars(140, h*0.4, 0.8)
	c.glowOval(w*0.5, shore, w*0.8, h*0.25, hex("#ffc98a"), 0.5)
	c.fill(disc(w*0.735, h*0.175, 46), solid(hex("#fdf0d2")))
	c.glow(w*0.735, h*0.175, 210, hex("#ffe9bd"), 0.32)
	layers := []struct {
		low, high, narrow, wide float64
		wall, foot              string
		lit                     float64
	}{
		{0.10, 0.24, 26, 70, "#8f7f9f", "#d8a594", 0},
		{0.10, 0.33, 44, 96, "#58598b", "#a9809a", 0.22},
		{0.05, 0.25, 62, 128, "#2a3163", "#4c4a7d", 0.42},
	}
	for i, l := range layers {
		for x := -30.0; x < w+30; {
			bw := c.rnd.between(l.narrow, l.wide)
			middle := 1 - math.Abs(x+bw/2-w*0.42)/w // towers stand together in the middle
			bh := h * (l.low + (l.high-l.low)*math.Pow(c.rnd.next(), 1.4)*math.Pow(middle, 1.2))
			y := shore - bh
			wall := down(y, shore, even(l.wall, l.wall, l.foot))
			c.fill(rect(x, y, bw, bh+2), wall)
			switch c.rnd.pick(5) {
			case 0:
				c.fill(polygon(x, y+1, x+bw/2, y-bw*0.42, x+bw, y+1), wall)
			case 1:
				c.fill(rect(x+bw*0.22, y-16, bw*0.56, 18), wall)
				c.fill(rect(x+bw*0.48, y-62, 3, 48), wall)
			case 2:
				c.fill(oval(x+bw/2, y+1, bw*0.36, bw*0.34), wall)
			case 3:
				c.fill(rect(x+bw*0.12, y-9, bw*0.2, 11), wall)
			}
			if l.lit > 0 {
				c.windows(x+7, y+12, bw-14, bh-20, 5+1.6*float64(i), l.lit)
			}
			x += bw + c.rnd.between(-3, 9)*float64(i)
		}
		c.soft(rect(-40, shore-h*0.05, w+80, h*0.055), 24, veil(hex("#f2b295"), 0.34-0.1*float64(i)))
	}
	c.fill(rect(0, shore-7, w, 10), solid(hex("#1d2450")))
	for i := range 15 {
		x := w * (float64(i) + 0.5) / 15
		c.fill(rect(x-1.5, shore-34, 3, 30), solid(hex("#1d2450")))
		c.glow(x, shore-36, 34, hex("#ffc76e"), 0.75)
		c.fill(disc(x, shore-36, 4.2), solid(hex("#fff1cb")))
	}
	c.reflect(shore, hex("#1b2a58"))
	for i := range 15 {
		x := w * (float64(i) + 0.5) / 15
		c.soft(rect(x-5, shore+10, 10, h*0.12), 6, fadeDown(hex("#ffd48a"), shore, 0.5, shore+h*0.13, 0))
	}
	c.star(w*0.265, h*0.115, 18)
}

// windows lights some windows of a wall.
func (c *canvas) windows(x, y, w, h, size, lit float64) {
	for wy := y; wy < y+h-size*1.4; wy += size * 2.3 {
		for wx := x; wx < x+w-size; wx += size * 1.9 {
			if c.rnd.next() < lit {
				c.fill(rect(wx, wy, size, size*1.35), veil(mix(hex("#ffdf9a"), hex("#ffb25a"), c.rnd.next()), c.rnd.between(0.6, 1)))
			}
		}
	}
}

// reflect turns everything below a line into rippled water that mirrors what is above.
func (c *canvas) reflect(shore float64, deep colour) {
	_, h := c.size()
	above := append([]float32(nil), c.pix...)
	for y := int(shore) + 2; y < c.h; y++ {
		t := (float64(y) - shore) / (h - shore)
		for x := range c.w {
			ripple := (cloud(float64(x)/(26+70*t), float64(y)/(3+7*t), 3, 15) - 0.5) * (8 + 46*t)
			sy := int(clamp(shore-(float64(y)-shore)*1.25+ripple, 0, shore-1))
			sx := int(clamp(float64(x)+ripple*0.4, 0, float64(c.w-1)))
			i, j := (y*c.w+x)*3, (sy*c.w+sx)*3
			copy(c.pix[i:i+3], above[j:j+3])
			c.put(i, deep, 0.30+0.42*t)
		}
	}
}

// bridge: a long bridge in the morning mist.
func bridge(c *canvas) {
	w, h := c.size()
	c.wash(down(0, h*0.7, even("#9fc3cc", "#c9d9d3", "#f1e3cb", "#f8cfae", "#f2b79d")))
	c.glow(w*0.30, h*0.50, w*0.40, hex("#fff0c8"), 0.75)
	c.fill(disc(w*0.30, h*0.475, h*0.058), solid(hex("#fffaea")))
	for i, col := range []string{"#d9bcae", "#b9a6a6", "#8f939d"} {
		c.fill(c.ground(ridge(h*(0.52+0.05*float64(i)), h*0.065, w*(0.24+0.04*float64(i)), 4, uint64(33+i*5))), down(h*0.45, h*0.75, ramp(stop{0, hex(col)}, stop{0.8, mix(hex(col), hex("#fbe3cc"), 0.75)})))
		c.soft(rect(-60, h*(0.60+0.035*float64(i)), w+120, h*0.05), 28, veil(hex("#fdeedd"), 0.55))
	}
	c.wash(func(x, y float64) (colour, float64) {
		if y < h*0.70 {
			return colour{}, 0
		}
		t := (y - h*0.70) / (h * 0.30)
		n := cloud(x/(60+260*t), y/(4+15*t), 3, 6)
		col := mix(hex("#f6d7bd"), hex("#5d8797"), clamp(t*1.15+(n-0.5)*0.5*t, 0, 1))
		d := (x - w*0.30) / (w * (0.04 + 0.10*t))
		return mix(col, hex("#fff3d4"), math.Exp(-d*d)*clamp((n-0.42)*4, 0, 0.85)), clamp((y-h*0.70)/6, 0, 1)
	})
	steel := "#a4493f"
	deck := func(x float64) float64 { return h*0.625 - h*0.03*math.Sin(math.Pi*clamp((x+w*0.1)/(w*1.2), 0, 1)) }
	towers := []float64{w * 0.335, w * 0.80}
	crown := h * 0.125
	cable := func(x float64) float64 {
		switch {
		case x < towers[0]:
			t := (towers[0] - x) / (w * 0.42)
			return crown + (deck(x)-crown)*math.Min(1, t*(1.25-0.25*t))
		case x > towers[1]:
			t := (x - towers[1]) / (w * 0.42)
			return crown + (deck(x)-crown)*math.Min(1, t*(1.25-0.25*t))
		}
		u := (x - (towers[0]+towers[1])/2) / ((towers[1] - towers[0]) / 2)
		return crown + (deck(x)-h*0.03-crown)*(1-u*u)
	}
	for x := 6.0; x < w; x += 13 {
		c.fill(rect(x, cable(x), 1.6, math.Max(deck(x)-cable(x), 0)), veil(hex("#8f4a45"), 0.62))
	}
	for _, lift := range []float64{0, 9} {
		xy := []float64{}
		for x := -20.0; x <= w+20; x += 20 {
			xy = append(xy, x, cable(x)-lift*0.5)
		}
		c.fill(stroke(constant(4.5-lift*0.22), xy...), solid(hex(steel)))
	}
	for _, x := range towers {
		tone := down(crown, h*0.78, ramp(stop{0, hex("#b65345")}, stop{0.7, hex("#9a4a46")}, stop{1, hex("#c48a80")}))
		for _, side := range []float64{-1, 1} {
			c.fill(polygon(x+side*24-8, h*0.775, x+side*17-6, crown-14, x+side*17+6, crown-14, x+side*24+8, h*0.775), tone)
		}
		for _, y := range []float64{0.13, 0.25, 0.37, 0.49} {
			c.fill(rect(x-22, h*y, 44, 13), tone)
		}
		c.fill(rect(x-40, h*0.765, 80, h*0.03), solid(hex("#7c7277")))
		c.soft(rect(x-34, h*0.795, 68, h*0.2), 9, fadeDown(hex("#8a5550"), h*0.79, 0.5, h*0.98, 0.03))
	}
	band := &path{}
	for x := -10.0; x <= w+10; x += 20 {
		band.to(x, deck(x)-6)
	}
	for x := w + 10; x >= -10; x -= 20 {
		band.to(x, deck(x)+12)
	}
	c.fill(band.close(), down(h*0.585, h*0.645, even("#b85a4c", "#7b3c3f")))
	for i := range 4 { // mist that hides the feet of it
		x := w * (0.1 + 0.27*float64(i))
		c.soft(oval(x, h*(0.685+0.012*float64(i%2)), w*0.2, h*0.026), 34, veil(hex("#fff1e2"), 0.72))
	}
	c.dayStar(w*0.575, h*0.145, 15)
}

// train: a small train on a viaduct in autumn.
func train(c *canvas) {
	w, h := c.size()
	c.wash(down(0, h*0.62, even("#6fa3b0", "#a5c6bd", "#e2dfbd", "#f9d9a2")))
	c.glow(w*0.78, h*0.38, w*0.38, hex("#fff0bd"), 0.7)
	for i, col := range []string{"#b3c7c0", "#93ae9b", "#b3a468", "#c39149", "#b97a3e", "#a7653a", "#8a5238"} {
		t := float64(i) / 6
		line := ridge(h*(0.365+0.47*t), h*(0.12-0.065*t), w*(0.36-0.14*t), 4, uint64(70+i*11))
		top := h * (0.27 + 0.50*t)
		if i >= 2 { // a row of trees on each ridge, as far as it is far
			tones := []string{"#e0923f", "#e8b658", "#8d9650", "#bd6236", "#cf7a36"}
			for range 210 - 14*i {
				x := c.rnd.between(-20, w+20)
				tone := mix(hex(col), hex(tones[c.rnd.pick(len(tones))]), 0.55*c.rnd.next())
				c.fill(c.crown(x, line(x)+c.rnd.between(-2, 5), (5+15*t)*c.rnd.between(0.7, 1.25)), solid(mix(tone, hex("#f8e6bf"), 0.34*(1-t))))
			}
		}
		c.fill(c.ground(func(x float64) float64 { return line(x) + 4 }), down(top, top+h*0.2, ramp(stop{0, hex(col)}, stop{0.45, mix(hex(col), hex("#f6dcae"), 0.35)}, stop{1, hex("#fbe9c4")})))
		c.soft(rect(-60, top+h*0.13, w+120, h*0.04), 26, veil(hex("#fdf0cf"), 0.42*(1-0.5*t)))
	}
	rail := h * 0.56
	stone := down(rail, h*0.95, even("#e8d3ae", "#c3a684", "#8c7566"))
	c.fill(c.ground(ridge(h*0.92, h*0.03, w*0.3, 4, 5)), down(h*0.85, h, even("#8d7a3f", "#4c5a38")))
	pitch := w / 9
	viaduct := &path{}
	viaduct.to(-10, rail).to(w+10, rail).to(w+10, h*0.94)
	for i := 9; i >= -1; i-- {
		x := (float64(i) + 0.28) * pitch
		aw := pitch * 0.72
		viaduct.to(x+aw, h*0.94).to(x+aw, rail+h*0.055+aw/2)
		viaduct.curve(x+aw, rail+h*0.055+aw/2*0.45, x+aw*0.776, rail+h*0.055, x+aw/2, rail+h*0.055)
		viaduct.curve(x+aw*0.224, rail+h*0.055, x, rail+h*0.055+aw/2*0.45, x, rail+h*0.055+aw/2)
		viaduct.to(x, h*0.94)
	}
	c.fill(viaduct.to(-10, h*0.94).close(), stone)
	for i := -1; i <= 9; i++ { // the shaded side of each pier
		x := (float64(i) + 0.28) * pitch
		c.fill(rect(x-pitch*0.28, rail+h*0.10, pitch*0.09, h*0.42), veil(hex("#5c4a4c"), 0.30))
		c.fill(rect(x-pitch*0.295, rail+h*0.123, pitch*0.31, 7), down(rail+h*0.123, rail+h*0.123+7, even("#f0deba", "#b89a7c")))
	}
	c.fill(rect(-5, rail-9, w+10, 16), down(rail-9, rail+7, even("#f3e3c3", "#bda182")))
	for x := 5.0; x < w; x += 24 {
		c.fill(rect(x, rail+7, 10, 7), veil(hex("#8f7763"), 0.8))
	}
	// The train: an engine and four coaches.
	x := w * 0.165
	top := rail - 9
	for i := range 4 {
		cx := x + float64(i)*152
		c.fill(round(cx, top-56, 144, 48, 9), down(top-56, top-8, even("#a63c34", "#8e2f32", "#6a2430")))
		c.fill(round(cx-2, top-60, 148, 12, 6), solid(hex("#e8dcc2")))
		for k := range 6 {
			c.fill(round(cx+11+float64(k)*21.6, top-42, 15, 16, 3), down(top-42, top-26, even("#fff3c9", "#ffd07a")))
		}
		c.fill(rect(cx, top-19, 144, 3), solid(hex("#e9c37b")))
		c.fill(rect(cx+140, top-18, 14, 6), solid(hex("#2b2430")))
		for _, k := range []float64{22, 44, 100, 122} {
			c.fill(disc(cx+k, top-6, 8), solid(hex("#2b2430")))
			c.fill(disc(cx+k, top-6, 3.4), solid(hex("#a58f77")))
		}
	}
	ex := x + 4*152 + 4
	c.fill(round(ex, top-66, 56, 58, 6), solid(hex("#22333c")))
	c.fill(round(ex-4, top-72, 64, 10, 4), solid(hex("#16232b")))
	c.fill(round(ex+9, top-54, 20, 20, 3), solid(hex("#ffdf98")))
	c.fill(round(ex+48, top-52, 106, 38, 12), down(top-52, top-14, even("#4a6a70", "#2c434c", "#1b2a33")))
	for _, k := range []float64{70, 96, 122} {
		c.fill(rect(ex+k, top-52, 4, 38), solid(hex("#d9a94f")))
	}
	c.fill(polygon(ex+126, top-50, ex+129, top-80, ex+123, top-86, ex+147, top-86, ex+141, top-80, ex+144, top-50), solid(hex("#1b2a33")))
	c.fill(oval(ex+88, top-52, 12, 10), solid(hex("#d9a94f")))
	c.fill(rect(ex, top-16, 162, 8), solid(hex("#7d2a2c")))
	for _, k := range []float64{20, 58, 88, 118, 146} {
		c.fill(disc(ex+k, top-7, 10), solid(hex("#1d1a24")))
		c.fill(disc(ex+k, top-7, 6), solid(hex("#9c3a35")))
	}
	c.glow(ex+158, top-34, 60, hex("#ffe7a6"), 0.8)
	c.fill(disc(ex+156, top-34, 6), solid(hex("#fff7dc")))
	for i := range 17 { // steam drifts back over the coaches
		t := float64(i) / 16
		c.soft(disc(ex+134-t*560+c.rnd.between(-9, 9), top-98-t*74-26*math.Sin(t*9), 15+40*t), 12, veil(hex("#fffaf0"), 0.62*(1-t*0.85)))
	}
	for range 46 {
		bx := c.rnd.between(0, w)
		tone := mix(hex("#6d6a36"), hex([]string{"#c9702f", "#dd9b3c", "#8a3f2c", "#5d6b3a"}[c.rnd.pick(4)]), 0.75)
		c.fill(c.crown(bx, h*c.rnd.between(0.945, 1.03), c.rnd.between(26, 60)), solid(tone))
	}
	c.dayStar(w*0.085, h*0.155, 13)
}
