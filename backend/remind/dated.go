package remind

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"northboard/backend/clock"
	"northboard/backend/recur"
	"northboard/backend/store"
)

// dated is the source of what has a day of its own: milestones that are due, whatever starts, and the notice some days
// before that the standing rules give. (Tasks on their day are in look_sql.go.)
type dated struct{}

func (dated) Kinds() []string { return []string{KindMilestone, KindStart, KindNotice} }

// datedRow is something with a day.
type datedRow struct {
	table, id, title, goal, goalTitle, why, picture string
	day                                             clock.Day
}

// datedQuery reads what is open and has its day in a stretch. The column of the day is due or begins.
func datedQuery(table, column string) string {
	goal, open := "x.goal_id", "x.done IS NULL"
	switch table {
	case "goal":
		goal, open = "x.id", openGoal("x")
	case "task":
		open += " AND " + notSilentOf("x")
	}
	on := "x." + column
	if column == "begins" {
		on = beginsOf("x")
	}
	return `
		SELECT '` + table + `', x.id, x.title, coalesce(` + goal + `, ''), coalesce((SELECT title FROM goal WHERE id = ` + goal + `), ''),
			` + whySQL(goal, "NULL") + `, ` + pictureSQL(goal, "NULL") + `, ` + on + `
		FROM ` + table + ` x
		WHERE ` + on + ` BETWEEN ?1 AND ?2
		  AND ` + open + `
		ORDER BY ` + on + `, x.id
		LIMIT ?3`
}

func readDated(tx *store.Tx, table, column string, from, to clock.Day) ([]datedRow, error) {
	rows, err := tx.Query(datedQuery(table, column), from, to, mostDated)
	if err != nil {
		return nil, fmt.Errorf("read what has a day: %w", err)
	}
	defer rows.Close()
	all := []datedRow{}
	for rows.Next() {
		var d datedRow
		if err := rows.Scan(&d.table, &d.id, &d.title, &d.goal, &d.goalTitle, &d.why, &d.picture, &d.day); err != nil {
			return nil, fmt.Errorf("read what has a day: %w", err)
		}
		all = append(all, d)
	}
	return all, rows.Err()
}

// mostDated bounds what one look reads; those furthest back come first and are then known.
const mostDated = 10_000

func (dated) Between(tx *store.Tx, w Window) ([]Item, error) {
	rules, err := Reminders(tx)
	if err != nil {
		return nil, err
	}
	items := []Item{}
	for _, r := range rules {
		if !r.Enabled {
			continue
		}
		var more []Item
		switch r.Kind {
		case KindTask:
			more, err = notices(tx, r, w, "task", KindNotice)
		case KindMilestone:
			if more, err = days(tx, r, w, 0, KindMilestone, dueOn, "milestone", "due"); err == nil {
				items = append(items, more...)
				more, err = notices(tx, r, w, "milestone", KindMilestone)
			}
		case KindStart:
			for _, table := range []string{"task", "milestone", "goal"} {
				started, err := days(tx, r, w, 0, KindStart, startsOn, table, "begins")
				if err != nil {
					return nil, err
				}
				more = append(more, started...)
			}
		}
		if err != nil {
			return nil, err
		}
		items = append(items, more...)
	}
	return items, nil
}

// notices gives what is due in as many days as the rule says.
func notices(tx *store.Tx, r Reminder, w Window, table, kind string) ([]Item, error) {
	if r.DaysBefore == 0 {
		return nil, nil
	}
	return days(tx, r, w, r.DaysBefore, kind, dueIn(r.DaysBefore), table, "due")
}

// days gives the items of one standing rule for one table and one column, so many days before.
func days(tx *store.Tx, r Reminder, w Window, ahead int, kind string, words func(datedRow) string, table, column string) ([]Item, error) {
	rows, err := readDated(tx, table, column, w.From.Day.Add(ahead), w.To.Day.Add(ahead))
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	items := []Item{}
	for _, d := range rows {
		at := recur.Moment{Day: d.day.Add(-ahead), Time: r.Time}
		if !w.holds(at) {
			continue
		}
		items = append(items, Item{
			Series: fmt.Sprintf("%s/%s/%s-%d", column, table, d.id, ahead), At: at, Kind: kind, Subject: d.id, ReminderID: r.ID,
			Title: d.title, Body: words(d), Why: d.why, Picture: d.picture, Route: d.route(), Set: r.Updated,
		})
	}
	return items, noteSet(tx, table, column, items)
}

