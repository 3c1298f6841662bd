package exchange_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"strings"
	"testing"

	"filippo.io/age"

	"northboard/backend/exchange"
	"northboard/backend/fault"
)

// The generator of hostile archives: each begins as a good one that Northboard made, and has one thing wrong.

// pack is an archive in pieces.
type pack struct {
	names   []string
	data    map[string][]byte
	raw     func(w *zip.Writer)           // adds members past all rules
	edit    func(manifest map[string]any) // changes the manifest after it was made right
	text    func(manifest []byte) []byte  // changes its text
	header  func(name string, h *zip.FileHeader)
	after   func(file []byte) []byte
	skipped string // a member that the manifest lists and the file has not
}

func init() {
	exchange.Seeds = func(t testing.TB) [][]byte {
		base := good(t)
		seeds := [][]byte{base.build(t), overlap(base.build(t)), zip64Count(1<<62, 1), manyMembers(3), sealHeader("scrypt AAAAAAAAAAAAAAAAAAAAAA 30")}
		plain := base.clone()
		plain.header = func(_ string, h *zip.FileHeader) { h.Method = zip.Store }
		return append(seeds, plain.build(t))
	}
}

// good takes a real export apart.
func good(t testing.TB) *pack {
	f := newFixture(t)
	f.fill(t)
	listing, err := zip.OpenReader(f.export(t, exchange.ExportOptions{}))
	if err != nil {
		t.Fatal(err)
	}
	defer listing.Close()
	p := &pack{data: map[string][]byte{}}
	for _, file := range listing.File {
		in, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		p.names = append(p.names, file.Name)
		p.data[file.Name] = data
	}
	return p
}

func (p *pack) clone() *pack {
	c := &pack{names: append([]string{}, p.names...), data: map[string][]byte{}}
	for k, v := range p.data {
		c.data[k] = v
	}
	return c
}

func (p *pack) set(name string, data []byte) {
	if _, ok := p.data[name]; !ok {
		p.names = append(p.names, name)
	}
	p.data[name] = data
}

// replace changes library.json; it must change.
func (p *pack) replace(old, new string) *pack {
	text := string(p.data["library.json"])
	if !strings.Contains(text, old) {
		panic("the good library.json does not hold " + old)
	}
	p.data["library.json"] = []byte(strings.Replace(text, old, new, 1))
	return p
}

