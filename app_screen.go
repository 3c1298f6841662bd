//go:build !bindings

package main

// The first window: a good size for a view, more where the screen has more, with room for the title above it.
const (
	firstWidth, firstHeight = 1280, 800
	firstTall, firstOf      = 25, 36 // of the height of a large screen: 1000 of 1440
	// The desktop's own frame around the window and bar over it, which no one can ask for beforehand. The window is put
	// in the middle without its bar, so there is twice the room.
	frameRoom, titleRoom = 16, 80
)

// firstSize gives the size of the first window on a screen that leaves this much to windows; nothing known is (0, 0).
func firstSize(width, height int) (int, int) {
	if width <= 0 || height <= 0 {
		return firstWidth, firstHeight
	}
	tall := max(firstHeight, height*firstTall/firstOf)
	wide := tall * firstWidth / firstHeight
	return max(minWidth, min(wide, width-frameRoom)), max(minHeight, min(tall, height-titleRoom))
}
