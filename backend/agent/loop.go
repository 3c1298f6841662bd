// Package agent owns the loop that reminds, and the life of the process that runs it without a window.
//
// One loop a library runs at a time: the agent's if there is an agent, else the window's. Who runs it is decided by
// two locks in the library. An agent holds the lock "agent.wanted" for as long as it lives; whoever runs the loop
// holds "agent". A window that finds an agent alive gives the loop up at its next tick and keeps only its
// connection, so that the buttons of what it has shown still work; when the agent is gone it takes the loop back.
//
// The promise that nothing pops up twice does not rest on the locks: an occurrence is claimed in SQL first.
//
// It holds no rule of what is due (package remind) and no SQL, never sleeps longer than a tick, since timers stop
// while a laptop sleeps, and writes nothing on a tick on which nothing is due.
package agent

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"time"

	"northboard/backend"
	"northboard/backend/clock"
	"northboard/backend/desktop"
	"northboard/backend/desktop/dnd"
	"northboard/backend/desktop/notify"
	"northboard/backend/instance"
	"northboard/backend/remind"
)

// Tick is how often the wall clock is looked at: the most that a reminder is late.
const Tick = 15 * time.Second

// LoopConfig is what a loop needs from its process.
type LoopConfig struct {
	Backend *backend.Backend
	// Name is "agent" or "window": which of the two parts it plays.
	Name string
	// Open leads the person to a route ("today", "review", "task/<id>").
	Open func(ctx context.Context, route string) error
	// StartAgent, if there is one, is called once when there is something to remind of: the window starts an agent
	// that outlives it.
	StartAgent func() error
	// MeetAgent, if there is one, is called once when an agent lives already.
	MeetAgent func() error
	// Connect gives a notifier; nil takes what this desktop has.
	Connect func(ctx context.Context) (notify.Notifier, error)
	Tick    time.Duration // 0: Tick
	Log     *slog.Logger
	// DoNotDisturb says whether the desktop is told not to disturb; nil asks this desktop. It is asked only while
	// something is due.
	DoNotDisturb func(ctx context.Context) bool
	// EachTick, if there is one, is called after each look at the clock; false ends the loop.
	EachTick func(ctx context.Context) bool
	// Wake, if there is one, makes the loop look at the clock at once.
	Wake <-chan struct{}
}

// Loop reminds. It is run by one goroutine.
type Loop struct {
	LoopConfig
	who  string
	lock *instance.Lock // held while this loop is the one that runs

	notifier notify.Notifier
	showing  map[string]uint32 // what this process shows: the occurrence's notification
	digest   uint32            // the last digest's notification

	// What the last look saw, so that a tick on which nothing is due asks almost nothing.
	looked  bool
	seq     int64
	day     clock.Day
	zone    string
	next    *clock.Instant
	started bool // StartAgent was called
	met     bool // An agent that lived was told of this window.
}

// NewLoop makes a loop. Nothing happens until Run.
func NewLoop(cfg LoopConfig) *Loop {
	if cfg.Tick == 0 {
		cfg.Tick = Tick
	}
	if cfg.Log == nil {
		cfg.Log = slog.Default()
	}
	if cfg.Connect == nil {
		cfg.Connect = func(ctx context.Context) (notify.Notifier, error) { return notify.Connect(ctx, desktop.System()) }
	}
	if cfg.DoNotDisturb == nil {
		cfg.DoNotDisturb = func(ctx context.Context) bool { return dnd.Ask(ctx, desktop.System()).On }
	}
	return &Loop{LoopConfig: cfg, who: fmt.Sprintf("%s %d", cfg.Name, os.Getpid()), showing: map[string]uint32{}}
}

