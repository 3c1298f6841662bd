package exchange_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"northboard/backend/exchange"
	"northboard/backend/fault"
)

// What refusing may cost, the good parts of the program included.
const (
	mostMemory = 256 << 20
	mostTime   = 2 * time.Second
)

// TestHostile_Refused hands every hostile archive to a process of its own, whose memory the system measures. The race
// detector multiplies memory and time, so there only the refusing itself is looked at.
func TestHostile_Refused(t *testing.T) {
	folder := t.TempDir()
	wanted := map[string]fault.Code{}
	for name, h := range generate(t) {
		wanted[name] = h.code
		if err := os.WriteFile(filepath.Join(folder, name), h.data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, data := range fromCorpus(t) {
		wanted[name] = ""
		if name == "corpus-manifest-newer-version.zip" {
			wanted[name] = fault.NewerLibrary
		}
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	child := exec.Command(os.Args[0], "-test.run=^TestHostile_Child$", "-test.v")
	child.Env = append(os.Environ(), "NORTHBOARD_HOSTILE="+folder)
	out, err := child.CombinedOutput()
	if err != nil {
		t.Fatalf("the child: %v\n%s", err, out)
	}
	seen, longest := 0, refusal{}
	memory := int64(0)
	for line := range strings.Lines(string(out)) {
		if _, err := fmt.Sscanf(line, "peak memory %d kB", &memory); err == nil {
			memory <<= 10
			continue
		}
		text, ok := strings.CutPrefix(line, "refused ")
		if !ok {
			continue
		}
		var r refusal
		if err := json.Unmarshal([]byte(text), &r); err != nil {
			t.Fatal(err)
		}
		seen++
		if r.Took > longest.Took {
			longest = r
		}
		want := wanted[r.Name]
		switch {
		case r.Code == "":
			t.Errorf("%s was taken in", r.Name)
		case r.Code == fault.Internal || want != "" && r.Code != want:
			t.Errorf("%s: %s and not %s: %s (%s)", r.Name, r.Code, want, r.Sentence, r.Cause)
		case !strings.Contains(r.Cause, causes[r.Name]):
			t.Errorf("%s was refused, but for another reason than %q: %s", r.Name, causes[r.Name], r.Cause)
		case !strings.Contains(r.Sentence, "Nothing was "):
			t.Errorf("%s: the sentence does not say that nothing was changed: %s", r.Name, r.Sentence)
		case r.Took > mostTime && !exchange.RaceDetector:
			t.Errorf("%s took %s to refuse", r.Name, r.Took)
		}
	}
	if seen != len(wanted) {
		t.Errorf("%d of %d were tried:\n%s", seen, len(wanted), out)
	}
	switch {
	case memory == 0:
		t.Log("SKIPPED: this system does not say how much memory a process took at most")
	case memory > mostMemory && !exchange.RaceDetector:
		t.Errorf("refusing took %d MB", memory>>20)
	default:
		t.Logf("%d archives refused with %d MB at most, the slowest, %s, in %s", seen, memory>>20, longest.Name, longest.Took)
	}
}

// causes are the looks that stand behind one another: each must be the one that refuses.
var causes = map[string]string{
	"overlap": "members overlap", "corpus-bomb-overlap-2000x10mb.zip": "members overlap", "wrong-hash": "another hash", "lying-size": "more", "twice-by-case": "is there twice",
	"symlink": "no regular file", "unlisted": "in the manifest", "prefix": "not where it should be", "huge-declared": "bytes", "row-twice": "is there twice",
	"value-parent": "is named and not there", "value-width": "not what its row says", "many-members": "members listed",
}

type refusal struct {
	Name     string
	Code     fault.Code
	Sentence string
	Cause    string
	Took     time.Duration
}

// TestHostile_Child is the process that refuses.
func TestHostile_Child(t *testing.T) {
	folder := os.Getenv("NORTHBOARD_HOSTILE")
	if folder == "" {
		t.Skip("runs within TestHostile_Refused")
	}
	f := newFixture(t)
	for range 1000 {
		f.IDs.New() // No row of the archives is here, or it would only be compared.
	}
	f.fillWith(t, 200)
	before, there := f.dump(t), files(t, filepath.Dir(f.Dir))
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		start := time.Now()
		_, err := f.exchange.Import(ctx, filepath.Join(folder, e.Name()), "right", nil)
		r := refusal{Name: e.Name(), Took: time.Since(start)}
		if err != nil {
			r.Code, r.Sentence = fault.CodeOf(err), fault.From(err).Sentence
			r.Cause = strings.ToValidUTF8(err.Error(), "?")
			r.Cause = r.Cause[:min(len(r.Cause), 400)]
		}
		line, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Printf("refused %s\n", line)
		if now := f.dump(t); now != before {
			t.Fatalf("%s changed the library", e.Name())
		}
		if now := withoutOrphans(files(t, filepath.Dir(f.Dir))); now != withoutOrphans(there) {
			t.Fatalf("%s left files behind:\n%s", e.Name(), now)
		}
	}
	peakMemory()
}

// peakMemory says the most memory this process had, as Linux counts it. What the system reports of a child to its parent
// would hold the parent's own.
func peakMemory() {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return
	}
	for line := range strings.Lines(string(status)) {
		if peak, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			fmt.Printf("peak memory %s", strings.TrimLeft(peak, " \t"))
		}
	}
}

// withoutOrphans leaves out originals that no row names: pictures of an import that ended later. They are normal.
func withoutOrphans(list string) string {
	lines := strings.Split(list, "\n")
	return strings.Join(slices.DeleteFunc(lines, func(l string) bool { return strings.HasSuffix(l, ".jpg") || strings.HasSuffix(l, ".png") }), "\n")
}

// fromCorpus gives the hostile archives of the corpus, and its hostile JSON in the place of a library.json.
func fromCorpus(t *testing.T) map[string][]byte {
	dir := os.Getenv("NORTHBOARD_CORPUS")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "corpus")
	}
	archives, err := filepath.Glob(filepath.Join(dir, "hostile", "archives", "*"))
	if err != nil || len(archives) == 0 {
		t.Logf("SKIPPED: no corpus at %s", dir)
		return nil
	}
	all := map[string][]byte{}
	for _, path := range archives {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		all["corpus-"+filepath.Base(path)] = data
	}
	texts, err := filepath.Glob(filepath.Join(dir, "hostile", "json", "*.json"))
	if err := errors.Join(err); err != nil {
		t.Fatal(err)
	}
	base := good(t)
	for _, path := range texts {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		p := base.clone()
		p.set("library.json", data)
		all["corpus-library-"+filepath.Base(path)] = p.build(t)
		q := base.clone()
		q.text = func([]byte) []byte { return data }
		all["corpus-manifest-"+filepath.Base(path)] = q.build(t)
	}
	return all
}

// TestHostile_GoodOnesComeIn makes sure that the generator's archives are refused for the one thing that is wrong.
func TestHostile_GoodOnesComeIn(t *testing.T) {
	f := newFixture(t)
	path := filepath.Join(t.TempDir(), "good.zip")
	if err := os.WriteFile(path, good(t).build(t), 0o600); err != nil {
		t.Fatal(err)
	}
	if done := f.importFrom(t, path, ""); done.Nothing {
		t.Error(done.Sentence)
	}
}
