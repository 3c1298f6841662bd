package remind

import (
	"context"
	"fmt"
	"testing"
	"time"

	"northboard/backend/clock"
	"northboard/backend/store"
)

// 2026-11-23 is a Monday: no review is due on it, and last Sunday's was before the rule was set.
const monday = "2026-11-23 08:00"

func TestLook_TaskAtItsTime(t *testing.T) {
	b := newBench(t, "Europe/Berlin", monday)
	b.task("own", "2026-11-23 14:30")
	b.task("day", "2026-11-23")
	wantKeys(t, b.materialise())
	b.at("2026-11-23 08:59:59.999")
	wantKeys(t, b.materialise())
	b.at("2026-11-23 09:00")
	wantKeys(t, b.materialise(), "task/day/2026-11-23T09:00")
	b.at("2026-11-23 14:29:59")
	wantKeys(t, b.materialise())
	b.at("2026-11-23 14:30:10")
	got := b.materialise()
	wantKeys(t, got, "task/own/2026-11-23T14:30")
	if o := got[0]; o.Title != "Task own" || o.Body != "Due at 14:30" || o.State != Due || o.Route() != "task/own" {
		t.Fatalf("%+v", o)
	}
	b.at("2026-11-24 23:00")
	wantKeys(t, b.materialise())
}

func TestLook_TheReasonIsGone(t *testing.T) {
	for name, change := range map[string]string{
		"Done":    `UPDATE task SET done = 1 WHERE id = 'a'`,
		"Deleted": `DELETE FROM task WHERE id = 'a'`,
		"Redated": `UPDATE task SET due = '2026-11-30' WHERE id = 'a'`,
		"Undated": `UPDATE task SET due = NULL, due_time = NULL WHERE id = 'a'`,
		"Off":     `UPDATE reminder SET enabled = 0 WHERE kind = 'task'`,
	} {
		t.Run(name+"BeforeItsTime", func(t *testing.T) {
			b := newBench(t, "Europe/Berlin", monday)
			b.task("a", "2026-11-23")
			b.at("2026-11-23 08:30")
			b.exec(change)
			b.at("2026-11-23 09:00")
			wantKeys(t, b.materialise())
		})
		t.Run(name+"WhileWaiting", func(t *testing.T) {
			b := newBench(t, "Europe/Berlin", monday)
			b.task("a", "2026-11-23")
			b.at("2026-11-23 09:00")
			wantKeys(t, b.materialise(), "task/a/2026-11-23T09:00")
			b.exec(change)
			wantKeys(t, b.take())
			if len(b.inbox()) != 0 {
				t.Fatal("it is in the Inbox still")
			}
		})
	}
}

func TestLook_SetAfterItsTimeIsNotMissed(t *testing.T) {
	b := newBench(t, "Europe/Berlin", monday)
	b.at("2026-11-23 14:00")
	b.task("new", "2026-11-23")
	b.task("moved", "2026-11-30")
	b.exec(`UPDATE task SET due = '2026-11-22' WHERE id = 'moved'`)
	b.at("2026-11-23 14:00:20")
	wantKeys(t, b.take())
	if len(b.inbox()) != 0 {
		t.Fatal("it is in the Inbox")
	}
	// Its next day counts again.
	b.exec(`UPDATE task SET due = '2026-11-24' WHERE id = 'moved'`)
	b.at("2026-11-24 09:00:05")
	wantKeys(t, b.take(), "task/moved/2026-11-24T09:00")
}

func TestLook_RuleMovedPastItsTimeIsNotMissed(t *testing.T) {
	b := newBench(t, "Europe/Berlin", monday)
	b.exec(`UPDATE reminder SET time = '20:00' WHERE kind = 'task'`)
	b.task("a", "2026-11-23")
	b.at("2026-11-23 14:00")
	hour := clock.TimeOfDay("09:00")
	b.do(func(tx *store.Tx) error {
		all, err := readRules(tx)
		if err != nil {
			return err
		}
		_, err = PatchReminder(tx, all.task.ID, ReminderPatch{Time: &hour})
		return err
	})
	b.at("2026-11-23 14:30")
	wantKeys(t, b.take())
}

