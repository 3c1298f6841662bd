package flow_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"northboard/backend/backendtest"
	"northboard/backend/clock"
	"northboard/backend/fault"
	"northboard/backend/flow"
	"northboard/backend/plan"
)

// TestRepeat_Zones: a repeat keeps its day and its time on the wall clock, also
// over the days on which clocks change, in five zones.
func TestRepeat_Zones(t *testing.T) {
	for _, c := range []struct {
		zone string
		due  clock.Day // the day before the clocks change
	}{
		{"Europe/Berlin", "2027-03-27"}, {"America/New_York", "2027-03-13"}, {"Australia/Lord_Howe", "2027-10-02"}, {"America/Santiago", "2027-09-04"}, {"Asia/Tehran", "2027-03-21"},
	} {
		t.Run(strings.ReplaceAll(c.zone, "/", "_"), func(t *testing.T) {
			loc, err := time.LoadLocation(c.zone)
			if err != nil {
				t.Fatal(err)
			}
			fix := backendtest.New(t)
			fix.Clock.Travel(loc)
			fix.Clock.Set(clock.Resolve(c.due, "23:30", loc))
			f, ctx := flow.New(fix.Store), context.Background()
			task := ok[plan.Task](t)(f.AddTask(ctx, flow.TaskInput{Line: flow.Line{Text: "Water the plants"}}))
			due, at := c.due, clock.TimeOfDay("02:30")
			task = ok[plan.Task](t)(f.PatchTask(ctx, task.ID, plan.TaskPatch{Due: &due, DueTime: &at, Repeat: &plan.Repeat{Rule: "FREQ=DAILY", From: "fixed"}}))
			for day := range 4 {
				if err := f.CompleteTask(ctx, task.ID, true, "user"); err != nil {
					t.Fatal(err)
				}
				open := openTasks(t, f)
				if len(open) != 1 || open[0].Due != c.due.Add(day+1) || open[0].DueTime != at {
					t.Fatalf("after %d days: %+v", day+1, open)
				}
				task = open[0]
				fix.Clock.Advance(24 * time.Hour)
			}
		})
	}
}

func openTasks(t *testing.T, f *flow.Flow) []plan.Task {
	t.Helper()
	return ok[flow.Outline](t)(f.PlanOutline(context.Background())).Loose
}

// TestRepeat_Rules: today is Sunday, 2026-11-22.
func TestRepeat_Rules(t *testing.T) {
	for _, c := range []struct {
		name, rule, from string
		due              clock.Day
		preview          []clock.Day
		next             clock.Day // after it was done today; "" is over
	}{
		{"month_end", "FREQ=MONTHLY", "fixed", "2026-08-31", []clock.Day{"2026-08-31", "2026-09-30", "2026-10-31", "2026-11-30", "2026-12-31"}, "2026-09-30"},
		{"next_future", "FREQ=MONTHLY", "next_future", "2026-08-31", []clock.Day{"2026-08-31", "2026-09-30", "2026-10-31", "2026-11-30", "2026-12-31"}, "2026-11-30"},
		{"from_done", "FREQ=WEEKLY", "from_done", "2026-11-01", []clock.Day{"2026-11-01", "2026-11-08", "2026-11-15", "2026-11-22", "2026-11-29"}, "2026-11-29"},
		{"leap_day", "FREQ=YEARLY", "fixed", "2028-02-29", []clock.Day{"2028-02-29", "2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"}, "2029-02-28"},
		{"no_day", "FREQ=WEEKLY;BYDAY=FR", "", "", []clock.Day{"2026-11-27", "2026-12-04", "2026-12-11", "2026-12-18", "2026-12-25"}, "2026-12-04"},
		{"once_more", "FREQ=DAILY;COUNT=1", "fixed", "2026-11-22", []clock.Day{"2026-11-22"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, ctx := flow.New(backendtest.New(t).Store), context.Background()
			repeat := plan.Repeat{Rule: c.rule, From: c.from}
			preview := ok[plan.RepeatPreview](t)(f.PreviewRepeat(ctx, flow.RepeatInput{Repeat: repeat, Due: c.due}))
			if !slices.Equal(preview.Days, c.preview) || preview.Text == "" {
				t.Errorf("preview %v, %q", preview.Days, preview.Text)
			}
			task := ok[plan.Task](t)(f.AddTask(ctx, flow.TaskInput{Line: flow.Line{Text: "Pay the rent"}}))
			ok[plan.Task](t)(f.PatchTask(ctx, task.ID, plan.TaskPatch{Due: &c.due, Repeat: &repeat}))
			before := dumpPlan(t, f.Store)
			if err := f.CompleteTask(ctx, task.ID, true, "user"); err != nil {
				t.Fatal(err)
			}
			open := openTasks(t, f)
			if c.next == "" && len(open) > 0 || c.next != "" && (len(open) != 1 || open[0].Due != c.next) {
				t.Errorf("next %+v", open)
			}
			if _, err := f.Store.Undo(ctx); err != nil || dumpPlan(t, f.Store) != before {
				t.Errorf("one undo did not take both back: %v", err)
			}
			if _, err := f.Store.Redo(ctx); err != nil {
				t.Fatal(err)
			}
			// Reopening takes the next one away, as nobody touched it.
			if err := f.CompleteTask(ctx, task.ID, false, "user"); err != nil {
				t.Fatal(err)
			}
			if open := openTasks(t, f); len(open) != 1 || open[0].ID != task.ID {
				t.Errorf("reopened %+v", open)
			}
		})
	}
}

