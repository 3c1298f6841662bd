package plan

import (
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"

	"northboard/backend/clock"
)

func reading(day clock.Day, value float64) Reading { return Reading{Day: day, Value: value} }

// TestPaceOf_Rules: today is 2026-11-22.
func TestPaceOf_Rules(t *testing.T) {
	books := Goal{Measure: MeasureNumber, Unit: "books", Start: 0, Target: ptr(20.0), Due: "2027-01-31", Created: at("2026-09-13")}
	weight := Goal{Measure: MeasureNumber, Unit: "kg", Start: 90, Target: ptr(80.0), Due: "2027-01-31", Created: at("2026-09-13")}
	for _, c := range []struct {
		name     string
		goal     Goal
		readings []Reading
		required float64
		recent   float64
		safe     clock.Day
		forecast clock.Day
		text     string
	}{
		{"nothing_noted", books, nil, 2, math.NaN(), "", "", "About 2 books a week from now on. Note where you stand, and the pace shows."},
		{"on_the_path", books, []Reading{reading("2026-11-22", 10)}, 1, 1, "2026-11-22", "2027-01-31",
			"About 1 books a week to get there in time; lately it was about 1 books. At this pace: 31 January 2027, on the day."},
		{"ahead", books, []Reading{reading("2026-11-22", 15)}, 0.5, 1.5, "2026-12-27", "2026-12-16",
			"About 0.5 books a week to get there in time; lately it was about 1.5 books. At this pace: 16 December, 6 weeks before the day."},
		{"behind", books, []Reading{reading("2026-11-22", 5)}, 1.5, 0.5, "", "2027-06-20",
			"About 1.5 books a week to get there in time; lately it was about 0.5 books. At this pace: 20 June 2027, 4 months after the day."},
		{"downwards", weight, []Reading{reading("2026-11-22", 85)}, -0.5, -0.5, "2026-11-22", "2027-01-31",
			"About 0.5 kg a week to get there in time; lately it was about 0.5 kg. At this pace: 31 January 2027, on the day."},
		{"the_wrong_way", weight, []Reading{reading("2026-11-22", 95)}, -1.5, 0.5, "", "", "About 1.5 kg a week to get there in time."},
		{"reached", books, []Reading{reading("2026-11-22", 21)}, math.NaN(), 2.1, "2027-01-31", "", "The target is reached."},
		{"no_target", Goal{Measure: MeasureNumber, Created: at("2026-09-13")}, []Reading{reading("2026-11-22", 7)}, math.NaN(), 0.7, "", "", "Give it a target, and the pace shows."},
		{"level", Goal{Measure: MeasureLevel, Start: 1, Target: ptr(3.0), Due: "2027-01-31", Created: at("2026-09-13")}, []Reading{reading("2026-11-22", 2)}, 0.1, 0.1,
			"2026-11-22", "2027-01-31", "One level to go, 10 weeks left."},
		{"late", Goal{Measure: MeasureNumber, Target: ptr(10.0), Due: "2026-11-01", Created: at("2026-09-13")}, []Reading{reading("2026-11-22", 5)}, math.NaN(), 0.5, "",
			"2027-01-31", "At this pace: 31 January 2027, 2 months after the day."},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := PaceOf(c.goal, c.readings, today, time.UTC)
			near := func(got *float64, want float64) bool {
				return got == nil && math.IsNaN(want) || got != nil && math.Abs(*got-want) < 0.01
			}
			if !near(p.Required, c.required) || !near(p.Recent, c.recent) || p.SafeUntil != c.safe || p.Forecast != c.forecast || p.Text != c.text {
				t.Errorf("required %v, recent %v, safe until %q, forecast %q, %q", deref(p.Required), deref(p.Recent), p.SafeUntil, p.Forecast, p.Text)
			}
		})
	}
}

func deref(p *float64) any {
	if p == nil {
		return nil
	}
	return *p
}

// TestTheilSen_Robust: a quarter of the readings being nonsense does not bend the pace.
func TestTheilSen_Robust(t *testing.T) {
	days := []dayValue{}
	for k := range 40 {
		v := 2 * float64(k)
		if k%4 == 3 {
			v = 1e6
		}
		days = append(days, dayValue{clock.Day("2026-01-01").Add(k), v})
	}
	if slope, ok := theilSen(days); !ok || slope < 1.9 || slope > 2.6 {
		t.Errorf("slope %v", slope)
	}
}

// TestProgress_InBounds: whatever is read and done, progress is between 0 and 1,
// and a forecast is not in the past.
func TestProgress_InBounds(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		wild := rapid.Float64Range(-1e15, 1e15)
		g := Goal{
			Title: "x", Measure: rapid.SampledFrom([]string{MeasureNone, MeasureNumber, MeasurePercent, MeasureMoney, MeasureDone, MeasureLevel}).Draw(rt, "measure"),
			Start: wild.Draw(rt, "start"), Created: at("2026-01-01"), Due: clock.Day("2026-01-01").Add(rapid.IntRange(-400, 4000).Draw(rt, "due")),
		}
		if rapid.Bool().Draw(rt, "has target") {
			target := wild.Draw(rt, "target")
			g.Target = &target
		}
		readings, day := []Reading{}, clock.Day("2025-06-01")
		for range rapid.IntRange(0, 60).Draw(rt, "readings") {
			day = day.Add(rapid.IntRange(0, 5).Draw(rt, "gap"))
			readings = append(readings, reading(day, wild.Draw(rt, "value")))
		}
		steps := Steps{}
		for range rapid.IntRange(0, 12).Draw(rt, "steps") {
			var share *int
			if rapid.Bool().Draw(rt, "shared") {
				share = ptr(rapid.IntRange(0, 100).Draw(rt, "share"))
			}
			steps.add(rapid.Bool().Draw(rt, "done"), share)
		}
		p := Progress(g, Latest(readings), steps)
		if p != nil && !(*p >= 0 && *p <= 1) {
			rt.Fatalf("progress %v of %+v with %+v", *p, g, steps)
		}
		if p != nil && g.Target == nil && steps.Total > 0 && steps.Done == steps.Total && steps.Shared > 0 && *p < 0.999 && steps.Given == steps.Total {
			rt.Fatalf("all is done and progress is %v with %+v", *p, steps)
		}
		pace := PaceOf(g, readings, today, time.UTC)
		if pace.Forecast != "" && pace.Forecast < today {
			rt.Fatalf("forecast %s", pace.Forecast)
		}
		for _, v := range []*float64{pace.Required, pace.Recent} {
			if v != nil && (math.IsNaN(*v) || math.IsInf(*v, 0)) {
				rt.Fatalf("a pace of %v", *v)
			}
		}
	})
}
