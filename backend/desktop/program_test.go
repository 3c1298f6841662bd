package desktop

import (
	"os"
	"path/filepath"
	"testing"

	"northboard/backend/fault"
)

func TestAgentBeside(t *testing.T) {
	dir := t.TempDir()
	window := filepath.Join(dir, "northboard")
	if got := agentBeside(window); got != window {
		t.Errorf("with nothing beside it: %s", got)
	}
	if err := os.WriteFile(window+"-agent", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if got := agentBeside(window); got != window {
		t.Errorf("with a file beside it that is no program: %s", got)
	}
	if err := os.Chmod(window+"-agent", 0o700); err != nil {
		t.Fatal(err)
	}
	for program, want := range map[string]string{window: window + "-agent", window + "-agent": window + "-agent", "": ""} {
		if got := agentBeside(program); got != want {
			t.Errorf("beside %q lies %q, want %q", program, got, want)
		}
	}
}

func TestBecome_Missing(t *testing.T) {
	if err := Become(filepath.Join(t.TempDir(), "northboard"), nil); fault.CodeOf(err) != fault.Unavailable {
		t.Errorf("%v", err)
	}
}
