package remind_test

import (
	"testing"

	"northboard/backend/backendtest"
	"northboard/backend/remind"
	"northboard/backend/store"
)

func TestErase(t *testing.T) {
	f := backendtest.New(t)
	f.Write(t, func(tx *store.Tx) error {
		_, err := tx.Exec(`
			INSERT INTO occurrence (id, key, kind, subject, title, body, due, state, digest_id, created)
			VALUES
				('d', 'digest/1', 'digest', '', 'Secret and other', 'Secret', 1, 'shown', NULL, 1),
				('e', 'digest/2', 'digest', '', 'Other', 'Other', 1, 'shown', NULL, 1),
				('a', 'task/t/1', 'task', 't', 'Secret', 'Secret', 1, 'digested', 'd', 1),
				('b', 'task/u/1', 'task', 'u', 'Other', 'Other', 1, 'digested', 'd', 1)`)
		if err != nil {
			return err
		}
		return remind.Erase(tx, []string{"t"})
	})
	f.Read(t, func(tx *store.Tx) error {
		var secret, left int
		err := tx.QueryRow(`SELECT count(*) FILTER (WHERE title || body LIKE '%Secret%'), count(*) FROM occurrence`).Scan(&secret, &left)
		if secret != 0 || left != 3 {
			t.Errorf("%d still tell of it, %d are left", secret, left)
		}
		return err
	})
}
