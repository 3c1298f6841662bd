package exchange_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"io"
	"strings"
	"testing"

	"northboard/backend/board"
	"northboard/backend/exchange"
	"northboard/backend/picture"
	"northboard/backend/store"
)

const canary = "CANARY-52.5200-13.4050"

// withPlace puts an orientation and a place into a JPEG, as a camera does, and the place into every other corner.
func withPlace(jpeg []byte, number byte) []byte {
	le := binary.LittleEndian
	exif := []byte("Exif\x00\x00II*\x00\x08\x00\x00\x00\x02\x00")
	exif = append(exif, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0)
	exif = le.AppendUint32(append(exif, 0x25, 0x88, 4, 0, 1, 0, 0, 0), 38)
	exif = append(exif, 0, 0, 0, 0, 1, 0, 2, 0, 2, 0)
	exif = le.AppendUint32(exif, uint32(len(canary)))
	exif = le.AppendUint32(exif, 56)
	exif = append(append(exif, 0, 0, 0, 0), canary...)
	segment := func(marker byte, data []byte) []byte {
		return append([]byte{0xff, marker, byte((len(data) + 2) >> 8), byte(len(data) + 2)}, data...)
	}
	return bytes.Join([][]byte{
		jpeg[:2], segment(0xe1, exif), segment(0xed, []byte(canary)), segment(0xfe, append([]byte(canary), number)), jpeg[2:], []byte(canary),
	}, nil)
}

// unpacked is everything in an archive, without compression.
func unpacked(t *testing.T, path string) []byte {
	t.Helper()
	listing, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer listing.Close()
	var all bytes.Buffer
	for _, f := range listing.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		all.WriteString(f.Name)
		if _, err := io.Copy(&all, in); err != nil {
			t.Fatal(err)
		}
	}
	return all.Bytes()
}

// TestExport_WithoutPlaces is the canary: what is handed to somebody says nowhere where a picture was taken.
func TestExport_WithoutPlaces(t *testing.T) {
	f := newFixture(t)
	plain := jpegOf(t, 9)
	// Two that differ only in what is taken from them.
	staged := []picture.Staged{f.stage(t, "Sea.jpg", withPlace(plain, 1)), f.stage(t, "Sea again.jpg", withPlace(plain, 2))}
	f.Write(t, func(tx *store.Tx) error {
		infos, err := picture.Add(tx, staged)
		if err != nil {
			return err
		}
		b, err := board.AddBoard(tx, board.BoardDraft{Title: "Places"})
		if err != nil {
			return err
		}
		_, err = board.AddItems(tx, b.ID, []board.ItemDraft{
			{Kind: board.KindPicture, PictureID: infos[0].ID, W: 16, H: 24}, {Kind: board.KindPicture, PictureID: infos[1].ID, X: 50, W: 16, H: 24},
		})
		return err
	})
	if !bytes.Contains(unpacked(t, f.export(t, exchange.ExportOptions{})), []byte("CANARY")) {
		t.Fatal("the canary is not in the export for oneself: this test would prove nothing")
	}
	path := f.export(t, exchange.ExportOptions{WithoutPlaces: true})
	all := unpacked(t, path)
	if bytes.Contains(all, []byte("CANARY")) {
		t.Error("a place is in the archive")
	}
	for _, s := range staged {
		if bytes.Contains(all, []byte(s.Info.ID)) {
			t.Error("the original's hash is in the archive")
		}
	}

	fresh := newFixture(t)
	fresh.importFrom(t, path, "")
	if flaws, err := fresh.pictures.Verify(ctx); err != nil || len(flaws) > 0 {
		t.Errorf("after the import: %v, %v", flaws, err)
	}
	fresh.Read(t, func(tx *store.Tx) error {
		pictures, err := picture.All(tx)
		if err != nil {
			return err
		}
		if len(pictures) != 1 || pictures[0].Width != 16 || pictures[0].Height != 24 {
			t.Errorf("came in: %+v", pictures)
		}
		shown := 0
		return store.EachRecord(tx, "item", func(r store.Record) error {
			if r.Text("picture_id") != pictures[0].ID {
				t.Errorf("item %d shows %q", shown, r.Text("picture_id"))
			}
			shown++
			return nil
		})
	})

	// Where the originals are, what is left of them is not wanted beside them.
	before := f.dump(t)
	done := f.importFrom(t, path, "")
	if got := f.dump(t); got != before || !done.Nothing || !strings.Contains(done.Sentence, "2 differ and stayed as they are here") {
		t.Errorf("importing it where it came from: %s\n%s\nbecame\n%s", done.Sentence, before, got)
	}
}
