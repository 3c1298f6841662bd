package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/mattn/go-sqlite3"

	"northboard/backend/fault"
)

// Rules of undo and redo:
//
//   - There is one stack for the library, kept in operation.state, so it outlives a restart. Only what a person
//     did is in it. done: can be undone; undone: can be redone; dropped: neither, because something new was done.
//   - To undo is to put back, newest change first, what each row was. It is an operation of its own (verb undo),
//     logged like any other. To redo is to put back, in the same way, what the undo changed; and so on. So a row
//     that one of them had to leave alone is left alone by the next.
//   - A row is put back only if it still holds what the log says it became. The column updated does not count:
//     it is bookkeeping, and would let any later touch of the row stand in the way. Rows left alone are named.
//   - Foreign keys are checked at the end, since a REPLACE takes a parent away and gives it back. If they do not
//     hold, it is done again without the rows that stand in the way.

// Step says what Undo or Redo did. Done is false when there was nothing to do.
type Step struct {
	Label   string   `json:"label"`
	Skipped []string `json:"skipped"`
	Rows    []Row    `json:"rows"`
	Done    bool     `json:"done"`
}

// UndoState holds the labels of what Undo and Redo would do next, "" for nothing, the operation that Undo would take
// back, 0 for none, and the kinds of rows that it touched.
type UndoState struct {
	Undo      string   `json:"undo"`
	Redo      string   `json:"redo"`
	Operation int64    `json:"operation"`
	Kinds     []string `json:"kinds"`
}

// direction is what differs between undo and redo.
type direction struct {
	verb, from, to, next string
}

var (
	undo = direction{verb: "undo", from: "done", to: "undone", next: "DESC"}
	redo = direction{verb: "redo", from: "undone", to: "done", next: "ASC"}
)

// UndoState says what Undo and Redo would do next.
func (s *Store) UndoState(ctx context.Context) (UndoState, error) {
	state := UndoState{Kinds: []string{}}
	err := s.Read(ctx, func(tx *Tx) error {
		var err error
		if state.Operation, state.Undo, err = undo.top(tx); err != nil {
			return err
		}
		if state.Operation != 0 {
			if state.Kinds, err = kindsOf(tx, state.Operation); err != nil {
				return err
			}
		}
		_, state.Redo, err = redo.top(tx)
		return err
	})
	return state, err
}

// kindsOf names the kinds of rows that an operation touched.
func kindsOf(tx *Tx, operation int64) ([]string, error) {
	from, err := extentOf(tx, operation)
	if err != nil {
		return nil, err
	}
	rows, err := tx.Query(`
		SELECT DISTINCT kind
		FROM change
		WHERE seq BETWEEN ? AND ?
			AND operation = ?
		ORDER BY kind`, from.first, from.last, from.operation)
	if err != nil {
		return nil, fmt.Errorf("read what a step touched: %w", err)
	}
	defer rows.Close()
	kinds := []string{}
	for rows.Next() {
		var kind string
		if err := rows.Scan(&kind); err != nil {
			return nil, fmt.Errorf("read what a step touched: %w", err)
		}
		kinds = append(kinds, kind)
	}
	return kinds, rows.Err()
}

// Undo takes back the last thing the person did.
func (s *Store) Undo(ctx context.Context) (Step, error) { return s.reverse(ctx, undo, 0) }

// UndoOperation takes back that operation and no other: it refuses when something else was done since.
func (s *Store) UndoOperation(ctx context.Context, operation int64) (Step, error) {
	if operation == 0 {
		operation = -1 // Nothing was there to undo, so whatever came since is not meant.
	}
	return s.reverse(ctx, undo, operation)
}

// Redo does again the last thing that was undone.
func (s *Store) Redo(ctx context.Context) (Step, error) { return s.reverse(ctx, redo, 0) }

