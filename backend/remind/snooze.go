package remind

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"northboard/backend/clock"
	"northboard/backend/fault"
	"northboard/backend/store"
)

// SnoozeTimes is when "this evening" and "tomorrow" are, and what else the person wants to choose from.
type SnoozeTimes struct {
	Evening clock.TimeOfDay `json:"evening"`
	Morning clock.TimeOfDay `json:"morning"` // of tomorrow and of next week's Monday
	Minutes []int           `json:"minutes"` // further choices of the person's own
}

const (
	snoozeSetting  = "remind/snooze"
	mostOwnSnoozes = 5
	longestSnooze  = 366 * 24 * time.Hour
)

// ReadSnoozeTimes gives the person's times, or 18:00 and 09:00.
func ReadSnoozeTimes(tx *store.Tx) (SnoozeTimes, error) {
	times := SnoozeTimes{Evening: "18:00", Morning: "09:00", Minutes: []int{}}
	kept, err := store.SettingIn(tx, snoozeSetting)
	if err != nil || kept == "" {
		return times, err
	}
	var own SnoozeTimes
	// A setting that cannot be read is as good as none: it was written by another version.
	if json.Unmarshal([]byte(kept), &own) == nil && own.check() == nil {
		times = own
	}
	if times.Minutes == nil {
		times.Minutes = []int{}
	}
	return times, nil
}

func (s SnoozeTimes) check() error {
	if !s.Evening.Valid() || !s.Morning.Valid() {
		return fault.New(fault.Invalid, "That is not a time of day. Nothing was changed; write it like 18:00.").WithField("time")
	}
	if len(s.Minutes) > mostOwnSnoozes {
		return fault.Newf(fault.Invalid, "There is room for %d choices of your own. Nothing was changed; take one away first.", mostOwnSnoozes).WithField("minutes")
	}
	for _, m := range s.Minutes {
		if m < 1 || m > int(longestSnooze/time.Minute) {
			return fault.New(fault.Invalid, "A reminder can be put off by a minute up to a year. Nothing was changed; choose another time.").WithField("minutes")
		}
	}
	return nil
}

// ReadsSnoozeTimes says whether a kept text is such times.
func ReadsSnoozeTimes(kept string) bool {
	var times SnoozeTimes
	return json.Unmarshal([]byte(kept), &times) == nil && times.check() == nil
}

// SetSnoozeTimes keeps the person's times.
func SetSnoozeTimes(tx *store.Tx, times SnoozeTimes) error {
	if err := times.check(); err != nil {
		return err
	}
	slices.Sort(times.Minutes)
	times.Minutes = slices.Compact(times.Minutes)
	kept, err := json.Marshal(times)
	if err != nil {
		return fmt.Errorf("keep the times to put off to: %w", err)
	}
	return store.SetSettingIn(tx, snoozeSetting, string(kept))
}

// SnoozeChoice is a time to put something off to.
type SnoozeChoice struct {
	Title string        `json:"title"` // "This evening"
	At    clock.Instant `json:"at"`
}

// SnoozeChoices gives what a person may choose from now, soonest first of the usual ones, then their own.
func SnoozeChoices(tx *store.Tx) ([]SnoozeChoice, error) {
	times, err := ReadSnoozeTimes(tx)
	if err != nil {
		return nil, err
	}
	now, today, loc := tx.Now(), tx.Today(), tx.Location()
	choices := []SnoozeChoice{{"10 minutes", now.Add(SnoozeFor)}, {"An hour", now.Add(time.Hour)}}
	if evening := clock.Resolve(today, times.Evening, loc); evening > now.Add(time.Hour) {
		choices = append(choices, SnoozeChoice{"This evening", evening})
	}
	monday := today.Add(7 - (int(today.Weekday())+6)%7)
	choices = append(choices,
		SnoozeChoice{"Tomorrow", clock.Resolve(today.Add(1), times.Morning, loc)},
		SnoozeChoice{"Next week", clock.Resolve(monday, times.Morning, loc)})
	for _, m := range times.Minutes {
		choices = append(choices, SnoozeChoice{length(m), now.Add(time.Duration(m) * time.Minute)})
	}
	return choices, nil
}

// length is "45 minutes", "3 hours", "2 days".
func length(minutes int) string {
	n, unit := minutes, "minute"
	switch {
	case minutes%(24*60) == 0:
		n, unit = minutes/(24*60), "day"
	case minutes%60 == 0:
		n, unit = minutes/60, "hour"
	}
	if n == 1 {
		return "1 " + unit
	}
	return fmt.Sprintf("%d %ss", n, unit)
}

// SnoozeBy is SnoozeUntil a while from now.
func SnoozeBy(tx *store.Tx, id string, d time.Duration) (back Occurrence, again bool, err error) {
	return SnoozeUntil(tx, id, tx.Now().Add(d))
}

// SnoozeUntil answers with Snooze and makes the occurrence that comes back then. again is false if it had been answered.
func SnoozeUntil(tx *store.Tx, id string, at clock.Instant) (back Occurrence, again bool, err error) {
	o, err := ByID(tx, id)
	if err != nil {
		return back, false, err
	}
	if o.Kind == KindDigest {
		return back, false, fault.New(fault.Invalid, "Several reminders at once cannot be snoozed. Open Northboard and snooze the one you mean.")
	}
	if at <= tx.Now() || at > tx.Now().Add(longestSnooze) {
		return back, false, fault.New(fault.Invalid, "A reminder can be put off to a time within a year from now. Nothing was changed; choose another.").WithField("at")
	}
	if again, err = AnswerWith(tx, id, Snooze); err != nil || !again {
		return back, false, err
	}
	base := baseKey(o.Key)
	// The comma follows the plus in ASCII, so this is the range of keys that begin with base and a plus.
	var n int
	if err := tx.QueryRow(`
		SELECT count(*) FROM occurrence WHERE key > ? AND key < ?`, base+"+", base+",").Scan(&n); err != nil {
		return back, false, fmt.Errorf("count the snoozes: %w", err)
	}
	back = Occurrence{
		Key: snoozeKey(base, n+1), Kind: o.Kind, Subject: o.Subject, Title: o.Title, Body: o.Body,
		Why: o.Why, Picture: o.Picture, OwnRoute: o.OwnRoute, ReminderID: o.ReminderID, Due: at, State: Due,
	}
	again, err = insert(tx, &back)
	return back, again, err
}
