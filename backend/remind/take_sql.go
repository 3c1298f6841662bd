package remind

// Rules of taking:
// - What is due is taken by whoever claims it first; what is taken is shown once, by the taker.
// - What was missed, and what is more than a person wants to see pop up at once, comes as one digest. Its members
//   are digested in the same transaction, so no second digest can hold them.
// - A digest that was not shown is not tried again: its members are in the Inbox.

import (
	"fmt"

	"northboard/backend/clock"
	"northboard/backend/store"
)

// Waiting says what there is to take: when the earliest comes due, and since when the oldest claim has stood.
type Waiting struct {
	Due, Claimed *clock.Instant
}

// WaitingAt is the cheap question of every tick.
func WaitingAt(tx *store.Tx) (Waiting, error) {
	var w Waiting
	err := tx.QueryRow(`
		SELECT (SELECT min(due) FROM occurrence WHERE state = 'due'),
		       (SELECT min(claimed) FROM occurrence WHERE state = 'claimed')`).Scan(&w.Due, &w.Claimed)
	if err != nil {
		return w, fmt.Errorf("read what is waiting: %w", err)
	}
	return w, nil
}

// Take claims for who everything that is due, and gives what is to be shown now, in the order it came due. Call
// Materialise before it in the same transaction, so that nothing is shown whose reason is gone.
func Take(tx *store.Tx, who string) ([]Occurrence, error) {
	due, err := list(tx, `WHERE o.state = 'due' AND o.due <= ? ORDER BY o.due, o.key LIMIT ?`, tx.Now(), mostAtATime)
	if err != nil {
		return nil, err
	}
	missed, ready := []Occurrence{}, []Occurrence{}
	for _, o := range due {
		if tx.Now().Sub(o.Due) > MissedAfter {
			missed = append(missed, o)
		} else {
			ready = append(ready, o)
		}
	}
	away := len(missed) > 0
	if len(ready) > MostAtOnce {
		missed, ready = append(missed, ready...), nil
	}
	taken := []Occurrence{}
	if len(missed) > 0 {
		digest, err := gather(tx, missed, away, who)
		if err != nil {
			return nil, err
		}
		taken = append(taken, digest)
	}
	for _, o := range ready {
		ours, err := Claim(tx, o.ID, who)
		if err != nil {
			return nil, err
		}
		if ours {
			taken = append(taken, o)
		}
	}
	return taken, nil
}

// gather makes the one digest of these members and of what is in doubt since the last one.
func gather(tx *store.Tx, members []Occurrence, away bool, who string) (Occurrence, error) {
	doubtful, err := list(tx, `
		WHERE o.state = 'digested'
		  AND o.doubtful = 1
		  AND o.digest_id IS NULL
		  AND (o.kind = 'review' OR EXISTS (SELECT 1 FROM task t WHERE t.id = o.subject AND t.done IS NULL))
		ORDER BY o.due, o.key`)
	if err != nil {
		return Occurrence{}, err
	}
	members = append(doubtful, members...)
	now := tx.Now()
	title, body := digestWords(members, away, now, tx.Location())
	digest := Occurrence{
		Key: KindDigest + "/" + members[len(members)-1].Key, Kind: KindDigest, Title: title, Body: body,
		Due: now, State: Claimed, Claimed: &now, ClaimedBy: who,
	}
	if len(members) == 1 {
		digest.Subject = members[0].Route()
	}
	if added, err := insert(tx, &digest); err != nil || !added {
		return digest, fmt.Errorf("make the digest %s (there already: %v): %w", digest.Key, !added, err)
	}
	for _, o := range members {
		_, err := tx.Exec(`
			UPDATE occurrence
			SET state = 'digested', digest_id = ?
			WHERE id = ? AND state IN ('due', 'digested')`, digest.ID, o.ID)
		if err != nil {
			return digest, fmt.Errorf("put an occurrence into the digest: %w", err)
		}
	}
	return digest, nil
}
