package picture

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"time"

	"northboard/backend/clock"
	"northboard/backend/fault"
	"northboard/backend/store"
)

// The queue makes the larger previews in the background.
//
//   - A job is a row of preview_job, so it survives a restart. It is deleted when its previews are there, when its picture
//     or the original is gone, or when it has failed maxAttempts times; what is missing then is made on demand.
//   - What an import has decoded goes first, from memory, before there is a row for it: the job finds nothing left to do.
//   - One picture at a time, on a thread of low priority where the system has such.

const (
	maxAttempts = 3
	// jobsAtOnce are read, and deleted in one write.
	jobsAtOnce = 32
	// restBetween leaves the disk and the processor to others after each picture.
	restBetween = 4 * time.Millisecond
)

// Start begins to make queued previews, those of earlier runs of the program too. It is called once.
func (im *Importer) Start(ctx context.Context) error {
	var now clock.Instant
	if err := im.store.Read(ctx, func(tx *store.Tx) error {
		now = tx.Now()
		return nil
	}); err != nil {
		return err
	}
	im.sweep(now)
	im.mu.Lock()
	defer im.mu.Unlock()
	if im.closed || im.worker != nil {
		return fault.New(fault.Internal, "The making of previews was started twice. Nothing was lost; please start Northboard anew.")
	}
	working, cancel := context.WithCancel(context.WithoutCancel(ctx))
	im.worker = cancel
	unwatch := im.store.Watch(func(changed store.Changed) {
		if changed.All || slices.ContainsFunc(changed.Rows, func(r store.Row) bool { return r.Kind == "picture" }) {
			im.nudge()
		}
	})
	im.tasks.Go(func() {
		defer unwatch()
		lowerPriority()
		im.workOff(working)
	})
	return nil
}

// Close stops the queue and the making of previews and waits for both. Jobs not done are taken up by the next Start.
func (im *Importer) Close() error {
	im.mu.Lock()
	im.closed = true
	if im.worker != nil {
		im.worker()
	}
	for _, r := range im.runs {
		r.cancel()
	}
	clear(im.warm)
	im.order, im.held = nil, 0
	im.mu.Unlock()
	im.tasks.Wait()
	return nil
}

// nudge tells the worker that there may be work.
func (im *Importer) nudge() {
	select {
	case im.wake <- struct{}{}:
	default:
	}
}

// leave hands a decoded picture to the queue if it runs and there is room; otherwise the picture is decoded again later.
func (im *Importer) leave(info Info, r *ready) {
	im.mu.Lock()
	defer im.mu.Unlock()
	if im.worker == nil || im.closed || im.held+r.bytes > maxWarm || im.warm[info.ID] != nil {
		return
	}
	r.info = info
	im.warm[info.ID] = r
	im.order = append(im.order, info.ID)
	im.held += r.bytes
	im.nudge()
}

// take removes a decoded picture from what imports have left; nil when there is none. The caller holds mu.
func (im *Importer) take(id string) *ready {
	r := im.warm[id]
	if r == nil {
		return nil
	}
	delete(im.warm, id)
	im.order = slices.DeleteFunc(im.order, func(other string) bool { return other == id })
	im.held -= r.bytes
	return r
}

// workOff works until ctx ends.
func (im *Importer) workOff(ctx context.Context) {
	for ctx.Err() == nil {
		if info, ok := im.oldestWarm(); ok {
			if err := im.makeAll(ctx, info); err != nil && ctx.Err() == nil {
				im.log.Warn("make previews", "picture", info.ID, "error", err)
			}
			im.rest(ctx, restBetween)
			continue
		}
		busy, err := im.workOffJobs(ctx)
		if err != nil && ctx.Err() == nil {
			im.log.Warn("work off the previews queue", "error", err)
			im.rest(ctx, im.pause)
		}
		if busy && err == nil {
			continue
		}
		if err == nil {
			select {
			case <-im.wake:
			case <-ctx.Done():
			}
		}
	}
}

