package desktoptest

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"northboard/backend/desktop"
)

// patience is how long anything may take to come up on a busy machine.
const patience = 20 * time.Second

// Python is the interpreter that sees the system's Python packages.
const Python = "/usr/bin/python3"

// Need skips the test when a program is missing, naming the package to install.
func Need(t testing.TB, programs ...string) {
	t.Helper()
	packages := map[string]string{
		"dbus-daemon": "dbus-daemon", "Xvfb": "xvfb", "dunst": "dunst", "dunstctl": "dunst", "notify-send": "libnotify-bin",
		"feh": "feh", "xfdesktop": "xfdesktop4", "xfconf-query": "xfconf", "gsettings": "libglib2.0-bin", "dconf": "dconf-cli",
		"gio": "libglib2.0-bin", "xrandr": "x11-xserver-utils", "xrdb": "x11-xserver-utils", "xsetroot": "x11-xserver-utils", "xprop": "x11-utils", "openbox": "openbox", "import": "imagemagick",
	}
	for _, program := range programs {
		if desktop.System().Look(program) == "" {
			t.Skipf("SKIPPED, NOT TESTED: the program %s is missing; apt-get install %s", program, packages[program])
		}
	}
}

// Env is the environment of a person who has nothing yet: an empty home, no display, no bus.
func Env(t testing.TB) desktop.Env {
	t.Helper()
	home := t.TempDir()
	dirs := map[string]string{}
	for _, name := range []string{"config", "cache", "data", "runtime"} {
		dirs[name] = filepath.Join(home, name)
		if err := os.MkdirAll(dirs[name], 0o700); err != nil {
			t.Fatal(err)
		}
	}
	return desktop.System().With(
		"HOME", home, "XDG_CONFIG_HOME", dirs["config"], "XDG_CACHE_HOME", dirs["cache"], "XDG_DATA_HOME", dirs["data"], "XDG_RUNTIME_DIR", dirs["runtime"],
		"DISPLAY", "", "WAYLAND_DISPLAY", "", "XAUTHORITY", "", "DBUS_SESSION_BUS_ADDRESS", "", "XDG_CURRENT_DESKTOP", "", "XDG_SESSION_DESKTOP", "",
		"DESKTOP_SESSION", "", "XDG_SESSION_TYPE", "", "GSETTINGS_BACKEND", "",
	)
}

// Process is a program that was started for a test.
type Process struct {
	Pid    int
	ended  chan struct{}
	output *output
}

// Start starts a program in its own process group and ends the group with the test.
func Start(t testing.TB, env desktop.Env, program string, args ...string) *Process {
	t.Helper()
	return start(t, env, nil, program, args...)
}

func start(t testing.TB, env desktop.Env, pipe *os.File, program string, args ...string) *Process {
	t.Helper()
	path := program
	if !filepath.IsAbs(path) {
		path = env.Look(program)
	}
	cmd := exec.Command(path, args...)
	cmd.Env = env.List()
	// A tester that is killed takes the programs with it.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	p := &Process{ended: make(chan struct{}), output: &output{}}
	cmd.Stdout, cmd.Stderr = p.output, p.output
	if pipe != nil {
		cmd.ExtraFiles = []*os.File{pipe}
	}
	cmd.WaitDelay = time.Second
	if err := cmd.Start(); err != nil {
		t.Fatalf("start %s: %v", program, err)
	}
	p.Pid = cmd.Process.Pid
	go func() {
		_ = cmd.Wait()
		close(p.ended)
	}()
	t.Cleanup(func() {
		p.Stop()
		if t.Failed() {
			t.Logf("%s said:\n%s", program, p.Output())
		}
	})
	return p
}

// Stop ends the process and what it started, and waits until it is gone.
func (p *Process) Stop() {
	_ = syscall.Kill(-p.Pid, syscall.SIGKILL)
	<-p.ended
}

// Output is what the process has printed so far.
func (p *Process) Output() string { return p.output.String() }

type output struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}

// Until waits for a condition.
func Until(t testing.TB, what string, ok func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !ok(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("waited %v for %s", patience, what)
		}
	}
}

// Display starts an X server without a screen and gives the environment that shows on it.
func Display(t testing.TB, env desktop.Env, width, height int) desktop.Env {
	t.Helper()
	Need(t, "Xvfb")
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close()
	start(t, env, write, "Xvfb", "-displayfd", "3", "-screen", "0", fmt.Sprintf("%dx%dx24", width, height), "-nolisten", "tcp", "-noreset")
	write.Close()
	if err := read.SetReadDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	number, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		t.Fatalf("the X server did not say its number: %v", err)
	}
	return env.With("DISPLAY", ":"+strings.TrimSpace(number))
}

// SystemServices lets a bus start the services that are installed on this machine (the settings services of GNOME and XFCE among them).
const SystemServices = "/usr/share/dbus-1/services"

