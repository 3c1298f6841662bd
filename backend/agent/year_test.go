package agent

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
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

// year is a year of every kind of reminder in one library, with two loops that look at the clock at the same time, as two
// processes would: the machine sleeps, sometimes for weeks; loops are killed before a claim is shown, after it was, and
// between two looks, and the library is opened anew. When each reminder must come is calculated here by other means than
// the code under test: day by day, from the rule, the clock and the zone.
type year struct {
	t      *testing.T
	random *rand.Rand
	clock  *clock.FixedClock
	dir    string
	loops  [2]*Loop
	person *backend.Backend

	mu      sync.Mutex
	popups  map[string]int
	cut     map[string]bool // shows that were cut short
	kill    string          // "", "before" or "after": what becomes of the next show
	awake   clock.Instant   // since when the machine has been awake
	quiet   func(at time.Time) bool
	bells   []bell
	due     map[string]clock.Instant // what must be in the Inbox
	found   map[string]clock.Instant // see resolve
	offence int
}

// bell is a reminder as the test understands it: on which days, and at what time.
type bell struct {
	key   func(day clock.Day) string
	at    clock.TimeOfDay
	falls func(day clock.Day) bool
}

func (y *year) fail(format string, args ...any) {
	if y.offence++; y.offence < 15 {
		now := y.clock.Now().In(y.clock.Location()).Format("2006-01-02 15:04:05 MST")
		y.t.Errorf("%s: "+format, append([]any{now}, args...)...)
	}
}

// begin starts one of the loops, or starts it again after it was killed: nothing is left of it but the library.
func (y *year) begin(i int) {
	if y.loops[i] != nil {
		_ = y.loops[i].Backend.Close() // The system closes the files of whoever is killed.
	}
	b := openBackend(y.t, y.dir, y.clock)
	r := newRecorder()
	r.onShow = func(n notify.Notification) { y.popup(b, n) }
	y.loops[i] = newLoop(y.t, b, r)
}

func (y *year) popup(b *backend.Backend, n notify.Notification) {
	var o remind.Occurrence
	err := b.Store.Read(context.Background(), func(tx *store.Tx) (err error) {
		o, err = remind.ByID(tx, n.Key)
		return err
	})
	y.mu.Lock()
	defer y.mu.Unlock()
	if err != nil {
		y.fail("a pop-up of nothing: %v", err)
		return
	}
	kill := y.kill
	y.kill = ""
	if kill == "before" {
		y.cut[o.Key] = true
		runtime.Goexit()
	}
	now := y.clock.Now()
	if y.popups[o.Key]++; y.popups[o.Key] > 1 {
		y.fail("%s popped up %d times", o.Key, y.popups[o.Key])
	}
	if now < o.Due {
		y.fail("%s popped up early: %v before its time", o.Key, o.Due.Sub(now))
	}
	if at, ok := y.due[o.Key]; ok && at != o.Due {
		y.fail("%s is due at %v and not at %v", o.Key, o.Due.In(y.clock.Location()), at.In(y.clock.Location()))
	}
	if o.Kind != remind.KindDigest && now.Sub(max(o.Due, y.awake)) > Tick {
		y.fail("%s is %v late", o.Key, now.Sub(o.Due))
	}
	if o.Kind != remind.KindBoundary && y.quiet(now.In(y.clock.Location())) {
		y.fail("%s popped up in quiet hours", o.Key)
	}
	if kill == "after" {
		y.cut[o.Key] = true
		runtime.Goexit()
	}
}

// look lets both loops look at the clock at once; one that was killed in it begins anew.
func (y *year) look() {
	var both sync.WaitGroup
	dead := [2]bool{true, true}
	for i, l := range y.loops {
		both.Go(func() {
			if err := l.tick(context.Background()); err != nil && !errors.Is(err, context.Canceled) {
				y.mu.Lock()
				y.fail("look: %v", err)
				y.mu.Unlock()
			}
			dead[i] = false
		})
	}
	both.Wait()
	for i := range dead {
		if dead[i] {
			y.begin(i)
		}
	}
}

