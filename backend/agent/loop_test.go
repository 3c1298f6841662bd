package agent

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"northboard/backend/clock"
	"northboard/backend/desktop/notify"
	"northboard/backend/fault"
	"northboard/backend/store"
)

func TestLoop_DoneCompletesTheTask(t *testing.T) {
	c := mondayMorning(t)
	b := openBackend(t, t.TempDir(), c)
	r := newRecorder()
	l := newLoop(t, b, r)
	task := addTask(t, b, "Finish the CV", "2026-11-23", "")
	mustTick(t, l)
	c.Set(clock.Resolve("2026-11-23", "09:00", c.Location()))
	mustTick(t, l)
	if got := r.titles(); !slices.Equal(got, []string{"Finish the CV"}) {
		t.Fatalf("shown %q", got)
	}
	note := r.last()
	if want := []notify.Action{{ID: "done", Label: "Done"}, {ID: "snooze", Label: "Snooze"}, {ID: "open", Label: "Open"}}; !slices.Equal(note.Actions, want) {
		t.Fatalf("%+v", note.Actions)
	}
	done := notify.Signal{NotificationID: 1, Key: note.Key, Action: notify.Done}
	for range 2 { // Pressed twice is pressed once.
		if err := l.act(context.Background(), done); err != nil {
			t.Fatal(err)
		}
	}
	if !taskIsDone(t, b, task.ID) {
		t.Fatal("the task is not done")
	}
	// It is the person's doing, so the person can undo it.
	state, err := b.Store.UndoState(context.Background())
	if err != nil || state.Undo != "Complete task" {
		t.Fatalf("%+v, %v", state, err)
	}
	if _, err := b.Store.Undo(context.Background()); err != nil || taskIsDone(t, b, task.ID) {
		t.Fatalf("undone: %v", err)
	}
	mustTick(t, l)
	if len(r.titles()) != 1 {
		t.Fatal("it was shown again")
	}
}

func TestLoop_SnoozeOpenDismiss(t *testing.T) {
	c := mondayMorning(t)
	b := openBackend(t, t.TempDir(), c)
	r := newRecorder()
	l := newLoop(t, b, r)
	opened := []string{}
	l.Open = func(_ context.Context, route string) error { opened = append(opened, route); return nil }
	task := addTask(t, b, "Finish the CV", "2026-11-23", "")
	c.Advance(time.Hour)
	mustTick(t, l)
	act := func(s notify.Signal) {
		t.Helper()
		if err := l.act(context.Background(), s); err != nil {
			t.Fatal(err)
		}
	}
	act(notify.Signal{Key: r.last().Key, Action: notify.Snooze})
	c.Advance(10*time.Minute - time.Second)
	mustTick(t, l)
	if len(r.titles()) != 1 {
		t.Fatal("it came back early")
	}
	c.Advance(time.Second)
	mustTick(t, l)
	if len(r.titles()) != 2 {
		t.Fatal("it did not come back")
	}
	act(notify.Signal{Key: r.last().Key, Action: notify.Default})
	act(notify.Signal{Key: r.last().Key, Action: notify.Open})
	if want := []string{"task/" + task.ID, "task/" + task.ID}; !slices.Equal(opened, want) {
		t.Fatalf("opened %q", opened)
	}
	act(notify.Signal{Key: r.last().Key, Action: notify.Closed, Reason: notify.Expired})
	act(notify.Signal{Key: "another library's", Action: notify.Done})
	if len(l.showing) != 1 {
		t.Fatalf("showing %v", l.showing)
	}
}

func TestLoop_TakesAwayWhatWasDoneElsewhere(t *testing.T) {
	c := mondayMorning(t)
	dir := t.TempDir()
	b, window := openBackend(t, dir, c), openBackend(t, dir, c)
	r := newRecorder()
	l := newLoop(t, b, r)
	task := addTask(t, b, "Finish the CV", "2026-11-23", "")
	c.Advance(time.Hour)
	mustTick(t, l)
	if err := window.Flow.CompleteTask(context.Background(), task.ID, true, store.User); err != nil {
		t.Fatal(err)
	}
	mustTick(t, l)
	if !slices.Equal(r.gone, []uint32{1}) || len(l.showing) != 0 {
		t.Fatalf("taken away %v, showing %v", r.gone, l.showing)
	}
}

