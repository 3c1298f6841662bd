package flow

import (
	"context"
	"slices"

	"northboard/backend/clock"
	"northboard/backend/picture"
	"northboard/backend/plan"
	"northboard/backend/remind"
	"northboard/backend/store"
	"northboard/backend/trash"
)

// TrashPage is a stretch of the trash, the newest first.
type TrashPage struct {
	Entries []trash.Entry `json:"entries"`
	Found   int           `json:"found"` // entries that the query finds
	All     int           `json:"all"`   // entries in the trash
}

// Trash gives entries that a query finds, from a place on; "" finds all.
func (f *Flow) Trash(ctx context.Context, query string, from, limit int) (TrashPage, error) {
	return read(ctx, f, func(tx *store.Tx) (TrashPage, error) {
		all, err := trashEntries(tx)
		if err != nil {
			return TrashPage{}, err
		}
		found := trash.Search(all, query)
		page := TrashPage{Entries: []trash.Entry{}, Found: len(found), All: len(all)}
		from = min(max(from, 0), len(found))
		for _, e := range found[from:min(from+max(limit, 0), len(found))] {
			page.Entries = append(page.Entries, *e)
		}
		return page, nil
	})
}

func trashEntries(tx *store.Tx) ([]*trash.Entry, error) {
	entries, err := trash.Read(tx)
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	pictures, goals, aspirations := trash.Wanted(entries)
	infos, err := picture.ByIDs(tx, pictures)
	if err != nil {
		return nil, err
	}
	for _, p := range infos {
		names[p.ID] = p.Name
	}
	named, err := plan.GoalsByID(tx, goals)
	if err != nil {
		return nil, err
	}
	for _, g := range named {
		names[g.ID] = g.Title
	}
	if len(aspirations) > 0 {
		all, err := plan.Aspirations(tx)
		if err != nil {
			return nil, err
		}
		for _, a := range all {
			names[a.ID] = a.What
		}
	}
	trash.Name(entries, names)
	return entries, nil
}

// PutBackResult says what came back.
type PutBackResult struct {
	Label string   `json:"label"` // what Undo calls it; "" when nothing came back
	Left  []string `json:"left"`  // what could not come back and why, a sentence each
}

// PutBack puts one entry of the trash back, whatever was done since. It is one step to undo.
func (f *Flow) PutBack(ctx context.Context, id int64) (PutBackResult, error) {
	entry, err := read(ctx, f, func(tx *store.Tx) (*trash.Entry, error) {
		entries, err := trashEntries(tx)
		if err != nil {
			return nil, err
		}
		return trash.Of(entries, id)
	})
	if err != nil {
		return PutBackResult{}, err
	}
	return write(ctx, f, entry.PutBackLabel(), func(tx *store.Tx) (PutBackResult, error) {
		back, left, err := store.PutBack(tx, id)
		if err != nil {
			return PutBackResult{}, err
		}
		result := PutBackResult{Left: trash.Reasons(left)}
		if len(back) > 0 {
			result.Label = entry.PutBackLabel()
		}
		return result, plan.KeepNorthStar(tx, idsOf(back, "aspiration"))
	})
}

func idsOf(rows []store.Row, kind string) []string {
	ids := []string{}
	for _, r := range rows {
		if r.Kind == kind {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

func allIDs(rows []store.Row) []string {
	ids := make([]string, len(rows))
	for i, r := range rows {
		ids[i] = r.ID
	}
	return ids
}

// Erased says what was erased, for what is to be done outside the database.
type Erased struct {
	Entries  int
	Pictures []string      // whose files are to go
	Since    clock.Instant // the library has had it since
}

// TrashSince gives since when the library has had what an entry holds; 0 is for the whole trash.
func (f *Flow) TrashSince(ctx context.Context, id int64) (clock.Instant, error) {
	return read(ctx, f, func(tx *store.Tx) (clock.Instant, error) {
		entries, err := toErase(tx, id)
		if err != nil {
			return 0, err
		}
		return store.FirstSeen(tx, rowsOf(entries))
	})
}

// Erase erases one entry of the trash for good, or with 0 all of them: from the log, from what was reminded of, and the
// pictures that nothing else names. Undo cannot help.
func (f *Flow) Erase(ctx context.Context, id int64) (Erased, error) {
	// The person decided, but there is no step to take back: so it is none of theirs to undo.
	return writeOp(ctx, f, store.Op{Label: "Erase for good", Origin: store.Agent}, func(tx *store.Tx) (Erased, error) {
		done := Erased{Pictures: []string{}}
		entries, err := toErase(tx, id)
		if err != nil {
			return done, err
		}
		rows := rowsOf(entries)
		if done.Since, err = store.FirstSeen(tx, rows); err != nil {
			return done, err
		}
		done.Entries = len(entries)
		if err := store.Erase(tx, rows); err != nil {
			return done, err
		}
		if err := remind.Erase(tx, allIDs(rows)); err != nil {
			return done, err
		}
		named, err := store.NamedRows(tx, "picture")
		if err != nil {
			return done, err
		}
		for _, e := range entries {
			for _, p := range e.Pictures {
				if !named[p] && !slices.Contains(done.Pictures, p) {
					done.Pictures = append(done.Pictures, p)
				}
			}
		}
		if err := picture.Forget(tx, done.Pictures); err != nil {
			return done, err
		}
		rows = rows[:0:0]
		for _, p := range done.Pictures {
			rows = append(rows, store.Row{Kind: "picture", ID: p})
		}
		return done, store.Erase(tx, rows)
	})
}

func toErase(tx *store.Tx, id int64) ([]*trash.Entry, error) {
	entries, err := trash.Read(tx)
	if err != nil || id == 0 {
		return entries, err
	}
	one, err := trash.Of(entries, id)
	return []*trash.Entry{one}, err
}

func rowsOf(entries []*trash.Entry) []store.Row {
	rows := []store.Row{}
	for _, e := range entries {
		rows = append(rows, e.Rows...)
	}
	return rows
}

// ForgetUnused takes the rows of pictures that nothing names out of the library, besides those that keep has, and says
// how many there were.
func (f *Flow) ForgetUnused(ctx context.Context, keep map[string]bool) (int, error) {
	op := store.Op{Label: "Put unused pictures into the bin", Origin: store.Agent}
	return writeOp(ctx, f, op, func(tx *store.Tx) (int, error) {
		unused, err := picture.Unused(tx, keep)
		if err != nil {
			return 0, err
		}
		const atOnce = 200
		unused = unused[:min(len(unused), atOnce)]
		return len(unused), picture.Forget(tx, unused)
	})
}
