package plan

import (
	"northboard/backend/clock"
	"northboard/backend/fault"
)

// Hues is how many hues aspirations are told apart by.
const Hues = 8

// Aspiration is a broad vision: what somebody wants to become or do, and why
// it matters. At most one is the north star.
type Aspiration struct {
	ID        string        `json:"id"`
	What      string        `json:"what"`
	Why       string        `json:"why"`
	Hue       int           `json:"hue"`
	NorthStar bool          `json:"northStar"`
	Created   clock.Instant `json:"created"`
	Updated   clock.Instant `json:"updated"`
}

// AspirationDraft is what a new aspiration needs.
type AspirationDraft struct {
	What      string `json:"what"`
	Why       string `json:"why"`
	NorthStar bool   `json:"northStar"`
}

// AspirationPatch changes what is not nil.
type AspirationPatch struct {
	What      *string `json:"what"`
	Why       *string `json:"why"`
	Hue       *int    `json:"hue"`
	NorthStar *bool   `json:"northStar"`
}

func (a *Aspiration) check() (err error) {
	if a.What, err = title(a.What, "An aspiration", "what"); err != nil {
		return err
	}
	if a.Why, err = prose(a.Why, "why"); err != nil {
		return err
	}
	if a.Hue < 0 || a.Hue >= Hues {
		return fault.New(fault.Invalid, "There is no such colour. Nothing was changed; choose one of the eight.").WithField("hue")
	}
	return nil
}

func (p AspirationPatch) apply(a *Aspiration) {
	if p.What != nil {
		a.What = *p.What
	}
	if p.Why != nil {
		a.Why = *p.Why
	}
	if p.Hue != nil {
		a.Hue = *p.Hue
	}
	if p.NorthStar != nil {
		a.NorthStar = *p.NorthStar
	}
}

// freeHue is the hue that the fewest aspirations have.
func freeHue(all []Aspiration) int {
	var used [Hues]int
	for _, a := range all {
		used[a.Hue]++
	}
	free := 0
	for h := range used {
		if used[h] < used[free] {
			free = h
		}
	}
	return free
}
