package flow

import "testing"

func TestFreePlace(t *testing.T) {
	size := Size{W: 100, H: 60}
	word := Box{X: -300, Y: -100, W: 600, H: 200}
	for _, c := range []struct {
		name  string
		wish  Point
		taken []Box
		want  Point
	}{
		{"AnEmptyBoard", Point{X: 5, Y: 6}, nil, Point{X: 5, Y: 6}},
		{"AFreeWish", Point{X: 500, Y: 0}, []Box{word}, Point{X: 500, Y: 0}},
		{"BelowWhenItIsInTheMiddle", Point{}, []Box{word}, Point{X: 0, Y: 154}},
		{"AboveWhenThatIsNearer", Point{Y: -90}, []Box{word}, Point{X: 0, Y: -154}},
		{"RightWhenThatIsNearer", Point{X: 320}, []Box{word}, Point{X: 374, Y: 0}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := freePlace(size, c.wish, c.taken)
			if got != c.want {
				t.Errorf("%+v, want %+v", got, c.want)
			}
			if overlapsAny(boxAround(got, size), c.taken) {
				t.Error("it hides something")
			}
		})
	}
}

func TestNearPlace(t *testing.T) {
	size := Size{W: 280, H: 168}
	grid := []Box{} // 20 pictures with gaps that are too narrow, and one hole from 936, 496 on
	for row := range 4 {
		for column := range 5 {
			if row != 2 || column != 3 {
				grid = append(grid, Box{X: float64(column) * 312, Y: float64(row) * 248, W: 300, H: 236})
			}
		}
	}
	for _, c := range []struct {
		name  string
		size  Size
		wish  Point
		taken []Box
		want  Point
	}{
		{"AnEmptyBoard", size, Point{X: 5, Y: 6}, nil, Point{X: 5, Y: 6}},
		{"BesideOne", size, Point{X: 10}, []Box{{X: -100, Y: -50, W: 200, H: 100}}, Point{X: 10, Y: 158}},
		{"IntoTheHole", Size{W: 250, H: 168}, Point{X: 700, Y: 500}, grid, Point{X: 1073, Y: 592}},
		{"OutOfACrowd", Size{W: 280, H: 168}, Point{X: 300, Y: 500}, grid, Point{X: -164, Y: 500}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := nearPlace(c.size, c.wish, c.taken)
			if got != c.want {
				t.Errorf("%+v, want %+v", got, c.want)
			}
			if overlapsAny(boxAround(got, c.size), c.taken) {
				t.Error("it hides something")
			}
		})
	}
}
