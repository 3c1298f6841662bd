package plan

import (
	"fmt"

	"northboard/backend/clock"
	"northboard/backend/store"
)

// What a milestone is about.
const (
	MilestoneSkill         = "skill"
	MilestoneCertification = "certification"
	MilestoneLeadership    = "leadership"
	MilestoneExperience    = "experience"
	MilestoneOther         = "other"
)

var milestoneKinds = []string{"", MilestoneSkill, MilestoneCertification, MilestoneLeadership, MilestoneExperience, MilestoneOther}

// Milestone is a step on the way to a goal that several tasks may lead to.
type Milestone struct {
	ID      string         `json:"id"`
	GoalID  string         `json:"goalId"`
	Title   string         `json:"title"`
	Kind    string         `json:"kind"`
	Begins  clock.Day      `json:"begins"`
	Due     clock.Day      `json:"due"`
	Proof   string         `json:"proof"` // what would show that it is done
	Notes   string         `json:"notes"`
	Share   *int           `json:"share"` // percent of the goal
	Done    *clock.Instant `json:"done"`
	Created clock.Instant  `json:"created"`
	Updated clock.Instant  `json:"updated"`
}

// MilestoneDraft is a new milestone, put behind the others.
type MilestoneDraft struct {
	GoalID string    `json:"goalId"`
	Title  string    `json:"title"`
	Kind   string    `json:"kind"`
	Begins clock.Day `json:"begins"`
	Due    clock.Day `json:"due"`
	Proof  string    `json:"proof"`
	Notes  string    `json:"notes"`
}

// MilestonePatch changes what is not nil. Due and Begins "" clear the day, Share
// -1 the share. Seen is when the editor last read it: see unchanged.
type MilestonePatch struct {
	Title  *string        `json:"title"`
	Kind   *string        `json:"kind"`
	Begins *clock.Day     `json:"begins"`
	Due    *clock.Day     `json:"due"`
	Proof  *string        `json:"proof"`
	Notes  *string        `json:"notes"`
	Share  *int           `json:"share"`
	Seen   *clock.Instant `json:"seen"`
}

func (p MilestonePatch) apply(m *Milestone) {
	set(&m.Title, p.Title)
	set(&m.Kind, p.Kind)
	set(&m.Begins, p.Begins)
	set(&m.Due, p.Due)
	set(&m.Proof, p.Proof)
	set(&m.Notes, p.Notes)
	if p.Share != nil {
		m.Share = p.Share
		if *p.Share < 0 {
			m.Share = nil
		}
	}
}

// columns names what the patch writes to, for unchanged.
func (p MilestonePatch) columns() []string {
	return given(
		part{"title", p.Title != nil}, part{"kind", p.Kind != nil}, part{"begins", p.Begins != nil}, part{"due", p.Due != nil},
		part{"proof", p.Proof != nil}, part{"notes", p.Notes != nil}, part{"share", p.Share != nil},
	)
}

func (m *Milestone) check() (err error) {
	if m.Title, err = title(m.Title, "A milestone", "title"); err != nil {
		return err
	}
	if err := among(m.Kind, milestoneKinds, "kind"); err != nil {
		return err
	}
	if m.Proof, err = prose(m.Proof, "proof"); err != nil {
		return err
	}
	if m.Notes, err = prose(m.Notes, "notes"); err != nil {
		return err
	}
	if err := checkShare(m.Share); err != nil {
		return err
	}
	return span(m.Begins, m.Due)
}

func (m Milestone) equal(o Milestone) bool {
	return m.GoalID == o.GoalID && m.Title == o.Title && m.Kind == o.Kind && m.Begins == o.Begins && m.Due == o.Due && m.Proof == o.Proof &&
		m.Notes == o.Notes && same(m.Share, o.Share) && same(m.Done, o.Done)
}

// AddMilestone adds one behind the others of its goal.
func AddMilestone(tx *store.Tx, draft MilestoneDraft) (Milestone, error) {
	if err := known(tx, "goal", "That goal", draft.GoalID); err != nil {
		return Milestone{}, err
	}
	m := Milestone{
		ID: tx.NewID(), GoalID: draft.GoalID, Title: draft.Title, Kind: draft.Kind, Begins: draft.Begins, Due: draft.Due, Proof: draft.Proof,
		Notes: draft.Notes, Created: tx.Now(), Updated: tx.Now(),
	}
	if err := m.check(); err != nil {
		return Milestone{}, err
	}
	rank, err := lastRank(tx, `SELECT max(rank) FROM milestone WHERE goal_id = ?`, m.GoalID)
	if err != nil {
		return Milestone{}, err
	}
	if _, err := tx.Exec(`
		INSERT INTO milestone (id, goal_id, title, kind, begins, due, proof, notes, rank, created, updated)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		m.ID, m.GoalID, m.Title, m.Kind, orNull(m.Begins), orNull(m.Due), m.Proof, m.Notes, rank, m.Created, m.Updated); err != nil {
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
	if err := unchanged(tx, "milestone", id, "This milestone", was.Updated, patch.Seen, patch.columns()); err != nil {
		return Milestone{}, err
	}
	m := was
	patch.apply(&m)
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
	if m.equal(was) {
		return nil
	}
	m.Updated = tx.Now()
	if _, err := tx.Exec(`
		UPDATE milestone
		SET goal_id = ?, title = ?, kind = ?, begins = ?, due = ?, proof = ?, notes = ?, share = ?, done = ?, updated = ?
		WHERE id = ?`,
		m.GoalID, m.Title, m.Kind, orNull(m.Begins), orNull(m.Due), m.Proof, m.Notes, m.Share, m.Done, m.Updated, m.ID); err != nil {
		return fmt.Errorf("change milestone: %w", err)
	}
	return nil
}

// MoveMilestone puts a milestone behind another of a goal, or first, or last. In
// another goal its tasks come along. A sibling that is no milestone there is
// none.
func MoveMilestone(tx *store.Tx, id, goalID, afterID string, last bool) error {
	m, err := MilestoneByID(tx, id)
	if err != nil || afterID == id {
		return err
	}
	if afterID, err = sibling(tx, "milestone", `goal_id = ?`, goalID, id, afterID, last); err != nil {
		return err
	}
	return moveMilestoneTo(tx, m, goalID, afterID)
}

func moveMilestoneTo(tx *store.Tx, m Milestone, goalID, afterID string) error {
	if err := known(tx, "goal", "That goal", goalID); err != nil {
		return err
	}
	r, err := rankAfter(tx, "milestone", `goal_id = ?`, goalID, m.ID, afterID)
	if err != nil {
		return err
	}
	if _, err := tx.Exec(`
		UPDATE milestone
		SET goal_id = ?, rank = ?, updated = ?
		WHERE id = ?`, goalID, r, tx.Now(), m.ID); err != nil {
		return fmt.Errorf("move milestone: %w", err)
	}
	if goalID == m.GoalID {
		return nil
	}
	if _, err := tx.Exec(`
		UPDATE task
		SET goal_id = ?, updated = ?
		WHERE milestone_id = ?`, goalID, tx.Now(), m.ID); err != nil {
		return fmt.Errorf("move the tasks of a milestone: %w", err)
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

const milestoneColumns = `id, goal_id, title, kind, coalesce(begins, ''), coalesce(due, ''), proof, notes, share, done, created, updated`

func scanMilestone(row scanner) (m Milestone, err error) {
	err = row.Scan(&m.ID, &m.GoalID, &m.Title, &m.Kind, &m.Begins, &m.Due, &m.Proof, &m.Notes, &m.Share, &m.Done, &m.Created, &m.Updated)
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
