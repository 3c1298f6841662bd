package picture

import (
	"fmt"
	"os"

	"northboard/backend/store"
)

// Original opens a picture's original, to copy it elsewhere. Whether its bytes are still what they were is for the
// caller to find out; its name says what they must be.
func (im *Importer) Original(id, ext string) (*os.File, error) {
	if _, known := contentTypes[ext]; !known || !validID(id) {
		return nil, fmt.Errorf("%q.%q names no picture", id, ext)
	}
	return os.Open(im.originalPath(id, ext))
}

// QueuePreviews asks for the previews of pictures whose rows came in another way than by Add.
func QueuePreviews(tx *store.Tx, ids []string) error {
	for _, id := range ids {
		if err := queue(tx, id); err != nil {
			return err
		}
	}
	return nil
}
