package plan

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"northboard/backend/clock"
	"northboard/backend/fault"
)

// Rules of looking at a goal while it is written:
//   - S: a concrete title without a vague word (see words.go), or the five
//     questions answered in Specific.
//   - M: a target, or "done or not".
//   - A: computed. Effort left (what the person said, less what is done; or else
//     the estimates of the open steps) over the weeks that are left, against the
//     hours given a week; and the hours promised to all goals against the hours
//     there are.
//   - R: a link to an aspiration; a sentence is not one.
//   - T: a day.
//   - The gauge is the greatest of: hours needed over hours given, and pace
//     required over recent pace. Under 0.6 is too easy, above 1.3 too far; between
//     is a stretch. Without both it says nothing.

// SmartPart is one of the five parts of a goal, looked at.
type SmartPart struct {
	Letter  string `json:"letter"`
	Name    string `json:"name"`
	Met     bool   `json:"met"`
	Text    string `json:"text"`    // what is there, or what would fill it
	Found   string `json:"found"`   // the words that are vague, as they are written; "" for none
	Example string `json:"example"` // the same, sharper; "" for none
}

// Where a goal is between too easy and too far.
const (
	GaugeEasy    = "easy"
	GaugeStretch = "stretch"
	GaugeFar     = "far"
)

const (
	easyUnder = 0.6
	farAbove  = 1.3
)

// Gauge says whether a goal asks too little, enough, or too much. Where "" is
// not known yet. Ratio is what it asks over what is given.
type Gauge struct {
	Where string  `json:"where"`
	Ratio float64 `json:"ratio"`
	Text  string  `json:"text"`
}

// Achievable is whether the hours are there. Nil is not known.
type Achievable struct {
	EffortLeft *float64 `json:"effortLeft"` // hours
	Weeks      *float64 `json:"weeks"`      // until the day
	Needed     *float64 `json:"needed"`     // hours a week
	Given      *float64 `json:"given"`      // hours a week
	Promised   float64  `json:"promised"`   // hours a week, to all active goals with this one
	Have       *float64 `json:"have"`       // hours a week that the person has
	Fits       bool     `json:"fits"`
	Text       string   `json:"text"`
}

// GoalCheck is what can be said of a goal while it is written.
type GoalCheck struct {
	Parts      []SmartPart `json:"parts"`
	Gauge      Gauge       `json:"gauge"`
	Achievable Achievable  `json:"achievable"`
}

// PreviewGoal is a goal as a patch would make it, without refusing anything.
func PreviewGoal(g Goal, patch GoalPatch) Goal {
	if g.Measure == "" {
		g.Measure = MeasureNone
	}
	patch.apply(&g)
	return g
}

// CheckGoal looks at a goal.
func CheckGoal(g Goal, load Load, pace Pace, today clock.Day) GoalCheck {
	a := achievable(g, load, today)
	return GoalCheck{
		Parts:      []SmartPart{specificPart(g), measurablePart(g), achievablePart(g, load, a), relevantPart(load), timePart(g, today)},
		Gauge:      gauge(a, pace),
		Achievable: a,
	}
}

func specificPart(g Goal) SmartPart {
	p := SmartPart{Letter: "S", Name: "Specific"}
	rule, found := vagueIn(g.Title)
	switch {
	case found != "" && g.Specific == "":
		p.Found, p.Example = found, rule.example
		p.Text = "“" + found + "” " + rule.ask
	case !specific(g.Title) && g.Specific == "":
		p.Text = "Say what you would see when it is done: who, what, where."
		p.Example = "Give a talk at the local meetup"
	default:
		p.Met = true
		p.Text = "Clear enough to see when it is done."
	}
	return p
}

func measurablePart(g Goal) SmartPart {
	p := SmartPart{Letter: "M", Name: "Measurable"}
	copied := g
	if err := copied.checkMeasure(); err != nil {
		p.Text = fault.From(err).Sentence
		return p
	}
	switch {
	case g.Measure == MeasureDone:
		p.Met, p.Text = true, "Done or not."
	case copied.Target != nil:
		p.Met, p.Text = true, capital(versionOf(copied).measureText())+"."
	default:
		p.Text = "Give a number, a level, or choose done or not."
		if n := numberIn(g.Title); n != "" {
			p.Text = n + " in the title could be the target."
		}
	}
	return p
}

func achievablePart(g Goal, load Load, a Achievable) SmartPart {
	p := SmartPart{Letter: "A", Name: "Achievable", Text: a.Text}
	p.Met = a.Fits && (load.Steps.Total > 0 || g.Hours != nil)
	if p.Met && load.Huge != "" {
		p.Text += " “" + load.Huge + "” takes more than a day: break it down."
	}
	return p
}

func relevantPart(load Load) SmartPart {
	p := SmartPart{Letter: "R", Name: "Relevant", Text: "Link it to the aspiration that it serves."}
	if len(load.Serves) > 0 {
		p.Met, p.Text = true, "Serves “"+strings.Join(load.Serves, "” and “")+"”."
	}
	return p
}

