//go:build !linux

package screen

import (
	"context"

	"northboard/backend/desktop"
	"northboard/backend/fault"
)

func screens(context.Context, desktop.Env) ([]Screen, error) {
	return nil, fault.New(fault.Unavailable, "Northboard cannot ask this system for its screens yet. Nothing was changed.")
}
