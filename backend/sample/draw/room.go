package draw

import "math"

// desk: a lamp, an open notebook, the night outside.
func desk(c *canvas) {
	w, h := c.size()
	c.wash(across(0, w, even("#3c2f45", "#4d3a4b", "#43334a", "#2b2540")))
	table := h * 0.72
	// The window.
	wx, wy, ww, wh := w*0.07, h*0.075, w*0.40, h*0.545
	c.soft(rect(wx-22, wy-14, ww+44, wh+44), 16, veil(hex("#17121f"), 0.5))
	c.fill(rect(wx-20, wy-20, ww+40, wh+40), across(wx, wx+ww, even("#6e5560", "#a98168")))
	c.fill(rect(wx, wy, ww, wh), down(wy, wy+wh, even("#0f1840", "#24386f", "#566296", "#c1919a", "#f0b895")))
	inside := func(p *path, with ink) { // only what is seen through the panes
		c.fill(p, func(x, y float64) (colour, float64) {
			if x < wx || x > wx+ww || y < wy || y > wy+wh {
				return colour{}, 0
			}
			return with(x, y)
		})
	}
	for range 90 {
		inside(disc(wx+ww*c.rnd.next(), wy+wh*0.62*c.rnd.next(), c.rnd.between(0.6, 1.7)), veil(hex("#eef0ff"), c.rnd.between(0.3, 0.95)))
	}
	for i, col := range []string{"#8f7593", "#54507c", "#282c58"} {
		inside(c.ground(ridge(wy+wh*(0.80+0.07*float64(i)), wh*0.07, ww*0.5, 4, uint64(15+i*3))), solid(hex(col)))
	}
	c.star(wx+ww*0.27, wy+wh*0.25, 17)
	c.fill(rect(wx+ww/2-7, wy, 14, wh), across(wx+ww/2-7, wx+ww/2+7, even("#8d6a5f", "#b98d6d")))
	c.fill(rect(wx, wy+wh*0.46, ww, 11), solid(hex("#a17a66")))
	c.fill(rect(wx-40, wy+wh+18, ww+80, 26), down(wy+wh+18, wy+wh+44, even("#c89a74", "#7f5d58")))
	// Pictures pinned to the wall: a board, of course.
	px, py := w*0.575, h*0.10
	c.soft(rect(px+6, py+10, w*0.36, h*0.36), 14, veil(hex("#150f1c"), 0.45))
	c.fill(rect(px, py, w*0.36, h*0.36), across(px, px+w*0.36, even("#c59a6f", "#b98c66", "#8d6a5a")))
	for _, n := range []struct {
		x, y, w, h float64
		tones      []string
	}{
		{0.02, 0.03, 0.12, 0.15, []string{"#f2c79a", "#d98b7a", "#7a5b86"}},
		{0.155, 0.025, 0.085, 0.085, []string{"#f7eacb", "#f3dfae"}},
		{0.26, 0.035, 0.08, 0.14, []string{"#9cc7c4", "#4f8a97", "#25566f"}},
		{0.155, 0.13, 0.09, 0.20, []string{"#dfe6c3", "#8fb07d", "#4c7759"}},
		{0.025, 0.205, 0.11, 0.125, []string{"#f4d9d2", "#eec2bb"}},
		{0.262, 0.20, 0.078, 0.12, []string{"#33406f", "#8b7ba5", "#efb795"}},
	} {
		x, y, nw, nh := px+w*n.x, py+h*n.y, w*n.w, h*n.h
		c.soft(rect(x+3, y+5, nw, nh), 6, veil(hex("#33201c"), 0.45))
		c.fill(rect(x, y, nw, nh), solid(hex("#fbf5e9")))
		c.fill(rect(x+7, y+7, nw-14, nh-14), down(y, y+nh, even(n.tones...)))
		c.fill(disc(x+nw/2, y+6, 5.5), solid(hex("#c8503f")))
	}
	// The table.
	c.fill(rect(0, table, w, h-table), down(table, h, even("#a9713f", "#8a5836", "#5e3a2e", "#3c2630")))
	for y := table; y < h; y++ {
		for x := range c.w {
			n := cloud(float64(x)/420, y/7, 4, 19)
			c.put((int(y)*c.w+x)*3, hex("#341f22"), clamp((n-0.5)*1.2, 0, 0.3))
		}
	}
	c.fill(rect(0, table-3, w, 7), veil(hex("#e0a868"), 0.65))
	// The lamp and its light.
	lx, ly := w*0.665, h*0.475
	c.glowOval(lx-w*0.035, table+h*0.08, w*0.44, h*0.26, hex("#ffc56b"), 0.85)
	c.glow(lx-w*0.04, ly+h*0.06, w*0.30, hex("#ffbf66"), 0.55)
	c.soft(polygon(lx-w*0.085, ly+h*0.045, lx+w*0.025, ly+h*0.075, lx+w*0.13, table+h*0.14, lx-w*0.30, table+h*0.14), 22, fadeDown(hex("#ffe2a3"), ly, 0.42, table+h*0.14, 0.04))
	c.soft(oval(w*0.80, table+h*0.05, w*0.075, h*0.022), 9, veil(hex("#2a1820"), 0.6))
	brass := across(w*0.74, w*0.86, even("#7a5a3a", "#f0cf8d", "#8a6238"))
	c.fill(oval(w*0.80, table+h*0.038, w*0.062, h*0.021), brass)
	c.fill(stroke(constant(11), w*0.80, table+h*0.03, w*0.805, h*0.60, w*0.815, h*0.485), brass)
	c.fill(stroke(constant(10), w*0.815, h*0.485, w*0.76, h*0.44, lx+w*0.012, ly-h*0.045), down(h*0.42, h*0.5, even("#f0cf8d", "#8a6238")))
	c.fill(disc(w*0.815, h*0.485, 12), solid(hex("#d8af6b")))
	shade := &path{}
	shade.to(lx-w*0.09, ly+h*0.042).curve(lx-w*0.085, ly-h*0.05, lx-w*0.035, ly-h*0.085, lx+w*0.005, ly-h*0.07)
	shade.curve(lx+w*0.045, ly-h*0.055, lx+w*0.05, ly+h*0.01, lx+w*0.032, ly+h*0.078)
	c.fill(shade.close(), across(lx-w*0.09, lx+w*0.05, even("#4f8f84", "#2f6d69", "#1d4a50")))
	c.fill(polygon(lx-w*0.09, ly+h*0.040, lx+w*0.032, ly+h*0.076, lx+w*0.022, ly+h*0.086, lx-w*0.082, ly+h*0.055), solid(hex("#fff3c8")))
	c.glow(lx-w*0.03, ly+h*0.065, 90, hex("#fff0bd"), 0.8)
	// The notebook.
	bx, by := w*0.475, table+h*0.165
	c.soft(polygon(bx-w*0.20, by+h*0.06, bx+w*0.19, by+h*0.07, bx+w*0.17, by-h*0.05, bx-w*0.17, by-h*0.05), 12, veil(hex("#24131a"), 0.55))
	for _, side := range []float64{-1, 1} {
		page := &path{}
		page.to(bx, by-h*0.062).curve(bx+side*w*0.05, by-h*0.088, bx+side*w*0.12, by-h*0.075, bx+side*w*0.155, by-h*0.06)
		page.to(bx+side*w*0.19, by+h*0.05).curve(bx+side*w*0.12, by+h*0.03, bx+side*w*0.05, by+h*0.026, bx, by+h*0.058)
		c.fill(page.close(), across(bx-w*0.19, bx+w*0.19, even("#efd9ad", "#fdf0cf", "#d9b987", "#fff4d6", "#f9e5b8")))
		for k := range 5 {
			t := 0.16 + 0.16*float64(k)
			y := by - h*0.062 + h*0.112*t
			to := 0.14 + 0.022*t
			if side > 0 && k > 2 {
				to *= 0.55
			}
			c.fill(stroke(constant(2.6), bx+side*w*0.022, y-h*0.006, bx+side*w*(0.022+to)*0.5, y-h*0.018, bx+side*w*to, y-h*0.002), veil(hex("#6b4a3a"), 0.55))
		}
	}
	c.fill(polygon(bx+w*0.10, by+h*0.052, bx+w*0.225, by-h*0.018, bx+w*0.229, by-h*0.010, bx+w*0.106, by+h*0.060), across(bx+w*0.1, bx+w*0.23, even("#f2c14e", "#d9772f")))
	c.fill(polygon(bx+w*0.10, by+h*0.052, bx+w*0.106, by+h*0.060, bx+w*0.090, by+h*0.064), solid(hex("#3b2a2a")))
	// The mug.
	mx, my := w*0.225, table+h*0.115
	c.soft(oval(mx+w*0.004, my+h*0.062, w*0.06, h*0.02), 8, veil(hex("#1f1118"), 0.6))
	c.fill(stroke(constant(13), mx-w*0.034, my-h*0.025, mx-w*0.066, my-h*0.02, mx-w*0.064, my+h*0.03, mx-w*0.03, my+h*0.034), solid(hex("#6d8fa0")))
	mug := &path{}
	mug.to(mx-w*0.039, my-h*0.062).to(mx-w*0.035, my+h*0.045).curve(mx-w*0.033, my+h*0.072, mx+w*0.033, my+h*0.072, mx+w*0.035, my+h*0.045)
	c.fill(mug.to(mx+w*0.039, my-h*0.062).close(), across(mx-w*0.04, mx+w*0.04, even("#4f7488", "#7fa6b2", "#f0d9b0")))
	c.fill(oval(mx, my-h*0.062, w*0.039, h*0.017), solid(hex("#e7d8bf")))
	c.fill(oval(mx, my-h*0.060, w*0.033, h*0.012), solid(hex("#4a2a22")))
	for i := range 3 {
		x := mx + w*0.013*float64(i-1)
		c.soft(stroke(taper(5, 20), x, my-h*0.075, x+w*0.011, my-h*0.12, x-w*0.009, my-h*0.17, x+w*0.012, my-h*0.235), 8, fadeDown(hex("#fff2e2"), my-h*0.07, 0.42, my-h*0.235, 0))
	}
}

