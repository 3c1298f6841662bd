package flow

import (
	"context"
	"time"

	"northboard/backend/clock"
	"northboard/backend/plan"
	"northboard/backend/store"
)

// GoalFace is a goal as it shows itself anywhere: what it is and how it stands.
type GoalFace struct {
	ID            string     `json:"id"`
	Title         string     `json:"title"`
	Why           string     `json:"why"`
	Progress      *float64   `json:"progress"` // 0 to 1; null when nothing is measured
	DaysLeft      *int       `json:"daysLeft"`
	Due           clock.Day  `json:"due"`
	Status        string     `json:"status"`
	StatusText    string     `json:"statusText"`
	NextActionID  string     `json:"nextActionId"`
	NextAction    string     `json:"nextAction"`
	Reached       bool       `json:"reached"`
	Measure       string     `json:"measure"`
	Unit          string     `json:"unit"`
	Start         float64    `json:"start"`
	Target        *float64   `json:"target"`
	Latest        *float64   `json:"latest"`
	StepsTotal    int        `json:"stepsTotal"`
	StepsDone     int        `json:"stepsDone"`
	Hue           int        `json:"hue"`
	AspirationIDs []string   `json:"aspirationIds"`
	Smart         plan.Smart `json:"smart"`
	State         string     `json:"state"` // "open", "paused", "dropped" or "merged"
	Begins        clock.Day  `json:"begins"`
	Horizon       string     `json:"horizon"` // "" without a day
	Commitment    int        `json:"commitment"`
	Wish          bool       `json:"wish"` // nothing leads to it and nothing measures it
	TowardID      string     `json:"towardId"`
}

// AspirationFace is an aspiration as it shows itself anywhere.
type AspirationFace struct {
	ID        string `json:"id"`
	What      string `json:"what"`
	Why       string `json:"why"`
	Hue       int    `json:"hue"`
	NorthStar bool   `json:"northStar"`
}

// GoalFaces computes the faces of goals, in the order of the plan; ids that do
// not exist are left out, nil means all. It takes the same few queries for one
// goal as for thousands.
func (f *Flow) GoalFaces(ctx context.Context, ids []string) ([]GoalFace, error) {
	return read(ctx, f, func(tx *store.Tx) ([]GoalFace, error) { return goalFaces(tx, ids) })
}

func goalFaces(tx *store.Tx, ids []string) ([]GoalFace, error) {
	goals, err := goalsOf(tx, ids)
	if err != nil {
		return nil, err
	}
	standings, err := plan.Standings(tx, ids)
	if err != nil {
		return nil, err
	}
	hues, err := aspirationHues(tx)
	if err != nil {
		return nil, err
	}
	today, loc := tx.Today(), tx.Location()
	faces := make([]GoalFace, len(goals))
	for i, g := range goals {
		faces[i] = goalFace(g, standings[g.ID], hues, today, loc)
	}
	return faces, nil
}

func goalsOf(tx *store.Tx, ids []string) ([]plan.Goal, error) {
	if ids == nil {
		return plan.Goals(tx)
	}
	return plan.GoalsByID(tx, ids)
}

func goalFace(g plan.Goal, s plan.Standing, hues map[string]int, today clock.Day, loc *time.Location) GoalFace {
	progress := plan.Progress(g, s.Latest, s.Steps)
	status, sentence := plan.Status(g, progress, s.Steps, today, loc)
	face := GoalFace{
		ID: g.ID, Title: g.Title, Why: g.Why, Progress: progress, DaysLeft: plan.DaysLeft(g.Due, today), Due: g.Due,
		Status: status, StatusText: sentence, NextActionID: s.NextID, NextAction: s.NextTitle, Reached: g.Reached != nil,
		Measure: g.Measure, Unit: g.Unit, Start: g.Start, Target: g.Target, Latest: s.Latest,
		StepsTotal: s.Steps.Total, StepsDone: s.Steps.Done, AspirationIDs: g.AspirationIDs, Smart: plan.SmartOf(g, s.Steps),
		State: g.State, Begins: g.Begins, Horizon: plan.HorizonOf(g, today), Commitment: g.Commitment, Wish: status == plan.StatusWish, TowardID: g.TowardID,
	}
	if len(g.AspirationIDs) > 0 {
		face.Hue = hues[g.AspirationIDs[0]]
	}
	return face
}

func aspirationHues(tx *store.Tx) (map[string]int, error) {
	all, err := plan.Aspirations(tx)
	if err != nil {
		return nil, err
	}
	hues := make(map[string]int, len(all))
	for _, a := range all {
		hues[a.ID] = a.Hue
	}
	return hues, nil
}

func aspirationFace(a plan.Aspiration) AspirationFace {
	return AspirationFace{ID: a.ID, What: a.What, Why: a.Why, Hue: a.Hue, NorthStar: a.NorthStar}
}

// AspirationFaces lists all aspirations, the north star first.
func (f *Flow) AspirationFaces(ctx context.Context) ([]AspirationFace, error) {
	return read(ctx, f, aspirationFaces)
}

func aspirationFaces(tx *store.Tx) ([]AspirationFace, error) {
	all, err := plan.Aspirations(tx)
	if err != nil {
		return nil, err
	}
	faces := make([]AspirationFace, len(all))
	for i, a := range all {
		faces[i] = aspirationFace(a)
	}
	return faces, nil
}
