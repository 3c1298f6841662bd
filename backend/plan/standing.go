package plan

import (
	"database/sql"
	"fmt"

	"northboard/backend/clock"
	"northboard/backend/store"
)

// Standing is what the rules need to know of a goal, read for many goals at
// once.
type Standing struct {
	Latest    *float64
	Steps     Steps
	NextID    string // the next action, "" without one
	NextTitle string
	NextDue   clock.Day
}

// everyGoal stands for the ids of all goals.
const everyGoal = "all"

// Standings reads those of the goals in three queries. ids nil means all.
func Standings(tx *store.Tx, ids []string) (map[string]Standing, error) {
	whole := ids == nil
	if whole {
		var err error
		if ids, err = list(tx, scanID, `SELECT id FROM goal`); err != nil {
			return nil, fmt.Errorf("list goals: %w", err)
		}
	}
	which, err := idList(ids)
	if err != nil {
		return nil, err
	}
	all := make(map[string]Standing, len(ids))
	readTasks := taskStanding
	if whole {
		readTasks = func(tx *store.Tx, _ string, all map[string]Standing) error { return taskStanding(tx, everyGoal, all) }
	}
	for _, read := range []func(*store.Tx, string, map[string]Standing) error{readTasks, milestoneStanding, readingStanding} {
		if err := read(tx, which, all); err != nil {
			return nil, fmt.Errorf("read how goals stand: %w", err)
		}
	}
	return all, nil
}

func scanID(row scanner) (id string, err error) {
	err = row.Scan(&id)
	return id, err
}

// taskStanding counts tasks and finds the next action: one that can be done now
// and has no open parts. With a single min() in
// a query, SQLite takes the other columns from the row that holds it.
func taskStanding(tx *store.Tx, which string, all map[string]Standing) error {
	// Of a few goals each task is looked at, of all it is quicker to make the lists first.
	among, hasParts, isBlocked := `t.goal_id IN (SELECT value FROM json_each(?1))`,
		`EXISTS (SELECT 1 FROM task AS p WHERE p.parent_id = t.id AND p.done IS NULL)`,
		`EXISTS (SELECT 1 FROM task AS b WHERE b.id = t.blocked_by AND b.done IS NULL)`
	if which == everyGoal {
		among = `t.goal_id IS NOT NULL AND ?1 <> ''`
		hasParts = `t.id IN (SELECT parent_id FROM task WHERE parent_id IS NOT NULL AND done IS NULL)`
	}
	rows, err := tx.Query(`
		SELECT t.goal_id, count(*), count(t.done), total(t.share), total(iif(t.done IS NULL, 0, t.share)), count(t.share), count(iif(t.done IS NULL, NULL, t.share)),
			t.id, t.title, coalesce(t.due, ''),
			min(iif(t.done IS NULL AND t.waiting_for = '' AND coalesce(t.begins, '') <= ?2 AND (t.blocked_by IS NULL OR NOT `+isBlocked+`) AND NOT `+hasParts+`,
				coalesce(t.due, '9999-99-99') || coalesce(t.due_time, '99:99') || t.rank || ' ' || t.id, NULL))
		FROM task AS t
		WHERE `+among+`
		GROUP BY t.goal_id`, which, tx.Today())
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var goal string
		var key sql.NullString
		var shared, sharedDone float64
		var s Standing
		if err := rows.Scan(&goal, &s.Steps.Total, &s.Steps.Done, &shared, &sharedDone, &s.Steps.Given, &s.Steps.GivenDone, &s.NextID, &s.NextTitle, &s.NextDue, &key); err != nil {
			return err
		}
		s.Steps.Shared, s.Steps.SharedDone = int(shared), int(sharedDone)
		if !key.Valid {
			s.NextID, s.NextTitle, s.NextDue = "", "", ""
		}
		all[goal] = s
	}
	return rows.Err()
}

func milestoneStanding(tx *store.Tx, which string, all map[string]Standing) error {
	rows, err := tx.Query(`
		SELECT goal_id, count(*), count(done), total(share), total(iif(done IS NULL, 0, share)), count(share), count(iif(done IS NULL, NULL, share))
		FROM milestone
		WHERE goal_id IN (SELECT value FROM json_each(?))
		GROUP BY goal_id`, which)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var goal string
		var m Steps
		var shared, sharedDone float64
		if err := rows.Scan(&goal, &m.Total, &m.Done, &shared, &sharedDone, &m.Given, &m.GivenDone); err != nil {
			return err
		}
		s := all[goal]
		s.Steps.Total += m.Total
		s.Steps.Done += m.Done
		s.Steps.Shared += int(shared)
		s.Steps.SharedDone += int(sharedDone)
		s.Steps.Given += m.Given
		s.Steps.GivenDone += m.GivenDone
		all[goal] = s
	}
	return rows.Err()
}

func readingStanding(tx *store.Tx, which string, all map[string]Standing) error {
	rows, err := tx.Query(`
		SELECT g.value, (
			SELECT r.value
			FROM reading AS r
			WHERE r.goal_id = g.value
			ORDER BY r.day DESC, r.created DESC, r.id DESC
			LIMIT 1) AS latest
		FROM json_each(?) AS g
		WHERE latest IS NOT NULL`, which)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var goal string
		var latest float64
		if err := rows.Scan(&goal, &latest); err != nil {
			return err
		}
		s := all[goal]
		s.Latest = &latest
		all[goal] = s
	}
	return rows.Err()
}

// LastMoved says when each open goal, or anything that leads to it, was last
// touched.
func LastMoved(tx *store.Tx) (map[string]clock.Instant, error) {
	rows, err := tx.Query(`
		SELECT id, max(at)
		FROM (
			SELECT id, updated AS at FROM goal WHERE reached IS NULL
			UNION ALL
			SELECT goal_id, max(updated) FROM task WHERE goal_id IS NOT NULL GROUP BY goal_id
			UNION ALL
			SELECT goal_id, max(updated) FROM milestone GROUP BY goal_id
			UNION ALL
			SELECT goal_id, max(created) FROM reading GROUP BY goal_id
		)
		GROUP BY id`)
	if err != nil {
		return nil, fmt.Errorf("read what moved last: %w", err)
	}
	defer rows.Close()
	moved := map[string]clock.Instant{}
	for rows.Next() {
		var goal string
		var at clock.Instant
		if err := rows.Scan(&goal, &at); err != nil {
			return nil, fmt.Errorf("read what moved last: %w", err)
		}
		moved[goal] = at
	}
	return moved, rows.Err()
}
