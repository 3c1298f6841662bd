package remind

import (
	"fmt"

	"northboard/backend/clock"
	"northboard/backend/store"
)

// Topic is something that a reminder can be about.
type Topic struct {
	Kind   string    `json:"kind"` // "aspiration", "goal", "milestone" or "task"
	ID     string    `json:"id"`
	Title  string    `json:"title"`
	Under  string    `json:"under"` // the goal of a milestone or task
	Due    clock.Day `json:"due"`
	Starts clock.Day `json:"starts"`
}

// Topics lists what is open, at most so many of each kind.
func Topics(tx *store.Tx, most int) ([]Topic, error) {
	all := []Topic{}
	for _, query := range []string{
		`SELECT 'aspiration', id, what, '', '', '' FROM aspiration ORDER BY rank LIMIT ?`,
		`SELECT 'goal', g.id, g.title, '', coalesce(g.due, ''), coalesce(` + beginsOf("g") + `, '')
			FROM goal g WHERE ` + openGoal("g") + ` ORDER BY g.rank LIMIT ?`,
		`SELECT 'milestone', m.id, m.title, g.title, coalesce(m.due, ''), coalesce(` + beginsOf("m") + `, '')
			FROM milestone m JOIN goal g ON g.id = m.goal_id
			WHERE m.done IS NULL AND ` + openGoal("g") + ` ORDER BY g.rank, m.rank LIMIT ?`,
		`SELECT 'task', t.id, t.title, coalesce(g.title, ''), coalesce(t.due, ''), coalesce(` + beginsOf("t") + `, '')
			FROM task t LEFT JOIN goal g ON g.id = t.goal_id
			WHERE t.done IS NULL ORDER BY t.due IS NULL, t.due, g.rank, t.rank LIMIT ?`,
	} {
		rows, err := tx.Query(query, most)
		if err != nil {
			return nil, fmt.Errorf("list what a reminder can be about: %w", err)
		}
		for rows.Next() {
			var t Topic
			if err := rows.Scan(&t.Kind, &t.ID, &t.Title, &t.Under, &t.Due, &t.Starts); err != nil {
				rows.Close()
				return nil, fmt.Errorf("list what a reminder can be about: %w", err)
			}
			all = append(all, t)
		}
		rows.Close()
		if err := rows.Err(); err != nil {
			return nil, fmt.Errorf("list what a reminder can be about: %w", err)
		}
	}
	return all, nil
}
