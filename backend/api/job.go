package api

import (
	"context"
	"sync"
)

// jobs are the calls that take long and can be cancelled, by the name that the page gave them.
type jobs struct {
	mu   sync.Mutex
	stop map[string]context.CancelFunc
}

// begin derives the context of a job and returns how to end it. A second job of one name replaces the first as the
// one that cancel finds.
func (j *jobs) begin(ctx context.Context, name string) (context.Context, func()) {
	ctx, stop := context.WithCancel(ctx)
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.stop == nil {
		j.stop = map[string]context.CancelFunc{}
	}
	j.stop[name] = stop
	return ctx, func() {
		stop()
		j.mu.Lock()
		defer j.mu.Unlock()
		delete(j.stop, name)
	}
}

func (j *jobs) cancel(name string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if stop := j.stop[name]; stop != nil {
		stop()
	}
}
