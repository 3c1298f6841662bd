//go:build !bindings

package main

import "embed"

// The built page. The folder is there in a clean checkout too (see frontend/public/.gitkeep), so that everything
// but the window itself builds without Node.
//
//go:embed all:frontend/dist
var assets embed.FS

// For the window and its entry in the task bar: a larger one takes longer to unpack than a view to build.
//
//go:embed build/icons/northboard-128.png
var icon []byte
