package remind

// What a reminder may be:
// - One that repeats comes at most once a quarter of an hour: more often is an alarm bell, and nobody answers it.
// - A rule that never comes round, and one single time that is past, are refused: they would be a silence that looks
//   like a promise.

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"northboard/backend/fault"
	"northboard/backend/recur"
	"northboard/backend/store"
)

// leastMinutes is the shortest time between two of one reminder.
const leastMinutes = 15

func (r *Reminder) check(tx *store.Tx) error {
	r.Title, r.Body, r.Rule = strings.TrimSpace(r.Title), strings.TrimSpace(r.Body), strings.TrimSpace(r.Rule)
	switch {
	case !r.Time.Valid():
		return fault.New(fault.Invalid, "That is not a time of day. Nothing was changed; write it like 09:00.").WithField("time")
	case r.DaysBefore < 0 || r.DaysBefore > 366:
		return fault.New(fault.Invalid, "A reminder comes on the day or up to a year before. Nothing was changed; choose fewer days.").WithField("daysBefore")
	case r.Standing():
		return nil
	case r.Until != "" && (!r.Until.Valid() || r.Until <= r.Time):
		return fault.New(fault.Invalid, "The end must be later on the same day than the beginning. Nothing was changed; choose a later one.").WithField("until")
	case len([]rune(r.Title)) > longestTitle:
		return fault.Newf(fault.TooLarge, "That is too long: %d characters are the most. Nothing was changed.", longestTitle).WithField("title")
	case len([]rune(r.Body)) > longestBody:
		return fault.Newf(fault.TooLarge, "That is too long: %d characters are the most. Nothing was changed.", longestBody).WithField("body")
	}
	if err := r.checkKind(); err != nil {
		return err
	}
	if err := r.checkSubject(tx); err != nil {
		return err
	}
	return r.checkTimes(tx)
}

// checkKind holds a kind to what it is about.
func (r *Reminder) checkKind() error {
	named := 0
	for _, id := range []string{r.TaskID, r.MilestoneID, r.GoalID, r.AspirationID} {
		if id != "" {
			named++
		}
	}
	aim := r.GoalID != "" || r.AspirationID != ""
	wrong := named > 1
	switch r.Kind {
	case KindAbout:
		if wrong = wrong || r.AspirationID != "" || r.Rule != ""; named == 0 {
			return fault.New(fault.Invalid, "Choose the task, milestone or goal that it is about. Nothing was changed.").WithField("subject")
		}
	case KindCheckin:
		if wrong = wrong || r.GoalID == "" && named > 0; named == 0 {
			return fault.New(fault.Invalid, "Choose the goal to look at. Nothing was changed.").WithField("subject")
		}
	case KindWhy:
		if wrong = wrong || named > 0 && !aim; named == 0 {
			return fault.New(fault.Invalid, "Choose the aspiration or goal whose why you want to see. Nothing was changed.").WithField("subject")
		}
	case KindReassess, KindAffirmation:
		wrong = wrong || named > 0 && !aim
	case KindStrategy:
		wrong = named > 0
	case KindCustom:
	default:
		return fault.Newf(fault.Invalid, "There are no reminders of the kind “%s”. Nothing was changed.", r.Kind).WithField("kind")
	}
	if wrong {
		return fault.New(fault.Invalid, "This reminder cannot be about that. Nothing was changed; choose something else.").WithField("subject")
	}
	if (r.Kind == KindAffirmation || r.Kind == KindCustom) && r.Title == "" {
		return fault.New(fault.Invalid, "What shall it say? Nothing was changed; write a few words.").WithField("title")
	}
	return nil
}

func (r *Reminder) checkSubject(tx *store.Tx) error {
	for table, id := range map[string]string{"task": r.TaskID, "milestone": r.MilestoneID, "goal": r.GoalID, "aspiration": r.AspirationID} {
		var there bool
		err := tx.QueryRow(`SELECT 1 FROM `+table+` WHERE id = ?`, id).Scan(&there)
		if errors.Is(err, sql.ErrNoRows) && id != "" {
			return fault.New(fault.NotFound, "What it is about is not there any more. Nothing was changed; choose something else.").WithField("subject")
		}
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return fmt.Errorf("look for what a reminder is about: %w", err)
		}
	}
	return nil
}

// checkTimes makes sure that it comes at least once, and not too often.
func (r *Reminder) checkTimes(tx *store.Tx) error {
	if r.Anchor != "" {
		if r.Kind != KindAbout || r.Anchor != AnchorDue && r.Anchor != AnchorStart {
			return fault.New(fault.Invalid, "Only a reminder of a task, a milestone or a goal counts from its day. Nothing was changed.").WithField("anchor")
		}
		r.Day, r.Until = "", ""
		return nil // Its subject may get its day later, and lose it again.
	}
	r.DaysBefore = 0
	if r.Day == "" && r.Rule != "" {
		r.Day = tx.Today()
	}
	if !r.Day.Valid() {
		return fault.New(fault.Invalid, "On which day? Nothing was changed; choose one.").WithField("day")
	}
	start := recur.Moment{Day: r.Day, Time: r.Time}
	if r.Rule == "" {
		last := start
		if r.Until != "" {
			last.Time = r.Until
		}
		if r.Enabled && last.In(tx.Location()) <= tx.Now() {
			return fault.New(fault.Invalid, "That time is over. Nothing was changed; choose one that is still to come.").WithField("day")
		}
		return nil
	}
	rule, err := recur.Parse(r.Rule)
	if err == nil {
		rule = rule.From(r.Day).At(tx.Location())
		err = rule.Check(start)
	}
	if err != nil {
		return fault.Wrap(err, fault.Invalid, err.Error()).WithField("rule")
	}
	if _, more := rule.Next(start, wallNow(tx)); r.Enabled && !more {
		return fault.New(fault.Invalid, "This rule is over: it never comes again. Nothing was changed; give it a later end.").WithField("rule")
	}
	if r.Until != "" && rule.Freq() < recur.Daily {
		return fault.New(fault.Invalid, "A chance time of the day goes with a rule of days. Nothing was changed; choose days or weeks.").WithField("rule")
	}
	r.Rule = rule.String()
	return tooOften(rule, start)
}

// tooOften looks at the first hundred times.
func tooOften(rule recur.Rule, start recur.Moment) error {
	times := rule.Between(start, start, recur.Moment{Day: start.Day.Add(100 * 366)}, 100)
	for i := 1; i < len(times); i++ {
		if gap := times[i].In(time.UTC).Sub(times[i-1].In(time.UTC)); gap < leastMinutes*time.Minute {
			return fault.Newf(fault.Invalid, "This rule comes more often than every %d minutes. Nothing was changed; choose a longer time between.", leastMinutes).WithField("rule")
		}
	}
	return nil
}
