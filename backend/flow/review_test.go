package flow_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"northboard/backend/backendtest"
	"northboard/backend/fault"
	"northboard/backend/flow"
	"northboard/backend/plan"
	"northboard/backend/review"
	"northboard/backend/store"
)

// toldOf is what a review says moved, a goal a line.
func toldOf(v flow.ReviewView) string {
	lines := []string{}
	for _, m := range v.Moved {
		lines = append(lines, m.Title+": "+strings.Join(m.Sentences, " "))
	}
	return strings.Join(lines, "\n")
}

func TestReview_WhatHappensMeanwhileIsInTheNext(t *testing.T) {
	f := backendtest.New(t)
	ctx := context.Background()
	n := flow.New(f.Store)
	goal := ok[flow.GoalFace](t)(n.AddGoal(ctx, flow.GoalInput{Line: line("Run 10 km")}))
	ring := ok[plan.Task](t)(n.AddTask(ctx, flow.TaskInput{GoalID: goal.ID, Line: line("Ring Mira")}))

	opened := ok[flow.ReviewView](t)(n.Review(ctx))
	// Done on a notification, while the review is open.
	check(t, n.CompleteTask(ctx, ring.ID, true, store.User))
	ok[flow.Finished](t)(n.FinishReview(ctx, flow.FinishInput{
		Last: opened.Last, Until: opened.Until, Win: "Asked for help", WinGoalID: goal.ID,
		NextSteps: []flow.StepInput{{GoalID: goal.ID, Line: line("Buy shoes")}},
	}))

	next := ok[flow.ReviewView](t)(n.Review(ctx))
	if got, want := toldOf(next), "Run 10 km: Finished “Ring Mira”."; got != want {
		t.Errorf("the next review tells %q, not %q", got, want)
	}
	// Undone and done again, it is told the same.
	ok[store.Step](t)(f.Store.Undo(ctx))
	if again := ok[flow.ReviewView](t)(n.Review(ctx)); again.Last != "" || !strings.Contains(toldOf(again), "New goal.") {
		t.Errorf("after undoing the review: %q %q", again.Last, toldOf(again))
	}
	ok[store.Step](t)(f.Store.Redo(ctx))
	if got, want := toldOf(ok[flow.ReviewView](t)(n.Review(ctx))), "Run 10 km: Finished “Ring Mira”."; got != want {
		t.Errorf("after redoing the review: %q, not %q", got, want)
	}
}

func TestReview_FinishedTwice(t *testing.T) {
	f := backendtest.New(t)
	ctx := context.Background()
	n := flow.New(f.Store)
	// Nothing has happened: the log's end is the same before and after.
	v := ok[flow.ReviewView](t)(n.Review(ctx))
	in := flow.FinishInput{Last: v.Last, Until: v.Until}
	ok[flow.Finished](t)(n.FinishReview(ctx, in))
	if _, err := n.FinishReview(ctx, in); fault.CodeOf(err) != fault.Conflict {
		t.Errorf("finishing twice: %v", err)
	}
	v = ok[flow.ReviewView](t)(n.Review(ctx))
	for _, until := range []int64{v.Until + 1, -1} {
		if _, err := n.FinishReview(ctx, flow.FinishInput{Last: v.Last, Until: until}); fault.CodeOf(err) != fault.Conflict {
			t.Errorf("a review up to %d: %v", until, err)
		}
	}
}

