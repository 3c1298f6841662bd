package backup

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"northboard/backend/durable"
)

// makeFolder makes a folder, and its name durable: what is flushed into a folder is lost with it.
func makeFolder(dir string) error {
	if isFolder(dir) {
		return nil
	}
	parent := filepath.Dir(dir)
	if parent != dir {
		if err := makeFolder(parent); err != nil {
			return err
		}
	}
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("make the folder %s: %w", filepath.Base(dir), err)
	}
	return durable.SyncFolder(parent)
}

// contextReader ends a copy in the middle when its context ends.
type contextReader struct {
	ctx context.Context
	r   io.Reader
}

func (c contextReader) Read(b []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(b)
}

const bufferSize = 1 << 20

// hashFile reads a file and gives its SHA-256 and size.
func hashFile(ctx context.Context, path string) (sum string, size int64, err error) {
	f, err := os.Open(path)
	if err != nil {
		return "", 0, err
	}
	defer f.Close()
	h := sha256.New()
	size, err = io.CopyBuffer(h, contextReader{ctx, f}, make([]byte, bufferSize))
	return hex.EncodeToString(h.Sum(nil)), size, err
}

var errChanged = errors.New("the bytes are not what their hash says")

// copyProved copies a file whose hash is known: beside, flushed, and put in its place only if the copy has that hash.
// Where the file system can, the copy shares its blocks with the original until one of them is written to.
func copyProved(ctx context.Context, from, to, sum string) (err error) {
	if err := makeFolder(filepath.Dir(to)); err != nil {
		return err
	}
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	f, err := os.CreateTemp(filepath.Dir(to), unfinished+"*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	cloned := clone(f, source)
	var has string
	if cloned {
		if err = f.Sync(); err == nil {
			has, _, err = hashFile(ctx, f.Name())
		}
	} else {
		h := sha256.New()
		if _, err = io.CopyBuffer(io.MultiWriter(f, h), contextReader{ctx, source}, make([]byte, bufferSize)); err == nil {
			err = f.Sync()
		}
		has = hex.EncodeToString(h.Sum(nil))
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	if has != sum {
		return fmt.Errorf("%s: %w", filepath.Base(from), errChanged)
	}
	return os.Rename(f.Name(), to)
}

// linkProved gives a file another name, after reading that it is what its hash says.
func linkProved(ctx context.Context, from, to, sum string) error {
	has, _, err := hashFile(ctx, from)
	if err != nil {
		return err
	}
	if has != sum {
		return fmt.Errorf("%s: %w", filepath.Base(from), errChanged)
	}
	if err := makeFolder(filepath.Dir(to)); err != nil {
		return err
	}
	return os.Link(from, to)
}
