package flow_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"northboard/backend/backendtest"
	"northboard/backend/clock"
	"northboard/backend/flow"
	"northboard/backend/plan"
	"northboard/backend/store"
)

// fullPlan holds 8 aspirations, 200 goals with 10,000 tasks (a fifth of them parts
// of others, a third done), 600 milestones and 20,000 readings. It gives the ids
// of a goal and of a task deep in it.
func fullPlan(b testing.TB) (f *flow.Flow, goalID, taskID string) {
	t := backendtest.New(b)
	t.Write(b, func(tx *store.Tx) error {
		aspirations := []string{}
		for k := range 8 {
			a, err := plan.AddAspiration(tx, plan.AspirationDraft{What: fmt.Sprint("Aspiration ", k), Why: "for joy", NorthStar: k == 3})
			if err != nil {
				return err
			}
			aspirations = append(aspirations, a.ID)
		}
		for g := range 200 {
			goal, err := plan.AddGoal(tx, plan.GoalDraft{
				Title: fmt.Sprint("Goal number ", g), Target: ptr(900.0), Unit: "pages", Due: clock.Day("2026-12-01").Add(7 * (g % 100)), Hours: ptr(0.2),
				AspirationIDs: []string{aspirations[g%8]},
			})
			if err != nil {
				return err
			}
			goalID = goal.ID
			milestones := []string{}
			for k := range 3 {
				m, err := plan.AddMilestone(tx, plan.MilestoneDraft{GoalID: goal.ID, Title: fmt.Sprint("Milestone ", k)})
				if err != nil {
					return err
				}
				milestones = append(milestones, m.ID)
			}
			parent := ""
			for k := range 50 {
				draft := plan.TaskDraft{GoalID: goal.ID, Title: fmt.Sprint("Write part ", k, " of ", g), Estimate: ptr(45), Notes: "As Ana said"}
				if k%3 == 0 {
					draft.Due = clock.Day("2026-11-01").Add((g + k) % 300)
				}
				switch {
				case k%5 == 4:
					draft.ParentID = parent
				case k%7 == 0:
					draft.MilestoneID = milestones[k%3]
				}
				task, err := plan.AddTask(tx, draft)
				if err != nil {
					return err
				}
				if k%5 == 4 {
					taskID = task.ID
				} else {
					parent = task.ID
				}
				if k%3 == 1 && k%5 == 4 {
					if _, err := plan.CompleteTask(tx, task.ID, true); err != nil {
						return err
					}
				}
			}
			for k := range 100 {
				if _, err := plan.AddReading(tx, plan.ReadingDraft{GoalID: goal.ID, Day: clock.Day("2026-08-01").Add(k), Value: float64(4*k + (k*g)%7)}); err != nil {
					return err
				}
			}
		}
		return nil
	})
	return flow.New(t.Store), goalID, taskID
}

// BenchmarkPlan measures what opens the plan's views. Each gives its 95th
// percentile beside the mean.
func BenchmarkPlan(b *testing.B) {
	f, goalID, taskID := fullPlan(b)
	ctx := context.Background()
	last := parentOf(b, f, taskID)
	for _, c := range []struct {
		name string
		run  func() error
	}{
		{"Outline", func() error { _, err := f.PlanOutline(ctx); return err }},
		{"Tree", func() error {
			tree, err := f.Tree(ctx, flow.TreeInput{})
			if err == nil && len(tree.Nodes) < 5000 {
				return fmt.Errorf("%d nodes", len(tree.Nodes))
			}
			return err
		}},
		{"Branch", func() error {
			_, err := f.Tree(ctx, flow.TreeInput{Root: &flow.NodeRef{Kind: "goal", ID: goalID}})
			return err
		}},
		{"Nodes", func() error { _, err := f.Nodes(ctx, []flow.NodeRef{{Kind: "task", ID: taskID}}); return err }},
		{"Goal", func() error { _, err := f.GoalDetail(ctx, goalID); return err }},
		{"Task", func() error { _, err := f.TaskDetail(ctx, taskID); return err }},
		{"Chain", func() error { _, err := f.Chain(ctx, flow.NodeRef{Kind: "task", ID: taskID}); return err }},
		{"TodayView", func() error { _, err := f.Today(ctx); return err }},
		{"Week", func() error { _, err := f.Week(ctx); return err }},
		{"Check", func() error { _, err := f.CheckGoal(ctx, flow.GoalCheckInput{GoalID: goalID}); return err }},
		{"AddNode", func() error {
			_, err := f.AddNode(ctx, flow.NodeInput{Place: flow.Place{Parent: &last, Last: true}, Line: flow.Line{Text: "One more Friday ~45m"}})
			return err
		}},
		{"MoveUp", func() error { _, err := f.MoveUp(ctx, []flow.NodeRef{{Kind: "task", ID: taskID}}); return err }},
	} {
		b.Run(c.name, func(b *testing.B) {
			took := []float64{}
			for b.Loop() {
				from := time.Now()
				if err := c.run(); err != nil {
					b.Fatal(err)
				}
				took = append(took, float64(time.Since(from).Microseconds())/1000)
			}
			slices.Sort(took)
			b.ReportMetric(took[len(took)*95/100], "p95-ms")
		})
	}
}

// parentOf is the parent of a task in the outline.
func parentOf(b testing.TB, f *flow.Flow, taskID string) flow.NodeRef {
	nodes, err := f.Nodes(context.Background(), []flow.NodeRef{{Kind: "task", ID: taskID}})
	if err != nil || len(nodes) != 1 {
		b.Fatal(err)
	}
	return flow.NodeRef{Kind: nodes[0].ParentKind, ID: nodes[0].ParentID}
}
