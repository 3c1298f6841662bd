package picture

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"northboard/backend/fault"
)

// smallDisk mounts a disk of a size, such as "1m", at a folder.
func smallDisk(t *testing.T, folder, size string) {
	t.Helper()
	if os.Getuid() != 0 {
		t.Skip("SKIPPED: only root can mount a small disk; the full disk was not tried")
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size="+size, "tmpfs", folder).CombinedOutput(); err != nil {
		t.Skipf("SKIPPED: no small disk can be mounted here (%v: %s); the full disk was not tried", err, out)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", folder).CombinedOutput(); err != nil {
			t.Errorf("unmount: %v: %s", err, out)
		}
	})
}

func TestStageAll_FullDisk(t *testing.T) {
	f := newFixture(t)
	smallDisk(t, filepath.Join(f.Dir, "pictures"), "1m")
	var sources []Source
	for i := range 6 {
		sources = append(sources, Source{Name: fmt.Sprint(i, ".png"), Data: pngBytes(t, noise(400, 200+i))})
	}
	results, err := f.im.StageAll(context.Background(), sources, nil)
	if err != nil {
		t.Fatal(err)
	}
	staged, full := []Staged{}, 0
	for _, r := range results {
		if r.Fault == nil {
			staged = append(staged, r.Staged)
		} else if wantCode(t, r.Fault, fault.DiskFull, "disk is full"); r.Fault.Code == fault.DiskFull {
			full++
		}
	}
	if len(staged) == 0 || full == 0 {
		t.Fatalf("%d staged and %d refused: the disk was to fill in between", len(staged), full)
	}
	if left, n := f.leftovers(t), f.originals(t); len(left) != 0 || n != len(staged) {
		t.Errorf("%d originals for %d staged, left behind: %v", n, len(staged), left)
	}
	f.add(t, staged...)
	if flaws, err := f.im.Verify(context.Background()); err != nil || len(flaws) != 0 {
		t.Errorf("flaws %+v (%v)", flaws, err)
	}
}

func TestPreview_CacheDiskFull(t *testing.T) {
	f := newFixture(t)
	smallDisk(t, f.cache, "4k")
	data := pngBytes(t, noise(900, 700))
	info := f.add(t, f.stage(t, Source{Name: "n.png", Data: data}))[0]
	shown, ext, err := f.im.preview(context.Background(), info, 512)
	if err != nil {
		t.Fatal(err)
	}
	if m, _, err := image.Decode(bytes.NewReader(shown)); err != nil || m.Bounds().Dx() != 512 || ext != "jpg" {
		t.Errorf("got %s, %v", ext, err)
	}
	f.cached(t, info.ID) // Fails the test if something half written was left.
}

// noise does not compress.
func noise(w, h int) image.Image {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	random := rand.New(rand.NewPCG(uint64(w), uint64(h)))
	for i := range m.Pix {
		m.Pix[i] = uint8(random.Uint32())
		if i%4 == 3 {
			m.Pix[i] = 255
		}
	}
	return m
}
