package picture

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"os"
	"path/filepath"
	"testing"
	"time"

	"northboard/backend/fault"
)

// The test binary is also the program that decodes apart, in whatever way a test asks for.
func TestMain(m *testing.M) {
	if len(os.Args) != 2 || os.Args[1] != "decode" {
		os.Exit(m.Run())
	}
	switch os.Getenv("NORTHBOARD_TEST_DECODE") {
	case "takes memory":
		if err := limitProcess(apartMemory, apartWithin); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(0)
		}
		for held := [][]byte{}; len(held) < 64; {
			held = append(held, bytes.Repeat([]byte{1}, 64<<20))
		}
		fmt.Fprintln(os.Stderr, "four GB were given")
	case "panics":
		panic("on purpose")
	case "hangs":
		time.Sleep(time.Hour)
	case "talks":
		for {
			if _, err := os.Stdout.Write(make([]byte, 1<<20)); err != nil {
				os.Exit(0)
			}
		}
	case "lies":
		fmt.Println(`{"colour":"#000000","files":[{"size":32,"ext":"jpg","bytes":3}]}`)
		fmt.Print("abc")
	case "writes":
		if err := limitProcess(apartMemory, apartWithin); err == nil {
			err = os.WriteFile(filepath.Join(os.TempDir(), "written-by-decoder"), []byte("x"), 0o600)
			fmt.Fprintln(os.Stderr, err)
		}
		os.Exit(1)
	default:
		if err := DecodeApart(os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

// large is a PNG of 51 megapixels, black above and white below, in a file.
func large(t testing.TB) string {
	t.Helper()
	const w, h = 7_200, 7_100
	rows := make([]byte, h*(1+w/8))
	for y := h / 2; y < h; y++ {
		row := rows[y*(1+w/8)+1:][:w/8]
		for x := range row {
			row[x] = 0xff
		}
	}
	path := filepath.Join(t.TempDir(), "large.png")
	data := pngOf(w, h, 1, 0, 0, pngPart("IDAT", packed(rows)), pngPart("IEND", nil))
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func withDecoder(t testing.TB) *fixture {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	f := newFixture(t)
	f.im.DecodeWith(program)
	return f
}

func TestApart_LargePicture(t *testing.T) {
	largeWork(t)
	path := large(t)
	f := withDecoder(t)
	info := f.add(t, f.stage(t, Source{Path: path}))[0]
	if info.Width != 7_200 || info.Height != 7_100 || info.Colour != "#808080" && info.Colour != "#7f7f7f" {
		t.Errorf("got %+v", info)
	}
	f.start(t)
	f.waitForQueue(t)
	if got, want := f.cached(t, info.ID), Sizes; fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("previews %v, want %v", got, want)
	}
	shown := f.preview(t, info, 512)
	above, _, _, _ := shown.At(250, 5).RGBA()
	below, _, _, _ := shown.At(250, 500).RGBA()
	if b := shown.Bounds(); b.Dx() != 512 || b.Dy() != 505 || above > 0x400 || below < 0xfb00 {
		t.Errorf("the preview is %v, %x above %x", b, above, below)
	}
}

// Decoded apart or not, a picture looks the same to the byte.
func TestApart_SameAsInProcess(t *testing.T) {
	for name, data := range map[string][]byte{
		"turned.jpg": withOrientation(jpegBytes(t, pattern(700, 500)), 6), "profile.jpg": withProfile(jpegBytes(t, pattern(700, 500)), displayP3()),
		"clear.png": pngBytes(t, clearCorner(700, 500)), "still.gif": tinyGIF,
	} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		file, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		k, _ := sniff(data[:min(len(data), sniffLength)])
		h, err := readHeader(file, int64(len(data)), k)
		if err != nil {
			t.Fatal(err)
		}
		here, err := scaleDown(context.Background(), file, int64(len(data)), h)
		if err != nil {
			t.Fatal(err)
		}
		there, err := withDecoder(t).im.apart(context.Background(), file, h)
		if err != nil {
			t.Fatal(err)
		}
		if here.colour() != there.colour() {
			t.Errorf("%s: the mean is %s here and %s apart", name, here.colour(), there.colour())
		}
		for _, size := range h.toMake() {
			a, _, errA := here.encode(size)
			b, _, errB := there.encode(size)
			if errA != nil || errB != nil || !bytes.Equal(a, b) {
				t.Errorf("%s: preview %d differs (%v, %v)", name, size, errA, errB)
			}
		}
	}
}

func clearCorner(w, h int) image.Image {
	m := pattern(w, h)
	m.SetNRGBA(0, 0, color.NRGBA{})
	return m
}

func TestApart_WhatGoesWrong(t *testing.T) {
	path := large(t)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, way := range []string{"takes memory", "panics", "talks", "lies", "writes"} {
		t.Run(way, func(t *testing.T) {
			t.Setenv("NORTHBOARD_TEST_DECODE", way)
			t.Setenv("TMPDIR", t.TempDir())
			f := withDecoder(t)
			_, err := f.im.Stage(context.Background(), Source{Path: path})
			wantCode(t, err, fault.TooLarge, "“large.png”", "more memory or time than is safe", "Nothing was added")
			if n, left := f.originals(t), f.leftovers(t); n != 0 || len(left) != 0 {
				t.Errorf("%d originals and %v kept", n, left)
			}
			if _, err := os.Stat(filepath.Join(os.TempDir(), "written-by-decoder")); err == nil && way == "writes" {
				if data, _ := os.ReadFile(filepath.Join(os.TempDir(), "written-by-decoder")); len(data) > 0 {
					t.Error("the process wrote a file")
				}
			}
		})
	}
	t.Run("stopped", func(t *testing.T) {
		t.Setenv("NORTHBOARD_TEST_DECODE", "hangs")
		f := withDecoder(t)
		ctx, stop := context.WithCancel(context.Background())
		defer stop()
		time.AfterFunc(300*time.Millisecond, stop)
		_, err := f.im.Stage(ctx, Source{Path: path})
		wantCode(t, err, fault.Cancelled)
		if left := f.leftovers(t); len(left) != 0 {
			t.Errorf("left behind: %v", left)
		}
	})
	t.Run("damaged", func(t *testing.T) {
		f := withDecoder(t)
		_, err := f.im.Stage(context.Background(), Source{Name: "cut.png", Data: whole[:len(whole)/2]})
		wantCode(t, err, fault.NotAPicture, "“cut.png”", "damaged or cut short")
	})
	t.Run("no program", func(t *testing.T) {
		f := newFixture(t)
		_, err := f.im.Stage(context.Background(), Source{Path: path})
		wantCode(t, err, fault.TooLarge, "51 megapixels", "50 are the most")
	})
}

func TestApart_Limits(t *testing.T) {
	f := withDecoder(t)
	for name, data := range map[string][]byte{"260 megapixels": hugePNG(26_000, 10_000, 8), "MB of memory": hugePNG(15_000, 12_000, 8)} {
		_, err := f.im.Stage(context.Background(), Source{Name: "p.png", Data: data})
		wantCode(t, err, fault.TooLarge, name)
	}
}