// pass lets time go by; what comes due on the way must end in the Inbox.
func (y *year) pass(d time.Duration) {
	from, loc := y.clock.Now(), y.clock.Location()
	y.clock.Advance(d)
	to := y.clock.Now()
	for day := from.Day(loc).Add(-1); day <= to.Day(loc).Add(1); day = day.Add(1) {
		for _, b := range y.bells {
			if !b.falls(day) {
				continue
			}
			if at := y.resolve(day, b.at, loc); from < at && at <= to {
				y.due[b.key(day)] = at
			}
		}
	}
}

// resolve remembers what it found.
func (y *year) resolve(day clock.Day, at clock.TimeOfDay, loc *time.Location) clock.Instant {
	key := string(day) + string(at)
	found, ok := y.found[key]
	if !ok {
		found = resolve(day, at, loc)
		y.found[key] = found
	}
	return found
}

// resolve finds when a wall clock first shows a time on a day, by looking at every minute from the evening before; a time
// that is skipped is read with the offset before the gap.
func resolve(day clock.Day, at clock.TimeOfDay, loc *time.Location) clock.Instant {
	yy, mm, dd := day.Date()
	noon := time.Date(yy, mm, dd, 12, 0, 0, 0, loc)
	for t := noon.Add(-20 * time.Hour); t.Before(noon.Add(20 * time.Hour)); t = t.Add(time.Minute) {
		if clock.DayOf(t) == day && t.Format("15:04") == string(at) {
			return clock.FromTime(t)
		}
	}
	// Skipped: as if the clock had not gone forward.
	_, offset := noon.Add(-20 * time.Hour).Zone()
	wall := time.Date(yy, mm, dd, at.Minutes()/60, at.Minutes()%60, 0, 0, time.UTC)
	return clock.FromTime(wall.Add(-time.Duration(offset) * time.Second))
}

func (y *year) set(r remind.Reminder, falls func(day clock.Day) bool) {
	y.t.Helper()
	r.Enabled, r.Title = true, r.Kind+" "+string(r.Time)
	made, err := y.person.Flow.AddReminder(context.Background(), r)
	if err != nil {
		y.t.Fatal(err)
	}
	y.bells = append(y.bells, bell{
		key: func(day clock.Day) string { return fmt.Sprintf("r/%s/%sT%s", made.ID, day, r.Time) }, at: r.Time, falls: falls,
	})
}

