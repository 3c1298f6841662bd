package opener

import (
	"context"
	"fmt"
	"os/exec"
	"syscall"
	"time"

	"northboard/backend/desktop"
	"northboard/backend/fault"
)

const program = "xdg-open"

// settle is how long xdg-open is watched for a refusal. On some desktops it becomes the browser itself and lives as long as that.
const settle = 2 * time.Second

func open(ctx context.Context, env desktop.Env, target string) error {
	path := env.Look(program)
	if path == "" {
		return byHand(desktop.ErrMissing, target)
	}
	// Not bound to ctx: what it started belongs to the person from now on. The new session keeps it alive when we end.
	cmd := exec.Command(path, target)
	cmd.Env = env.List()
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := cmd.Start(); err != nil {
		return byHand(err, target)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	wait := time.NewTimer(settle)
	defer wait.Stop()
	select {
	case err := <-ended:
		if err != nil {
			return byHand(err, target)
		}
	case <-wait.C:
	case <-ctx.Done():
	}
	return nil
}

func byHand(err error, target string) error {
	return fault.Wrap(fmt.Errorf("run %s: %w", program, err), fault.Unavailable, "This desktop did not open it. Nothing was changed; open it by hand: "+target)
}
