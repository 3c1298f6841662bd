package backend_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Rules of the house (docs/tour.md, docs/decisions/0007). They are read from the source itself, every file of every
// system and build tag, so that a rule cannot be broken in a file that this machine does not build.

// The packages that one layer is made of. A name ending in "/" stands for a package and all below it.
var (
	leaves = []string{"fault", "clock", "id", "durable", "recur"}
	nouns  = []string{"plan", "board", "picture", "remind", "review", "wallpaper", "trash", "search"}
	// The operating system and what talks to it. It knows no library.
	system = []string{"desktop/", "instance", "paint"}
)

// layer says what a package may import of ours, and why no more.
type layer struct {
	packages []string
	may      []string
	because  string
}

var layers = []layer{
	{[]string{"fault"}, nil, "fault is a leaf: everything else may need it"},
	{[]string{"id", "clock"}, []string{"fault"}, "id and clock are leaves"},
	{[]string{"durable"}, nil, "durable is a leaf: it writes files and knows no library"},
	{[]string{"recur"}, []string{"fault", "clock"}, "recur is a leaf: rules of repetition know days and nothing else"},
	{[]string{"phrase"}, []string{"clock", "recur"}, "the grammar reads words, days and repeats and nothing else"},
	{[]string{"calendar"}, []string{"clock", "fault", "recur"}, "calendar writes what it is handed and knows no library"},
	{[]string{"store"}, leaves, "store knows no noun: it never decides what a row means"},
	{nouns, join(leaves, "store"), "a noun stands on store and the leaves and never imports another noun: meet in flow"},
	{[]string{"flow"}, join(leaves, nouns, "store", "phrase"), "flow spans nouns; what it needs of the desktop is handed in above it"},
	{[]string{"sample/draw"}, nil, "the sample's pictures are drawn from numbers"},
	{[]string{"sample/draw/pictures"}, []string{"sample/draw"}, "it only writes what sample/draw draws"},
	{[]string{"sample"}, join(leaves, nouns, "store"), "the sample sits beside flow and fills a library through the nouns' verbs"},
	{[]string{"desktop/"}, []string{"fault", "desktop/"}, "desktop is the operating system behind small interfaces: it knows no library"},
	{[]string{"instance"}, []string{"fault"}, "locks and sockets know no library"},
	{[]string{"paint"}, join(leaves, "desktop/"), "paint never reads the library: what to paint is handed in"},
	{[]string{"store/powercut"}, nil, "it lies below SQLite and knows no library"},
	{[]string{"backendtest/blackout"}, nil, "it watches a program from outside and knows no library"},
	{[]string{"backup"}, join(leaves, "store", "instance"), "backup copies and restores whole libraries, also ones that cannot be opened: it knows no noun"},
	{[]string{"backendtest"}, join(leaves, "store"), "backendtest gives a library and knows no noun"},
	{[]string{"exchange"}, join(leaves, nouns, "store", "phrase"), "exchange sits beside flow: it takes a whole library out and in through store's records, as one operation"},
	{[]string{"."}, join(leaves, nouns, system, "store", "flow", "backup", "exchange", "calendar"), "backend builds the program for api, agent and command and never imports them"},
	{[]string{"api", "agent"}, join(leaves, nouns, system, ".", "store", "flow", "phrase", "sample", "backup", "exchange", "calendar"), "api and agent are doors: they translate, and import no other door"},
	{[]string{"main"}, join(leaves, system, ".", "store", "backup", "api", "agent", "command"), "main shows the doors; what lies behind them is reached through api, agent and command"},
	{[]string{"command"}, join(leaves, nouns, system, ".", "store", "flow", "phrase", "sample", "agent", "backup", "exchange", "calendar"), "a command may run the agent, and imports no other door"},
}

// Packages that only tests import.
var forTests = []string{"backendtest", "backendtest/blackout", "store/powercut", "desktop/desktoptest"}

// Names that say nothing of what a package owns.
var emptyNames = []string{"util", "utils", "helper", "helpers", "common", "misc", "shared", "manager", "base", "core"}

