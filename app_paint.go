//go:build !bindings

package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"time"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"
	wails_runtime "github.com/wailsapp/wails/v2/pkg/runtime"

	"northboard/backend"
	"northboard/backend/api"
	"northboard/backend/command"
	"northboard/backend/desktop"
	"northboard/backend/fault"
	"northboard/backend/paint"
)

// paintWithin is how long the hidden page may take over one wallpaper.
const paintWithin = 60 * time.Second

// openPainter paints with a window that is never shown, and returns when the pictures are written and, unless they
// were asked for as files, hang on the desktop.
func openPainter(ctx context.Context, opts command.PaintOptions) (err error) {
	// GTK belongs to one thread, from the first question to the last.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if err := readyToPaint(); err != nil {
		return err
	}
	b, err := backend.Open(ctx, backend.Config{Library: opts.Library, Cache: opts.Cache, Clock: opts.Clock, Log: opts.Log, Decoder: command.Program()})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.Close()) }()
	jobs, err := paintJobs(ctx, opts)
	if err != nil {
		return err
	}
	work, err := b.ChosenWork(ctx, opts.Choice, jobs)
	if err != nil {
		return err
	}
	folder, name := b.WallpaperFolder(), "wallpaper"
	if opts.Out != "" {
		folder, name = opts.Out, "northboard-"+work.Data.Choice.Kind
	}
	pictures, err := paintHidden(ctx, opts, b, work, paint.NewEasel(folder, name, jobs))
	if err != nil {
		return err
	}
	opts.Painted(pictures)
	if opts.Out != "" {
		opts.Say(fmt.Sprintf("Painted %s.", listed(pictures)))
		return nil
	}
	if _, err := b.HangWallpaper(ctx, desktop.System(), work, pictures); err != nil {
		return err
	}
	opts.Say("Your wallpaper shows " + work.Title() + " now.")
	return nil
}

// paintJobs gives the sizes: one that was asked for, or those of the screens.
func paintJobs(ctx context.Context, opts command.PaintOptions) ([]paint.Job, error) {
	if opts.Width == 0 {
		return paint.ForScreens(ctx, desktop.System())
	}
	job, err := paint.NewJob("", opts.Width, opts.Height)
	return []paint.Job{job}, err
}

func listed(pictures []paint.Picture) string {
	text := ""
	for i, p := range pictures {
		if i > 0 {
			text += ", "
		}
		text += fmt.Sprintf("%s (%d × %d)", filepath.Clean(p.Path), p.Width, p.Height)
	}
	return text
}

// paintHidden runs the page that paints, until it is done, gives up, or takes too long.
func paintHidden(ctx context.Context, opts command.PaintOptions, b *backend.Backend, work backend.PaintWork, easel *paint.Easel) ([]paint.Picture, error) {
	host := &api.Host{
		Context: func() context.Context { return ctx },
		Backend: func() (*backend.Backend, error) { return b, nil },
		Log:     opts.Log, Folder: opts.Library, Version: command.Version,
	}
	ended := make(chan error, 1)
	painter := api.NewPainter(host, work, easel, func(err error) { ended <- err })
	var outcome error
	quit := make(chan struct{})
	guardPage()
	runErr := wails.Run(&options.App{
		Title:          "Northboard paints",
		Width:          320,
		Height:         240,
		StartHidden:    true,
		Frameless:      true,
		AssetServer:    &assetserver.Options{Assets: assets, Middleware: api.PainterMiddleware(painter, "paint.html")},
		Bind:           []any{painter},
		ErrorFormatter: api.FormatError,
		Linux:          &linux.Options{ProgramName: "northboard", WebviewGpuPolicy: gpuPolicy()},
		OnStartup: func(app context.Context) {
			go func() {
				deadline := time.NewTimer(paintWithin)
				defer deadline.Stop()
				select {
				case outcome = <-ended:
				case <-ctx.Done():
					outcome = fault.Wrap(ctx.Err(), fault.Cancelled, "Painting was stopped. Your wallpaper stays as it was.")
				case <-deadline.C:
					outcome = fault.New(fault.Unavailable, "Painting took longer than a minute and was ended. Your wallpaper stays as it was; please try again.")
				}
				// Before Quit: the main loop may have ended when that returns.
				close(quit)
				wails_runtime.Quit(app)
			}()
		},
	})
	if runErr != nil {
		return nil, fault.Wrap(runErr, fault.Unavailable, "The painter could not be started. Your wallpaper stays as it was.")
	}
	select {
	case <-quit:
	default:
		return nil, fault.New(fault.Cancelled, "The painter was closed before it was done. Your wallpaper stays as it was.")
	}
	if outcome != nil {
		return nil, outcome
	}
	return easel.Pictures()
}
