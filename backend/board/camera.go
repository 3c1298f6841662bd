package board

import (
	"context"
	"encoding/json"
	"fmt"
	"math"

	"northboard/backend/fault"
	"northboard/backend/store"
)

// Camera is what a person last looked at: the board point in the middle of the view, and the zoom.
// It is a habit, not a decision, so it is kept as a setting: no operation, nothing to undo.
type Camera struct {
	X    float64 `json:"x"`
	Y    float64 `json:"y"`
	Zoom float64 `json:"zoom"` // 0 = nobody has looked yet: the view fits the board
}

// Settings is the part of the store a camera is kept in. An unknown key reads as "".
type Settings interface {
	Setting(ctx context.Context, key string) (string, error)
	SetSetting(ctx context.Context, key, value string) error
}

const (
	minZoom = 0.001
	maxZoom = 1_000
)

// CameraOf returns where the camera of a board was left; the zero Camera when it was never moved or what is
// kept cannot be read, because a view that fits the board is then a good answer.
func CameraOf(ctx context.Context, settings Settings, boardID string) (Camera, error) {
	value, err := settings.Setting(ctx, cameraKey(boardID))
	if err != nil {
		return Camera{}, fmt.Errorf("read the camera of board %s: %w", boardID, err)
	}
	var c Camera
	if value == "" || json.Unmarshal([]byte(value), &c) != nil || c.check() != nil {
		return Camera{}, nil
	}
	return c, nil
}

// SetCamera keeps where the camera of a board stands.
func SetCamera(ctx context.Context, settings Settings, boardID string, c Camera) error {
	if err := c.check(); err != nil {
		return err
	}
	if err := settings.SetSetting(ctx, cameraKey(boardID), jsonText(c)); err != nil {
		return fmt.Errorf("keep the camera of board %s: %w", boardID, err)
	}
	return nil
}

// ForgetCamera lets the view fit the board when it is opened next.
func ForgetCamera(tx *store.Tx, boardID string) error {
	return store.SetSettingIn(tx, cameraKey(boardID), "")
}

func (c Camera) check() error {
	// Written so that NaN fails each comparison.
	inside := math.Abs(c.X) <= 2*MaxReach && math.Abs(c.Y) <= 2*MaxReach && c.Zoom >= minZoom && c.Zoom <= maxZoom
	if !inside {
		return fault.New(fault.Invalid, "The view is beyond the edge of the board. Nothing was lost; choose Fit all to see every item.").WithField("camera")
	}
	return nil
}

func cameraKey(boardID string) string { return "camera/" + boardID }
