package store

import (
	"context"
	"database/sql"
	"fmt"
	"sync"
	"time"

	"northboard/backend/clock"
	"northboard/backend/fault"
)

// pollEvery is how often another process's commits are looked for while somebody watches: one PRAGMA that reads
// shared memory. idleEvery is how often when nobody does, as in the agent, which must not keep a laptop awake.
const (
	pollEvery = 500 * time.Millisecond
	idleEvery = 15 * time.Second
)

// watchers is the one goroutine that tells of changes, and whom it tells.
type watchers struct {
	poll   *sql.DB
	wake   chan struct{} // One place: a wake while one waits adds nothing.
	cancel context.CancelFunc
	done   chan struct{}

	mu      sync.Mutex
	next    int
	changed map[int]func(Changed)
	commits map[int]func()
	faulty  map[int]func(*fault.Error)
}

// Watch calls fn after every commit that logged something: of this process at once, of others within half a
// second. Calls come in order and never at the same time. stop ends them.
func (s *Store) Watch(fn func(Changed)) (stop func()) {
	w := &s.watchers
	defer s.wake() // The next look comes soon, not after an idle wait.
	w.mu.Lock()
	defer w.mu.Unlock()
	key := w.next
	w.next++
	w.changed[key] = fn
	return func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		delete(w.changed, key)
	}
}

// WatchCommits calls fn after commits, also those that log nothing, of this process and of others: within half a
// second, once for several that come together. It says nothing of what was written. stop ends the watch.
func (s *Store) WatchCommits(fn func()) (stop func()) {
	w := &s.watchers
	defer s.wake()
	w.mu.Lock()
	defer w.mu.Unlock()
	key := w.next
	w.next++
	w.commits[key] = fn
	return func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		delete(w.commits, key)
	}
}

// WatchFault calls fn once if the library can no longer be trusted while it is open: its file was moved or
// replaced. stop ends the watch.
func (s *Store) WatchFault(fn func(*fault.Error)) (stop func()) {
	w := &s.watchers
	defer s.wake()
	w.mu.Lock()
	defer w.mu.Unlock()
	key := w.next
	w.next++
	w.faulty[key] = fn
	return func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		delete(w.faulty, key)
	}
}

func (s *Store) startWatching(ctx context.Context) error {
	w := &s.watchers
	w.changed, w.commits, w.faulty = map[int]func(Changed){}, map[int]func(){}, map[int]func(*fault.Error){}
	w.wake, w.done = make(chan struct{}, 1), make(chan struct{})
	if !s.place.alone() {
		w.poll = openOne(s.path, "mode=rw&_txlock=deferred", run(readerPragmas))
	}
	version, err := s.dataVersion()
	if err != nil {
		return err
	}
	seq, err := s.Seq(ctx)
	if err != nil {
		return err
	}
	var watching context.Context
	watching, w.cancel = context.WithCancel(context.Background())
	go s.watch(watching, version, seq)
	return nil
}

func (s *Store) stopWatching() {
	w := &s.watchers
	if w.cancel == nil {
		return
	}
	w.cancel()
	<-w.done
}

// wake tells the watchers without waiting for them.
func (s *Store) wake() {
	select {
	case s.watchers.wake <- struct{}{}:
	default:
	}
}

// dataVersion changes when another connection, of this process or another, has committed. Where there is no other,
// it stays.
func (s *Store) dataVersion() (int64, error) {
	if s.watchers.poll == nil {
		return 0, nil
	}
	var v int64
	if err := s.watchers.poll.QueryRow(`PRAGMA data_version`).Scan(&v); err != nil {
		return 0, fmt.Errorf("look for changes: %w", err)
	}
	return v, nil
}

func (s *Store) watch(ctx context.Context, version, seq int64) {
	defer close(s.watchers.done)
	tick := time.NewTimer(0)
	defer tick.Stop()
	toldFault := false
	for {
		woken := false
		tick.Reset(s.watchers.pause())
		select {
		case <-ctx.Done():
			return
		case <-s.watchers.wake:
			woken = true
		case <-tick.C:
		}
		if err := s.checkPlace(); err != nil {
			if !toldFault {
				toldFault = true
				s.tellFault(fault.From(err))
			}
			continue
		}
		now, err := s.dataVersion()
		if err != nil {
			s.log.Warn("look for changes", "err", err)
			continue
		}
		if now == version && !woken {
			continue
		}
		changed, err := s.Changes(ctx, seq)
		if err != nil {
			if ctx.Err() == nil {
				s.log.Warn("read what changed", "err", err)
			}
			continue // version stays, so the next tick tries again.
		}
		version = now
		if changed.To != seq {
			seq = changed.To
			s.tell(changed)
		}
		for _, fn := range listeners(&s.watchers, s.watchers.commits) {
			fn()
		}
	}
}

func (s *Store) tell(changed Changed) {
	for _, fn := range listeners(&s.watchers, s.watchers.changed) {
		fn(changed)
	}
}

func (s *Store) tellFault(f *fault.Error) {
	s.log.Error("the library cannot be written", "err", f)
	for _, fn := range listeners(&s.watchers, s.watchers.faulty) {
		fn(f)
	}
}

// pause is how long to wait before the next look.
func (w *watchers) pause() time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.changed)+len(w.commits)+len(w.faulty) == 0 {
		return clock.UntilBeat(idleEvery)
	}
	return pollEvery
}

// listeners copies, so that a watcher may stop itself or start another.
func listeners[F any](w *watchers, from map[int]F) []F {
	w.mu.Lock()
	defer w.mu.Unlock()
	all := make([]F, 0, len(from))
	for key := range w.next {
		if fn, ok := from[key]; ok {
			all = append(all, fn)
		}
	}
	return all
}
