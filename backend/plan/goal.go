package plan

import (
	"slices"

	"northboard/backend/clock"
	"northboard/backend/fault"
)

// Where a goal is in its life. A goal that is reached says so by Reached.
const (
	StateOpen    = "open"
	StatePaused  = "paused"
	StateDropped = "dropped"
	StateMerged  = "merged"
)

// mostCommitment is the highest level of commitment; 0 is none given.
const mostCommitment = 5

// Goal is specific, and as measurable and dated as it has become so far.
type Goal struct {
	ID            string         `json:"id"`
	Title         string         `json:"title"`
	Why           string         `json:"why"`
	Specific      string         `json:"specific"` // who, what, where
	Measure       string         `json:"measure"`
	Unit          string         `json:"unit"`
	Start         float64        `json:"start"`
	Target        *float64       `json:"target"`
	Begins        clock.Day      `json:"begins"`
	Due           clock.Day      `json:"due"`
	Horizon       string         `json:"horizon"` // "" follows from the day
	Hours         *float64       `json:"hours"`   // a week that the person gives
	Effort        *float64       `json:"effort"`  // hours that it takes in all
	Constraints   string         `json:"constraints"`
	Commitment    int            `json:"commitment"` // 1 to 5; 0 is not said
	Committed     *clock.Instant `json:"committed"`
	Reward        string         `json:"reward"`
	State         string         `json:"state"`
	StateAt       *clock.Instant `json:"stateAt"`
	StateWhy      string         `json:"stateWhy"`
	PausedUntil   clock.Day      `json:"pausedUntil"`
	IntoID        string         `json:"intoId"`   // the goal it was merged into
	TowardID      string         `json:"towardId"` // the longer goal that it leads to
	Reached       *clock.Instant `json:"reached"`
	AspirationIDs []string       `json:"aspirationIds"`
	Created       clock.Instant  `json:"created"`
	Updated       clock.Instant  `json:"updated"`
}

// Open tells whether somebody is still after it.
func (g Goal) Open() bool { return g.Reached == nil && g.State == StateOpen }

// GoalDraft is a new goal. A target without a measure makes it a number, or a
// percentage when the unit is "%".
type GoalDraft struct {
	Title         string    `json:"title"`
	Why           string    `json:"why"`
	Specific      string    `json:"specific"`
	Begins        clock.Day `json:"begins"`
	Due           clock.Day `json:"due"`
	Measure       string    `json:"measure"`
	Unit          string    `json:"unit"`
	Start         float64   `json:"start"`
	Target        *float64  `json:"target"`
	Hours         *float64  `json:"hours"`
	Effort        *float64  `json:"effort"`
	AspirationIDs []string  `json:"aspirationIds"`
}

// GoalPatch changes what is not nil. Due, Begins and TowardID "" clear, as do
// Hours, Effort and Commitment 0; a measure of "none" or "done" clears the
// target. Reason is kept with the version that the change ends. Seen is when
// the editor last read the goal: see unchanged.
type GoalPatch struct {
	Title         *string        `json:"title"`
	Why           *string        `json:"why"`
	Specific      *string        `json:"specific"`
	Measure       *string        `json:"measure"`
	Unit          *string        `json:"unit"`
	Start         *float64       `json:"start"`
	Target        *float64       `json:"target"`
	Begins        *clock.Day     `json:"begins"`
	Due           *clock.Day     `json:"due"`
	Horizon       *string        `json:"horizon"`
	Hours         *float64       `json:"hours"`
	Effort        *float64       `json:"effort"`
	Constraints   *string        `json:"constraints"`
	Reward        *string        `json:"reward"`
	TowardID      *string        `json:"towardId"`
	AspirationIDs *[]string      `json:"aspirationIds"`
	Reason        *string        `json:"reason"`
	Seen          *clock.Instant `json:"seen"`
}

