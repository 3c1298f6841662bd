package plan

import (
	"fmt"
	"strings"

	"northboard/backend/clock"
)

// Rules of the priority of an open task, 0 to 100, each with its reason in words:
//   - Urgency, up to 50: overdue 50, due today 45, tomorrow 40, within 3 days 30,
//     a week 20, two weeks 12, a month 6. Without a day of its own half of what
//     its goal's day gives.
//   - Alignment, up to 30: its goal serves the north star 30, another aspiration
//     20, none 8.
//   - What the person says: 6 for each exclamation mark, up to 18.
//   - 2 when another task waits for it.
//   - What cannot be done now asks for nothing: waiting, blocked, or not to begin
//     yet, the score is a quarter.

// Priority is how much a task asks to be done now, and why.
type Priority struct {
	Score   int      `json:"score"` // 0 to 100
	Reasons []string `json:"reasons"`
	Text    string   `json:"text"`
}

// Asked is what the priority of a task is computed from.
type Asked struct {
	Due        clock.Day
	GoalDue    clock.Day
	Begins     clock.Day
	Marks      int
	GoalTitle  string // "" without a goal
	Aspiration string // that the goal serves; "" for none
	NorthStar  bool
	WaitingFor string
	Blocker    string // the title of the open task that must be done first
	Blocks     bool   // another task waits for it
}

// PriorityOf computes a priority.
func PriorityOf(a Asked, today clock.Day) Priority {
	p := Priority{Reasons: []string{}}
	add := func(points int, reason string) {
		if points > 0 {
			p.Score += points
			p.Reasons = append(p.Reasons, reason)
		}
	}
	if a.Due != "" {
		add(urgency(a.Due, today), dueText(a.Due, today))
	} else if points := urgency(a.GoalDue, today) / 2; points > 0 {
		add(points, "its goal is "+dueText(a.GoalDue, today))
	}
	switch {
	case a.NorthStar:
		add(30, "serves your north star")
	case a.Aspiration != "":
		add(20, "serves “"+a.Aspiration+"”")
	case a.GoalTitle != "":
		add(8, "leads to “"+a.GoalTitle+"”")
	}
	add(6*a.Marks, map[bool]string{true: "you marked it", false: "you marked it as pressing"}[a.Marks < 2])
	if a.Blocks {
		add(2, "something else waits for it")
	}
	if held := heldText(a, today); held != "" {
		p.Score /= 4
		p.Reasons = append([]string{held}, p.Reasons...)
	}
	if len(p.Reasons) > 0 {
		p.Text = capital(strings.Join(p.Reasons, ", ")) + "."
	}
	return p
}

func urgency(due, today clock.Day) int {
	left := DaysLeft(due, today)
	if left == nil {
		return 0
	}
	for _, row := range []struct{ within, points int }{{-1, 50}, {0, 45}, {1, 40}, {3, 30}, {7, 20}, {14, 12}, {31, 6}} {
		if *left <= row.within {
			return row.points
		}
	}
	return 0
}

// dueText: "due on Friday", "due in 3 weeks", "was due yesterday".
func dueText(due, today clock.Day) string {
	switch left := due.Sub(today); {
	case left < 0:
		return "was due " + pastText(due, today)
	case left == 0:
		return "due today"
	case left == 1:
		return "due tomorrow"
	case left < 7:
		return "due on " + due.Weekday().String()
	default:
		return "due in " + spanText(left)
	}
}

// heldText says why a task cannot be done now, "" when it can.
func heldText(a Asked, today clock.Day) string {
	switch {
	case a.Blocker != "":
		return "comes after “" + a.Blocker + "”"
	case a.WaitingFor != "":
		return "waits for " + a.WaitingFor
	case a.Begins.After(today):
		return "begins " + DayText(a.Begins, today)
	}
	return ""
}

// Contribution is a step's part in its goal.
type Contribution struct {
	Share float64 `json:"share"` // 0 to 1
	Text  string  `json:"text"`
}

// ContributionOf computes a step's part: its own share, or an even part of what
// the shares of others leave.
func ContributionOf(share *int, s Steps) Contribution {
	if s.Total == 0 {
		return Contribution{}
	}
	part := s.evenShare()
	if share != nil {
		part = float64(*share) / float64(max(s.Shared, 100))
	}
	text := fmt.Sprintf("About %d%% of the goal.", int(part*100+0.5))
	if share != nil {
		text = fmt.Sprintf("%d%% of the goal.", int(part*100+0.5))
	}
	return Contribution{Share: part, Text: text}
}
