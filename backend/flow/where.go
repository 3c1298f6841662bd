package flow

import (
	"context"
	"strings"

	"northboard/backend/fault"
	"northboard/backend/plan"
	"northboard/backend/store"
)

// Where turns a route that a reminder leads to ("task/<id>") into the place
// where the page shows it: the task's goal, or the tasks of no goal. A task
// that is gone leads to Today. Any other route is itself.
func (f *Flow) Where(ctx context.Context, route string) (string, error) {
	id, isTask := strings.CutPrefix(route, "task/")
	if !isTask {
		return route, nil
	}
	return read(ctx, f, func(tx *store.Tx) (string, error) {
		task, err := plan.TaskByID(tx, id)
		switch {
		case fault.CodeOf(err) == fault.NotFound:
			return "today", nil
		case err != nil:
			return "", err
		case task.GoalID == "":
			return "plan/loose", nil
		}
		return "plan/" + task.GoalID, nil
	})
}
