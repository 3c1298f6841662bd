package exchange

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"northboard/backend/board"
	"northboard/backend/clock"
	"northboard/backend/phrase"
	"northboard/backend/remind"
	"northboard/backend/store"
)

// Settings that are the person's go into an archive, and come in where the library has none of that key. How the window
// stood, where it was left and what hangs on this desktop are not among them. What comes in is checked as closely as a
// row: whoever reads a setting trusts it.

// cameraSetting begins the keys that say where a board's camera stands.
const cameraSetting = "camera/"

// personal gives the check of a setting that is the person's; false for every other key.
func personal(key string) (check func(value string) bool, ok bool) {
	if id, isCamera := strings.CutPrefix(key, cameraSetting); isCamera && isUUID(id) {
		return isCameraJSON, true
	}
	switch key {
	case "theme":
		return oneOf("light", "dark"), true
	case "dateOrder":
		return oneOf(string(phrase.DMY), string(phrase.MDY), string(phrase.YMD)), true
	case "welcomed":
		return oneOf("1"), true
	case "sample":
		return isSampleJSON, true
	case "plan/hours":
		return isHours, true
	case "remind/sound":
		return oneOf("on"), true
	case "remind/snooze":
		return remind.ReadsSnoozeTimes, true
	case "remind/silent":
		return isIDList, true
	case "review/rests":
		return isRestJSON, true
	}
	return nil, false
}

func oneOf(words ...string) func(string) bool {
	return func(value string) bool { return slices.Contains(words, value) }
}

// isHours: hours of a week, as plan writes them.
func isHours(value string) bool {
	hours, err := strconv.ParseFloat(value, 64)
	return err == nil && hours > 0 && hours <= 168
}

func isCameraJSON(value string) bool {
	var c board.Camera
	return flatJSON(value, &c) && c.Zoom > 0 && c.Zoom < 1e6 && math.Abs(c.X) < farNumber && math.Abs(c.Y) < farNumber
}

// isSampleJSON: lists of ids by what they are of.
func isSampleJSON(value string) bool {
	r := newReader([]byte(value))
	err := r.object(func(string) error { return r.ids() })
	return err == nil && r.end() == nil
}

func isIDList(value string) bool {
	r := newReader([]byte(value))
	return r.ids() == nil && r.end() == nil
}

// ids reads a list of ids, which may be null.
func (r *reader) ids() error {
	c, err := r.next()
	if err != nil {
		return err
	}
	if c == 'n' {
		return r.word("null")
	}
	return r.array(func() error {
		var id string
		if err := take(r, &id); err != nil {
			return err
		}
		if !isUUID(id) {
			return fmt.Errorf("%w: the id %.40q", errJSON, id)
		}
		return nil
	})
}

// isRestJSON: since when and until which day goals rest.
func isRestJSON(value string) bool {
	r := newReader([]byte(value))
	err := r.object(func(goal string) error {
		if !isUUID(goal) {
			return fmt.Errorf("%w: the goal %.40q", errJSON, goal)
		}
		return r.skip(0)
	})
	var rests map[string]struct {
		Since clock.Instant
		Until clock.Day
	}
	if err != nil || r.end() != nil || json.Unmarshal([]byte(value), &rests) != nil {
		return false
	}
	for _, rest := range rests {
		if !rest.Until.Valid() {
			return false
		}
	}
	return true
}

// readSettings gives the person's settings. One that was spoilt in the library is left behind: it could not come in.
func readSettings(tx *store.Tx) ([]store.Setting, error) {
	all, err := store.Settings(tx)
	return slices.DeleteFunc(all, func(s store.Setting) bool {
		check, ok := personal(s.Key)
		return !ok || !check(s.Value)
	}), err
}

// putSetting keeps a setting where the library has none.
func putSetting(tx *store.Tx, s store.Setting) error {
	has, err := store.SettingIn(tx, s.Key)
	if err != nil || has != "" {
		return err
	}
	return store.SetSettingIn(tx, s.Key, s.Value)
}
