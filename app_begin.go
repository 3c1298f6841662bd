//go:build !bindings

package main

import (
	"encoding/json"
	"os"
	"path/filepath"

	"github.com/wailsapp/wails/v2/pkg/options"

	"northboard/backend/durable"
)

// What the window begins with lies in a small file beside the library's database: it is read while that is still being
// opened. Without the file the window begins as it does the first time.
const beginName = "window.json"

// begin is that file.
type begin struct {
	Width     int  `json:"width"`
	Height    int  `json:"height"`
	Maximised bool `json:"maximised"`
	Dark      bool `json:"dark"` // the person chose the dark theme
}

func readBegin(library string) begin {
	var b begin
	text, err := os.ReadFile(filepath.Join(library, beginName))
	if err != nil || json.Unmarshal(text, &b) != nil {
		b = begin{}
	}
	if b.Width < minWidth || b.Height < minHeight {
		b.Width, b.Height = firstSize(workArea())
		b.Maximised = false
	}
	return b
}

func (b begin) keep(library string) error {
	text, err := json.Marshal(b)
	if err != nil {
		return err
	}
	return durable.Write(filepath.Join(library, beginName), text, beginName+"-*")
}

// ground is what shows until the page does: tokens.css's --ground.
func (b begin) ground() *options.RGBA {
	if b.Dark {
		return options.NewRGB(0x11, 0x13, 0x1C)
	}
	return options.NewRGB(0xFA, 0xF7, 0xF2)
}
