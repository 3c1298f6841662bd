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
