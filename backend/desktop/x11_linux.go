package desktop

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"strings"
	"sync"

	"github.com/jezek/xgb"
)

// ErrNoDisplay is the cause when there is no X server to talk to.
var ErrNoDisplay = errors.New("no X display")

// quiet keeps the X library from writing to standard error, which belongs to the commands.
var quiet = sync.OnceFunc(func() { xgb.Logger = log.New(io.Discard, "", 0) })

// oneDisplay lets one X connection live at a time: the library keeps what it knows of extensions in maps that every connection of
// the process reads and writes without a lock.
var oneDisplay = make(chan struct{}, 1)

// WithDisplay connects to the X server the environment names, runs fn and closes the connection. A display on another machine is
// not used. When ctx ends first, WithDisplay returns at once and what fn has written must not be read.
func WithDisplay(ctx context.Context, env Env, fn func(*xgb.Conn) error) error {
	display := env.Get("DISPLAY")
	if display == "" {
		return ErrNoDisplay
	}
	if host, _, _ := strings.Cut(display, ":"); host != "" && host != "unix" && !strings.HasPrefix(host, "/") {
		return fmt.Errorf("%w: %q is not on this machine", ErrNoDisplay, display)
	}
	select {
	case oneDisplay <- struct{}{}:
	case <-ctx.Done():
		return fmt.Errorf("wait for the X display: %w", ctx.Err())
	}
	// The library waits for the server without a deadline. A server that hangs costs one parked goroutine, and whoever comes next
	// waits in the line above until their own time is over.
	answer := make(chan error, 1)
	go func() {
		defer func() { <-oneDisplay }()
		answer <- visit(display, fn)
	}()
	select {
	case err := <-answer:
		return err
	case <-ctx.Done():
		return fmt.Errorf("ask the X display: %w", ctx.Err())
	}
}

func visit(display string, fn func(*xgb.Conn) error) error {
	quiet()
	conn, err := xgb.NewConnDisplay(display)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNoDisplay, err)
	}
	defer func() {
		conn.Close()
		// The connection's goroutines are gone when it answers with neither an event nor an error.
		for {
			if event, err := conn.WaitForEvent(); event == nil && err == nil {
				return
			}
		}
	}()
	return fn(conn)
}