// top gives the operation that is next in a direction; 0 for none.
func (d direction) top(tx *Tx) (operation int64, label string, err error) {
	err = tx.QueryRow(`
		SELECT id, label
		FROM operation
		WHERE origin = 'user'
			AND verb = 'do'
			AND state = ?
		ORDER BY id `+d.next+`
		LIMIT 1`, d.from).Scan(&operation, &label)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, "", nil
	}
	if err != nil {
		return 0, "", fmt.Errorf("find what to %s: %w", d.verb, err)
	}
	return operation, label, nil
}

// errAgain says that more rows must be left alone than was known, and the transaction must start anew.
var errAgain = errors.New("start again without the rows that stand in the way")

func (s *Store) reverse(ctx context.Context, d direction, only int64) (Step, error) {
	r := &reversal{direction: d, only: only, skip: map[rowKey]bool{}}
	for {
		known, single := len(r.skip), r.single
		err := s.change(ctx, r.run)
		if foreignKeyFailed(err) && !r.careful {
			r.careful = true
			continue
		}
		if errors.Is(err, errAgain) && (len(r.skip) > known || r.single != single) {
			continue
		}
		if err != nil {
			return Step{}, err
		}
		return r.step, nil
	}
}

func foreignKeyFailed(err error) bool {
	var lite sqlite3.Error
	return errors.As(err, &lite) && lite.ExtendedCode == sqlite3.ErrConstraintForeignKey
}

type rowKey struct{ kind, id string }

// reversal is one undo or redo, through as many attempts as it takes.
type reversal struct {
	direction
	only    int64           // The one operation that may be reversed; 0 is whichever is next.
	single  bool            // Row by row, since all at once did not do.
	careful bool            // Look at foreign keys before committing.
	skip    map[rowKey]bool // Rows to leave alone; grows from attempt to attempt.
	touched map[rowKey]bool
	order   []rowKey
	step    Step
	before  int64 // The log's last entry when the attempt began.
}

// entry is a line of the log with its JSON read.
type entry struct {
	key           rowKey
	verb          string
	before, after record
}

func (r *reversal) run(tx *Tx) error {
	r.step = Step{Skipped: []string{}, Rows: []Row{}}
	r.touched = map[rowKey]bool{}
	operation, label, err := r.top(tx)
	if err != nil {
		return err
	}
	if r.only != 0 && operation != r.only {
		return fault.New(fault.Conflict, "Something else has been done since, so nothing was taken back. Undo goes back one step at a time.")
	}
	if operation == 0 {
		return nil
	}
	from, err := extentOf(tx, operation)
	if err != nil {
		return err
	}
	own, err := r.begin(tx, operation, label)
	if err != nil {
		return err
	}
	tables := tableCache{tx: tx}
	if done, err := r.putBackAlike(tx, from, &tables); err != nil || done {
		if err != nil {
			return err
		}
		return r.end(tx, own, operation, label, nil)
	}
	entries, err := readEntries(tx, from, -1)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if r.skip[e.key] {
			continue
		}
		ok, err := tables.putBack(e)
		if err != nil {
			return fmt.Errorf("%s %s %s: %w", r.verb, e.key.kind, e.key.id, err)
		}
		if ok {
			r.touched[e.key] = true
			continue
		}
		r.leave(e.key)
		if r.touched[e.key] {
			return errAgain // Part of the row's changes are back already: all or none.
		}
	}
	if r.careful {
		if err := r.checkForeignKeys(tx); err != nil {
			return err
		}
	}
	return r.end(tx, own, operation, label, entries)
}

func (r *reversal) leave(key rowKey) {
	if !r.skip[key] {
		r.skip[key] = true
		r.order = append(r.order, key)
	}
}

