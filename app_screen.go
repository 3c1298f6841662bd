//go:build !bindings

package main

// The first window: a good size for a view, more where the screen has more, with room for the title above it.
const (
	firstWidth, firstHeight = 1280, 800
	firstTall, firstOf      = 25, 36 // of the height of a large screen: 1000 of 1440
	titleRoom               = 48     // the desktop's own bar over the window, which no one can ask for beforehand
)

// firstSize gives the size of the first window on a screen that leaves this much to windows; nothing known is (0, 0).
func firstSize(width, height int) (int, int) {
	if width <= 0 || height <= 0 {
		return firstWidth, firstHeight
	}
	tall := max(firstHeight, height*firstTall/firstOf)
	wide := tall * firstWidth / firstHeight
	return max(minWidth, min(wide, width)), max(minHeight, min(tall, height-titleRoom))
}
