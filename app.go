//go:build !bindings

package main

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"
	wails_runtime "github.com/wailsapp/wails/v2/pkg/runtime"

	"northboard/backend"
	"northboard/backend/agent"
	"northboard/backend/api"
	"northboard/backend/backup"
	"northboard/backend/command"
	"northboard/backend/fault"
	"northboard/backend/instance"
	"northboard/backend/store"
)

// The first second is the page's: until then nothing else is begun.
const pageFirst = time.Second

// The smallest window in which every view still works.
const minWidth, minHeight = 900, 600

// How long a second start waits for a first window that is itself just starting, and how often it asks.
const (
	raiseWithin = 10 * time.Second
	raiseAgain  = 200 * time.Millisecond
)

// app is the window's process: its life, its library and the way between the two and the page.
type app struct {
	options command.WindowOptions
	log     *slog.Logger
	host    *api.Host

	// ctx is Wails' context: set once in startup, which closes started. It is the one context that the program keeps,
	// because Wails hands out no other.
	ctx     context.Context
	started chan struct{}

	lock *instance.Lock // this library has one window

	begin  begin         // what the window began with
	opened chan struct{} // closed when the library has been opened, or could not be

	mu        sync.Mutex
	backend   *backend.Backend
	openFault error
	close     []func()
}

// openWindow opens the window and returns when it was closed. A second window of a library raises the first.
func openWindow(ctx context.Context, opts command.WindowOptions) error {
	// GTK and WebKit belong to the thread that first asks them something, and abort on another. Wails holds its thread
	// only once its window is made; what is asked before that must be asked on the same one.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	a := &app{options: opts, log: opts.Log, started: make(chan struct{})}
	a.host = &api.Host{
		Context: a.context, Backend: a.library, Shell: a, Log: a.log,
		Backups: backup.New(backup.Config{Library: opts.Library, Clock: opts.Clock, Log: opts.Log, Program: command.Version}),
		Folder:  opts.Library, Version: command.Version, Route: opts.Route,
	}
	first, err := a.openFirst(ctx)
	defer a.shutdown()
	if err != nil {
		return err
	}
	if !first {
		return raiseFirst(ctx, opts)
	}
	state := options.Normal
	if a.begin.Maximised {
		state = options.Maximised
	}
	guardPage()
	return wails.Run(&options.App{
		Title:            "Northboard",
		Width:            a.begin.Width,
		Height:           a.begin.Height,
		MinWidth:         minWidth,
		MinHeight:        minHeight,
		WindowStartState: state,
		BackgroundColour: a.begin.ground(),
		AssetServer:      &assetserver.Options{Assets: assets, Middleware: answers(api.Middleware(a.host, "index.html"))},
		OnStartup:        a.startup,
		OnBeforeClose:    a.beforeClose,
		Bind:             api.Bound(a.host),
		ErrorFormatter:   api.FormatError,
		DragAndDrop:      &options.DragAndDrop{EnableFileDrop: true},
		Linux:            &linux.Options{Icon: icon, ProgramName: "northboard", WebviewGpuPolicy: gpuPolicy()},
	})
}

// openFirst begins to open the library and claims its window; false when it has one already. An old library goes on
// opening while the window is made: whoever needs it waits (library).
func (a *app) openFirst(ctx context.Context) (first bool, err error) {
	a.begin = readBegin(a.options.Library)
	a.opened = make(chan struct{})
	if _, err := store.MarkerOf(a.options.Library); err == nil {
		first, err := a.claim()
		if err == nil && !first {
			close(a.opened)
			return false, nil
		}
		if err == nil {
			go func() {
				defer close(a.opened)
				a.open(ctx)
			}()
			return true, nil
		}
	}
	defer close(a.opened)
	a.open(ctx)
	if a.backend == nil && fault.CodeOf(a.openFault) != fault.InUse {
		// One that could not be opened is left untouched, without a lock.
		return true, nil
	}
	// The folder is a library now. One that only one process can have open is most likely held by its window.
	return a.claim()
}

// claim makes this window the library's; false when it has one already.
func (a *app) claim() (bool, error) {
	lock, mine, err := instance.TryLock(instance.LockPath(a.options.Library, instance.Window), "window")
	if err != nil {
		return false, err
	}
	a.lock = lock
	return mine, nil
}

// raiseFirst asks the library's window to come forward. One that is just starting does not listen yet: it is asked
// again for a while.
func raiseFirst(ctx context.Context, opts command.WindowOptions) error {
	ctx, cancel := context.WithTimeout(ctx, raiseWithin)
	defer cancel()
	for {
		err := instance.Send(ctx, instance.SocketPath(opts.Library, instance.Window), instance.Command{Verb: "raise", Argument: opts.Route})
		if err == nil || fault.CodeOf(err) != fault.Unavailable {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(raiseAgain):
		}
	}
}

