// Package remind owns reminders and the times at which nothing reminds: what a person set, what the library's tasks,
// milestones and reviews bring with them, and the occurrences of all these: one row for each time something came due,
// from waiting to answered.
//
// Promises, kept in SQL so that two processes cannot break them:
//   - never two: an occurrence's key is unique, and only the claim that finds it waiting may show it;
//   - never absent: what came due is in the Inbox whether or not anything could be shown;
//   - never early: nothing is taken before its instant on the wall clock;
//   - never in a quiet time: what comes due in one waits for its end and comes in one digest.
//
// It reads the tables of the plan, the board and the reviews in SQL and writes only its own. It never opens a
// transaction, never completes a task, never waits, and knows no desktop. Other nouns plug in as a Source.
package remind

import (
	"strconv"
	"strings"
	"time"

	"northboard/backend/clock"
	"northboard/backend/recur"
)

// What a reminder is about. The standing kinds have one row that every library has.
const (
	KindTask      = "task"      // standing: all tasks on their day
	KindMilestone = "milestone" // standing: all milestones on their day
	KindStart     = "start"     // standing: whatever has a day to start on
	KindReview    = "review"    // standing: the weekly review

	KindAbout       = "about"       // one task, milestone or goal: at a time, or so many days before it is due or starts
	KindCheckin     = "checkin"     // a goal: how does it stand?
	KindReassess    = "reassess"    // an aspiration, a goal or all of the plan: is it still right?
	KindStrategy    = "strategy"    // a standing block for review and strategy
	KindAffirmation = "affirmation" // a sentence of one's own
	KindWhy         = "why"         // the why of an aspiration or a goal
	KindCustom      = "custom"

	// Of an occurrence only.
	KindNotice   = "notice"   // a task is due in some days
	KindBoundary = "boundary" // protected hours begin
	KindTrial    = "trial"    // "Send me one now"
	KindDigest   = "digest"   // several in one notification
)

// The states of an occurrence. It only ever moves down this list.
const (
	Due      = "due"      // waiting to be shown
	Claimed  = "claimed"  // one process is about to show it
	Shown    = "shown"    // it was shown by itself
	Digested = "digested" // it came in a digest, or only in the Inbox
	Answered = "answered"
)

// The answers.
const (
	Done    = "done"
	Snooze  = "snooze"
	Open    = "open"
	Dismiss = "dismiss"
	Void    = "void"   // the rule was set after its own time: nothing to remind of
	Missed  = "missed" // a later one of its series came due before this one was shown: nobody catches up five weeks
)

const (
	// MissedAfter is how late an occurrence may be and still be shown by itself.
	MissedAfter = 10 * time.Minute
	// DoubtAfter is how long a claim may stand without a notification before it is taken for a crash.
	DoubtAfter = time.Minute
	// SnoozeFor is what Snooze on a notification means.
	SnoozeFor = 10 * time.Minute
	// MostAtOnce is how many are shown one by one at the same moment; more come as one digest.
	MostAtOnce = 3
	// mostAtATime bounds one write, so that a long list does not hold up the other process.
	mostAtATime = 500
)

// Reminder is something that reminds. What it does not use is empty.
type Reminder struct {
	ID           string          `json:"id"`
	Kind         string          `json:"kind"`
	Enabled      bool            `json:"enabled"`
	Weekday      int             `json:"weekday"` // 0 = Sunday; the review only
	Time         clock.TimeOfDay `json:"time"`    // for tasks and milestones: those without a time of their own
	Until        clock.TimeOfDay `json:"until"`   // a chance minute from Time to this; of a block its end
	Title        string          `json:"title"`
	Body         string          `json:"body"`
	Rule         string          `json:"rule"` // RFC 5545; "" = once
	Day          clock.Day       `json:"day"`  // the first day the rule counts from, or the one day
	Anchor       string          `json:"anchor"`
	DaysBefore   int             `json:"daysBefore"`
	AspirationID string          `json:"aspirationId"`
	GoalID       string          `json:"goalId"`
	MilestoneID  string          `json:"milestoneId"`
	TaskID       string          `json:"taskId"`
	Updated      clock.Instant   `json:"updated"` // when its times were last set
}

