//go:build unix

package exchange_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"northboard/backend/backendtest"
	"northboard/backend/board"
	"northboard/backend/exchange"
	"northboard/backend/picture"
	"northboard/backend/store"
)

// asImporter makes this binary import: the library's folder, the archive, and the step at which it ends itself.
const asImporter = "NORTHBOARD_IMPORT_TEST_CHILD"

// TestImport_KilledChild is the process that imports. Its steps are what it tells of its progress, the backup that comes
// before the rows, and the end.
func TestImport_KilledChild(t *testing.T) {
	task := strings.Split(os.Getenv(asImporter), "|")
	if len(task) != 3 {
		t.Skip("runs within TestImport_Killed")
	}
	s, err := store.Open(ctx, store.Config{Dir: task[0], Log: backendtest.Quiet()})
	if err != nil {
		t.Fatal(err)
	}
	steps := 0
	step := func() {
		if steps++; strconv.Itoa(steps) == task[2] {
			_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
			select {}
		}
	}
	f := &fixture{Fixture: backendtest.New(t)}
	pictures := picture.New(s, t.TempDir(), backendtest.Quiet())
	x := exchange.New(s, pictures, f.Clock, backendtest.Quiet())
	x.Before = func(context.Context) error {
		step()
		return nil
	}
	if _, err := x.Import(ctx, task[1], "", func(exchange.Progress) { step() }); err != nil {
		t.Fatal(err)
	}
	fmt.Println("acknowledged")
	step()
	if err := errors.Join(pictures.Close(), s.Close()); err != nil {
		t.Fatal(err)
	}
	fmt.Printf("steps %d\n", steps)
}

// importer is that process for a library; "" ends it nowhere.
func importer(dir, archive, step string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], "-test.run=^TestImport_KilledChild$")
	cmd.Env = append(os.Environ(), asImporter+"="+strings.Join([]string{dir, archive, step}, "|"))
	return cmd
}

// large fills a library so that each part of its import takes a while: pictures, and a board with many things.
func large(t *testing.T) *fixture {
	t.Helper()
	f := newFixture(t)
	f.fill(t)
	for shade := range uint8(2) {
		staged := f.stage(t, fmt.Sprintf("%d.jpg", shade), jpegOf(t, 10*shade+20))
		f.Write(t, func(tx *store.Tx) error {
			_, err := picture.Add(tx, []picture.Staged{staged})
			return err
		})
	}
	f.Write(t, func(tx *store.Tx) error {
		b, err := board.AddBoard(tx, board.BoardDraft{Title: "Many"})
		if err != nil {
			return err
		}
		many := make([]board.ItemDraft, 400)
		for i := range many {
			many[i] = board.ItemDraft{Kind: board.KindNote, X: float64(i), W: 100, H: 100, Text: strings.Repeat("word ", i%40+1)}
		}
		_, err = board.AddItems(tx, b.ID, many)
		return err
	})
	return f
}

