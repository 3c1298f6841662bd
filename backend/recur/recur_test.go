package recur_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"northboard/backend/clock"
	"northboard/backend/fault"
	"northboard/backend/recur"
)

func must(t *testing.T, text string) recur.Rule {
	t.Helper()
	r, err := recur.Parse(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return r
}

// moment reads "2026-11-22" and "2026-11-22 09:00".
func moment(s string) recur.Moment {
	day, at, _ := strings.Cut(s, " ")
	return recur.Moment{Day: clock.Day(day), Time: clock.TimeOfDay(at)}
}

func texts(found []recur.Moment) string {
	all := make([]string, len(found))
	for i, m := range found {
		all[i] = strings.TrimSpace(string(m.Day) + " " + string(m.Time))
	}
	return strings.Join(all, ", ")
}

func TestParse_Refuses(t *testing.T) {
	for text, want := range map[string]string{
		"":                      "is no part of a rule",
		"every Friday":          "is no part of a rule",
		"FREQ=OFTEN":            "is no frequency",
		"INTERVAL=2":            "does not say how often",
		"FREQ=DAILY;INTERVAL=0": "from 1 to 9999",
		"FREQ=DAILY;INTERVAL=99999999999999999999": "from 1 to 9999",
		"FREQ=DAILY;COUNT=-1":                      "from 1 to 9999",
		"FREQ=DAILY;COUNT=2;UNTIL=20270101":        "two ends",
		"FREQ=DAILY;UNTIL=20270230":                "no day",
		"FREQ=DAILY;UNTIL=Friday":                  "no day",
		"FREQ=DAILY;FREQ=WEEKLY":                   "twice",
		"FREQ=DAILY;BYMONTH=13":                    "from 1 to 12",
		"FREQ=DAILY;BYMONTHDAY=0":                  "from 1 to 31",
		"FREQ=DAILY;BYHOUR=24":                     "from 0 to 23",
		"FREQ=DAILY;BYDAY=XX":                      "BYDAY has",
		"FREQ=MONTHLY;BYDAY=0MO":                   "BYDAY has",
		"FREQ=DAILY;BYDAY=1MO":                     "monthly or yearly",
		"FREQ=WEEKLY;BYMONTHDAY=3":                 "weekly rule",
		"FREQ=MONTHLY;BYWEEKNO=3":                  "yearly rule",
		"FREQ=DAILY;BYSETPOS=1":                    "does not say of what",
		"FREQ=YEARLY;RSCALE=HEBREW":                "RSCALE is not understood",
		"FREQ=SECONDLY":                            "once a minute",
		"FREQ=SECONDLY;COUNT=3":                    "once a minute",
		"FREQ=MINUTELY;BYSECOND=0,30":              "once a minute",
		"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30":      "never comes round",
		"FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30":    "never comes round",
		"FREQ=YEARLY;BYWEEKNO=20;BYMONTH=1":        "never comes round",
		"FREQ=MONTHLY;BYDAY=6MO":                   "never comes round",
		"FREQ=DAILY;BYDAY=MO;BYSETPOS=2":           "never comes round",
		"FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1":      "never comes round",
		"FREQ=DAILY;" + strings.Repeat("A", 3000):  "too long",
		"FREQ=DAILY;\x00=1":                        "not understood",
		"FREQ=DAILY;BYMONTH=1,,2":                  "from 1 to 12",
	} {
		_, err := recur.Parse(text)
		if err == nil || !strings.Contains(fault.From(err).Sentence, want) || fault.CodeOf(err) != fault.Invalid {
			t.Errorf("%.60q: %v, want %q", text, err, want)
		}
	}
}

// TestCheck_Never: what depends on the start is found at once, however fine the rule.
func TestCheck_Never(t *testing.T) {
	for text, start := range map[string]string{
		"FREQ=MINUTELY;INTERVAL=2;BYMINUTE=1":                          "2026-01-01 09:00",
		"FREQ=HOURLY;INTERVAL=2;BYHOUR=3":                              "2026-01-01 00:00",
		"FREQ=MINUTELY;BYSETPOS=2;BYHOUR=9":                            "2026-01-01 00:00",
		"FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29":               "2027-01-01",
		"FREQ=MINUTELY;INTERVAL=1440;BYHOUR=3;BYMONTH=2;BYMONTHDAY=29": "2027-01-01 04:00",
	} {
		r := must(t, text)
		began := time.Now()
		if err := r.Check(moment(start)); err == nil {
			t.Errorf("%s from %s comes round", text, start)
		}
		if _, ok := r.Next(moment(start), moment(start)); ok {
			t.Errorf("%s from %s has a next", text, start)
		}
		if spent := time.Since(began); spent > time.Second {
			t.Errorf("%s took %v", text, spent)
		}
	}
	if err := must(t, "FREQ=DAILY;UNTIL=20250101").Check(moment("2026-01-01")); err == nil || !strings.Contains(err.Error(), "over before") {
		t.Errorf("an end before the start: %v", err)
	}
	if err := must(t, "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=TU").Check(moment("2072-03-01")); err != nil {
		t.Errorf("forty years between two: %v", err)
	}
}

func TestString_RoundTrip(t *testing.T) {
	for text, want := range map[string]string{
		"rrule:freq=weekly;byday=fr,MO":                   "FREQ=WEEKLY;BYDAY=MO,FR",
		"FREQ=MONTHLY;BYDAY=1MO,-1FR;INTERVAL=1":          "FREQ=MONTHLY;BYDAY=-1FR,1MO",
		"FREQ=DAILY;BYHOUR=17,9,9;UNTIL=20271231":         "FREQ=DAILY;UNTIL=20271231;BYHOUR=9,17",
		"FREQ=WEEKLY;WKST=SU;COUNT=3; ":                   "FREQ=WEEKLY;COUNT=3;WKST=SU",
		"FREQ=DAILY;UNTIL=20271231T100000Z":               "FREQ=DAILY;UNTIL=20271231T100000Z",
		"FREQ=YEARLY;BYYEARDAY=-1;BYSETPOS=-1;BYMONTH=12": "FREQ=YEARLY;BYMONTH=12;BYYEARDAY=-1;BYSETPOS=-1",
	} {
		got := must(t, text).String()
		if got != want || must(t, got).String() != got {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

func TestNext(t *testing.T) {
	for _, c := range []struct{ rule, start, after, want string }{
		{"FREQ=WEEKLY;BYDAY=FR", "2026-11-22", "2026-11-22", "2026-11-27"},
		{"FREQ=WEEKLY;BYDAY=FR", "2026-11-22", "2026-11-27", "2026-12-04"},
		{"FREQ=WEEKLY;INTERVAL=2", "2026-11-27", "2026-11-27", "2026-12-11"},
		{"FREQ=WEEKLY", "2026-11-27 17:00", "2026-11-27 16:59", "2026-11-27 17:00"},
		{"FREQ=WEEKLY", "2026-11-27 17:00", "2026-11-27 17:00", "2026-12-04 17:00"},
		{"FREQ=WEEKLY", "2026-11-27 17:00", "2026-11-27", "2026-12-04 17:00"},
		{"FREQ=MONTHLY;BYMONTHDAY=31", "2026-01-31", "2026-01-31", "2026-03-31"},
		{"FREQ=MONTHLY;BYMONTHDAY=-1", "2026-01-31", "2026-01-31", "2026-02-28"},
		{"FREQ=YEARLY", "2028-02-29", "2028-02-29", "2032-02-29"},
		{"FREQ=DAILY;BYHOUR=9,17", "2026-11-22", "2026-11-22 09:00", "2026-11-22 17:00"},
		{"FREQ=HOURLY;INTERVAL=5", "2026-11-22 22:00", "2026-11-22 22:00", "2026-11-23 03:00"},
		{"FREQ=DAILY;COUNT=3", "2026-11-22", "2026-11-24", ""},
		{"FREQ=DAILY;UNTIL=20261124", "2026-11-22", "2026-11-23", "2026-11-24"},
		{"FREQ=DAILY;UNTIL=20261124", "2026-11-22 23:00", "2026-11-23 23:00", "2026-11-24 23:00"},
		{"FREQ=DAILY;UNTIL=20261124", "2026-11-22", "2026-11-24", ""},
		{"FREQ=DAILY", "2026-11-22", "2020-01-01", "2026-11-22"},
		{"FREQ=DAILY", "9999-12-31", "9999-12-31", ""},
		{"FREQ=DAILY", "", "2026-11-22", ""},
	} {
		next, ok := must(t, c.rule).Next(moment(c.start), moment(c.after))
		if got := texts([]recur.Moment{next}); got != c.want || ok != (c.want != "") {
			t.Errorf("%s from %s after %s: %s, want %s", c.rule, c.start, c.after, got, c.want)
		}
	}
}

func TestBetween_Cap(t *testing.T) {
	r := must(t, "FREQ=MINUTELY")
	began := time.Now()
	// The window lies ten centuries after the start.
	found := r.Between(moment("1000-01-01 00:00"), moment("2026-01-01 00:00"), moment("9999-12-31"), 3)
	if texts(found) != "2026-01-01 00:00, 2026-01-01 00:01, 2026-01-01 00:02" {
		t.Errorf("%s", texts(found))
	}
	if spent := time.Since(began); spent > 100*time.Millisecond {
		t.Errorf("took %v", spent)
	}
	if n := len(r.Between(moment("2026-01-01 00:00"), moment("2026-01-01"), moment("2026-01-01"), 5000)); n != 1440 {
		t.Errorf("a day has %d minutes", n)
	}
	if n := len(r.Between(moment("2026-01-01"), moment("2026-01-02"), moment("2026-01-01"), 10)); n != 0 {
		t.Errorf("an empty window has %d", n)
	}
}

// TestMonthEnds: what a person makes on the 29th, 30th or 31st happens in every month.
func TestMonthEnds(t *testing.T) {
	for _, c := range []struct{ rule, start, want string }{
		{"FREQ=MONTHLY", "2027-01-31", "2027-02-28, 2027-03-31, 2027-04-30"},
		{"FREQ=MONTHLY", "2027-01-30", "2027-02-28, 2027-03-30, 2027-04-30"},
		{"FREQ=MONTHLY", "2027-12-29", "2028-01-29, 2028-02-29, 2028-03-29"},
		{"FREQ=MONTHLY;INTERVAL=2", "2026-12-31", "2027-02-28, 2027-04-30, 2027-06-30"},
		{"FREQ=MONTHLY", "2027-01-28", "2027-02-28, 2027-03-28, 2027-04-28"},
		{"FREQ=YEARLY", "2028-02-29", "2029-02-28, 2030-02-28, 2031-02-28, 2032-02-29"},
		{"FREQ=YEARLY", "2028-12-31", "2029-12-31, 2030-12-31"},
		{"FREQ=WEEKLY", "2026-11-27", "2026-12-04, 2026-12-11"},
	} {
		r := must(t, c.rule).From(clock.Day(c.start))
		want := strings.Count(c.want, ",") + 1
		if got := texts(r.Preview(moment(c.start), moment(c.start), want)); got != c.want {
			t.Errorf("%s from %s: %s, want %s", r, c.start, got, c.want)
		}
		if again := must(t, r.String()); again.String() != r.String() {
			t.Errorf("%s is read as %s", r, again)
		}
		if first, ok := r.Next(moment(c.start), recur.Moment{Day: clock.Day(c.start).Add(-1)}); !ok || first != moment(c.start) {
			t.Errorf("%s leaves its start out: %v", r, first)
		}
	}
}

func TestFollowing(t *testing.T) {
	for _, c := range []struct {
		rule             string
		way              recur.Way
		start, was, done string
		want             string
	}{
		// Rent, overdue by two months: one after the other.
		{"FREQ=MONTHLY;BYMONTHDAY=1", recur.Fixed, "2026-09-01", "2026-09-01", "2026-11-22", "2026-10-01"},
		{"FREQ=MONTHLY;BYMONTHDAY=1", recur.NextFuture, "2026-09-01", "2026-09-01", "2026-11-22", "2026-12-01"},
		{"FREQ=MONTHLY;BYMONTHDAY=1", recur.FromDone, "2026-09-01", "2026-09-01", "2026-11-22", "2026-12-01"},
		// Done before it was due: the one that was done is not made again.
		{"FREQ=WEEKLY;BYDAY=FR", recur.Fixed, "2026-11-27", "2026-11-27", "2026-11-23", "2026-12-04"},
		{"FREQ=WEEKLY;BYDAY=FR", recur.NextFuture, "2026-11-27", "2026-11-27", "2026-11-23", "2026-12-04"},
		{"FREQ=DAILY;INTERVAL=3", recur.FromDone, "2026-11-01", "2026-11-10", "2026-11-22", "2026-11-25"},
		{"FREQ=DAILY;INTERVAL=3", recur.Fixed, "2026-11-01", "2026-11-10", "2026-11-22", "2026-11-13"},
		{"FREQ=WEEKLY", recur.FromDone, "2026-11-01 09:00", "2026-11-08 09:00", "2026-11-24 20:00", "2026-12-01 09:00"},
		{"FREQ=MONTHLY", recur.FromDone, "2026-11-01", "2026-12-01", "2027-01-31", "2027-02-28"},
		{"FREQ=YEARLY", recur.FromDone, "2026-11-01", "2026-11-01", "2028-02-29", "2029-02-28"},
		{"FREQ=HOURLY;INTERVAL=4", recur.FromDone, "2026-11-22 08:00", "2026-11-22 08:00", "2026-11-22 09:30", "2026-11-22 13:30"},
		{"FREQ=DAILY", recur.NextFuture, "2026-11-20 09:00", "2026-11-20 09:00", "2026-11-22 08:00", "2026-11-23 09:00"},
		{"FREQ=DAILY;COUNT=2", recur.Fixed, "2026-11-20", "2026-11-20", "2026-11-20", "2026-11-21"},
		{"FREQ=DAILY;COUNT=2", recur.Fixed, "2026-11-20", "2026-11-21", "2026-11-21", ""},
		{"FREQ=DAILY;COUNT=1", recur.FromDone, "2026-11-20", "2026-11-20", "2026-11-21", ""},
		{"FREQ=DAILY;UNTIL=20261122", recur.FromDone, "2026-11-20", "2026-11-20", "2026-11-22", ""},
	} {
		next, ok := must(t, c.rule).Following(c.way, moment(c.start), moment(c.was), moment(c.done))
		if got := texts([]recur.Moment{next}); got != c.want || ok != (c.want != "") {
			t.Errorf("%s %s, due %s, done %s: %s, want %s", c.rule, c.way, c.was, c.done, got, c.want)
		}
	}
	if got := must(t, "FREQ=DAILY;COUNT=3").Fewer().String(); got != "FREQ=DAILY;COUNT=2" {
		t.Errorf("one fewer is %s", got)
	}
}

// TestZones: the wall clock keeps its time through both changes of clocks, in five zones.
func TestZones(t *testing.T) {
	for _, c := range []struct{ zone, day, at, want string }{
		{"Europe/Berlin", "2027-03-27", "02:30", "27 02:30 +01:00, 28 03:30 +02:00, 29 02:30 +02:00"},
		{"Europe/Berlin", "2026-10-24", "02:30", "24 02:30 +02:00, 25 02:30 +02:00, 26 02:30 +01:00"},
		{"America/New_York", "2027-03-13", "02:15", "13 02:15 -05:00, 14 03:15 -04:00, 15 02:15 -04:00"},
		{"America/New_York", "2026-10-31", "01:15", "31 01:15 -04:00, 01 01:15 -04:00, 02 01:15 -05:00"},
		{"Australia/Lord_Howe", "2026-10-03", "02:15", "03 02:15 +10:30, 04 02:45 +11:00, 05 02:15 +11:00"},
		{"Asia/Kolkata", "2026-10-24", "02:30", "24 02:30 +05:30, 25 02:30 +05:30, 26 02:30 +05:30"},
		{"America/Santiago", "2026-09-05", "00:30", "05 00:30 -04:00, 06 01:30 -03:00, 07 00:30 -03:00"},
	} {
		loc, err := time.LoadLocation(c.zone)
		if err != nil {
			t.Fatal(err)
		}
		start := recur.Moment{Day: clock.Day(c.day), Time: clock.TimeOfDay(c.at)}
		shown := []string{}
		for _, m := range must(t, "FREQ=DAILY").Between(start, start, recur.Moment{Day: "2100-01-01"}, 3) {
			shown = append(shown, m.In(loc).In(loc).Format("02 15:04 -07:00"))
		}
		if got := strings.Join(shown, ", "); got != c.want {
			t.Errorf("%s: %s, want %s", c.zone, got, c.want)
		}
	}
	berlin, _ := time.LoadLocation("Europe/Berlin")
	if got := must(t, "FREQ=DAILY;UNTIL=20261224T230000Z").At(berlin).String(); got != "FREQ=DAILY;UNTIL=20261225T000000" {
		t.Errorf("in Berlin it ends with %s", got)
	}
}

func TestDescribe(t *testing.T) {
	for text, want := range map[string]string{
		"FREQ=DAILY":                                         "every day",
		"FREQ=DAILY;INTERVAL=2":                              "every second day",
		"FREQ=WEEKLY;INTERVAL=4":                             "every 4 weeks",
		"FREQ=WEEKLY;BYDAY=FR":                               "every Friday",
		"FREQ=WEEKLY;INTERVAL=2;BYDAY=FR":                    "every second Friday",
		"FREQ=WEEKLY;BYDAY=MO,TH":                            "every Monday and Thursday",
		"FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH":                 "every second week on Monday and Thursday",
		"FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR":                   "every weekday",
		"FREQ=MONTHLY;BYMONTHDAY=15":                         "every month on the 15th",
		"FREQ=MONTHLY;BYMONTHDAY=1,22,23":                    "every month on the 1st, 22nd and 23rd",
		"FREQ=MONTHLY;BYMONTHDAY=-1":                         "every month on the last day",
		"FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1":       "every month on the 30th or the last day",
		"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1": "every year on the last day of February",
		"FREQ=MONTHLY;BYDAY=1MO":                             "every month on the first Monday",
		"FREQ=MONTHLY;BYDAY=-1FR;INTERVAL=3":                 "every third month on the last Friday",
		"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1":      "every month, the last of the weekdays",
		"FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=6":                 "every year on 6 March",
		"FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO":                   "every year on Monday in week 20",
		"FREQ=YEARLY;BYYEARDAY=100":                          "every year on the 100th of the year",
		"FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13":                "every month on Friday that is the 13th",
		"FREQ=DAILY;BYHOUR=9,17":                             "every day at 9:00 and 17:00",
		"FREQ=DAILY;BYHOUR=9;BYMINUTE=5":                     "every day at 9:05",
		"FREQ=HOURLY;INTERVAL=2":                             "every second hour",
		"FREQ=MINUTELY;INTERVAL=30":                          "every 30 minutes",
		"FREQ=DAILY;COUNT=10":                                "every day, 10 times",
		"FREQ=DAILY;COUNT=1":                                 "every day, once",
		"FREQ=WEEKLY;UNTIL=20271231":                         "every week, until 31 December 2027",
		"FREQ=DAILY;BYMONTH=6,7,8":                           "every day in June, July and August",
	} {
		if got := must(t, text).Describe(); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
	if got := recur.Every(2, recur.Weekly, time.Sunday, time.Monday, time.Sunday).Until("2027-01-01"); got.String() != "FREQ=WEEKLY;INTERVAL=2;UNTIL=20270101;BYDAY=MO,SU" {
		t.Errorf("made %s", got)
	}
	if got := (recur.Rule{}); got.Describe() != "" || got.String() != "" || !got.IsZero() || len(got.Preview(moment("2026-01-01"), moment("2026-01-01"), 5)) != 0 {
		t.Errorf("no rule says something")
	}
}

// FuzzParse: whatever is written, an answer comes soon, in order and within what was asked for.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"FREQ=WEEKLY;BYDAY=FR", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "FREQ=YEARLY;INTERVAL=6;BYWEEKNO=53;BYDAY=TU,SA",
		"FREQ=HOURLY;INTERVAL=7;BYHOUR=3;BYMONTH=2", "FREQ=MINUTELY;INTERVAL=9999;BYMINUTE=59", "FREQ=DAILY;COUNT=9999;BYYEARDAY=-366",
		"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-29;UNTIL=99991231T235959Z", "RRULE:FREQ=SECONDLY", "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1",
	} {
		f.Add(seed, "2026-11-22", "09:30")
		f.Add(seed, "2028-02-29", "")
	}
	f.Fuzz(func(t *testing.T, text, day, at string) {
		began := time.Now()
		defer func() {
			if spent := time.Since(began); spent > 2*time.Second {
				t.Errorf("%q from %s %s took %v", text, day, at, spent)
			}
		}()
		r, err := recur.Parse(text)
		if err != nil {
			if fault.CodeOf(err) != fault.Invalid {
				t.Fatalf("%q: %v", text, err)
			}
			return
		}
		again, err := recur.Parse(r.String())
		if err != nil || again.String() != r.String() || r.Describe() == "" {
			t.Fatalf("%q is written as %q: %v", text, r, err)
		}
		start := recur.Moment{Day: clock.Day(day), Time: clock.TimeOfDay(at)}
		if !start.Day.Valid() || at != "" && !start.Time.Valid() {
			return
		}
		from, to := recur.Moment{Day: start.Day.AddMonths(12)}, recur.Moment{Day: start.Day.AddMonths(15)}
		if !from.Day.Valid() || !to.Day.Valid() {
			return
		}
		found := r.Between(start, from, to, 50)
		for i, m := range found {
			if !m.Day.Valid() || m.Day < from.Day || m.Day > to.Day || i > 0 && fmt.Sprint(m) <= fmt.Sprint(found[i-1]) {
				t.Fatalf("%q from %v: %v", text, start, found)
			}
		}
		if len(found) > 50 || !slices.Equal(found, again.Between(start, from, to, 50)) {
			t.Fatalf("%q: not the same twice", text)
		}
	})
}
