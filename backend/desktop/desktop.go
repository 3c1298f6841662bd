// Package desktop is the ground that everything touching the operating system's desktop stands on: the environment as
// a value, programs run with a deadline, one way to the session bus and one to the X server.
//
// It owns no feature. Each feature is a package of its own beside it: notify, wallpaper, screen, autostart, opener, doctor.
// It never goes through a shell, never starts a bus of its own, and never opens a socket that is not local to this machine.
//
// What differs between operating systems is in *_linux.go. Where nobody ran the code there is none: *_other.go answers with a
// fault.Unavailable that says so.
package desktop

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// AppID is the program's name towards the desktop: binary, .desktop file and notification hint are all this word.
const AppID = "northboard"

// BusName is the agent's name on the session bus, and BusPath where it answers there.
const (
	BusName = "org.northboard.Agent"
	BusPath = "/org/northboard/Agent"
)

// AppName is the program's name towards people.
const AppName = "Northboard"

// Env is the environment a feature sees. It is a value and not the process's own, so that several desktops can be looked at side
// by side and nothing has to be put back afterwards.
type Env struct {
	vars map[string]string
}

// System is the environment of this process.
func System() Env {
	env := Env{vars: map[string]string{}}
	for _, pair := range os.Environ() {
		if name, value, ok := strings.Cut(pair, "="); ok && name != "" {
			env.vars[name] = value
		}
	}
	return env
}

// With is the same environment with other values: name, value, name, value. An empty value takes the name away.
func (e Env) With(pairs ...string) Env {
	next := Env{vars: make(map[string]string, len(e.vars)+len(pairs)/2)}
	for name, value := range e.vars {
		next.vars[name] = value
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] == "" {
			delete(next.vars, pairs[i])
			continue
		}
		next.vars[pairs[i]] = pairs[i+1]
	}
	return next
}

// Get is the value of one variable; "" when it is not set.
func (e Env) Get(name string) string {
	return e.vars[name]
}

// List is the environment as a child process wants it, in a stable order.
func (e Env) List() []string {
	list := make([]string, 0, len(e.vars))
	for name, value := range e.vars {
		list = append(list, name+"="+value)
	}
	slices.Sort(list)
	return list
}

// Look finds a program on this environment's PATH; "" when there is none. Folders that are not absolute are passed over: what
// lies in the working folder must not pass for a system tool.
func (e Env) Look(program string) string {
	for _, dir := range filepath.SplitList(e.vars["PATH"]) {
		if !filepath.IsAbs(dir) {
			continue
		}
		path := filepath.Join(dir, program)
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() && info.Mode().Perm()&0o111 != 0 {
			return path
		}
	}
	return ""
}

// ConfigHome is the folder of the person's settings; "" when neither XDG_CONFIG_HOME nor HOME says where it is.
func (e Env) ConfigHome() string {
	if dir := e.vars["XDG_CONFIG_HOME"]; filepath.IsAbs(dir) {
		return dir
	}
	if home := e.vars["HOME"]; filepath.IsAbs(home) {
		return filepath.Join(home, ".config")
	}
	return ""
}

// DataHome is the folder of the person's own files for programs; "" when neither XDG_DATA_HOME nor HOME says where it is.
func (e Env) DataHome() string {
	if dir := e.vars["XDG_DATA_HOME"]; filepath.IsAbs(dir) {
		return dir
	}
	if home := e.vars["HOME"]; filepath.IsAbs(home) {
		return filepath.Join(home, ".local", "share")
	}
	return ""
}