func timePart(g Goal, today clock.Day) SmartPart {
	p := SmartPart{Letter: "T", Name: "Time-bound", Text: "Choose a day. A guess is fine; it can move."}
	if left := DaysLeft(g.Due, today); left != nil {
		p.Met, p.Text = true, "By "+DayText(g.Due, today)+", "+lower(leftText(*left))+"."
		if *left < 0 {
			p.Text = "The day was " + DayText(g.Due, today) + ". Choose the next one."
		}
	}
	return p
}

// effortLeft is in hours.
func effortLeft(g Goal, load Load) *float64 {
	if g.Effort == nil {
		return load.Estimated
	}
	left := *g.Effort * (1 - share(Progress(g, load.Latest, load.Steps)))
	return &left
}

func achievable(g Goal, load Load, today clock.Day) Achievable {
	a := Achievable{EffortLeft: effortLeft(g, load), Given: g.Hours, Have: load.Have, Promised: load.Promised, Fits: true}
	if g.Hours != nil {
		a.Promised += *g.Hours
	}
	if left := DaysLeft(g.Due, today); left != nil {
		weeks := math.Max(float64(*left), 0) / 7
		a.Weeks = &weeks
		if a.EffortLeft != nil {
			needed := *a.EffortLeft / math.Max(weeks, 1.0/7)
			a.Needed = &needed
		}
	}
	switch {
	case a.Have != nil && a.Promised > *a.Have:
		a.Fits = false
		a.Text = fmt.Sprintf("Your goals want %s a week and you have %s. Give one of them less, or let one rest.", hoursText(a.Promised), hoursText(*a.Have))
	case a.Needed != nil && a.Given != nil && *a.Needed > *a.Given*1.05:
		a.Fits = false
		a.Text = fmt.Sprintf("%s are left, so it needs %s a week and gets %s. Give it more, make it smaller, or move the day.",
			capital(hoursText(*a.EffortLeft)), hoursText(*a.Needed), hoursText(*a.Given))
	case a.Needed != nil && a.Given == nil && a.Have != nil && *a.Needed > *a.Have-load.Promised:
		a.Fits = false
		a.Text = fmt.Sprintf("It needs %s a week, and %s are free. Make it smaller, or move the day.", hoursText(*a.Needed), hoursText(math.Max(*a.Have-load.Promised, 0)))
	case a.Needed != nil:
		a.Text = fmt.Sprintf("%s left: %s a week until the day.", capital(hoursText(*a.EffortLeft)), hoursText(*a.Needed))
	case a.Given != nil && a.EffortLeft != nil:
		weeks := *a.EffortLeft / *a.Given
		a.Text = fmt.Sprintf("%s left: done in about %s.", capital(hoursText(*a.EffortLeft)), spanText(max(int(math.Ceil(weeks*7)), 1)))
	case a.Given != nil:
		a.Text = capital(hoursText(*a.Given)) + " a week. Say how many hours it takes in all, or estimate the steps, and this is worked out."
	case load.Steps.Total > 0:
		a.Text = "There is a way. Hours a week and estimates say whether it fits."
	default:
		a.Text = "Add a first step, or the hours a week you can give."
	}
	return a
}

func gauge(a Achievable, pace Pace) Gauge {
	ratio, known := 0.0, false
	if a.Needed != nil {
		given := a.Given
		if given == nil {
			given = a.Have
		}
		if given != nil && *given > 0 {
			ratio, known = *a.Needed / *given, true
		}
	}
	if pace.Required != nil && pace.Recent != nil && *pace.Required**pace.Recent > 0 {
		ratio, known = math.Max(ratio, *pace.Required / *pace.Recent), true
	}
	switch {
	case !known:
		return Gauge{Text: "Hours a week and what it takes, or a few readings, show whether this is a stretch."}
	case ratio < easyUnder:
		return Gauge{GaugeEasy, ratio, "This asks less than you give. Aim higher, or bring the day forward?"}
	case ratio > farAbove:
		return Gauge{GaugeFar, ratio, "This asks more than is there. A smaller target or a later day would make it a stretch."}
	}
	return Gauge{GaugeStretch, ratio, "A stretch: it asks about what you give."}
}

// hoursText: "1 hour", "2.5 hours", "30 minutes".
func hoursText(h float64) string {
	switch {
	case h > 0 && h < 0.95:
		return fmt.Sprintf("%d minutes", max(int(math.Round(h*12))*5, 5))
	case rounded(h) == 1:
		return "1 hour"
	}
	return strconv.FormatFloat(rounded(h), 'f', -1, 64) + " hours"
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// numberIn is the first number of a title: "12" of "Read 12 books".
func numberIn(title string) string {
	for _, word := range strings.Fields(title) {
		word = strings.Trim(word, ".,;:!?()\"'%")
		if _, err := strconv.ParseFloat(word, 64); err == nil && len(word) < 10 {
			return word
		}
	}
	return ""
}
