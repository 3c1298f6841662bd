package picture

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"northboard/backend/store"
)

// Flaw is a picture whose original is not what it was when it was taken in.
type Flaw struct {
	Picture Info `json:"picture"`
	Missing bool `json:"missing"` // the file is gone; otherwise its bytes have changed
}

// Verify reads every original and compares it with the hash it is named by. The result is empty when all is well.
func (im *Importer) Verify(ctx context.Context) ([]Flaw, error) {
	var pictures []Info
	err := im.store.Read(ctx, func(tx *store.Tx) (err error) {
		pictures, err = All(tx)
		return err
	})
	if err != nil {
		return nil, err
	}
	flaws := []Flaw{}
	for _, p := range pictures {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		same, err := hasHash(im.originalPath(p.ID, p.Ext), p.ID)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			flaws = append(flaws, Flaw{Picture: p, Missing: true})
		case err != nil:
			return nil, fmt.Errorf("check the original of %q: %w", p.Name, err)
		case !same:
			flaws = append(flaws, Flaw{Picture: p})
		}
	}
	return flaws, nil
}
