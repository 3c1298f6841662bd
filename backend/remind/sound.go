package remind

import (
	"northboard/backend/store"
)

const soundSetting = "remind/sound"

// Sound says whether a notification may make a sound. It does not, unless the person wants it.
func Sound(tx *store.Tx) (bool, error) {
	kept, err := store.SettingIn(tx, soundSetting)
	return kept == "on", err
}

// SetSound keeps whether it may.
func SetSound(tx *store.Tx, on bool) error {
	value := ""
	if on {
		value = "on"
	}
	return store.SetSettingIn(tx, soundSetting, value)
}

// AddTrial makes an occurrence that is due this moment and that nothing holds back: "Send me one now". It is not kept in
// the Inbox.
func AddTrial(tx *store.Tx) (Occurrence, error) {
	o := Occurrence{
		Key: KindTrial + "/" + tx.NewID(), Kind: KindTrial, Title: "This is how Northboard reminds you",
		Body: "With a title, a line, and what it is for.", Due: tx.Now(), State: Due,
	}
	err := tx.QueryRow(`
		SELECT coalesce(a.why, ''), `+pictureSQL("NULL", "a.id")+`
		FROM (SELECT 1)
		LEFT JOIN aspiration a ON a.north_star = 1
		LIMIT 1`).Scan(&o.Why, &o.Picture)
	if err != nil {
		return o, err
	}
	_, err = insert(tx, &o)
	return o, err
}
