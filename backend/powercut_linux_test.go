package backend_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"northboard/backend"
	"northboard/backend/backendtest"
	"northboard/backend/backendtest/blackout"
	"northboard/backend/board"
	"northboard/backend/flow"
	"northboard/backend/picture"
	"northboard/backend/store"
)

// Started by the test below, this binary imports pictures: the library, the board, how many.
const importing = "NORTHBOARD_TEST_IMPORT"

func TestMain(m *testing.M) {
	task := strings.Split(os.Getenv(importing), "|")
	if len(task) != 3 {
		os.Exit(m.Run())
	}
	if err := importMany(task[0], task[1], task[2]); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

// somePicture is a picture of its own for each number, of some ten kilobytes: noise does not shrink.
func somePicture(n int) []byte {
	random := rand.New(rand.NewPCG(uint64(n), 9))
	img := image.NewRGBA(image.Rect(0, 0, 60+n, 60))
	for x := range 60 + n {
		for y := range 60 {
			img.Set(x, y, color.RGBA{uint8(random.Uint32()), uint8(random.Uint32()), uint8(random.Uint32()), 255})
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// importMany adds two pictures to a board at a time, one of them known already each third time, and acknowledges it.
func importMany(library, board, howMany string) error {
	ctx := context.Background()
	many, err := strconv.Atoi(howMany)
	if err != nil {
		return err
	}
	b, err := backend.Open(ctx, backend.Config{Library: library, Cache: library + ".cache", Log: backendtest.Quiet()})
	if err != nil {
		return err
	}
	for i := range many {
		again := i
		if i%3 == 2 {
			again = i - 2
		}
		results, err := b.Pictures.StageAll(ctx, []picture.Source{{Name: "one.png", Data: somePicture(2 * i)}, {Name: "two.png", Data: somePicture(2*again + 1)}}, nil)
		if err != nil {
			return err
		}
		staged := []picture.Staged{}
		for _, r := range results {
			if r.Fault != nil {
				return r.Fault
			}
			staged = append(staged, r.Staged)
		}
		if _, err := b.Flow.AddPictures(ctx, board, staged, flow.Point{}); err != nil {
			return err
		}
		fmt.Printf("%s%d\n", blackout.Mark, i)
	}
	return b.Close()
}

// TestPowerCut_Importing cuts the power at the steps of importing pictures: copying in, flushing and renaming them, and
// the rows that name them. What was acknowledged is there, and no row ever names a picture that is not there whole.
func TestPowerCut_Importing(t *testing.T) {
	if why := blackout.Available(); why != "" {
		t.Skip("SKIPPED: " + why)
	}
	ctx := context.Background()
	root := t.TempDir()
	library, cache := filepath.Join(root, "library"), t.TempDir()
	b, err := backend.Open(ctx, backend.Config{Library: library, Cache: cache, Log: backendtest.Quiet()})
	if err != nil {
		t.Fatal(err)
	}
	mine, err := b.Flow.AddBoard(ctx, board.BoardDraft{Title: "Mine"})
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	many := backendtest.Tortured(4, 15)
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), importing+"="+strings.Join([]string{library, mine.ID, strconv.Itoa(many)}, "|"))
	record, err := blackout.Run(root, cmd)
	if err != nil {
		t.Fatal(err)
	}
	if len(record.Marks()) != many {
		t.Fatalf("%d acknowledgements instead of %d", len(record.Marks()), many)
	}
	seed := backendtest.Seed(t)
	for name, disks := range map[string][]blackout.Disk{"power cuts while importing": blackout.Honest, "control: importing, flush dropped": {blackout.Lies}} {
		states, lost, inconsistent := 0, 0, 0
		memory := inMemory(t)
		record.States(disks, backendtest.Tortured(80, 1500), rand.New(rand.NewPCG(seed, 5)), func(state blackout.State) {
			states++
			dir := filepath.Join(memory, strconv.Itoa(states))
			if err := os.Mkdir(dir, 0o700); err != nil {
				t.Fatal(err)
			}
			defer os.RemoveAll(dir)
			if err := state.WriteTo(dir); err != nil {
				t.Fatal(err)
			}
			items, wrong := imported(filepath.Join(dir, "library"))
			switch {
			case wrong != "":
				inconsistent++
			case items < 2*state.Acked:
				lost++
				wrong = fmt.Sprintf("%d pictures are on the board", items)
			}
			if wrong != "" && disks[0] != blackout.Lies && lost+inconsistent < 4 {
				t.Errorf("%s: %s", state, wrong)
			}
		})
		backendtest.Figures(t, name, map[string]int{"acknowledged": many, "states": states, "lost": lost, "inconsistent": inconsistent})
		if disks[0] == blackout.Lies && lost+inconsistent == 0 {
			t.Error("the judge is blind")
		}
	}
}

// imported counts the pictures on the board, and says what is wrong with the library.
func imported(dir string) (items int, wrong string) {
	ctx := context.Background()
	b, err := backend.Open(ctx, backend.Config{Library: dir, Cache: dir + ".cache", Log: backendtest.Quiet()})
	if err != nil {
		return 0, err.Error()
	}
	defer b.Close() //nolint:errcheck // It is thrown away.
	files := map[string]string{}
	err = b.Store.Read(ctx, func(tx *store.Tx) error {
		if err := tx.QueryRow(`SELECT count(*) FROM item WHERE kind = 'picture'`).Scan(&items); err != nil {
			return err
		}
		rows, err := tx.Query(`SELECT id, ext FROM picture`)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var id, ext string
			if err := rows.Scan(&id, &ext); err != nil {
				return err
			}
			files[id] = filepath.Join(dir, "pictures", id[:2], id+"."+ext)
		}
		return rows.Err()
	})
	if err != nil {
		return 0, err.Error()
	}
	for id, path := range files {
		data, err := os.ReadFile(path)
		if sum := sha256.Sum256(data); err != nil || hex.EncodeToString(sum[:]) != id {
			return 0, fmt.Sprintf("a row names %.8s, which is not whole: %v", id, err)
		}
	}
	return items, ""
}

// inMemory is a folder for many states; what a disk does to them is in the record.
func inMemory(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "northboard-test-")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	return dir
}