// What stands under a goal's title does not say it again.
func TestReview_SentencesStandUnderTheirGoal(t *testing.T) {
	f := backendtest.New(t)
	ctx := context.Background()
	n := flow.New(f.Store)
	goal := ok[flow.GoalFace](t)(n.AddGoal(ctx, flow.GoalInput{Line: line("Run 10 km")}))
	ok[plan.Reading](t)(n.AddReading(ctx, plan.ReadingDraft{GoalID: goal.ID, Value: 4}))
	if got, want := toldOf(ok[flow.ReviewView](t)(n.Review(ctx))), "Run 10 km: Progress: 0 to 4 km. New goal."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	detail := ok[flow.GoalDetail](t)(n.GoalDetail(ctx, goal.ID))
	if last := detail.History[len(detail.History)-1].Sentence; last != "New goal." {
		t.Errorf("the history begins with %q", last)
	}
	check(t, func() error {
		_, err := n.PatchGoal(ctx, goal.ID, plan.GoalPatch{Title: ptr("Run 21 km")})
		return err
	}())
	if history := ok[flow.GoalDetail](t)(n.GoalDetail(ctx, goal.ID)).History; history[0].Sentence != "Renamed from “Run 10 km”." {
		t.Errorf("the history ends with %q", history[0].Sentence)
	}
	v := ok[flow.ReviewView](t)(n.Review(ctx))
	ok[flow.Finished](t)(n.FinishReview(ctx, flow.FinishInput{Until: v.Until}))
	check(t, n.DeleteGoal(ctx, goal.ID))
	if got, want := toldOf(ok[flow.ReviewView](t)(n.Review(ctx))), ": Let go of “Run 21 km”."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// All of a long log is there to be opened; what is long is for the page to fold.
func TestReview_LongLogTellsAll(t *testing.T) {
	f := backendtest.New(t)
	ctx := context.Background()
	n := flow.New(f.Store)
	goal := ok[flow.GoalFace](t)(n.AddGoal(ctx, flow.GoalInput{Line: line("Write a book")}))
	for i := range 30 {
		task := ok[plan.Task](t)(n.AddTask(ctx, flow.TaskInput{GoalID: goal.ID, Line: line(fmt.Sprintf("Draft chapter %c", 'A'+i))}))
		check(t, n.CompleteTask(ctx, task.ID, true, store.User))
	}
	v := ok[flow.ReviewView](t)(n.Review(ctx))
	if len(v.Moved) != 1 || len(v.Moved[0].Sentences) != 31 {
		t.Errorf("%d sentences are told: %q", len(v.Moved[0].Sentences), v.Moved[0].Sentences)
	}
	if v.Moved[0].Sentences[0] != "New goal." {
		t.Errorf("got %q first", v.Moved[0].Sentences[0])
	}
}

func stuckOf(v flow.ReviewView) (stuck, resting []string) {
	for _, s := range v.Stuck {
		stuck = append(stuck, s.Goal.Title)
	}
	for _, r := range v.Resting {
		resting = append(resting, r.Goal.Title+" until "+string(r.Until))
	}
	return stuck, resting
}

func TestReview_LetRest(t *testing.T) {
	f := backendtest.New(t)
	ctx := context.Background()
	n := flow.New(f.Store)
	goal := ok[flow.GoalFace](t)(n.AddGoal(ctx, flow.GoalInput{Line: line("Learn to sail")}))
	expect := func(when string, stuck, resting []string, asked int) {
		t.Helper()
		v := ok[flow.ReviewView](t)(n.Review(ctx))
		if s, r := stuckOf(v); !slices.Equal(s, stuck) || !slices.Equal(r, resting) {
			t.Errorf("%s: stuck %q, resting %q; want %q, %q", when, s, r, stuck, resting)
		}
		if len(v.Next) != asked {
			t.Errorf("%s: %d goals are asked for a next step, want %d", when, len(v.Next), asked)
		}
		if today := ok[flow.TodayView](t)(n.Today(ctx)); today.NextTotal+len(today.Due) != asked && today.OneThing == nil {
			t.Errorf("%s: Today asks for %d goals, want %d", when, today.NextTotal, asked)
		}
	}
	sail := []string{"Learn to sail"}
	resting := []string{"Learn to sail until 2026-12-22"}
	expect("at first", sail, nil, 1)
	check(t, n.RestGoal(ctx, goal.ID, true))
	expect("let rest", nil, resting, 0)
	check(t, n.RestGoal(ctx, goal.ID, false))
	expect("woken", sail, nil, 1)

	check(t, n.RestGoal(ctx, goal.ID, true))
	f.Clock.Advance(29 * 24 * time.Hour)
	expect("nearly a month later", nil, resting, 0)
	f.Clock.Advance(24 * time.Hour)
	expect("a month later", sail, nil, 1)

	check(t, n.RestGoal(ctx, goal.ID, true))
	f.Clock.Advance(time.Minute)
	task := ok[plan.Task](t)(n.AddTask(ctx, flow.TaskInput{GoalID: goal.ID, Line: line("Find a club")}))
	expect("moved", nil, nil, 1)
	check(t, n.CompleteTask(ctx, task.ID, true, store.User))
	// Its only task is done and so is the goal by its tasks: nothing is asked.
	if err := n.RestGoal(ctx, "nobody", true); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("a goal that is not there: %v", err)
	}
	if kept := ok[[]review.Win](t)(n.Wins(ctx, 1)); len(kept) != 0 {
		t.Errorf("got %+v", kept)
	}
}

// A finished review stays to be read: what it saw, what was chosen, what was won, each for its own time.
func TestReview_Past(t *testing.T) {
	f := backendtest.New(t)
	ctx := context.Background()
	n := flow.New(f.Store)
	past := func() []flow.PastReview { return ok[[]flow.PastReview](t)(n.PastReviews(ctx)) }
	if got := past(); got == nil || len(got) != 0 {
		t.Fatalf("before the first: %+v", got)
	}
	goal := ok[flow.GoalFace](t)(n.AddGoal(ctx, flow.GoalInput{Line: line("Run 10 km")}))
	finish := func(win string, steps ...string) {
		t.Helper()
		view := ok[flow.ReviewView](t)(n.Review(ctx))
		in := flow.FinishInput{Last: view.Last, Until: view.Until, Win: win}
		for _, s := range steps {
			in.NextSteps = append(in.NextSteps, flow.StepInput{GoalID: goal.ID, Line: line(s)})
		}
		ok[flow.Finished](t)(n.FinishReview(ctx, in))
	}
	ok[plan.Reading](t)(n.AddReading(ctx, plan.ReadingDraft{GoalID: goal.ID, Value: 3}))
	finish("Asked for help", "Buy shoes", "Ring Mira")
	f.Clock.Advance(7 * 24 * time.Hour)
	ok[review.Win](t)(n.AddWin(ctx, review.WinDraft{Text: "Ran in the rain", GoalID: goal.ID}))
	ok[plan.Reading](t)(n.AddReading(ctx, plan.ReadingDraft{GoalID: goal.ID, Value: 6}))
	f.Clock.Advance(time.Hour)
	finish("")

	told := func(p flow.PastReview) string {
		wins := []string{}
		for _, w := range p.Wins {
			wins = append(wins, w.Text)
		}
		return fmt.Sprintf("%s next %s | %s | steps %v | wins %v", p.Day, p.NextDay, toldOf(flow.ReviewView{Moved: p.Moved}), p.Steps, wins)
	}
	got := []string{}
	for _, p := range past() {
		got = append(got, told(p))
	}
	want := []string{
		"2026-11-29 next 2026-12-06 | Run 10 km: Progress: 3 to 6 km. | steps [] | wins [Ran in the rain]",
		"2026-11-22 next 2026-11-29 | Run 10 km: Progress: 0 to 3 km. New goal. | steps [Buy shoes Ring Mira] | wins [Asked for help]",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
