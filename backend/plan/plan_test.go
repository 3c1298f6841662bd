package plan_test

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"northboard/backend/backendtest"
	"northboard/backend/clock"
	"northboard/backend/fault"
	"northboard/backend/plan"
	"northboard/backend/store"
)

func ptr[T any](v T) *T { return &v }

// refused runs fn and expects a fault with a code and a field; nothing may be
// left behind.
func refused(t *testing.T, f *backendtest.Fixture, code fault.Code, field string, fn func(tx *store.Tx) error) {
	t.Helper()
	ctx := context.Background()
	before, err := f.Store.Seq(ctx)
	if err != nil {
		t.Fatal(err)
	}
	err = f.Store.Write(ctx, store.Op{Label: "Test", Origin: store.User}, fn)
	if fault.CodeOf(err) != code || fault.From(err).Field != field {
		t.Errorf("got %v (field %q), want %s on %q", err, fault.From(err).Field, code, field)
	}
	if after, _ := f.Store.Seq(ctx); after != before {
		t.Errorf("something was left behind")
	}
}

func must[T any](t *testing.T, f *backendtest.Fixture, fn func(tx *store.Tx) (T, error)) T {
	t.Helper()
	var got T
	f.Write(t, func(tx *store.Tx) (err error) {
		got, err = fn(tx)
		return err
	})
	return got
}

func seen[T any](t *testing.T, f *backendtest.Fixture, fn func(tx *store.Tx) (T, error)) T {
	t.Helper()
	var got T
	f.Read(t, func(tx *store.Tx) (err error) {
		got, err = fn(tx)
		return err
	})
	return got
}

func addGoal(t *testing.T, f *backendtest.Fixture, draft plan.GoalDraft) plan.Goal {
	t.Helper()
	return must(t, f, func(tx *store.Tx) (plan.Goal, error) { return plan.AddGoal(tx, draft) })
}

func addTask(t *testing.T, f *backendtest.Fixture, draft plan.TaskDraft) plan.Task {
	t.Helper()
	return must(t, f, func(tx *store.Tx) (plan.Task, error) { return plan.AddTask(tx, draft) })
}

func TestPlan_Aspirations(t *testing.T) {
	f := backendtest.New(t)
	add := func(what string, star bool) plan.Aspiration {
		return must(t, f, func(tx *store.Tx) (plan.Aspiration, error) {
			return plan.AddAspiration(tx, plan.AspirationDraft{What: what, Why: " because ", NorthStar: star})
		})
	}
	first, second := add("  Become a\n designer ", true), add("Live by the sea", false)
	if first.What != "Become a designer" || first.Why != "because" || first.Hue == second.Hue {
		t.Errorf("got %+v, %+v", first, second)
	}
	t.Run("OneNorthStar", func(t *testing.T) {
		must(t, f, func(tx *store.Tx) (plan.Aspiration, error) {
			return plan.PatchAspiration(tx, second.ID, plan.AspirationPatch{NorthStar: ptr(true), Hue: ptr(7)})
		})
		all := seen(t, f, plan.Aspirations)
		if len(all) != 2 || all[0].ID != second.ID || !all[0].NorthStar || all[0].Hue != 7 || all[1].NorthStar {
			t.Errorf("got %+v", all)
		}
	})
	t.Run("ErrInvalid", func(t *testing.T) {
		refused(t, f, fault.Invalid, "what", func(tx *store.Tx) error {
			_, err := plan.AddAspiration(tx, plan.AspirationDraft{What: " \n"})
			return err
		})
		refused(t, f, fault.Invalid, "hue", func(tx *store.Tx) error {
			_, err := plan.PatchAspiration(tx, first.ID, plan.AspirationPatch{Hue: ptr(8)})
			return err
		})
		refused(t, f, fault.NotFound, "", func(tx *store.Tx) error {
			_, err := plan.PatchAspiration(tx, "nobody", plan.AspirationPatch{})
			return err
		})
	})
	t.Run("DeleteKeepsGoals", func(t *testing.T) {
		g := addGoal(t, f, plan.GoalDraft{Title: "Build a portfolio", AspirationIDs: []string{first.ID, second.ID, first.ID}})
		if !slices.Equal(g.AspirationIDs, []string{first.ID, second.ID}) {
			t.Errorf("got %v", g.AspirationIDs)
		}
		f.Write(t, func(tx *store.Tx) error { return plan.DeleteAspiration(tx, first.ID) })
		got := seen(t, f, func(tx *store.Tx) (plan.Goal, error) { return plan.GoalByID(tx, g.ID) })
		if !slices.Equal(got.AspirationIDs, []string{second.ID}) {
			t.Errorf("got %v", got.AspirationIDs)
		}
	})
}

