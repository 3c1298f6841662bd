package plan

import "strings"

// Rules of the five marks. They fill by themselves and are never demanded:
//   - S: the title has at least two words, and one of them is concrete.
//   - M: a target, or "done or not".
//   - A: a step leads to it, or hours a week are given.
//   - R: it serves an aspiration. A sentence is no link.
//   - T: it has a day.

// Smart holds the marks, and for each open one a hint of what would fill it.
type Smart struct {
	S     bool   `json:"s"`
	M     bool   `json:"m"`
	A     bool   `json:"a"`
	R     bool   `json:"r"`
	T     bool   `json:"t"`
	SHint string `json:"sHint"`
	MHint string `json:"mHint"`
	AHint string `json:"aHint"`
	RHint string `json:"rHint"`
	THint string `json:"tHint"`
}

// SmartOf looks at a goal and at how many steps lead to it.
func SmartOf(g Goal, steps Steps) Smart {
	m := Smart{
		S: specific(g.Title),
		M: g.Measure == MeasureDone || g.Target != nil,
		A: steps.Total > 0 || g.Hours != nil,
		R: len(g.AspirationIDs) > 0,
		T: g.Due != "",
	}
	if !m.S {
		m.SHint = "Say what you would see when it is done."
	}
	if !m.M {
		m.MHint = "Give a number, or choose done or not."
	}
	if !m.A {
		m.AHint = "Add a first step, or the hours a week you can give."
	}
	if !m.R {
		m.RHint = "Link it to the aspiration that it serves."
	}
	if !m.T {
		m.THint = "Choose a day."
	}
	return m
}

// specific: "Be better" and "Get fit" name no end that one could see.
func specific(title string) bool {
	words := strings.Fields(strings.ToLower(title))
	if len(words) < 2 {
		return false
	}
	for _, w := range words {
		w = strings.Trim(w, ".,;:!?()\"'")
		if w != "" && !vague[w] {
			return true
		}
	}
	return false
}

var vague = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`a an the to at in on of and or my me i myself be become get do have make feel keep try start stop go grow improve improving
		more less much very really better best good great nice new happy happier fit fitter healthy healthier rich richer successful success
		well harder hard smarter life stuff things thing something everything it self work money`) {
		m[w] = true
	}
	return m
}()