func join(parts ...any) []string {
	all := []string{}
	for _, p := range parts {
		switch p := p.(type) {
		case string:
			all = append(all, p)
		case []string:
			all = append(all, p...)
		}
	}
	return all
}

func within(name string, list []string) bool {
	return slices.ContainsFunc(list, func(entry string) bool {
		tree, isTree := strings.CutSuffix(entry, "/")
		return name == tree || (isTree && strings.HasPrefix(name, entry))
	})
}

// source is one Go file.
type source struct {
	path string // from the module's root
	pkg  string // "store"; "." is the package backend, "main" the module's root and cmd; "" is a tool under build
	test bool
	file *ast.File
	set  *token.FileSet
}

func (s source) at(n ast.Node) string {
	return fmt.Sprintf("%s:%d", s.path, s.set.Position(n.Pos()).Line)
}

// imports gives the paths that a file imports, each with the name it is used by.
func (s source) imports() map[string]string {
	found := map[string]string{}
	for _, spec := range s.file.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue
		}
		found[imported] = path.Base(imported)
		if spec.Name != nil {
			found[imported] = spec.Name.Name
		}
	}
	return found
}

// selectors calls back for each use of a package that a file imports: time.Now.
func (s source) selectors(imported string, see func(name string, at ast.Node)) {
	called, ok := s.imports()[imported]
	if !ok {
		return
	}
	ast.Inspect(s.file, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if x, ok := sel.X.(*ast.Ident); ok && x.Name == called {
			see(sel.Sel.Name, sel)
		}
		return true
	})
}

func readSources(t *testing.T) []source {
	t.Helper()
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	var all []source
	err = filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if slices.Contains([]string{"node_modules", ".git", "testdata", "out", "bin"}, entry.Name()) {
				return fs.SkipDir
			}
			return nil
		}
		if filepath.Ext(name) != ".go" {
			return nil
		}
		s := source{set: token.NewFileSet(), test: strings.HasSuffix(name, "_test.go")}
		if s.file, err = parser.ParseFile(s.set, name, nil, parser.ParseComments); err != nil {
			return err
		}
		relative, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		s.path = filepath.ToSlash(relative)
		dir := path.Dir(s.path)
		below, isBackend := strings.CutPrefix(dir, "backend/")
		switch {
		case dir == "." || strings.HasPrefix(dir, "cmd/"):
			s.pkg = "main"
		case dir == "backend":
			s.pkg = "."
		case isBackend:
			s.pkg = below
		}
		all = append(all, s)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 100 {
		t.Fatalf("found only %d files: the rules would hold for nothing", len(all))
	}
	return all
}

func TestLayers_Imports(t *testing.T) {
	reached := map[string]bool{}
	for _, s := range readSources(t) {
		if s.test || s.pkg == "" {
			continue
		}
		rule := slices.IndexFunc(layers, func(l layer) bool { return within(s.pkg, l.packages) })
		if rule < 0 {
			t.Errorf("%s: the package %s has no layer. Say in layers_test.go where it stands", s.path, s.pkg)
			continue
		}
		reached[s.pkg] = true
		for imported := range s.imports() {
			of, ours := strings.CutPrefix(imported+"/", "northboard/backend/")
			of = strings.TrimSuffix(of, "/")
			if of == "" {
				of = "."
			}
			if !ours || of == s.pkg || within(of, layers[rule].may) {
				continue
			}
			t.Errorf("%s imports %s: %s", s.path, of, layers[rule].because)
		}
	}
	for _, name := range join(leaves, nouns, "store", "flow", "api", "agent", "command") {
		if !reached[name] {
			t.Errorf("the package %s is gone: take it out of layers_test.go", name)
		}
	}
}

