package remind

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"northboard/backend/clock"
	"northboard/backend/fault"
	"northboard/backend/recur"
	"northboard/backend/store"
)

// Line is a reminder as a list of them shows it.
type Line struct {
	Reminder
	When  string         `json:"when"`  // "Every Sunday at 18:00"
	What  string         `json:"what"`  // "the weekly review"
	About string         `json:"about"` // the title of what it is about, "" for none
	Route string         `json:"route"` // where that is
	Next  *clock.Instant `json:"next"`  // of those with times of their own; nil: it does not come any more, or is off
	Over  bool           `json:"over"`  // it will not come again: its time is past, or what it is about is done
}

// Lines gives every reminder in words.
func Lines(tx *store.Tx) ([]Line, error) {
	all, err := subjects(tx, "")
	if err != nil {
		return nil, err
	}
	kept := map[string]subject{}
	for _, s := range all {
		kept[s.ID] = s
	}
	reminders, err := Reminders(tx)
	if err != nil {
		return nil, err
	}
	lines := []Line{}
	for _, r := range reminders {
		s := kept[r.ID]
		line := Line{Reminder: r, When: s.when(), What: s.what(), About: s.about, Route: s.route()}
		if !r.Standing() {
			if times := next(tx, s, 1); len(times) > 0 && !s.closed {
				line.Next = &times[0]
			}
			line.Over = line.Next == nil && (r.Anchor == "" || s.closed)
		}
		lines = append(lines, line)
	}
	return lines, nil
}

func (s subject) what() string {
	switch s.Kind {
	case KindTask:
		return "tasks that are due" + notice("and %s before", s.DaysBefore)
	case KindMilestone:
		return "milestones that are due" + notice("and %s before", s.DaysBefore)
	case KindStart:
		return "whatever starts that day"
	case KindReview:
		return "the weekly review"
	case KindWhy:
		return s.title("why: " + s.about)
	}
	title, _ := s.words()
	return title
}

func notice(words string, days int) string {
	if days == 0 {
		return ""
	}
	return ", " + fmt.Sprintf(words, length(days*24*60))
}

// when says in words when a reminder comes.
func (s subject) when() string {
	hour := " at " + string(s.Time)
	if s.Until != "" {
		hour = fmt.Sprintf(" between %s and %s", s.Time, s.Until)
		if s.Kind == KindStrategy {
			hour = fmt.Sprintf(" from %s to %s", s.Time, s.Until)
		}
	}
	switch s.Kind {
	case KindTask, KindMilestone:
		return "On their day" + hour
	case KindStart:
		return "On its day" + hour
	case KindReview:
		return "Every " + time.Weekday(s.Weekday).String() + hour
	}
	switch s.Anchor {
	case AnchorDue:
		return daysBefore(s.DaysBefore, "On the day it is due", "%s before it is due") + hour
	case AnchorStart:
		return daysBefore(s.DaysBefore, "On the day it starts", "%s before it starts") + hour
	}
	rule, err := recur.Parse(s.Rule)
	if err != nil || s.Rule == "" {
		return "On " + longDay(s.Day) + hour
	}
	words := capital(rule.From(s.Day).Describe())
	switch {
	case rule.Freq() < recur.Daily:
		return words + ", from " + string(s.Time)
	case strings.Contains(words, " at "):
		return words // The rule names its own times.
	}
	return words + hour
}

func daysBefore(n int, on, before string) string {
	if n == 0 {
		return on
	}
	return capital(fmt.Sprintf(before, length(n*24*60)))
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// Preview is when a reminder comes.
type Preview struct {
	When string          `json:"when"`
	Next []clock.Instant `json:"next"`
}

// Next gives the next n times of a reminder. For a standing one that is when the tasks and milestones there are come due.
func Next(tx *store.Tx, id string, n int) (Preview, error) {
	all, err := subjects(tx, `WHERE r.id = ?`, id)
	if err != nil {
		return Preview{}, err
	}
	if len(all) == 0 {
		return Preview{}, fault.New(fault.NotFound, "This reminder is not there any more. Nothing was changed.")
	}
	s := all[0]
	p := Preview{When: s.when(), Next: []clock.Instant{}}
	switch {
	case s.closed || !s.Enabled:
	case s.Standing():
		p.Next, err = nextStanding(tx, s.Reminder, n)
	default:
		p.Next = next(tx, s, n)
	}
	return p, err
}

// nextStanding picks a standing reminder's times out of all that is to come.
func nextStanding(tx *store.Tx, r Reminder, n int) ([]clock.Instant, error) {
	times := []clock.Instant{}
	coming, err := upcoming(tx, mostAhead*n, nil)
	for _, o := range coming {
		if mine := o.ReminderID == r.ID || o.ReminderID == "" && o.Kind == r.Kind; mine && len(times) < n && !slices.Contains(times, o.Due) {
			times = append(times, o.Due)
		}
	}
	return times, err
}

// PreviewOf says when a reminder would come that is not made yet. One that cannot be made is a fault.
func PreviewOf(tx *store.Tx, r Reminder, n int) (Preview, error) {
	r.Updated = tx.Now()
	if err := r.check(tx); err != nil {
		return Preview{}, err
	}
	s := subject{Reminder: r}
	if r.Anchor != "" {
		err := tx.QueryRow(`
			SELECT coalesce(t.due, m.due, g.due, ''), coalesce(`+beginsOf("t")+`, `+beginsOf("m")+`, `+beginsOf("g")+`, '')
			FROM (SELECT 1)
			LEFT JOIN task t ON t.id = ?
			LEFT JOIN milestone m ON m.id = ?
			LEFT JOIN goal g ON g.id = ?`, r.TaskID, r.MilestoneID, r.GoalID).Scan(&s.due, &s.starts)
		if err != nil {
			return Preview{}, fmt.Errorf("read the day it counts from: %w", err)
		}
	}
	return Preview{When: s.when(), Next: next(tx, s, n)}, nil
}
