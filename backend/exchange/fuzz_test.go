package exchange

import (
	"bytes"
	"encoding/json"
	"io"
	"reflect"
	"testing"

	"northboard/backend/fault"
	"northboard/backend/store"
)

const tinyLibrary = `{"format":"northboard-library","version":1,"kinds":{
"aspiration":[{"id":"00000000-0000-7000-8000-000000000001","what":"a \"\\\u00e9\ud83e\udded\u0000","why":"","hue":0,"north_star":1,"rank":"a0","created":1,"updated":-2}],
"reading":[{"id":"00000000-0000-7000-8000-000000000002","goal_id":"00000000-0000-7000-8000-000000000003","day":"2026-11-22","value":-1.25e-7,"note":"","created":0}],
"item":[{"id":"00000000-0000-7000-8000-000000000004","board_id":"00000000-0000-7000-8000-000000000005","kind":"note","x":0,"y":0.1,"w":1e5,"h":1,"rotation":359.9,
"z":"Zz","picture_id":null,"goal_id":null,"aspiration_id":null,"text":"","style":"{\"hue\":0}","created":1,"updated":1}]},
"settings":{"theme":"dark","camera/00000000-0000-7000-8000-000000000001":"{\"x\":1,\"y\":-2.5,\"zoom\":0.5}","remind/silent":"[]"}}`

// FuzzLibrary: what is taken as a library.json, of whichever version, can be written again, and reads back as the same.
func FuzzLibrary(f *testing.F) {
	f.Add([]byte(tinyLibrary))
	f.Add([]byte(`{"format":"northboard-library","version":1,"kinds":{},"settings":{}}`))
	for _, bad := range []string{"", "{", "[[[[", `{"a":1,"a":1}`, `{"format":"\ud800"}`, `{"version":1e999}`, `{"version":-}`, "\xff"} {
		f.Add([]byte(bad))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var first content
		err := errJSON
		for version := 1; err != nil && version <= formatVersion; version++ {
			first, err = collect(data, version)
		}
		if err != nil {
			return
		}
		if !json.Valid(data) {
			t.Fatal("taken, and no JSON")
		}
		var out bytes.Buffer
		if err := first.write(&out); err != nil {
			t.Fatalf("write what was read: %v", err)
		}
		second, err := collect(out.Bytes(), formatVersion)
		if err != nil {
			t.Fatalf("read what was written: %v\n%s", err, out.Bytes())
		}
		if !reflect.DeepEqual(first, second) {
			t.Fatalf("%+v\nbecame\n%+v", first, second)
		}
	})
}

// collect reads a library.json whole, its columns in the table's order.
func collect(data []byte, version int) (content, error) {
	c := content{rows: map[string][]store.Record{}}
	err := readLibrary(bytes.NewReader(data), version, visitor{
		row: func(k kind, row store.Record) error {
			ordered := store.Record{}
			for _, col := range k.columns {
				ordered.Columns, ordered.Values = append(ordered.Columns, col.name), append(ordered.Values, row.Value(col.name))
			}
			c.rows[k.name] = append(c.rows[k.name], ordered)
			return nil
		},
		setting: func(s store.Setting) error {
			c.settings = append(c.settings, s)
			return nil
		},
	})
	return c, err
}

// FuzzManifest: what is taken as a manifest can be written again, and reads back as the same.
func FuzzManifest(f *testing.F) {
	hash := "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	f.Add([]byte(`{"format":"northboard-archive","version":1,"program":"x","schema":1,"created":1,"withoutPlaces":false,"counts":{"goal":1},"missing":["` + hash +
		`"],"members":[{"name":"library.json","bytes":2,"sha256":"` + hash + `"}]}`))
	f.Add([]byte(`{"format":"app-archive","version":999,"files":{}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := readManifest(bytes.NewReader(data))
		if err != nil {
			return
		}
		if m.Missing == nil {
			m.Missing = []string{}
		}
		if m.Members == nil {
			m.Members = []member{}
		}
		var out bytes.Buffer
		if err := m.write(&out); err != nil {
			t.Fatal(err)
		}
		again, err := readManifest(bytes.NewReader(out.Bytes()))
		if err != nil {
			t.Fatalf("read what was written: %v\n%s", err, out.Bytes())
		}
		if len(again.Members) != len(m.Members) || again.Program != m.Program || again.Created != m.Created || !reflect.DeepEqual(again.Counts, m.Counts) {
			t.Fatalf("%+v\nbecame\n%+v", m, again)
		}
	})
}

// FormatVersion is the version of the archives that are made here.
const FormatVersion = formatVersion

// WorkFactor is what a try of a passphrase costs here.
func WorkFactor() int { return workFactor }

// Seeds gives archives that Northboard made, and hostile ones; the tests outside the package make them.
var Seeds func(testing.TB) [][]byte

// FuzzArchive: whatever bytes are opened, nothing panics, every refusal is a sentence, and what opens can be read to its
// end and is what its manifest says.
func FuzzArchive(f *testing.F) {
	for _, data := range Seeds(f) {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		a := &archive{}
		if err := asFault(a.read(bytes.NewReader(data), int64(len(data)), "right")); err != nil {
			if code := fault.CodeOf(err); code == fault.Internal {
				t.Fatalf("%v", err)
			}
			return
		}
		total := int64(0)
		for _, m := range a.manifest.Members {
			in, err := a.open(t.Context(), m.Name)
			if err != nil {
				return
			}
			n, err := io.Copy(io.Discard, in)
			if n > m.Bytes {
				t.Fatalf("%s gave %d of %d bytes", m.Name, n, m.Bytes)
			}
			if err != nil {
				return
			}
			total += n
		}
		if total != a.size() {
			t.Fatalf("%d of %d bytes", total, a.size())
		}
	})
}

// FuzzSealHeader: a header is opened only if its cost is known and within the limit.
func FuzzSealHeader(f *testing.F) {
	f.Add([]byte("age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 10\n"))
	f.Add([]byte("age-encryption.org/v1\n-> X25519 AAAA\n"))
	var good bytes.Buffer
	w, err := seal(&good, "right")
	if err != nil {
		f.Fatal(err)
	}
	if err := w.Close(); err != nil {
		f.Fatal(err)
	}
	f.Add(good.Bytes())
	f.Fuzz(func(t *testing.T, head []byte) {
		factor, err := sealCost(head)
		switch {
		case err != nil && fault.CodeOf(err) == fault.Internal:
			t.Fatal(err)
		case err == nil && (factor < 1 || factor > workFactor || !isSealed(head)):
			t.Fatalf("taken with the factor %d", factor)
		}
	})
}
