package clock_test

import (
	"testing"
	"time"
	_ "time/tzdata"

	"northboard/backend/clock"
)

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func TestResolve(t *testing.T) {
	for _, c := range []struct {
		zone, day, time, want string
	}{
		{"Europe/Berlin", "2026-11-22", "10:00", "2026-11-22T09:00:00Z"},
		{"Europe/Berlin", "2026-07-01", "10:00", "2026-07-01T08:00:00Z"},
		{"Europe/Berlin", "2026-11-22", "", "2026-11-21T23:00:00Z"},
		// Forward: 02:00 to 03:00 is skipped; read with the offset before (+01:00), so 02:30 is shown as 03:30.
		{"Europe/Berlin", "2026-03-29", "01:59", "2026-03-29T00:59:00Z"},
		{"Europe/Berlin", "2026-03-29", "02:00", "2026-03-29T01:00:00Z"},
		{"Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T01:30:00Z"},
		{"Europe/Berlin", "2026-03-29", "02:59", "2026-03-29T01:59:00Z"},
		{"Europe/Berlin", "2026-03-29", "03:00", "2026-03-29T01:00:00Z"},
		// Back: 02:00 to 03:00 comes twice; the first is summer time.
		{"Europe/Berlin", "2026-10-25", "01:59", "2026-10-24T23:59:00Z"},
		{"Europe/Berlin", "2026-10-25", "02:00", "2026-10-25T00:00:00Z"},
		{"Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T00:30:00Z"},
		{"Europe/Berlin", "2026-10-25", "03:00", "2026-10-25T02:00:00Z"},
		{"America/New_York", "2026-03-08", "01:59", "2026-03-08T06:59:00Z"},
		{"America/New_York", "2026-03-08", "02:30", "2026-03-08T07:30:00Z"},
		{"America/New_York", "2026-03-08", "03:00", "2026-03-08T07:00:00Z"},
		{"America/New_York", "2026-11-01", "00:59", "2026-11-01T04:59:00Z"},
		{"America/New_York", "2026-11-01", "01:30", "2026-11-01T05:30:00Z"},
		{"America/New_York", "2026-11-01", "02:00", "2026-11-01T07:00:00Z"},
		// Half an hour, and a whole day that was skipped.
		{"Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:45:00Z"},
		{"Pacific/Apia", "2011-12-30", "12:00", "2011-12-30T22:00:00Z"},
		{"Asia/Kolkata", "2026-11-22", "00:00", "2026-11-21T18:30:00Z"},
		{"UTC", "2026-02-28", "23:59", "2026-02-28T23:59:00Z"},
	} {
		got := clock.Resolve(clock.Day(c.day), clock.TimeOfDay(c.time), zone(t, c.zone)).In(time.UTC).Format(time.RFC3339)
		if got != c.want {
			t.Errorf("%s %s in %s is %s, want %s", c.day, c.time, c.zone, got, c.want)
		}
	}
	if got := clock.Resolve("2026-02-30", "10:00", time.UTC); got != 0 {
		t.Errorf("a day that is not gave %d", got)
	}
}

// TestResolve_EveryHour goes through three years by quarter hours: what the wall clock shows resolves to the first
// moment at which it shows it.
func TestResolve_EveryHour(t *testing.T) {
	for _, name := range []string{"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/St_Johns", "Africa/Casablanca"} {
		loc := zone(t, name)
		type wall struct {
			day  clock.Day
			time clock.TimeOfDay
		}
		seen := map[wall]bool{}
		end := clock.FromTime(time.Date(2028, 1, 1, 0, 0, 0, 0, time.UTC))
		for i := clock.FromTime(time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)); i < end; i = i.Add(15 * time.Minute) {
			w := wall{i.Day(loc), i.TimeOfDay(loc)}
			if seen[w] {
				continue
			}
			seen[w] = true
			if got := clock.Resolve(w.day, w.time, loc); got != i {
				t.Fatalf("%s: %v resolves to %v, want %v", name, w, got.In(loc), i.In(loc))
			}
		}
	}
}

