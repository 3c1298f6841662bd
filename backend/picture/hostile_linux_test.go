package picture

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"northboard/backend/fault"
)

// Refusing one hostile file takes under 2 s and 256 MB, as the system counts for a process that does nothing else.
const (
	refuseWithin = 2 * time.Second
	refuseMemory = 256 << 20
)

// TestStageAlone is what the measured process runs.
func TestStageAlone(t *testing.T) {
	path := os.Getenv("NORTHBOARD_TEST_STAGE")
	if path == "" {
		t.Skip("run by TestHostile_Measured, in a process of its own")
	}
	f := newFixture(t)
	_, err := f.im.Stage(context.Background(), Source{Path: path})
	// What the parent's rusage says would begin at the parent's own height.
	status, readErr := os.ReadFile("/proc/self/status")
	if readErr != nil {
		t.Fatal(readErr)
	}
	_, peak, _ := strings.Cut(string(status), "VmHWM:")
	fmt.Printf("outcome=%s peak=%s\n", cmp.Or(fault.CodeOf(err), "taken"), strings.Fields(peak)[0])
}

func TestHostile_Measured(t *testing.T) {
	var files []string
	for _, folder := range []string{"images", "svg"} {
		found, err := filepath.Glob(filepath.Join(corpus(t, "hostile"), folder, "*"))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	made := t.TempDir()
	for _, p := range hostilePictures(t) {
		if strings.HasPrefix(p.name, "cut-at-") {
			continue
		}
		path := filepath.Join(made, p.name)
		if err := os.WriteFile(path, p.data, 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, path)
	}
	if len(files) < 80 {
		t.Errorf("only %d files", len(files))
	}
	var longest time.Duration
	var most int64
	refused := 0
	for _, path := range files {
		cmd := exec.Command(os.Args[0], "-test.run", "^TestStageAlone$")
		cmd.Env = append(os.Environ(), "NORTHBOARD_TEST_STAGE="+path)
		var out bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &out
		began := time.Now()
		if err := cmd.Run(); err != nil {
			t.Errorf("%s: %v: %s", filepath.Base(path), err, out.String())
			continue
		}
		took := time.Since(began)
		var outcome string
		var memory int64
		_, said, _ := strings.Cut(out.String(), "outcome=")
		if _, err := fmt.Sscanf(said, "%s peak=%d", &outcome, &memory); err != nil {
			t.Errorf("%s: %v: %s", filepath.Base(path), err, out.String())
		}
		memory <<= 10
		if filepath.Ext(path) == ".svg" && outcome != string(fault.NotAPicture) {
			t.Errorf("%s: %q", filepath.Base(path), outcome)
		}
		if outcome == "taken" {
			continue // Taken in: what that may take is TestHostile's.
		}
		refused++
		longest, most = max(longest, took), max(most, memory)
		if took > refuseWithin || memory > refuseMemory {
			t.Errorf("%s was refused in %v with %d MB", filepath.Base(path), took, memory>>20)
		}
	}
	if refused < 50 {
		t.Errorf("only %d were refused", refused)
	}
	t.Logf("%d of %d refused, in %v and %d MB at most, the start of the process included", refused, len(files), longest.Round(time.Millisecond), most>>20)
}
