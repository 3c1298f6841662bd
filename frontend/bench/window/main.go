//go:build bench

// A bare window with the options of Northboard's own, for two measurements: how long an empty one takes to appear
// (-page blank.html), and how fast a page of the bench draws in the system's web view. A page asks for its job at
// /job and hands what it found to /result, which ends the program. Never shipped.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"
	wails_runtime "github.com/wailsapp/wails/v2/pkg/runtime"
)

func main() {
	pages := flag.String("pages", "", "the folder of the pages")
	page := flag.String("page", "index.html", "the page to open")
	images := flag.String("images", "", "the folder behind /images/")
	job := flag.String("job", "{}", "what /job answers")
	width := flag.Int("width", 1440, "of the window")
	height := flag.Int("height", 900, "of the window")
	flag.Parse()

	var window context.Context
	mux := http.NewServeMux()
	mux.Handle("GET /images/", http.StripPrefix("/images/", http.FileServer(http.Dir(*images))))
	mux.HandleFunc("GET /job", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, *job)
	})
	mux.HandleFunc("POST /result", func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(os.Stdout, r.Body)
		_, _ = io.WriteString(os.Stdout, "\n")
		wails_runtime.Quit(window)
	})
	middleware := func(assets http.Handler) http.Handler {
		mux.Handle("/", assets)
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/" {
				r = r.Clone(r.Context())
				r.URL.Path = "/" + *page
			}
			mux.ServeHTTP(w, r)
		})
	}
	err := wails.Run(&options.App{
		Title:            "Northboard bench",
		Width:            *width,
		Height:           *height,
		BackgroundColour: options.NewRGB(0xFA, 0xF7, 0xF2),
		AssetServer:      &assetserver.Options{Assets: os.DirFS(*pages), Middleware: middleware},
		OnStartup:        func(ctx context.Context) { window = ctx },
		DragAndDrop:      &options.DragAndDrop{EnableFileDrop: true},
		Linux:            &linux.Options{ProgramName: "northboard-bench", WebviewGpuPolicy: gpuPolicy()},
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// gpuPolicy is Northboard's (app.go): the two windows must draw by the same means.
func gpuPolicy() linux.WebviewGpuPolicy {
	if nodes, err := filepath.Glob("/dev/dri/renderD*"); err == nil && len(nodes) > 0 {
		return linux.WebviewGpuPolicyAlways
	}
	return linux.WebviewGpuPolicyNever
}
