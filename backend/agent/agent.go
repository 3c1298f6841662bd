package agent

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os/exec"
	"sync"
	"time"

	"northboard/backend"
	"northboard/backend/clock"
	"northboard/backend/desktop"
	"northboard/backend/desktop/notify"
	"northboard/backend/fault"
	"northboard/backend/instance"
	"northboard/backend/store"
)

// Config is what an agent's process is made with.
type Config struct {
	Library string
	Cache   string
	Version string
	Clock   clock.Clock
	Log     *slog.Logger
	Program string // what a window is opened with; "" is desktop.WindowProgram
	Connect func(ctx context.Context) (notify.Notifier, error)
	Tick    time.Duration
	// Say tells a person who started the agent by hand how it stands.
	Say func(sentence string)
}

// What an agent says of itself.
const (
	SayRunning = "Northboard reminds you now. Stop it with: northboard agent stop"
	SayWaiting = "Another agent looks after this library already; this one waits until it stops."
	SayAside   = "Only one Northboard can have a library open in this place (%s), and that is left to the window: reminders come while it is open. Move the library to a folder of this computer that is not copied to be reminded always."
)

// Run is the life of an agent: it waits until no other agent lives, then reminds until ctx ends or it is told to
// stop. Where only one process can have the library (a network folder, one that a cloud service copies) it leaves it
// to the window.
func Run(ctx context.Context, cfg Config) (err error) {
	if cfg.Tick == 0 {
		cfg.Tick = Tick
	}
	if cfg.Say == nil {
		cfg.Say = func(string) {}
	}
	if place := store.PlaceOf(cfg.Library); place.Kind != store.Local {
		cfg.Say(fmt.Sprintf(SayAside, place.Name))
		return nil
	}
	alone, err := await(ctx, cfg)
	if err != nil || alone == nil {
		return err
	}
	defer func() { err = errors.Join(err, alone.Close()) }()
	b, err := backend.Open(ctx, backend.Config{Library: cfg.Library, Cache: cfg.Cache, Version: cfg.Version, Clock: cfg.Clock, Log: cfg.Log})
	if err != nil {
		if ctx.Err() != nil {
			return nil // Stopped while it was starting: that is no fault.
		}
		return err
	}
	defer func() { err = errors.Join(err, b.Close()) }()

	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var serving sync.WaitGroup
	defer serving.Wait()
	defer stop()
	serving.Go(func() {
		handle := func(_ context.Context, c instance.Command) error {
			switch c.Verb {
			case "ping":
				return nil
			case "stop":
				stop()
				return nil
			}
			return fault.Newf(fault.Invalid, "The agent does not know the command “%s”.", c.Verb)
		}
		err := instance.Serve(ctx, alone, instance.SocketPath(b.Store.Dir(), instance.Agent), handle, func() { cfg.Say(SayRunning) })
		if err != nil {
			b.Log.Warn("serve commands", "error", err)
		}
	})
	keeper := &backend.WallpaperKeeper{Backend: b, Env: desktop.System()}
	serving.Go(func() { keeper.Run(ctx) })
	tidier := &backend.Tidier{Backend: b}
	serving.Go(func() { tidier.Run(ctx) })
	serving.Go(func() { b.Backups.Run(ctx, func() bool { return true }) })
	return NewLoop(LoopConfig{
		Backend: b,
		Name:    "agent",
		Open: func(ctx context.Context, route string) error {
			return OpenWindow(ctx, cfg.Program, b.Store.Dir(), route)
		},
		Connect: cfg.Connect,
		Tick:    cfg.Tick,
		Log:     b.Log,
	}).Run(ctx)
}

// await takes the lock that one agent holds; nil when ctx ended first.
func await(ctx context.Context, cfg Config) (*instance.Lock, error) {
	path := instance.LockPath(cfg.Library, instance.Agent)
	ticker := time.NewTicker(cfg.Tick)
	defer ticker.Stop()
	for said := false; ; said = true {
		lock, ok, err := instance.TryLock(path, "agent")
		if err != nil || ok {
			return lock, err
		}
		if !said {
			cfg.Say(SayWaiting)
		}
		select {
		case <-ctx.Done():
			return nil, nil
		case <-ticker.C:
		}
	}
}

