//go:build !(linux && (desktop || dev)) && !bindings

package main

// workArea is not asked where there is no GTK.
func workArea() (width, height int) { return 0, 0 }
