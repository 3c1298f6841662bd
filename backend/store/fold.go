package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"northboard/backend/clock"
)

// Rules of folding, which keeps the log from growing for ever:
//
//   - What is older than FoldAfter becomes one entry for each row and day: what the row was when the day began and what
//     it was when it ended, under the operation that touched it last. The entry keeps the number of the last it stands
//     for. A row that ended as it began has none. Days are those of the place where the person is now.
//   - An operation of which something is in the trash is kept whole, and what lies before and after it is folded apart.
//     So folding takes nothing out of the trash.
//   - Undo and redo end at the fold: its operations leave the stack before the first entry is touched. The last
//     keepSteps things the person did stay, whatever the clock says: a clock that jumps a year ahead costs no step.
//   - Rows are only read. Reads do not wait; writers wait for a batch of at most foldBatch entries, and there is a pause
//     between batches. Killed at any point the log is consistent, and the next Fold goes on. Two processes may fold at
//     the same time: each batch looks at its entries again.
const (
	FoldAfter = 90 * 24 * time.Hour
	foldBatch = 500
	foldPause = 4 * time.Millisecond
)

// keepSteps is set by tests, which do not do as much.
var keepSteps = 100

// The settings that folding keeps: up to which entry entries may have been merged, and up to which it is done.
const (
	foldedSetting   = "fold.begun"
	foldDoneSetting = "fold.done"
)

// Folded says what a Fold did.
type Folded struct {
	To      int64 // The last entry that was looked at.
	Before  int   // Entries up to there, of those not folded earlier.
	After   int   // Entries that are left of them.
	Batches int   // Transactions that it took.
}

// FoldDone gives the entry up to which the log is folded: what lies before is older than FoldAfter, and is none of the
// last things that the person did.
func FoldDone(tx *Tx) (int64, error) { return seqSetting(tx, foldDoneSetting) }

// foldedTo gives the entry up to which the log may be folded.
func foldedTo(tx *Tx) (int64, error) { return seqSetting(tx, foldedSetting) }

func seqSetting(tx *Tx, key string) (int64, error) {
	text, err := SettingIn(tx, key)
	if err != nil || text == "" {
		return 0, err
	}
	seq, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0, nil //nolint:nilerr // Not a number of ours: as if nothing was folded yet.
	}
	return seq, nil
}

// Fold folds what is old enough. It ends early, and without harm, when ctx ends.
func (s *Store) Fold(ctx context.Context) (Folded, error) {
	var plan foldPlan
	err := s.Read(ctx, func(tx *Tx) (err error) {
		plan, err = planFold(tx)
		return err
	})
	if err != nil || plan.to <= plan.from {
		return Folded{}, err
	}
	done := Folded{To: plan.to, Before: plan.entries, After: plan.entries}
	write := func(fn func(tx *Tx) error) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := s.WriteQuiet(ctx, fn); err != nil {
			return err
		}
		done.Batches++
		return pauseFor(ctx, foldPause)
	}
	for ended := false; !ended; {
		if err := write(func(tx *Tx) (err error) {
			ended, err = endStack(tx, plan.to)
			return err
		}); err != nil {
			return done, err
		}
	}
	for batch := range plan.batches() {
		gone := 0
		if err := write(func(tx *Tx) (err error) {
			gone, err = foldGroups(tx, batch, plan.to)
			return err
		}); err != nil {
			return done, err
		}
		done.After -= gone
	}
	for batch := range slices.Chunk(plan.operations, foldBatch) {
		if err := write(func(tx *Tx) error { return dropEmpty(tx, batch) }); err != nil {
			return done, err
		}
	}
	return done, write(func(tx *Tx) error { return SetSettingIn(tx, foldDoneSetting, strconv.FormatInt(plan.to, 10)) })
}

