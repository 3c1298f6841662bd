package command

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"northboard/backend"
	"northboard/backend/sample"
)

func (p *program) windowCommand() *cobra.Command {
	var route string
	cmd := &cobra.Command{
		Use:   "window",
		Short: "Open the window, or raise it if it is open",
		Args:  noArguments,
		RunE:  func(cmd *cobra.Command, _ []string) error { return p.window(cmd.Context(), route) },
	}
	cmd.Flags().StringVar(&route, "open", "", "where to begin: today, board, plan, review, or task/ID")
	return cmd
}

func (p *program) window(ctx context.Context, route string) error {
	library, cache, err := p.folders()
	if err != nil {
		return err
	}
	return p.Window(ctx, WindowOptions{Library: library, Cache: cache, Clock: p.Clock, Log: p.log, Route: route})
}

func (p *program) demoCommand() *cobra.Command {
	var stay bool
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Open a library with a sample in it, beside your own",
		Long: "Makes a library with the sample in it and opens it. Your own library is not touched.\n" +
			"Without --library it is a new temporary folder, which stays until you or the system delete it.",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return p.demo(cmd.Context(), !stay) },
	}
	cmd.Flags().BoolVar(&stay, "no-window", false, "only make the library")
	return cmd
}

func (p *program) demo(ctx context.Context, open bool) error {
	// The person's own library is not what a demo is put into, though it may be named in the environment.
	if p.library == "" {
		dir, err := os.MkdirTemp("", "northboard-demo-")
		if err != nil {
			return fmt.Errorf("make a folder for the demo: %w", err)
		}
		p.library = dir
	}
	err := p.with(ctx, func(b *backend.Backend) error {
		present, err := sample.Present(ctx, b.Store)
		if err != nil || present {
			return err
		}
		_, err = sample.AddDemo(ctx, b.Store, b.Pictures)
		return err
	})
	if err != nil {
		return err
	}
	p.say("The demo's library is in %s", p.library)
	if !open {
		return nil
	}
	return p.window(ctx, "")
}

func absolute(path string) (string, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("find the library's folder: %w", err)
	}
	return abs, nil
}
