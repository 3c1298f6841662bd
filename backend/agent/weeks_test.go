package agent

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"northboard/backend"
	"northboard/backend/clock"
	"northboard/backend/desktop/notify"
	"northboard/backend/plan"
	"northboard/backend/remind"
	"northboard/backend/store"
)

// weeks is two processes that remind in one library at the same time, over weeks of a clock that the test moves:
// people work on their tasks, laptops sleep, processes are killed at the worst moment. It checks, at every pop-up,
// that it is the first of its occurrence and neither early nor late, and at the end that the Inbox holds exactly
// what must have come.
type weeks struct {
	t      *testing.T
	random *rand.Rand
	clock  *clock.FixedClock
	dir    string
	loops  [2]*Loop
	person *backend.Backend

	mu       sync.Mutex
	popups   map[string]int  // by the occurrence's key
	killed   map[string]bool // occurrences whose showing was cut short
	crash    string          // "" or what Show does: "before" or "after" the pop-up
	awake    clock.Instant   // since when the machine has been awake
	expected map[string]bool // keys that must be in the Inbox at the end
	tasks    []plan.Task

	failing sync.Mutex
	errors  int
}

const weekTick = 3 * time.Minute

func (w *weeks) fail(format string, args ...any) {
	w.failing.Lock()
	defer w.failing.Unlock()
	w.errors++
	if w.errors < 20 {
		w.t.Errorf("%s: "+format, append([]any{w.clock.Now().In(w.clock.Location()).Format("2006-01-02 15:04:05 MST")}, args...)...)
	}
}

// start makes one of the processes, or makes it anew after a crash.
func (w *weeks) start(i int) {
	r := newRecorder()
	b := openBackend(w.t, w.dir, w.clock)
	r.onShow = func(n notify.Notification) { w.popup(b, n) }
	w.loops[i] = newLoop(w.t, b, r)
}

func (w *weeks) popup(b *backend.Backend, n notify.Notification) {
	var o remind.Occurrence
	err := b.Store.Read(context.Background(), func(tx *store.Tx) (err error) {
		o, err = remind.ByID(tx, n.Key)
		return err
	})
	w.mu.Lock()
	if err != nil {
		w.mu.Unlock()
		w.fail("pop-up of nothing: %v", err)
		return
	}
	crash := w.crash
	w.crash = ""
	if crash == "before" {
		w.killed[o.Key] = true
		w.mu.Unlock()
		runtime.Goexit()
	}
	w.popups[o.Key]++
	if w.popups[o.Key] > 1 {
		w.fail("%s popped up %d times", o.Key, w.popups[o.Key])
	}
	now := w.clock.Now()
	if at, ok := wallTime(o.Key, w.clock.Location()); ok && (now < at || o.Due != at) {
		w.fail("%s popped up early, or was due at %d instead of %d", o.Key, o.Due, at)
	}
	if late := now.Sub(max(o.Due, w.awake)); now < o.Due || late > weekTick {
		w.fail("%s is %v late", o.Key, late)
	}
	if crash == "after" {
		w.killed[o.Key] = true
		w.mu.Unlock()
		runtime.Goexit()
	}
	w.mu.Unlock()
}

// wallTime reads the wall time out of a key, by other means than the code under test.
func wallTime(key string, loc *time.Location) (clock.Instant, bool) {
	if strings.Contains(key, "+") || strings.HasPrefix(key, remind.KindDigest) {
		return 0, false
	}
	day, hour, _ := strings.Cut(key[strings.LastIndex(key, "/")+1:], "T")
	return clock.Resolve(clock.Day(day), clock.TimeOfDay(hour), loc), true
}

// advance moves the clock; what comes due on the way must end in the Inbox.
func (w *weeks) advance(d time.Duration) {
	from := w.clock.Now()
	w.clock.Advance(d)
	for _, task := range w.tasks {
		if task.Done != nil || task.Due == "" {
			continue
		}
		hour := task.DueTime
		if hour == "" {
			hour = "09:00"
		}
		if at := clock.Resolve(task.Due, hour, w.clock.Location()); from < at && at <= w.clock.Now() {
			w.expected["task/"+task.ID+"/"+string(task.Due)+"T"+string(hour)] = true
		}
	}
}

// ticks lets both processes tick at the same time. A process that was killed in it is started anew.
func (w *weeks) ticks() {
	var both sync.WaitGroup
	died := [2]bool{true, true}
	for i, l := range w.loops {
		both.Go(func() {
			if err := l.tick(context.Background()); err != nil {
				w.fail("tick: %v", err)
			}
			died[i] = false
		})
	}
	both.Wait()
	for i := range died {
		if died[i] {
			w.start(i)
		}
	}
}

// act lets the person do something, between ticks.
func (w *weeks) act() {
	f, ctx := w.person.Flow, context.Background()
	verb := w.random.IntN(12)
	if verb > 5 || len(w.tasks) == 0 {
		w.add()
		return
	}
	i := w.random.IntN(len(w.tasks))
	task, err := w.tasks[i], error(nil)
	switch verb {
	case 0:
		err = f.CompleteTask(ctx, task.ID, task.Done == nil, store.User)
	case 1:
		day := clock.Today(w.clock).Add(w.random.IntN(6) - 1)
		_, err = f.PatchTask(ctx, task.ID, plan.TaskPatch{Due: &day})
	case 2:
		hour := w.hour()
		if task.Due == "" {
			return
		}
		_, err = f.PatchTask(ctx, task.ID, plan.TaskPatch{DueTime: &hour})
	case 3:
		err = f.DeleteTask(ctx, task.ID)
		w.tasks = append(w.tasks[:i], w.tasks[i+1:]...)
		if err != nil {
			w.fail("delete: %v", err)
		}
		return
	default:
		w.press()
		return
	}
	if err != nil {
		w.fail("act: %v", err)
	}
	w.refresh(i)
}