// build writes the archive, with a manifest that fits what is in it.
func (p *pack) build(t testing.TB) []byte {
	t.Helper()
	var manifest map[string]any
	if err := json.Unmarshal(p.data["manifest.json"], &manifest); err != nil {
		t.Fatal(err)
	}
	members := []any{}
	for _, name := range p.names {
		if name != "manifest.json" {
			sum := sha256.Sum256(p.data[name])
			members = append(members, map[string]any{"name": name, "bytes": len(p.data[name]), "sha256": hex.EncodeToString(sum[:])})
		}
	}
	manifest["members"] = members
	if p.edit != nil {
		p.edit(manifest)
	}
	text, err := json.Marshal(manifest)
	if err != nil {
		t.Fatal(err)
	}
	if p.text != nil {
		text = p.text(text)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range p.names {
		data := p.data[name]
		if name == "manifest.json" {
			data = text
		}
		if name == p.skipped {
			continue
		}
		h := &zip.FileHeader{Name: name, Method: zip.Deflate}
		if p.header != nil {
			p.header(name, h)
		}
		member, err := w.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := member.Write(data); err != nil {
			t.Fatal(err)
		}
	}
	if p.raw != nil {
		p.raw(w)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if p.after != nil {
		return p.after(out.Bytes())
	}
	return out.Bytes()
}

// hostile is one file and how it must be refused; "" is any way but Internal.
type hostile struct {
	data []byte
	code fault.Code
}

func add(w *zip.Writer, name string, mode fs.FileMode, data string) {
	h := &zip.FileHeader{Name: name, Method: zip.Store}
	h.SetMode(mode)
	out, err := w.CreateHeader(h)
	if err == nil {
		_, err = io.WriteString(out, data)
	}
	if err != nil {
		panic(err)
	}
}

// lying adds a member whose header says something else than what is there.
func lying(w *zip.Writer, name string, packed []byte, declared uint64) {
	h := &zip.FileHeader{Name: name, Method: zip.Store, CRC32: crc32.ChecksumIEEE(packed), CompressedSize64: uint64(len(packed)), UncompressedSize64: declared}
	out, err := w.CreateRaw(h)
	if err == nil {
		_, err = out.Write(packed)
	}
	if err != nil {
		panic(err)
	}
}

func listedAs(name string, bytes int) func(map[string]any) {
	return func(m map[string]any) {
		m["members"] = append(m["members"].([]any), map[string]any{"name": name, "bytes": bytes, "sha256": strings.Repeat("a", 64)})
	}
}

// generate makes every hostile archive there is.
func generate(t testing.TB) map[string]hostile {
	base := good(t)
	slow := 1
	if exchange.RaceDetector {
		slow = 20 // Packing takes that much longer.
	}
	all := map[string]hostile{}
	put := func(name string, code fault.Code, change func(p *pack)) {
		p := base.clone()
		change(p)
		all[name] = hostile{p.build(t), code}
	}
	for i, name := range []string{"../x", "/tmp/northboard-slip", "read/../../x", `..\x`, `C:\x`, "C:x", "CON", "aux.txt", "pictures/com1", "a.txt.", "b ", "x\u202egnp.exe", "nul\x00.txt", "", "./x", "a//b", strings.Repeat("a", 65535)} {
		put(fmt.Sprintf("name-%d", i), fault.Damaged, func(p *pack) { p.raw = func(w *zip.Writer) { add(w, name, 0o600, "x") } })
	}
	for name, mode := range map[string]fs.FileMode{"symlink": fs.ModeSymlink | 0o777, "device": fs.ModeDevice | 0o666, "fifo": fs.ModeNamedPipe | 0o666, "socket": fs.ModeSocket} {
		put(name, fault.Damaged, func(p *pack) { p.raw = func(w *zip.Writer) { add(w, "read/goals2.md", mode, "/etc/passwd") } })
	}
	put("twice", fault.Damaged, func(p *pack) { p.raw = func(w *zip.Writer) { add(w, "library.json", 0o600, "{}") } })
	put("twice-by-case", fault.Damaged, func(p *pack) { p.raw = func(w *zip.Writer) { add(w, "Library.JSON", 0o600, "{}") } })
	put("unlisted", fault.Damaged, func(p *pack) { p.raw = func(w *zip.Writer) { add(w, "read/other.md", 0o600, "x") } })
	put("nested", fault.Damaged, func(p *pack) { p.set("inner.zip", base.build(t)) })
	put("listed-not-there", fault.Damaged, func(p *pack) { p.skipped = "README.txt" })
	put("no-library", fault.Damaged, func(p *pack) { p.names = p.names[:0]; p.names = append(p.names, "manifest.json", "README.txt") })
	put("no-manifest", fault.Invalid, func(p *pack) { p.skipped = "manifest.json" })
	put("encrypted", fault.Invalid, func(p *pack) { p.header = func(_ string, h *zip.FileHeader) { h.Flags |= 1 } })
	put("wrong-hash", fault.Damaged, func(p *pack) { p.text = flip(`"name":"README.txt","sha256":"`) })

	picture := "pictures/aa/" + strings.Repeat("a", 64) + ".png"
	put("lying-size", fault.Damaged, func(p *pack) {
		p.raw = func(w *zip.Writer) { lying(w, picture, make([]byte, 1<<20), 10) }
		p.edit = listedAs(picture, 10)
	})
	put("bomb", fault.TooLarge, func(p *pack) { p.set(picture, make([]byte, 64<<20/slow)); p.edit = withHash(picture) })
	put("bomb-library", fault.Damaged, func(p *pack) { p.set("library.json", make([]byte, 60<<20/slow)) })
	put("bomb-manifest", fault.TooLarge, func(p *pack) { p.text = func([]byte) []byte { return make([]byte, 40<<20) } })
	put("huge-declared", fault.TooLarge, func(p *pack) {
		p.raw = func(w *zip.Writer) { lying(w, picture, []byte("x"), 1<<40) }
		p.edit = listedAs(picture, 1<<40)
	})
	put("huge-total", fault.TooLarge, func(p *pack) {
		var names []string
		for i := range 600 {
			hash := fmt.Sprintf("%064x", i)
			names = append(names, "pictures/"+hash[:2]+"/"+hash+".png")
		}
		p.raw = func(w *zip.Writer) {
			for _, n := range names {
				lying(w, n, make([]byte, 100), 500<<20)
			}
		}
		p.edit = func(m map[string]any) {
			for _, n := range names {
				m["members"] = append(m["members"].([]any), map[string]any{"name": n, "bytes": 500 << 20, "sha256": n[12:76]})
			}
		}
	})
	put("large-and-wrong-at-the-end", fault.Damaged, func(p *pack) {
		// As many rows, and as many bytes, as there may be, and then one that cannot be.
		var b strings.Builder
		rows := 225_000 / slow
		for i := range rows {
			fmt.Fprintf(&b, `{"id":"10000000-0000-7000-8000-%012x","goal_id":null,"milestone_id":null,"title":"%0100d","due":null,"due_time":null,"done":null,"rank":"a0","created":1,"updated":1},`, i, i)
		}
		p.replace(`"task":[`, `"task":[`+b.String()+`{"id":0},`)
	})
	put("overlap", fault.Damaged, func(p *pack) { p.after = overlap })
	put("crc", fault.Damaged, func(p *pack) { p.after = wrongSum })
	put("prefix", fault.Damaged, func(p *pack) { p.after = func(b []byte) []byte { return append([]byte("MZ junk before"), b...) } })
	put("suffix", "", func(p *pack) { p.after = func(b []byte) []byte { return append(b, "PK\x05\x06junk"...) } })
	for _, part := range []int{1, 2, 3, 5, 50} {
		put(fmt.Sprintf("cut-%d", part), fault.Invalid, func(p *pack) { p.after = func(b []byte) []byte { return b[:len(b)-len(b)/part] } })
	}
	put("cut-1-byte", fault.Invalid, func(p *pack) { p.after = func(b []byte) []byte { return b[:len(b)-1] } })
	all["count-64"] = hostile{zip64Count(1<<62, 1<<61), fault.TooLarge}
	all["count-64-0"] = hostile{zip64Count(0, 0), fault.Invalid}
	all["many-members"] = hostile{manyMembers(100_001), fault.TooLarge}
	all["no-zip"] = hostile{[]byte("just some words"), fault.Invalid}
	all["empty-file"] = hostile{nil, fault.Invalid}
	all["age-factor"] = hostile{sealHeader("scrypt AAAAAAAAAAAAAAAAAAAAAA 30"), fault.TooLarge}
	all["age-other"] = hostile{sealHeader("X25519 AAAAAAAAAAAAAAAAAAAAAA"), fault.Invalid}
	all["age-cut"] = hostile{[]byte("age-encryption.org/v1\n-> scrypt"), fault.Invalid}
	wrong := base.build(t)
	all["age-wrong-passphrase"] = hostile{sealText(t, "another", exchange.WorkFactor(), string(wrong)), fault.Permission}
	all["age-junk-inside"] = hostile{sealText(t, "right", 10, "not a zip at all, but locked with the right passphrase"), fault.Invalid}
	generateJSON(put)
	return all
}

func withHash(name string) func(map[string]any) {
	return func(m map[string]any) {
		for _, one := range m["members"].([]any) {
			if member := one.(map[string]any); member["name"] == name {
				member["sha256"] = name[12:76]
			}
		}
	}
}

// flip changes the digit after a mark.
func flip(mark string) func([]byte) []byte {
	return func(b []byte) []byte {
		at := bytes.Index(b, []byte(mark)) + len(mark)
		b[at] = "10"[b[at]&1]
		if at < len(mark) {
			panic("the manifest does not hold " + mark)
		}
		b[at+1] = "10"[b[at+1]&1]
		return b
	}
}

// overlap lets the second member of the list begin where the first does.
func overlap(b []byte) []byte {
	b = bytes.Clone(b)
	first := bytes.Index(b, []byte("PK\x01\x02"))
	second := first + 4 + bytes.Index(b[first+4:], []byte("PK\x01\x02"))
	copy(b[second+42:second+46], b[first+42:first+46])
	return b
}

// wrongSum spoils the checksum of every member.
func wrongSum(b []byte) []byte {
	b = bytes.Clone(b)
	for at := bytes.Index(b, []byte("PK\x01\x02")); at < len(b)-46 && string(b[at:at+4]) == "PK\x01\x02"; {
		b[at+16] ^= 1
		at += 46 + int(binary.LittleEndian.Uint16(b[at+28:])) + int(binary.LittleEndian.Uint16(b[at+30:])) + int(binary.LittleEndian.Uint16(b[at+32:]))
	}
	return b
}

func zip64Count(count, length uint64) []byte {
	le := binary.LittleEndian
	end := le.AppendUint64([]byte("PK\x06\x06"), 44)
	end = append(end, make([]byte, 12)...)
	for _, n := range []uint64{count, count, length, 0} {
		end = le.AppendUint64(end, n)
	}
	end = append(end, "PK\x06\x07\x00\x00\x00\x00"...)
	end = le.AppendUint64(end, 0)
	end = le.AppendUint32(end, 1)
	return append(end, "PK\x05\x06\x00\x00\x00\x00\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x00\x00"...)
}

func manyMembers(n int) []byte {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for i := range n {
		if _, err := w.CreateRaw(&zip.FileHeader{Name: fmt.Sprintf("f%d", i)}); err != nil {
			panic(err)
		}
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

func sealHeader(stanza string) []byte {
	line := strings.Repeat("A", 43)
	return []byte("age-encryption.org/v1\n-> " + stanza + "\n" + line + "\n--- " + line + "\n" + strings.Repeat("x", 100))
}

func sealText(t testing.TB, passphrase string, factor int, text string) []byte {
	t.Helper()
	r, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		t.Fatal(err)
	}
	r.SetWorkFactor(factor)
	var out bytes.Buffer
	w, err := age.Encrypt(&out, r)
	if err == nil {
		_, err = io.WriteString(w, text)
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
