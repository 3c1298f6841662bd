package remind

import (
	"fmt"
	"strings"
	"time"

	"northboard/backend/clock"
)

// taskBody is the line under a task's title: when, and what for.
func taskBody(dueTime clock.TimeOfDay, goal string) string {
	body := "Due today"
	if dueTime != "" {
		body = "Due at " + string(dueTime)
	}
	if goal != "" {
		body += ", for “" + goal + "”"
	}
	return body
}

const (
	reviewTitle = "Your weekly review"
	reviewBody  = "Three minutes: what moved, what is stuck, one next step for each goal."
)

// mostDigestLines is what a notification shows without being cut off.
const mostDigestLines = 5

// digestWords gives title and body for several occurrences in one notification. away says that at least one of
// them was missed.
func digestWords(members []Occurrence, away bool, now clock.Instant, loc *time.Location) (title, body string) {
	switch {
	case len(members) == 1 && members[0].Held:
		title = "One reminder waited for you"
	case away && len(members) == 1:
		title = "One reminder while you were away"
	case !away && members[len(members)-1].Held:
		title = fmt.Sprintf("%d reminders waited for you", len(members))
	case away:
		title = fmt.Sprintf("%d reminders while you were away", len(members))
	default:
		title = fmt.Sprintf("%d reminders for now", len(members))
	}
	lines := []string{}
	for i, o := range members {
		if left := len(members) - i; i == mostDigestLines-1 && left > 1 {
			lines = append(lines, fmt.Sprintf("and %d more", left))
			break
		}
		line := o.Title + " (" + when(o.Due, now, loc)
		if o.Doubtful {
			line += ", may have been shown"
		}
		lines = append(lines, line+")")
	}
	return title, strings.Join(lines, "\n")
}

// when says an instant that is past in the words of a person who looks back from now.
func when(at, now clock.Instant, loc *time.Location) string {
	day, today := at.Day(loc), now.Day(loc)
	hour := " at " + string(at.TimeOfDay(loc))
	switch days := today.Sub(day); {
	case days <= 0:
		return "today" + hour
	case days == 1:
		return "yesterday" + hour
	case days < 7:
		return day.Weekday().String() + hour
	case at.In(loc).Year() == now.In(loc).Year():
		return at.In(loc).Format("2 January")
	}
	return at.In(loc).Format("2 January 2006")
}