func (d GoalDraft) goal() Goal {
	g := Goal{
		Title: d.Title, Why: d.Why, Specific: d.Specific, Begins: d.Begins, Due: d.Due, Measure: d.Measure, Unit: d.Unit, Start: d.Start, Target: d.Target,
		Hours: d.Hours, Effort: d.Effort, State: StateOpen, AspirationIDs: unique(d.AspirationIDs),
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
	set(&g.Title, p.Title)
	set(&g.Why, p.Why)
	set(&g.Specific, p.Specific)
	set(&g.Unit, p.Unit)
	set(&g.Start, p.Start)
	if p.Target != nil {
		g.Target = p.Target
		if !measured(g.Measure) {
			g.Measure = MeasureNumber
		}
	}
	if p.Measure != nil && *p.Measure != g.Measure {
		// A level's numbers mean something else than any other's.
		if (g.Measure == MeasureLevel || *p.Measure == MeasureLevel) && p.Target == nil {
			g.Start, g.Target = 0, nil
		}
		g.Measure = *p.Measure
	}
	set(&g.Begins, p.Begins)
	set(&g.Due, p.Due)
	set(&g.Horizon, p.Horizon)
	setOrClear(&g.Hours, p.Hours)
	setOrClear(&g.Effort, p.Effort)
	set(&g.Constraints, p.Constraints)
	set(&g.Reward, p.Reward)
	set(&g.TowardID, p.TowardID)
	if p.AspirationIDs != nil {
		g.AspirationIDs = unique(*p.AspirationIDs)
	}
}

// columns names what the patch writes to, for unchanged.
func (p GoalPatch) columns() []string {
	return given(
		part{"title", p.Title != nil}, part{"why", p.Why != nil}, part{"specific", p.Specific != nil}, part{"measure", p.Measure != nil},
		part{"unit", p.Unit != nil}, part{"start", p.Start != nil}, part{"target", p.Target != nil || p.Measure != nil}, part{"begins", p.Begins != nil},
		part{"due", p.Due != nil}, part{"horizon", p.Horizon != nil}, part{"hours", p.Hours != nil}, part{"effort", p.Effort != nil},
		part{"constraints", p.Constraints != nil}, part{"reward", p.Reward != nil}, part{"toward_id", p.TowardID != nil},
	)
}

// setOrClear changes what a patch gives; 0 stands for none.
func setOrClear(to **float64, from *float64) {
	if from == nil {
		return
	}
	*to = from
	if *from == 0 {
		*to = nil
	}
}

// check tidies a goal and refuses what cannot be.
func (g *Goal) check() (err error) {
	if g.Title, err = title(g.Title, "A goal", "title"); err != nil {
		return err
	}
	for _, text := range []struct {
		of    *string
		field string
	}{{&g.Why, "why"}, {&g.Specific, "specific"}, {&g.Constraints, "constraints"}, {&g.Reward, "reward"}, {&g.StateWhy, "why"}} {
		if *text.of, err = prose(*text.of, text.field); err != nil {
			return err
		}
	}
	if err := span(g.Begins, g.Due); err != nil {
		return err
	}
	if err := g.checkMeasure(); err != nil {
		return err
	}
	if err := among(g.Horizon, horizons, "horizon"); err != nil {
		return err
	}
	if g.Hours != nil && !(*g.Hours > 0 && *g.Hours <= weekHours) {
		return fault.New(fault.Invalid, "A week has 168 hours. Nothing was changed; write how many of them you can give.").WithField("hours")
	}
	if g.Effort != nil && !(*g.Effort > 0 && *g.Effort <= mostEffort) {
		return fault.New(fault.Invalid, "That effort cannot be kept. Nothing was changed; write how many hours it takes in all, at most 100,000.").WithField("effort")
	}
	if g.Commitment < 0 || g.Commitment > mostCommitment {
		return fault.New(fault.Invalid, "Commitment goes from 1 to 5. Nothing was changed; choose one of those.").WithField("commitment")
	}
	return optionalDay(g.PausedUntil, "until")
}

const (
	weekHours  = 168
	mostEffort = 100_000
)

// span refuses days that are not in the calendar, or that end before they begin.
func span(begins, due clock.Day) error {
	if err := optionalDay(begins, "begins"); err != nil {
		return err
	}
	if err := optionalDay(due, "due"); err != nil {
		return err
	}
	if begins.After(due) {
		return fault.New(fault.Invalid, "It would be due before it begins. Nothing was changed; choose an earlier start or a later day.").WithField("begins")
	}
	return nil
}

func (g Goal) equal(o Goal) bool {
	return g.Title == o.Title && g.Why == o.Why && g.Specific == o.Specific && g.Measure == o.Measure && g.Unit == o.Unit && g.Start == o.Start &&
		same(g.Target, o.Target) && g.Begins == o.Begins && g.Due == o.Due && g.Horizon == o.Horizon && same(g.Hours, o.Hours) &&
		same(g.Effort, o.Effort) && g.Constraints == o.Constraints && g.Commitment == o.Commitment && same(g.Committed, o.Committed) &&
		g.Reward == o.Reward && g.State == o.State && same(g.StateAt, o.StateAt) && g.StateWhy == o.StateWhy && g.PausedUntil == o.PausedUntil &&
		g.IntoID == o.IntoID && g.TowardID == o.TowardID && same(g.Reached, o.Reached)
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
