//go:build bench

// Makes a library with the given picture files on its board, and all their previews, for the measurements that need
// one: library -library DIR -cache DIR FILE... It prints the board's id. Never shipped.
package main

import (
	"context"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"

	"northboard/backend"
	"northboard/backend/flow"
	"northboard/backend/picture"
)

func main() {
	folder := flag.String("library", "", "the library's folder")
	cache := flag.String("cache", "", "the folder of the previews")
	flag.Parse()
	if err := fill(context.Background(), *folder, *cache, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func fill(ctx context.Context, folder, cache string, files []string) (err error) {
	b, err := backend.Open(ctx, backend.Config{Library: folder, Cache: cache})
	if err != nil {
		return err
	}
	defer func() {
		if closeErr := b.Close(); err == nil {
			err = closeErr
		}
	}()
	contents, err := b.Flow.Board(ctx, "")
	if err != nil {
		return err
	}
	var staged []picture.Staged
	for _, file := range files {
		one, err := b.Pictures.Stage(ctx, picture.Source{Name: filepath.Base(file), Path: file})
		if err != nil {
			return err
		}
		staged = append(staged, one)
	}
	items, err := b.Flow.AddPictures(ctx, contents.Board.ID, staged, flow.Point{})
	if err != nil {
		return err
	}
	// A preview that is asked for is made: afterwards the library is as it is some time after an import.
	for _, item := range items {
		for _, size := range []int{32, 128, 512, 1024, 2048} {
			address := fmt.Sprintf("/picture/%s?w=%d", item.PictureID, size)
			answer := httptest.NewRecorder()
			b.Pictures.Handler().ServeHTTP(answer, httptest.NewRequest(http.MethodGet, address, nil))
			if answer.Code != http.StatusOK {
				return fmt.Errorf("%s answered %d", address, answer.Code)
			}
		}
	}
	fmt.Println(contents.Board.ID)
	return nil
}
