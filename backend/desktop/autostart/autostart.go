// Package autostart owns what makes the agent start by itself: when the person logs in, and when the desktop asks for it by its
// name. It writes nothing but that, whole or not at all, and what the desktop's own settings say about it (switched off there)
// is respected.
package autostart

import "northboard/backend/desktop"

// Enable lets exe, an absolute path, start with these arguments at login. It is the same to do it twice.
func Enable(env desktop.Env, exe string, args ...string) error { return enable(env, exe, args) }

// Disable takes that back. When there is nothing to take back, nothing happens.
func Disable(env desktop.Env) error { return disable(env) }

// Enabled says whether the agent starts at login.
func Enabled(env desktop.Env) (bool, error) { return enabled(env) }