func TestLoop_NoWayToShow(t *testing.T) {
	c := mondayMorning(t)
	b := openBackend(t, t.TempDir(), c)
	r := newRecorder()
	l := newLoop(t, b, r)
	none := errors.New("no bus")
	l.Connect = func(context.Context) (notify.Notifier, error) {
		return nil, fault.Wrap(none, fault.Unavailable, "None.")
	}
	addTask(t, b, "Finish the CV", "2026-11-23", "")
	c.Advance(time.Hour)
	mustTick(t, l)
	waiting := func() int {
		view, err := b.Flow.Reminders(context.Background(), 0)
		if err != nil {
			t.Fatal(err)
		}
		return view.Waiting
	}
	if waiting() != 1 {
		t.Fatal("it is not in the Inbox")
	}
	// A notification server comes up late, as at login.
	l.Connect = connectTo(r)
	c.Advance(5 * time.Minute)
	mustTick(t, l)
	if got := r.titles(); !slices.Equal(got, []string{"Finish the CV"}) {
		t.Fatalf("shown %q", got)
	}
}

func TestLoop_ShowFails(t *testing.T) {
	c := mondayMorning(t)
	b := openBackend(t, t.TempDir(), c)
	r := newRecorder()
	r.fails = errors.New("no answer")
	l := newLoop(t, b, r)
	addTask(t, b, "Finish the CV", "2026-11-23", "")
	c.Advance(time.Hour)
	mustTick(t, l)
	r.fails = nil
	c.Advance(time.Minute)
	mustTick(t, l)
	view, err := b.Flow.Reminders(context.Background(), 0)
	if err != nil || len(view.Inbox) != 1 || !view.Inbox[0].Doubtful || len(r.titles()) != 0 {
		t.Fatalf("%+v, %v, shown %q", view.Inbox, err, r.titles())
	}
}

func TestLoop_WritesNothingWhileNothingIsDue(t *testing.T) {
	c := mondayMorning(t)
	b := openBackend(t, t.TempDir(), c)
	l := newLoop(t, b, newRecorder())
	addTask(t, b, "Later", "2026-12-24", "")
	// A held write lock shows every attempt to write: it would wait here until the test times out.
	err := b.Store.Write(context.Background(), store.Op{Label: "Hold", Origin: store.User}, func(*store.Tx) error {
		for range 100 {
			mustTick(t, l)
			c.Advance(Tick)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestLoop_StartsAnAgentOnce(t *testing.T) {
	c := mondayMorning(t)
	b := openBackend(t, t.TempDir(), c)
	l := newLoop(t, b, newRecorder())
	asked := 0
	l.StartAgent = func() error { asked++; return nil }
	off := false
	view, err := b.Flow.ReminderSettings(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, reminder := range view.Reminders {
		if _, err := b.Flow.PatchReminder(context.Background(), reminder.ID, patchEnabled(off)); err != nil {
			t.Fatal(err)
		}
	}
	mustTick(t, l)
	if asked != 0 {
		t.Fatal("an agent was started for nothing")
	}
	if _, err := b.Flow.PatchReminder(context.Background(), view.Reminders[0].ID, patchEnabled(true)); err != nil {
		t.Fatal(err)
	}
	addTask(t, b, "Finish the CV", "2026-11-23", "")
	mustTick(t, l)
	mustTick(t, l)
	if asked != 1 {
		t.Fatalf("asked %d times", asked)
	}
}

// What the agent does all day: nothing is due.
func BenchmarkTick(b *testing.B) {
	c := mondayMorning(b)
	back := openBackend(b, b.TempDir(), c)
	for range 200 {
		addTask(b, back, "Later", "2026-12-24", "")
	}
	l := newLoop(b, back, newRecorder())
	mustTick(b, l)
	b.ReportAllocs()
	for b.Loop() {
		mustTick(b, l)
	}
}
