package store

import (
	"context"
	"fmt"
)

// CheckSchema says, by a fault.NewerLibrary, that a newer Northboard has changed the file's schema since it was opened. A
// write finds that out by itself; who only reads has to ask.
func (s *Store) CheckSchema(ctx context.Context) error {
	return s.Read(ctx, func(tx *Tx) error {
		var version int
		if err := tx.QueryRow(`PRAGMA user_version`).Scan(&version); err != nil {
			return fmt.Errorf("read the schema's version: %w", err)
		}
		if version != schemaVersion() {
			return newerLibrary(fmt.Errorf("schema is now %d", version))
		}
		return nil
	})
}
