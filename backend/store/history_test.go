package store_test

import (
	"testing"
	"time"

	"northboard/backend/backendtest"
	"northboard/backend/store"
)

func TestLogOf(t *testing.T) {
	f := backendtest.New(t)
	ids := boardOf(t, f, 3)
	for i := range 4 {
		move(t, f, ids, float64(i+1))
	}
	f.Read(t, func(tx *store.Tx) error {
		entries, err := store.LogOf(tx, []store.Row{{Kind: "item", ID: ids[0]}, {Kind: "item", ID: ids[2]}, {Kind: "board", ID: ids[1]}}, 100)
		if err != nil || len(entries) != 10 {
			t.Fatalf("%d entries, %v", len(entries), err)
		}
		for i, e := range entries {
			if e.Row == ids[1] || (i > 0 && e.Seq >= entries[i-1].Seq) {
				t.Errorf("entry %d is %d about %s", i, e.Seq, e.Row)
			}
		}
		entries, err = store.LogOf(tx, []store.Row{{Kind: "item", ID: ids[0]}}, 2)
		if err != nil || len(entries) != 2 || entries[0].Label != "Move" || entries[1].Verb != "update" {
			t.Errorf("%+v, %v", entries, err)
		}
		entries, err = store.LogOf(tx, nil, 2)
		if err != nil || entries == nil || len(entries) != 0 {
			t.Errorf("%+v, %v", entries, err)
		}
		return nil
	})
}

// TestLogOf_LongLog bounds what the history of a goal costs after years: 100,000 entries.
func TestLogOf_LongLog(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a large log")
	}
	f := backendtest.New(t)
	ids := boardOf(t, f, 10000)
	for i := range 9 {
		move(t, f, ids, float64(i+1))
	}
	wanted := []store.Row{}
	for _, id := range ids[:60] {
		wanted = append(wanted, store.Row{Kind: "item", ID: id})
	}
	f.Read(t, func(tx *store.Tx) error {
		start := time.Now()
		entries, err := store.LogOf(tx, wanted, 1000)
		if took := time.Since(start); took > time.Second {
			t.Errorf("it took %v", took)
		} else {
			t.Logf("%d entries of 100,000 in %v", len(entries), took)
		}
		if len(entries) != 600 {
			t.Errorf("%d entries", len(entries))
		}
		return err
	})
}