// press presses a button of what came last, on a notification of either process.
func (w *weeks) press() {
	view, err := w.person.Flow.Reminders(context.Background(), 0)
	if err != nil || len(view.Inbox) == 0 {
		return
	}
	action := []string{notify.Done, notify.Snooze, notify.Open}[w.random.IntN(3)]
	o := view.Inbox[0]
	if o.State != remind.Shown {
		return
	}
	for _, l := range w.loops { // A notification server tells everybody.
		if err := l.act(context.Background(), notify.Signal{Key: o.ID, Action: action}); err != nil {
			w.fail("press %s: %v", action, err)
		}
	}
	for i, task := range w.tasks {
		if task.ID == o.Subject {
			w.refresh(i)
		}
	}
}

func (w *weeks) refresh(i int) {
	err := w.person.Store.Read(context.Background(), func(tx *store.Tx) (err error) {
		w.tasks[i], err = plan.TaskByID(tx, w.tasks[i].ID)
		return err
	})
	if err != nil {
		w.fail("read a task: %v", err)
	}
}

func (w *weeks) hour() clock.TimeOfDay {
	if w.random.IntN(4) == 0 {
		return ""
	}
	return clock.TimeOfDay(fmt.Sprintf("%02d:%02d", w.random.IntN(24), w.random.IntN(60)))
}

func (w *weeks) add() {
	day := clock.Today(w.clock).Add(w.random.IntN(5))
	w.tasks = append(w.tasks, addTask(w.t, w.person, "Task", day, w.hour()))
}

func TestWeeks(t *testing.T) {
	for i, c := range []struct {
		zone  string
		start clock.Day // a week before the clocks change
	}{
		{"Europe/Berlin", "2026-10-19"},
		{"Europe/Berlin", "2027-03-22"},
		{"America/New_York", "2026-10-26"},
		{"America/New_York", "2027-03-08"},
	} {
		t.Run(strings.ReplaceAll(c.zone, "/", "_")+string(c.start), func(t *testing.T) {
			t.Parallel()
			seed := uint64(i + 1)
			w := &weeks{
				t: t, random: rand.New(rand.NewPCG(seed, seed)), clock: clockAt(t, c.zone, c.start, "07:00"), dir: t.TempDir(),
				popups: map[string]int{}, killed: map[string]bool{}, expected: map[string]bool{},
			}
			w.clock.Advance(7 * time.Second) // Ticks do not fall on the minute.
			w.person = openBackend(t, w.dir, w.clock)
			w.start(0)
			w.start(1)
			w.run(12 * 24 * time.Hour)
			w.check()
		})
	}
}

func (w *weeks) run(length time.Duration) {
	w.awake = w.clock.Now()
	// One of the clock changes falls into the night: tasks of that hour must be there.
	for d := range 10 {
		w.tasks = append(w.tasks, addTask(w.t, w.person, "Night", clock.Today(w.clock).Add(d), "02:30"))
		w.tasks = append(w.tasks, addTask(w.t, w.person, "Night", clock.Today(w.clock).Add(d), "01:30"))
	}
	for end := w.clock.Now().Add(length); w.clock.Now() < end; {
		switch n := w.random.IntN(700); {
		case n == 0: // The laptop sleeps, or nothing runs.
			w.advance(time.Duration(10+w.random.IntN(3000)) * time.Minute)
			w.awake = w.clock.Now()
		case n < 5:
			w.crash = []string{"before", "after"}[w.random.IntN(2)]
			w.advance(weekTick)
		default:
			w.advance(weekTick)
		}
		w.ticks()
		if w.random.IntN(13) == 0 {
			w.act()
		}
	}
	// What was in doubt at the end is settled.
	w.crash = ""
	for range 3 {
		w.advance(weekTick)
		w.ticks()
	}
}

func (w *weeks) check() {
	inbox := map[string]remind.InboxEntry{}
	err := w.person.Store.Read(context.Background(), func(tx *store.Tx) error {
		entries, err := remind.Inbox(tx, 100000)
		for _, e := range entries {
			inbox[e.Key] = e
		}
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	for key := range w.expected {
		e, ok := inbox[key]
		switch {
		case !ok:
			w.fail("%s is not in the Inbox", key)
		case e.State == remind.Claimed || e.State == remind.Due:
			w.fail("%s is still %s", key, e.State)
		case w.popups[key] == 0 && e.DigestID == "" && !e.Doubtful:
			w.fail("%s was neither shown nor in a digest", key)
		case w.killed[key] && e.State == remind.Shown:
			w.fail("%s was cut short and says it was shown", key)
		}
	}
	for key := range inbox {
		if strings.HasPrefix(key, "task/") && !strings.Contains(key, "+") && !w.expected[key] {
			w.fail("%s is in the Inbox and was never due", key)
		}
	}
	if len(w.expected) < 40 || len(w.killed) == 0 {
		w.fail("the weeks were too quiet to prove anything: %d due, %d cut short", len(w.expected), len(w.killed))
	}
	w.t.Logf("%d due, %d pop-ups, %d cut short, %d in the Inbox", len(w.expected), len(w.popups), len(w.killed), len(inbox))
}
