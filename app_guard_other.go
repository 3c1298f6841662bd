//go:build !(linux && desktop) && !bindings

package main

// guardPage has no web view to guard where the page runs in a browser, as in the development build.
// On Windows the page's policy stands alone: its web view was never run (README).
func guardPage() {}
