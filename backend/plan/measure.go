package plan

import (
	"math"

	"northboard/backend/fault"
)

// How a goal is measured.
const (
	MeasureNone    = "none"
	MeasureNumber  = "number"
	MeasurePercent = "percent"
	MeasureMoney   = "money" // a number whose unit is a currency
	MeasureDone    = "done"  // done or not
	MeasureLevel   = "level" // how well somebody can do something: see Levels
)

// Levels are what the values 0 to 4 of a level mean.
var Levels = []string{"none", "basic", "working", "strong", "expert"}

// The ways in which a measure goes.
const (
	DirectionUp   = "up"
	DirectionDown = "down"
)

// measured tells whether readings say how far a goal is.
func measured(measure string) bool {
	switch measure {
	case MeasureNumber, MeasurePercent, MeasureMoney, MeasureLevel:
		return true
	}
	return false
}

// Direction is the way from start to target, "" without a target.
func (g Goal) Direction() string {
	switch {
	case g.Target == nil:
		return ""
	case *g.Target < g.Start:
		return DirectionDown
	}
	return DirectionUp
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
	case MeasureLevel:
		g.Unit = ""
	case MeasureNumber, MeasureMoney:
	default:
		return fault.New(fault.Invalid, "There is no such way to measure a goal. Nothing was changed; choose a number, a percentage, money, a level or done.").WithField("measure")
	}
	unit, err := prose(g.Unit, "unit")
	if err != nil || len([]rune(unit)) > maxUnit {
		return fault.Newf(fault.TooLarge, "That unit is too long. Nothing was changed; keep it under %d letters.", maxUnit).WithField("unit")
	}
	g.Unit = unit
	if err := g.checkValue(g.Start, "start"); err != nil {
		return err
	}
	if g.Target == nil {
		return nil
	}
	if err := g.checkValue(*g.Target, "target"); err != nil {
		return err
	}
	if *g.Target == g.Start {
		return fault.New(fault.Invalid, "The target is where the goal starts, so there would be nothing to move. Nothing was changed; give another target or another start.").WithField("target")
	}
	return nil
}

// checkValue refuses what the goal's measure cannot hold.
func (g Goal) checkValue(v float64, field string) error {
	if err := number(v, field); err != nil {
		return err
	}
	if g.Measure == MeasureLevel && (v < 0 || v >= float64(len(Levels)) || v != math.Trunc(v)) {
		return fault.New(fault.Invalid, "There is no such level. Nothing was changed; choose none, basic, working, strong or expert.").WithField(field)
	}
	return nil
}
