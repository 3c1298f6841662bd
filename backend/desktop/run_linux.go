package desktop

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// outputLimit is how much a program may print before the rest is thrown away: what is read here is a word or a short list.
const outputLimit = 1 << 20

// ErrMissing is the cause when a program is not installed.
var ErrMissing = errors.New("program is not installed")

// Run runs one program with its arguments, waits at most the given time and returns what it printed. No shell is involved. The
// program and everything it started are ended when the time is over. Its messages are in English and UTF-8, so that they can be read.
func Run(ctx context.Context, env Env, timeout time.Duration, program string, args ...string) (string, error) {
	path := env.Look(program)
	if path == "" {
		return "", fmt.Errorf("run %s: %w", program, ErrMissing)
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	cmd := exec.CommandContext(ctx, path, args...)
	cmd.Env = env.With("LC_ALL", "C.UTF-8", "LANGUAGE", "").List()
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	// A grandchild that keeps the pipe open must not keep us waiting.
	cmd.WaitDelay = 300 * time.Millisecond
	stdout, stderr := &limited{}, &limited{}
	cmd.Stdout, cmd.Stderr = stdout, stderr
	err := cmd.Run()
	switch {
	case ctx.Err() != nil:
		return "", fmt.Errorf("run %s: %w", program, ctx.Err())
	case err != nil && !errors.Is(err, exec.ErrWaitDelay):
		said, _, _ := strings.Cut(strings.TrimSpace(stderr.String()), "\n")
		return "", fmt.Errorf("run %s: %w: %s", program, err, said)
	}
	return stdout.String(), nil
}

// limited keeps the first outputLimit bytes and accepts the rest without a word, so that a chatty program is not ended by a full pipe.
type limited struct {
	kept bytes.Buffer
}

func (l *limited) Write(p []byte) (int, error) {
	if room := outputLimit - l.kept.Len(); room > 0 {
		l.kept.Write(p[:min(room, len(p))])
	}
	return len(p), nil
}

func (l *limited) String() string { return l.kept.String() }
