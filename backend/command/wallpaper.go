package command

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"northboard/backend"
	"northboard/backend/desktop"
	"northboard/backend/fault"
	"northboard/backend/flow"
	"northboard/backend/paint"
	"northboard/backend/wallpaper"
)

func (p *program) wallpaperCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "wallpaper",
		Short: "Show your board or a goal as the desktop's wallpaper",
		Args:  noArguments,
		RunE:  func(cmd *cobra.Command, _ []string) error { return p.wallpaperStatus(cmd.Context()) },
	}
	cmd.AddCommand(&cobra.Command{
		Use:     "set board|goal [TITLE]",
		Short:   "Choose what the wallpaper shows, and paint it",
		Example: "  northboard wallpaper set board\n  northboard wallpaper set goal \"Lead a design team\"",
		Args:    between(1, 2, "say what the wallpaper shows: northboard wallpaper set board"),
		RunE:    p.wallpaperSet,
	}, &cobra.Command{
		Use:   "refresh",
		Short: "Paint the wallpaper again if what it shows has changed",
		Args:  noArguments,
		RunE:  func(cmd *cobra.Command, _ []string) error { return p.wallpaperRefresh(cmd.Context()) },
	}, &cobra.Command{
		Use:   "restore",
		Short: "Put back the wallpaper from before Northboard",
		Args:  noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.with(cmd.Context(), func(b *backend.Backend) error {
				if err := b.RestoreWallpaper(cmd.Context(), desktop.System()); err != nil {
					return err
				}
				p.say("Your former wallpaper is back.")
				return nil
			})
		},
	}, &cobra.Command{
		Use:   "status",
		Short: "Say what the wallpaper shows",
		Args:  noArguments,
		RunE:  func(cmd *cobra.Command, _ []string) error { return p.wallpaperStatus(cmd.Context()) },
	})
	return cmd
}

func (p *program) wallpaperStatus(ctx context.Context) error {
	return p.with(ctx, func(b *backend.Backend) error {
		view, err := b.Flow.Wallpaper(ctx)
		if err != nil {
			return err
		}
		switch {
		case view.Choice == wallpaper.Choice{}:
			p.say("Northboard shows no wallpaper. Choose one with: northboard wallpaper set board")
		case view.Title == "":
			p.say("The %s that the wallpaper shows is gone. Choose another with: northboard wallpaper set board", view.Choice.Kind)
		default:
			p.say("The wallpaper shows the %s “%s”.", view.Choice.Kind, view.Title)
		}
		return nil
	})
}

func (p *program) wallpaperSet(cmd *cobra.Command, args []string) error {
	kind, title := args[0], strings.Join(args[1:], " ")
	if kind != wallpaper.Board && kind != wallpaper.Goal {
		return usageError{fmt.Errorf("a wallpaper shows a board or a goal, not %q", kind)}
	}
	if kind == wallpaper.Goal && title == "" {
		return usageError{fmt.Errorf("name the goal: northboard wallpaper set goal TITLE")}
	}
	err := p.with(cmd.Context(), func(b *backend.Backend) error {
		id, err := p.find(cmd, b, kind, title)
		if err != nil {
			return err
		}
		return b.Flow.SetWallpaper(cmd.Context(), wallpaper.Choice{Kind: kind, ID: id})
	})
	if err != nil {
		return err
	}
	return p.paintChosen(cmd.Context(), PaintOptions{})
}

// wallpaperRefresh paints only when there is something new to see, and never over what the person has chosen since.
func (p *program) wallpaperRefresh(ctx context.Context) error {
	if !hasDisplay() {
		return p.paintChosen(ctx, PaintOptions{})
	}
	var freshness backend.Freshness
	err := p.with(ctx, func(b *backend.Backend) (err error) {
		freshness, err = b.WallpaperFreshness(ctx, desktop.System())
		return err
	})
	if fault.CodeOf(err) == fault.Unavailable {
		// A desktop that is not known cannot be asked what it shows; the picture is still painted, to be set by hand.
		return p.paintChosen(ctx, PaintOptions{})
	}
	if err != nil {
		return err
	}
	switch freshness {
	case backend.Fresh:
		p.say("The wallpaper is as it should be. Nothing was painted.")
		return nil
	case backend.Held:
		p.say("The sample lies on that board now, so your wallpaper stays as it was. To have it with the sample: northboard wallpaper set board")
		return nil
	case backend.Theirs:
		p.say("You have chosen another wallpaper since, so it stays. To have Northboard's back: northboard wallpaper set board")
		return nil
	}
	return p.paintChosen(ctx, PaintOptions{})
}