func TestPlan_AddGoal(t *testing.T) {
	f := backendtest.New(t)
	t.Run("OK", func(t *testing.T) {
		g := addGoal(t, f, plan.GoalDraft{Title: "Read 12 books", Unit: "books", Target: ptr(12.0), Due: "2027-06-01"})
		if g.Measure != plan.MeasureNumber || *g.Target != 12 || g.AspirationIDs == nil {
			t.Errorf("got %+v", g)
		}
		got := seen(t, f, func(tx *store.Tx) (plan.Goal, error) { return plan.GoalByID(tx, g.ID) })
		if got.Title != g.Title || *got.Target != 12 || got.Due != g.Due || got.Unit != "books" || got.Reached != nil || got.Hours != nil {
			t.Errorf("came back as %+v", got)
		}
	})
	t.Run("Percent", func(t *testing.T) {
		g := addGoal(t, f, plan.GoalDraft{Title: "Cover the code", Unit: "%", Target: ptr(80.0)})
		if g.Measure != plan.MeasurePercent {
			t.Errorf("got %q", g.Measure)
		}
	})
	for _, row := range []struct {
		name, field string
		code        fault.Code
		draft       plan.GoalDraft
	}{
		{"ErrEmptyTitle", "title", fault.Invalid, plan.GoalDraft{Title: " "}},
		{"ErrLongTitle", "title", fault.TooLarge, plan.GoalDraft{Title: strings.Repeat("x", 301)}},
		{"ErrDay", "due", fault.Invalid, plan.GoalDraft{Title: "x", Due: "2026-02-30"}},
		{"ErrTargetIsStart", "target", fault.Invalid, plan.GoalDraft{Title: "x", Start: 3, Target: ptr(3.0)}},
		{"ErrNaN", "target", fault.Invalid, plan.GoalDraft{Title: "x", Target: ptr(math.NaN())}},
		{"ErrInf", "start", fault.Invalid, plan.GoalDraft{Title: "x", Start: math.Inf(1), Target: ptr(1.0)}},
		{"ErrMeasure", "measure", fault.Invalid, plan.GoalDraft{Title: "x", Measure: "stars"}},
		{"ErrUnit", "unit", fault.TooLarge, plan.GoalDraft{Title: "x", Target: ptr(1.0), Unit: strings.Repeat("y", 41)}},
		{"ErrAspiration", "", fault.NotFound, plan.GoalDraft{Title: "x", AspirationIDs: []string{"nobody"}}},
	} {
		t.Run(row.name, func(t *testing.T) {
			refused(t, f, row.code, row.field, func(tx *store.Tx) error {
				_, err := plan.AddGoal(tx, row.draft)
				return err
			})
		})
	}
}

func TestPlan_PatchGoal(t *testing.T) {
	f := backendtest.New(t)
	g := addGoal(t, f, plan.GoalDraft{Title: "Run 10 km", Unit: "km", Target: ptr(10.0), Due: "2027-06-01"})
	patch := func(p plan.GoalPatch) plan.Goal {
		return must(t, f, func(tx *store.Tx) (plan.Goal, error) { return plan.PatchGoal(tx, g.ID, p) })
	}
	if got := patch(plan.GoalPatch{Due: ptr(clock.Day("")), Hours: ptr(2.5), Why: ptr("health")}); got.Due != "" || *got.Hours != 2.5 || got.Why != "health" {
		t.Errorf("got %+v", got)
	}
	if got := patch(plan.GoalPatch{Measure: ptr(plan.MeasureDone), Hours: ptr(0.0)}); got.Target != nil || got.Unit != "" || got.Hours != nil {
		t.Errorf("got %+v", got)
	}
	if got := patch(plan.GoalPatch{Target: ptr(5.0), Unit: ptr("km")}); got.Measure != plan.MeasureNumber || *got.Target != 5 {
		t.Errorf("got %+v", got)
	}
	t.Run("NothingChanged", func(t *testing.T) {
		before, _ := f.Store.Seq(context.Background())
		patch(plan.GoalPatch{Title: ptr("Run 10 km"), Target: ptr(5.0)})
		if after, _ := f.Store.Seq(context.Background()); after != before {
			t.Error("a patch that changes nothing was logged")
		}
	})
	t.Run("ErrHours", func(t *testing.T) {
		refused(t, f, fault.Invalid, "hours", func(tx *store.Tx) error {
			_, err := plan.PatchGoal(tx, g.ID, plan.GoalPatch{Hours: ptr(200.0)})
			return err
		})
	})
	t.Run("Reach", func(t *testing.T) {
		reach := func(is bool) plan.Goal {
			return must(t, f, func(tx *store.Tx) (plan.Goal, error) { return plan.ReachGoal(tx, g.ID, is) })
		}
		first := *reach(true).Reached
		f.Clock.Advance(1e9)
		if again := *reach(true).Reached; again != first {
			t.Error("reaching it twice moved the day")
		}
		if reach(false).Reached != nil {
			t.Error("it stayed reached")
		}
	})
}

