//go:build !bindings

package main

import (
	"encoding/json"
	"net/url"
	"strings"
)

// The guard stands around the page, in case script of somebody else's ever runs in it (docs/decisions/0013). What it
// allows is decided here, in plain Go; app_guard_gtk.go puts it around the web view.

// mayOpen says whether the web view may show an address: the page itself and nothing else, not even another file of ours.
func mayOpen(address string) bool {
	at, err := url.Parse(address)
	return err == nil && at.Scheme == "wails" && at.Host == "wails" && at.User == nil && at.Path == "/"
}

// mayPost says whether a message of the page is passed on to Wails: calls of our own methods, events, and that it is
// ready. Wails would also open addresses, show the inspector, write the clipboard, notify and more: the page needs none
// of that, and links go through backend/desktop/opener only.
func mayPost(message string) bool {
	switch {
	case message == "runtime:ready":
		return true
	case strings.HasPrefix(message, "C"):
		// Read as Wails reads it, so that both find the same name.
		var call struct {
			Name string `json:"name"`
		}
		return json.Unmarshal([]byte(message[1:]), &call) == nil && !strings.HasPrefix(call.Name, ":wails:")
	}
	return strings.HasPrefix(message, "EE") || strings.HasPrefix(message, "EX")
}
