package plan

import (
	"testing"
	"time"

	"northboard/backend/clock"
)

const today = clock.Day("2026-11-22") // a Sunday

func ptr[T any](v T) *T { return &v }

func at(day clock.Day) clock.Instant { return clock.Resolve(day, "12:00", time.UTC) }

func TestProgress_Rules(t *testing.T) {
	done := ptr(at(today))
	rows := []struct {
		name   string
		goal   Goal
		latest *float64
		steps  Steps
		want   *float64
	}{
		{"nothing", Goal{Measure: MeasureNone}, nil, Steps{}, nil},
		{"steps", Goal{Measure: MeasureNone}, nil, Steps{Total: 4, Done: 1}, ptr(0.25)},
		{"no_reading", Goal{Measure: MeasureNumber, Target: ptr(12.0)}, nil, Steps{Total: 2, Done: 2}, ptr(0.0)},
		{"number", Goal{Measure: MeasureNumber, Start: 4, Target: ptr(10.0)}, ptr(7.0), Steps{}, ptr(0.5)},
		{"downwards", Goal{Measure: MeasureNumber, Start: 90, Target: ptr(80.0)}, ptr(85.0), Steps{}, ptr(0.5)},
		{"beyond", Goal{Measure: MeasureNumber, Target: ptr(10.0)}, ptr(12.0), Steps{}, ptr(1.0)},
		{"back", Goal{Measure: MeasureNumber, Target: ptr(10.0)}, ptr(-2.0), Steps{}, ptr(0.0)},
		{"no_target", Goal{Measure: MeasureNumber}, ptr(3.0), Steps{Total: 2, Done: 1}, ptr(0.5)},
		{"done_or_not", Goal{Measure: MeasureDone}, nil, Steps{}, ptr(0.0)},
		{"done_with_steps", Goal{Measure: MeasureDone}, nil, Steps{Total: 3, Done: 3}, ptr(1.0)},
		{"reached", Goal{Measure: MeasureNone, Reached: done}, nil, Steps{Total: 4, Done: 1}, ptr(1.0)},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			if got := Progress(row.goal, row.latest, row.steps); !same(got, row.want) {
				t.Errorf("got %v, want %v", got, row.want)
			}
		})
	}
}

func TestStatus_Rules(t *testing.T) {
	planned := Steps{Total: 2, Done: 1}
	made := at("2026-11-12")
	rows := []struct {
		name     string
		goal     Goal
		progress *float64
		steps    Steps
		status   string
		sentence string
	}{
		{"wish", Goal{Measure: MeasureNone}, nil, Steps{}, StatusWish, "A wish so far. Add a first step."},
		{"dated_wish", Goal{Measure: MeasureNone, Due: "2026-12-04"}, nil, Steps{}, StatusWish, "A wish so far, 12 days left. Add a first step."},
		{"moving", Goal{Due: "2026-12-22"}, ptr(0.1), planned, StatusMoving, "30 days left."},
		{"undated", Goal{}, ptr(0.1), planned, StatusMoving, "On its way. No day set."},
		{"ahead", Goal{Due: "2026-12-04", Created: made}, ptr(0.9), planned, StatusMoving, "12 days left."},
		{"behind", Goal{Due: "2026-12-04", Created: made}, ptr(0.1), planned, StatusDueSoon, "12 days left."},
		{"today", Goal{Due: today, Created: made}, ptr(0.5), planned, StatusDueSoon, "Due today."},
		{"tomorrow", Goal{Due: "2026-11-23", Created: made}, nil, planned, StatusDueSoon, "Due tomorrow."},
		{"all_done", Goal{Due: "2026-11-23", Created: made}, ptr(1.0), planned, StatusMoving, "All done. Mark it as reached?"},
		{"late", Goal{Due: "2026-11-20"}, ptr(0.5), planned, StatusLate, "Due last Friday. Change the day or finish it."},
		{"yesterday", Goal{Due: "2026-11-21"}, nil, Steps{}, StatusLate, "Due yesterday. Change the day or finish it."},
		{"long_ago", Goal{Due: "2025-11-03"}, nil, planned, StatusLate, "Due on 3 November 2025. Change the day or finish it."},
		{"reached", Goal{Due: "2026-11-01", Reached: ptr(at("2026-11-03"))}, ptr(1.0), planned, StatusReached, "Reached on 3 November."},
		{"weeks", Goal{Due: "2027-01-10"}, nil, planned, StatusMoving, "7 weeks left."},
		{"months", Goal{Due: "2027-06-01"}, nil, planned, StatusMoving, "6 months left."},
		{"almost two years", Goal{Due: "2028-11-21"}, nil, planned, StatusMoving, "23 months left."},
		{"years", Goal{Due: "2030-01-01"}, nil, planned, StatusMoving, "3 years left."},
		{"measured", Goal{Measure: MeasureNumber, Target: ptr(12.0)}, ptr(0.0), Steps{}, StatusMoving, "On its way. No day set."},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			g := row.goal
			if g.Measure == "" {
				g.Measure = MeasureNone
			}
			status, sentence := Status(g, row.progress, row.steps, today, time.UTC)
			if status != row.status || sentence != row.sentence {
				t.Errorf("got %q %q, want %q %q", status, sentence, row.status, row.sentence)
			}
		})
	}
}

