package store

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/mattn/go-sqlite3"
)

// Rules of the journal:
//
//   - A journaled table has a TEXT column id that is its primary key and never changes, and no BLOB column,
//     since JSON has no room for bytes.
//   - Insert and delete are logged as the whole row, update as the columns whose value changed; an update that
//     changes nothing is not logged.
//   - The triggers are TEMP ones of the writing connection: nothing of them is in the file, and a connection
//     that has none cannot pass for one that has (see checkWriter).
//   - temp.journal holds the operation under way. While it holds none, touching a journaled table fails: the
//     log's operation is NOT NULL.

// journaled is a table whose rows are logged, with the words a person knows it by.
type journaled struct {
	table string
	word  string // What a row of it is, in a sentence.
	title string // The column a row is recognised by; "" = none.
}

var journal = []journaled{
	{"aspiration", "aspiration", "what"},
	{"goal", "goal", "title"},
	{"goal_version", "version of a goal", "title"},
	{"goal_aspiration", "link between a goal and an aspiration", ""},
	{"reading", "reading", "note"},
	{"milestone", "milestone", "title"},
	{"task", "task", "title"},
	{"picture", "picture", "name"},
	{"board", "board", "title"},
	{"item", "item on the board", "text"},
	{"reminder", "reminder", "title"},
	{"boundary", "quiet or protected hours", "title"},
	{"day_off", "day off", "title"},
	{"review", "review", ""},
	{"win", "win", "text"},
}

// Triggers per journaled table: insert, update, delete, and the guard of id.
const triggersPerTable = 4

func journaledTable(kind string) (journaled, bool) {
	for _, j := range journal {
		if j.table == kind {
			return j, true
		}
	}
	return journaled{}, false
}

// makeTriggers prepares a new writing connection.
func makeTriggers(c *sqlite3.SQLiteConn) error {
	if _, err := c.Exec(`CREATE TEMP TABLE journal (operation INTEGER); INSERT INTO temp.journal VALUES (NULL);`, nil); err != nil {
		return fmt.Errorf("make the journal: %w", err)
	}
	for _, j := range journal {
		columns, err := columnsOf(c, j.table)
		if err != nil {
			return fmt.Errorf("read the columns of %s: %w", j.table, err)
		}
		if len(columns) == 0 {
			return fmt.Errorf("the journaled table %s is not there", j.table)
		}
		if _, err := c.Exec(triggersFor(j.table, columns), nil); err != nil {
			return fmt.Errorf("make the triggers of %s: %w", j.table, err)
		}
	}
	return nil
}

func columnsOf(c *sqlite3.SQLiteConn, table string) ([]string, error) {
	rows, err := c.Query(`SELECT name FROM pragma_table_info(?) ORDER BY cid`, []driver.Value{table})
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var names []string
	for row := make([]driver.Value, 1); ; {
		if err := rows.Next(row); errors.Is(err, io.EOF) {
			return names, nil
		} else if err != nil {
			return nil, err
		}
		name, ok := row[0].(string)
		if !ok {
			return nil, fmt.Errorf("column name is %T", row[0])
		}
		names = append(names, name)
	}
}

func triggersFor(table string, columns []string) string {
	log := func(row, verb, before, after string) string {
		return fmt.Sprintf(`BEGIN INSERT INTO change (operation, kind, row, verb, before, after)
			VALUES ((SELECT operation FROM journal), '%s', %s, '%s', %s, %s); END;`, table, row, verb, before, after)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "CREATE TEMP TRIGGER journal_%s_insert AFTER INSERT ON main.%s %s\n",
		table, table, log("NEW.id", "insert", "NULL", wholeRow("NEW", columns)))
	fmt.Fprintf(&b, "CREATE TEMP TRIGGER journal_%s_delete AFTER DELETE ON main.%s %s\n",
		table, table, log("OLD.id", "delete", wholeRow("OLD", columns), "NULL"))
	fmt.Fprintf(&b, "CREATE TEMP TRIGGER journal_%s_update AFTER UPDATE ON main.%s WHEN %s %s\n",
		table, table, anyChanged(columns), log("NEW.id", "update", changedColumns("OLD", columns), changedColumns("NEW", columns)))
	fmt.Fprintf(&b, "CREATE TEMP TRIGGER journal_%s_id BEFORE UPDATE OF id ON main.%s WHEN OLD.id IS NOT NEW.id "+
		"BEGIN SELECT RAISE(ABORT, 'the id of a journaled row never changes'); END;\n", table, table)
	return b.String()
}

func wholeRow(row string, columns []string) string {
	parts := make([]string, 0, 2*len(columns))
	for _, c := range columns {
		parts = append(parts, "'"+c+"'", row+`."`+c+`"`)
	}
	return "json_object(" + strings.Join(parts, ", ") + ")"
}

func anyChanged(columns []string) string {
	parts := make([]string, 0, len(columns))
	for _, c := range columns {
		parts = append(parts, fmt.Sprintf(`OLD."%s" IS NOT NEW."%s"`, c, c))
	}
	return strings.Join(parts, " OR ")
}

// chunk is how many columns are skipped by one comparison when none of them changed, as most have not.
const chunk = 3

// changedColumns builds the object by joining text: far quicker than a query for each row would be.
func changedColumns(row string, columns []string) string {
	var chunks []string
	for group := range slices.Chunk(columns, chunk) {
		parts := make([]string, 0, len(group))
		for _, c := range group {
			parts = append(parts, fmt.Sprintf(`CASE WHEN OLD."%s" IS NOT NEW."%s" THEN ',"%s":' || json_quote(%s."%s") ELSE '' END`, c, c, c, row, c))
		}
		chunks = append(chunks, fmt.Sprintf(`CASE WHEN %s THEN %s ELSE '' END`, anyChanged(group), strings.Join(parts, " || ")))
	}
	return "'{' || substr(" + strings.Join(chunks, " || ") + ", 2) || '}'"
}
