package autostart

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"northboard/backend/desktop"
	"northboard/backend/fault"
)

const entry = `[Desktop Entry]
Type=Application
Version=1.0
Name=Northboard reminders
Comment=Shows reminders and keeps the wallpaper up to date
Exec=%s
Icon=northboard
Terminal=false
NoDisplay=true
StartupNotify=false
X-GNOME-Autostart-enabled=true
`

// The bus starts the agent when somebody speaks to its name: what is pressed after the agent has ended leads somewhere.
const busEntry = `[D-BUS Service]
Name=%s
Exec=%s
`

func file(env desktop.Env) (string, error) {
	dir := env.ConfigHome()
	if dir == "" {
		return "", fault.New(fault.Unavailable, "Northboard could not find the folder of your settings, so starting at login was not changed. Set HOME and try again.")
	}
	return filepath.Join(dir, "autostart", desktop.AppID+".desktop"), nil
}

// busFile is where the session bus looks for services of this person's; "" when there is no such place.
func busFile(env desktop.Env) string {
	dir := env.DataHome()
	if dir == "" {
		return ""
	}
	return filepath.Join(dir, "dbus-1", "services", desktop.BusName+".service")
}

func enable(env desktop.Env, exe string, args []string) error {
	path, err := file(env)
	if err != nil {
		return err
	}
	if !filepath.IsAbs(exe) || unwritable(exe) {
		return fault.Newf(fault.Invalid, "Northboard does not know where its program lies, so starting at login was not changed.")
	}
	if strings.ContainsAny(exe, "%=") {
		// The specification forbids "=" in a program's name, and GLib looks for the program before it reads "%%" as "%".
		return fault.New(fault.Invalid, "Desktops cannot start a program from a folder with % or = in its name, so starting at login was not changed. Move Northboard and try again.")
	}
	line := quote(exe)
	for _, arg := range args {
		if unwritable(arg) {
			return fault.New(fault.Invalid, "Desktops cannot start a program for a folder with a line break in its name, so starting at login was not changed. Rename the library's folder and try again.")
		}
		line += " " + quote(arg)
	}
	if err := writeWhole(path, fmt.Sprintf(entry, strings.ReplaceAll(line, "%", "%%"))); err != nil {
		return change(err)
	}
	if bus := busFile(env); bus != "" {
		return change(writeWhole(bus, fmt.Sprintf(busEntry, desktop.BusName, line)))
	}
	return nil
}

func unwritable(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r == 0x7f })
}

func disable(env desktop.Env) error {
	path, err := file(env)
	if err != nil {
		return err
	}
	for _, path := range []string{path, busFile(env)} {
		if path == "" {
			continue
		}
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return change(err)
		}
	}
	return nil
}

func enabled(env desktop.Env) (bool, error) {
	path, err := file(env)
	if err != nil {
		return false, err
	}
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, change(err)
	}
	return on(string(text)), nil
}

// on reads an entry as a desktop does: it starts unless it is hidden or switched off.
func on(text string) bool {
	group, runs := "", false
	lines := bufio.NewScanner(strings.NewReader(text))
	for lines.Scan() {
		line := strings.TrimSpace(lines.Text())
		if strings.HasPrefix(line, "[") {
			group = line
			continue
		}
		key, value, ok := strings.Cut(line, "=")
		if !ok || group != "[Desktop Entry]" {
			continue
		}
		value = strings.TrimSpace(value)
		switch strings.TrimSpace(key) {
		case "Exec":
			runs = value != ""
		case "Hidden":
			if value == "true" {
				return false
			}
		case "X-GNOME-Autostart-enabled":
			if value == "false" {
				return false
			}
		}
	}
	return runs
}

// quote writes a path as one argument of an Exec line. The specification has two layers: the argument in double quotes with a backslash
// before `"`, "`", `$` and `\`, and the whole value once more with every backslash doubled.
func quote(path string) string {
	argument := strings.NewReplacer(`\`, `\\`, `"`, `\"`, "`", "\\`", `$`, `\$`).Replace(path)
	return `"` + strings.ReplaceAll(argument, `\`, `\\`) + `"`
}

// writeWhole writes beside and renames, so that a desktop that reads at the wrong moment sees the old file or the new one.
func writeWhole(path, text string) (err error) {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, "."+desktop.AppID+"-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = f.Close()
			_ = os.Remove(f.Name())
		}
	}()
	if _, err = f.WriteString(text); err != nil {
		return err
	}
	if err = f.Sync(); err != nil {
		return err
	}
	if err = f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// change words what the file system refused; nil stays nil.
func change(err error) error {
	if err == nil {
		return nil
	}
	return fault.Wrap(err, fault.From(err).Code, "Starting at login could not be changed, because its file could not be written. It is as it was before; check the folder autostart in your settings folder.")
}
