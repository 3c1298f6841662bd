package flow

import (
	"math"
	"slices"
)

// Rules of packing pictures:
//   - They stay in the order given, in rows that fill their block; each picture
//     keeps its aspect. Many pictures are one block; a few, where whole rows
//     could not come near the wanted shape, may be two blocks side by side.
//   - Between any two neighbours there are packGap units.
//   - The whole comes as near to 16:10 as it can, then with rows as even in
//     height as they can be.
//   - A picture covers about packArea square units on average, however many
//     there are.

const (
	packGap    = 12
	packArea   = 300 * 300
	packAspect = 16.0 / 10
	packFew    = 11 // up to so many every division is tried
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

// block is a rectangle of rows, each given by the aspects of its pictures.
type block [][]float64

// height without gaps, as a share of the block's width.
func (b block) height() float64 {
	h := 0.0
	for _, row := range b {
		h += 1 / sum(row)
	}
	return h
}

// gaps is what the gaps add to the height of a block of a given width: those
// between rows, less what those between pictures take from each row.
func (b block) gaps() float64 {
	g := packGap * float64(len(b)-1)
	for _, row := range b {
		g -= packGap * float64(len(row)-1) / sum(row)
	}
	return g
}

// width at which the block is h high.
func (b block) width(h float64) float64 { return (h - b.gaps()) / b.height() }

// fits tells whether a block of that width leaves every row some room.
func (b block) fits(w float64) bool {
	for _, row := range b {
		if w < 2*packGap*float64(len(row)-1)+1 {
			return false
		}
	}
	return true
}

// pack lays pictures out as a collage with its top left at 0, 0 and gives the
// size of the whole. A size that is not known is taken for a square.
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
	blocks := bestBlocks(aspects)
	h := packHeight(blocks, len(sizes))
	boxes := make([]Box, 0, len(sizes))
	left := 0.0
	for _, b := range blocks {
		w, y := b.width(h), 0.0
		for _, row := range b {
			x, rowHeight := left, (w-packGap*float64(len(row)-1))/sum(row)
			for _, a := range row {
				boxes = append(boxes, Box{X: x, Y: y, W: a * rowHeight, H: rowHeight})
				x += a*rowHeight + packGap
			}
			y += rowHeight + packGap
		}
		left += w + packGap
	}
	return boxes, Size{W: left - packGap, H: h}
}

// packHeight is the height at which n pictures cover the wanted area, or more
// where a row would otherwise be narrower than its gaps.
func packHeight(blocks []block, n int) float64 {
	h := math.Sqrt(packArea * float64(n) / aspectOf(blocks))
	for _, b := range blocks {
		for !b.fits(b.width(h)) {
			h *= 1.25
		}
	}
	return h
}

// aspectOf the whole, without gaps.
func aspectOf(blocks []block) float64 {
	aspect := 0.0
	for _, b := range blocks {
		aspect += 1 / b.height()
	}
	return aspect
}

func sum(v []float64) float64 {
	s := 0.0
	for _, x := range v {
		s += x
	}
	return s
}

// score is small for a whole of the wanted aspect with even rows. Within 10 %
// of the aspect evenness decides; beyond, the aspect does.
func score(blocks []block) float64 {
	smallest, largest := math.Inf(1), 0.0
	for _, b := range blocks {
		w := 1 / b.height()
		for _, row := range b {
			smallest, largest = min(smallest, w/sum(row)), max(largest, w/sum(row))
		}
	}
	return shapeScore(aspectOf(blocks), packAspect) + 0.35*math.Log(largest/smallest) + 0.1*float64(len(blocks)-1)
}

func shapeScore(aspect, wanted float64) float64 {
	off := math.Abs(math.Log(aspect / wanted))
	return off + 12*max(0, off-0.1)
}

// rowsScore is score for one block of a wanted aspect.
func rowsScore(rows block, wanted float64) float64 {
	smallest, largest := math.Inf(1), 0.0
	for _, row := range rows {
		smallest, largest = min(smallest, sum(row)), max(largest, sum(row))
	}
	return shapeScore(1/rows.height(), wanted) + 0.35*math.Log(largest/smallest)
}

func bestBlocks(aspects []float64) []block {
	if len(aspects) <= packFew {
		return bestOfFew(aspects)
	}
	best := []block{bestRows(aspects, 0)}
	for k := 1; k <= 4; k++ {
		// A column at the left takes up what whole rows cannot.
		column := block{}
		for i := range k {
			column = append(column, aspects[i:i+1])
		}
		if two := []block{column, bestRows(aspects[k:], 1/column.height())}; score(two) < score(best) {
			best = two
		}
	}
	return best
}

// bestOfFew tries every division into rows, and every division in two blocks.
func bestOfFew(aspects []float64) []block {
	var best []block
	bestScore := math.Inf(1)
	try := func(blocks ...block) {
		if s := score(blocks); s < bestScore-1e-9 {
			best, bestScore = blocks, s
		}
	}
	for rows := range everyDivision(aspects) {
		try(rows)
	}
	for k := 1; k < len(aspects); k++ {
		rights := slices.Collect(everyDivision(aspects[k:]))
		for left := range everyDivision(aspects[:k]) {
			for _, right := range rights {
				try(left, right)
			}
		}
	}
	return best
}

// everyDivision gives all ways to cut the pictures into rows: a bit of cuts
// stands for a cut behind a picture.
func everyDivision(aspects []float64) func(yield func(block) bool) {
	return func(yield func(block) bool) {
		for cuts := range 1 << (len(aspects) - 1) {
			rows, from := block{}, 0
			for i := range aspects {
				if i == len(aspects)-1 || cuts>>i&1 == 1 {
					rows = append(rows, aspects[from:i+1])
					from = i + 1
				}
			}
			if !yield(rows) {
				return
			}
		}
	}
}

// bestRows tries many even and uneven divisions into rows, beside a block of
// which the aspect is given.
func bestRows(aspects []float64, beside float64) block {
	total := sum(aspects)
	best, bestScore := block{aspects}, math.Inf(1)
	wanted := max(packAspect-beside, 0.2)
	ideal := int(math.Sqrt(total / wanted))
	for count := max(1, ideal-2); count <= min(ideal+3, len(aspects)); count++ {
		for _, lean := range []float64{0, 0.15, -0.15, 0.3, -0.3, 0.5, -0.5, 0.7, -0.7} {
			for _, wave := range []float64{0, 0.2, -0.2, 0.4, -0.4} {
				rows := divide(aspects, total, count, lean, wave)
				if s := rowsScore(rows, wanted); s < bestScore-1e-9 {
					best, bestScore = rows, s
				}
			}
		}
	}
	return best
}

// divide cuts the pictures into count rows. lean makes rows wider towards the
// end, wave makes every second row wider.
func divide(aspects []float64, total float64, count int, lean, wave float64) block {
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
	rows := make(block, 0, count)
	i, laid, want := 0, 0.0, 0.0
	for r, w := range weights {
		want += w / all * total
		from, left := i, count-r-1
		for i < len(aspects)-left && (i == from || left == 0 || laid+aspects[i]/2 <= want) {
			laid += aspects[i]
			i++
		}
		rows = append(rows, aspects[from:i])
	}
	return rows
}
