// Command pictures makes the sample library's pictures again: go run ./backend/sample/draw/pictures [folder].
// Its own rule: it writes only what draw.Scenes names.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"northboard/backend/sample/draw"
)

func main() {
	folder := "backend/sample/pictures"
	if len(os.Args) > 1 {
		folder = os.Args[1]
	}
	if err := run(folder); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for _, scene := range draw.Scenes() {
		data, err := scene.JPEG()
		if err != nil {
			return err
		}
		path := filepath.Join(folder, scene.Name+".jpg")
		if err := os.WriteFile(path, data, 0o644); err != nil {
			return fmt.Errorf("write %s: %w", path, err)
		}
		fmt.Printf("%-16s %4dx%-4d %4d KB\n", scene.Name, scene.Width, scene.Height, len(data)>>10)
	}
	return nil
}
