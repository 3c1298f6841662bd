package paint

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"time"

	"northboard/backend/desktop"
	"northboard/backend/fault"
)

// Result is what the painting process says at its end, as one line of JSON on its standard output.
type Result struct {
	Sentence string       `json:"sentence"` // what was done; "" with a fault
	Pictures []Picture    `json:"pictures"` // what was painted, also when the desktop did not take it
	Fault    *fault.Error `json:"fault"`
}

// Deadline is how long one painting may take in all. A slow machine with three large screens needs 15 s.
const Deadline = 150 * time.Second

// Child runs the painting process of the program that has a window and gives what it said. An error is a child that could not be
// started or said nothing; what it found itself is in the result's fault.
func Child(ctx context.Context, env desktop.Env, args ...string) (Result, error) {
	program := desktop.WindowProgram()
	if program == "" {
		return Result{}, errors.New("find the program's own file")
	}
	return childOf(ctx, env, program, args...)
}

func childOf(ctx context.Context, env desktop.Env, program string, args ...string) (Result, error) {
	ctx, cancel := context.WithTimeout(ctx, Deadline)
	defer cancel()
	var said, complaint bytes.Buffer
	cmd := exec.CommandContext(ctx, program, append([]string{"paint", "--json"}, args...)...)
	// A development build must not open a second server at the window's address.
	cmd.Env = env.With("devserver", "", "frontenddevserverurl", "", "WEBKIT_INSPECTOR_HTTP_SERVER", "").List()
	cmd.Stdout, cmd.Stderr = &said, &complaint
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 5 * time.Second
	runErr := cmd.Run()
	if err := ctx.Err(); err != nil {
		if errors.Is(err, context.DeadlineExceeded) {
			return Result{}, fault.Wrap(err, fault.Unavailable, "Painting took longer than two and a half minutes and was ended. Your wallpaper stays as it was; please try again.")
		}
		return Result{}, fault.Wrap(err, fault.Cancelled, "Painting was stopped. Your wallpaper stays as it was.")
	}
	var result Result
	line := bytes.TrimSpace(said.Bytes())
	if at := bytes.LastIndexByte(line, '\n'); at >= 0 {
		line = line[at+1:]
	}
	if err := json.Unmarshal(line, &result); err != nil || (result.Sentence == "" && result.Fault == nil) {
		return Result{}, fault.Wrap(fmt.Errorf("the painter ended (%w) and said %q, %q", errors.Join(runErr, err), said.String(), complaint.String()),
			fault.Internal, "The painter stopped before it was done. Your wallpaper stays as it was; please try again.")
	}
	return result, nil
}
