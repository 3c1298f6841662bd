package flow

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"northboard/backend/clock"
	"northboard/backend/review"
	"northboard/backend/store"
)

// mostPast is how many finished reviews are told of.
const mostPast = 26

// PastReview is a finished review: what it looked at and what it came to.
type PastReview struct {
	ID      string       `json:"id"`
	Day     clock.Day    `json:"day"`
	NextDay clock.Day    `json:"nextDay"`
	Moved   []MovedGoal  `json:"moved"` // none where the log of that time is folded
	Steps   []string     `json:"steps"` // the next steps that were chosen, as they were called
	Wins    []review.Win `json:"wins"`  // kept in it, or since the one before
}

// PastReviews reads the finished reviews, the newest first.
func (f *Flow) PastReviews(ctx context.Context) ([]PastReview, error) {
	return read(ctx, f, pastReviews)
}

func pastReviews(tx *store.Tx) ([]PastReview, error) {
	// One more than is told: it says since when the oldest looks back.
	reviews, err := review.Latest(tx, mostPast+1)
	if err != nil {
		return nil, err
	}
	all := []PastReview{}
	if len(reviews) == 0 {
		return all, nil
	}
	entries, err := store.Log(tx, reviews[min(len(reviews), mostPast)-1].FromSeq)
	if err != nil {
		return nil, err
	}
	wins, err := review.Wins(tx, "", 500)
	if err != nil {
		return nil, err
	}
	for i, r := range reviews[:min(len(reviews), mostPast)] {
		var before clock.Instant
		if i+1 < len(reviews) {
			before = *reviews[i+1].Finished
		}
		past := PastReview{ID: r.ID, Day: dayIn(tx, *r.Finished), NextDay: r.Next, Wins: []review.Win{}}
		for _, w := range wins {
			if w.ReviewID == r.ID || w.ReviewID == "" && w.Created > before && w.Created <= *r.Finished {
				past.Wins = append(past.Wins, w)
			}
		}
		if past.Moved, err = movedIn(tx, slices.Clone(between(entries, r.FromSeq, r.ToSeq)), *r.Finished); err != nil {
			return nil, err
		}
		if past.Steps, err = stepsOf(entries, r.ID); err != nil {
			return nil, err
		}
		all = append(all, past)
	}
	return all, nil
}

// between gives the entries after one point of the log, up to another. Entries come in their order.
func between(entries []store.Entry, after, until int64) []store.Entry {
	at := func(seq int64) int {
		i, _ := slices.BinarySearchFunc(entries, seq+1, func(e store.Entry, seq int64) int { return cmp.Compare(e.Seq, seq) })
		return i
	}
	return entries[at(after):max(at(after), at(until))]
}

// stepsOf names the tasks that were made with a review.
func stepsOf(entries []store.Entry, id string) ([]string, error) {
	steps := []string{}
	own := slices.IndexFunc(entries, func(e store.Entry) bool { return e.Kind == "review" && e.Row == id && e.Verb == "insert" })
	if own < 0 {
		return steps, nil
	}
	for _, e := range entries[own:] {
		if e.Operation != entries[own].Operation {
			break
		}
		if e.Kind != "task" || e.Verb != "insert" {
			continue
		}
		var task struct {
			Title string `json:"title"`
		}
		if err := json.Unmarshal(e.After, &task); err != nil {
			return nil, fmt.Errorf("read a step of a review: %w", err)
		}
		steps = append(steps, task.Title)
	}
	return steps, nil
}