func TestRepeat_Refused(t *testing.T) {
	f, ctx := flow.New(backendtest.New(t).Store), context.Background()
	for _, rule := range []string{"FREQ=SECONDLY", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "EVERY DAY", "FREQ=DAILY;INTERVAL=0", strings.Repeat("A", 100_000)} {
		_, err := f.PreviewRepeat(ctx, flow.RepeatInput{Repeat: plan.Repeat{Rule: rule}})
		if f := fault.From(err); f == nil || f.Code == fault.Internal || f.Field != "repeat" || len(f.Sentence) < 20 {
			t.Errorf("%.40s: %v", rule, err)
		}
	}
}

// TestGoal_TwoEditors: the later of two editors of one field is told, and nothing
// is lost; other fields do not stand in the way.
func TestGoal_TwoEditors(t *testing.T) {
	fix := backendtest.New(t)
	f, ctx := flow.New(fix.Store), context.Background()
	face := ok[flow.GoalFace](t)(f.AddGoal(ctx, flow.GoalInput{Line: flow.Line{Text: "Hold five talks"}}))
	seen := ok[flow.GoalDetail](t)(f.GoalDetail(ctx, face.ID)).Goal.Updated
	fix.Clock.Advance(time.Second)
	ok[plan.Goal](t)(f.PatchGoal(ctx, face.ID, plan.GoalPatch{Why: ptr("from the first"), Seen: &seen}))
	fix.Clock.Advance(time.Second)
	ok[plan.Goal](t)(f.PatchGoal(ctx, face.ID, plan.GoalPatch{Reward: ptr("a day by the sea"), Seen: &seen}))
	_, err := f.PatchGoal(ctx, face.ID, plan.GoalPatch{Why: ptr("from the second"), Seen: &seen})
	if got := fault.From(err); got == nil || got.Code != fault.Conflict || !strings.Contains(got.Sentence, "Nothing was lost") {
		t.Fatalf("the second was told %v", err)
	}
	goal := ok[flow.GoalDetail](t)(f.GoalDetail(ctx, face.ID)).Goal
	if goal.Why != "from the first" || goal.Reward != "a day by the sea" {
		t.Errorf("got %+v", goal)
	}
	ok[plan.Goal](t)(f.PatchGoal(ctx, face.ID, plan.GoalPatch{Why: ptr("from the second"), Seen: &goal.Updated}))
}

