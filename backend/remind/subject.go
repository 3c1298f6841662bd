package remind

import (
	"fmt"
	"strings"

	"northboard/backend/clock"
	"northboard/backend/store"
)

// subject is a reminder with what it is about, as the library has it now.
type subject struct {
	Reminder
	about       string    // its title, "" for none
	goal        string    // the goal it belongs to or is
	due, starts clock.Day // its days, "" for none
	why         string
	picture     string
	closed      bool // done, reached or laid aside: nothing to remind of
}

// whySQL and pictureSQL find what goes with a goal or an aspiration: its own why, or that of the aspiration it serves;
// the first picture on a board that carries it.
func whySQL(goal, aspiration string) string {
	return strings.NewReplacer("GOAL", goal, "ASPIRATION", aspiration).Replace(`coalesce(
		(SELECT nullif(g.why, '') FROM goal g WHERE g.id = GOAL),
		(SELECT nullif(a.why, '') FROM aspiration a WHERE a.id = ASPIRATION),
		(SELECT nullif(a.why, '') FROM goal_aspiration ga JOIN aspiration a ON a.id = ga.aspiration_id
			WHERE ga.goal_id = GOAL ORDER BY a.north_star DESC, a.rank LIMIT 1), '')`)
}

func pictureSQL(goal, aspiration string) string {
	return strings.NewReplacer("GOAL", goal, "ASPIRATION", aspiration).Replace(`coalesce(
		(SELECT i.picture_id FROM item i WHERE i.goal_id = GOAL AND i.picture_id IS NOT NULL ORDER BY i.created LIMIT 1),
		(SELECT i.picture_id FROM item i WHERE i.aspiration_id = ASPIRATION AND i.picture_id IS NOT NULL ORDER BY i.created LIMIT 1),
		(SELECT i.picture_id FROM goal_aspiration ga JOIN item i ON i.aspiration_id = ga.aspiration_id
			WHERE ga.goal_id = GOAL AND i.picture_id IS NOT NULL ORDER BY i.created LIMIT 1), '')`)
}

// A sentence of one's own and the block for strategy go with the north star, unless they say otherwise.
const ofReminder = `coalesce(r.aspiration_id, CASE WHEN r.goal_id IS NULL AND r.kind IN ('affirmation', 'strategy', 'reassess')
	THEN (SELECT a.id FROM aspiration a WHERE a.north_star = 1 LIMIT 1) END)`

var subjectQuery = `
	SELECT ` + reminderColumns + `,
		coalesce(t.title, m.title, g.title, a.what, ''), coalesce(g.id, ''),
		coalesce(t.due, m.due, CASE WHEN t.id IS NULL AND m.id IS NULL THEN g.due END, ''),
		coalesce(` + beginsOf("t") + `, ` + beginsOf("m") + `, CASE WHEN t.id IS NULL AND m.id IS NULL THEN ` + beginsOf("g") + ` END, ''),
		` + whySQL("g.id", ofReminder) + `,
		` + pictureSQL("g.id", ofReminder) + `,
		t.done IS NOT NULL OR m.done IS NOT NULL OR g.id IS NOT NULL AND NOT (` + openGoal("g") + `)
	FROM reminder r
	LEFT JOIN task t ON t.id = r.task_id
	LEFT JOIN milestone m ON m.id = r.milestone_id
	LEFT JOIN goal g ON g.id = coalesce(r.goal_id, t.goal_id, m.goal_id)
	LEFT JOIN aspiration a ON a.id = r.aspiration_id
	`

// subjects reads the reminders that a query ending in rest selects, with what they are about.
func subjects(tx *store.Tx, rest string, args ...any) ([]subject, error) {
	rows, err := tx.Query(subjectQuery+rest+` ORDER BY r.id`, args...)
	if err != nil {
		return nil, fmt.Errorf("read the reminders: %w", err)
	}
	defer rows.Close()
	all := []subject{}
	for rows.Next() {
		var s subject
		if err := rows.Scan(append(s.fields(), &s.about, &s.goal, &s.due, &s.starts, &s.why, &s.picture, &s.closed)...); err != nil {
			return nil, fmt.Errorf("read a reminder: %w", err)
		}
		all = append(all, s)
	}
	return all, rows.Err()
}

// id is the id of what it is about; "" for nothing of the library.
func (r Reminder) id() string {
	for _, id := range []string{r.TaskID, r.MilestoneID, r.GoalID, r.AspirationID} {
		if id != "" {
			return id
		}
	}
	return ""
}

// route gives what Open leads to.
func (s subject) route() string {
	switch {
	case s.TaskID != "":
		return "task/" + s.TaskID
	case s.goal != "":
		return "plan/" + s.goal
	case s.AspirationID != "":
		return "plan/" + s.AspirationID
	case s.Kind == KindReassess:
		return "plan"
	case s.Kind == KindStrategy:
		return "review"
	case s.Kind == KindAffirmation:
		return "board"
	}
	return "today"
}

// words are what its notification says.
func (s subject) words() (title, body string) {
	switch s.Kind {
	case KindAbout:
		return s.about, s.body(aboutBody(s.Anchor, s.DaysBefore, s.due, s.starts))
	case KindCheckin:
		return "How does “" + s.about + "” stand?", s.body("A number or a line is enough.")
	case KindReassess:
		if s.about == "" {
			return "Is the plan still right?", s.body("Keep it, change it or let it go.")
		}
		return "Is “" + s.about + "” still right?", s.body("Keep it, change it or let it go.")
	case KindStrategy:
		return s.title("Time for review and strategy"), s.body(until("Kept free until ", s.Until))
	case KindWhy:
		return s.title(s.about), ""
	}
	return s.Title, s.Body
}

func (r Reminder) title(otherwise string) string {
	if r.Title != "" {
		return r.Title
	}
	return otherwise
}

func (r Reminder) body(otherwise string) string {
	if r.Body != "" {
		return r.Body
	}
	return otherwise
}

func until(words string, t clock.TimeOfDay) string {
	if t == "" {
		return ""
	}
	return words + string(t) + "."
}

func aboutBody(anchor string, days int, due, starts clock.Day) string {
	day, verb := due, "Due "
	if anchor == AnchorStart {
		day, verb = starts, "Starts "
	}
	if day == "" {
		return ""
	}
	switch {
	case anchor == "":
		return verb + longDay(day)
	case days == 0:
		return verb + "today"
	case days == 1:
		return verb + "tomorrow"
	}
	return fmt.Sprintf("%sin %d days, on %s", verb, days, longDay(day))
}

// longDay is "Friday 27 November 2026".
func longDay(d clock.Day) string {
	_, month, day := d.Date()
	return fmt.Sprintf("%s %d %s %s", d.Weekday(), day, month, d[:4])
}
