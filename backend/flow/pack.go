package flow

import "math"

// Rules of packing pictures:
//   - They stay in the order given, in rows that are all equally wide; each
//     picture keeps its aspect.
//   - Between any two neighbours there are packGap units.
//   - The whole comes as near to 16:10 as it can, then with rows as even in
//     height as they can be. One to four pictures take what shape they make.
//   - A picture covers about packArea square units on average, however many
//     there are.

const (
	packGap    = 12
	packArea   = 300 * 300
	packAspect = 16.0 / 10
)

// Size is a width and a height.
type Size struct {
	W float64 `json:"w"`
	H float64 `json:"h"`
}

// Box is a place and a size.
type Box struct {
	X float64 `json:"x"`
	Y float64 `json:"y"`
	W float64 `json:"w"`
	H float64 `json:"h"`
}

// pack lays pictures out as a collage with its top left at 0, 0 and gives the
// size of the whole.
func pack(sizes []Size) ([]Box, Size) {
	if len(sizes) == 0 {
		return []Box{}, Size{}
	}
	aspects := make([]float64, len(sizes))
	for i, s := range sizes {
		aspects[i] = 1
		if s.W > 0 && s.H > 0 {
			aspects[i] = s.W / s.H
		}
	}
	rows := bestRows(aspects)
	width := packWidth(aspects, rows)
	boxes := make([]Box, 0, len(sizes))
	y, from := 0.0, 0
	for _, to := range rows {
		x, h := 0.0, rowHeight(aspects[from:to], width)
		for _, a := range aspects[from:to] {
			boxes = append(boxes, Box{X: x, Y: y, W: a * h, H: h})
			x += a*h + packGap
		}
		y += h + packGap
		from = to
	}
	return boxes, Size{W: width, H: y - packGap}
}

// rowHeight is the height at which a row of pictures is width wide.
func rowHeight(aspects []float64, width float64) float64 {
	return (width - packGap*float64(len(aspects)-1)) / sum(aspects)
}

// packWidth is the width at which the whole covers the wanted area. A gap is
// small beside a picture, so it is left out of this; but no row may be narrower
// than its gaps and a bit.
func packWidth(aspects []float64, rows []int) float64 {
	area := packArea * float64(len(aspects))
	width := math.Sqrt(area / heightOf(aspects, rows))
	from := 0
	for _, to := range rows {
		width = max(width, packGap*float64(to-from-1)*2, 64)
		from = to
	}
	return width
}

// heightOf is the height of the whole without gaps, as a share of its width.
func heightOf(aspects []float64, rows []int) float64 {
	h, from := 0.0, 0
	for _, to := range rows {
		h += 1 / sum(aspects[from:to])
		from = to
	}
	return h
}

func sum(v []float64) float64 {
	s := 0.0
	for _, x := range v {
		s += x
	}
	return s
}

// bestRows tries many even and uneven divisions into rows (each the index
// behind its last picture) and keeps the best.
func bestRows(aspects []float64) []int {
	total := sum(aspects)
	best, bestScore := []int{len(aspects)}, math.Inf(1)
	ideal := math.Sqrt(total / packAspect)
	for count := max(1, int(ideal)-2); count <= int(ideal)+3 && count <= len(aspects); count++ {
		for _, lean := range []float64{0, 0.15, -0.15, 0.3, -0.3, 0.5, -0.5, 0.7, -0.7} {
			for _, wave := range []float64{0, 0.2, -0.2, 0.4, -0.4} {
				rows := divide(aspects, total, count, lean, wave)
				if score := rowsScore(aspects, rows); score < bestScore-1e-9 {
					best, bestScore = rows, score
				}
			}
		}
	}
	return best
}

// divide cuts the pictures into count rows. lean makes rows wider towards the
// end, wave makes every second row wider.
func divide(aspects []float64, total float64, count int, lean, wave float64) []int {
	weights := make([]float64, count)
	for r := range weights {
		weights[r] = 1
		if count > 1 {
			weights[r] += lean * (2*float64(r)/float64(count-1) - 1)
		}
		if r%2 == 1 {
			weights[r] += wave
		} else {
			weights[r] -= wave
		}
	}
	all := sum(weights)
	rows := make([]int, 0, count)
	i, laid, want := 0, 0.0, 0.0
	for r, w := range weights {
		want += w / all * total
		left := count - r - 1
		start := i
		for i < len(aspects)-left && (i == start || laid+aspects[i]/2 <= want) {
			laid += aspects[i]
			i++
		}
		rows = append(rows, i)
	}
	rows[count-1] = len(aspects)
	return rows
}

// rowsScore is small for a whole of the wanted aspect with even rows.
func rowsScore(aspects []float64, rows []int) float64 {
	off := math.Abs(math.Log(1 / heightOf(aspects, rows) / packAspect))
	smallest, largest, from := math.Inf(1), 0.0, 0
	for _, to := range rows {
		h := 1 / sum(aspects[from:to])
		smallest, largest = min(smallest, h), max(largest, h)
		from = to
	}
	uneven := math.Log(largest / smallest)
	// Within 10 % of the aspect evenness decides; beyond, the aspect does.
	return off + 12*max(0, off-0.1) + 0.35*uneven
}
