package exchange

import (
	"context"
	"errors"
	"io"
	"log/slog"

	"northboard/backend/durable"
	"northboard/backend/fault"
	"northboard/backend/picture"
)

// contextReader stops reading when its context ends.
type contextReader struct {
	ctx context.Context // of this one reading
	in  io.Reader
}

func (c *contextReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.in.Read(p)
}

// countWriter counts what is written to it.
type countWriter int64

func (c *countWriter) Write(p []byte) (int, error) {
	*c += countWriter(len(p))
	return len(p), nil
}

// stripPicture writes what may be handed on of a picture, and looks that it still is one.
func stripPicture(out io.Writer, in io.ReaderAt, size int64, ext string) error {
	if err := picture.Strip(out, in, size, ext); err != nil {
		return errors.Join(errors.New("it cannot be freed of its place"), err)
	}
	return nil
}

// syncFolder makes a rename survive a power cut where the system can. The file itself is safe before that.
func syncFolder(path string, log *slog.Logger) {
	err := durable.SyncFolder(path)
	if err != nil && fault.CodeOf(err) != fault.Permission {
		log.Warn("save the folder of the archive", "path", path, "error", err)
	}
}
