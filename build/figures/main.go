// Command figures writes what the tests of faults counted (out/torture.json, made by build/torture) into a document,
// between two markers, so that no figure there was ever typed in by hand:
//
//	go run ./build/figures out/torture.json docs/safety.md
package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
)

const begin, end = "<!-- figures of the last run of build/torture -->", "<!-- end of the figures -->"

// run is one run of build/torture.
type run struct {
	Began   string `json:"began"`
	Commit  string `json:"commit"`
	Part    string `json:"part"`
	Figures []struct {
		What   string         `json:"what"`
		Counts map[string]int `json:"counts"`
	} `json:"figures"`
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: figures torture.json document.md")
		os.Exit(2)
	}
	if err := write(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "figures:", err)
		os.Exit(1)
	}
}

func write(from, to string) error {
	text, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	var r run
	if err := json.Unmarshal(text, &r); err != nil {
		return fmt.Errorf("read %s: %w", from, err)
	}
	document, err := os.ReadFile(to)
	if err != nil {
		return err
	}
	before, rest, found := strings.Cut(string(document), begin)
	_, after, ended := strings.Cut(rest, end)
	if !found || !ended {
		return fmt.Errorf("%s has no place for figures", to)
	}
	return os.WriteFile(to, []byte(before+begin+"\n"+table(r)+end+after), 0o644)
}

// table words a run, controls last. Several lines of one name are added up.
func table(r run) string {
	sums := map[string]map[string]int{}
	for _, f := range r.Figures {
		if sums[f.What] == nil {
			sums[f.What] = map[string]int{}
		}
		for name, n := range f.Counts {
			sums[f.What][name] += n
		}
	}
	day, _, _ := strings.Cut(r.Began, "T")
	how := "`make torture`"
	if r.Part != "1" {
		how = fmt.Sprintf("`NORTHBOARD_TORTURE=%s build/torture faults`, a short run", r.Part)
	}
	var out strings.Builder
	fmt.Fprintf(&out, "Counted by %s on %s, commit %s:\n\n| what | counted |\n|---|---|\n", how, day, r.Commit)
	for _, controls := range []bool{false, true} {
		for _, what := range slices.Sorted(maps.Keys(sums)) {
			if strings.HasPrefix(what, "control") != controls {
				continue
			}
			parts := []string{}
			for _, name := range slices.Sorted(maps.Keys(sums[what])) {
				parts = append(parts, grouped(sums[what][name])+" "+name)
			}
			fmt.Fprintf(&out, "| %s | %s |\n", what, strings.Join(parts, ", "))
		}
	}
	return out.String()
}

// grouped writes 24116 as 24,116.
func grouped(n int) string {
	text := fmt.Sprint(n)
	for at := len(text) - 3; at > 0; at -= 3 {
		text = text[:at] + "," + text[at:]
	}
	return text
}
