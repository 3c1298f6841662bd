//go:build !bindings

package main

import "embed"

// The built page. The folder is there in a clean checkout too (see frontend/public/.gitkeep), so that everything
// but the window itself builds without Node.
//
//go:embed all:frontend/dist
var assets embed.FS

//go:embed build/appicon.png
var icon []byte
