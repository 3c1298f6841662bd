package backend_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestSafetyPage_NamesTestsThatAreThere: each promise of docs/safety.md names a test, and none that was renamed or taken away.
func TestSafetyPage_NamesTestsThatAreThere(t *testing.T) {
	page, err := os.ReadFile("../docs/safety.md")
	if err != nil {
		t.Fatal(err)
	}
	there := map[string]bool{}
	function := regexp.MustCompile(`(?m)^func (Test\w+)\(`)
	err = filepath.WalkDir(".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		code, err := os.ReadFile(path)
		for _, found := range function.FindAllStringSubmatch(string(code), -1) {
			there[found[1]] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	named := 0
	for _, found := range regexp.MustCompile("`(Test\\w+)`").FindAllStringSubmatch(string(page), -1) {
		if named++; !there[found[1]] {
			t.Errorf("%s is named and not there", found[1])
		}
	}
	for _, found := range regexp.MustCompile("`(e2e/[\\w/-]+|[\\w/]+\\.txtar)`").FindAllStringSubmatch(string(page), -1) {
		pattern := filepath.Join("..", "frontend", found[1]+".spec.ts")
		if strings.HasSuffix(found[1], ".txtar") {
			pattern = found[1]
		}
		if files, err := filepath.Glob(pattern); err != nil || len(files) != 1 {
			t.Errorf("%s is named and not there", found[1])
		}
	}
	if named < 60 {
		t.Errorf("only %d tests are named", named)
	}
	for line := range strings.Lines(string(page)) {
		if cells := strings.Split(line, "|"); strings.HasPrefix(line, "| ") && len(cells) == 4 && strings.HasSuffix(strings.TrimSpace(cells[1]), ".") && !strings.Contains(cells[2], "`") {
			t.Errorf("no test stands beside: %s", cells[1])
		}
	}
}
