package recur_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"northboard/backend/clock"
	"northboard/backend/recur"
)

// published is one case of the collection that other programs keep: see SOURCES.txt beside it.
type published struct {
	ID       string   `json:"id"`
	Start    string   `json:"dtstart"`
	Zone     string   `json:"tzid"`
	Value    string   `json:"value"`
	Rule     string   `json:"rrule"`
	ExDate   []string `json:"exdate"`
	Expected []string `json:"expected"`
	Offsets  []string `json:"expected_with_offset"`
	Complete bool     `json:"complete"`
	StartAt  string   `json:"start_at"`
	Portable bool     `json:"portable"`
}

func cases(t *testing.T) []published {
	t.Helper()
	root := os.Getenv("NORTHBOARD_CORPUS")
	if root == "" {
		root, _ = filepath.Abs("../../../shared/corpus")
	}
	raw, err := os.ReadFile(filepath.Join(root, "plan", "rrule_cases.json"))
	if err != nil {
		t.Skipf("SKIPPED: no corpus at %s", root)
	}
	var all struct{ Cases []published }
	if err := json.Unmarshal(raw, &all); err != nil {
		t.Fatal(err)
	}
	portable := slices.DeleteFunc(all.Cases, func(c published) bool { return !c.Portable })
	if len(portable) < 217 {
		t.Fatalf("only %d portable cases", len(portable))
	}
	return portable
}

const wallLayout = "20060102T150405"

func readWall(t *testing.T, s string) time.Time {
	t.Helper()
	s = strings.TrimSuffix(s, "Z")
	if len(s) == 8 {
		s += "T000000"
	}
	at, err := time.Parse(wallLayout, s)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// TestPublished runs every case that any program should pass, to the second.
func TestPublished(t *testing.T) {
	for _, c := range cases(t) {
		rule, err := recur.ParseAny(c.Rule)
		if err != nil {
			t.Errorf("%s %s: %v", c.ID, c.Rule, err)
			continue
		}
		loc := time.UTC
		if c.Zone != "" {
			if loc, err = time.LoadLocation(c.Zone); err != nil {
				t.Fatal(err)
			}
		}
		got := rule.At(loc).Walls(readWall(t, c.Start), len(c.Expected)+len(c.ExDate)+1)
		for _, x := range c.ExDate {
			got = slices.DeleteFunc(got, readWall(t, x).Equal)
		}
		if !c.Complete && len(got) > len(c.Expected) {
			got = got[:len(c.Expected)]
		}
		for i, want := range c.Expected {
			c.Expected[i] = strings.TrimSuffix(want, "Z")
		}
		texts := make([]string, len(got))
		for i, at := range got {
			texts[i] = at.Format(wallLayout)
			if c.Value == "DATE" {
				texts[i] = at.Format("20060102")
			}
		}
		if !slices.Equal(texts, c.Expected) && !inGap(c, texts, loc) {
			t.Errorf("%s %s from %s:\n got  %v\n want %v", c.ID, c.Rule, c.Start, texts, c.Expected)
		}
		checkPoints(t, c, rule.At(loc), loc)
	}
}

// inGap: the case is written as the clock shows it, which in a gap is not what the rule says.
func inGap(c published, texts []string, loc *time.Location) bool {
	if len(c.Offsets) != len(texts) {
		return false
	}
	for i, text := range texts {
		at, err := time.Parse(wallLayout, text)
		if err != nil {
			return false
		}
		point := recur.Moment{Day: clock.DayOf(at), Time: clock.TimeOfDay(at.Format("15:04"))}.In(loc).Add(time.Duration(at.Second()) * time.Second)
		if point.In(loc).Format(time.RFC3339) != c.Offsets[i] {
			return false
		}
	}
	return true
}

// checkPoints compares points in time, by the way that the program goes.
func checkPoints(t *testing.T, c published, rule recur.Rule, loc *time.Location) {
	t.Helper()
	if len(c.Offsets) == 0 {
		return
	}
	start := readWall(t, c.Start)
	from := recur.Moment{Day: clock.DayOf(start), Time: clock.TimeOfDay(start.Format("15:04"))}
	found := rule.Between(from, from, recur.Moment{Day: "2100-01-01"}, len(c.Offsets))
	for i, m := range found {
		want, err := time.Parse(time.RFC3339, c.Offsets[i])
		if err != nil {
			t.Fatal(err)
		}
		if got := m.In(loc).In(time.UTC); !got.Equal(want.Truncate(time.Minute)) {
			t.Errorf("%s: number %d is at %v, want %v", c.ID, i, got, want)
		}
	}
	if len(found) != len(c.Offsets) {
		t.Errorf("%s: %d points, want %d", c.ID, len(found), len(c.Offsets))
	}
}

// TestPublished_Tail begins in the middle: what is before the window is never needed.
func TestPublished_Tail(t *testing.T) {
	for _, c := range cases(t) {
		rule, err := recur.Parse(c.Rule)
		if err != nil || c.Zone != "" || len(c.ExDate) > 0 || len(c.Expected) < 3 {
			continue
		}
		start := readWall(t, c.Start)
		from := recur.Moment{Day: clock.DayOf(start), Time: clock.TimeOfDay(start.Format("15:04"))}
		for i := 0; i+1 < len(c.Expected); i++ {
			at := readWall(t, c.Expected[i])
			want := readWall(t, c.Expected[i+1])
			if at.Second() != 0 || want.Second() != 0 || start.Second() != 0 {
				continue
			}
			next, ok := rule.Next(from, recur.Moment{Day: clock.DayOf(at), Time: clock.TimeOfDay(at.Format("15:04"))})
			if !ok || string(next.Day)+" "+string(next.Time) != want.Format("2006-01-02 15:04") {
				t.Errorf("%s %s: after %v comes %v, want %v", c.ID, c.Rule, at, next, want)
			}
		}
	}
}
