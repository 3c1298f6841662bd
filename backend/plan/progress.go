package plan

// Rules of progress, computed on read:
//   - A reached goal is at 1.
//   - A number or percentage with a target: how far the latest reading is on
//     the way from start to target; before the first reading it is at 0.
//   - Otherwise the share of milestones and tasks that are done.
//   - "Done or not" without steps is at 0 until the goal is reached.
//   - With nothing to measure there is no progress (nil), rather than none (0).

// Steps counts the milestones and tasks of a goal.
type Steps struct {
	Total int `json:"total"`
	Done  int `json:"done"`
}

// StepsOf counts what was read.
func StepsOf(milestones []Milestone, tasks []Task) Steps {
	s := Steps{Total: len(milestones) + len(tasks)}
	for _, m := range milestones {
		if m.Done != nil {
			s.Done++
		}
	}
	for _, t := range tasks {
		if t.Done != nil {
			s.Done++
		}
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
		share = float64(steps.Done) / float64(steps.Total)
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
