package flow

import (
	"context"
	"fmt"
	"math"
	"strconv"

	"northboard/backend/clock"
	"northboard/backend/plan"
	"northboard/backend/store"
)

// Rules of the week:
//   - It begins on Monday. What a goal wants is the hours that it was promised, or
//     else what its open steps take until its day, spread over the weeks that are
//     left.
//   - Done are the estimates of the tasks that were completed this week.
//   - The hours left are those of the week, less what is done, and no more than
//     the days that are left can hold.

// WeekGoal is what a goal wants of a week.
type WeekGoal struct {
	Goal  GoalFace `json:"goal"`
	Wants float64  `json:"wants"` // hours
	Done  float64  `json:"done"`
	Left  float64  `json:"left"`
}

// Week is what the goals want of it, against what there is.
type Week struct {
	From  clock.Day  `json:"from"`
	To    clock.Day  `json:"to"`
	Have  *float64   `json:"have"`  // hours; nil: not said
	Wants float64    `json:"wants"` // hours of all goals
	Done  float64    `json:"done"`
	Left  *float64   `json:"left"` // hours there still are; nil: not known
	Fits  bool       `json:"fits"`
	Text  string     `json:"text"`
	Goals []WeekGoal `json:"goals"` // those that want most first
}

// Week reads the week under way.
func (f *Flow) Week(ctx context.Context) (Week, error) {
	return read(ctx, f, func(tx *store.Tx) (Week, error) {
		d, err := newDay(tx)
		if err != nil {
			return Week{}, err
		}
		back := (int(d.today.Weekday()) + 6) % 7
		w := Week{From: d.today.Add(-back), To: d.today.Add(6 - back), Goals: []WeekGoal{}, Fits: true}
		work, err := plan.WorkSince(tx, clock.Resolve(w.From, "", tx.Location()))
		if err != nil {
			return Week{}, err
		}
		hours, err := plan.HoursOf(tx)
		if err != nil {
			return Week{}, err
		}
		w.Have = hours.Have
		for i, g := range d.plans {
			done := work[g.ID].Done
			w.Done += done
			wants := 0.0
			if g.Active(d.today) && !g.Begins.After(w.To) {
				wants = plan.WantsOf(g, work[g.ID].Left, d.today)
			}
			if wants == 0 && done == 0 {
				continue
			}
			w.Wants += wants
			w.Goals = append(w.Goals, WeekGoal{Goal: d.faces[i], Wants: wants, Done: done, Left: math.Max(wants-done, 0)})
		}
		w.Done += work[""].Done
		w.settle(7 - back)
		return w, nil
	})
}

// settle works out what is left of a week of which some days are left, with
// today.
func (w *Week) settle(days int) {
	wanted := 0.0
	for _, g := range w.Goals {
		wanted += g.Left
	}
	if w.Have == nil {
		w.Text = "Say how many hours a week you have, and this shows whether they are enough."
		if wanted > 0 {
			w.Text = hoursWords(wanted) + " to go this week. " + w.Text
		}
		return
	}
	// Nobody has more than half of a day.
	left := math.Min(math.Max(*w.Have-w.Done, 0), float64(12*days))
	w.Left = &left
	w.Fits = wanted <= left
	switch {
	case wanted == 0 && w.Wants > 0:
		w.Text = "All that your goals wanted of this week is done."
	case wanted == 0:
		w.Text = "No goal wants hours of this week. " + hoursWords(left) + " are free."
	case w.Fits:
		w.Text = fmt.Sprintf("%s to go and %s left: it fits.", hoursWords(wanted), hoursWords(left))
	default:
		w.Text = fmt.Sprintf("%s to go and %s left. One of them can wait.", hoursWords(wanted), hoursWords(left))
	}
}

// hoursWords: "3.5 hours".
func hoursWords(h float64) string {
	text := strconv.FormatFloat(math.Round(h*4)/4, 'f', -1, 64)
	if text == "1" {
		return "1 hour"
	}
	return text + " hours"
}
