package flow_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"northboard/backend/backendtest"
	"northboard/backend/board"
	"northboard/backend/fault"
	"northboard/backend/flow"
	"northboard/backend/picture"
	"northboard/backend/plan"
	"northboard/backend/remind"
	"northboard/backend/store"
)

func ptr[T any](v T) *T { return &v }

func ok[T any](t *testing.T) func(got T, err error) T {
	return func(got T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func line(text string) flow.Line { return flow.Line{Text: text} }

// staged are rows of pictures as an import would hand them over.
func staged(n int) []picture.Staged {
	all := make([]picture.Staged, n)
	for i := range all {
		w, h := 4000, 3000
		if i%3 == 0 {
			w, h = h, w
		}
		all[i] = picture.Staged{Info: picture.Info{ID: fmt.Sprintf("%064x", i+1), Ext: "jpg", Name: fmt.Sprint(i, ".jpg"), Width: w, Height: h, Bytes: 1, Colour: "#808080"}}
	}
	return all
}

// The whole story: from the first sentence to a finished review, and back.
func TestFlow_Story(t *testing.T) {
	f := backendtest.New(t)
	ctx := context.Background()
	n := flow.New(f.Store)
	f.Write(t, func(tx *store.Tx) error {
		_, err := remind.EnsureDefaults(tx)
		return err
	})

	b := ok[board.Board](t)(n.Welcome(ctx, "Become a designer", "I want to make things people love", false))
	contents := ok[flow.BoardContents](t)(n.Board(ctx, ""))
	if contents.Board.ID != b.ID || len(contents.Items) != 1 || contents.Items[0].Kind != board.KindWord || contents.Items[0].Text != "Become a designer" {
		t.Fatalf("the board after the welcome: %+v", contents)
	}
	if len(contents.Aspirations) != 1 || !contents.Aspirations[0].NorthStar {
		t.Errorf("got %+v", contents.Aspirations)
	}

	items := ok[[]board.Item](t)(n.AddPictures(ctx, b.ID, staged(20), flow.Point{X: 100, Y: 900}))
	if len(items) != 20 {
		t.Fatalf("%d pictures", len(items))
	}
	left, right := items[0].X, items[0].X
	for _, it := range items {
		left, right = min(left, it.X), max(right, it.X+it.W)
	}
	if mid := (left + right) / 2; mid < 99 || mid > 101 {
		t.Errorf("the collage is at %v, not at 100", mid)
	}
	if state := ok[store.UndoState](t)(f.Store.UndoState(ctx)); state.Undo != "Add 20 pictures" {
		t.Errorf("undo says %q", state.Undo)
	}

	goal := ok[flow.GoalFace](t)(n.MakeGoal(ctx, items[3].ID, flow.GoalInput{Line: line("Publish 4 case studies by June")}))
	if goal.Title != "Publish 4 case studies" || goal.Due != "2027-06-01" || goal.Target == nil || *goal.Target != 4 || goal.Unit != "case studies" || *goal.Progress != 0 {
		t.Errorf("got %+v", goal)
	}
	if len(goal.AspirationIDs) != 1 || goal.AspirationIDs[0] != contents.Aspirations[0].ID || !goal.Smart.R || !goal.Smart.T {
		t.Errorf("got %+v", goal)
	}
	if _, err := n.MakeGoal(ctx, items[3].ID, flow.GoalInput{Line: line("Again")}); fault.CodeOf(err) != fault.Conflict {
		t.Errorf("a second goal on one item: %v", err)
	}

	check(t, func() error {
		_, err := n.PatchGoal(ctx, goal.ID, plan.GoalPatch{Measure: ptr(plan.MeasureNone)})
		return err
	}())
	first := ok[plan.Task](t)(n.AddTask(ctx, flow.TaskInput{GoalID: goal.ID, Line: line("Call Ana Friday 17:00")}))
	if first.Title != "Call Ana" || first.Due != "2026-11-27" || first.DueTime != "17:00" {
		t.Errorf("got %+v", first)
	}
	ok[plan.Task](t)(n.AddTask(ctx, flow.TaskInput{GoalID: goal.ID, Line: line("Write the outline")}))
	ok[plan.Milestone](t)(n.AddMilestone(ctx, flow.MilestoneInput{GoalID: goal.ID, Line: line("First case study by the end of March")}))

	seq := ok[int64](t)(f.Store.Seq(ctx))
	check(t, n.CompleteTask(ctx, first.ID, true, store.User))
	changed := ok[store.Changed](t)(n.Affects(ctx, ok[store.Changed](t)(f.Store.Changes(ctx, seq))))
	for _, want := range []store.Row{{Kind: "task", ID: first.ID}, {Kind: "goal", ID: goal.ID}, {Kind: "item", ID: items[3].ID}} {
		if !slices.Contains(changed.Rows, want) {
			t.Errorf("completing a task does not reach %+v: %+v", want, changed.Rows)
		}
	}
	face := ok[[]flow.GoalFace](t)(n.GoalFaces(ctx, []string{goal.ID}))[0]
	if face.Progress == nil || *face.Progress < 0.33 || *face.Progress > 0.34 || face.NextAction != "Write the outline" {
		t.Errorf("after one of three: %+v", face)
	}

	detail := ok[flow.GoalDetail](t)(n.GoalDetail(ctx, goal.ID))
	if len(detail.Tasks) != 2 || len(detail.Milestones) != 1 || len(detail.PictureIDs) != 1 || len(detail.Aspirations) != 1 {
		t.Errorf("got %+v", detail)
	}
	if len(detail.History) == 0 || detail.History[0].Sentence != "Finished “Call Ana”." {
		t.Errorf("history: %+v", detail.History)
	}

	view := ok[flow.ReviewView](t)(n.Review(ctx))
	told := ""
	for _, m := range view.Moved {
		told += m.Title + ": " + strings.Join(m.Sentences, " ") + "\n"
	}
	for _, want := range []string{"Finished “Call Ana”.", "Added “Write the outline”.", "New goal.", "Added 20 pictures to the board."} {
		if !strings.Contains(told, want) {
			t.Errorf("the review does not say %q:\n%s", want, told)
		}
	}
	if view.NextDay != "2026-11-29" || len(view.Next) != 1 {
		t.Errorf("got %+v", view)
	}
	finished := ok[flow.Finished](t)(n.FinishReview(ctx, flow.FinishInput{
		Last: view.Last, Until: view.Until, Win: "Asked Ana for help", WinGoalID: goal.ID,
		NextSteps: []flow.StepInput{{GoalID: goal.ID, Line: line("Interview a user tomorrow")}, {GoalID: goal.ID, Line: line("  ")}},
	}))
	if finished.Added != 1 || finished.NextDay != "2026-11-29" {
		t.Errorf("got %+v", finished)
	}
	if _, err := n.FinishReview(ctx, flow.FinishInput{Last: view.Last, Until: view.Until}); fault.CodeOf(err) != fault.Conflict {
		t.Errorf("finishing twice: %v", err)
	}
	after := ok[flow.ReviewView](t)(n.Review(ctx))
	if len(after.Moved) != 0 || len(after.Wins) != 1 || after.SinceDay != "2026-11-22" {
		t.Errorf("after the review: %+v", after)
	}

	// Everything can be taken back, one step at a time, and done again.
	steps := 0
	for {
		step := ok[store.Step](t)(f.Store.Undo(ctx))
		if !step.Done {
			break
		}
		if len(step.Skipped) > 0 {
			t.Errorf("undo of %q left alone %v", step.Label, step.Skipped)
		}
		steps++
	}
	if faces := ok[[]flow.GoalFace](t)(n.GoalFaces(ctx, nil)); len(faces) != 0 {
		t.Errorf("after undoing all: %+v", faces)
	}
	if all := ok[[]flow.AspirationFace](t)(n.AspirationFaces(ctx)); len(all) != 0 {
		t.Errorf("after undoing all: %+v", all)
	}
	for range steps {
		ok[store.Step](t)(f.Store.Redo(ctx))
	}
	again := ok[[]flow.GoalFace](t)(n.GoalFaces(ctx, nil))
	if len(again) != 1 || again[0].NextAction != "Interview a user" {
		t.Errorf("after doing it all again: %+v", again)
	}
	if told := ok[flow.ReviewView](t)(n.Review(ctx)); len(told.Wins) != 1 {
		t.Errorf("the win did not come back: %+v", told)
	}
}

func TestFlow_WelcomeSkipped(t *testing.T) {
	f := backendtest.New(t)
	n := flow.New(f.Store)
	ok[board.Board](t)(n.Welcome(context.Background(), "  ", "why", false))
	contents := ok[flow.BoardContents](t)(n.Board(context.Background(), ""))
	if len(contents.Items) != 0 || len(contents.Aspirations) != 0 || contents.Pictures == nil || contents.Goals == nil {
		t.Errorf("got %+v", contents)
	}
}

func TestFlow_FirstBoardIsNoStep(t *testing.T) {
	f := backendtest.New(t)
	ctx := context.Background()
	n := flow.New(f.Store)
	one := ok[flow.BoardContents](t)(n.Board(ctx, ""))
	two := ok[flow.BoardContents](t)(n.Board(ctx, ""))
	if one.Board.ID != two.Board.ID {
		t.Error("two first boards")
	}
	if state := ok[store.UndoState](t)(f.Store.UndoState(ctx)); state.Undo != "" {
		t.Errorf("undo says %q", state.Undo)
	}
}

func TestFlow_AddGoalChooses(t *testing.T) {
	f := backendtest.New(t)
	ctx := context.Background()
	n := flow.New(f.Store)
	if g := ok[flow.GoalFace](t)(n.AddGoal(ctx, flow.GoalInput{Line: line("Learn to swim")})); len(g.AspirationIDs) != 0 || g.Progress != nil || g.Status != plan.StatusWish {
		t.Errorf("without aspirations: %+v", g)
	}
	first := ok[plan.Aspiration](t)(n.AddAspiration(ctx, plan.AspirationDraft{What: "Be strong"}))
	if g := ok[flow.GoalFace](t)(n.AddGoal(ctx, flow.GoalInput{Line: line("Run 10 km")})); !slices.Equal(g.AspirationIDs, []string{first.ID}) || *g.Target != 10 || g.Unit != "km" {
		t.Errorf("with one: %+v", g)
	}
	second := ok[plan.Aspiration](t)(n.AddAspiration(ctx, plan.AspirationDraft{What: "Be kind"}))
	if g := ok[flow.GoalFace](t)(n.AddGoal(ctx, flow.GoalInput{Line: line("Save €2,000")})); len(g.AspirationIDs) != 0 || g.Unit != "€" {
		t.Errorf("with two and no star: %+v", g)
	}
	ok[plan.Aspiration](t)(n.PatchAspiration(ctx, second.ID, plan.AspirationPatch{NorthStar: ptr(true)}))
	g := ok[flow.GoalFace](t)(n.AddGoal(ctx, flow.GoalInput{
		Line: flow.Line{Text: "Volunteer by Friday 3 times", Rejected: []string{"by Friday"}}, Due: "2026-12-24", Target: ptr(5.0), Unit: "times",
	}))
	if !slices.Equal(g.AspirationIDs, []string{second.ID}) || g.Due != "2026-12-24" || *g.Target != 5 || g.Title != "Volunteer by Friday 3 times" {
		t.Errorf("with a star: %+v", g)
	}
	if _, err := n.AddGoal(ctx, flow.GoalInput{Line: line(" ")}); fault.From(err).Field != "title" {
		t.Errorf("an empty line: %v", err)
	}
}

func TestFlow_Today(t *testing.T) {
	f := backendtest.New(t)
	ctx := context.Background()
	n := flow.New(f.Store)
	empty := ok[flow.TodayView](t)(n.Today(ctx))
	if empty.OneThing != nil || empty.QuietSentence == "" || empty.Due == nil || empty.Overdue == nil || empty.Next == nil {
		t.Errorf("an empty day: %+v", empty)
	}
	b := ok[board.Board](t)(n.Welcome(ctx, "Become a designer", "for joy", false))
	items := ok[[]board.Item](t)(n.AddPictures(ctx, b.ID, staged(1), flow.Point{}))
	star := ok[flow.GoalFace](t)(n.MakeGoal(ctx, items[0].ID, flow.GoalInput{Line: line("Build a portfolio")}))
	other := ok[flow.GoalFace](t)(n.AddGoal(ctx, flow.GoalInput{Line: line("Learn the harp"), AspirationIDs: nil}))
	ok[plan.Goal](t)(n.PatchGoal(ctx, other.ID, plan.GoalPatch{AspirationIDs: &[]string{}}))

	quiet := ok[flow.TodayView](t)(n.Today(ctx))
	if quiet.OneThing != nil || quiet.NextTotal != 2 || !quiet.Next[0].MissingNext || quiet.NorthStar == nil || quiet.NorthStarPicture != items[0].PictureID {
		t.Errorf("a quiet day: %+v", quiet)
	}
	old := ok[plan.Task](t)(n.AddTask(ctx, flow.TaskInput{GoalID: other.ID, Line: line("Tune it tomorrow")}))
	ok[plan.Task](t)(n.AddTask(ctx, flow.TaskInput{GoalID: star.ID, Line: line("Sketch on Tuesday")}))
	due := ok[plan.Task](t)(n.QuickAdd(ctx, line("Water the plants on Tuesday at 9")))
	if due.GoalID != "" {
		t.Errorf("got %+v", due)
	}
	f.Clock.Advance(48 * time.Hour)
	v := ok[flow.TodayView](t)(n.Today(ctx))
	if v.Day != "2026-11-24" || v.OneThing == nil || v.OneThing.Title != "Sketch" || v.OneThing.Why != "for joy" || v.OneThing.Aspiration != "Become a designer" {
		t.Errorf("the one thing: %+v", v.OneThing)
	}
	if len(v.Overdue) != 1 || v.Overdue[0].ID != old.ID || !v.Overdue[0].Overdue || len(v.Due) != 1 || v.Due[0].ID != due.ID || v.QuietSentence != "" {
		t.Errorf("got %+v, %+v", v.Overdue, v.Due)
	}
	if len(v.Next) != 0 {
		t.Errorf("what stands above is repeated: %+v", v.Next)
	}
}

func TestFlow_ReviewTellsNetChanges(t *testing.T) {
	f := backendtest.New(t)
	ctx := context.Background()
	n := flow.New(f.Store)
	g := ok[flow.GoalFace](t)(n.AddGoal(ctx, flow.GoalInput{Line: line("Run 10 km")}))
	ok[plan.Reading](t)(n.AddReading(ctx, plan.ReadingDraft{GoalID: g.ID, Value: 4}))
	undone := ok[plan.Task](t)(n.AddTask(ctx, flow.TaskInput{GoalID: g.ID, Line: line("Buy shoes")}))
	moved := ok[plan.Task](t)(n.AddTask(ctx, flow.TaskInput{GoalID: g.ID, Line: line("Join the club")}))
	view := ok[flow.ReviewView](t)(n.Review(ctx))
	ok[flow.Finished](t)(n.FinishReview(ctx, flow.FinishInput{Last: view.Last, Until: view.Until, NextDay: "2026-11-30"}))

	ok[plan.Reading](t)(n.AddReading(ctx, plan.ReadingDraft{GoalID: g.ID, Value: 5}))
	ok[plan.Reading](t)(n.AddReading(ctx, plan.ReadingDraft{GoalID: g.ID, Value: 6}))
	check(t, n.CompleteTask(ctx, undone.ID, true, store.User))
	check(t, n.CompleteTask(ctx, undone.ID, false, store.User))
	ok[plan.Task](t)(n.PatchTask(ctx, moved.ID, plan.TaskPatch{Due: &view.NextDay}))
	gone := ok[plan.Task](t)(n.AddTask(ctx, flow.TaskInput{GoalID: g.ID, Line: line("A slip")}))
	check(t, n.DeleteTask(ctx, gone.ID))
	for i := range 5 {
		ok[plan.Task](t)(n.AddTask(ctx, flow.TaskInput{GoalID: g.ID, Line: line(fmt.Sprint("Lap number ", i))}))
	}
	doomed := ok[flow.GoalFace](t)(n.AddGoal(ctx, flow.GoalInput{Line: line("A whim")}))
	check(t, n.DeleteGoal(ctx, doomed.ID))

	view = ok[flow.ReviewView](t)(n.Review(ctx))
	want := []string{"Progress: 4 to 6 km.", "Moved “Join the club” to 29 November.", "Added 5 tasks."}
	if len(view.Moved) != 1 || !slices.Equal(view.Moved[0].Sentences, want) {
		t.Errorf("got %+v", view.Moved)
	}
	if len(view.Stuck) != 0 {
		t.Errorf("stuck: %+v", view.Stuck)
	}
	f.Clock.Advance(21 * 24 * time.Hour)
	view = ok[flow.ReviewView](t)(n.Review(ctx))
	if len(view.Stuck) != 1 || view.Stuck[0].Sentence != "Not touched for 3 weeks. Still yours?" {
		t.Errorf("stuck: %+v", view.Stuck)
	}
}

// The day in the first answer is a goal's only when the person says so.
func TestFlow_WelcomeAsGoal(t *testing.T) {
	for _, asGoal := range []bool{false, true} {
		n := flow.New(backendtest.New(t).Store)
		ok[board.Board](t)(n.Welcome(context.Background(), "Lead a team within six months", "", asGoal))
		outline := ok[flow.Outline](t)(n.PlanOutline(context.Background()))
		if len(outline.Groups) != 1 || outline.Groups[0].Aspiration.What != "Lead a team within six months" {
			t.Fatalf("the plan is %+v", outline)
		}
		goals := outline.Groups[0].Goals
		if asGoal && (len(goals) != 1 || goals[0].Title != "Lead a team" || goals[0].Due != "2027-05-22") || !asGoal && len(goals) != 0 {
			t.Errorf("as a goal %v: %+v", asGoal, goals)
		}
	}
}