func TestPlan_Readings(t *testing.T) {
	f := backendtest.New(t)
	g := addGoal(t, f, plan.GoalDraft{Title: "Run 10 km", Unit: "km", Target: ptr(10.0)})
	for _, d := range []plan.ReadingDraft{{Value: 6}, {Value: 4, Day: "2026-11-01"}} {
		d.GoalID = g.ID
		must(t, f, func(tx *store.Tx) (plan.Reading, error) { return plan.AddReading(tx, d) })
	}
	all := seen(t, f, func(tx *store.Tx) ([]plan.Reading, error) { return plan.Readings(tx, g.ID) })
	if len(all) != 2 || all[0].Value != 4 || all[1].Day != "2026-11-22" || *plan.Latest(all) != 6 {
		t.Errorf("got %+v", all)
	}
	f.Write(t, func(tx *store.Tx) error { return plan.DeleteReading(tx, all[1].ID) })
	if s := seen(t, f, func(tx *store.Tx) (map[string]plan.Standing, error) { return plan.Standings(tx, nil) })[g.ID]; *s.Latest != 4 {
		t.Errorf("latest is %v", *s.Latest)
	}
	bare := addGoal(t, f, plan.GoalDraft{Title: "Get fit"})
	for _, row := range []struct {
		name, field string
		draft       plan.ReadingDraft
		code        fault.Code
	}{
		{"ErrTomorrow", "day", plan.ReadingDraft{GoalID: g.ID, Day: "2026-11-23"}, fault.Invalid},
		{"ErrDay", "day", plan.ReadingDraft{GoalID: g.ID, Day: "soon"}, fault.Invalid},
		{"ErrNaN", "value", plan.ReadingDraft{GoalID: g.ID, Value: math.NaN()}, fault.Invalid},
		{"ErrNoMeasure", "measure", plan.ReadingDraft{GoalID: bare.ID, Value: 1}, fault.Invalid},
		{"ErrGone", "", plan.ReadingDraft{GoalID: "nobody"}, fault.NotFound},
	} {
		t.Run(row.name, func(t *testing.T) {
			refused(t, f, row.code, row.field, func(tx *store.Tx) error {
				_, err := plan.AddReading(tx, row.draft)
				return err
			})
		})
	}
}

func TestPlan_Milestones(t *testing.T) {
	f := backendtest.New(t)
	g := addGoal(t, f, plan.GoalDraft{Title: "Run 10 km"})
	m := must(t, f, func(tx *store.Tx) (plan.Milestone, error) {
		return plan.AddMilestone(tx, plan.MilestoneDraft{GoalID: g.ID, Title: "Run 5 km", Due: "2026-12-01"})
	})
	task := addTask(t, f, plan.TaskDraft{MilestoneID: m.ID, Title: "Buy shoes"})
	if task.GoalID != g.ID {
		t.Errorf("the milestone did not give its goal: %+v", task)
	}
	got := must(t, f, func(tx *store.Tx) (plan.Milestone, error) {
		return plan.PatchMilestone(tx, m.ID, plan.MilestonePatch{Title: ptr("Run 6 km"), Due: ptr(clock.Day(""))})
	})
	if got.Title != "Run 6 km" || got.Due != "" {
		t.Errorf("got %+v", got)
	}
	if got := must(t, f, func(tx *store.Tx) (plan.Milestone, error) { return plan.CompleteMilestone(tx, m.ID, true) }); got.Done == nil {
		t.Error("not done")
	}
	f.Write(t, func(tx *store.Tx) error { return plan.DeleteMilestone(tx, m.ID) })
	left := seen(t, f, func(tx *store.Tx) (plan.Task, error) { return plan.TaskByID(tx, task.ID) })
	if left.GoalID != g.ID || left.MilestoneID != "" {
		t.Errorf("the task did not stay with the goal: %+v", left)
	}
	other := addGoal(t, f, plan.GoalDraft{Title: "Another"})
	foreign := must(t, f, func(tx *store.Tx) (plan.Milestone, error) {
		return plan.AddMilestone(tx, plan.MilestoneDraft{GoalID: other.ID, Title: "There"})
	})
	refused(t, f, fault.Invalid, "milestoneId", func(tx *store.Tx) error {
		_, err := plan.AddTask(tx, plan.TaskDraft{GoalID: g.ID, MilestoneID: foreign.ID, Title: "x"})
		return err
	})
}
