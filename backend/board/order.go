package board

import (
	"fmt"
	"math"
	"slices"

	"northboard/backend/fault"
	"northboard/backend/id"
	"northboard/backend/store"
)

// The rules of order:
//   - A board's items lie in the order of their z, a fractional index; where two are equal the id decides.
//   - Reordering keeps the order of the items that move among themselves, and of those that stay.
//   - Forward lifts over the nearest item that really covers one of those that move, because a step that
//     nobody sees is no step. Where nothing covers them it is one plain step. Backward is its mirror.
//   - Only the items that move get new keys, unless the keys in their way are no keys, or longer than maxKey
//     or would become so: then the whole board is given fresh ones.

// maxKey is how long a z key may grow before a board is given fresh ones.
const maxKey = 64

// The directions of Reorder.
const (
	ToFront  = "front"
	ToBack   = "back"
	Forward  = "forward"
	Backward = "backward"
)

// Reorder moves items of one board up or down.
func Reorder(tx *store.Tx, ids []string, direction string) error {
	if !slices.Contains([]string{ToFront, ToBack, Forward, Backward}, direction) {
		return fault.Newf(fault.Invalid, "Items can go to the front or back, forward or backward; “%s” is none of these. Nothing was changed.", direction).WithField("direction")
	}
	moving, err := oneBoard(tx, ids)
	if err != nil || len(moving) == 0 {
		return err
	}
	items, err := Items(tx, moving[0].BoardID)
	if err != nil {
		return err
	}
	chosen := make(map[string]bool, len(moving))
	for _, it := range moving {
		chosen[it.ID] = true
	}
	ordered := arrange(items, chosen, direction)
	if inOrder(items, ordered) {
		return nil
	}
	keys, err := rekey(ordered, chosen)
	if err != nil {
		return fmt.Errorf("order board %s: %w", moving[0].BoardID, err)
	}
	return writeKeys(tx, ordered, keys)
}

// writeKeys gives each of the items its key; those that have it already are left alone.
func writeKeys(tx *store.Tx, ordered []Item, keys []string) error {
	changed := 0
	for i, it := range ordered {
		if it.Z != keys[i] {
			changed++
		}
	}
	return update(tx, []string{"z"}, func(yield func(string, []any) bool) {
		for i, it := range ordered {
			if it.Z != keys[i] && !yield(it.ID, []any{keys[i]}) {
				return
			}
		}
	}, changed)
}

// inOrder tells whether the items lie as they should already, each clearly above the last.
func inOrder(items, ordered []Item) bool {
	for i := range items {
		if items[i].ID != ordered[i].ID || i > 0 && items[i].Z <= items[i-1].Z {
			return false
		}
	}
	return true
}

// arrange returns the items in their new order.
func arrange(items []Item, chosen map[string]bool, direction string) []Item {
	switch direction {
	case ToFront:
		return lift(items, chosen, len(items)-1)
	case Forward:
		return lift(items, chosen, over(items, chosen))
	}
	upsideDown := slices.Clone(items)
	slices.Reverse(upsideDown)
	if direction == ToBack {
		upsideDown = lift(upsideDown, chosen, len(items)-1)
	} else {
		upsideDown = lift(upsideDown, chosen, over(upsideDown, chosen))
	}
	slices.Reverse(upsideDown)
	return upsideDown
}

// lift puts the chosen items that lie below index directly above it; the rest keep their order.
func lift(items []Item, chosen map[string]bool, index int) []Item {
	stay := make([]Item, 0, len(items))
	move := []Item{}
	for _, it := range items[:index+1] {
		if chosen[it.ID] {
			move = append(move, it)
		} else {
			stay = append(stay, it)
		}
	}
	return append(append(stay, move...), items[index+1:]...)
}