// noteSet says of those that came due, and have no occurrence yet, when their day was set.
func noteSet(tx *store.Tx, table, column string, items []Item) error {
	known, err := knownKeys(tx, items)
	if err != nil {
		return err
	}
	ids, since := []string{}, tx.Now()
	for _, it := range items {
		if at := it.At.In(tx.Location()); at <= tx.Now() && !known[keyAt(it.Series, it.At)] {
			ids, since = append(ids, it.Subject), min(since, at)
		}
	}
	set, err := setAt(tx, table, column, ids, since)
	for i, it := range items {
		items[i].Set = max(it.Set, set[it.Subject])
	}
	return err
}

func (d datedRow) route() string {
	switch {
	case d.table == "task":
		return "task/" + d.id
	case d.goal != "":
		return "plan/" + d.goal
	}
	return "today"
}

func (d datedRow) sentence(first string) string {
	if d.goalTitle != "" && d.table != "goal" {
		return first + ", for “" + d.goalTitle + "”"
	}
	return first
}

func dueOn(d datedRow) string    { return d.sentence("A milestone, due today") }
func startsOn(d datedRow) string { return d.sentence("Starts today") }

func dueIn(n int) func(datedRow) string {
	return func(d datedRow) string {
		if n == 1 {
			return d.sentence("Due tomorrow")
		}
		return d.sentence(fmt.Sprintf("Due in %d days, on %s", n, longDay(d.day)))
	}
}

// setAt says when each of these rows was last given its day or time or opened again, of those where that was after an
// instant. Only what was logged since then is read: the log has no index.
func setAt(tx *store.Tx, table, column string, ids []string, since clock.Instant) (map[string]clock.Instant, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, fmt.Errorf("list ids: %w", err)
	}
	rows, err := tx.Query(`
		SELECT c.row, max(o.at)
		FROM change c
		JOIN operation o ON o.id = c.operation
		WHERE c.seq >= (SELECT min(first_seq) FROM operation WHERE at > ?1)
		  AND c.kind = ?2
		  AND o.at > ?1
		  AND c.row IN (SELECT value FROM json_each(?4))
		  AND (c.verb = 'insert'
		    OR json_type(c.after, '$.' || ?3) IS NOT NULL
		    OR json_type(c.after, '$.due_time') IS NOT NULL
		    OR json_type(c.after, '$.done') IS NOT NULL)
		GROUP BY c.row`,
		since, table, column, string(list))
	if err != nil {
		return nil, fmt.Errorf("read when something was set: %w", err)
	}
	defer rows.Close()
	set := map[string]clock.Instant{}
	for rows.Next() {
		var id string
		var at clock.Instant
		if err := rows.Scan(&id, &at); err != nil {
			return nil, fmt.Errorf("read when something was set: %w", err)
		}
		set[id] = at
	}
	return set, rows.Err()
}

// Gone: what is done, deleted or on another day.
func (dated) Gone(tx *store.Tx, of []Occurrence) ([]string, error) {
	rules, err := Reminders(tx)
	if err != nil {
		return nil, err
	}
	off := map[string]bool{}
	for _, r := range rules {
		off[r.ID] = !r.Enabled
	}
	lost := []string{}
	for _, o := range of {
		stands, err := datedStands(tx, o)
		if err != nil {
			return nil, err
		}
		if off[o.ReminderID] || !stands {
			lost = append(lost, o.ID)
		}
	}
	return lost, nil
}

// datedStands looks whether the row is open and still has the day that the key was made from.
func datedStands(tx *store.Tx, o Occurrence) (bool, error) {
	var column, table string
	var ahead int
	if !parseDatedKey(o.Key, o.Subject, &column, &table, &ahead) {
		return false, nil
	}
	at, _ := momentOf(o.Key)
	open, on := "x.done IS NULL", "x."+column
	if column == "begins" {
		on = beginsOf("x")
	}
	if table == "goal" {
		open = openGoal("x")
	}
	var stands bool
	err := tx.QueryRow(`SELECT EXISTS (SELECT 1 FROM `+table+` x WHERE x.id = ? AND `+open+` AND `+on+` = ?)`, o.Subject, at.Day.Add(ahead)).Scan(&stands)
	if err != nil {
		return false, fmt.Errorf("look whether a reminder still has its reason: %w", err)
	}
	return stands, nil
}

// parseDatedKey reads "due/milestone/<id>-7/2026-11-22T09:00". Only names of ours come out of it: they go into statements.
func parseDatedKey(key, id string, column, table *string, ahead *int) bool {
	parts := strings.SplitN(key, "/", 3)
	if len(parts) != 3 {
		return false
	}
	*column, *table = parts[0], parts[1]
	number, _, _ := strings.Cut(strings.TrimPrefix(parts[2], id+"-"), "/")
	n, err := strconv.Atoi(number)
	*ahead = n
	return err == nil && slices.Contains([]string{"due", "begins"}, *column) && slices.Contains([]string{"task", "milestone", "goal"}, *table)
}
