package plan

import (
	"fmt"
	"strconv"
	"time"

	"northboard/backend/clock"
	"northboard/backend/fault"
	"northboard/backend/store"
)

// Rules of versions:
//   - A version is what a goal said until what, why, measure or date was
//     changed, with the reason of the change. The goal itself is the newest.
//   - Filling what was empty is no change: a goal becomes clearer by that.
//   - What is written within five minutes without a reason is one change, so
//     that correcting a word does not fill the list.
//   - They are rows of their own, since the log folds (decision 0019).

// versionGap is how long a change goes on.
const versionGap = 5 * time.Minute

// Version is what a goal said until At, when it was changed for Reason.
type Version struct {
	ID      string        `json:"id"`
	At      clock.Instant `json:"at"`
	Day     clock.Day     `json:"day"`
	Reason  string        `json:"reason"`
	Title   string        `json:"title"`
	Why     string        `json:"why"`
	Measure string        `json:"measure"`
	Unit    string        `json:"unit"`
	Start   float64       `json:"start"`
	Target  *float64      `json:"target"`
	Due     clock.Day     `json:"due"`
	Changes []Change      `json:"changes"` // from this version to the next
}

// Change is one thing that was changed, in words.
type Change struct {
	Field string `json:"field"` // "What", "Why", "Measure", "Day"
	Was   string `json:"was"`
	Is    string `json:"is"`
}

func versionOf(g Goal) Version {
	return Version{Title: g.Title, Why: g.Why, Measure: g.Measure, Unit: g.Unit, Start: g.Start, Target: g.Target, Due: g.Due}
}

// keepVersion keeps what a goal was, if that is changed.
func keepVersion(tx *store.Tx, was, is Goal, why *string) error {
	reason := ""
	set(&reason, why)
	reason, err := prose(reason, "reason")
	if err != nil {
		return err
	}
	if !changes(versionOf(was), versionOf(is)) {
		return nil
	}
	last, err := list(tx, scanVersion, `
		SELECT `+versionColumns+`
		FROM goal_version
		WHERE goal_id = ?
		ORDER BY at DESC, id DESC
		LIMIT 1`, was.ID)
	if err != nil {
		return fmt.Errorf("find the last version: %w", err)
	}
	if reason == "" && len(last) == 1 && tx.Now().Sub(last[0].At) < versionGap {
		return nil
	}
	if _, err := tx.Exec(`
		INSERT INTO goal_version (id, goal_id, at, reason, title, why, measure, unit, start, target, due)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		tx.NewID(), was.ID, tx.Now(), reason, was.Title, was.Why, was.Measure, was.Unit, was.Start, was.Target, orNull(was.Due)); err != nil {
		return fmt.Errorf("keep a version: %w", err)
	}
	return nil
}

// changes tells whether something that was said is said differently now.
func changes(was, is Version) bool {
	told := was.Measure != MeasureNone
	return was.Title != is.Title || was.Why != "" && was.Why != is.Why || was.Due != "" && was.Due != is.Due ||
		told && (was.Measure != is.Measure || was.Unit != is.Unit || was.Start != is.Start || was.Target != nil && !same(was.Target, is.Target))
}

// ExplainVersion says why a goal was changed.
func ExplainVersion(tx *store.Tx, id, reason string) error {
	reason, err := prose(reason, "reason")
	if err != nil {
		return err
	}
	result, err := tx.Exec(`
		UPDATE goal_version
		SET reason = ?
		WHERE id = ?`, reason, id)
	if err != nil {
		return fmt.Errorf("explain a version: %w", err)
	}
	if n, err := result.RowsAffected(); err != nil || n == 0 {
		return fault.New(fault.NotFound, "That version is no longer there; it may have been taken back. Nothing else was changed.")
	}
	return nil
}

const versionColumns = `id, at, reason, title, why, measure, unit, start, target, coalesce(due, '')`

func scanVersion(row scanner) (v Version, err error) {
	v.Changes = []Change{}
	err = row.Scan(&v.ID, &v.At, &v.Reason, &v.Title, &v.Why, &v.Measure, &v.Unit, &v.Start, &v.Target, &v.Due)
	return v, err
}

// Versions lists what a goal was before, the newest first, each compared with
// what came after it.
func Versions(tx *store.Tx, g Goal) ([]Version, error) {
	all, err := list(tx, scanVersion, `
		SELECT `+versionColumns+`
		FROM goal_version
		WHERE goal_id = ?
		ORDER BY at DESC, id DESC`, g.ID)
	if err != nil {
		return nil, fmt.Errorf("list versions: %w", err)
	}
	next := versionOf(g)
	for i := range all {
		all[i].Day = all[i].At.Day(tx.Location())
		all[i].Changes = Compare(all[i], next)
		next = all[i]
	}
	return all, nil
}

// Compare lists what differs between two versions, in words.
func Compare(was, is Version) []Change {
	all := []Change{}
	for _, c := range []Change{
		{"What", was.Title, is.Title},
		{"Why", was.Why, is.Why},
		{"Measure", was.measureText(), is.measureText()},
		{"Day", dayOrNone(was.Due), dayOrNone(is.Due)},
	} {
		if c.Was != c.Is {
			all = append(all, c)
		}
	}
	return all
}

func dayOrNone(d clock.Day) string {
	if d == "" {
		return "no day"
	}
	return DayText(d, "")
}

// measureText: "from 0 to 20 books", "from basic to strong", "done or not".
func (v Version) measureText() string {
	switch {
	case v.Measure == MeasureDone:
		return "done or not"
	case v.Measure == MeasureNone:
		return "no measure"
	case v.Target == nil:
		return "no target"
	}
	return "from " + valueText(v.Measure, "", v.Start) + " to " + valueText(v.Measure, v.Unit, *v.Target)
}

// valueText: "20 books", "45%", "strong".
func valueText(measure, unit string, v float64) string {
	if measure == MeasureLevel && v >= 0 && int(v) < len(Levels) {
		return Levels[int(v)]
	}
	text := strconv.FormatFloat(v, 'f', -1, 64)
	switch {
	case unit == "%":
		return text + "%"
	case unit != "":
		return text + " " + unit
	}
	return text
}
