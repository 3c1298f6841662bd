package flow_test

import (
	"context"
	"fmt"
	"testing"

	"northboard/backend/backendtest"
	"northboard/backend/clock"
	"northboard/backend/flow"
	"northboard/backend/plan"
	"northboard/backend/store"
)

// largePlan holds 1,000 goals, 10,000 tasks and 2,000 readings.
func largePlan(b *testing.B) *flow.Flow {
	f := backendtest.New(b)
	f.Write(b, func(tx *store.Tx) error {
		a, err := plan.AddAspiration(tx, plan.AspirationDraft{What: "Become a designer", Why: "for joy", NorthStar: true})
		if err != nil {
			return err
		}
		for g := range 1000 {
			goal, err := plan.AddGoal(tx, plan.GoalDraft{Title: fmt.Sprint("Goal number ", g), Target: ptr(9.0), Unit: "books", Due: "2027-06-01", AspirationIDs: []string{a.ID}})
			if err != nil {
				return err
			}
			for k := range 10 {
				draft := plan.TaskDraft{GoalID: goal.ID, Title: fmt.Sprint("Task ", k)}
				if k%3 == 0 {
					draft.Due = clock.Day("2026-11-01").Add(g % 300)
				}
				task, err := plan.AddTask(tx, draft)
				if err != nil {
					return err
				}
				if k%2 == 0 {
					if _, err := plan.CompleteTask(tx, task.ID, true); err != nil {
						return err
					}
				}
			}
			for k := range 2 {
				if _, err := plan.AddReading(tx, plan.ReadingDraft{GoalID: goal.ID, Value: float64(k)}); err != nil {
					return err
				}
			}
		}
		return nil
	})
	return flow.New(f.Store)
}

func BenchmarkGoalFaces(b *testing.B) {
	n := largePlan(b)
	for b.Loop() {
		if faces, err := n.GoalFaces(context.Background(), nil); err != nil || len(faces) != 1000 {
			b.Fatal(err)
		}
	}
}

func BenchmarkToday(b *testing.B) {
	n := largePlan(b)
	for b.Loop() {
		if _, err := n.Today(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkReview(b *testing.B) {
	n := largePlan(b)
	view, err := n.Review(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	if _, err := n.FinishReview(context.Background(), flow.FinishInput{Last: view.Last, Until: view.Until}); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := n.Review(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
}