func TestSmartOf_Marks(t *testing.T) {
	rows := []struct {
		name  string
		goal  Goal
		steps Steps
		want  string
	}{
		{"bare", Goal{Title: "Improve"}, Steps{}, ""},
		{"vague", Goal{Title: "Be better at things"}, Steps{}, ""},
		{"specific", Goal{Title: "Read books"}, Steps{}, "S"},
		{"all", Goal{Title: "Read 12 books", Target: ptr(12.0), Why: "to grow", AspirationIDs: []string{"a"}, Due: today}, Steps{Total: 1}, "SMART"},
		{"hours", Goal{Title: "Read books", Measure: MeasureDone, Hours: ptr(2.0), AspirationIDs: []string{"a"}}, Steps{}, "SMAR"},
		{"no_target", Goal{Title: "Read books", Measure: MeasureNumber}, Steps{}, "S"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			m := SmartOf(row.goal, row.steps)
			got := ""
			for _, mark := range []struct {
				letter string
				is     bool
				hint   string
			}{{"S", m.S, m.SHint}, {"M", m.M, m.MHint}, {"A", m.A, m.AHint}, {"R", m.R, m.RHint}, {"T", m.T, m.THint}} {
				if mark.is {
					got += mark.letter
				}
				if mark.is != (mark.hint == "") {
					t.Errorf("%s is %v with the hint %q", mark.letter, mark.is, mark.hint)
				}
			}
			if got != row.want {
				t.Errorf("got %q, want %q", got, row.want)
			}
		})
	}
}

func TestNextAction_Order(t *testing.T) {
	done := ptr(at(today))
	tasks := []Task{
		{ID: "done", Done: done, Due: "2026-01-01"},
		{ID: "first"},
		{ID: "later", Due: "2026-12-01"},
		{ID: "noon", Due: "2026-11-30", DueTime: "12:00"},
		{ID: "morning", Due: "2026-11-30", DueTime: "09:00"},
		{ID: "anytime", Due: "2026-11-30"},
	}
	want := []string{"morning", "noon", "anytime", "later", "first"}
	for _, id := range want {
		next, ok := NextAction(tasks)
		if !ok || next.ID != id {
			t.Fatalf("got %q, want %q", next.ID, id)
		}
		for i := range tasks {
			if tasks[i].ID == id {
				tasks[i].Done = done
			}
		}
	}
	if next, ok := NextAction(tasks); ok {
		t.Errorf("got %q when all is done", next.ID)
	}
}

func TestDaysLeft_Days(t *testing.T) {
	for due, want := range map[clock.Day]*int{"": nil, "nonsense": nil, today: ptr(0), "2026-11-21": ptr(-1), "2027-11-22": ptr(365)} {
		if got := DaysLeft(due, today); !same(got, want) {
			t.Errorf("%q: got %v", due, got)
		}
	}
}