// What Anchor may be: the day of its subject that a reminder counts from.
const (
	AnchorDue   = "due"
	AnchorStart = "start"
)

// Standing says whether it is one that every library has: it can be switched off, not deleted.
func (r Reminder) Standing() bool { return standing(r.Kind) }

func standing(kind string) bool {
	switch kind {
	case KindTask, KindMilestone, KindStart, KindReview:
		return true
	}
	return false
}

// ReminderPatch says what of a reminder changes.
type ReminderPatch struct {
	Enabled      *bool            `json:"enabled"`
	Weekday      *int             `json:"weekday"`
	Time         *clock.TimeOfDay `json:"time"`
	Until        *clock.TimeOfDay `json:"until"`
	Title        *string          `json:"title"`
	Body         *string          `json:"body"`
	Rule         *string          `json:"rule"`
	Day          *clock.Day       `json:"day"`
	Anchor       *string          `json:"anchor"`
	DaysBefore   *int             `json:"daysBefore"`
	AspirationID *string          `json:"aspirationId"`
	GoalID       *string          `json:"goalId"`
	MilestoneID  *string          `json:"milestoneId"`
	TaskID       *string          `json:"taskId"`
}

// Occurrence is one time that a rule came due.
type Occurrence struct {
	ID           string         `json:"id"`
	Key          string         `json:"key"`
	Kind         string         `json:"kind"`
	Subject      string         `json:"subject"` // the id of what it is about; of a digest of one, that one's route
	Title        string         `json:"title"`
	Body         string         `json:"body"`
	Due          clock.Instant  `json:"due"`
	State        string         `json:"state"`
	Claimed      *clock.Instant `json:"claimed"`
	ClaimedBy    string         `json:"claimedBy"`
	Shown        *clock.Instant `json:"shown"`
	Notification uint32         `json:"notification"`
	Answered     *clock.Instant `json:"answered"`
	Answer       string         `json:"answer"`
	Doubtful     bool           `json:"doubtful"` // it may have been shown
	DigestID     string         `json:"digestId"`
	Created      clock.Instant  `json:"created"`
	ReminderID   string         `json:"reminderId"`
	Why          string         `json:"why"`     // what it is for, in the person's words
	Picture      string         `json:"picture"` // the hash of a picture that goes with it; "" for none
	OwnRoute     string         `json:"-"`       // where Open leads; "" = by its kind
	Held         bool           `json:"held"`    // it came due in a quiet time
	repeats      bool
}

// taskKey names the occurrence of a task at a wall time. A change of zone keeps the key, so a traveller is not
// reminded twice of one morning. dueSQL makes the same string.
func taskKey(task string, day clock.Day, at clock.TimeOfDay) string {
	return KindTask + "/" + task + "/" + string(day) + "T" + string(at)
}

func reviewKey(day clock.Day, at clock.TimeOfDay) string {
	return KindReview + "/" + string(day) + "T" + string(at)
}

// A snoozed occurrence comes back under the first one's key with a number behind a plus.
func snoozeKey(base string, n int) string { return base + "+" + strconv.Itoa(n) }

func baseKey(key string) string {
	base, _, _ := strings.Cut(key, "+")
	return base
}

// keyAt names an occurrence of a series at a wall time.
func keyAt(series string, m recur.Moment) string {
	return series + "/" + string(m.Day) + "T" + string(m.Time)
}

// momentOf reads the wall time out of a key.
func momentOf(key string) (recur.Moment, bool) {
	base := baseKey(key)
	day, hour, ok := strings.Cut(base[strings.LastIndex(base, "/")+1:], "T")
	m := recur.Moment{Day: clock.Day(day), Time: clock.TimeOfDay(hour)}
	return m, ok && m.Day.Valid() && m.Time.Valid()
}

// Route gives what Open leads to.
func (o Occurrence) Route() string {
	switch {
	case o.OwnRoute != "":
		return o.OwnRoute
	case o.Kind == KindReview:
		return "review"
	case o.Kind == KindTask:
		return "task/" + o.Subject
	case o.Kind == KindDigest && o.Subject != "":
		return o.Subject
	}
	return "today"
}
