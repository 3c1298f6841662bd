package backend

import (
	"context"
	"path/filepath"

	"northboard/backend/desktop"
	"northboard/backend/desktop/wallpaper"
	"northboard/backend/fault"
	choice "northboard/backend/wallpaper"
)

// WallpaperFolder is where painted wallpapers lie. A picture in it is Northboard's; nothing else belongs there.
func (b *Backend) WallpaperFolder() string { return filepath.Join(b.Store.Dir(), "wallpaper") }

// ShowWallpaper hands painted pictures to the desktop, after keeping what it showed before. It gives the desktop's
// name.
func (b *Backend) ShowWallpaper(ctx context.Context, env desktop.Env, pictures []wallpaper.Painted) (string, error) {
	setter, err := wallpaper.Detect(ctx, env, b.WallpaperFolder())
	if err != nil {
		return "", err
	}
	former, err := setter.Snapshot(ctx)
	switch {
	case fault.CodeOf(err) == fault.Conflict: // Ours is there already, and what was before it is kept.
	case err != nil:
		return "", err
	default:
		if err := b.Flow.KeepFormerWallpaper(ctx, setter.Name(), former); err != nil {
			return "", err
		}
	}
	return setter.Name(), setter.Set(ctx, pictures)
}

// RestoreWallpaper puts back what the desktop showed before Northboard's first picture, and takes the choice back so
// that nothing is painted over it again.
func (b *Backend) RestoreWallpaper(ctx context.Context, env desktop.Env) error {
	setter, err := wallpaper.Detect(ctx, env, b.WallpaperFolder())
	if err != nil {
		return err
	}
	former, err := b.Flow.FormerWallpaper(ctx, setter.Name())
	if err != nil {
		return err
	}
	if former == nil {
		return fault.New(fault.NotFound, "Northboard has not changed this desktop’s wallpaper, so there is nothing to put back.")
	}
	// Where the person has chosen another picture since, that one stays; our part is over all the same.
	restoreErr := setter.Restore(ctx, former)
	if restoreErr != nil && fault.CodeOf(restoreErr) != fault.Conflict {
		return restoreErr
	}
	if err := b.Flow.SetWallpaper(ctx, choice.Choice{}); err != nil {
		return err
	}
	if err := b.Flow.ForgetFormerWallpaper(ctx, setter.Name()); err != nil {
		return err
	}
	return restoreErr
}
