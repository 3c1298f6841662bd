// Package clipboard reads pictures and files from the desktop's clipboard, which the page cannot: WebKitGTK gives
// its paste event no pictures and refuses navigator.clipboard. It never writes and never reads unasked.
//
// On Linux it asks GTK, on GTK's own thread, and so works only in a process that runs a GTK main loop.
package clipboard

// Content is what lies on the clipboard and can be put on a board. At most one of the fields is set:
// files come before a picture, a picture before text.
type Content struct {
	Paths   []string // files, as absolute paths
	Picture []byte   // an encoded picture, in the bytes of its source where it offered any we read
	Text    string   // plain text
}
