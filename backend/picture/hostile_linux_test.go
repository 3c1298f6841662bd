package picture

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
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

// TestStageAlone is what the measured process runs: a line for each file named on its standard input.
func TestStageAlone(t *testing.T) {
	if os.Getenv("NORTHBOARD_TEST_STAGE") == "" {
		t.Skip("run by TestHostile_Measured, in a process of its own")
	}
	f := newFixture(t)
	for paths := bufio.NewScanner(os.Stdin); paths.Scan(); {
		debug.FreeOSMemory()
		// The highest so far is forgotten.
		if err := os.WriteFile("/proc/self/clear_refs", []byte("5"), 0); err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		_, err := f.im.Stage(context.Background(), Source{Path: paths.Text()})
		took := time.Since(began)
		outcome := "taken"
		if err != nil {
			outcome = string(fault.CodeOf(err))
		}
		fmt.Printf("%q %s %d %d\n", filepath.Base(paths.Text()), outcome, took, peak(t))
	}
}

// peak is the most memory that this process held, in bytes.
func peak(t *testing.T) (kB int64) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Fatal(err)
	}
	_, line, _ := strings.Cut(string(status), "VmHWM:")
	if _, err := fmt.Sscan(line, &kB); err != nil {
		t.Fatal(err)
	}
	return kB << 10
}

func TestHostile_Measured(t *testing.T) {
	largeWork(t)
	var files []string
	for _, folder := range []string{"images", "svg"} {
		found, err := filepath.Glob(filepath.Join(corpus(t, "hostile"), folder, "*"))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	folder := t.TempDir()
	for _, p := range hostilePictures(t) {
		path := filepath.Join(folder, p.name)
		if err := os.WriteFile(path, p.data, 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, path)
	}
	cmd := exec.Command(os.Args[0], "-test.run", "^TestStageAlone$")
	cmd.Env = append(os.Environ(), "NORTHBOARD_TEST_STAGE=1")
	cmd.Stdin = strings.NewReader(strings.Join(files, "\n"))
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var longest time.Duration
	var most int64
	seen, refused := 0, 0
	for lines := bufio.NewScanner(bytes.NewReader(out)); lines.Scan(); {
		var name, outcome string
		var took time.Duration
		var memory int64
		if n, _ := fmt.Sscanf(lines.Text(), "%q %s %d %d", &name, &outcome, &took, &memory); n != 4 {
			continue // What the test itself says.
		}
		seen++
		if filepath.Ext(name) == ".svg" && outcome != string(fault.NotAPicture) {
			t.Errorf("%s: %q", name, outcome)
		}
		if outcome == "taken" {
			continue // What that may take is TestHostile's.
		}
		refused++
		longest, most = max(longest, took), max(most, memory)
		if took > refuseWithin || memory > refuseMemory {
			t.Errorf("%s was refused in %v with %d MB", name, took, memory>>20)
		}
	}
	if seen != len(files) || refused < 100 {
		t.Errorf("%d of %d seen, %d refused", seen, len(files), refused)
	}
	t.Logf("%d of %d refused, in %v and %d MB at most", refused, len(files), longest.Round(time.Millisecond), most>>20)
}
