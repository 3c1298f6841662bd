package draw

import (
	"math"
	"strconv"
)

// colour is sRGB, each channel from 0 to 1.
type colour struct{ r, g, b float64 }

// hex reads "#rrggbb".
func hex(s string) colour {
	v, err := strconv.ParseUint(s[1:], 16, 32)
	if err != nil || len(s) != 7 {
		panic("draw: not a colour: " + s)
	}
	return colour{float64(v>>16&255) / 255, float64(v>>8&255) / 255, float64(v&255) / 255}
}

// mix blends in OKLab, so that gradients between far hues stay clear instead of passing through grey mud.
func mix(a, b colour, t float64) colour {
	t = clamp(t, 0, 1)
	al, aa, ab := a.oklab()
	bl, ba, bb := b.oklab()
	return fromOklab(al+(bl-al)*t, aa+(ba-aa)*t, ab+(bb-ab)*t)
}

func linear(v float64) float64 {
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

func gamma(v float64) float64 {
	v = clamp(v, 0, 1)
	if v <= 0.0031308 {
		return v * 12.92
	}
	return 1.055*math.Pow(v, 1/2.4) - 0.055
}

func (c colour) oklab() (l, a, b float64) {
	r, g, bl := linear(c.r), linear(c.g), linear(c.b)
	x := math.Cbrt(0.4122214708*r + 0.5363325363*g + 0.0514459929*bl)
	y := math.Cbrt(0.2119034982*r + 0.6806995451*g + 0.1073969566*bl)
	z := math.Cbrt(0.0883024619*r + 0.2817188376*g + 0.6299787005*bl)
	return 0.2104542553*x + 0.7936177850*y - 0.0040720468*z,
		1.9779984951*x - 2.4285922050*y + 0.4505937099*z,
		0.0259040371*x + 0.7827717662*y - 0.8086757660*z
}

func fromOklab(l, a, b float64) colour {
	x := l + 0.3963377774*a + 0.2158037573*b
	y := l - 0.1055613458*a - 0.0638541728*b
	z := l - 0.0894841775*a - 1.2914855480*b
	x, y, z = x*x*x, y*y*y, z*z*z
	return colour{
		gamma(4.0767416621*x - 3.3077115913*y + 0.2309699292*z),
		gamma(-1.2684380046*x + 2.6097574011*y - 0.3413193965*z),
		gamma(-0.0041960863*x - 0.7034186147*y + 1.7076147010*z),
	}
}

// ink is what a path is filled with: a colour and how much it covers, at each point.
type ink func(x, y float64) (colour, float64)

func solid(c colour) ink { return veil(c, 1) }

func veil(c colour, alpha float64) ink {
	return func(float64, float64) (colour, float64) { return c, alpha }
}

// stop is one colour of a gradient.
type stop struct {
	at float64
	c  colour
}

// ramp mixes along stops; the table makes a gradient over a million pixels cheap.
func ramp(stops ...stop) func(t float64) colour {
	const steps = 1024
	table := make([]colour, steps+1)
	for i := range table {
		t := float64(i) / steps
		table[i] = stops[len(stops)-1].c
		for k := 1; k < len(stops); k++ {
			if t <= stops[k].at {
				table[i] = mix(stops[k-1].c, stops[k].c, (t-stops[k-1].at)/(stops[k].at-stops[k-1].at))
				break
			}
		}
	}
	return func(t float64) colour { return table[int(clamp(t, 0, 1)*steps)] }
}

// even spaces colours evenly, each as "#rrggbb".
func even(colours ...string) func(t float64) colour {
	stops := make([]stop, len(colours))
	for i, s := range colours {
		stops[i] = stop{float64(i) / float64(len(colours)-1), hex(s)}
	}
	return ramp(stops...)
}

// down runs a ramp from y0 to y1.
func down(y0, y1 float64, r func(float64) colour) ink {
	return func(_, y float64) (colour, float64) { return r((y - y0) / (y1 - y0)), 1 }
}

// across runs a ramp from x0 to x1.
func across(x0, x1 float64, r func(float64) colour) ink {
	return func(x, _ float64) (colour, float64) { return r((x - x0) / (x1 - x0)), 1 }
}

// fadeDown is one colour whose cover runs from a0 at y0 to a1 at y1.
func fadeDown(c colour, y0, a0, y1, a1 float64) ink {
	return func(_, y float64) (colour, float64) {
		t := clamp((y-y0)/(y1-y0), 0, 1)
		return c, a0 + (a1-a0)*t
	}
}

func clamp(v, lo, hi float64) float64 { return math.Min(math.Max(v, lo), hi) }
