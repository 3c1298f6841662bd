//go:build linux && desktop && !devtools && !bindings

package main

import "os"

// guarded is always so in a release. WebKit would open its inspector on a network port when the environment asks.
func guarded() bool {
	for _, name := range []string{"WEBKIT_INSPECTOR_SERVER", "WEBKIT_INSPECTOR_HTTP_SERVER"} {
		_ = os.Unsetenv(name) // Fails for an impossible name only.
	}
	return true
}

// policed is always so in a release.
func policed() bool { return true }

// inspected names no folder: what WebKit keeps, it keeps in memory.
func inspected() string { return "" }