// over finds the item that a step forward goes over; without one it is the lowest place, where lifting changes nothing.
func over(items []Item, chosen map[string]bool) int {
	plain := -1
	below := []box{}
	for i, it := range items {
		b := bounds(it)
		if chosen[it.ID] {
			below = append(below, b)
			continue
		}
		if len(below) == 0 {
			continue
		}
		if slices.ContainsFunc(below, b.meets) {
			return i
		}
		if plain < 0 {
			plain = i
		}
	}
	return max(plain, 0)
}

type box struct{ left, top, right, bottom float64 }

func (b box) meets(other box) bool {
	return b.left < other.right && other.left < b.right && b.top < other.bottom && other.top < b.bottom
}

// bounds is the upright box around a turned item.
func bounds(it Item) box {
	sin, cos := math.Sincos(it.Rotation * math.Pi / 180)
	w := (it.W*math.Abs(cos) + it.H*math.Abs(sin)) / 2
	h := (it.W*math.Abs(sin) + it.H*math.Abs(cos)) / 2
	x, y := it.X+it.W/2, it.Y+it.H/2
	return box{x - w, y - h, x + w, y + h}
}

// keysOnTop makes n z keys above everything on a board.
func keysOnTop(tx *store.Tx, boardID string, n int) ([]string, error) {
	if n == 0 {
		return nil, nil
	}
	var top string
	if err := tx.QueryRow(`
		SELECT coalesce(max(z), '')
		FROM item
		WHERE board_id = ?`, boardID).Scan(&top); err != nil {
		return nil, fmt.Errorf("find the top of board %s: %w", boardID, err)
	}
	if len(top) <= maxKey {
		if keys, err := id.Spread(top, "", n); err == nil {
			return keys, nil
		}
	}
	items, err := Items(tx, boardID)
	if err != nil {
		return nil, err
	}
	keys, err := id.Spread("", "", len(items)+n)
	if err != nil {
		return nil, fmt.Errorf("order board %s: %w", boardID, err)
	}
	return keys[len(items):], writeKeys(tx, items, keys[:len(items)])
}

// keysBeneath makes n z keys below everything on a board.
func keysBeneath(tx *store.Tx, boardID string, n int) ([]string, error) {
	if n == 0 {
		return nil, nil
	}
	var bottom string
	if err := tx.QueryRow(`
		SELECT coalesce(min(z), '')
		FROM item
		WHERE board_id = ?`, boardID).Scan(&bottom); err != nil {
		return nil, fmt.Errorf("find the bottom of board %s: %w", boardID, err)
	}
	if len(bottom) <= maxKey {
		if keys, err := id.Spread("", bottom, n); err == nil {
			return keys, nil
		}
	}
	items, err := Items(tx, boardID)
	if err != nil {
		return nil, err
	}
	keys, err := id.Spread("", "", len(items)+n)
	if err != nil {
		return nil, fmt.Errorf("order board %s: %w", boardID, err)
	}
	return keys[:n], writeKeys(tx, items, keys[n:])
}

// rekey gives each of the ordered items a z, strictly rising.
func rekey(ordered []Item, moved map[string]bool) ([]string, error) {
	keys := make([]string, len(ordered))
	last, start := "", 0 // the key before the run of items that need new ones, and where that run starts
	fill := func(end int, next string) bool {
		if start == end {
			return true
		}
		run, err := id.Spread(last, next, end-start)
		if err != nil || slices.ContainsFunc(run, func(key string) bool { return len(key) > maxKey }) {
			return false
		}
		copy(keys[start:end], run)
		return true
	}
	for i, it := range ordered {
		if moved[it.ID] || it.Z <= last {
			continue
		}
		if len(it.Z) > maxKey {
			return id.Spread("", "", len(ordered))
		}
		if !fill(i, it.Z) {
			return id.Spread("", "", len(ordered))
		}
		keys[i] = it.Z
		last, start = it.Z, i+1
	}
	if !fill(len(ordered), "") {
		return id.Spread("", "", len(ordered))
	}
	return keys, nil
}
