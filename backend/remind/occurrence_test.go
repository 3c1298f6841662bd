package remind

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"northboard/backend/clock"
	"northboard/backend/fault"
	"northboard/backend/store"
)

func TestEnsureDefaults(t *testing.T) {
	b := newBench(t, "Europe/Berlin", monday)
	b.do(func(tx *store.Tx) error {
		if added, err := EnsureDefaults(tx); added || err != nil {
			t.Errorf("added again: %v, %v", added, err)
		}
		reminders, err := Reminders(tx)
		if err != nil || len(reminders) != 4 || reminders[0].Kind != KindTask || reminders[0].Time != "09:00" ||
			reminders[1].Kind != KindMilestone || reminders[1].DaysBefore != 7 || reminders[2].Kind != KindStart ||
			reminders[3].Kind != KindReview || reminders[3].Weekday != 0 || reminders[3].Time != "18:00" {
			t.Errorf("%+v, %v", reminders, err)
		}
		return nil
	})
}

func TestPatchReminder(t *testing.T) {
	b := newBench(t, "Europe/Berlin", monday)
	off, friday, eight, badTime, badDay := false, 5, clock.TimeOfDay("08:00"), clock.TimeOfDay("25:00"), 7
	b.do(func(tx *store.Tx) error {
		all, err := readRules(tx)
		if err != nil {
			return err
		}
		r, err := PatchReminder(tx, all.review.ID, ReminderPatch{Enabled: &off, Weekday: &friday, Time: &eight})
		if err != nil || r.Enabled || r.Weekday != 5 || r.Time != "08:00" || r.Updated != tx.Now() {
			t.Errorf("%+v, %v", r, err)
		}
		for _, c := range []struct {
			id, field string
			patch     ReminderPatch
			code      fault.Code
		}{
			{all.task.ID, "time", ReminderPatch{Time: &badTime}, fault.Invalid},
			{all.review.ID, "weekday", ReminderPatch{Weekday: &badDay}, fault.Invalid},
			{all.task.ID, "weekday", ReminderPatch{Weekday: &friday}, fault.Invalid},
			{"nobody", "", ReminderPatch{}, fault.NotFound},
		} {
			if _, err := PatchReminder(tx, c.id, c.patch); fault.From(err) == nil || fault.From(err).Code != c.code || fault.From(err).Field != c.field {
				t.Errorf("%+v: %v", c, err)
			}
		}
		after, err := readRules(tx)
		if err != nil || after.review.Weekday != 5 || after.task.Time != "09:00" {
			t.Errorf("%+v, %v", after, err)
		}
		return nil
	})
}