func TestLayers_OutsideWorld(t *testing.T) {
	for _, s := range readSources(t) {
		for imported := range s.imports() {
			switch {
			case strings.HasPrefix(imported, "github.com/wailsapp/") && s.pkg != "main" && !strings.HasPrefix(s.path, "frontend/bench/"):
				// The bench has a blank window to compare with.
				t.Errorf("%s imports %s: only main imports Wails, so that everything else is built and tested without a window", s.path, imported)
			case strings.HasPrefix(imported, "github.com/mattn/go-sqlite3") && s.pkg != "store":
				t.Errorf("%s imports %s: only store opens a database", s.path, imported)
			case strings.HasPrefix(imported, "github.com/godbus/dbus") && !strings.HasPrefix(s.pkg, "desktop") && !s.test:
				t.Errorf("%s imports %s: only desktop talks to the session bus", s.path, imported)
			case strings.HasPrefix(imported, "github.com/spf13/") && s.pkg != "command":
				t.Errorf("%s imports %s: only command reads a command line", s.path, imported)
			}
		}
		if s.test {
			continue
		}
		for _, name := range forTests {
			if _, ok := s.imports()["northboard/backend/"+name]; ok && !within(s.pkg, forTests) {
				t.Errorf("%s imports %s: it is for tests only", s.path, name)
			}
		}
	}
}

func TestLayers_SQL(t *testing.T) {
	// What a noun needs of database/sql to read its rows. Opening and beginning are not among it.
	forScanning := []string{"ErrNoRows", "NullString", "NullInt64", "NullFloat64", "NullBool", "Result", "Rows", "Row", "RawBytes"}
	for _, s := range readSources(t) {
		if s.test || s.pkg == "store" {
			continue
		}
		isNoun := within(s.pkg, nouns)
		s.selectors("database/sql", func(name string, at ast.Node) {
			switch {
			case !isNoun:
				t.Errorf("%s: sql.%s in %s: only store and the nouns know SQL", s.at(at), name, s.pkg)
			case !slices.Contains(forScanning, name):
				t.Errorf("%s: sql.%s in a noun: only store opens a database or a transaction", s.at(at), name)
			}
		})
		s.selectors("northboard/backend/store", func(name string, at ast.Node) {
			if name == "Op" && !within(s.pkg, []string{"flow", "sample", "exchange", "backendtest"}) {
				t.Errorf("%s: a store.Op in %s: one operation is one verb of flow", s.at(at), s.pkg)
			}
		})
		if isNoun {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) == 0 {
				return true
			}
			sel, ok := call.Fun.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if of, ok := sel.X.(*ast.Ident); ok && of.Name == "syscall" {
				return true // To become another program.
			}
			if slices.Contains([]string{"Exec", "Query", "QueryRow"}, sel.Sel.Name) {
				t.Errorf("%s: SQL in %s: it belongs to the noun whose rows it reads", s.at(call), s.path)
			}
			return true
		})
	}
}

func TestLayers_Clock(t *testing.T) {
	for _, s := range readSources(t) {
		if s.test || s.pkg == "clock" || within(s.pkg, forTests) {
			continue
		}
		s.selectors("time", func(name string, at ast.Node) {
			if name == "Now" || name == "Since" || name == "Until" {
				t.Errorf("%s: time.%s: the time comes from a clock.Clock, or a test cannot set it", s.at(at), name)
			}
		})
	}
}

func TestLayers_Packages(t *testing.T) {
	documented := map[string]bool{}
	for _, s := range readSources(t) {
		if s.test {
			continue
		}
		dir, name := path.Dir(s.path), s.file.Name.Name
		if slices.Contains(emptyNames, name) {
			t.Errorf("%s: the package's name %q says nothing of what it owns", s.path, name)
		}
		text := s.file.Doc.Text()
		// A build constraint above a file's doc makes two comments; only the one that touches the clause counts.
		is := text != "" && (name == "main" || strings.HasPrefix(text, "Package "+name+" "))
		documented[dir] = documented[dir] || is
	}
	for dir, is := range documented {
		if !is {
			t.Errorf("%s: no package comment says what it owns and what it never does", dir)
		}
	}
}