// Run reminds until ctx ends. What is being shown at that moment is shown to its end, so that no claim is left
// behind. The error is nil unless the lock could not be given back.
func (l *Loop) Run(ctx context.Context) (err error) {
	defer func() { err = errors.Join(err, l.stop()) }()
	l.connect(ctx)
	for {
		l.report("remind", l.tick(ctx))
		if l.EachTick != nil && !l.EachTick(ctx) {
			return nil
		}
		pause := clock.UntilBeat(l.Tick)
		if l.lock == nil && l.Name != windowName {
			// An agent waits for the window to notice it: it looks more often, so that no tick passes unattended.
			pause = l.Tick / 15
		}
		timer := time.NewTimer(pause)
		select {
		case <-ctx.Done():
			timer.Stop()
			return nil
		case <-timer.C:
		case <-l.Wake:
			timer.Stop()
		case signal, open := <-l.signals():
			timer.Stop()
			if !open {
				l.disconnect()
				continue
			}
			l.report("act on a notification", l.act(ctx, signal))
		}
	}
}

const windowName = "window"

func (l *Loop) report(doing string, err error) {
	if err != nil && !errors.Is(err, context.Canceled) {
		l.Log.Error(doing, "error", err)
	}
}

func (l *Loop) stop() error {
	l.disconnect()
	return l.release()
}

// tick does what there is to do at this moment.
func (l *Loop) tick(ctx context.Context) error {
	mine, err := l.mayRun()
	if err != nil || !mine {
		return err
	}
	now, zone := l.Backend.Clock.Now(), l.Backend.Clock.Location()
	pulse, err := l.Backend.Flow.ReminderPulse(ctx)
	if err != nil {
		return fmt.Errorf("read the pulse: %w", err)
	}
	// The name alone will not do: a zone file without a name is always "Local".
	zoneName := zone.String() + now.In(zone).Format(" -0700")
	// What is held back is looked at again when the quiet time is over; the desktop's own wish is asked for each time.
	held := pulse.Held != nil && pulse.Hush == nil
	waiting := held || (pulse.Due != nil && *pulse.Due <= now) || (pulse.Claimed != nil && now.Sub(*pulse.Claimed) >= remind.DoubtAfter)
	changed := !l.looked || pulse.Seq != l.seq
	calm := !changed && !waiting && now.Day(zone) == l.day && zoneName == l.zone && (l.next == nil || now < *l.next)
	if calm {
		return nil
	}
	if changed {
		l.withdrawSettled(ctx)
	}
	look, err := l.Backend.Flow.LookForReminders(ctx)
	if err != nil {
		return fmt.Errorf("look for what is due: %w", err)
	}
	l.startAgent(ctx)
	if !look.Empty() || waiting {
		if err := l.remind(ctx); err != nil {
			return err
		}
	}
	l.seq, l.day, l.zone, l.next = pulse.Seq, now.Day(zone), zoneName, look.Next
	l.looked = !look.More
	return nil
}

// startAgent starts an agent as soon as there is something to remind of.
func (l *Loop) startAgent(ctx context.Context) {
	if l.StartAgent == nil || l.started {
		return
	}
	next, err := l.Backend.Flow.NextReminder(ctx)
	if err != nil || next == nil {
		l.report("look for the next reminder", err)
		return
	}
	l.started = true
	l.report("start the agent", l.StartAgent())
}

// meet lets an agent that lives know of this window once: one of an older version makes way for a newer one.
func (l *Loop) meet() {
	if l.met || l.MeetAgent == nil {
		return
	}
	l.met = true
	l.report("meet the agent", l.MeetAgent())
}

// mayRun says whether this loop is the one that runs, taking or giving back the lock.
func (l *Loop) mayRun() (bool, error) {
	dir := l.Backend.Store.Dir()
	if l.Name == windowName {
		_, alive, err := instance.Held(instance.LockPath(dir, instance.Agent))
		if err != nil {
			return l.lock != nil, err
		}
		if alive {
			l.meet()
			return false, l.release()
		}
	}
	if l.lock != nil {
		return true, nil
	}
	lock, ok, err := instance.TryLock(instance.LockPath(dir, instance.Loop), l.Name)
	if ok {
		l.lock, l.looked = lock, false
	}
	return ok, err
}

func (l *Loop) release() error {
	if l.lock == nil {
		return nil
	}
	lock := l.lock
	l.lock = nil
	return lock.Close()
}
