package agent

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"runtime/debug"
	"sync"
	"time"

	"northboard/backend"
	"northboard/backend/clock"
	"northboard/backend/desktop"
	"northboard/backend/desktop/notify"
	"northboard/backend/desktop/sleep"
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
	// Again makes this process the agent anew, from the program's file as it is then; nil keeps to the old one.
	Again func() error
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
// to the window. When its program was replaced it becomes the new one.
func Run(ctx context.Context, cfg Config) error {
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
	defer debug.SetGCPercent(debug.SetGCPercent(thrift))
	replaced, err := run(ctx, cfg)
	if err == nil && replaced {
		return cfg.Again()
	}
	return err
}

// run says whether the agent ended because its program was replaced.
func run(ctx context.Context, cfg Config) (replaced bool, err error) {
	alone, err := await(ctx, cfg)
	if err != nil || alone == nil {
		return false, err
	}
	defer func() { err = errors.Join(err, alone.Close()) }()
	cfg.Log = WithLog(cfg.Log, cfg.Library)
	b, err := backend.Open(ctx, backend.Config{Library: cfg.Library, Cache: cfg.Cache, Version: cfg.Version, Clock: cfg.Clock, Log: cfg.Log})
	if err != nil {
		if ctx.Err() != nil {
			return false, nil // Stopped while it was starting: that is no fault.
		}
		return false, err
	}
	defer func() { err = errors.Join(err, b.Close()) }()
	b.Log.Info("the agent begins", "version", cfg.Version, "process", os.Getpid())
	defer b.Log.Info("the agent ends")

	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var serving sync.WaitGroup
	defer serving.Wait()
	defer stop()
	woken := make(chan struct{}, 1)
	serving.Go(func() {
		handle := func(_ context.Context, c instance.Command) error {
			if c.Verb == "look" { // A window has something that is due this moment.
				select {
				case woken <- struct{}{}:
				default:
				}
				return nil
			}
			return cfg.handle(b.Log, c, stop)
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
	serving.Go(func() { sleep.Watch(ctx, desktop.System(), wakeUp(b.Log, woken)) })
	open := func(ctx context.Context, route string) error {
		return OpenWindow(ctx, cfg.Program, b.Store.Dir(), route)
	}
	tray := newTray(ctx, desktop.System(), b, open, woken)
	serving.Go(func() { tray.presence.Run(ctx) })
	upgrade := watchUpgrade(cfg.itself())
	err = NewLoop(LoopConfig{
		Backend: b,
		Name:    "agent",
		Open:    open,
		Connect: cfg.Connect,
		Tick:    cfg.Tick,
		Log:     b.Log,
		Wake:    woken,
		EachTick: func(ctx context.Context) bool {
			if replaced = upgrade.ready(ctx); replaced {
				b.Log.Info("the program was replaced: the agent becomes the new one")
				return false
			}
			if err := b.Store.CheckSchema(ctx); fault.CodeOf(err) == fault.NewerLibrary {
				replaced = upgrade.now(ctx)
				b.Log.Info("a newer Northboard has changed the library: the agent leaves it to that")
				return false
			}
			if err := tray.look(ctx); err != nil && ctx.Err() == nil {
				b.Log.Warn("look what the tray shows", "error", err)
			}
			giveBack()
			return true
		},
	}).Run(ctx)
	return replaced, err
}

// itself is the file whose replacement makes the agent begin anew; "" when it cannot.
func (cfg Config) itself() string {
	if cfg.Again == nil {
		return ""
	}
	return desktop.Program()
}

// handle does what another process asks of this agent.
func (cfg Config) handle(log *slog.Logger, c instance.Command, stop func()) error {
	switch c.Verb {
	case "ping":
		return nil
	case "stop":
		stop()
		return nil
	case "yield":
		if !Newer(c.Argument, cfg.Version) {
			return fault.Newf(fault.Conflict, "The agent is of version %s already.", cfg.Version)
		}
		log.Info("a newer version takes over", "version", c.Argument)
		stop()
		return nil
	}
	return fault.Newf(fault.Invalid, "The agent does not know the command “%s”.", c.Verb)
}

// wakeUp makes the loop look at once when the computer wakes up: a timer has not run while it slept.
func wakeUp(log *slog.Logger, woken chan<- struct{}) func(asleep bool) {
	return func(asleep bool) {
		if asleep {
			log.Info("the computer goes to sleep")
			return
		}
		log.Info("the computer has woken up")
		select {
		case woken <- struct{}{}:
		default:
		}
	}
}

// await takes the lock that one agent holds; nil when ctx ended first.
func await(ctx context.Context, cfg Config) (*instance.Lock, error) {
	path := instance.LockPath(cfg.Library, instance.Agent)
	ticker := time.NewTicker(cfg.Tick)
	defer ticker.Stop()
	for said := false; ; {
		lock, ok, err := instance.TryLock(path, "agent")
		if err != nil || ok {
			return lock, err
		}
		if !yields(ctx, cfg.Library, cfg.Version) && !said {
			said = true
			cfg.Say(SayWaiting)
		}
		select {
		case <-ctx.Done():
			return nil, nil
		case <-ticker.C:
		}
	}
}

// yields asks the agent that lives to make way for a newer version; false: it does not.
func yields(ctx context.Context, library, version string) bool {
	return instance.Send(ctx, instance.SocketPath(library, instance.Agent), instance.Command{Verb: "yield", Argument: version}) == nil
}

// Renew lets an agent of an older version than this program's make way, and starts one of this version. One that is
// as new stays.
func Renew(ctx context.Context, library, version string) error {
	if !yields(ctx, library, version) {
		return nil
	}
	return startDetached(desktop.AgentProgram(), "--library", library, "agent")
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
