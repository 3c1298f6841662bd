package plan

import (
	"fmt"

	"northboard/backend/clock"
	"northboard/backend/store"
)

// AspirationsTouched says when each aspiration, a goal of it, or anything in one
// was last touched.
func AspirationsTouched(tx *store.Tx) (map[string]clock.Instant, error) {
	rows, err := tx.Query(`
		SELECT a.id, max(a.updated, coalesce((
			SELECT max(max(g.updated,
				coalesce((SELECT max(updated) FROM task WHERE goal_id = g.id), 0),
				coalesce((SELECT max(updated) FROM milestone WHERE goal_id = g.id), 0),
				coalesce((SELECT max(created) FROM reading WHERE goal_id = g.id), 0)))
			FROM goal_aspiration AS l
			JOIN goal AS g ON g.id = l.goal_id
			WHERE l.aspiration_id = a.id), 0))
		FROM aspiration AS a`)
	if err != nil {
		return nil, fmt.Errorf("read when aspirations were touched: %w", err)
	}
	defer rows.Close()
	touched := map[string]clock.Instant{}
	for rows.Next() {
		var id string
		var at clock.Instant
		if err := rows.Scan(&id, &at); err != nil {
			return nil, fmt.Errorf("read when aspirations were touched: %w", err)
		}
		touched[id] = at
	}
	return touched, rows.Err()
}

// WhyAsked is the next "why" of an aspiration, as a question; "" when all were
// asked. It builds on the last answer.
func WhyAsked(a Aspiration) string {
	switch n := len(a.Whys); {
	case a.Why == "":
		return "Why does it matter to you?"
	case n >= mostWhys:
		return ""
	case n == 0:
		return "“" + a.Why + "” Why is that important?"
	case n == mostWhys-1:
		return "“" + a.Whys[n-1] + "” And what lies at the bottom of it?"
	default:
		return "“" + a.Whys[n-1] + "” And why that?"
	}
}

// AspirationHint says kindly what would make an aspiration clearer, one thing at
// a time; "" when nothing is missing.
func AspirationHint(a Aspiration, goals int) string {
	_, vague := vagueIn(a.What)
	switch {
	case a.Why == "":
		return "Say why it matters. It is what carries you when it gets hard."
	case a.Exploring:
		return "" // It may be vague for now.
	case vague != "":
		return "“" + vague + "” can mean many things. What would a good day look like when it has come true?"
	case a.Role == "" && a.Impact == "" && a.Path == "":
		return "Who would you be, and for whom would it make a difference?"
	case a.How == "":
		return "How might you get there? A guess is enough."
	case goals == 0:
		return "What is the first goal on the way?"
	}
	return ""
}
