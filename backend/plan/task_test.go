package plan_test

import (
	"context"
	"fmt"
	"math/rand"
	"slices"
	"testing"

	"northboard/backend/backendtest"
	"northboard/backend/clock"
	"northboard/backend/fault"
	"northboard/backend/plan"
	"northboard/backend/store"
)

func TestPlan_Tasks(t *testing.T) {
	f := backendtest.New(t)
	g := addGoal(t, f, plan.GoalDraft{Title: "Run 10 km"})
	task := addTask(t, f, plan.TaskDraft{GoalID: g.ID, Title: "Call Ana", Due: "2026-11-27", DueTime: "17:00"})
	t.Run("Complete", func(t *testing.T) {
		complete := func(is bool) plan.Task {
			return must(t, f, func(tx *store.Tx) (plan.Task, error) { return plan.CompleteTask(tx, task.ID, is) })
		}
		first := *complete(true).Done
		f.Clock.Advance(1e9)
		before, _ := f.Store.Seq(context.Background())
		if *complete(true).Done != first {
			t.Error("doing it twice moved the instant")
		}
		if after, _ := f.Store.Seq(context.Background()); after != before {
			t.Error("doing it twice was logged")
		}
		if !complete(false).Open() {
			t.Error("it stayed done")
		}
	})
	t.Run("ClearDay", func(t *testing.T) {
		got := must(t, f, func(tx *store.Tx) (plan.Task, error) {
			return plan.PatchTask(tx, task.ID, plan.TaskPatch{Due: ptr(clock.Day(""))})
		})
		if got.Due != "" || got.DueTime != "" {
			t.Errorf("got %+v", got)
		}
	})
	t.Run("OtherGoal", func(t *testing.T) {
		got := must(t, f, func(tx *store.Tx) (plan.Task, error) {
			return plan.PatchTask(tx, task.ID, plan.TaskPatch{GoalID: ptr("")})
		})
		loose := seen(t, f, func(tx *store.Tx) ([]plan.Task, error) { return plan.Tasks(tx, "") })
		if got.GoalID != "" || len(loose) != 1 || loose[0].ID != task.ID {
			t.Errorf("got %+v, %+v", got, loose)
		}
	})
	for _, row := range []struct {
		name, field string
		code        fault.Code
		draft       plan.TaskDraft
	}{
		{"ErrTitle", "title", fault.Invalid, plan.TaskDraft{Title: "\t"}},
		{"ErrDay", "due", fault.Invalid, plan.TaskDraft{Title: "x", Due: "27.11."}},
		{"ErrTime", "dueTime", fault.Invalid, plan.TaskDraft{Title: "x", Due: "2026-11-27", DueTime: "25:00"}},
		{"ErrTimeAlone", "due", fault.Invalid, plan.TaskDraft{Title: "x", DueTime: "17:00"}},
		{"ErrGoal", "", fault.NotFound, plan.TaskDraft{Title: "x", GoalID: "nobody"}},
		{"ErrAfter", "afterId", fault.Invalid, plan.TaskDraft{Title: "x", GoalID: g.ID, AfterID: task.ID}},
	} {
		t.Run(row.name, func(t *testing.T) {
			refused(t, f, row.code, row.field, func(tx *store.Tx) error {
				_, err := plan.AddTask(tx, row.draft)
				return err
			})
		})
	}
}

// A long run of moves keeps the order that a plain slice would have.
func TestPlan_MoveTask(t *testing.T) {
	f := backendtest.New(t)
	g := addGoal(t, f, plan.GoalDraft{Title: "Run 10 km"})
	want := []string{}
	for i := range 12 {
		want = append(want, addTask(t, f, plan.TaskDraft{GoalID: g.ID, Title: fmt.Sprint("task ", i)}).ID)
	}
	inserted := addTask(t, f, plan.TaskDraft{GoalID: g.ID, Title: "between", AfterID: want[3]})
	want = slices.Insert(want, 4, inserted.ID)
	const seed = 7
	random := rand.New(rand.NewSource(seed))
	for range 200 {
		id, after := want[random.Intn(len(want))], ""
		if k := random.Intn(len(want) + 1); k < len(want) {
			after = want[k]
		}
		f.Write(t, func(tx *store.Tx) error { return plan.MoveTask(tx, id, after) })
		if id == after {
			continue
		}
		want = slices.DeleteFunc(want, func(x string) bool { return x == id })
		want = slices.Insert(want, slices.Index(want, after)+1, id)
	}
	got := []string{}
	for _, task := range seen(t, f, func(tx *store.Tx) ([]plan.Task, error) { return plan.Tasks(tx, g.ID) }) {
		got = append(got, task.ID)
	}
	if !slices.Equal(got, want) {
		t.Errorf("seed %d: got %v, want %v", seed, got, want)
	}
}

// What one query computes for many goals is what the pure rules say of each.
func TestPlan_StandingsAgreeWithRules(t *testing.T) {
	f := backendtest.New(t)
	const seed = 3
	random := rand.New(rand.NewSource(seed))
	days := []clock.Day{"", "2026-11-20", "2026-11-25", "2026-12-24"}
	times := []clock.TimeOfDay{"", "09:00", "17:00"}
	goals := []string{}
	f.Write(t, func(tx *store.Tx) error {
		for i := range 20 {
			g, err := plan.AddGoal(tx, plan.GoalDraft{Title: fmt.Sprint("goal ", i), Target: ptr(9.0)})
			if err != nil {
				return err
			}
			goals = append(goals, g.ID)
			for k := range random.Intn(6) {
				draft := plan.TaskDraft{GoalID: g.ID, Title: fmt.Sprint("task ", k), Due: days[random.Intn(len(days))]}
				if draft.Due != "" {
					draft.DueTime = times[random.Intn(len(times))]
				}
				task, err := plan.AddTask(tx, draft)
				if err != nil {
					return err
				}
				if random.Intn(3) == 0 {
					if _, err := plan.CompleteTask(tx, task.ID, true); err != nil {
						return err
					}
				}
			}
			if random.Intn(2) == 0 {
				if _, err := plan.AddMilestone(tx, plan.MilestoneDraft{GoalID: g.ID, Title: "milestone"}); err != nil {
					return err
				}
			}
			for range random.Intn(3) {
				if _, err := plan.AddReading(tx, plan.ReadingDraft{GoalID: g.ID, Value: float64(random.Intn(9))}); err != nil {
					return err
				}
			}
		}
		return nil
	})
	f.Read(t, func(tx *store.Tx) error {
		all, err := plan.Standings(tx, goals)
		if err != nil {
			return err
		}
		for _, goal := range goals {
			tasks, err := plan.Tasks(tx, goal)
			if err != nil {
				return err
			}
			milestones, err := plan.Milestones(tx, goal)
			if err != nil {
				return err
			}
			readings, err := plan.Readings(tx, goal)
			if err != nil {
				return err
			}
			next, _ := plan.NextAction(tasks)
			s := all[goal]
			if s.Steps != plan.StepsOf(milestones, tasks) || s.NextID != next.ID || s.NextTitle != next.Title || s.NextDue != next.Due {
				t.Errorf("seed %d, goal %s: %+v, want next %+v", seed, goal, s, next)
			}
			latest := plan.Latest(readings)
			if (latest == nil) != (s.Latest == nil) || latest != nil && *latest != *s.Latest {
				t.Errorf("seed %d, goal %s: latest %v, want %v", seed, goal, s.Latest, latest)
			}
		}
		return nil
	})
}