// furnish sets one of each that a year can hold, at times that the change of the clocks skips and doubles, too.
func (y *year) furnish() {
	day := clock.Today(y.clock)
	daily := func(d clock.Day) bool { return d >= day }
	y.set(remind.Reminder{Kind: remind.KindCustom, Rule: "FREQ=DAILY", Day: day, Time: "02:30"}, daily)
	y.set(remind.Reminder{Kind: remind.KindAffirmation, Rule: "FREQ=DAILY", Day: day, Time: "12:15"}, daily)
	y.set(remind.Reminder{Kind: remind.KindStrategy, Rule: "FREQ=WEEKLY;BYDAY=WE", Day: day, Time: "16:00"}, func(d clock.Day) bool { return d >= day && d.Weekday() == time.Wednesday })
	y.set(remind.Reminder{Kind: remind.KindReassess, Rule: "FREQ=MONTHLY;BYMONTHDAY=-1", Day: day, Time: "10:00"}, func(d clock.Day) bool {
		_, _, next := d.Add(1).Date()
		return d >= day && next == 1
	})
	y.set(remind.Reminder{Kind: remind.KindCustom, Rule: "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", Day: day, Time: "11:11"}, func(d clock.Day) bool { return strings.HasSuffix(string(d), "-02-29") })
	for month := range 12 {
		one := day.AddMonths(month).Add(3)
		y.set(remind.Reminder{Kind: remind.KindCustom, Day: one, Time: "15:45"}, func(d clock.Day) bool { return d == one })
		on := day.AddMonths(month).Add(9)
		task := addTask(y.t, y.person, "Task", on, "01:30")
		y.bells = append(y.bells, bell{key: func(d clock.Day) string { return fmt.Sprintf("task/%s/%sT01:30", task.ID, d) }, at: "01:30", falls: func(d clock.Day) bool { return d == on }})
	}
	err := y.person.Store.Write(context.Background(), store.Op{Label: "Add", Origin: store.User}, func(tx *store.Tx) error {
		goal, err := plan.AddGoal(tx, plan.GoalDraft{Title: "A year"})
		if err != nil {
			return err
		}
		for month := range 10 {
			due := day.AddMonths(month + 1).Add(14)
			m, err := plan.AddMilestone(tx, plan.MilestoneDraft{GoalID: goal.ID, Title: "Milestone", Due: due})
			if err != nil {
				return err
			}
			for _, ahead := range []int{0, 7} {
				y.bells = append(y.bells, bell{
					key: func(d clock.Day) string { return fmt.Sprintf("due/milestone/%s-%d/%sT09:00", m.ID, ahead, d) }, at: "09:00",
					falls: func(d clock.Day) bool { return d == due.Add(-ahead) },
				})
			}
		}
		return nil
	})
	if err != nil {
		y.t.Fatal(err)
	}
	// Nights are quiet; protected hours announce themselves.
	for _, d := range []remind.BoundaryDraft{
		{Kind: remind.Quiet, Days: 127, Begins: "22:30", Ends: "06:30", Enabled: true},
		{Kind: remind.Protected, Title: "No e-mail", Days: 62, Begins: "08:00", Ends: "08:30", Reminds: true, Enabled: true},
	} {
		b, err := y.person.Flow.AddBoundary(context.Background(), d)
		if err != nil {
			y.t.Fatal(err)
		}
		if d.Reminds {
			y.bells = append(y.bells, bell{
				key: func(day clock.Day) string { return "b/" + b.ID + "/" + string(day) + "T08:00" }, at: "08:00",
				falls: func(d clock.Day) bool { return d.Weekday() != time.Saturday && d.Weekday() != time.Sunday },
			})
		}
	}
	y.quiet = func(at time.Time) bool {
		hour := at.Format("15:04")
		return hour >= "22:30" || hour < "06:30" || hour >= "08:00" && hour < "08:30" && at.Weekday() != time.Saturday && at.Weekday() != time.Sunday
	}
}

// soon is the next moment at which something can happen: a bell, or the end of a quiet time.
func (y *year) soon() clock.Instant {
	now, loc := y.clock.Now(), y.clock.Location()
	next := now.Add(6 * time.Hour)
	for day := now.Day(loc); day <= now.Day(loc).Add(1); day = day.Add(1) {
		times := []clock.TimeOfDay{"06:30", "08:30"}
		for _, b := range y.bells {
			if b.falls(day) && !slices.Contains(times, b.at) {
				times = append(times, b.at)
			}
		}
		for _, at := range times {
			if when := clock.Resolve(day, at, loc); when > now && when < next {
				next = when
			}
		}
	}
	return next
}