// TestGoal_Versions: a change of what, why, measure or date is kept with its
// reason; filling what was empty is none; the aspiration stays linked.
func TestGoal_Versions(t *testing.T) {
	fix := backendtest.New(t)
	f, ctx := flow.New(fix.Store), context.Background()
	a := ok[plan.Aspiration](t)(f.AddAspiration(ctx, plan.AspirationDraft{What: "Speak", NorthStar: true}))
	face := ok[flow.GoalFace](t)(f.AddGoal(ctx, flow.GoalInput{Line: flow.Line{Text: "Hold talks"}}))
	versions := func() []plan.Version {
		return ok[flow.GoalDetail](t)(f.GoalDetail(ctx, face.ID)).Versions
	}
	ok[plan.Goal](t)(f.PatchGoal(ctx, face.ID, plan.GoalPatch{Target: ptr(10.0), Unit: ptr("talks"), Due: ptr(clock.Day("2027-06-30")), Why: ptr("To be heard")}))
	if got := versions(); len(got) != 0 {
		t.Fatalf("filling gave %+v", got)
	}
	ok[plan.Goal](t)(f.PatchGoal(ctx, face.ID, plan.GoalPatch{Target: ptr(5.0), Reason: ptr("Ten was too many")}))
	fix.Clock.Advance(time.Hour)
	ok[plan.Goal](t)(f.PatchGoal(ctx, face.ID, plan.GoalPatch{Due: ptr(clock.Day("2027-09-30"))}))
	ok[plan.Goal](t)(f.PatchGoal(ctx, face.ID, plan.GoalPatch{Due: ptr(clock.Day("2027-10-31"))})) // Within five minutes: the same change.
	got := versions()
	if len(got) != 2 || got[1].Reason != "Ten was too many" || len(got[1].Changes) != 1 || got[1].Changes[0].Was != "from 0 to 10 talks" || got[1].Changes[0].Is != "from 0 to 5 talks" ||
		got[0].Changes[0].Was != "30 June 2027" || got[0].Changes[0].Is != "31 October 2027" {
		t.Fatalf("got %+v", got)
	}
	if err := f.ExplainVersion(ctx, got[0].ID, "The hall is free later"); err != nil || versions()[0].Reason != "The hall is free later" {
		t.Error(err)
	}
	if goal := ok[flow.GoalDetail](t)(f.GoalDetail(ctx, face.ID)).Goal; !slices.Equal(goal.AspirationIDs, []string{a.ID}) {
		t.Errorf("it serves %v", goal.AspirationIDs)
	}
}

// TestGoal_Life: no way of laying a goal down loses anything.
func TestGoal_Life(t *testing.T) {
	f, ctx := flow.New(backendtest.New(t).Store), context.Background()
	one := ok[flow.GoalFace](t)(f.AddGoal(ctx, flow.GoalInput{Line: flow.Line{Text: "Hold five talks"}}))
	two := ok[flow.GoalFace](t)(f.AddGoal(ctx, flow.GoalInput{Line: flow.Line{Text: "Speak in public"}}))
	step := ok[plan.Task](t)(f.AddTask(ctx, flow.TaskInput{GoalID: two.ID, Line: flow.Line{Text: "Ask Ana"}}))
	ok[plan.Task](t)(f.AddTask(ctx, flow.TaskInput{ParentID: step.ID, Line: flow.Line{Text: "Write to her"}}))
	status := func(id string) string {
		faces := ok[[]flow.GoalFace](t)(f.GoalFaces(ctx, []string{id}))
		return faces[0].Status + ": " + faces[0].StatusText
	}
	ok[plan.Goal](t)(f.PauseGoal(ctx, one.ID, plan.Rest{Until: "2026-12-24", Why: "Exams"}))
	if got := status(one.ID); got != "paused: Resting until 24 December." {
		t.Error(got)
	}
	ok[plan.Goal](t)(f.DropGoal(ctx, one.ID, "Not mine"))
	if got := status(one.ID); got != "dropped: Let go. It can be taken up again." {
		t.Error(got)
	}
	ok[plan.Goal](t)(f.ResumeGoal(ctx, one.ID))
	if got := status(one.ID); !strings.HasPrefix(got, plan.StatusMoving) {
		t.Error(got)
	}
	ok[plan.Goal](t)(f.MergeGoal(ctx, two.ID, one.ID, "The same thing"))
	detail := ok[flow.GoalDetail](t)(f.GoalDetail(ctx, one.ID))
	if len(detail.Tasks) != 2 || status(two.ID) != "merged: Part of another goal now." {
		t.Errorf("%+v", detail.Tasks)
	}
	part := ok[plan.Goal](t)(f.SplitGoal(ctx, one.ID, plan.SplitInput{Title: "Ask around", TaskIDs: []string{step.ID}}))
	if got := ok[flow.GoalDetail](t)(f.GoalDetail(ctx, part.ID)); len(got.Tasks) != 2 {
		t.Errorf("%+v", got.Tasks)
	}
	_, err := f.MergeGoal(ctx, part.ID, part.ID, "")
	if fault.CodeOf(err) != fault.Invalid {
		t.Error(err)
	}
}

