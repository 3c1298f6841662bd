package exchange

import (
	"slices"
	"strings"

	"northboard/backend/store"
)

// personal says whether a setting goes into an archive. Every other key in one is refused.
func personal(key string) bool {
	board, isCamera := strings.CutPrefix(key, cameraSetting)
	return slices.Contains(personalSettings, key) || isCamera && uuidForm.MatchString(board)
}

// readSettings gives the person's settings.
func readSettings(tx *store.Tx) ([]store.Setting, error) {
	all, err := store.Settings(tx)
	return slices.DeleteFunc(all, func(s store.Setting) bool { return !personal(s.Key) }), err
}

// putSetting keeps a setting where the library has none.
func putSetting(tx *store.Tx, s store.Setting) error {
	has, err := store.SettingIn(tx, s.Key)
	if err != nil || has != "" {
		return err
	}
	return store.SetSettingIn(tx, s.Key, s.Value)
}