func (im *Importer) rest(ctx context.Context, pause time.Duration) {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

func (im *Importer) oldestWarm() (Info, bool) {
	im.mu.Lock()
	defer im.mu.Unlock()
	if len(im.order) == 0 {
		return Info{}, false
	}
	return im.warm[im.order[0]].info, true
}

// job is a row of preview_job with its picture; present is false when the picture's row is gone.
type job struct {
	id       string
	attempts int
	info     Info
	present  bool
}

// workOffJobs does some jobs and says whether there were any. It stops early when an import has left a picture.
func (im *Importer) workOffJobs(ctx context.Context) (busy bool, err error) {
	// A row that came back may have its file in the bin.
	if _, err := im.TakeBack(ctx); err != nil {
		return false, err
	}
	jobs, err := im.jobs(ctx)
	if err != nil || len(jobs) == 0 {
		return false, err
	}
	var finished []string
	for _, j := range jobs {
		failure := im.workOffJob(ctx, j)
		if ctx.Err() != nil {
			break
		}
		if failure != nil {
			im.log.Warn("make previews", "picture", j.id, "attempt", j.attempts+1, "error", failure)
		}
		if failure == nil || errors.Is(failure, fs.ErrNotExist) || j.attempts+1 >= maxAttempts {
			finished = append(finished, j.id)
		} else if err := im.failed(ctx, j.id); err != nil {
			return true, err
		} else {
			im.rest(ctx, im.pause)
		}
		if _, warm := im.oldestWarm(); warm {
			break
		}
	}
	if len(finished) == 0 {
		return true, nil
	}
	// What is done is written down even while the program is closing.
	return true, im.finish(context.WithoutCancel(ctx), finished)
}

func (im *Importer) workOffJob(ctx context.Context, j job) error {
	if !j.present {
		return nil
	}
	defer im.rest(ctx, restBetween)
	return im.makeAll(ctx, j.info)
}

// makeAll makes every preview a picture has. While another run has the picture it waits for that to end.
func (im *Importer) makeAll(ctx context.Context, info Info) error {
	for {
		im.mu.Lock()
		if im.closed {
			im.mu.Unlock()
			return errClosed
		}
		other := im.runs[info.ID]
		if other == nil {
			sizes := sizesOf(info.Width, info.Height)
			r, running := im.begin(info.ID, sizes)
			r.waiting++
			im.mu.Unlock()
			return im.perform(running, r, info, sizes)
		}
		im.mu.Unlock()
		select {
		case <-other.ended:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (im *Importer) jobs(ctx context.Context) (jobs []job, err error) {
	err = im.store.Read(ctx, func(tx *store.Tx) error {
		rows, err := tx.Query(`
			SELECT picture_id, attempts
			FROM preview_job
			ORDER BY attempts, queued, picture_id
			LIMIT ?`, jobsAtOnce)
		if err != nil {
			return fmt.Errorf("read the previews queue: %w", err)
		}
		defer rows.Close()
		for rows.Next() {
			var j job
			if err := rows.Scan(&j.id, &j.attempts); err != nil {
				return fmt.Errorf("read the previews queue: %w", err)
			}
			jobs = append(jobs, j)
		}
		if err := rows.Err(); err != nil {
			return fmt.Errorf("read the previews queue: %w", err)
		}
		for i := range jobs {
			j := &jobs[i]
			if j.info, err = ByID(tx, j.id); err == nil {
				j.present = true
			} else if fault.CodeOf(err) != fault.NotFound {
				return err
			}
		}
		return nil
	})
	return jobs, err
}

func (im *Importer) failed(ctx context.Context, id string) error {
	return im.store.WriteQuiet(ctx, func(tx *store.Tx) error {
		if _, err := tx.Exec(`UPDATE preview_job SET attempts = attempts + 1 WHERE picture_id = ?`, id); err != nil {
			return fmt.Errorf("note a failed preview: %w", err)
		}
		return nil
	})
}

func (im *Importer) finish(ctx context.Context, ids []string) error {
	return im.store.WriteQuiet(ctx, func(tx *store.Tx) error {
		for _, id := range ids {
			if _, err := tx.Exec(`DELETE FROM preview_job WHERE picture_id = ?`, id); err != nil {
				return fmt.Errorf("take a job off the previews queue: %w", err)
			}
		}
		return nil
	})
}