// TestLine_Task: a line names its goal; a name that no goal has stays in the title.
func TestLine_Task(t *testing.T) {
	f, ctx := flow.New(backendtest.New(t).Store), context.Background()
	goal := ok[flow.GoalFace](t)(f.AddGoal(ctx, flow.GoalInput{Line: flow.Line{Text: "Get the promotion"}}))
	task := ok[plan.Task](t)(f.QuickAdd(ctx, flow.Line{Text: "Finish the CV Friday 17:00 every week #promotion ~45m !"}))
	if task.Title != "Finish the CV" || task.GoalID != goal.ID || task.Due != "2026-11-27" || task.DueTime != "17:00" || task.Repeat.Rule != "FREQ=WEEKLY;BYDAY=FR" ||
		task.Estimate == nil || *task.Estimate != 45 || task.Priority != 1 {
		t.Errorf("got %+v", task)
	}
	other := ok[plan.Task](t)(f.QuickAdd(ctx, flow.Line{Text: "Ring Ana #garden"}))
	if other.Title != "Ring Ana #garden" || other.GoalID != "" {
		t.Errorf("got %+v", other)
	}
}

func TestPaste_Lists(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"indented":   {"Lead\n  Talks\n    Ask Ana\n    Book a room\n  Read", "aspiration 0 Lead|goal 1 Talks|task 2 Ask Ana|task 2 Book a room|goal 1 Read"},
		"tabs":       {"A\n\tB\n\t\tC", "aspiration 0 A|goal 1 B|task 2 C"},
		"markdown":   {"# Lead\n## Talks\n- [ ] Ask\n- [x] Book\n  1. Ring\n## Read\n* One", "aspiration 0 Lead|goal 1 Talks|task 2 Ask|task 2 Book x|task 3 Ring|goal 1 Read|task 2 One"},
		"windows":    {"\uFEFFA\r\n  B\r\n\r\n---\r\nC", "aspiration 0 A|goal 1 B|aspiration 0 C"},
		"jumps":      {"      A\n B\n            C\n   D", "aspiration 0 A|aspiration 0 B|goal 1 C|goal 1 D"},
		"arabic":     {"- قيادة فريق\n  - خمس محاضرات", "aspiration 0 قيادة فريق|goal 1 خمس محاضرات"},
		"japanese":   {"・話す\n  本を読む", "aspiration 0 ・話す|goal 1 本を読む"},
		"marks":      {"**Bold**\n- `code`\n- a **b** c", "aspiration 0 Bold|aspiration 0 code|aspiration 0 a **b** c"},
		"control":    {"A\x00B\x1b[31m", "aspiration 0 AB[31m"},
		"only_marks": {"- \n-\n[ ] \n##", "aspiration 0 ##"},
	} {
		t.Run(name, func(t *testing.T) {
			f := flow.New(backendtest.New(t).Store)
			p, err := f.ReadPaste(context.Background(), flow.PasteInput{Text: c.text})
			if err != nil {
				t.Fatal(err)
			}
			lines := []string{}
			for _, l := range p.Lines {
				line := l.Kind + " " + string(rune('0'+l.Depth)) + " " + l.Title
				if l.Done {
					line += " x"
				}
				lines = append(lines, line)
			}
			if got := strings.Join(lines, "|"); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			made, err := f.Paste(context.Background(), flow.PasteInput{Text: c.text})
			if err != nil || len(made.Nodes) != len(p.Lines) {
				t.Errorf("made %d of %d: %v", len(made.Nodes), len(p.Lines), err)
			}
		})
	}
}

