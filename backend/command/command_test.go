package command

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/rogpeppe/go-internal/testscript"

	"northboard/backend/clock"
	"northboard/backend/desktop"
)

// TestMain makes this test binary the program that the scripts run: the real commands on a clock that stands still
// at 2026-11-23 10:00 in Berlin, a Monday, with a window and a painter that say what they were asked for.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"northboard": func() {
			deps := testDeps()
			deps.Window = func(_ context.Context, o WindowOptions) error {
				fmt.Printf("window on %s at %q\n", filepath.Base(o.Library), o.Route)
				return nil
			}
			deps.Paint = func(_ context.Context, o PaintOptions) error {
				fmt.Printf("paint %s into %q at %dx%d\n", o.Choice.Kind, o.Out, o.Width, o.Height)
				return nil
			}
			os.Exit(Main(os.Args[1:], deps))
		},
		// The program without a window, as it lies beside the other one (cmd/northboard-agent).
		"northboard-agent": func() {
			deps := testDeps()
			deps.Window = func(context.Context, WindowOptions) error {
				return desktop.Become(desktop.WindowProgram(), os.Args[1:])
			}
			deps.Paint = func(context.Context, PaintOptions) error {
				return desktop.Become(desktop.WindowProgram(), os.Args[1:])
			}
			os.Exit(Main(os.Args[1:], deps))
		},
	})
}

// tick is short, so that what an agent does at its next look is seen soon.
const tick = 200 * time.Millisecond

func testDeps() Deps {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		panic(err)
	}
	return Deps{
		Clock:  clock.Fixed(time.Date(2026, time.November, 23, 10, 0, 0, 0, berlin), berlin),
		Stdout: os.Stdout,
		Stderr: os.Stderr,
		Tick:   tick,
	}
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			// A person who has nothing yet, on a machine without a desktop.
			env.Setenv("HOME", filepath.Join(env.WorkDir, "home"))
			env.Setenv("XDG_DATA_HOME", filepath.Join(env.WorkDir, "data"))
			env.Setenv("XDG_CACHE_HOME", filepath.Join(env.WorkDir, "cache"))
			env.Setenv("XDG_RUNTIME_DIR", filepath.Join(env.WorkDir, "run"))
			env.Setenv("TMPDIR", env.WorkDir)
			for _, name := range []string{"DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "NORTHBOARD_LIBRARY"} {
				env.Setenv(name, "")
			}
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"eventually": eventually,
		},
	})
}

// eventually runs a command until its output matches: eventually 'pattern' northboard agent status
func eventually(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: eventually pattern command...")
	}
	pattern, err := regexp.Compile(args[0])
	ts.Check(err)
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		// The command may fail until it is time.
		_ = ts.Exec(args[1], args[2:]...)
		if pattern.MatchString(ts.ReadFile("stdout")) {
			return
		}
	}
	ts.Fatalf("%q never said %q, but: %s%s", args[1:], args[0], ts.ReadFile("stdout"), ts.ReadFile("stderr"))
}