// find gives the id of a goal, or of a board; the first board when no title is given.
func (p *program) find(cmd *cobra.Command, b *backend.Backend, kind, title string) (string, error) {
	if kind == wallpaper.Goal {
		goal, err := findGoal(cmd, b, title)
		return goal.ID, err
	}
	boards, err := b.Flow.Boards(cmd.Context())
	if err != nil {
		return "", err
	}
	for _, one := range boards {
		if title == "" || strings.EqualFold(one.Title, title) {
			return one.ID, nil
		}
	}
	if title == "" {
		return "", fault.New(fault.NotFound, "There is no board yet. Nothing was changed; open Northboard once and put something on it.")
	}
	return "", fault.Newf(fault.NotFound, "There is no board called “%s”. Nothing was changed.", title)
}

// paintChosen paints what is chosen in opts, or else in the library.
func (p *program) paintChosen(ctx context.Context, opts PaintOptions) error {
	var err error
	if opts.Library, opts.Cache, err = p.folders(); err != nil {
		return err
	}
	if (opts.Choice == wallpaper.Choice{}) {
		var view flow.WallpaperView
		err := p.with(ctx, func(b *backend.Backend) (err error) {
			view, err = b.Flow.Wallpaper(ctx)
			return err
		})
		if err != nil {
			return err
		}
		if view.Title == "" {
			return fault.New(fault.NotFound, "Nothing is chosen for the wallpaper. Nothing was changed; choose with: northboard wallpaper set board")
		}
		opts.Choice = view.Choice
	}
	if !hasDisplay() {
		return fault.New(fault.Unavailable, "There is no display here to paint on, so the wallpaper stays as it is. The choice is kept; in your desktop session run: northboard wallpaper refresh")
	}
	opts.Clock, opts.Log = p.Clock, p.log
	if opts.Say == nil {
		opts.Say = func(sentence string) { p.say("%s", sentence) }
	}
	if opts.Painted == nil {
		opts.Painted = func([]paint.Picture) {}
	}
	return p.Paint(ctx, opts)
}

// paintForProgram paints for the window or the agent, which read one line of JSON.
func (p *program) paintForProgram(ctx context.Context, opts PaintOptions) error {
	result := paint.Result{Pictures: []paint.Picture{}}
	opts.Say = func(sentence string) { result.Sentence = sentence }
	opts.Painted = func(pictures []paint.Picture) { result.Pictures = pictures }
	err := p.paintChosen(ctx, opts)
	if err != nil {
		result.Fault, result.Sentence = fault.From(err), ""
		p.log.Debug("the painter failed", "error", err)
	}
	if writeErr := json.NewEncoder(p.Stdout).Encode(result); writeErr != nil {
		return writeErr
	}
	if err != nil {
		return errSaid
	}
	return nil
}

// hasDisplay says whether a window can be made, on systems where that can be told without trying.
func hasDisplay() bool {
	return runtime.GOOS != "linux" || os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
}

func (p *program) paintCommand() *cobra.Command {
	var opts PaintOptions
	var size, board, goal string
	var asJSON bool
	cmd := &cobra.Command{
		Use:    "paint",
		Short:  "Paint a wallpaper or a picture with the hidden window",
		Hidden: true,
		Args:   noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if size != "" {
				if n, err := fmt.Sscanf(size, "%dx%d", &opts.Width, &opts.Height); n != 2 || err != nil || opts.Width < 1 || opts.Height < 1 {
					return usageError{fmt.Errorf("a size is written like 3840x2160, not %q", size)}
				}
			}
			switch {
			case board != "" && goal != "":
				return usageError{fmt.Errorf("paint a board or a goal, not both")}
			case board != "":
				opts.Choice = wallpaper.Choice{Kind: wallpaper.Board, ID: board}
			case goal != "":
				opts.Choice = wallpaper.Choice{Kind: wallpaper.Goal, ID: goal}
			}
			if opts.Out != "" {
				var err error
				if opts.Out, err = absolute(opts.Out); err != nil {
					return err
				}
			}
			if asJSON {
				return p.paintForProgram(cmd.Context(), opts)
			}
			return p.paintChosen(cmd.Context(), opts)
		},
	}
	cmd.Flags().StringVar(&board, "board", "", "the board's id")
	cmd.Flags().StringVar(&goal, "goal", "", "the goal's id")
	cmd.Flags().StringVar(&opts.Out, "out", "", "a folder to write into, instead of setting the wallpaper")
	cmd.Flags().BoolVar(&asJSON, "json", false, "say what was done as one line of JSON")
	cmd.Flags().StringVar(&size, "size", "", "pixels, with --out: 3840x2160")
	return cmd
}