// Two processes are two stores on one library: whatever their timing, one of them gets each occurrence.
func TestTake_TwoProcesses(t *testing.T) {
	b := newBench(t, "Europe/Berlin", monday)
	other, err := store.Open(context.Background(), store.Config{Dir: b.store.Dir(), Clock: b.clock})
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	for i := range 30 {
		b.task(fmt.Sprint(i), "2026-11-23 "+fmt.Sprintf("%02d:%02d", 9+i/10, i%10))
	}
	taken := [2]map[string]bool{{}, {}}
	for step := range 3 * 60 {
		b.at(fmt.Sprintf("2026-11-23 %02d:%02d:07", 9+step/60, step%60))
		var both sync.WaitGroup
		for i, s := range []*store.Store{b.store, other} {
			both.Go(func() {
				err := s.WriteQuiet(context.Background(), func(tx *store.Tx) error {
					if _, err := Materialise(tx); err != nil {
						return err
					}
					got, err := Take(tx, fmt.Sprint(i), false)
					for _, o := range got {
						taken[i][o.Key] = true
					}
					return err
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
		both.Wait()
	}
	if len(taken[0])+len(taken[1]) != 30 {
		t.Fatalf("%d and %d of 30", len(taken[0]), len(taken[1]))
	}
	for key := range taken[0] {
		if taken[1][key] {
			t.Errorf("%s was taken twice", key)
		}
	}
}

func TestClaim_OnlyOnceAndNeverEarly(t *testing.T) {
	b := newBench(t, "Europe/Berlin", monday)
	b.task("a", "2026-11-23")
	b.at("2026-11-23 09:00")
	id := b.materialise()[0].ID
	b.at("2026-11-23 08:59:59")
	b.quiet(func(tx *store.Tx) error {
		if ours, err := Claim(tx, id, "x"); ours || err != nil {
			t.Errorf("claimed early: %v, %v", ours, err)
		}
		return nil
	})
	b.at("2026-11-23 09:00")
	b.quiet(func(tx *store.Tx) error {
		first, err1 := Claim(tx, id, "x")
		second, err2 := Claim(tx, id, "y")
		if !first || second || err1 != nil || err2 != nil {
			t.Error(first, second, err1, err2)
		}
		return nil
	})
}

func TestTake_CrashBetweenClaimAndShow(t *testing.T) {
	b := newBench(t, "Europe/Berlin", monday)
	b.task("a", "2026-11-23")
	b.task("later", "2026-11-23 12:00")
	b.at("2026-11-23 09:00:10")
	wantKeys(t, b.take(), "task/a/2026-11-23T09:00") // and nothing is shown
	b.at("2026-11-23 09:01:09")
	wantKeys(t, b.take())
	if e := b.inbox(); len(e) != 1 || e[0].State != Claimed || e[0].Note != "" {
		t.Fatalf("%+v", e)
	}
	b.at("2026-11-23 09:01:10")
	wantKeys(t, b.take())
	e := b.inbox()
	if len(e) != 1 || e[0].State != Digested || !e[0].Doubtful || e[0].Note == "" || e[0].Settled {
		t.Fatalf("%+v", e)
	}
	// A late note of having shown it changes nothing any more.
	b.quiet(func(tx *store.Tx) error { return MarkShown(tx, e[0].ID, 9) })
	// The next digest names it.
	b.at("2026-11-23 13:00")
	got := b.take()
	if len(got) != 1 || got[0].Kind != KindDigest || !strings.Contains(got[0].Body, "Task a (today at 09:00, may have been shown)\nTask later (today at 12:00)") {
		t.Fatalf("%+v", got)
	}
	// And only the next one.
	b.task("last", "2026-11-23 15:00")
	b.at("2026-11-23 16:00")
	if got := b.take(); len(got) != 1 || got[0].Body != "Task last (today at 15:00)" {
		t.Fatalf("%+v", got)
	}
}

func TestTake_MissedComesAsOne(t *testing.T) {
	b := newBench(t, "Europe/Berlin", monday)
	for i := range 8 {
		b.task(fmt.Sprint(i), fmt.Sprintf("2026-11-2%d", 3+i%5))
	}
	b.at("2026-11-30 08:00") // A week's sleep, over last Sunday's review.
	b.task("now", "2026-11-30 08:05")
	b.at("2026-11-30 08:05:10")
	got := b.show()
	if len(got) != 2 || got[0].Kind != KindDigest || got[0].Title != "9 reminders while you were away" || got[1].Subject != "now" {
		t.Fatalf("%+v", got)
	}
	inbox := b.inbox()
	if len(inbox) != 10 {
		t.Fatalf("%d in the Inbox", len(inbox))
	}
	for _, e := range inbox {
		if e.Subject != "now" && (e.State != Digested || e.DigestID != got[0].ID || e.Doubtful) {
			t.Fatalf("%+v", e)
		}
	}
	wantKeys(t, b.take())
}

func TestTake_ManyAtOnceComeAsOne(t *testing.T) {
	b := newBench(t, "Europe/Berlin", monday)
	for i := range MostAtOnce {
		b.task(fmt.Sprint(i), "2026-11-23")
	}
	for i := range MostAtOnce + 1 {
		b.task(fmt.Sprint("b", i), "2026-11-24")
	}
	b.at("2026-11-23 09:00:10")
	if got := b.show(); len(got) != MostAtOnce {
		t.Fatalf("%q", keys(got))
	}
	b.at("2026-11-24 09:00:10")
	if got := b.show(); len(got) != 1 || got[0].Title != "4 reminders for now" {
		t.Fatalf("%+v", got)
	}
}

func TestAnswer(t *testing.T) {
	b := newBench(t, "Europe/Berlin", monday)
	b.task("a", "2026-11-23")
	b.at("2026-11-23 09:00:10")
	id := b.show()[0].ID
	for _, c := range []struct {
		answer string
		news   bool
	}{{Open, true}, {Open, false}, {Dismiss, false}, {Done, true}, {Done, false}, {Snooze, false}} {
		b.quiet(func(tx *store.Tx) error {
			news, err := AnswerWith(tx, id, c.answer)
			if news != c.news || err != nil {
				t.Errorf("%s: %v, %v; want %v", c.answer, news, err, c.news)
			}
			return nil
		})
	}
	if e := b.inbox(); e[0].Answer != Done || !e[0].Settled || *e[0].Answered != b.clock.Now() {
		t.Fatalf("%+v", e)
	}
	err := b.store.WriteQuiet(context.Background(), func(tx *store.Tx) error { _, err := AnswerWith(tx, "nobody", Done); return err })
	if fault.CodeOf(err) != fault.NotFound {
		t.Fatal(err)
	}
	err = b.store.WriteQuiet(context.Background(), func(tx *store.Tx) error { _, err := AnswerWith(tx, id, "void"); return err })
	if fault.CodeOf(err) != fault.Invalid {
		t.Fatal(err)
	}
}

func TestSnooze(t *testing.T) {
	b := newBench(t, "Europe/Berlin", monday)
	b.task("a", "2026-11-23")
	b.at("2026-11-23 09:00:10")
	id := b.show()[0].ID
	snooze := func(id string) (back Occurrence, news bool) {
		b.quiet(func(tx *store.Tx) (err error) {
			back, news, err = SnoozeBy(tx, id, SnoozeFor)
			return err
		})
		return back, news
	}
	back, news := snooze(id)
	if !news || back.Key != "task/a/2026-11-23T09:00+1" {
		t.Fatalf("%+v %v", back, news)
	}
	if _, news := snooze(id); news {
		t.Fatal("snoozed twice by one notification")
	}
	b.at("2026-11-23 09:10:09")
	wantKeys(t, b.take())
	b.at("2026-11-23 09:10:10")
	wantKeys(t, b.show(), "task/a/2026-11-23T09:00+1")
	if back, _ := snooze(back.ID); back.Key != "task/a/2026-11-23T09:00+2" {
		t.Fatal(back.Key)
	}
	// Done in the meantime: it does not come back.
	b.exec(`UPDATE task SET done = 1 WHERE id = 'a'`)
	b.at("2026-11-23 09:30")
	wantKeys(t, b.take())
}

func TestSnooze_ADigestIsRefused(t *testing.T) {
	b := newBench(t, "Europe/Berlin", monday)
	b.task("a", "2026-11-23")
	b.at("2026-11-23 11:00")
	id := b.show()[0].ID
	err := b.store.WriteQuiet(context.Background(), func(tx *store.Tx) error { _, _, err := SnoozeBy(tx, id, SnoozeFor); return err })
	if fault.CodeOf(err) != fault.Invalid {
		t.Fatal(err)
	}
}

func TestSettled(t *testing.T) {
	b := newBench(t, "Europe/Berlin", "2026-11-22 17:00")
	b.task("a", "2026-11-22 18:00")
	b.task("b", "2026-11-22 18:00")
	b.at("2026-11-22 18:00:10")
	ids := []string{}
	for _, o := range b.show() {
		ids = append(ids, o.ID)
	}
	count := func() (n int) {
		b.read(func(tx *store.Tx) error {
			settled, err := Settled(tx, ids)
			n = len(settled)
			return err
		})
		return n
	}
	if len(ids) != 3 || count() != 0 {
		t.Fatal(ids, count())
	}
	b.exec(`UPDATE task SET done = 1 WHERE id = 'a'`)
	b.exec(`INSERT INTO review (id, started, finished, from_seq) VALUES ('r', 1, ?, 0)`, b.clock.Now())
	if count() != 2 {
		t.Fatal(count())
	}
	for _, e := range b.inbox() {
		if want := e.Subject != "b"; e.Settled != want {
			t.Errorf("%s is settled in the Inbox: %v", e.Key, e.Settled)
		}
	}
}

// The mark is another one after each thing that the Inbox shows, though the clock stands still.
func TestMark(t *testing.T) {
	b := newBench(t, "Europe/Berlin", "2026-11-23 08:00")
	b.task("a", "2026-11-23")
	b.task("b", "2026-11-23")
	seen := map[string]string{}
	mark := func(after string) {
		t.Helper()
		b.read(func(tx *store.Tx) error {
			mark, err := Mark(tx)
			if before, known := seen[mark]; known {
				t.Errorf("after %s the mark is as after %s: %s", after, before, mark)
			}
			seen[mark] = after
			return err
		})
	}
	mark("the start")
	b.at("2026-11-23 09:00:10")
	taken := b.take()
	mark("taking")
	for _, o := range taken[:1] {
		b.quiet(func(tx *store.Tx) error { return MarkShown(tx, o.ID, 1) })
		mark("showing")
		b.quiet(func(tx *store.Tx) error { _, err := AnswerWith(tx, o.ID, Open); return err })
		mark("opening")
	}
	b.quiet(func(tx *store.Tx) error { return MarkDoubtful(tx, taken[1].ID) })
	mark("doubt")
	b.quiet(func(tx *store.Tx) error { _, _, err := SnoozeBy(tx, taken[1].ID, SnoozeFor); return err })
	mark("snoozing")
}

func BenchmarkLook_FiveThousandOverdue(b *testing.B) {
	ctx := context.Background()
	c := clock.Fixed(time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC), time.UTC)
	s, err := store.Open(ctx, store.Config{Dir: b.TempDir(), Clock: c})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	err = s.Write(ctx, store.Op{Label: "Fill", Origin: store.User}, func(tx *store.Tx) error {
		if _, err := EnsureDefaults(tx); err != nil {
			return err
		}
		for i := range 5000 {
			_, err := tx.Exec(`
				INSERT INTO task (id, title, due, rank, created, updated)
				VALUES (?, 'Old', '2026-11-20', 'a0', 0, 0)`, fmt.Sprintf("t%04d", i))
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	for range 11 {
		if err := s.WriteQuiet(ctx, func(tx *store.Tx) error { _, err := Materialise(tx); return err }); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		if err := s.Read(ctx, func(tx *store.Tx) error { _, err := LookAt(tx); return err }); err != nil {
			b.Fatal(err)
		}
	}
}
