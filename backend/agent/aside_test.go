package agent_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"northboard/backend/agent"
)

// TestRun_StepsAside has an agent in a folder that Syncthing copies: it says why it does not stay, and touches nothing.
func TestRun_StepsAside(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, ".stfolder"), 0o700); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	said := ""
	library := filepath.Join(dir, "northboard")
	if err := agent.Run(ctx, agent.Config{Library: library, Cache: t.TempDir(), Say: func(s string) { said += s }}); err != nil || ctx.Err() != nil {
		t.Errorf("the agent ended with %v, %v", err, ctx.Err())
	}
	if want := fmt.Sprintf(agent.SayAside, "Syncthing"); said != want {
		t.Errorf("it said %q", said)
	}
	if _, err := os.Stat(library); err == nil {
		t.Error("it made a library")
	}
}
