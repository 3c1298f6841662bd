package picture

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"northboard/backend/clock"
	"northboard/backend/durable"
	"northboard/backend/fault"
	"northboard/backend/store"
)

// incoming begins the names of files that are being copied in. One that a crash has left is removed by a later Start.
const incoming = ".incoming-"

// stagersAtOnce bounds the files of one import that are worked on at a time.
const stagersAtOnce = 2

// Stage takes one file in: checks what it is, stores the original durably, and makes the previews the board needs at
// once. No row names it until Add. Its error is a *fault.Error that names the file.
func (im *Importer) Stage(ctx context.Context, s Source) (Staged, error) {
	im.staging.Add(1)
	defer im.staging.Add(-1)
	name := nameOf(s)
	info, err := im.stage(ctx, s, name)
	if err != nil {
		return Staged{}, faultFor(err, name)
	}
	return Staged{Info: info}, nil
}

// StageAll stages many files and says of each what became of it, in their order. The error is not nil only when ctx
// ended; what was staged until then is in the results. progress is called from one goroutine at a time and may be nil.
func (im *Importer) StageAll(ctx context.Context, sources []Source, progress func(Progress)) ([]Result, error) {
	results := make([]Result, len(sources))
	var (
		mu   sync.Mutex
		done int
		next = make(chan int)
		all  sync.WaitGroup
	)
	for range min(stagersAtOnce, runtime.NumCPU(), len(sources)) {
		all.Go(func() {
			for i := range next {
				result := Result{Name: nameOf(sources[i])}
				staged, err := im.Stage(ctx, sources[i])
				result.Staged, result.Fault = staged, fault.From(err)
				mu.Lock()
				results[i] = result
				done++
				if progress != nil {
					progress(Progress{Done: done, Total: len(sources), Name: result.Name})
				}
				mu.Unlock()
			}
		})
	}
	for i := range sources {
		next <- i
	}
	close(next)
	all.Wait()
	if ctx.Err() != nil {
		return results, fault.From(ctx.Err())
	}
	return results, nil
}

func (im *Importer) stage(ctx context.Context, s Source, name string) (Info, error) {
	if err := ctx.Err(); err != nil {
		return Info{}, err
	}
	in, size, err := openSource(s)
	if err != nil {
		return Info{}, err
	}
	defer in.Close()
	head := make([]byte, min(sniffLength, size))
	if err := readAt(in, head, 0); err != nil {
		return Info{}, asRefusal(err)
	}
	k, refused := sniff(head)
	if refused != nil {
		return Info{}, refused
	}
	copied, err := im.copyIn(ctx, in, size)
	if err != nil {
		return Info{}, err
	}
	defer copied.drop()
	if info, known, err := im.known(ctx, copied); err != nil || known {
		return info, err
	}
	h, err := readHeader(copied.file, size, k)
	if err != nil {
		return Info{}, err
	}
	r, err := im.prepare(ctx, copied.file, size, h)
	if err != nil {
		return Info{}, err
	}
	width, height := h.upright()
	info := Info{ID: copied.id, Ext: string(k), Name: name, Width: width, Height: height, Bytes: size, Animated: h.animated, Colour: r.colour()}
	place := im.originalPath(info.ID, info.Ext)
	if err := copied.keep(place); err != nil {
		return Info{}, err
	}
	if copied.kept {
		if err := im.came(info.ID, place); err != nil {
			return Info{}, fmt.Errorf("save the picture: %w", err)
		}
	}
	im.firstPreviews(info, r)
	return info, nil
}

// source is a file or bytes, read at any place.
type source interface {
	io.ReaderAt
	io.Closer
}

type memorySource struct{ *bytes.Reader }

func (memorySource) Close() error { return nil }

func openSource(s Source) (source, int64, error) {
	if s.Path == "" {
		return memorySource{bytes.NewReader(s.Data)}, int64(len(s.Data)), checkSize(int64(len(s.Data)))
	}
	// Looked at before it is opened: opening a pipe would wait for somebody to write to it.
	stat, err := os.Stat(s.Path)
	if err != nil {
		return nil, 0, &readError{err}
	}
	switch {
	case stat.IsDir():
		return nil, 0, &refusal{code: fault.NotAPicture, text: "%s is a folder. Nothing was added. Open it and choose the pictures in it."}
	case !stat.Mode().IsRegular():
		return nil, 0, notAPicture()
	}
	if err := checkSize(stat.Size()); err != nil {
		return nil, 0, err
	}
	file, err := os.Open(s.Path)
	if err != nil {
		return nil, 0, &readError{err}
	}
	return file, stat.Size(), nil
}

func checkSize(size int64) error {
	switch {
	case size == 0:
		return empty()
	case size > maxBytes:
		return tooLarge(fmt.Sprintf("the file has %d MB, and %d are the most that can be taken in", size>>20, int64(maxBytes)>>20))
	}
	return nil
}

// arrival is a file copied into the library that has no place there yet.
type arrival struct {
	file *os.File
	path string
	id   string
	kept bool
}

