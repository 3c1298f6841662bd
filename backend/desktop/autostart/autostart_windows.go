package autostart

import (
	"errors"
	"strings"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"

	"northboard/backend/desktop"
	"northboard/backend/fault"
)

// Windows starts what this key of the person's names, and its own settings note beside it what they switched off there.
const (
	runKey      = `Software\Microsoft\Windows\CurrentVersion\Run`
	approvedKey = `Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run`
)

func enable(_ desktop.Env, exe string, args []string) error {
	if exe == "" {
		return fault.New(fault.Invalid, "Northboard does not know where its program lies, so starting at login was not changed.")
	}
	words := []string{windows.EscapeArg(exe)}
	for _, arg := range args {
		words = append(words, windows.EscapeArg(arg))
	}
	key, _, err := registry.CreateKey(registry.CURRENT_USER, runKey, registry.SET_VALUE)
	if err != nil {
		return change(err)
	}
	defer key.Close()
	if err := key.SetStringValue(desktop.AppName, strings.Join(words, " ")); err != nil {
		return change(err)
	}
	return change(remove(approvedKey))
}

func disable(desktop.Env) error { return change(remove(runKey)) }

// remove takes our value out of a key, if both are there.
func remove(path string) error {
	key, err := registry.OpenKey(registry.CURRENT_USER, path, registry.SET_VALUE)
	if errors.Is(err, registry.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer key.Close()
	if err := key.DeleteValue(desktop.AppName); err != nil && !errors.Is(err, registry.ErrNotExist) {
		return err
	}
	return nil
}

func enabled(desktop.Env) (bool, error) {
	key, err := registry.OpenKey(registry.CURRENT_USER, runKey, registry.QUERY_VALUE)
	if errors.Is(err, registry.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, change(err)
	}
	defer key.Close()
	line, _, err := key.GetStringValue(desktop.AppName)
	if errors.Is(err, registry.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, change(err)
	}
	return line != "" && !switchedOff(), nil
}

// switchedOff: the first byte of what Windows notes is odd for what the person switched off.
func switchedOff() bool {
	key, err := registry.OpenKey(registry.CURRENT_USER, approvedKey, registry.QUERY_VALUE)
	if err != nil {
		return false
	}
	defer key.Close()
	state, _, err := key.GetBinaryValue(desktop.AppName)
	return err == nil && len(state) > 0 && state[0]%2 == 1
}

// change words what Windows refused; nil stays nil.
func change(err error) error {
	if err == nil {
		return nil
	}
	return fault.Wrap(err, fault.From(err).Code, "Starting at login could not be changed, because Windows did not take it. It is as it was before.")
}
