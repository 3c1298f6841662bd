//go:build !linux || !(desktop || dev)

package clipboard

import (
	"context"

	"northboard/backend/fault"
)

// Read says that there is no clipboard to read: this process has no window, or runs where the page reads it itself.
func Read(context.Context) (Content, error) {
	return Content{}, fault.New(fault.Unavailable, "Northboard could not read the clipboard here. Save the picture as a file and drop it on the board.")
}