// copyIn copies a source beside where it will be kept and works out its id on the way.
func (im *Importer) copyIn(ctx context.Context, in io.ReaderAt, size int64) (_ *arrival, err error) {
	folder := filepath.Join(im.store.Dir(), "pictures")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fmt.Errorf("make the folder for pictures: %w", err)
	}
	file, err := os.CreateTemp(folder, incoming+"*")
	if err != nil {
		return nil, fmt.Errorf("make a file for the picture: %w", err)
	}
	a := &arrival{file: file, path: file.Name()}
	defer func() {
		if err != nil {
			a.drop()
		}
	}()
	sum := sha256.New()
	n, err := io.CopyBuffer(io.MultiWriter(file, sum), &fileReader{ctx: ctx, r: io.NewSectionReader(in, 0, size)}, make([]byte, 1<<20))
	if err != nil {
		return nil, fmt.Errorf("copy the picture: %w", err)
	}
	if n != size {
		return nil, damaged(fmt.Errorf("%d of %d bytes could be read", n, size))
	}
	a.id = hex.EncodeToString(sum.Sum(nil))
	return a, nil
}

// keep makes the copy durable under its own name. One that is there already, whole, stays.
func (a *arrival) keep(path string) error {
	if same, err := hasHash(path, a.id); err == nil && same {
		// As young as if it had just come, or Tidy could take it away before its row is written.
		came, err := a.file.Stat()
		if err != nil {
			return fmt.Errorf("save the picture: %w", err)
		}
		if err := os.Chtimes(path, came.ModTime(), came.ModTime()); err != nil {
			return fmt.Errorf("save the picture: %w", err)
		}
		return nil
	}
	folder := filepath.Dir(path)
	_, missing := os.Stat(folder)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return fmt.Errorf("make a folder for the picture: %w", err)
	}
	if missing != nil {
		if err := durable.SyncFolder(filepath.Dir(folder)); err != nil {
			return err
		}
	}
	if err := a.file.Sync(); err != nil {
		return fmt.Errorf("save the picture: %w", err)
	}
	if err := a.file.Close(); err != nil {
		return fmt.Errorf("save the picture: %w", err)
	}
	if err := os.Rename(a.path, path); err != nil {
		return fmt.Errorf("save the picture: %w", err)
	}
	a.kept = true
	return durable.SyncFolder(folder)
}

// drop removes the copy unless it was kept. Its errors change nothing: Start sweeps what is left.
func (a *arrival) drop() {
	_ = a.file.Close()
	if !a.kept {
		_ = os.Remove(a.path)
	}
}

// known looks whether the library has these bytes already, whole on disk and named by a row.
func (im *Importer) known(ctx context.Context, a *arrival) (info Info, known bool, err error) {
	err = im.store.Read(ctx, func(tx *store.Tx) error {
		info, err = ByID(tx, a.id)
		return err
	})
	if fault.CodeOf(err) == fault.NotFound {
		return Info{}, false, nil
	}
	if err != nil {
		return Info{}, false, err
	}
	// A lost or altered original is put right by the copy at hand.
	if err := a.keep(im.originalPath(info.ID, info.Ext)); err != nil {
		return Info{}, false, err
	}
	return info, true, nil
}

// hasHash reports whether the file holds the bytes that its name promises.
func hasHash(path, id string) (bool, error) {
	file, err := os.Open(path)
	if err != nil {
		return false, err
	}
	defer file.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, file); err != nil {
		return false, err
	}
	return hex.EncodeToString(sum.Sum(nil)) == id, nil
}

// sweep removes what an import that crashed has left: copies older than an hour.
func (im *Importer) sweep(now clock.Instant) {
	left, err := filepath.Glob(filepath.Join(im.store.Dir(), "pictures", incoming+"*"))
	if err != nil {
		return
	}
	for _, path := range left {
		stat, err := os.Stat(path)
		if err != nil || int64(now)-stat.ModTime().UnixMilli() < 3_600_000 {
			continue
		}
		if err := os.Remove(path); err != nil {
			im.log.Warn("remove what an unfinished import left", "path", path, "error", err)
		}
	}
}

// readFault words the errors of the disk; what was stopped, or has no sentence of its own here, is worded by fault.From.
func readFault(err error, name string) *fault.Error {
	name = "“" + name + "”"
	var reading *readError
	isReading := errors.As(err, &reading)
	known := fault.From(err)
	switch {
	case known.Code == fault.Cancelled || known.Code == fault.DiskFull:
		return known
	case isReading && errors.Is(err, fs.ErrNotExist):
		return fault.Wrap(err, fault.NotFound, name+" is not there any more; it may have been moved or deleted. Nothing was added. Find it again and add it from there.")
	case isReading && errors.Is(err, fs.ErrPermission):
		return fault.Wrap(err, fault.Permission, name+" may not be read. Nothing was added. Check the file’s permissions and add it again.")
	case isReading:
		return fault.Wrap(err, fault.Unavailable, name+" could not be read to its end. Nothing was added. Check the disk or drive it is on and add it again.")
	}
	return known
}
