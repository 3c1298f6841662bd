// Package remind owns reminders: the two rules (due tasks, the weekly review), and the occurrences they have:
// one row for each time a rule came due, from waiting to answered.
//
// Promises, kept in SQL so that two processes cannot break them:
//   - never two: an occurrence's key is unique, and only the claim that finds it waiting may show it;
//   - never absent: what came due is in the Inbox whether or not anything could be shown;
//   - never early: nothing is taken before its instant on the wall clock.
//
// It reads the task, goal and review tables in SQL and writes only its own two. It never opens a transaction,
// never completes a task, never waits, and knows no desktop.
package remind

import (
	"strconv"
	"strings"
	"time"

	"northboard/backend/clock"
)

// What a reminder is about.
const (
	KindTask   = "task"
	KindReview = "review"
	KindDigest = "digest" // an occurrence only: several in one notification
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
	Void    = "void" // the rule was set after its own time: nothing to remind of
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

// Reminder is one of the two rules.
type Reminder struct {
	ID      string          `json:"id"`
	Kind    string          `json:"kind"`
	Enabled bool            `json:"enabled"`
	Weekday int             `json:"weekday"` // 0 = Sunday; the review only
	Time    clock.TimeOfDay `json:"time"`    // for tasks: those without a time of their own
	Updated clock.Instant   `json:"updated"`
}

// ReminderPatch says what of a rule changes.
type ReminderPatch struct {
	Enabled *bool            `json:"enabled"`
	Weekday *int             `json:"weekday"`
	Time    *clock.TimeOfDay `json:"time"`
}

// Occurrence is one time that a rule came due.
type Occurrence struct {
	ID           string         `json:"id"`
	Key          string         `json:"key"`
	Kind         string         `json:"kind"`
	Subject      string         `json:"subject"` // the task's id; of a digest of one, that one's route
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

// Route gives what Open leads to.
func (o Occurrence) Route() string {
	switch o.Kind {
	case KindReview:
		return "review"
	case KindTask:
		return "task/" + o.Subject
	}
	if o.Subject != "" {
		return o.Subject
	}
	return "today"
}
