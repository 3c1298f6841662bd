package picture

import (
	"context"
	"io"
)

// fileReader reads a picture's file and marks the disk's errors as such: what is left unmarked is the
// content's fault.
type fileReader struct {
	ctx context.Context // ends a long decode; nil for headers
	r   io.Reader
}

func (f *fileReader) Read(p []byte) (int, error) {
	if f.ctx != nil && f.ctx.Err() != nil {
		return 0, &readError{f.ctx.Err()}
	}
	n, err := f.r.Read(p)
	if err != nil && err != io.EOF {
		err = &readError{err}
	}
	return n, err
}

// readAt fills p from a place in the file; a file that ends before is damaged, not unreadable.
func readAt(r io.ReaderAt, p []byte, at int64) error {
	n, err := r.ReadAt(p, at)
	switch {
	case n == len(p):
		return nil
	case err == io.EOF:
		return io.ErrUnexpectedEOF
	}
	return &readError{err}
}