func (y *year) live(length time.Duration) {
	y.awake = y.clock.Now()
	doubtful := 0
	for end := y.clock.Now().Add(length); y.clock.Now() < end; {
		switch n := y.random.IntN(300); {
		case n == 0: // Asleep, or off: from a minute to a month.
			y.pass(time.Duration(1+y.random.IntN(1<<y.random.IntN(16))) * time.Minute)
			y.awake = y.clock.Now()
		case n < 8:
			y.kill = []string{"before", "after"}[y.random.IntN(2)]
		case n < 12: // Killed between two looks.
			y.begin(y.random.IntN(2))
		}
		// To the last look before the next moment, to the first after it, and some more.
		if before := y.soon().Sub(y.clock.Now()) - time.Duration(y.random.IntN(int(Tick))); before > 0 {
			y.pass(before)
			y.look()
		}
		for range 2 {
			y.pass(Tick)
			y.look()
		}
		if len(y.cut) > doubtful {
			// What was cut short is in doubt after a minute.
			doubtful = len(y.cut)
			y.pass(remind.DoubtAfter)
			y.look()
		}
	}
	y.kill = ""
	for range 3 {
		y.pass(12 * time.Hour)
		y.awake = y.clock.Now()
		y.look()
	}
}

func (y *year) check(days int) {
	inbox := map[string]remind.InboxEntry{}
	err := y.person.Store.Read(context.Background(), func(tx *store.Tx) error {
		entries, err := remind.Inbox(tx, 1_000_000)
		for _, e := range entries {
			inbox[e.Key] = e
		}
		return err
	})
	if err != nil {
		y.t.Fatal(err)
	}
	for key, at := range y.due {
		e, ok := inbox[key]
		switch {
		case !ok:
			y.fail("%s is not in the Inbox", key)
		case e.Due != at:
			y.fail("%s was due at %v and not at %v", key, e.Due, at)
		case e.State == remind.Claimed:
			y.fail("%s is still claimed", key)
		case e.State == remind.Due && !e.Held:
			y.fail("%s still waits", key)
		case e.State == remind.Shown && y.popups[key] == 0:
			y.fail("%s says it was shown and never was", key)
		case y.cut[key] && e.State == remind.Shown:
			y.fail("%s was cut short and says it was shown", key)
		}
	}
	for key := range inbox {
		if _, ok := y.due[key]; !ok && !strings.HasPrefix(key, "review/") {
			y.fail("%s is in the Inbox and never was due", key)
		}
	}
	if len(y.due) < 2*days || len(y.cut) == 0 || len(y.popups) < days {
		y.fail("the year was too quiet to prove anything: %d due, %d pop-ups, %d cut short", len(y.due), len(y.popups), len(y.cut))
	}
	y.t.Logf("%d due, %d pop-ups, %d cut short, %d in the Inbox", len(y.due), len(y.popups), len(y.cut), len(inbox))
}

func TestYear(t *testing.T) {
	// As a part of all tests, the weeks around what is hard in each zone; with NORTHBOARD_TORTURE the whole year.
	days, long := 40, os.Getenv("NORTHBOARD_TORTURE") != ""
	if long {
		days = 366
	}
	for i, c := range []struct {
		zone  string
		start clock.Day // of the weeks, and of the year
	}{
		{"Europe/Berlin", "2028-02-20"}, // with the 29th of February
		{"America/New_York", "2027-02-25"},
		{"Australia/Lord_Howe", "2027-03-10"}, // half an hour
		{"Asia/Kolkata", "2028-02-01"},        // none, with the 29th of February
		{"America/Santiago", "2027-03-10"},    // at midnight
	} {
		t.Run(strings.ReplaceAll(c.zone, "/", "_"), func(t *testing.T) {
			t.Parallel()
			seed := uint64(i + 1)
			y := &year{
				t: t, random: rand.New(rand.NewPCG(seed, seed)), clock: clockAt(t, c.zone, c.start, "07:00"), dir: t.TempDir(),
				popups: map[string]int{}, cut: map[string]bool{}, due: map[string]clock.Instant{}, found: map[string]clock.Instant{},
			}
			y.clock.Advance(7 * time.Second) // Looks do not fall on the minute.
			y.person = openBackend(t, y.dir, y.clock)
			y.furnish()
			y.begin(0)
			y.begin(1)
			y.live(time.Duration(days) * 24 * time.Hour)
			y.check(days)
		})
	}
}