func pauseFor(ctx context.Context, pause time.Duration) error {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// foldPlan is what is to be folded, read at one moment. Entries are named by number only: the log may have 200,000.
type foldPlan struct {
	from, to   int64
	entries    int
	groups     [][]int64 // The entries of a row and day, oldest first; two or more, or one that was scrubbed.
	operations []int64   // Those that may be left without an entry.
}

// add plans to merge entries. Of very many, each lot begins with the entry that the lot before it was merged into.
func (p *foldPlan) add(group []int64) {
	for len(group) > foldBatch {
		p.groups = append(p.groups, group[:foldBatch])
		group = group[foldBatch-1:]
	}
	p.groups = append(p.groups, group)
}

// batches puts groups together until they have foldBatch entries.
func (p foldPlan) batches() func(yield func([][]int64) bool) {
	return func(yield func([][]int64) bool) {
		for rest := p.groups; len(rest) > 0; {
			n, entries := 0, 0
			for n < len(rest) && (n == 0 || entries+len(rest[n]) <= foldBatch) {
				entries += len(rest[n])
				n++
			}
			if !yield(rest[:n]) {
				return
			}
			rest = rest[n:]
		}
	}
}

func planFold(tx *Tx) (p foldPlan, err error) {
	if p.from, err = seqSetting(tx, foldDoneSetting); err != nil {
		return p, err
	}
	if p.to, err = foldEnd(tx); err != nil || p.to <= p.from {
		return p, err
	}
	kept, err := keptWhole(tx)
	if err != nil {
		return p, err
	}
	rows, err := tx.Query(`
		SELECT c.seq, c.operation, coalesce(o.reverses, o.id), o.at, c.kind, c.row, c.before IS '`+scrubbed+`'
		FROM change AS c
		JOIN operation AS o ON o.id = c.operation
		WHERE c.seq > ?
			AND c.seq <= ?
		ORDER BY c.seq`, p.from, p.to)
	if err != nil {
		return p, fmt.Errorf("look for what to fold: %w", err)
	}
	defer rows.Close()
	type rowDay struct {
		rowKey
		day clock.Day
	}
	open := map[rowDay][]int64{}
	operations := map[int64]bool{}
	closeGroup := func(key rowDay) {
		if len(open[key]) > 1 {
			p.add(open[key])
		}
		delete(open, key)
	}
	days := dayCache{tx: tx}
	for rows.Next() {
		var seq, operation, base int64
		var at clock.Instant
		var key rowDay
		var erased bool
		if err := rows.Scan(&seq, &operation, &base, &at, &key.kind, &key.id, &erased); err != nil {
			return p, fmt.Errorf("look for what to fold: %w", err)
		}
		p.entries++
		key.day = days.of(at)
		switch {
		case erased:
			closeGroup(key)
			p.add([]int64{seq})
		case kept[operation]:
			closeGroup(key)
		default:
			open[key] = append(open[key], seq)
		}
		if !kept[operation] {
			operations[base] = true
		}
	}
	for _, key := range slices.SortedFunc(maps.Keys(open), func(a, b rowDay) int { return int(open[a][0] - open[b][0]) }) {
		closeGroup(key)
	}
	p.operations = slices.Sorted(maps.Keys(operations))
	return p, rows.Err()
}

// dayCache remembers the last day: entries come in the order of time, and a day costs more than all else of an entry.
type dayCache struct {
	tx *Tx
	at clock.Instant
	is clock.Day
}

func (d *dayCache) of(at clock.Instant) clock.Day {
	if d.is == "" || d.at != at {
		d.at, d.is = at, at.Day(d.tx.Location())
	}
	return d.is
}

// foldEnd gives the last entry that is old enough, together with all the entries before it.
func foldEnd(tx *Tx) (int64, error) {
	var end int64
	// An operation of the future is one that a clock gone wrong has dated; it does not hold up the fold.
	err := tx.QueryRow(`
		SELECT min(
			coalesce((SELECT min(first_seq) - 1 FROM operation WHERE at > ?1 AND at <= ?2), (SELECT max(seq) FROM change), 0),
			coalesce((SELECT first_seq - 1 FROM operation WHERE origin = 'user' AND verb = 'do' ORDER BY id DESC LIMIT 1 OFFSET ?3), 0))`,
		tx.now.Add(-FoldAfter), tx.now, keepSteps-1).Scan(&end)
	for err == nil {
		// A burst can have others' entries among its own: it is folded with them or not at all.
		var cut *int64
		err = tx.QueryRow(`
			SELECT min(first_seq) - 1
			FROM operation
			WHERE first_seq <= ?1
				AND last_seq > ?1`, end).Scan(&cut)
		if err == nil && cut == nil {
			return end, nil
		}
		if err == nil {
			end = *cut
		}
	}
	return 0, fmt.Errorf("look how far to fold: %w", err)
}

// keptWhole gives the operations of which something is in the trash, with their undos and redos.
func keptWhole(tx *Tx) (map[int64]bool, error) {
	gone, err := Deleted(tx)
	if err != nil {
		return nil, err
	}
	kept := map[int64]bool{}
	for _, d := range gone {
		kept[d.Operation] = true
	}
	rows, err := tx.Query(`SELECT id, reverses FROM operation WHERE reverses IS NOT NULL`)
	if err != nil {
		return nil, fmt.Errorf("look for what to fold: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var id, of int64
		if err := rows.Scan(&id, &of); err != nil {
			return nil, fmt.Errorf("look for what to fold: %w", err)
		}
		if kept[of] {
			kept[id] = true
		}
	}
	return kept, rows.Err()
}

// endStack takes operations up to an entry out of the undo stack, unless their last undo or redo is younger: that can
// still be reversed. It says whether all are out.
func endStack(tx *Tx, to int64) (bool, error) {
	result, err := tx.Exec(`
		UPDATE operation
		SET state = 'dropped'
		WHERE id IN (
			SELECT o.id
			FROM operation AS o
			WHERE o.origin = 'user'
				AND o.verb = 'do'
				AND o.state IN ('done', 'undone')
				AND o.last_seq <= ?1
				AND NOT EXISTS (SELECT 1 FROM operation AS r WHERE r.reverses = o.id AND r.last_seq > ?1)
			ORDER BY o.id
			LIMIT ?2)`, to, foldBatch)
	if err != nil {
		return false, fmt.Errorf("end the undo stack: %w", err)
	}
	n, err := result.RowsAffected()
	return n < foldBatch, err
}

// dropEmpty deletes operations that have no entry any more. One that was undone or redone goes together with those
// that did so, or what was undone would seem in force.
func dropEmpty(tx *Tx, operations []int64) error {
	for _, id := range operations {
		_, err := tx.Exec(`
			DELETE FROM operation
			WHERE (id = ?1 OR reverses = ?1)
				AND (SELECT verb FROM operation WHERE id = ?1) = 'do'
				AND NOT EXISTS (
					SELECT 1
					FROM operation AS o
					WHERE (o.id = ?1 OR o.reverses = ?1)
						AND (o.state <> 'dropped' AND o.verb = 'do' AND o.origin = 'user'
							OR EXISTS (SELECT 1 FROM change AS c WHERE c.seq BETWEEN o.first_seq AND o.last_seq AND c.operation = o.id)))`, id)
		if err != nil {
			return fmt.Errorf("drop an operation that is folded: %w", err)
		}
	}
	return nil
}

// errUneven says that entries do not follow from each other; they are left as they are.
var errUneven = errors.New("entries do not follow from each other")

// foldGroups folds the groups of a batch and gives how many entries less there are.
func foldGroups(tx *Tx, groups [][]int64, to int64) (int, error) {
	var all []int64
	for _, group := range groups {
		all = append(all, group...)
	}
	found, err := rawEntries(tx, all)
	if err != nil {
		return 0, err
	}
	drop := []int64{}
	for _, group := range groups {
		// Another process may have merged or erased some in between; what is left of them still follows from each other.
		entries := make([]rawEntry, 0, len(group))
		for _, seq := range group {
			if e, ok := found[seq]; ok {
				entries = append(entries, e)
			}
		}
		if len(entries) == 0 {
			continue
		}
		merged, keep, err := mergeEntries(entries)
		if errors.Is(err, errUneven) {
			continue
		}
		if err != nil {
			return 0, unreadableLog(err)
		}
		last := len(entries) - 1
		if !keep && entries[last].byAgent && len(entries) > 1 && entries[last].verb == "delete" {
			// What the clock deleted must not come up in the trash through an older deletion.
			text := scrubbed
			merged, keep = rawEntry{verb: "delete", before: &text}, true
		}
		if keep {
			if _, err := tx.Exec(`UPDATE change SET verb = ?, before = ?, after = ? WHERE seq = ?`, merged.verb, merged.before, merged.after, entries[last].seq); err != nil {
				return 0, fmt.Errorf("fold: %w", err)
			}
			entries = entries[:last]
		}
		for _, e := range entries {
			drop = append(drop, e.seq)
		}
	}
	list, err := json.Marshal(drop)
	if err != nil {
		return 0, err
	}
	if _, err := tx.Exec(`DELETE FROM change WHERE seq IN (SELECT value FROM json_each(?))`, string(list)); err != nil {
		return 0, fmt.Errorf("fold: %w", err)
	}
	gone := len(drop)
	begun, err := foldedTo(tx)
	if err != nil || begun >= to {
		return gone, err
	}
	return gone, SetSettingIn(tx, foldedSetting, strconv.FormatInt(to, 10))
}
