package recur_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	rrule "github.com/teambition/rrule-go"

	"northboard/backend/recur"
)

// TestPeer makes rules and compares them with rrule-go, a port of Python's dateutil. It is a peer in tests only: it
// cannot be told to stop at the end of a window, and looks for a rule that never comes round until the year 9999.
// Left out is what it does otherwise on purpose or by mistake (see the decision on recurrence): positions in a first
// week that has begun, INTERVAL over years of weeks, week numbers without a weekday, weekdays with and without a number
// in one list (it then wants both of one day), weeks counted from the end
// or that reach over New Year, and what Parse refuses.
func TestPeer(t *testing.T) {
	random := rand.New(rand.NewPCG(2026, 11))
	compared, found := 0, 0
	for range 4000 {
		text, start := someRule(random)
		ours, err := recur.Parse(text)
		if err != nil {
			continue
		}
		option, err := rrule.StrToROption(text)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		option.Dtstart = start
		theirs, err := rrule.NewRRule(*option)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		want := []string{}
		for next := theirs.Iterator(); len(want) < 20; {
			at, ok := next()
			if !ok || at.Year() > start.Year()+60 {
				break
			}
			want = append(want, at.Format("2006-01-02 15:04"))
		}
		from := moment(start.Format("2006-01-02 15:04"))
		to := moment(fmt.Sprintf("%d-12-31", start.Year()+60))
		got := []string{}
		for _, m := range ours.Between(from, from, to, 20) {
			got = append(got, string(m.Day)+" "+string(m.Time))
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%s from %s:\n got  %v\n want %v", text, start, got, want)
		}
		compared++
		found += len(got)
	}
	if compared < 2500 || found < 30000 {
		t.Errorf("compared only %d rules with %d occurrences", compared, found)
	}
}

// someRule makes a rule out of the parts that its frequency may have.
func someRule(random *rand.Rand) (string, time.Time) {
	start := time.Date(2000+random.IntN(60), time.Month(1+random.IntN(12)), 1+random.IntN(31), random.IntN(24), random.IntN(60), 0, 0, time.UTC)
	freq := []string{"YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY"}[random.IntN(6)]
	parts := []string{"FREQ=" + freq}
	add := func(name string, chance int, number func() string) {
		if random.IntN(100) >= chance {
			return
		}
		list := []string{}
		for range 1 + random.IntN(4) {
			list = append(list, number())
		}
		slices.Sort(list)
		parts = append(parts, name+"="+strings.Join(slices.Compact(list), ","))
	}
	between := func(low, high int) func() string {
		return func() string { return fmt.Sprint(low + random.IntN(high-low+1)) }
	}
	signed := func(high int) func() string {
		return func() string {
			n := 1 + random.IntN(high)
			if random.IntN(3) == 0 {
				n = -n
			}
			return fmt.Sprint(n)
		}
	}
	weekday := func() string { return []string{"MO", "TU", "WE", "TH", "FR", "SA", "SU"}[random.IntN(7)] }
	interval := 1 + random.IntN(4)
	byWeek := freq == "YEARLY" && random.IntN(4) == 0
	switch {
	case byWeek:
		interval = 1
		add("BYWEEKNO", 100, between(2, 51))
		add("BYDAY", 100, weekday)
	case freq == "YEARLY" || freq == "MONTHLY":
		numbered := random.IntN(2) == 0
		add("BYDAY", 40, func() string {
			if numbered {
				return signed(4)() + weekday()
			}
			return weekday()
		})
		if freq == "YEARLY" {
			add("BYYEARDAY", 20, signed(366))
		}
		add("BYMONTHDAY", 40, signed(31))
	default:
		add("BYDAY", 40, weekday)
		if freq != "WEEKLY" {
			add("BYMONTHDAY", 25, signed(31))
		}
	}
	if !byWeek {
		add("BYMONTH", 30, between(1, 12))
	}
	if freq == "HOURLY" || freq == "MINUTELY" {
		// An interval of one: others may miss the hours named for ever.
		if interval == 1 {
			add("BYHOUR", 30, between(0, 23))
		}
	} else {
		add("BYHOUR", 20, between(0, 23))
		add("BYMINUTE", 10, between(0, 59))
		if freq == "YEARLY" && !byWeek || freq == "MONTHLY" {
			add("BYSETPOS", 25, signed(5))
		}
	}
	if interval > 1 {
		parts = append(parts, fmt.Sprint("INTERVAL=", interval))
	}
	if random.IntN(4) == 0 {
		parts = append(parts, fmt.Sprint("COUNT=", 1+random.IntN(30)))
	}
	if random.IntN(4) == 0 {
		parts = append(parts, "WKST=SU")
	}
	return strings.Join(parts, ";"), start
}