// Status says who reminds in a library.
type Status struct {
	Agent  *instance.Holder // the agent that lives
	Runner *instance.Holder // who runs the loop: that agent, or a window
}

// StatusOf looks at the locks of a library.
func StatusOf(library string) (Status, error) {
	var s Status
	for _, one := range []struct {
		role instance.Role
		to   **instance.Holder
	}{{instance.Agent, &s.Agent}, {instance.Loop, &s.Runner}} {
		holder, held, err := instance.Held(instance.LockPath(library, one.role))
		if err != nil {
			return s, err
		}
		if held {
			*one.to = &holder
		}
	}
	return s, nil
}

// Stop asks the agent of a library to stop and waits until it has. False: there was none.
func Stop(ctx context.Context, library string) (bool, error) {
	first, err := StatusOf(library)
	if err != nil || first.Agent == nil {
		return false, err
	}
	ticker := time.NewTicker(50 * time.Millisecond)
	defer ticker.Stop()
	for asked := false; ; {
		now, err := StatusOf(library)
		if err != nil || now.Agent == nil || now.Agent.PID != first.Agent.PID {
			return err == nil, err
		}
		if !asked {
			err := instance.Send(ctx, instance.SocketPath(library, instance.Agent), instance.Command{Verb: "stop"})
			// One that is only starting does not listen yet.
			if err != nil && fault.CodeOf(err) != fault.Unavailable {
				return false, err
			}
			asked = err == nil
		}
		select {
		case <-ctx.Done():
			return false, fault.Wrap(ctx.Err(), fault.Unavailable, "The agent was asked to stop but has not yet. Nothing was lost; look again with: northboard agent status")
		case <-ticker.C:
		}
	}
}

// asideWithin is how long an agent may take to step aside; one that hangs finds the library moved and writes nothing.
var asideWithin = 20 * time.Second

// StepAside stops the agent of a library, if there is one, and gives what starts it again. An agent that does not answer
// is no error: its library is no longer in its place when it wakes, and the store then refuses to write.
func StepAside(ctx context.Context, library, program string) (resume func() error, err error) {
	stopping, done := context.WithTimeout(ctx, asideWithin)
	defer done()
	was, err := Stop(stopping, library)
	if err != nil && (ctx.Err() != nil || fault.CodeOf(err) != fault.Unavailable) {
		return nil, err
	}
	if !was && err == nil {
		return func() error { return nil }, nil
	}
	return func() error { return StartDetached(program, library) }, nil
}

// raiseWithin is how long a window may take to answer before another is started.
const raiseWithin = 3 * time.Second

// OpenWindow raises the library's window at a route, or starts one that opens there.
func OpenWindow(ctx context.Context, program, library, route string) error {
	asking, done := context.WithTimeout(ctx, raiseWithin)
	defer done()
	err := instance.Send(asking, instance.SocketPath(library, instance.Window), instance.Command{Verb: "raise", Argument: route})
	if fault.CodeOf(err) != fault.Unavailable {
		return err
	}
	if program == "" {
		program = desktop.WindowProgram()
	}
	return startDetached(program, "--library", library, "window", "--open", route)
}

// StartDetached starts an agent that outlives this process, unless one lives already; "" is desktop.AgentProgram.
func StartDetached(program, library string) error {
	s, err := StatusOf(library)
	if err != nil || s.Agent != nil {
		return err
	}
	if program == "" {
		program = desktop.AgentProgram()
	}
	return startDetached(program, "--library", library, "agent")
}

func startDetached(program string, args ...string) error {
	cmd := exec.Command(program, args...)
	cmd.SysProcAttr = detached()
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start %s: %w", args[len(args)-1], err)
	}
	// It is waited for only so that it does not stay as a zombie should it end first.
	go func() { _ = cmd.Wait() }()
	return nil
}
