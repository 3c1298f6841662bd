package picture

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"

	"northboard/backend/fault"
)

// Making previews on demand and from the queue:
//
//   - A picture is decoded by one run at a time, whoever asks and for whatever sizes; a run makes every size up to
//     chainSize that is missing, the one asked for first.
//   - Each size is handed to who waits for it as soon as it is there. A preview that cannot be written to the cache
//     is handed over all the same.
//   - A run that nobody waits for any more ends, unless it has begun to decode.

// run is the making of one picture's previews.
type run struct {
	sizes   map[int]*made // fixed when the run is made
	waiting int
	decodes bool
	cancel  context.CancelFunc
	ended   chan struct{}
}

// made is one preview of a run; the rest is set before done is closed.
type made struct {
	done chan struct{}
	data []byte
	ext  string
	err  error
}

// maxTurns is how often a request waits for a run that turns out not to serve it. Two are usual: one that another
// request began for other sizes, then its own.
const maxTurns = 10

// errNoPreview is the answer for a size that toMake leaves to the original.
var errNoPreview = errors.New("there is no such preview: the original stands for it")

var errClosed = fault.New(fault.Unavailable, "Northboard is closing, so this preview was not made. Nothing was lost; it is made again when it is needed.")

// preview gives the content of one preview, making it if need be.
func (im *Importer) preview(ctx context.Context, info Info, size int) (data []byte, ext string, err error) {
	for range maxTurns {
		if path, ext, ok := im.stored(info.ID, size); ok {
			data, err := os.ReadFile(path)
			if err == nil {
				return data, ext, nil
			}
			im.log.Warn("read a preview; it is made again", "path", path, "error", err)
			if err := os.Remove(path); err != nil {
				return nil, "", fmt.Errorf("remove a preview that cannot be read: %w", err)
			}
		}
		r, err := im.join(info, size)
		if err != nil {
			return nil, "", err
		}
		m, mine := r.sizes[size]
		wait := r.ended // A run without this size has to end before one with it can begin.
		if mine {
			wait = m.done
		}
		select {
		case <-wait:
			im.part(r)
		case <-ctx.Done():
			im.part(r)
			return nil, "", ctx.Err()
		}
		if !mine || errors.Is(m.err, context.Canceled) {
			continue
		}
		return m.data, m.ext, m.err
	}
	return nil, "", fmt.Errorf("make preview %d of %s: others were made again and again", size, info.ID)
}

// join finds the picture's run or starts one, and waits in it until part.
func (im *Importer) join(info Info, size int) (*run, error) {
	im.mu.Lock()
	defer im.mu.Unlock()
	if im.closed {
		return nil, errClosed
	}
	r := im.runs[info.ID]
	if r == nil {
		sizes := []int{size}
		for _, other := range sizesOf(info.Width, info.Height) {
			if other != size && other <= chainSize {
				sizes = append(sizes, other)
			}
		}
		var ctx context.Context
		r, ctx = im.begin(info.ID, sizes)
		im.tasks.Go(func() { im.perform(ctx, r, info, sizes) })
	}
	r.waiting++
	return r, nil
}

// begin registers a run. The caller holds mu.
func (im *Importer) begin(id string, sizes []int) (*run, context.Context) {
	ctx, cancel := context.WithCancel(context.Background())
	r := &run{sizes: map[int]*made{}, cancel: cancel, ended: make(chan struct{})}
	for _, size := range sizes {
		r.sizes[size] = &made{done: make(chan struct{})}
	}
	im.runs[id] = r
	return r, ctx
}

func (im *Importer) part(r *run) {
	im.mu.Lock()
	defer im.mu.Unlock()
	if r.waiting--; r.waiting == 0 && !r.decodes {
		r.cancel()
	}
}

// perform makes the sizes in their order and returns the first error.
func (im *Importer) perform(ctx context.Context, r *run, info Info, sizes []int) (first error) {
	defer func() {
		for _, m := range r.sizes {
			select {
			case <-m.done:
			default:
				m.err = cmp.Or(m.err, first, context.Canceled)
				close(m.done)
			}
		}
		im.mu.Lock()
		delete(im.runs, info.ID)
		im.mu.Unlock()
		r.cancel()
		close(r.ended)
	}()
	picture, err := im.decoded(ctx, r, info, sizes)
	if err != nil {
		return err
	}
	for _, size := range sizes {
		if picture == nil || ctx.Err() != nil {
			return cmp.Or(first, ctx.Err())
		}
		if _, _, ok := im.stored(info.ID, size); ok {
			continue
		}
		m := r.sizes[size]
		if !slices.Contains(picture.head.toMake(), size) {
			m.err = errNoPreview // Others of the run may well be made.
		} else if m.data, m.ext, m.err = picture.encode(size); m.err != nil {
			first = cmp.Or(first, m.err)
		} else if err := im.write(info.ID, size, m.data, m.ext); err != nil {
			im.log.Warn("keep a preview", "picture", info.ID, "size", size, "error", err)
			first = cmp.Or(first, err)
		}
		close(m.done)
	}
	return first
}

// decoded gets the picture that previews are made from: what an import has left, or else the file. It is nil when
// there is nothing to make.
func (im *Importer) decoded(ctx context.Context, r *run, info Info, sizes []int) (*ready, error) {
	if err := im.makers.Acquire(ctx, 1); err != nil {
		return nil, err
	}
	defer im.makers.Release(1)
	im.mu.Lock()
	r.decodes = true
	picture := im.take(info.ID)
	im.mu.Unlock()
	if picture != nil {
		return picture, nil
	}
	file, h, err := im.open(info)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	missing := false
	for _, size := range sizes {
		if !slices.Contains(h.toMake(), size) {
			r.sizes[size].err = errNoPreview
		} else if _, _, ok := im.stored(info.ID, size); !ok {
			missing = true
		}
	}
	if !missing {
		return nil, nil
	}
	return im.prepare(ctx, file, info.Bytes, h)
}

// open opens an original and reads its header.
func (im *Importer) open(info Info) (*os.File, *header, error) {
	file, err := os.Open(im.originalPath(info.ID, info.Ext))
	if err != nil {
		return nil, nil, fmt.Errorf("open the original: %w", err)
	}
	stat, err := file.Stat()
	if err == nil && stat.Size() != info.Bytes {
		err = fmt.Errorf("the original has %d bytes, not %d", stat.Size(), info.Bytes)
	}
	var h *header
	if err == nil {
		h, err = readHeader(file, info.Bytes, kind(info.Ext))
	}
	if err == nil {
		if width, height := h.upright(); width != info.Width || height != info.Height {
			err = fmt.Errorf("the original has %d x %d pixels, not %d x %d", width, height, info.Width, info.Height)
		}
	}
	if err != nil {
		_ = file.Close()
		return nil, nil, err
	}
	return file, h, nil
}