// TestImport_Killed ends an import at each of its steps and at moments of chance. What is in the library then is what was
// there before or all that came; no row lacks its picture; and the same import once more gives what one that nobody
// ended gives. What was acknowledged is there. Long in make torture.
func TestImport_Killed(t *testing.T) {
	archive := large(t).export(t, exchange.ExportOptions{})
	pristine := newFixture(t)
	// The library has something of its own already, of other ids.
	for range 2000 {
		pristine.IDs.New()
	}
	pristine.fillWith(t, 200)
	before := pristine.dump(t)
	if err := errors.Join(pristine.pictures.Close(), pristine.Store.Close()); err != nil {
		t.Fatal(err)
	}

	fresh := func() *fixture {
		f := &fixture{Fixture: &backendtest.Fixture{Clock: pristine.Clock, IDs: pristine.IDs, Dir: filepath.Join(t.TempDir(), "library")}}
		if err := os.CopyFS(f.Dir, os.DirFS(pristine.Dir)); err != nil {
			t.Fatal(err)
		}
		return f
	}
	whole := fresh()
	began := time.Now()
	said, err := importer(whole.Dir, archive, "").CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	took := time.Since(began)
	_, last, _ := strings.Cut(string(said), "steps ")
	steps, err := strconv.Atoi(strings.TrimSpace(strings.SplitN(last, "\n", 2)[0]))
	if err != nil || steps < 10 {
		t.Fatalf("%d steps: %s", steps, said)
	}
	whole.reopen(t)
	after := whole.dump(t)
	if after == before {
		t.Fatal("nothing came: the test shows nothing")
	}

	counts := map[string]int{"kills": 0, "as before": 0, "whole": 0, "inconsistent": 0, "lost": 0}
	killed := func(f *fixture, acknowledged bool) {
		counts["kills"]++
		f.reopen(t)
		switch got := f.dump(t); {
		case got == after:
			counts["whole"]++
		case got != before:
			counts["inconsistent"]++
			t.Errorf("neither as before nor whole:\n%s", got)
		case acknowledged:
			counts["lost"]++
			t.Error("what was acknowledged is not there")
		default:
			counts["as before"]++
		}
		if flaws, err := f.pictures.Verify(ctx); err != nil || len(flaws) > 0 {
			counts["inconsistent"]++
			t.Errorf("pictures: %v, %v", flaws, err)
		}
		f.importFrom(t, archive, "")
		if got := f.dump(t); got != after {
			counts["inconsistent"]++
			t.Errorf("imported again it is\n%s\nand not\n%s", got, after)
		}
		if flaws, err := f.pictures.Verify(ctx); err != nil || len(flaws) > 0 {
			t.Errorf("pictures after importing again: %v, %v", flaws, err)
		}
	}
	for step := 1; step <= steps; step++ {
		f := fresh()
		said, err := importer(f.Dir, archive, strconv.Itoa(step)).Output()
		if err == nil {
			t.Fatalf("step %d did not end it", step)
		}
		killed(f, strings.Contains(string(said), "acknowledged"))
	}
	random := rand.New(rand.NewPCG(backendtest.Seed(t), 5))
	for range backendtest.Tortured(6, 300) {
		f := fresh()
		var said strings.Builder
		cmd := importer(f.Dir, archive, "")
		cmd.Stdout = &said
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		// The moment is what is tried here: the rows come in the second half, and some kills are to come after them.
		time.Sleep(took/2 + time.Duration(random.Int64N(int64(took))))
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		killed(f, strings.Contains(said.String(), "acknowledged"))
	}
	backendtest.Figures(t, "imports of an archive killed", counts)
}

// reopen opens a library that another process has left.
func (f *fixture) reopen(t *testing.T) {
	t.Helper()
	f.Store = f.Open(t)
	f.pictures = picture.New(f.Store, t.TempDir(), backendtest.Quiet())
	f.exchange = exchange.New(f.Store, f.pictures, f.Clock, backendtest.Quiet())
	t.Cleanup(func() {
		if err := f.pictures.Close(); err != nil {
			t.Error(err)
		}
	})
}

// TestImport_SweepsWhatACrashLeft: the staging folder of an import that was killed goes with one that comes a day later.
func TestImport_SweepsWhatACrashLeft(t *testing.T) {
	f := large(t)
	archive := f.export(t, exchange.ExportOptions{})
	left := filepath.Join(f.Dir, ".import-left")
	if err := os.MkdirAll(left, 0o700); err != nil {
		t.Fatal(err)
	}
	there := func() bool {
		_, err := os.Stat(left)
		return err == nil
	}
	for _, age := range []time.Duration{time.Hour, 25 * time.Hour} {
		at := time.UnixMilli(int64(f.Clock.Now())).Add(-age)
		if err := os.Chtimes(left, at, at); err != nil {
			t.Fatal(err)
		}
		f.importFrom(t, archive, "")
		if want := age < 24*time.Hour; there() != want {
			t.Errorf("after %v it is there: %v", age, !want)
		}
	}
}