func TestLook_UndoneOpensItAgain(t *testing.T) {
	b := newBench(t, "Europe/Berlin", monday)
	b.task("a", "2026-11-23")
	b.exec(`UPDATE task SET done = 5 WHERE id = 'a'`)
	b.at("2026-11-23 08:50")
	if _, err := b.store.Undo(context.Background()); err != nil {
		t.Fatal(err)
	}
	b.at("2026-11-23 09:00:10")
	wantKeys(t, b.take(), "task/a/2026-11-23T09:00")
}

func TestLook_UndoneAfterItsTimeIsNotMissed(t *testing.T) {
	b := newBench(t, "Europe/Berlin", monday)
	b.task("a", "2026-11-23")
	b.exec(`UPDATE task SET done = 5 WHERE id = 'a'`)
	b.at("2026-11-23 13:00")
	wantKeys(t, b.take())
	if _, err := b.store.Undo(context.Background()); err != nil {
		t.Fatal(err)
	}
	b.at("2026-11-23 13:00:10")
	wantKeys(t, b.take())
}

func TestLook_NeverTwiceThoughMovedAwayAndBack(t *testing.T) {
	b := newBench(t, "Europe/Berlin", monday)
	b.task("a", "2026-11-23")
	b.at("2026-11-23 09:00:10")
	wantKeys(t, b.show(), "task/a/2026-11-23T09:00")
	b.exec(`UPDATE task SET due = '2026-11-24' WHERE id = 'a'`)
	wantKeys(t, b.take())
	b.exec(`UPDATE task SET due = '2026-11-23' WHERE id = 'a'`)
	wantKeys(t, b.take())
}

func TestLook_DaylightSaving(t *testing.T) {
	for _, c := range []struct{ zone, before, due, early, dueUTC string }{
		// 02:30 is skipped: it takes the offset before the gap. 02:30 comes twice: the first counts.
		{"Europe/Berlin", "2027-03-27 12:00", "2027-03-28 02:30", "2027-03-28T01:29:59Z", "2027-03-28T01:30:00Z"},
		{"Europe/Berlin", "2026-10-24 12:00", "2026-10-25 02:30", "2026-10-25T00:29:59Z", "2026-10-25T00:30:00Z"},
		{"America/New_York", "2027-03-13 12:00", "2027-03-14 02:30", "2027-03-14T07:29:59Z", "2027-03-14T07:30:00Z"},
		{"America/New_York", "2026-10-31 12:00", "2026-11-01 01:30", "2026-11-01T05:29:59Z", "2026-11-01T05:30:00Z"},
		// The day after, nine o'clock is nine o'clock.
		{"Europe/Berlin", "2026-10-24 12:00", "2026-10-26", "2026-10-26T07:59:59Z", "2026-10-26T08:00:00Z"},
		{"America/New_York", "2027-03-13 12:00", "2027-03-15", "2027-03-15T12:59:59Z", "2027-03-15T13:00:00Z"},
	} {
		t.Run(c.zone[:6]+c.due[:10], func(t *testing.T) {
			b := newBench(t, c.zone, c.before)
			b.exec(`UPDATE reminder SET enabled = 0 WHERE kind = 'review'`)
			b.task("a", c.due)
			for _, step := range []struct {
				at   string
				want int
			}{{c.early, 0}, {c.dueUTC, 1}} {
				at, err := time.Parse(time.RFC3339, step.at)
				if err != nil {
					t.Fatal(err)
				}
				b.clock.Set(clock.FromTime(at))
				if got := b.materialise(); len(got) != step.want {
					t.Fatalf("at %s: %q", step.at, keys(got))
				}
			}
			// An hour later the same wall time may come again; the key does not.
			b.clock.Advance(time.Hour)
			wantKeys(t, b.materialise())
		})
	}
}

func TestLook_Traveller(t *testing.T) {
	b := newBench(t, "Europe/Berlin", monday)
	b.task("a", "2026-11-23")
	b.at("2026-11-23 08:30")
	b.clock.Travel(zone(t, "America/New_York")) // It is 02:30 there.
	b.at("2026-11-23 08:59:59")
	wantKeys(t, b.take())
	b.at("2026-11-23 09:00")
	wantKeys(t, b.show(), "task/a/2026-11-23T09:00")
	b.clock.Travel(zone(t, "America/Los_Angeles")) // Nine o'clock comes once more.
	b.at("2026-11-23 09:00:05")
	wantKeys(t, b.take())
}

