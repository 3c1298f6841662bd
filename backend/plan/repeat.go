package plan

// Repeat says when a task comes again: a rule of RFC 5545, and from where it is
// counted. No rule is no repeat.
type Repeat struct {
	Rule string `json:"rule"` // "FREQ=WEEKLY;BYDAY=FR"
	From string `json:"from"` // as in package recur: "fixed", "from_done" or "next_future"
}

// None tells whether the task comes once only.
func (r Repeat) None() bool { return r.Rule == "" }
