package flow

import (
	"cmp"
	"math"
	"slices"
)

// freeGap is what lies between a collage and what was on the board before it.
const freeGap = 24

// freePlace is where the middle of something new goes, so that it hides nothing: the wished point where that is free,
// else beside all that lies there, on the side that is nearest to the wish.
func freePlace(whole Size, wish Point, taken []Box) Point {
	if len(taken) == 0 || !overlapsAny(boxAround(wish, whole), taken) {
		return wish
	}
	all := around(taken)
	middle := Point{X: all.X + all.W/2, Y: all.Y + all.H/2}
	sides := []Point{
		{X: middle.X, Y: all.Y + all.H + freeGap + whole.H/2},
		{X: all.X + all.W + freeGap + whole.W/2, Y: middle.Y},
		{X: middle.X, Y: all.Y - freeGap - whole.H/2},
		{X: all.X - freeGap - whole.W/2, Y: middle.Y},
	}
	best := sides[0]
	for _, side := range sides[1:] {
		if distance(side, wish) < distance(best, wish)-1 {
			best = side
		}
	}
	return best
}

// nearBoxes is how many of what lies nearest to a wish nearPlace tries to stand beside.
const nearBoxes = 24

// nearPlace is where the middle of one new thing goes: the wished point where that is free, else the free place
// nearest to it that lies in line with what is there. Where all is crowded it is a freePlace.
func nearPlace(size Size, wish Point, taken []Box) Point {
	if !overlapsAny(boxAround(wish, size), taken) {
		return wish
	}
	near := slices.Clone(taken)
	slices.SortFunc(near, func(a, b Box) int {
		return cmp.Compare(away(a, wish), away(b, wish))
	})
	xs, ys := []float64{wish.X}, []float64{wish.Y}
	for _, b := range near[:min(len(near), nearBoxes)] {
		xs = append(xs, b.X+b.W+freeGap+size.W/2, b.X-freeGap-size.W/2)
		ys = append(ys, b.Y+b.H+freeGap+size.H/2, b.Y-freeGap-size.H/2)
	}
	places := make([]Point, 0, len(xs)*len(ys))
	for _, x := range xs {
		for _, y := range ys {
			places = append(places, Point{X: x, Y: y})
		}
	}
	slices.SortStableFunc(places, func(a, b Point) int {
		return cmp.Compare(distance(a, wish), distance(b, wish))
	})
	for _, place := range places {
		if !overlapsAny(boxAround(place, size), taken) {
			return place
		}
	}
	return freePlace(size, wish, taken)
}

// away is how far a point is from a box; 0 inside it.
func away(b Box, p Point) float64 {
	return math.Hypot(max(b.X-p.X, p.X-b.X-b.W, 0), max(b.Y-p.Y, p.Y-b.Y-b.H, 0))
}

// around is the smallest box that holds all of them; they are at least one.
func around(boxes []Box) Box {
	left, top, right, bottom := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, b := range boxes {
		left, top = min(left, b.X), min(top, b.Y)
		right, bottom = max(right, b.X+b.W), max(bottom, b.Y+b.H)
	}
	return Box{X: left, Y: top, W: right - left, H: bottom - top}
}

func boxAround(middle Point, size Size) Box {
	return Box{X: middle.X - size.W/2, Y: middle.Y - size.H/2, W: size.W, H: size.H}
}

func overlapsAny(b Box, others []Box) bool {
	for _, o := range others {
		if b.X < o.X+o.W && o.X < b.X+b.W && b.Y < o.Y+o.H && o.Y < b.Y+b.H {
			return true
		}
	}
	return false
}

func distance(a, b Point) float64 { return math.Hypot(a.X-b.X, a.Y-b.Y) }
