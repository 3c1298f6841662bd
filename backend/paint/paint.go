// Package paint owns painted pictures: what is to be painted, the pictures that the hidden page hands over, and the
// files they become. It also starts the painting process (`northboard paint`) for those who must not paint themselves:
// the window and the agent.
//
// A file is named by what it shows, because desktops do not read a file of the same name again, and it is written
// beside and renamed, so that no desktop ever sees half of one. The folder of wallpapers holds nothing but pictures of
// Northboard's; what is no longer shown is thrown away there, and nowhere else.
//
// It never draws, never opens a window, never talks to a desktop and never reads the library.
package paint

import (
	"context"

	"northboard/backend/desktop"
	"northboard/backend/desktop/screen"
	"northboard/backend/fault"
)

// What a picture may measure. The page's canvas ends at about 16,000 pixels a side; the whole is bounded by memory.
const (
	LargestSide   = 16384
	largestPixels = 160e6
)

// Tile is the side of the pieces in which a picture is handed over when it is wider or higher than Whole.
const (
	Tile  = 2048
	Whole = 8192
)

// Job is one picture to paint.
type Job struct {
	Screen string `json:"screen"` // the screen it is for; "" for none
	Width  int    `json:"width"`  // pixels
	Height int    `json:"height"`
	Tile   int    `json:"tile"` // 0: handed over whole; else the side of the pieces
}

// Picture is a finished picture.
type Picture struct {
	Screen string `json:"screen"`
	Path   string `json:"path"`
	Width  int    `json:"width"`
	Height int    `json:"height"`
}

// NewJob checks the size.
func NewJob(screenName string, width, height int) (Job, error) {
	if width < 16 || height < 16 || width > LargestSide || height > LargestSide || float64(width)*float64(height) > largestPixels {
		return Job{}, fault.Newf(fault.Invalid, "A picture of %d × %d pixels cannot be painted: 16 to %d a side, and at most 160 million in all. Nothing was changed.",
			width, height, LargestSide).WithField("size")
	}
	job := Job{Screen: screenName, Width: width, Height: height}
	if max(width, height) > Whole {
		job.Tile = Tile
	}
	return job, nil
}

// ForScreens gives a job for every screen of the desktop.
func ForScreens(ctx context.Context, env desktop.Env) ([]Job, error) {
	screens, err := screen.Screens(ctx, env)
	if err != nil {
		return nil, err
	}
	jobs := make([]Job, 0, len(screens))
	for _, s := range screens {
		job, err := NewJob(s.Name, s.W, s.H)
		if err != nil {
			return nil, err
		}
		jobs = append(jobs, job)
	}
	return jobs, nil
}
