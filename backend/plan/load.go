package plan

import (
	"fmt"
	"strconv"

	"northboard/backend/clock"
	"northboard/backend/fault"
	"northboard/backend/store"
)

// settingHours keeps how many hours a week a person has for the plan.
const settingHours = "plan/hours"

// Load is what a goal asks of somebody's time, beside all others.
type Load struct {
	Estimated *float64 // hours in the estimates of open tasks; nil without any
	Open      int      // open tasks
	Bare      int      // of them without an estimate
	Steps     Steps
	Latest    *float64
	Serves    []string // the aspirations it is linked to, in words
	Promised  float64  // hours a week, to all other active goals
	Have      *float64 // hours a week
	Huge      string   // the title of an open step of more than a working day, "" for none
}

// hugeStep is a step that nobody begins: more than a working day, in minutes.
const hugeStep = 8 * 60

// LoadOf reads what a goal asks; goalID "" is one that is not there yet.
func LoadOf(tx *store.Tx, goalID string) (Load, error) {
	l := Load{Serves: []string{}}
	var minutes *int
	// A task that is broken down takes as long as its parts.
	if err := tx.QueryRow(`
		SELECT sum(t.estimate), count(*), count(*) - count(t.estimate), coalesce(max(iif(t.estimate > ?2, t.title, '')), '')
		FROM task AS t
		WHERE t.goal_id = ?1 AND t.done IS NULL
			AND NOT EXISTS (SELECT 1 FROM task AS p WHERE p.parent_id = t.id AND p.done IS NULL)`, goalID, hugeStep).
		Scan(&minutes, &l.Open, &l.Bare, &l.Huge); err != nil {
		return l, fmt.Errorf("read what is left to do: %w", err)
	}
	if minutes != nil {
		hours := float64(*minutes) / 60
		l.Estimated = &hours
	}
	if goalID != "" {
		all, err := Standings(tx, []string{goalID})
		if err != nil {
			return l, err
		}
		l.Steps, l.Latest = all[goalID].Steps, all[goalID].Latest
	}
	hours, err := HoursOf(tx)
	if err != nil {
		return l, err
	}
	l.Have = hours.Have
	for _, g := range hours.goals {
		if g.id != goalID {
			l.Promised += g.hours
		}
	}
	return l, nil
}

// Hours is what a person has in a week, and what is promised of it.
type Hours struct {
	Have     *float64 `json:"have"`     // nil: not said
	Promised float64  `json:"promised"` // to all active goals
	Goals    int      `json:"goals"`    // that were promised some
	goals    []promise
}

type promise struct {
	id    string
	hours float64
}

// HoursOf reads what a person has in a week and what is promised of it.
func HoursOf(tx *store.Tx) (Hours, error) {
	h := Hours{}
	kept, err := store.SettingIn(tx, settingHours)
	if err != nil {
		return h, err
	}
	if have, err := strconv.ParseFloat(kept, 64); err == nil && have > 0 {
		h.Have = &have
	}
	h.goals, err = list(tx, func(row scanner) (p promise, err error) {
		err = row.Scan(&p.id, &p.hours)
		return p, err
	}, `
		SELECT id, hours
		FROM goal
		WHERE hours IS NOT NULL AND reached IS NULL AND (state = 'open' OR state = 'paused' AND paused_until <= ?)`, tx.Today())
	if err != nil {
		return h, fmt.Errorf("read the hours that are promised: %w", err)
	}
	for _, g := range h.goals {
		h.Promised += g.hours
		h.Goals++
	}
	return h, nil
}

// HoursText is how the hours of a week are kept; 0 forgets them.
func HoursText(have float64) (key, value string, err error) {
	if !(have >= 0 && have <= weekHours) {
		return "", "", fault.New(fault.Invalid, "A week has 168 hours. Nothing was changed; write how many of them are yours for this.").WithField("have")
	}
	if have == 0 {
		return settingHours, "", nil
	}
	return settingHours, strconv.FormatFloat(have, 'f', -1, 64), nil
}

// Work is what was done for a goal, and what its open steps still take, in hours
// by their estimates.
type Work struct {
	Done float64
	Left float64
}

// WorkSince reads the work of all goals; what belongs to none is under "".
func WorkSince(tx *store.Tx, since clock.Instant) (map[string]Work, error) {
	rows, err := tx.Query(`
		SELECT coalesce(goal_id, ''), total(iif(done >= ?1, estimate, 0)) / 60.0, total(iif(done IS NULL, estimate, 0)) / 60.0
		FROM task
		WHERE estimate IS NOT NULL
		GROUP BY goal_id`, since)
	if err != nil {
		return nil, fmt.Errorf("read the work of the week: %w", err)
	}
	defer rows.Close()
	all := map[string]Work{}
	for rows.Next() {
		var goal string
		var w Work
		if err := rows.Scan(&goal, &w.Done, &w.Left); err != nil {
			return nil, fmt.Errorf("read the work of the week: %w", err)
		}
		all[goal] = w
	}
	return all, rows.Err()
}

// WantsOf is how many hours a goal wants of this week: what it was promised, or
// else an even part of what its steps take until its day.
func WantsOf(g Goal, left float64, today clock.Day) float64 {
	switch days := DaysLeft(g.Due, today); {
	case g.Hours != nil:
		return *g.Hours
	case days == nil || left == 0:
		return 0
	case *days < 7:
		return left
	default:
		return left * 7 / float64(*days)
	}
}
