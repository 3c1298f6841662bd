package plan

import (
	"fmt"
	"time"

	"northboard/backend/clock"
)

// Rules of the status, in this order:
//   - reached, merged, dropped, paused: the person said so. A pause is over with
//     its day.
//   - late: the day has passed.
//   - wish: nothing measures it and no step leads to it.
//   - due-soon: at most 14 days are left and less is done than the time that
//     has gone by would make one expect.
//   - moving: everything else.

// What a goal's status can be.
const (
	StatusWish    = "wish"
	StatusMoving  = "moving"
	StatusDueSoon = "due-soon"
	StatusLate    = "late"
	StatusReached = "reached"
	StatusPaused  = "paused"
	StatusDropped = "dropped"
	StatusMerged  = "merged"
)

const soon = 14

// Status tells how a goal stands and says it in a sentence.
func Status(g Goal, progress *float64, steps Steps, today clock.Day, loc *time.Location) (status, sentence string) {
	left := DaysLeft(g.Due, today)
	switch {
	case g.Reached != nil:
		return StatusReached, "Reached on " + DayText(g.Reached.Day(loc), today) + "."
	case g.State == StateMerged:
		return StatusMerged, "Part of another goal now."
	case g.State == StateDropped:
		return StatusDropped, "Let go. It can be taken up again."
	case g.State == StatePaused && !g.Awake(today):
		if g.PausedUntil != "" {
			return StatusPaused, "Resting until " + DayText(g.PausedUntil, today) + "."
		}
		return StatusPaused, "Resting."
	case left != nil && *left < 0:
		return StatusLate, "Due " + pastText(g.Due, today) + ". Change the day or finish it."
	case steps.Total == 0 && g.Measure == MeasureNone:
		if left == nil {
			return StatusWish, "A wish so far. Add a first step."
		}
		return StatusWish, "A wish so far, " + lower(leftText(*left)) + ". Add a first step."
	case progress != nil && *progress >= 1:
		return StatusMoving, "All done. Mark it as reached?"
	case left == nil:
		return StatusMoving, "On its way. No day set."
	case *left <= soon && share(progress) < expected(g, today, loc):
		return StatusDueSoon, leftText(*left) + "."
	}
	return StatusMoving, leftText(*left) + "."
}

// DaysLeft counts from today to the day; negative when it has passed, nil
// without one.
func DaysLeft(due, today clock.Day) *int {
	if !due.Valid() || !today.Valid() {
		return nil
	}
	n := due.Sub(today)
	return &n
}

// HorizonOf is how far away a goal is: as the person said, or else by its day.
// "" without either.
func HorizonOf(g Goal, today clock.Day) string {
	switch left := DaysLeft(g.Due, today); {
	case g.Horizon != "":
		return g.Horizon
	case left == nil:
		return ""
	case *left <= 366:
		return HorizonShort
	case *left <= 3*366:
		return HorizonMiddle
	}
	return HorizonLong
}

func share(progress *float64) float64 {
	if progress == nil {
		return 0
	}
	return *progress
}

// expected is the share of the time between making the goal and its day that
// has gone by.
func expected(g Goal, today clock.Day, loc *time.Location) float64 {
	made := g.Created.Day(loc)
	whole := g.Due.Sub(made)
	if whole <= 0 {
		return 1
	}
	return float64(today.Sub(made)) / float64(whole)
}

func leftText(days int) string {
	switch {
	case days == 0:
		return "Due today"
	case days == 1:
		return "Due tomorrow"
	case days <= 31:
		return fmt.Sprintf("%d days left", days)
	case days < 75:
		return fmt.Sprintf("%d weeks left", days/7)
	case days < 731: // 731 are two years, also with a leap day among them
		return fmt.Sprintf("%d months left", int(float64(days)/30.44))
	}
	return fmt.Sprintf("%d years left", int(float64(days)/365.25))
}

// pastText: "yesterday", "last Friday", "on 3 November".
func pastText(day, today clock.Day) string {
	switch ago := today.Sub(day); {
	case ago == 1:
		return "yesterday"
	case ago < 7:
		return "last " + day.Weekday().String()
	}
	return "on " + DayText(day, today)
}

// DayText is a day in a sentence: "3 November", with the year when it is
// another than today's.
func DayText(day, today clock.Day) string {
	y, m, d := day.Date()
	if thisYear, _, _ := today.Date(); y == thisYear {
		return fmt.Sprintf("%d %s", d, m)
	}
	return fmt.Sprintf("%d %s %d", d, m, y)
}

func lower(s string) string {
	if s == "" {
		return s
	}
	return string(s[0]|0x20) + s[1:]
}
