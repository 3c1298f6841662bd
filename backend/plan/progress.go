package plan

// Rules of progress, computed on read:
//   - A reached goal is at 1.
//   - A number or percentage with a target: how far the latest reading is on
//     the way from start to target; before the first reading it is at 0.
//   - Otherwise the milestones and tasks that are done: each counts as the share
//     that the person gave it, the others evenly what is left of 100 percent.
//   - "Done or not" without steps is at 0 until the goal is reached.
//   - With nothing to measure there is no progress (nil), rather than none (0).

// Steps counts the milestones and tasks of a goal.
type Steps struct {
	Total      int `json:"total"`
	Done       int `json:"done"`
	Shared     int `json:"shared"`     // percent that the person gave to some of them
	SharedDone int `json:"sharedDone"` // of those that are done
	Given      int `json:"given"`      // how many have a share
	GivenDone  int `json:"givenDone"`
}

// evenShare is what each step without a share counts, 0 to 1.
func (s Steps) evenShare() float64 {
	if s.Total <= s.Given {
		return 0
	}
	return float64(max(100-s.Shared, 0)) / 100 / float64(s.Total-s.Given)
}

// done is how much of the steps is done, 0 to 1. Shares of more than 100
// percent together count in proportion.
func (s Steps) done() float64 {
	if s.Given == 0 {
		return float64(s.Done) / float64(s.Total)
	}
	whole := float64(max(s.Shared, 100)) / 100
	if s.Total == s.Given {
		whole = float64(max(s.Shared, 1)) / 100
	}
	return (float64(s.SharedDone)/100 + s.evenShare()*float64(s.Done-s.GivenDone)) / whole
}

func (s *Steps) add(done bool, share *int) {
	s.Total++
	if done {
		s.Done++
	}
	if share == nil {
		return
	}
	s.Given++
	s.Shared += *share
	if done {
		s.GivenDone++
		s.SharedDone += *share
	}
}

// StepsOf counts what was read.
func StepsOf(milestones []Milestone, tasks []Task) Steps {
	s := Steps{}
	for _, m := range milestones {
		s.add(m.Done != nil, m.Share)
	}
	for _, t := range tasks {
		s.add(t.Done != nil, t.Share)
	}
	return s
}

// Latest is the value of the last of a goal's readings, nil without any.
func Latest(readings []Reading) *float64 {
	if len(readings) == 0 {
		return nil
	}
	return &readings[len(readings)-1].Value
}

// Progress is between 0 and 1, or nil when there is nothing to measure.
func Progress(g Goal, latest *float64, steps Steps) *float64 {
	share := 0.0
	switch {
	case g.Reached != nil:
		share = 1
	case g.Target != nil && *g.Target != g.Start:
		if latest != nil {
			share = (*latest - g.Start) / (*g.Target - g.Start)
		}
	case steps.Total > 0:
		share = steps.done()
	case g.Measure != MeasureDone:
		return nil
	}
	share = min(max(share, 0), 1)
	return &share
}

// NextAction is the first open task by day and time, then by order; tasks are
// given in their order. False when none is open.
func NextAction(tasks []Task) (Task, bool) {
	var next Task
	found := false
	for _, t := range tasks {
		if t.Open() && (!found || sooner(t, next)) {
			next, found = t, true
		}
	}
	return next, found
}

// sooner: a task without a day comes after any with one, likewise the time.
func sooner(a, b Task) bool {
	if a.Due != b.Due {
		return a.Due != "" && (b.Due == "" || a.Due < b.Due)
	}
	if a.DueTime != b.DueTime {
		return a.DueTime != "" && (b.DueTime == "" || a.DueTime < b.DueTime)
	}
	return false
}
