//go:build !(linux && (desktop || dev)) && !bindings

package main

// readyToPaint has nothing to ask where Wails itself keeps a hidden window hidden.
func readyToPaint() error { return nil }
