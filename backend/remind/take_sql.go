package remind

// Rules of taking:
// - What is due is taken by whoever claims it first; what is taken is shown once, by the taker.
// - What was missed, what waited for the end of a quiet time, and what is more than a person wants to see pop up at
//   once, comes as one digest. Its members are digested in the same transaction, so no second digest can hold them.
// - A digest that was not shown is not tried again: its members are in the Inbox.

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"northboard/backend/clock"
	"northboard/backend/store"
)

// Waiting says what there is to take: when the earliest comes due that nothing holds back, whether something is held
// back, why, and since when the oldest claim has stood.
type Waiting struct {
	Due, Held, Claimed *clock.Instant
	Hush               *Hush // nil also when nothing is held back
}

// WaitingAt is the cheap question of every tick.
func WaitingAt(tx *store.Tx) (Waiting, error) {
	var w Waiting
	err := tx.QueryRow(`
		SELECT (SELECT min(due) FROM occurrence WHERE state = 'due' AND held = 0),
		       (SELECT min(due) FROM occurrence WHERE state = 'due' AND held = 1),
		       (SELECT min(claimed) FROM occurrence WHERE state = 'claimed')`).Scan(&w.Due, &w.Held, &w.Claimed)
	if err != nil {
		return w, fmt.Errorf("read what is waiting: %w", err)
	}
	if w.Held != nil {
		w.Hush, err = HushAt(tx)
	}
	return w, err
}

// shownLately is how long a notification is taken to be on the screen when it is counted how many are.
const shownLately = time.Minute

// Take claims for who everything that is due, and gives what is to be shown now, in the order it came due. Call
// Materialise before it in the same transaction, so that nothing is shown whose reason is gone. dnd says that the
// desktop is told not to disturb.
func Take(tx *store.Tx, who string, dnd bool, more ...Source) ([]Occurrence, error) {
	due, err := list(tx, `WHERE o.state = 'due' AND o.due <= ? ORDER BY o.due, o.key`, tx.Now())
	if err != nil || len(due) == 0 {
		return []Occurrence{}, err
	}
	hush, err := HushAt(tx)
	if err != nil {
		return nil, err
	}
	missed, ready, back, away := []Occurrence{}, []Occurrence{}, []Occurrence{}, false
	for _, o := range due {
		late := tx.Now().Sub(o.Due) > MissedAfter
		switch {
		case !hush.passes(o.Kind, dnd):
			if !o.Held {
				back = append(back, o)
			}
		case o.Held:
			missed = append(missed, o)
		case late:
			missed, away = append(missed, o), true
		default:
			ready = append(ready, o)
		}
	}
	if err := hold(tx, back); err != nil {
		return nil, err
	}
	var lately int
	err = tx.QueryRow(`
		SELECT count(*) FROM occurrence WHERE state = 'shown' AND shown > ? AND shown <= ?`, tx.Now().Add(-shownLately), tx.Now()).Scan(&lately)
	if err != nil {
		return nil, fmt.Errorf("count what is on the screen: %w", err)
	}
	if len(ready)+lately+min(len(missed), 1) > MostAtOnce {
		missed, ready = append(missed, ready...), nil
	}
	taken := []Occurrence{}
	if len(missed) > 0 {
		digest, err := gather(tx, missed, away, who, more)
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

func idList(of []Occurrence) (string, error) {
	ids := make([]string, len(of))
	for i, o := range of {
		ids[i] = o.ID
	}
	list, err := json.Marshal(ids)
	if err != nil {
		return "", fmt.Errorf("list ids: %w", err)
	}
	return string(list), nil
}

// gather makes the one digest of these members and of what is in doubt since the last one.
func gather(tx *store.Tx, members []Occurrence, away bool, who string, more []Source) (Occurrence, error) {
	doubtful, err := list(tx, `
		WHERE o.state = 'digested'
		  AND o.doubtful = 1
		  AND o.digest_id IS NULL
		  AND o.kind NOT IN ('digest', 'trial')
		  AND (o.kind <> 'task' OR EXISTS (SELECT 1 FROM task t WHERE t.id = o.subject AND t.done IS NULL))
		ORDER BY o.due, o.key`)
	if err != nil {
		return Occurrence{}, err
	}
	lost, err := gone(tx, doubtful, more)
	if err != nil {
		return Occurrence{}, err
	}
	doubtful = slices.DeleteFunc(doubtful, func(o Occurrence) bool { return lost[o.ID] })
	members = append(doubtful, members...)
	now := tx.Now()
	title, body := digestWords(members, away, now, tx.Location())
	digest := Occurrence{
		Key: KindDigest + "/" + members[len(members)-1].Key, Kind: KindDigest, Title: title, Body: body,
		Due: now, State: Claimed, Claimed: &now, ClaimedBy: who,
	}
	if len(members) == 1 {
		only := members[0]
		digest.Subject, digest.Why, digest.Picture = only.Route(), only.Why, only.Picture
	}
	if added, err := insert(tx, &digest); err != nil || !added {
		return digest, fmt.Errorf("make the digest %s (there already: %v): %w", digest.Key, !added, err)
	}
	ids, err := idList(members)
	if err != nil {
		return digest, err
	}
	_, err = tx.Exec(`
		UPDATE occurrence
		SET state = 'digested', digest_id = ?
		WHERE id IN (SELECT value FROM json_each(?)) AND state IN ('due', 'digested')`, digest.ID, ids)
	if err != nil {
		return digest, fmt.Errorf("put occurrences into the digest: %w", err)
	}
	return digest, nil
}
