package plan

import (
	"fmt"

	"northboard/backend/clock"
	"northboard/backend/store"
)

// Milestone is a step on the way to a goal that several tasks may lead to.
type Milestone struct {
	ID      string         `json:"id"`
	GoalID  string         `json:"goalId"`
	Title   string         `json:"title"`
	Due     clock.Day      `json:"due"`
	Done    *clock.Instant `json:"done"`
	Created clock.Instant  `json:"created"`
	Updated clock.Instant  `json:"updated"`
}

// MilestoneDraft is a new milestone, put behind the others.
type MilestoneDraft struct {
	GoalID string    `json:"goalId"`
	Title  string    `json:"title"`
	Due    clock.Day `json:"due"`
}

// MilestonePatch changes what is not nil. Due "" clears the day.
type MilestonePatch struct {
	Title *string    `json:"title"`
	Due   *clock.Day `json:"due"`
}

func (m *Milestone) check() (err error) {
	if m.Title, err = title(m.Title, "A milestone", "title"); err != nil {
		return err
	}
	return optionalDay(m.Due, "due")
}

// AddMilestone adds one behind the others of its goal.
func AddMilestone(tx *store.Tx, draft MilestoneDraft) (Milestone, error) {
	g, err := GoalByID(tx, draft.GoalID)
	if err != nil {
		return Milestone{}, err
	}
	m := Milestone{ID: tx.NewID(), GoalID: g.ID, Title: draft.Title, Due: draft.Due, Created: tx.Now(), Updated: tx.Now()}
	if err := m.check(); err != nil {
		return Milestone{}, err
	}
	rank, err := lastRank(tx, `SELECT max(rank) FROM milestone WHERE goal_id = ?`, g.ID)
	if err != nil {
		return Milestone{}, err
	}
	if _, err := tx.Exec(`
		INSERT INTO milestone (id, goal_id, title, due, done, rank, created, updated)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		m.ID, m.GoalID, m.Title, orNull(m.Due), m.Done, rank, m.Created, m.Updated); err != nil {
		return Milestone{}, fmt.Errorf("add milestone: %w", err)
	}
	return m, nil
}

// PatchMilestone changes one.
func PatchMilestone(tx *store.Tx, id string, patch MilestonePatch) (Milestone, error) {
	was, err := MilestoneByID(tx, id)
	if err != nil {
		return Milestone{}, err
	}
	m := was
	if patch.Title != nil {
		m.Title = *patch.Title
	}
	if patch.Due != nil {
		m.Due = *patch.Due
	}
	if err := m.check(); err != nil {
		return Milestone{}, err
	}
	return m, saveMilestone(tx, was, &m)
}

// CompleteMilestone marks one as done, or takes that back.
func CompleteMilestone(tx *store.Tx, id string, done bool) (Milestone, error) {
	was, err := MilestoneByID(tx, id)
	if err != nil {
		return Milestone{}, err
	}
	m := was
	m.Done = mark(tx.Now(), done, was.Done)
	return m, saveMilestone(tx, was, &m)
}

func saveMilestone(tx *store.Tx, was Milestone, m *Milestone) error {
	if m.Title == was.Title && m.Due == was.Due && same(m.Done, was.Done) {
		return nil
	}
	m.Updated = tx.Now()
	if _, err := tx.Exec(`
		UPDATE milestone
		SET title = ?, due = ?, done = ?, updated = ?
		WHERE id = ?`,
		m.Title, orNull(m.Due), m.Done, m.Updated, m.ID); err != nil {
		return fmt.Errorf("change milestone: %w", err)
	}
	return nil
}

// DeleteMilestone removes one; its tasks stay with the goal. One that is gone
// already is no error.
func DeleteMilestone(tx *store.Tx, id string) error {
	if _, err := tx.Exec(`
		DELETE FROM milestone
		WHERE id = ?`, id); err != nil {
		return fmt.Errorf("delete milestone: %w", err)
	}
	return nil
}

const milestoneColumns = `id, goal_id, title, coalesce(due, ''), done, created, updated`

func scanMilestone(row scanner) (m Milestone, err error) {
	err = row.Scan(&m.ID, &m.GoalID, &m.Title, &m.Due, &m.Done, &m.Created, &m.Updated)
	return m, err
}

// Milestones lists those of a goal in order.
func Milestones(tx *store.Tx, goalID string) ([]Milestone, error) {
	all, err := list(tx, scanMilestone, `
		SELECT `+milestoneColumns+`
		FROM milestone
		WHERE goal_id = ?
		ORDER BY rank, id`, goalID)
	if err != nil {
		return nil, fmt.Errorf("list milestones: %w", err)
	}
	return all, nil
}

// MilestoneByID finds one.
func MilestoneByID(tx *store.Tx, id string) (Milestone, error) {
	return one(tx, scanMilestone, "That milestone", `
		SELECT `+milestoneColumns+`
		FROM milestone
		WHERE id = ?`, id)
}

// MilestonesByID finds those that exist.
func MilestonesByID(tx *store.Tx, ids []string) ([]Milestone, error) {
	which, err := idList(ids)
	if err != nil {
		return nil, err
	}
	all, err := list(tx, scanMilestone, `
		SELECT `+milestoneColumns+`
		FROM milestone
		WHERE id IN (SELECT value FROM json_each(?))
		ORDER BY rank, id`, which)
	if err != nil {
		return nil, fmt.Errorf("list milestones: %w", err)
	}
	return all, nil
}
