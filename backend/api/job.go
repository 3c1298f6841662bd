package api

import (
	"context"
	"sync"
)

// jobs are the calls that take long and can be cancelled, by the name that the page gave them.
type jobs struct {
	mu      sync.Mutex
	running map[string]*job
}

type job struct{ stop context.CancelFunc }

// begin derives the context of a job and returns how to end it. A second job of one name replaces the first as the
// one that cancel finds; the end of the first leaves it there.
func (j *jobs) begin(ctx context.Context, name string) (context.Context, func()) {
	ctx, stop := context.WithCancel(ctx)
	mine := &job{stop}
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.running == nil {
		j.running = map[string]*job{}
	}
	j.running[name] = mine
	return ctx, func() {
		stop()
		j.mu.Lock()
		defer j.mu.Unlock()
		if j.running[name] == mine {
			delete(j.running, name)
		}
	}
}

func (j *jobs) cancel(name string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if one := j.running[name]; one != nil {
		one.stop()
	}
}
