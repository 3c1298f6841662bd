package exchange

import (
	"fmt"
	"slices"

	"northboard/backend/clock"
	"northboard/backend/remind"
	"northboard/backend/store"
)

// Every library has one reminder of each standing kind from the beginning. One that nobody has set yet takes what the
// archive says; one that was set by hand stays. The others are rows like any.

// isStanding says whether a row is a reminder that every library has one of.
func isStanding(k kind, row store.Record) bool {
	return k.name == "reminder" && remind.Reminder{Kind: row.Text("kind")}.Standing()
}

// standingColumns are what putReminder sets of such a reminder: in nothing else can two of them differ.
var standingColumns = []string{"kind", "enabled", "weekday", "time", "days_before"}

// loneOf gives the columns of another unique key than id that a row has.
func loneOf(k kind, row store.Record) []string {
	if isStanding(k, row) {
		return []string{"kind"}
	}
	return k.lone
}

// neverSet looks whether a reminder is as the program made it.
func neverSet(tx *store.Tx, id string) (bool, error) {
	log, err := store.LogOf(tx, []store.Row{{Kind: "reminder", ID: id}}, 2)
	return err == nil && len(log) == 1 && log[0].Verb == "insert" && log[0].Origin == store.Agent, err
}

func putReminder(tx *store.Tx, rows *store.Rows, row store.Record) error {
	if !(remind.Reminder{Kind: row.Text("kind")}).Standing() {
		return rows.Insert("reminder", row)
	}
	all, err := remind.Reminders(tx)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(all, func(r remind.Reminder) bool { return r.Kind == row.Text("kind") })
	if at < 0 {
		return rows.Insert("reminder", row)
	}
	enabled, when := row.Value("enabled") == int64(1), clock.TimeOfDay(row.Text("time"))
	patch := remind.ReminderPatch{Enabled: &enabled, Time: &when}
	if before, ok := row.Value("days_before").(int64); ok {
		days := int(before)
		patch.DaysBefore = &days
	}
	if day, ok := row.Value("weekday").(int64); ok && all[at].Kind == remind.KindReview {
		weekday := int(day)
		patch.Weekday = &weekday
	}
	if _, err := remind.PatchReminder(tx, all[at].ID, patch); err != nil {
		return fmt.Errorf("set the reminder: %w", err)
	}
	return nil
}
