//go:build !bindings

package main

import "testing"

func TestFirstSize(t *testing.T) {
	for _, c := range []struct{ screenWide, screenTall, width, height int }{
		{0, 0, 1280, 800},
		{1280, 800, 1264, 720},
		{1366, 768, 1280, 688},
		{1280, 773, 1264, 693}, // a panel on a small screen
		{1024, 600, 1008, 600}, // not smaller than what works
		{800, 600, 900, 600},
		{1920, 1080, 1280, 800},
		{2560, 1440, 1600, 1000},
		{3840, 2160, 2400, 1500},
		{1440, 2560, 1424, 1777}, // a screen on its side
	} {
		if width, height := firstSize(c.screenWide, c.screenTall); width != c.width || height != c.height {
			t.Errorf("on %d x %d: %d x %d, not %d x %d", c.screenWide, c.screenTall, width, height, c.width, c.height)
		}
	}
}
