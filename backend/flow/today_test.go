package flow_test

import (
	"context"
	"strings"
	"testing"

	"northboard/backend/backendtest"
	"northboard/backend/board"
	"northboard/backend/flow"
	"northboard/backend/plan"
)

// The sentence of a quiet day stands above the very thing it speaks of, and does not name it again.
func TestToday_QuietSaysItOnce(t *testing.T) {
	f := backendtest.New(t)
	ctx := context.Background()
	n := flow.New(f.Store)
	quiet := func(when, want string) {
		t.Helper()
		if got := ok[flow.TodayView](t)(n.Today(ctx)).QuietSentence; !strings.HasSuffix(got, want) || strings.Contains(got, "Learn to sail") {
			t.Errorf("%s: %q, want %q", when, got, want)
		}
	}
	quiet("with nothing", "look at your board.")
	ok[plan.Aspiration](t)(n.AddAspiration(ctx, plan.AspirationDraft{What: "Cross an ocean", NorthStar: true}))
	quiet("with an aspiration", "make a first goal.")
	goal := ok[flow.GoalFace](t)(n.AddGoal(ctx, flow.GoalInput{Line: line("Learn to sail")}))
	quiet("with a goal", "a first step.")
	check(t, n.RestGoal(ctx, goal.ID, true))
	quiet("with a goal at rest", "look at your board.")
	check(t, n.RestGoal(ctx, goal.ID, false))
	ok[plan.Task](t)(n.AddTask(ctx, flow.TaskInput{GoalID: goal.ID, Line: line("Find a club")}))
	quiet("with a next step", "one step.")
}

// The board stands beside the north star only where it shows something else.
func TestToday_BoardMore(t *testing.T) {
	f := backendtest.New(t)
	ctx := context.Background()
	n := flow.New(f.Store)
	want := func(when string, more bool) {
		t.Helper()
		if got := ok[flow.TodayView](t)(n.Today(ctx)).BoardMore; got != more {
			t.Errorf("%s: %v", when, got)
		}
	}
	want("without a board", false)
	b := ok[board.Board](t)(n.Welcome(ctx, "Cross an ocean", "", true))
	want("with the vision", false)
	items := ok[[]board.Item](t)(n.AddPictures(ctx, b.ID, staged(2), flow.Point{}))
	outline := ok[flow.Outline](t)(n.PlanOutline(ctx))
	check(t, n.PatchItems(ctx, []board.ItemPatch{{ID: items[0].ID, GoalID: &outline.Groups[0].Goals[0].ID}}, ""))
	want("with another picture", true)
	check(t, n.DeleteItems(ctx, []string{items[1].ID}))
	want("with the goal's picture, which is the north star's", false)
}