// begin makes the operation that this undo or redo is, even if in the end no row could be put back: the next one
// goes by it.
func (r *reversal) begin(tx *Tx, operation int64, label string) (int64, error) {
	if _, err := tx.Exec(`PRAGMA defer_foreign_keys = ON`); err != nil {
		return 0, err
	}
	var err error
	if r.before, err = lastSeq(tx); err != nil {
		return 0, err
	}
	result, err := tx.Exec(`
		INSERT INTO operation (at, label, origin, verb, reverses, first_seq, last_seq)
		VALUES (?, ?, 'user', ?, ?, ?, ?)`, tx.now, label, r.verb, operation, r.before+1, r.before)
	if err != nil {
		return 0, fmt.Errorf("begin %s: %w", r.verb, err)
	}
	own, err := result.LastInsertId()
	if err != nil {
		return 0, err
	}
	_, err = tx.Exec(`UPDATE temp.journal SET operation = ?`, own)
	return own, err
}

func (r *reversal) end(tx *Tx, own, operation int64, label string, entries []entry) error {
	if _, err := tx.Exec(`UPDATE operation SET state = ? WHERE id = ?`, r.to, operation); err != nil {
		return fmt.Errorf("end %s: %w", r.verb, err)
	}
	last, err := lastSeq(tx)
	if err != nil {
		return err
	}
	if _, err := tx.Exec(`UPDATE operation SET last_seq = ? WHERE id = ?`, last, own); err != nil {
		return fmt.Errorf("end %s: %w", r.verb, err)
	}
	rows, err := rowsAfter(tx, r.before)
	if err != nil {
		return err
	}
	r.step.Label, r.step.Rows, r.step.Done = label, rows, true
	for _, key := range r.order {
		r.step.Skipped = append(r.step.Skipped, name(tx, key, entries))
	}
	return nil
}

// extent says where in the log an operation's entries are.
type extent struct{ operation, first, last int64 }

// extentOf finds what to put back: the operation itself, or the last undo or redo of it.
func extentOf(tx *Tx, operation int64) (extent, error) {
	var e extent
	err := tx.QueryRow(`
		SELECT id, first_seq, last_seq
		FROM operation
		WHERE id = (SELECT max(id) FROM operation WHERE id = ?1 OR reverses = ?1)`, operation).Scan(&e.operation, &e.first, &e.last)
	if err != nil {
		return e, fmt.Errorf("find the log of operation %d: %w", operation, err)
	}
	return e, nil
}

// readEntries gives an operation's entries, newest first; a limit below 0 is none.
func readEntries(tx *Tx, from extent, limit int) ([]entry, error) {
	rows, err := tx.Query(`
		SELECT kind, row, verb, before, after
		FROM change
		WHERE seq BETWEEN ? AND ?
			AND operation = ?
			AND before IS NOT '`+scrubbed+`'
		ORDER BY seq DESC
		LIMIT ?`, from.first, from.last, from.operation, limit)
	if err != nil {
		return nil, fmt.Errorf("read what was done: %w", err)
	}
	defer rows.Close()
	var all []entry
	for rows.Next() {
		var e entry
		var before, after sql.RawBytes
		if err := rows.Scan(&e.key.kind, &e.key.id, &e.verb, &before, &after); err != nil {
			return nil, fmt.Errorf("read what was done: %w", err)
		}
		if e.before, err = readRecord(before); err == nil {
			e.after, err = readRecord(after)
		}
		if err != nil {
			return nil, unreadableLog(err)
		}
		all = append(all, e)
	}
	return all, rows.Err()
}

// name gives the words a person knows a row by.
func name(tx *Tx, key rowKey, entries []entry) string {
	j, _ := journaledTable(key.kind)
	if j.title == "" {
		return j.word
	}
	var title string
	err := tx.QueryRow(`SELECT "`+j.title+`" FROM "`+j.table+`" WHERE id = ?`, key.id).Scan(&title)
	if err != nil || title == "" {
		for _, e := range entries {
			for _, row := range []record{e.after, e.before} {
				if text, ok := row.value(j.title).(string); ok && e.key == key && title == "" {
					title = text
				}
			}
		}
	}
	title = strings.Join(strings.Fields(title), " ")
	if title == "" {
		return j.word
	}
	if short := []rune(title); len(short) > 40 {
		title = string(short[:39]) + "…"
	}
	return j.word + " “" + title + "”"
}