// TestPaste_Hostile: each ends quickly, with a list or a sentence, and changes
// nothing when it is refused.
func TestPaste_Hostile(t *testing.T) {
	for name, text := range map[string]string{
		"empty": "", "blank": " \n\t\n", "huge": strings.Repeat("x", 300_000), "many": strings.Repeat("- a\n", 2_001), "rules": strings.Repeat("---\n", 100),
	} {
		f := flow.New(backendtest.New(t).Store)
		_, err := f.Paste(context.Background(), flow.PasteInput{Text: text})
		if code := fault.CodeOf(err); code != fault.Invalid && code != fault.TooLarge {
			t.Errorf("%s: %v", name, err)
		}
	}
	deep := ""
	for k := range 300 {
		deep += strings.Repeat(" ", k) + "- deeper\n"
	}
	f := flow.New(backendtest.New(t).Store)
	made, err := f.Paste(context.Background(), flow.PasteInput{Text: deep + strings.Repeat("word ", 500)})
	if err != nil || len(made.Nodes) != 301 {
		t.Errorf("%d, %v", len(made.Nodes), err)
	}
	if _, err := f.Store.Undo(context.Background()); err != nil || dumpPlan(t, f.Store) != "" {
		t.Errorf("undo: %v", err)
	}
}

// TestTask_Circles: no task comes under itself or waits for itself, and a chain as
// deep as is allowed can be deleted.
func TestTask_Circles(t *testing.T) {
	f, ctx := flow.New(backendtest.New(t).Store), context.Background()
	first := ok[plan.Task](t)(f.QuickAdd(ctx, flow.Line{Text: "Part"}))
	last := first
	for range 99 {
		last = ok[plan.Task](t)(f.AddTask(ctx, flow.TaskInput{ParentID: last.ID, Line: flow.Line{Text: "Part"}}))
	}
	_, err := f.AddTask(ctx, flow.TaskInput{ParentID: last.ID, Line: flow.Line{Text: "Part"}})
	if fault.CodeOf(err) != fault.TooLarge {
		t.Errorf("the 101st: %v", err)
	}
	_, err = f.PatchTask(ctx, first.ID, plan.TaskPatch{ParentID: &last.ID})
	if fault.CodeOf(err) != fault.Invalid {
		t.Errorf("under itself: %v", err)
	}
	ok[plan.Task](t)(f.PatchTask(ctx, first.ID, plan.TaskPatch{BlockedBy: &last.ID}))
	_, err = f.PatchTask(ctx, last.ID, plan.TaskPatch{BlockedBy: &first.ID})
	if fault.CodeOf(err) != fault.Invalid {
		t.Errorf("waiting for itself: %v", err)
	}
	before := dumpPlan(t, f.Store)
	if err := f.DeleteTask(ctx, first.ID); err != nil || dumpPlan(t, f.Store) != "" {
		t.Errorf("delete: %v", err)
	}
	if _, err := f.Store.Undo(ctx); err != nil || dumpPlan(t, f.Store) != before {
		t.Errorf("undo: %v", err)
	}
}