// books: a stack in the sun, and something green that grows.
func books(c *canvas) {
	w, h := c.size()
	table := h * 0.765
	c.wash(across(0, w, even("#f0cfa9", "#f3dabb", "#ecc7a2", "#dcae8d")))
	// Sun through a window falls on the wall.
	for i := range 2 {
		for k := range 3 {
			x, y := w*(0.08+0.215*float64(i)), h*(0.055+0.215*float64(k))
			s := h * 0.03 * float64(i)
			c.soft(polygon(x, y+s+h*0.03, x+w*0.19, y+s, x+w*0.19, y+s+h*0.185, x, y+s+h*0.215), 5, veil(hex("#fff3cf"), 0.72))
		}
	}
	for range 26 { // and the shadow of leaves in it
		x, y := w*c.rnd.between(0.02, 0.44), h*c.rnd.between(0.03, 0.36)
		a := c.rnd.between(-0.9, 0.9)
		c.soft(leaf(x, y, w*0.075, a, 0.34), 6, veil(hex("#d9a983"), 0.42))
	}
	c.fill(rect(0, table, w, h-table), down(table, h, even("#d99a66", "#c07f52", "#915843")))
	c.fill(rect(0, table, w, 6), veil(hex("#fbd9a4"), 0.8))
	c.soft(polygon(w*0.18, table+h*0.035, w*0.73, table+h*0.03, w*1.02, table+h*0.12, w*0.60, table+h*0.13), 22, veil(hex("#5e3030"), 0.5))
	stack := []struct {
		x, w, h           float64
		cover, edge, band string
	}{
		{0.165, 0.56, 0.082, "#2f5d6b", "#21434f", "#e9c98e"},
		{0.205, 0.50, 0.064, "#c65b42", "#93403a", "#f5dcb2"},
		{0.180, 0.51, 0.092, "#e2b04a", "#b5832f", "#7c4a2a"},
		{0.245, 0.43, 0.056, "#6f8a5c", "#4c6645", "#f1e3bd"},
		{0.215, 0.46, 0.072, "#7a5478", "#553a5a", "#eec7a8"},
	}
	y := table + h*0.055
	for i, b := range stack {
		x, bw, bh := w*b.x, w*b.w, h*b.h
		y -= bh
		c.fill(round(x, y, bw, bh, 9), down(y, y+bh, even(mixHex(b.cover, "#fff0d0", 0.22), b.cover, b.edge)))
		// Pages to the right, the back of the book to the left.
		c.fill(rect(x+bw*0.80, y+8, bw*0.20+3, bh-16), down(y, y+bh, even("#fff6e0", "#f0dcb8", "#d3b58c")))
		for k := 1.0; k < (bh-16)/4.5; k++ {
			c.fill(rect(x+bw*0.80, y+8+k*4.5, bw*0.2+3, 1), veil(hex("#a88862"), 0.38))
		}
		c.fill(rect(x+bw*0.79, y, bw*0.21, 8), solid(hex(b.cover)))
		c.fill(rect(x+bw*0.79, y+bh-8, bw*0.21, 8), solid(hex(b.edge)))
		for _, k := range []float64{0.06, 0.085, 0.70} {
			c.fill(rect(x+bw*k, y, 5, bh), veil(hex(b.band), 0.85))
		}
		c.fill(round(x+bw*0.20, y+bh*0.36, bw*(0.40-0.05*float64(i%3)), bh*0.13, 3), veil(hex(b.band), 0.95))
		c.fill(round(x+bw*0.20, y+bh*0.60, bw*(0.18+0.04*float64(i%2)), bh*0.09, 2), veil(hex(b.band), 0.6))
		c.fill(rect(x+4, y, bw*0.77, 3), veil(hex("#fff3d8"), 0.45))
	}
	// An open book lies on top.
	top, bx := y, w*0.415
	for _, side := range []float64{-1, 1} {
		for k := 3.0; k >= 0; k-- {
			page := &path{}
			page.to(bx, top-h*0.006).curve(bx+side*w*0.05, top-h*0.055-k*3, bx+side*w*0.15, top-h*0.05-k*3, bx+side*w*0.215, top-h*0.022-k*6)
			page.to(bx+side*w*0.225, top-2).to(bx, top)
			c.fill(page.close(), across(bx-w*0.22, bx+w*0.22, even("#e8d0a6", "#fff6e0", "#c9a77c", "#fffaf0", "#ead6b0")))
		}
	}
	c.dayStar(bx-w*0.002, top-h*0.125, 15)
	// The plant in its pot.
	px, py := w*0.815, table+h*0.095
	c.soft(oval(px+w*0.03, py+h*0.01, w*0.15, h*0.026), 12, veil(hex("#5a2c2c"), 0.55))
	for i := range 21 {
		a := -1.45 + 2.9*float64(i)/20 + c.rnd.between(-0.1, 0.1)
		length := h * c.rnd.between(0.24, 0.42) * (1 - 0.22*math.Abs(a))
		tone := mix(hex("#2f5b42"), hex("#9cb866"), c.rnd.next())
		x, y := px+math.Sin(a)*length*0.36, py-h*0.165-math.Cos(a)*length*0.42
		c.fill(stroke(constant(4), px, py-h*0.15, px+math.Sin(a)*length*0.12, py-h*0.15-length*0.25, x, y), solid(hex("#47704a")))
		c.fill(leaf(x, y, length*0.62, a, 0.32), across(x-length*0.3, x+length*0.3, ramp(stop{0, mix(tone, hex("#e7e7a0"), 0.25)}, stop{1, mix(tone, hex("#173a33"), 0.3)})))
		c.fill(stroke(taper(2.6, 0.6), x, y, x+math.Sin(a)*length*0.3, y-math.Cos(a)*length*0.3, x+math.Sin(a)*length*0.58, y-math.Cos(a)*length*0.58), veil(hex("#eef0bd"), 0.55))
	}
	pot := &path{}
	pot.to(px-w*0.095, py-h*0.165).to(px-w*0.072, py-h*0.012).curve(px-w*0.06, py+h*0.012, px+w*0.06, py+h*0.012, px+w*0.072, py-h*0.012)
	c.fill(pot.to(px+w*0.095, py-h*0.165).close(), across(px-w*0.1, px+w*0.1, even("#e9dccb", "#fff8ec", "#cdb9a8", "#8d7773")))
	c.fill(round(px-w*0.105, py-h*0.19, w*0.21, h*0.036, 8), across(px-w*0.1, px+w*0.1, even("#f4e9da", "#fffaf2", "#d8c6b5", "#9b8580")))
	c.fill(rect(px-w*0.083, py-h*0.085, w*0.166, h*0.016), veil(hex("#c65b42"), 0.75))
}