func TestLook_Review(t *testing.T) {
	b := newBench(t, "Europe/Berlin", "2026-11-22 17:00")
	b.at("2026-11-22 17:59:59")
	wantKeys(t, b.take())
	b.at("2026-11-22 18:00:10")
	got := b.show()
	wantKeys(t, got, "review/2026-11-22T18:00")
	if got[0].Route() != "review" {
		t.Fatal(got[0].Route())
	}
	b.exec(`INSERT INTO review (id, started, finished, from_seq, to_seq, next) VALUES ('r', 1, ?, 0, 1, '2026-11-29')`, b.clock.Now())
	b.at("2026-11-28 12:00")
	wantKeys(t, b.take())
	// Held a day early: this Sunday's is not asked for.
	b.exec(`INSERT INTO review (id, started, finished, from_seq, to_seq, next) VALUES ('s', 1, ?, 0, 1, '2026-12-06')`, b.clock.Now())
	b.at("2026-11-29 18:00:10")
	wantKeys(t, b.take())
	b.at("2026-12-06 18:00:10")
	wantKeys(t, b.show(), "review/2026-12-06T18:00")
}

func TestLook_ReviewMissedForWeeksIsOne(t *testing.T) {
	b := newBench(t, "Europe/Berlin", monday)
	b.at("2027-01-04 08:00")
	got := b.show()
	if len(got) != 1 || got[0].Kind != KindDigest || got[0].Body != "Your weekly review (yesterday at 18:00)" || got[0].Route() != "review" {
		t.Fatalf("%+v", got)
	}
	b.at("2027-01-04 08:01")
	wantKeys(t, b.take())
}

func TestLook_NewLibraryHasMissedNothing(t *testing.T) {
	b := newBench(t, "Europe/Berlin", monday)
	wantKeys(t, b.materialise())
	if coming := b.coming(5); len(coming) != 5 || coming[0].Due != clock.Resolve("2026-11-29", "18:00", b.clock.Location()) {
		t.Fatalf("%+v", coming)
	}
}

func TestLook_Next(t *testing.T) {
	b := newBench(t, "Europe/Berlin", monday)
	b.task("a", "2026-11-23 14:30")
	b.task("b", "2026-11-24")
	b.read(func(tx *store.Tx) error {
		look, err := LookAt(tx)
		if err != nil || look.Next == nil || *look.Next != clock.Resolve("2026-11-23", "14:30", b.clock.Location()) || !look.Empty() {
			t.Errorf("%+v, %v", look, err)
		}
		return nil
	})
}

func TestUpcoming(t *testing.T) {
	b := newBench(t, "Europe/Berlin", monday)
	b.task("a", "2026-11-23 14:30")
	b.task("b", "2026-11-24")
	b.task("past", "2026-11-22")
	b.task("today", "2026-11-23")
	b.at("2026-11-23 09:00:10")
	shown := b.show()
	wantKeys(t, shown, "task/today/2026-11-23T09:00")
	b.quiet(func(tx *store.Tx) error { _, _, err := SnoozeBy(tx, shown[0].ID, SnoozeFor); return err })
	want := "[today 09:10:10 a 14:30:00 b 09:00:00  18:00:00  18:00:00]"
	got := []string{}
	for _, c := range b.coming(5) {
		got = append(got, c.Subject+" "+c.Due.In(b.clock.Location()).Format("15:04:05"))
	}
	if fmt.Sprint(got) != want {
		t.Fatalf("%v, want %v", got, want)
	}
	if n := len(b.coming(2)); n != 2 {
		t.Fatal(n)
	}
}

// The look is taken after every change the person makes; a long list must not make that felt.
func TestLook_ManyTasks(t *testing.T) {
	b := newBench(t, "Europe/Berlin", monday)
	b.do(func(tx *store.Tx) error {
		for i := range 1200 {
			_, err := tx.Exec(`
				INSERT INTO task (id, title, due, rank, created, updated)
				VALUES (?, 'Old', '2026-11-20', 'a0', 0, 0)`, fmt.Sprintf("t%04d", i))
			if err != nil {
				return err
			}
		}
		return nil
	})
	total := 0
	for range 3 {
		total += len(b.materialise())
	}
	if total != 1200 {
		t.Fatalf("%d of 1200 after three looks", total)
	}
	if len(b.materialise()) != 0 || len(b.take()) != 0 {
		t.Fatal("tasks set after their day are due")
	}
}
