// Package review owns the weekly reviews a person has finished and the wins
// they keep. It never looks at the plan: what moved and what is stuck is put
// together in flow.
package review

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"northboard/backend/clock"
	"northboard/backend/fault"
	"northboard/backend/store"
)

// Review looks at every change after FromSeq, up to ToSeq.
type Review struct {
	ID       string         `json:"id"`
	Started  clock.Instant  `json:"started"`
	Finished *clock.Instant `json:"finished"`
	FromSeq  int64          `json:"fromSeq"`
	ToSeq    int64          `json:"toSeq"`
	Next     clock.Day      `json:"next"`
}

// Start begins a review where the last finished one ended. One that was begun
// and not finished is taken up again.
func Start(tx *store.Tx) (Review, error) {
	if open, ok, err := Current(tx); err != nil || ok {
		return open, err
	}
	last, _, err := Last(tx)
	if err != nil {
		return Review{}, err
	}
	r := Review{ID: tx.NewID(), Started: tx.Now(), FromSeq: last.ToSeq}
	if _, err := tx.Exec(`
		INSERT INTO review (id, started, from_seq)
		VALUES (?, ?, ?)`, r.ID, r.Started, r.FromSeq); err != nil {
		return Review{}, fmt.Errorf("start review: %w", err)
	}
	return r, nil
}

// Finish closes a review and dates the next.
func Finish(tx *store.Tx, id string, next clock.Day, toSeq int64) error {
	if !next.Valid() || !next.After(tx.Today()) {
		return fault.New(fault.Invalid, "The next review needs a day that is still to come. Nothing was changed; choose another day.").WithField("nextDay")
	}
	result, err := tx.Exec(`
		UPDATE review
		SET finished = ?, to_seq = ?, next = ?
		WHERE id = ? AND finished IS NULL`, tx.Now(), toSeq, next, id)
	if err != nil {
		return fmt.Errorf("finish review: %w", err)
	}
	n, err := result.RowsAffected()
	if err != nil {
		return fmt.Errorf("finish review: %w", err)
	}
	if n == 0 {
		return fault.New(fault.Conflict, "This review is finished already. Nothing was added twice.")
	}
	return nil
}

const columns = `id, started, finished, from_seq, coalesce(to_seq, 0), coalesce(next, '')`

// Last is the review that was finished last; false before the first.
func Last(tx *store.Tx) (Review, bool, error) {
	return find(tx, `
		SELECT `+columns+`
		FROM review
		WHERE finished IS NOT NULL
		ORDER BY finished DESC, to_seq DESC, id DESC
		LIMIT 1`)
}

// Latest lists the reviews that were finished, the newest first, at most limit.
func Latest(tx *store.Tx, limit int) ([]Review, error) {
	rows, err := tx.Query(`
		SELECT `+columns+`
		FROM review
		WHERE finished IS NOT NULL
		ORDER BY finished DESC, to_seq DESC, id DESC
		LIMIT ?`, limit)
	if err != nil {
		return nil, fmt.Errorf("list reviews: %w", err)
	}
	defer rows.Close()
	all := []Review{}
	for rows.Next() {
		var r Review
		if err := rows.Scan(&r.ID, &r.Started, &r.Finished, &r.FromSeq, &r.ToSeq, &r.Next); err != nil {
			return nil, fmt.Errorf("list reviews: %w", err)
		}
		all = append(all, r)
	}
	return all, rows.Err()
}

// Current is the review that was begun and not finished; false without one.
func Current(tx *store.Tx) (Review, bool, error) {
	return find(tx, `
		SELECT `+columns+`
		FROM review
		WHERE finished IS NULL
		ORDER BY started DESC, id DESC
		LIMIT 1`)
}

func find(tx *store.Tx, query string) (r Review, ok bool, err error) {
	err = tx.QueryRow(query).Scan(&r.ID, &r.Started, &r.Finished, &r.FromSeq, &r.ToSeq, &r.Next)
	if errors.Is(err, sql.ErrNoRows) {
		return Review{}, false, nil
	}
	if err != nil {
		return Review{}, false, fmt.Errorf("find review: %w", err)
	}
	return r, true, nil
}

// Win is something that went well and is worth keeping.
type Win struct {
	ID       string        `json:"id"`
	Text     string        `json:"text"`
	Day      clock.Day     `json:"day"`
	GoalID   string        `json:"goalId"`
	ReviewID string        `json:"reviewId"`
	Created  clock.Instant `json:"created"`
}

// WinDraft is a new win, of today.
type WinDraft struct {
	Text     string `json:"text"`
	GoalID   string `json:"goalId"`
	ReviewID string `json:"reviewId"`
}

const longestWin = 2000

// AddWin keeps a win.
func AddWin(tx *store.Tx, draft WinDraft) (Win, error) {
	w := Win{
		ID: tx.NewID(), Text: strings.TrimSpace(draft.Text), Day: tx.Today(),
		GoalID: draft.GoalID, ReviewID: draft.ReviewID, Created: tx.Now(),
	}
	if w.Text == "" {
		return Win{}, fault.New(fault.Invalid, "A win needs a few words. Nothing was changed; write what went well.").WithField("win")
	}
	if utf8.RuneCountInString(w.Text) > longestWin {
		return Win{}, fault.Newf(fault.TooLarge, "That is too long for a win. Nothing was changed; keep it under %d letters.", longestWin).WithField("win")
	}
	if _, err := tx.Exec(`
		INSERT INTO win (id, text, day, goal_id, review_id, created)
		VALUES (?, ?, ?, nullif(?, ''), nullif(?, ''), ?)`,
		w.ID, w.Text, w.Day, w.GoalID, w.ReviewID, w.Created); err != nil {
		return Win{}, fmt.Errorf("add win: %w", err)
	}
	return w, nil
}

// Wins lists the newest first, at most limit. A goal's id lists its own, ""
// all.
func Wins(tx *store.Tx, goalID string, limit int) ([]Win, error) {
	rows, err := tx.Query(`
		SELECT id, text, day, coalesce(goal_id, ''), coalesce(review_id, ''), created
		FROM win
		WHERE ? IN ('', goal_id)
		ORDER BY day DESC, created DESC, id DESC
		LIMIT ?`, goalID, limit)
	if err != nil {
		return nil, fmt.Errorf("list wins: %w", err)
	}
	defer rows.Close()
	wins := []Win{}
	for rows.Next() {
		var w Win
		if err := rows.Scan(&w.ID, &w.Text, &w.Day, &w.GoalID, &w.ReviewID, &w.Created); err != nil {
			return nil, fmt.Errorf("read win: %w", err)
		}
		wins = append(wins, w)
	}
	return wins, rows.Err()
}
