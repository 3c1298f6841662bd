// Package command owns the command line: which door was taken, what a command says and how it ends. The window and
// the painter are handed in, so that nothing here needs a display.
//
// A command that fails prints one sentence for people on standard error and ends with 1; a command that was written
// wrongly ends with 2. What a command does as the person is theirs to undo in the window.
// It never opens a transaction and holds no rule of a noun.
package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"northboard/backend"
	"northboard/backend/clock"
	"northboard/backend/desktop/notify"
	"northboard/backend/fault"
	"northboard/backend/paint"
	"northboard/backend/wallpaper"
)

// Version is set by the linker in a release.
var Version = "dev"

// Deps is what the command line is given by main, and by tests.
type Deps struct {
	Clock  clock.Clock // nil: the computer's
	Stdout io.Writer
	Stderr io.Writer
	// Window opens the window and returns when it was closed; a second window of a library raises the first.
	Window func(ctx context.Context, opts WindowOptions) error
	// Paint paints with the hidden window and returns when that is done.
	Paint func(ctx context.Context, opts PaintOptions) error
	// Connect gives the agent's notifier; nil takes what this desktop has.
	Connect func(ctx context.Context) (notify.Notifier, error)
	Tick    time.Duration // how often the agent looks at the clock; 0: its own
}

// WindowOptions says which window is wanted.
type WindowOptions struct {
	Library string // absolute
	Cache   string
	Clock   clock.Clock
	Log     *slog.Logger
	Route   string // where it opens; "" where it was left
}

// PaintOptions says what is to be painted.
type PaintOptions struct {
	Library string // absolute
	Cache   string
	Clock   clock.Clock
	Log     *slog.Logger
	Choice  wallpaper.Choice // what to paint
	Out     string           // a folder to write pictures into; "" sets them as the wallpaper
	Width   int              // with Out: pixels, or 0 for each screen's own size
	Height  int
	Say     func(sentence string) // for the person who waits
	Painted func([]paint.Picture) // told of the files, also when the desktop does not take them
}

// Main runs a command line (without the program's name) and gives the exit code.
func Main(args []string, deps Deps) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if deps.Clock == nil {
		deps.Clock = clock.System()
	}
	p := &program{Deps: deps, args: args}
	root := p.root()
	root.SetArgs(args)
	root.SetOut(deps.Stdout)
	root.SetErr(deps.Stderr)
	return p.exit(root.ExecuteContext(ctx))
}

// program is one run of the command line.
type program struct {
	Deps
	args    []string
	library string // --library
	verbose bool
	log     *slog.Logger
}

// usageError is a command written wrongly.
type usageError struct{ error }

// errSaid ends a command with 1 when everything was said already.
var errSaid = errors.New("said already")

func (p *program) exit(err error) int {
	var usage usageError
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errSaid):
		return 1
	case errors.As(err, &usage):
		fmt.Fprintf(p.Stderr, "%s\nSee how it is used with: northboard help\n", usage.Error())
		return 2
	}
	fmt.Fprintln(p.Stderr, fault.From(err).Sentence)
	if p.log != nil {
		p.log.Debug("the command failed", "error", err)
	}
	return 1
}

func (p *program) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "northboard",
		Short: "Keep your career aspirations in sight and move them forward",
		Long: "Northboard keeps your career aspirations in sight and moves them forward: a board of pictures and words,\n" +
			"a plan behind it, and reminders that lead you back. Without a command it opens its window.",
		Version:       Version,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          noArguments,
		PersistentPreRunE: func(*cobra.Command, []string) error {
			level := slog.LevelWarn
			if p.verbose {
				level = slog.LevelDebug
			}
			p.log = slog.New(slog.NewTextHandler(p.Stderr, &slog.HandlerOptions{Level: level}))
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return p.window(cmd.Context(), "") },
	}
	root.SetVersionTemplate("northboard {{.Version}}\n")
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.PersistentFlags().StringVar(&p.library, "library", "", "the library's folder (or set NORTHBOARD_LIBRARY)")
	root.PersistentFlags().BoolVar(&p.verbose, "verbose", false, "say on standard error what happens")
	root.AddCommand(p.windowCommand(), p.todayCommand(), p.addCommand(), p.agentCommand(), p.remindCommand(), p.wallpaperCommand(),
		p.demoCommand(), p.exportCommand(), p.importCommand(), p.backupCommand(), p.restoreCommand(), p.verifyCommand(), p.doctorCommand(), p.paintCommand(), p.decodeCommand())
	return root
}

func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usageError{fmt.Errorf("northboard does not know %q here", strings.Join(append(strings.Fields(cmd.CommandPath())[1:], args[0]), " "))}
	}
	return nil
}

// between allows a number of arguments; less names what is missing.
func between(least, most int, less string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return usageError{errors.New(less)}
		case most >= 0 && len(args) > most:
			return usageError{fmt.Errorf("there is %q too much", args[most])}
		}
		return nil
	}
}

// folders gives the library and the cache that this run works on.
func (p *program) folders() (library, cache string, err error) {
	library = p.library
	if library == "" {
		library = os.Getenv("NORTHBOARD_LIBRARY")
	}
	if library == "" {
		if library, err = backend.DefaultLibrary(); err != nil {
			return "", "", err
		}
	}
	if library, err = absolute(library); err != nil {
		return "", "", err
	}
	cache, err = backend.DefaultCache()
	return library, cache, err
}

// with opens the library for a command.
func (p *program) with(ctx context.Context, fn func(b *backend.Backend) error) (err error) {
	library, cache, err := p.folders()
	if err != nil {
		return err
	}
	b, err := backend.Open(ctx, backend.Config{Library: library, Cache: cache, Version: Version, Clock: p.Clock, Log: p.log, Decoder: Program()})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.Close()) }()
	return fn(b)
}

func (p *program) say(format string, args ...any) { fmt.Fprintf(p.Stdout, format+"\n", args...) }