func TestDay_Arithmetic(t *testing.T) {
	for _, c := range []struct {
		from clock.Day
		n    int
		want clock.Day
	}{
		{"2026-03-28", 1, "2026-03-29"}, {"2026-03-29", 1, "2026-03-30"}, {"2026-10-24", 2, "2026-10-26"}, // Across both changes of clocks.
		{"2026-12-31", 1, "2027-01-01"}, {"2028-02-28", 1, "2028-02-29"}, {"2027-02-28", 1, "2027-03-01"},
		{"2026-03-01", -1, "2026-02-28"}, {"2026-01-01", 365, "2027-01-01"}, {"", 1, ""}, {"2026-02-30", 1, ""}, {"9999-12-31", 1, ""},
	} {
		if got := c.from.Add(c.n); got != c.want {
			t.Errorf("%s + %d days is %s, want %s", c.from, c.n, got, c.want)
		}
		if c.want != "" && c.want.Sub(c.from) != c.n {
			t.Errorf("%s - %s is %d, want %d", c.want, c.from, c.want.Sub(c.from), c.n)
		}
	}
}

func TestDay_AddMonthsClamps(t *testing.T) {
	for _, c := range []struct {
		from clock.Day
		n    int
		want clock.Day
	}{
		{"2026-01-31", 1, "2026-02-28"}, {"2028-01-31", 1, "2028-02-29"}, {"2026-01-31", 2, "2026-03-31"}, {"2026-03-31", 1, "2026-04-30"},
		{"2026-12-31", 2, "2027-02-28"}, {"2026-03-31", -1, "2026-02-28"}, {"2026-01-15", -1, "2025-12-15"}, {"2028-02-29", 12, "2029-02-28"},
		{"2026-11-22", 6, "2027-05-22"}, {"2026-11-22", 0, "2026-11-22"}, {"", 1, ""},
	} {
		if got := c.from.AddMonths(c.n); got != c.want {
			t.Errorf("%s + %d months is %s, want %s", c.from, c.n, got, c.want)
		}
	}
}

func TestDay_Order(t *testing.T) {
	if !clock.Day("2026-11-22").Before("2026-12-01") || clock.Day("").Before("2026-12-01") || clock.Day("2026-12-01").After("") || !clock.Day("2027-01-01").After("2026-12-31") {
		t.Error("order is wrong")
	}
	if d := clock.Day("2026-11-22").Weekday(); d != time.Sunday {
		t.Errorf("weekday is %s", d)
	}
}

func TestParse_Refuses(t *testing.T) {
	for _, s := range []string{"", "2026-2-3", "2026-02-30", "2026-13-01", "26-11-22", "2026-11-22 ", "0000-01-01", "-026-11-22", "2026/11/22"} {
		if _, err := clock.ParseDay(s); err == nil {
			t.Errorf("%q is a day", s)
		}
	}
	for _, s := range []string{"", "9:00", "24:00", "23:60", "09.00", "09:00:00", "ab:cd"} {
		if _, err := clock.ParseTimeOfDay(s); err == nil {
			t.Errorf("%q is a time", s)
		}
	}
	if d, ok := clock.MakeDay(2027, time.February, 29); ok {
		t.Errorf("made %s", d)
	}
	if m := clock.TimeOfDay("09:30").Minutes(); m != 570 {
		t.Errorf("%d minutes", m)
	}
}

// TestToday is what the person's calendar shows, not UTC's.
func TestToday(t *testing.T) {
	c := clock.Fixed(time.Date(2026, 11, 22, 23, 30, 0, 0, time.UTC), zone(t, "Europe/Berlin"))
	if got := clock.Today(c); got != "2026-11-23" {
		t.Errorf("in Berlin it is %s", got)
	}
	c.Travel(zone(t, "America/New_York"))
	if got := clock.Today(c); got != "2026-11-22" {
		t.Errorf("in New York it is %s", got)
	}
	c.Advance(6 * time.Hour)
	if got := clock.Today(c); got != "2026-11-23" {
		t.Errorf("six hours later it is %s", got)
	}
}

func TestSystem(t *testing.T) {
	t.Setenv("TZ", "America/New_York")
	c := clock.System()
	if got := c.Location().String(); got != "America/New_York" {
		t.Errorf("the zone is %s", got)
	}
	if d := time.Since(c.Now().In(time.UTC)); d < 0 || d > time.Minute {
		t.Errorf("the clock is %v off", d)
	}
}