// gpuPolicy keeps software rendering where there is no GPU: it is two to three times faster there.
func gpuPolicy() linux.WebviewGpuPolicy {
	if nodes, err := filepath.Glob("/dev/dri/renderD*"); err == nil && len(nodes) > 0 {
		// Wails 2.16 hands its constants to a C switch with other numbers: this one arrives as ON_DEMAND.
		return linux.WebviewGpuPolicyAlways
	}
	return linux.WebviewGpuPolicyNever
}

// open opens the library; a fault is kept for the page, which shows it with a way on.
func (a *app) open(ctx context.Context) {
	b, err := backend.Open(ctx, backend.Config{Library: a.options.Library, Cache: a.options.Cache, Clock: a.options.Clock, Log: a.log, Decoder: command.Program(), Version: command.Version, Backups: a.host.Backups, Previews: true})
	if err != nil {
		b = nil
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.backend, a.openFault = b, err
}

func (a *app) library() (*backend.Backend, error) {
	<-a.opened
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.openFault != nil {
		return nil, a.openFault
	}
	return a.backend, nil
}

// context is Wails' context. The page can be asked for before Wails has handed it out: whoever needs it waits.
func (a *app) context() context.Context {
	<-a.started
	return a.ctx
}

// startup begins what needs the page: changes, commands from other processes, reminders while no agent runs.
func (a *app) startup(ctx context.Context) {
	a.ctx = ctx
	close(a.started)
	wails_runtime.OnFileDrop(ctx, func(x, y int, paths []string) {
		a.Emit("files-dropped", map[string]any{"x": x, "y": y, "paths": paths})
	})
	<-a.opened
	a.attach(ctx)
}

// attach begins what works on the open library for as long as it is open.
func (a *app) attach(ctx context.Context) {
	if a.backend == nil {
		return
	}
	a.close = append(a.close, a.backend.Store.Watch(func(changed store.Changed) { a.tell(ctx, changed) }))
	a.close = append(a.close, a.backend.Store.WatchCommits(a.tellReminders(ctx)))
	// A library that was moved or replaced under the open window is closed for the page at once.
	a.close = append(a.close, a.backend.Store.WatchFault(func(f *fault.Error) { a.Emit("closed", f) }))

	written := make(chan struct{}, 1)
	a.close = append(a.close, a.backend.Store.WatchCommits(func() {
		select {
		case written <- struct{}{}:
		default:
		}
	}))
	ctx, cancel := context.WithCancel(ctx)
	var running sync.WaitGroup
	running.Go(func() {
		err := instance.Serve(ctx, a.lock, instance.SocketPath(a.options.Library, instance.Window), a.handle, nil)
		if err != nil {
			a.log.Warn("serve commands", "error", err)
		}
	})
	loop := agent.NewLoop(agent.LoopConfig{
		Backend: a.backend,
		Name:    "window",
		Open: func(_ context.Context, route string) error {
			a.raise(route)
			return nil
		},
		Wake:       written,
		StartAgent: a.startAgent,
		MeetAgent:  func() error { return agent.Renew(ctx, a.options.Library, command.Version) },
		Log:        a.log,
	})
	running.Go(func() {
		select {
		case <-ctx.Done():
			return
		case <-time.After(pageFirst):
		}
		if err := loop.Run(ctx); err != nil && ctx.Err() == nil {
			a.log.Warn("remind from the window", "error", err)
		}
	})
	running.Go(func() { a.host.Backups.Run(ctx, a.mayBackUp) })
	tidier := &backend.Tidier{Backend: a.backend}
	running.Go(func() { tidier.Run(ctx) })
	a.close = append(a.close, func() {
		cancel()
		running.Wait()
	})
}

// tell lets the page know what to fetch again, with all that depends on it.
func (a *app) tell(ctx context.Context, changed store.Changed) {
	affected, err := a.backend.Flow.Affects(ctx, changed)
	if err != nil {
		// Fetching everything again is always right.
		a.log.Warn("find what a change affects", "error", err)
		affected = store.Changed{From: changed.From, To: changed.To, All: true, Rows: []store.Row{}}
	}
	a.Emit("changed", affected)
}

// tellReminders lets the page know that something came due, was shown or was answered, in this process or another:
// that is in no log.
func (a *app) tellReminders(ctx context.Context) func() {
	told := ""
	return func() {
		mark, err := a.backend.Flow.InboxMark(ctx)
		if err != nil {
			a.log.Warn("look whether the Inbox changed", "error", err)
		} else if mark != told {
			told = mark
			a.Emit("reminders", nil)
		}
	}
}

// startAgent starts the process that reminds when the window is closed; it stays when the window goes.
func (a *app) startAgent() error {
	return agent.StartDetached("", a.options.Library)
}

// handle answers another process of the same library.
func (a *app) handle(_ context.Context, c instance.Command) error {
	switch c.Verb {
	case "ping":
		return nil
	case "raise":
		a.raise(c.Argument)
		return nil
	}
	return fault.Newf(fault.Invalid, "The window does not know the command %q.", c.Verb)
}

func (a *app) raise(route string) {
	// WindowShow alone leaves a minimised or covered window where it is.
	wails_runtime.WindowShow(a.ctx)
	wails_runtime.WindowUnminimise(a.ctx)
	if route != "" {
		a.Emit("open", route)
	}
}

// keepWithin is how long a closing window waits for the page to keep where the camera stands and what is being typed.
const keepWithin = time.Second

// askToKeep tells the page that the window closes, and waits until it has kept what it holds.
func (a *app) askToKeep(ctx context.Context) {
	kept := make(chan struct{})
	stop := wails_runtime.EventsOnce(ctx, "kept", func(...any) { close(kept) })
	defer stop()
	a.Emit("closing", nil)
	select {
	case <-kept:
	case <-time.After(keepWithin):
	}
}

func (a *app) beforeClose(ctx context.Context) (prevent bool) {
	if a.backend == nil {
		return false
	}
	a.askToKeep(ctx)
	kept := begin{Maximised: wails_runtime.WindowIsMaximised(ctx)}
	kept.Width, kept.Height = wails_runtime.WindowGetSize(ctx)
	if kept.Maximised {
		// The size to come back to is the one from before.
		kept.Width, kept.Height = a.begin.Width, a.begin.Height
	}
	theme, err := a.backend.Store.Setting(ctx, api.SettingTheme)
	if err == nil {
		kept.Dark = theme == "dark"
		err = kept.keep(a.options.Library)
	}
	if err != nil {
		a.log.Warn("remember how the window was left", "error", err)
	}
	return false
}

func (a *app) shutdown() {
	<-a.opened
	a.detach()
}

// Quit closes the window. Wails asks beforeClose in its own time, so the call is answered before.
func (a *app) Quit(ctx context.Context) { wails_runtime.Quit(ctx) }

// Emit sends an event to the page.
func (a *app) Emit(event string, data any) { wails_runtime.EventsEmit(a.ctx, event, data) }

// PickPictures asks for picture files, beginning at the person's Pictures folder.
func (a *app) PickPictures(ctx context.Context) ([]string, error) {
	return wails_runtime.OpenMultipleFilesDialog(ctx, wails_runtime.OpenDialogOptions{
		Title:            "Add pictures",
		DefaultDirectory: picturesFolder(),
		Filters:          []wails_runtime.FileFilter{{DisplayName: "Pictures (JPEG, PNG, WebP, GIF)", Pattern: "*.jpg;*.jpeg;*.JPG;*.JPEG;*.png;*.PNG;*.webp;*.WEBP;*.gif;*.GIF"}},
	})
}

// PickFile asks for one file of the kinds that a pattern names.
func (a *app) PickFile(ctx context.Context, title, kinds, pattern string) (string, error) {
	return wails_runtime.OpenFileDialog(ctx, wails_runtime.OpenDialogOptions{
		Title:            title,
		DefaultDirectory: homeFolder(),
		Filters:          []wails_runtime.FileFilter{{DisplayName: kinds, Pattern: pattern}},
	})
}

// SaveFile asks where to write a file, beginning with a name; "" when nothing was chosen. GTK asks before one is replaced.
func (a *app) SaveFile(ctx context.Context, title, name string) (string, error) {
	return wails_runtime.SaveFileDialog(ctx, wails_runtime.SaveDialogOptions{Title: title, DefaultDirectory: homeFolder(), DefaultFilename: name})
}

// PickFolder asks for a folder.
func (a *app) PickFolder(ctx context.Context, title string) (string, error) {
	return wails_runtime.OpenDirectoryDialog(ctx, wails_runtime.OpenDialogOptions{Title: title, DefaultDirectory: homeFolder()})
}

// homeFolder is where dialogs begin. GTK by itself begins with what was used last, where nothing can be chosen, or in
// the folder that the program was started in.
func homeFolder() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	return home
}

// picturesFolder is where the desktop keeps pictures: XDG_PICTURES_DIR of user-dirs.dirs, else ~/Pictures, else home.
func picturesFolder() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	config, err := os.UserConfigDir()
	if err == nil {
		text, _ := os.ReadFile(filepath.Join(config, "user-dirs.dirs"))
		for line := range strings.Lines(string(text)) {
			value, ok := strings.CutPrefix(strings.TrimSpace(line), "XDG_PICTURES_DIR=")
			if folder := strings.Replace(strings.Trim(value, `"`), "$HOME", home, 1); ok && isFolder(folder) {
				return folder
			}
		}
	}
	if folder := filepath.Join(home, "Pictures"); isFolder(folder) {
		return folder
	}
	return home
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}
