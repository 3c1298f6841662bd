package wallpaper

import (
	"context"

	"github.com/jezek/xgb"

	"northboard/backend/desktop"
)

// bare asks the root window: a plain X session forgets its background when it ends, the other desktops keep theirs.
func bare(ctx context.Context, env desktop.Env) (bool, error) {
	name, err := kind(ctx, env)
	if err != nil || name != fehName {
		return false, err
	}
	ctx, cancel := context.WithTimeout(ctx, askTime)
	defer cancel()
	empty := false
	err = desktop.WithDisplay(ctx, env, func(conn *xgb.Conn) error {
		_, _, ok := newRoot(conn).background()
		empty = !ok
		return nil
	})
	return empty, err
}
