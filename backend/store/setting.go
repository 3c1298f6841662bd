package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Setting gives the value kept under key, "" if there is none. Settings are not in the log and cannot be undone.
func (s *Store) Setting(ctx context.Context, key string) (string, error) {
	var value string
	err := s.Read(ctx, func(tx *Tx) (err error) {
		value, err = SettingIn(tx, key)
		return err
	})
	return value, err
}

// SettingIn is Setting within a transaction.
func SettingIn(tx *Tx, key string) (string, error) {
	var value string
	err := tx.QueryRow(`SELECT value FROM setting WHERE id = ?`, key).Scan(&value)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", fmt.Errorf("read setting %s: %w", key, err)
	}
	return value, nil
}

// SetSetting keeps value under key; an empty value removes it.
func (s *Store) SetSetting(ctx context.Context, key, value string) error {
	return s.WriteQuiet(ctx, func(tx *Tx) error { return SetSettingIn(tx, key, value) })
}

// SetSettingIn is SetSetting within a transaction.
func SetSettingIn(tx *Tx, key, value string) error {
	var err error
	if value == "" {
		_, err = tx.Exec(`DELETE FROM setting WHERE id = ?`, key)
	} else {
		_, err = tx.Exec(`
			INSERT INTO setting (id, value)
			VALUES (?, ?)
			ON CONFLICT (id) DO UPDATE SET value = excluded.value`, key, value)
	}
	if err != nil {
		return fmt.Errorf("keep setting %s: %w", key, err)
	}
	return nil
}
