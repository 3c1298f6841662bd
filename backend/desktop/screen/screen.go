// Package screen owns the question how large this desktop's screens are, in real pixels. It asks each time anew and keeps nothing.
package screen

import (
	"context"

	"northboard/backend/desktop"
)

// Screen is one monitor: where it lies in the desktop and how many pixels it has.
type Screen struct {
	Name    string  `json:"name"` // The output's name, e.g. "eDP-1".
	X       int     `json:"x"`
	Y       int     `json:"y"`
	W       int     `json:"w"`
	H       int     `json:"h"`
	Scale   float64 `json:"scale"` // How much larger than usual text is drawn; 1 where nobody says.
	Primary bool    `json:"primary"`
}

// Screens lists the monitors in the order the desktop counts them in. At least one, or it is a fault.Unavailable.
func Screens(ctx context.Context, env desktop.Env) ([]Screen, error) {
	return screens(ctx, env)
}
