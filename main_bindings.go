//go:build bindings

package main

import (
	"log"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/options"

	"northboard/backend/api"
)

// Built with the `bindings` tag, the program writes frontend/wailsjs and exits: see build/bindings.
func main() {
	if err := wails.Run(&options.App{Bind: append(api.Bound(&api.Host{}), &api.Painter{})}); err != nil {
		log.Fatal(err)
	}
}