// leaf grows from x, y, a being its angle from upright.
func leaf(x, y, length, a, wide float64) *path {
	sin, cos := math.Sincos(a)
	at := func(along, side float64) (float64, float64) {
		return x + sin*along*length + cos*side*length, y - cos*along*length + sin*side*length
	}
	p := &path{}
	p.to(x, y)
	x1, y1 := at(0.2, wide*0.75)
	x2, y2 := at(0.72, wide*0.62)
	x3, y3 := at(1, 0)
	p.curve(x1, y1, x2, y2, x3, y3)
	x1, y1 = at(0.72, -wide*0.62)
	x2, y2 = at(0.2, -wide*0.75)
	return p.curve(x1, y1, x2, y2, x, y).close()
}

// library: a tall window between shelves, a ladder, light on the floor.
func library(c *canvas) {
	w, h := c.size()
	floor := h * 0.80
	c.wash(down(0, h, even("#3d2a2c", "#55382f", "#6b4634", "#4a2f2b")))
	spines := []string{"#a8483a", "#c98a3e", "#3f6a6a", "#75506c", "#d8b878", "#56744f", "#7d3a35", "#2f4a63", "#b56a45", "#8b8a62"}
	shelf := func(x0, x1 float64) {
		c.fill(rect(x0, 0, x1-x0, floor), solid(hex("#2b1b1f")))
		const rows = 7
		for r := range rows {
			y0 := floor * float64(r) / rows
			y1 := floor*float64(r+1)/rows - 13
			for x := x0 + 6; x < x1-8; {
				bw := c.rnd.between(11, 27)
				if x+bw > x1-6 {
					break
				}
				bh := (y1 - y0) * c.rnd.between(0.62, 0.9)
				tone := mix(hex(spines[c.rnd.pick(len(spines))]), hex("#3a2329"), 0.26)
				lit := clamp(1-math.Abs(x+bw/2-w/2)/(w*0.52), 0, 1)
				tone = mix(tone, hex("#ffdf9e"), lit*0.42)
				c.fill(round(x, y1-bh, bw-1.5, bh, 2), across(x, x+bw, ramp(stop{0, mix(tone, hex("#1d1218"), 0.3)}, stop{0.4, mix(tone, hex("#fff0c8"), 0.12)}, stop{1, mix(tone, hex("#1d1218"), 0.4)})))
				if c.rnd.next() > 0.4 {
					c.fill(rect(x+2, y1-bh*0.8, bw-5.5, 4), veil(hex("#f0d08c"), 0.75))
					c.fill(rect(x+2, y1-bh*0.2, bw-5.5, 3), veil(hex("#f0d08c"), 0.55))
				}
				x += bw
				if c.rnd.next() > 0.94 {
					x += c.rnd.between(10, 30)
				}
			}
			c.fill(rect(x0, y1, x1-x0, 13), down(y1, y1+13, even("#a87647", "#6a432f")))
		}
	}
	left, right := w*0.27, w*0.73
	shelf(-5, left)
	shelf(right, w+5)
	for _, x := range []float64{left - 9, right - 9} {
		c.fill(rect(x, 0, 18, floor), across(x, x+18, even("#6d4530", "#c08a54", "#6d4530")))
	}
	// The window.
	wx, wy, ww := w*0.335, h*0.075, w*0.33
	wh := floor - h*0.115 - wy
	c.fill(arch(wx-26, wy-26, ww+52, wh+40), down(wy, wy+wh, even("#b88757", "#8a5c40")))
	pane := func(x, y float64) bool {
		if x < wx || x > wx+ww || y > wy+wh {
			return false
		}
		r := ww / 2
		return y >= wy+r || math.Hypot(x-wx-r, y-wy-r) <= r
	}
	view := func(p *path, with ink) {
		c.fill(p, func(x, y float64) (colour, float64) {
			if !pane(x, y) {
				return colour{}, 0
			}
			return with(x, y)
		})
	}
	c.fill(arch(wx, wy, ww, wh), down(wy, wy+wh, even("#8fbcc9", "#c8ddd0", "#fbeec2", "#ffdf9f")))
	for i, col := range []string{"#b9c3a4", "#94ab80", "#6f9064"} {
		view(c.ground(ridge(wy+wh*(0.70+0.09*float64(i)), wh*0.05, ww*0.55, 4, uint64(9+i*4))), down(wy+wh*0.6, wy+wh, ramp(stop{0, hex(col)}, stop{1, mix(hex(col), hex("#f6edbe"), 0.4)})))
	}
	for i := range 9 {
		x := wx + ww*(0.06+0.11*float64(i))
		view(c.crown(x, wy+wh*c.rnd.between(0.86, 0.95), ww*0.085), solid(mix(hex("#4f7a50"), hex("#b9c875"), c.rnd.next()*0.6)))
	}
	c.dayStar(wx+ww*0.34, wy+wh*0.23, 13)
	bar := solid(hex("#5a3a2f"))
	for i := 1.0; i < 4; i++ {
		view(rect(wx+ww*i/4-4, wy, 8, wh), bar)
	}
	for i := 1.0; i < 6; i++ {
		view(rect(wx, wy+wh*i/6-3.5, ww, 7), bar)
	}
	c.glow(wx+ww/2, wy+wh*0.55, w*0.62, hex("#ffe6a8"), 0.60)
	c.fill(rect(wx-46, wy+wh+2, ww+92, 24), down(wy+wh, wy+wh+26, even("#e3b57c", "#8a5a3c")))
	c.fill(rect(left+9, wy+wh+26, right-left-18, floor-wy-wh-26), down(wy+wh, floor, even("#6b4533", "#49302c")))
	// The floor, with the window lying on it.
	c.fill(rect(0, floor, w, h-floor), down(floor, h, even("#8f5f3f", "#6e4533", "#3c2629")))
	for i := -9.0; i <= 9; i++ {
		c.fill(polygon(w/2+i*58-1, floor, w/2+i*58+1, floor, w/2+i*112+2, h, w/2+i*112-2, h), veil(hex("#2c1a1c"), 0.4))
	}
	for i := range 4 {
		for k := range 3 {
			a, b := float64(i)/4+0.02, float64(i+1)/4-0.02
			t0, t1 := float64(k)/3+0.03, float64(k+1)/3-0.03
			at := func(u, t float64) (float64, float64) {
				return w*(0.39+0.235*u) + (u-0.35)*w*0.26*t - w*0.05*t, floor + (h-floor)*(0.06+0.82*t)
			}
			x0, y0 := at(a, t0)
			x1, y1 := at(b, t0)
			x2, y2 := at(b, t1)
			x3, y3 := at(a, t1)
			c.soft(polygon(x0, y0, x1, y1, x2, y2, x3, y3), 4, veil(hex("#ffe0a0"), 0.62-0.14*float64(k)))
		}
	}
	for i := range 4 { // light in the dust
		x := wx + ww*(0.10+0.24*float64(i))
		c.soft(polygon(x, wy+wh*0.12, x+ww*0.16, wy+wh*0.12, x+ww*0.30-w*0.05, h*0.94, x-w*0.09, h*0.94), 18, fadeDown(hex("#ffeebb"), wy, 0.17, h*0.94, 0.02))
	}
	// The ladder leans on the right shelf.
	rail := across(right, w, even("#d9a565", "#8a5a38"))
	for i := range 13 {
		t := (float64(i) + 0.7) / 13.5
		y := h*0.075 + (h*0.865-h*0.075)*t
		x := w*0.835 - w*0.095*t
		c.fill(rect(x-3, y, w*0.088, 9), down(y, y+9, even("#e8bb7a", "#7d5034")))
	}
	for _, d := range []float64{0, w * 0.088} {
		c.fill(polygon(w*0.835+d-6, h*0.065, w*0.835+d+6, h*0.065, w*0.740+d+7, h*0.87, w*0.740+d-7, h*0.87), rail)
	}
	// A chair to sit and read.
	x, y, s := w*0.235, h*0.90, w*0.27
	c.soft(oval(x, y+s*0.03, s*0.58, s*0.09), 12, veil(hex("#1c0f14"), 0.6))
	for _, k := range []float64{-0.36, 0.33} {
		c.fill(polygon(x+s*k-7, y-s*0.16, x+s*k+9, y-s*0.16, x+s*k+5, y+s*0.04, x+s*k-3, y+s*0.04), solid(hex("#3a221f")))
	}
	fabric := even("#1f4a4c", "#3d7a73", "#6fa28d")
	c.fill(round(x-s*0.40, y-s*0.98, s*0.72, s*0.80, 54), across(x-s*0.4, x+s*0.45, fabric))
	c.fill(round(x-s*0.34, y-s*0.42, s*0.70, s*0.24, 22), across(x-s*0.4, x+s*0.45, even("#2a5c5b", "#5d9a88", "#b9cf9f")))
	c.fill(round(x-s*0.52, y-s*0.56, s*0.20, s*0.46, 26), across(x-s*0.5, x-s*0.3, even("#1b4044", "#3f7a72")))
	c.fill(round(x+s*0.28, y-s*0.56, s*0.22, s*0.46, 26), across(x+s*0.28, x+s*0.5, even("#4f8d80", "#a9cba0")))
	c.fill(round(x-s*0.20, y-s*0.72, s*0.34, s*0.30, 18), across(x-s*0.2, x+s*0.14, even("#c9743e", "#f2b45f")))
}
