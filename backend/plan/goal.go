package plan

import (
	"slices"

	"northboard/backend/clock"
	"northboard/backend/fault"
)

// How a goal is measured.
const (
	MeasureNone    = "none"
	MeasureNumber  = "number"
	MeasurePercent = "percent"
	MeasureDone    = "done" // done or not
)

// Goal is specific, and as measurable and dated as it has become so far.
type Goal struct {
	ID            string         `json:"id"`
	Title         string         `json:"title"`
	Why           string         `json:"why"`
	Measure       string         `json:"measure"`
	Unit          string         `json:"unit"`
	Start         float64        `json:"start"`
	Target        *float64       `json:"target"`
	Due           clock.Day      `json:"due"`
	Hours         *float64       `json:"hours"` // a week
	Reached       *clock.Instant `json:"reached"`
	AspirationIDs []string       `json:"aspirationIds"`
	Created       clock.Instant  `json:"created"`
	Updated       clock.Instant  `json:"updated"`
}

// GoalDraft is a new goal. A target without a measure makes it a number, or a
// percentage when the unit is "%".
type GoalDraft struct {
	Title         string    `json:"title"`
	Why           string    `json:"why"`
	Due           clock.Day `json:"due"`
	Measure       string    `json:"measure"`
	Unit          string    `json:"unit"`
	Start         float64   `json:"start"`
	Target        *float64  `json:"target"`
	AspirationIDs []string  `json:"aspirationIds"`
}

// GoalPatch changes what is not nil. Due "" clears the day, Hours 0 the hours;
// a measure of "none" or "done" clears the target.
type GoalPatch struct {
	Title         *string    `json:"title"`
	Why           *string    `json:"why"`
	Measure       *string    `json:"measure"`
	Unit          *string    `json:"unit"`
	Start         *float64   `json:"start"`
	Target        *float64   `json:"target"`
	Due           *clock.Day `json:"due"`
	Hours         *float64   `json:"hours"`
	AspirationIDs *[]string  `json:"aspirationIds"`
}

func (d GoalDraft) goal() Goal {
	g := Goal{
		Title: d.Title, Why: d.Why, Due: d.Due, Measure: d.Measure, Unit: d.Unit, Start: d.Start, Target: d.Target,
		AspirationIDs: unique(d.AspirationIDs),
	}
	if g.Measure == "" {
		g.Measure = MeasureNone
		if g.Target != nil {
			g.Measure = MeasureNumber
			if g.Unit == "%" {
				g.Measure = MeasurePercent
			}
		}
	}
	return g
}

func (p GoalPatch) apply(g *Goal) {
	if p.Title != nil {
		g.Title = *p.Title
	}
	if p.Why != nil {
		g.Why = *p.Why
	}
	if p.Unit != nil {
		g.Unit = *p.Unit
	}
	if p.Start != nil {
		g.Start = *p.Start
	}
	if p.Target != nil {
		g.Target = p.Target
		if g.Measure == MeasureNone || g.Measure == MeasureDone {
			g.Measure = MeasureNumber
		}
	}
	if p.Measure != nil {
		g.Measure = *p.Measure
	}
	if p.Due != nil {
		g.Due = *p.Due
	}
	if p.Hours != nil {
		g.Hours = p.Hours
		if *p.Hours == 0 {
			g.Hours = nil
		}
	}
	if p.AspirationIDs != nil {
		g.AspirationIDs = unique(*p.AspirationIDs)
	}
}

// check tidies a goal and refuses what cannot be.
func (g *Goal) check() (err error) {
	if g.Title, err = title(g.Title, "A goal", "title"); err != nil {
		return err
	}
	if g.Why, err = prose(g.Why, "why"); err != nil {
		return err
	}
	if err := optionalDay(g.Due, "due"); err != nil {
		return err
	}
	if err := g.checkMeasure(); err != nil {
		return err
	}
	if g.Hours != nil && !(*g.Hours > 0 && *g.Hours <= 168) {
		return fault.New(fault.Invalid, "A week has 168 hours. Nothing was changed; write how many of them you can give.").WithField("hours")
	}
	return nil
}

func (g *Goal) checkMeasure() error {
	switch g.Measure {
	case MeasureNone, MeasureDone:
		g.Start, g.Target, g.Unit = 0, nil, ""
		return nil
	case MeasurePercent:
		g.Unit = "%"
		if g.Target == nil {
			full := 100.0
			g.Target = &full
		}
	case MeasureNumber:
	default:
		return fault.New(fault.Invalid, "There is no such way to measure a goal. Nothing was changed; choose a number, a percentage or done.").WithField("measure")
	}
	unit, err := prose(g.Unit, "unit")
	if err != nil || len([]rune(unit)) > maxUnit {
		return fault.Newf(fault.TooLarge, "That unit is too long. Nothing was changed; keep it under %d letters.", maxUnit).WithField("unit")
	}
	g.Unit = unit
	if err := number(g.Start, "start"); err != nil {
		return err
	}
	if g.Target == nil {
		return nil
	}
	if err := number(*g.Target, "target"); err != nil {
		return err
	}
	if *g.Target == g.Start {
		return fault.New(fault.Invalid, "The target is where the goal starts, so there would be nothing to move. Nothing was changed; give another target or another start.").WithField("target")
	}
	return nil
}

func (g Goal) equal(o Goal) bool {
	return g.Title == o.Title && g.Why == o.Why && g.Measure == o.Measure && g.Unit == o.Unit && g.Start == o.Start &&
		same(g.Target, o.Target) && g.Due == o.Due && same(g.Hours, o.Hours) && same(g.Reached, o.Reached)
}

// unique keeps the first of each.
func unique(ids []string) []string {
	out := []string{}
	for _, id := range ids {
		if id != "" && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}