// Bus starts a session bus that can start the services in the given folders, and gives the environment that uses it. Without a
// folder it starts nothing by itself.
func Bus(t testing.TB, env desktop.Env, serviceDirs ...string) desktop.Env {
	t.Helper()
	next, _ := BusAt(t, env, filepath.Join(socketDir(t), "bus"), serviceDirs...)
	return next
}

// BusAt is Bus at a chosen socket, so that a bus can die and another take its place.
func BusAt(t testing.TB, env desktop.Env, socket string, serviceDirs ...string) (desktop.Env, *Process) {
	t.Helper()
	Need(t, "dbus-daemon")
	var dirs strings.Builder
	for _, dir := range serviceDirs {
		fmt.Fprintf(&dirs, "<servicedir>%s</servicedir>", dir)
	}
	config := filepath.Join(t.TempDir(), "bus.conf")
	text := `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path=` + socket + `</listen><auth>EXTERNAL</auth>` + dirs.String() + `
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	_ = os.Remove(socket)
	next := env.With("DBUS_SESSION_BUS_ADDRESS", "unix:path="+socket)
	p := Start(t, next, "dbus-daemon", "--config-file="+config, "--nofork", "--nopidfile", "--nosyslog")
	Until(t, "the session bus", func() bool {
		conn, err := desktop.Bus(t.Context(), next)
		if err != nil {
			return false
		}
		conn.Close()
		return true
	})
	return next, p
}

// socketDir is a folder with a path short enough for a socket, which a test's own folder may not have.
func socketDir(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "nb")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

// Socket is a path for BusAt.
func Socket(t testing.TB) string { return filepath.Join(socketDir(t), "bus") }

// Connection is a connection to the environment's bus that lasts as long as the test.
func Connection(t testing.TB, env desktop.Env) *dbus.Conn {
	t.Helper()
	conn, err := desktop.Bus(t.Context(), env)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

// Owned waits until a name on the bus has an owner.
func Owned(t testing.TB, conn *dbus.Conn, name string) {
	t.Helper()
	Until(t, "the bus name "+name, func() bool {
		var owned bool
		err := conn.BusObject().Call("org.freedesktop.DBus.NameHasOwner", 0, name).Store(&owned)
		return err == nil && owned
	})
}

// NotificationMock starts python3-dbusmock's notification server, which records what it is asked and can be told to send signals.
func NotificationMock(t testing.TB, env desktop.Env, capabilities string) *Process {
	t.Helper()
	if err := exec.Command(Python, "-c", "import dbusmock").Run(); err != nil {
		t.Skip("SKIPPED, NOT TESTED: dbusmock is missing; apt-get install python3-dbusmock")
	}
	p := Start(t, env, Python, "-m", "dbusmock", "--template", "notification_daemon", "-p", `{"capabilities": "`+capabilities+`"}`)
	conn := Connection(t, env)
	Owned(t, conn, "org.freedesktop.Notifications")
	Until(t, "the mock's methods", func() bool {
		var got []string
		return conn.Object("org.freedesktop.Notifications", "/org/freedesktop/Notifications").
			Call("org.freedesktop.Notifications.GetCapabilities", 0).Store(&got) == nil
	})
	return p
}

// LoginMock starts python3-dbusmock's login service on the environment's session bus, which a test names as the system's.
func LoginMock(t testing.TB, env desktop.Env) *Process {
	t.Helper()
	if err := exec.Command(Python, "-c", "import dbusmock").Run(); err != nil {
		t.Skip("SKIPPED, NOT TESTED: dbusmock is missing; apt-get install python3-dbusmock")
	}
	p := Start(t, env, Python, "-m", "dbusmock", "--template", "logind")
	Owned(t, Connection(t, env), "org.freedesktop.login1")
	return p
}

// Dunst starts a real notification server on the environment's display and bus.
func Dunst(t testing.TB, env desktop.Env, config string) *Process {
	t.Helper()
	Need(t, "dunst", "dunstctl")
	path := filepath.Join(t.TempDir(), "dunstrc")
	if err := os.WriteFile(path, []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	p := Start(t, env, "dunst", "-conf", path)
	Owned(t, Connection(t, env), "org.freedesktop.Notifications")
	return p
}

// Monitors divides the display into monitors, each as xrandr's --setmonitor wants it: name=W/mmxH/mm+X+Y.
func Monitors(t testing.TB, env desktop.Env, monitors ...string) {
	t.Helper()
	Need(t, "xrandr")
	for i, monitor := range monitors {
		name, geometry, _ := strings.Cut(monitor, "=")
		// The first takes the display's only output; the others have none.
		output := "none"
		if i == 0 {
			output = "screen"
		}
		if _, err := desktop.Run(t.Context(), env, patience, "xrandr", "--setmonitor", name, geometry, output); err != nil {
			t.Fatal(err)
		}
	}
}
