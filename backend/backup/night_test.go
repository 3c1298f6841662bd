package backup

import (
	"os"
	"sync"
	"testing"
	"time"

	"northboard/backend/clock"
)

func TestNightly_OnceANight(t *testing.T) {
	f := newFixture(t)
	f.life(t)
	second := New(f.Config)
	var both sync.WaitGroup
	var mu sync.Mutex
	made := 0
	for _, k := range []*Keeper{f.Keeper, second, New(f.Config)} {
		both.Go(func() {
			did, err := k.MakeNightly(ctx)
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			if did {
				made++
			}
		})
	}
	both.Wait()
	if made != 1 || len(f.list(t)) != 1 {
		t.Fatalf("%d made, %d there", made, len(f.list(t)))
	}
	for _, step := range []struct {
		advance time.Duration
		due     bool
	}{
		{16 * time.Hour, false}, // 02:00 of the next night
		{2 * time.Hour, true},
		{5 * 24 * time.Hour, true}, // asleep for days: one
	} {
		f.Clock.Advance(step.advance)
		if did, err := f.MakeNightly(ctx); did != step.due || err != nil {
			t.Errorf("after %v: %v, %v", step.advance, did, err)
		}
		if f.Due() {
			t.Error("due again at once")
		}
	}
	// A clock that was a year ahead for a while must not stop the nights.
	f.Clock.Advance(365 * 24 * time.Hour)
	f.make(t, OnDemand)
	f.Clock.Advance(-365 * 24 * time.Hour)
	f.Clock.Advance(24 * time.Hour)
	if did, err := f.MakeNightly(ctx); !did || err != nil {
		t.Errorf("with a backup from the future: %v %v", did, err)
	}
}

// TestDue_EveryNightOnce asks every quarter of an hour through nights in which the clocks change, through a leap day and
// a move to another zone, awake and asleep: each night has one backup, never two.
func TestDue_EveryNightOnce(t *testing.T) {
	for name, c := range map[string]struct {
		zone   string
		from   time.Time
		nights int
		travel string // to another zone at noon of the second day
		sleep  bool   // each night from ten to seven
	}{
		"forward":         {"Europe/Berlin", time.Date(2026, 3, 27, 12, 0, 0, 0, time.UTC), 4, "", false},
		"back":            {"Europe/Berlin", time.Date(2026, 10, 23, 12, 0, 0, 0, time.UTC), 4, "", false},
		"back, asleep":    {"Europe/Berlin", time.Date(2026, 10, 23, 12, 0, 0, 0, time.UTC), 4, "", true},
		"forward, asleep": {"Europe/Berlin", time.Date(2026, 3, 27, 12, 0, 0, 0, time.UTC), 4, "", true},
		"at midnight":     {"America/Santiago", time.Date(2026, 9, 4, 14, 0, 0, 0, time.UTC), 4, "", false},
		"leap day":        {"Europe/Berlin", time.Date(2028, 2, 27, 12, 0, 0, 0, time.UTC), 4, "", false},
		"eastwards":       {"America/Los_Angeles", time.Date(2026, 11, 20, 20, 0, 0, 0, time.UTC), 4, "Asia/Tokyo", false},
		"westwards":       {"Asia/Tokyo", time.Date(2026, 11, 20, 3, 0, 0, 0, time.UTC), 4, "America/Los_Angeles", false},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFixture(t)
			zone, err := time.LoadLocation(c.zone)
			if err != nil {
				t.Fatal(err)
			}
			f.Clock.Travel(zone)
			f.Clock.Set(clock.FromTime(c.from))
			k := f.Keeper
			made := map[string]int{}
			look := func() {
				t.Helper()
				if !k.Due() {
					return
				}
				id, err := k.newID()
				if err != nil {
					t.Fatal(err)
				}
				if err := os.MkdirAll(k.first().backup(id), 0o700); err != nil { // All that Due looks at.
					t.Fatal(err)
				}
				now := k.Clock.Now().In(k.Clock.Location())
				made[lastNight(now).Format(time.DateOnly)]++
			}
			look()
			clear(made) // That one is not of a night.
			for quarter := range c.nights * 96 {
				f.Clock.Advance(15 * time.Minute)
				if c.travel != "" && quarter == 96 {
					there, err := time.LoadLocation(c.travel)
					if err != nil {
						t.Fatal(err)
					}
					f.Clock.Travel(there)
				}
				if hour := k.Clock.Now().In(k.Clock.Location()).Hour(); c.sleep && (hour >= 22 || hour < 7) {
					continue
				}
				look()
			}
			// Who flies east skips a night or has it early, who flies west may have one twice: the days are another's.
			few, many := c.nights, c.nights
			if c.travel != "" {
				few, many = c.nights-1, c.nights+1
			}
			total := 0
			for night, n := range made {
				total += n
				if n != 1 && c.travel == "" {
					t.Errorf("the night of %s has %d", night, n)
				}
			}
			if total < few || total > many {
				t.Errorf("%d backups in %d nights: %v", total, c.nights, made)
			}
		})
	}
}
