package flow

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"northboard/backend/clock"
	"northboard/backend/remind"
	"northboard/backend/store"
	"northboard/backend/trash"
)

// Rules of the trash's age:
//
//   - What has been in the trash since before the log's fold is let go: it is older than 90 days and none of the last hundred
//     things that the person did (store.Fold).
//   - It is not let go at once. The fold's end is noted, and what lies before it goes when the library has been tidied on
//     trashGrace further days. So a clock that jumps a year ahead takes nothing with it, nor does a library that was left
//     alone for a year: there are days on which one can still look.
//   - Pictures go by way of the bin, and backups keep what they hold.
const trashGrace = 7

// trashAgeSetting keeps what is waited for.
const trashAgeSetting = "trash.age"

type trashAge struct {
	To   int64     `json:"to"`   // what the log tells up to here goes next
	Days int       `json:"days"` // days that were seen since that was noted
	Day  clock.Day `json:"day"`  // the last of them
}

// LetGoOldTrash lets go what has been in the trash for long, and says how many entries that were. It counts a day once,
// however often it is called.
func (f *Flow) LetGoOldTrash(ctx context.Context) (int, error) {
	// Nobody decided it just now, so it is nobody's step to undo.
	return writeOp(ctx, f, store.Op{Label: "Let go what was long in the trash", Origin: store.Agent}, func(tx *store.Tx) (int, error) {
		text, err := store.SettingIn(tx, trashAgeSetting)
		if err != nil {
			return 0, err
		}
		var age trashAge
		if text != "" && json.Unmarshal([]byte(text), &age) != nil {
			age = trashAge{} // Not ours: as if nothing was noted yet.
		}
		if age.Day == tx.Today() {
			return 0, nil
		}
		age.Day = tx.Today()
		gone := 0
		if age.Days++; age.Days > trashGrace {
			if gone, err = letGo(tx, age.To); err != nil {
				return 0, err
			}
			age.Days = 0
			if age.To, err = store.FoldDone(tx); err != nil {
				return 0, err
			}
		}
		kept, err := json.Marshal(age)
		if err != nil {
			return 0, fmt.Errorf("note the trash's age: %w", err)
		}
		return gone, store.SetSettingIn(tx, trashAgeSetting, string(kept))
	})
}

func letGo(tx *store.Tx, to int64) (int, error) {
	if to == 0 {
		return 0, nil
	}
	entries, err := trash.Read(tx)
	if err != nil {
		return 0, err
	}
	entries = slices.DeleteFunc(entries, func(e *trash.Entry) bool { return e.Seq > to })
	rows := rowsOf(entries)
	if len(rows) == 0 {
		return 0, nil
	}
	if err := store.LetGo(tx, rows); err != nil {
		return 0, err
	}
	return len(entries), remind.Erase(tx, idsOf(rows, "task"))
}
