package backend

import (
	"context"

	"northboard/backend/backup"
	"northboard/backend/exchange"
)

// Exchange takes the library out into an archive and in from one, after a backup.
func (b *Backend) Exchange() *exchange.Exchange {
	x := exchange.New(b.Store, b.Pictures, b.Clock, b.Log)
	x.Before = func(ctx context.Context) error {
		_, err := b.Backups.Make(ctx, backup.BeforeImport, nil)
		return err
	}
	return x
}
