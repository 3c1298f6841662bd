// Package search finds anything in the library by a few words: aspirations, goals, milestones, tasks, readings, what
// lies on the boards, boards, pictures and wins. It owns the index, which lives in memory and is made from the library,
// and how words are folded and ranked.
//
// It never writes to the library: there is no trace of a search in it, and nothing in it that would have to be
// journaled, migrated, restored or erased. What changed since the last search is taken in before the next one answers,
// so that undo, an import or another process are never ahead of it.
package search

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"northboard/backend/store"
)

// schema keeps no text: what is shown is read from the library, as it is now.
const schema = `
CREATE TABLE doc (
  rowid  INTEGER PRIMARY KEY,
  kind   TEXT NOT NULL,
  id     TEXT NOT NULL,
  weight REAL NOT NULL,
  UNIQUE (kind, id)
);
CREATE VIRTUAL TABLE word USING fts5(title, body, content='', contentless_delete=1, prefix='1 2 3', tokenize='unicode61 remove_diacritics 2');
`

// Index is what the search looks in. It is safe for concurrent use. The zero Index is empty and fills when it is first
// used: about a second for the largest libraries, nothing to notice for others.
type Index struct {
	mu      sync.Mutex
	scratch *store.Scratch
	seq     int64
	next    int64 // number of the next row within its kind
}

// Hit is a row that was found, the best first.
type Hit struct {
	Kind  string
	ID    string
	score float64 // less is better
}

// most is how many matches are weighed. They are taken kind by kind, aspirations first, so that a single letter in a
// large library is answered as quickly as a word.
const most = 3000

// Refresh takes in what changed in the library.
func (x *Index) Refresh(tx *store.Tx) error {
	x.mu.Lock()
	defer x.mu.Unlock()
	if err := x.refresh(tx); err != nil {
		// What was half done is not gone on with.
		x.drop()
		return err
	}
	return nil
}

func (x *Index) refresh(tx *store.Tx) error {
	if x.scratch == nil {
		scratch, err := store.OpenScratch(schema)
		if err != nil {
			return err
		}
		x.scratch, x.seq = scratch, -1
	}
	changed, err := store.ChangesIn(tx, x.seq)
	if err != nil {
		return err
	}
	if changed.To == x.seq && !changed.All {
		return nil
	}
	err = x.scratch.Do(tx.Context(), func(in *store.Tx) error {
		for _, s := range sources {
			ids, whole := changedOf(changed, s.kind)
			if !whole && len(ids) == 0 {
				continue
			}
			if err := x.replace(tx, in, s, ids, whole); err != nil {
				return fmt.Errorf("index %s: %w", s.kind, err)
			}
		}
		return nil
	})
	x.seq = changed.To
	return err
}

// changedOf gives the rows of a kind to look at again, or that all of them are.
func changedOf(changed store.Changed, kind string) (ids []string, whole bool) {
	if changed.All {
		return nil, true
	}
	for _, r := range changed.Rows {
		if r.Kind != kind {
			continue
		}
		if r.ID == "" {
			return nil, true
		}
		ids = append(ids, r.ID)
	}
	return ids, false
}

// Close frees the memory. The index fills again when it is used again.
func (x *Index) Close() {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.drop()
}

func (x *Index) drop() {
	if x.scratch != nil {
		_ = x.scratch.Close() // It is in memory: there is nothing to lose.
	}
	x.scratch, x.seq, x.next = nil, 0, 0
}

// Match finds the rows that have every word of a query, each word at the beginning of one of theirs.
func (x *Index) Match(ctx context.Context, query string, limit int) ([]Hit, error) {
	expression := expressionOf(query)
	if expression == "" || limit <= 0 {
		return []Hit{}, nil
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.scratch == nil {
		return []Hit{}, nil
	}
	hits := []Hit{}
	err := x.scratch.Do(ctx, func(tx *store.Tx) error {
		rows, err := tx.Query(`
			SELECT doc.kind, doc.id, m.score * doc.weight AS score
			FROM (SELECT rowid, bm25(word, 8.0, 1.0) AS score FROM word WHERE word MATCH ? LIMIT ?) AS m
			JOIN doc ON doc.rowid = m.rowid
			ORDER BY score, doc.rowid
			LIMIT ?`, expression, most, limit)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var h Hit
			if err := rows.Scan(&h.Kind, &h.ID, &h.score); err != nil {
				return err
			}
			hits = append(hits, h)
		}
		return rows.Err()
	})
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	return hits, nil
}

// longestQuery is the number of runes of a query that are looked at.
const longestQuery = 200

// expressionOf writes a query as FTS5 wants it: every word in quotes, with a star. Nothing that is typed is an operator.
func expressionOf(query string) string {
	if r := []rune(query); len(r) > longestQuery {
		query = string(r[:longestQuery])
	}
	parts := []string{}
	for _, word := range words(query) {
		part := `"` + strings.Join(word, " ") + `"`
		if !isAlone([]rune(word[len(word)-1])[0]) {
			part += "*"
		}
		if !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " ")
}
