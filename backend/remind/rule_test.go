package remind

import (
	"testing"
	"time"

	"northboard/backend/clock"
)

func TestReviewDays(t *testing.T) {
	berlin := zone(t, "Europe/Berlin")
	at := func(day clock.Day, hour clock.TimeOfDay) clock.Instant { return clock.Resolve(day, hour, berlin) }
	sunday := Reminder{Kind: KindReview, Enabled: true, Weekday: 0, Time: "18:00", Updated: at("2026-11-01", "10:00")}
	changed := sunday
	changed.Updated = at("2026-11-21", "20:00")
	for _, c := range []struct {
		name         string
		rule         Reminder
		last         *lastReview
		today        clock.Day
		latest, next clock.Day
	}{
		{"NeverReviewedOnTheDay", sunday, nil, "2026-11-22", "2026-11-22", "2026-11-29"},
		{"NeverReviewedInBetween", sunday, nil, "2026-11-25", "2026-11-22", "2026-11-29"},
		{"ReviewedOnTheDay", sunday, &lastReview{at("2026-11-22", "18:20"), "2026-11-29"}, "2026-11-22", "", "2026-11-29"},
		{"ReviewedADayEarly", sunday, &lastReview{at("2026-11-21", "12:00"), "2026-11-29"}, "2026-11-22", "", "2026-11-29"},
		{"ThatDayHasCome", sunday, &lastReview{at("2026-11-21", "12:00"), "2026-11-29"}, "2026-11-29", "2026-11-29", "2026-12-06"},
		{"AnotherWeekdayChosen", sunday, &lastReview{at("2026-11-22", "18:20"), "2026-11-27"}, "2026-11-27", "2026-11-27", "2026-11-29"},
		{"AnotherWeekdayMissed", sunday, &lastReview{at("2026-11-22", "18:20"), "2026-11-27"}, "2026-11-28", "2026-11-27", "2026-11-29"},
		{"ThreeWeeksOff", sunday, &lastReview{at("2026-11-22", "18:20"), "2026-12-13"}, "2026-11-25", "", "2026-12-13"},
		{"FiveWeeksMissed", sunday, &lastReview{at("2026-11-22", "18:20"), "2026-11-29"}, "2027-01-02", "2026-12-27", "2027-01-03"},
		{"RuleChangedAfterwards", changed, &lastReview{at("2026-11-21", "12:00"), "2026-12-20"}, "2026-11-22", "2026-11-22", "2026-11-29"},
		{"NoNextDay", sunday, &lastReview{at("2026-11-22", "12:00"), ""}, "2026-11-22", "", "2026-11-29"},
	} {
		t.Run(c.name, func(t *testing.T) {
			latest, next := reviewDays(c.rule, c.last, c.today, berlin)
			if latest != c.latest || next != c.next {
				t.Errorf("got %q, then %q; want %q, then %q", latest, next, c.latest, c.next)
			}
		})
	}
}

func TestKeys(t *testing.T) {
	key := taskKey("0001", "2026-11-22", "09:00")
	if key != "task/0001/2026-11-22T09:00" || baseKey(snoozeKey(key, 2)) != key || baseKey(key) != key {
		t.Fatal(key)
	}
}

func TestWhen(t *testing.T) {
	berlin := zone(t, "Europe/Berlin")
	now := clock.Resolve("2026-11-22", "10:00", berlin)
	for _, c := range []struct {
		day  clock.Day
		hour clock.TimeOfDay
		want string
	}{
		{"2026-11-22", "09:00", "today at 09:00"},
		{"2026-11-21", "23:59", "yesterday at 23:59"},
		{"2026-11-16", "09:00", "Monday at 09:00"},
		{"2026-11-15", "09:00", "15 November"},
		{"2025-11-22", "09:00", "22 November 2025"},
	} {
		if got := when(clock.Resolve(c.day, c.hour, berlin), now, berlin); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestDigestWords(t *testing.T) {
	now := clock.Instant(time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC).UnixMilli())
	var many []Occurrence
	for _, title := range []string{"One", "Two", "Three", "Four", "Five", "Six"} {
		many = append(many, Occurrence{Title: title, Due: now.Add(-time.Hour)})
	}
	title, body := digestWords(many, true, now, time.UTC)
	if want := "One (today at 09:00)\nTwo (today at 09:00)\nThree (today at 09:00)\nFour (today at 09:00)\nand 2 more"; title != "6 reminders while you were away" || body != want {
		t.Errorf("%q\n%q", title, body)
	}
	if _, body := digestWords(many[:5], false, now, time.UTC); body != "One (today at 09:00)\nTwo (today at 09:00)\nThree (today at 09:00)\nFour (today at 09:00)\nFive (today at 09:00)" {
		t.Errorf("%q", body)
	}
	many[0].Doubtful = true
	if title, body := digestWords(many[:1], true, now, time.UTC); title != "One reminder while you were away" || body != "One (today at 09:00, may have been shown)" {
		t.Errorf("%q\n%q", title, body)
	}
}
