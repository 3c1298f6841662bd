package exchange

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"northboard/backend/backendtest"
	"northboard/backend/store"
)

// TestTable_IsTheDatabase holds the format to the database: every kind, every column, its type, whether it may be NULL
// and what it names. A migration that adds to the database must add to the format too.
func TestTable_IsTheDatabase(t *testing.T) {
	f := backendtest.New(t)
	if store.Schema() != schemaOfRows {
		t.Errorf("the database has schema %d and the format describes %d", store.Schema(), schemaOfRows)
	}
	var names []string
	for _, k := range kinds {
		names = append(names, k.name)
	}
	if !slices.Equal(names, store.Kinds()) {
		t.Errorf("the format has %v and the database %v", names, store.Kinds())
	}
	f.Read(t, func(tx *store.Tx) error {
		for _, k := range kinds {
			columns, err := store.ColumnsOf(tx, k.name)
			if err != nil {
				return err
			}
			if len(columns) != len(k.columns) {
				t.Errorf("%s has %d columns in the format and %d in the database", k.name, len(k.columns), len(columns))
			}
			for _, c := range columns {
				own, ok := k.column(c.Name)
				typed := map[shape]string{shapeWhole: "INTEGER", shapeInstant: "INTEGER", shapeReal: "REAL"}[own.is]
				if typed == "" {
					typed = "TEXT"
				}
				if !ok || typed != c.Type || own.null != c.Null || own.of != c.Parent {
					t.Errorf("%s.%s is %+v in the database and %+v in the format", k.name, c.Name, c, own)
				}
			}
		}
		return nil
	})
}

// TestSchema_IsInTheDocumentation holds docs/file-format.md to what is written into every archive.
func TestSchema_IsInTheDocumentation(t *testing.T) {
	if !json.Valid([]byte(schemaText())) {
		t.Fatal("the schema is no JSON")
	}
	page, err := os.ReadFile("../../docs/file-format.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range kinds {
		if !strings.Contains(string(page), "**"+k.name+"** J") {
			t.Errorf("docs/file-format.md does not describe %s", k.name)
		}
	}
	schema, err := os.ReadFile("../../docs/library.schema.json")
	if err == nil && string(schema) == schemaText() {
		return
	}
	if os.Getenv("UPDATE_SCHEMA") == "" {
		t.Fatalf("docs/library.schema.json is not the schema of the format: run the test with UPDATE_SCHEMA=1 and look at what changed (%v)", err)
	}
	if err := os.WriteFile("../../docs/library.schema.json", []byte(schemaText()), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestName_ReservedAndUnsafe(t *testing.T) {
	for _, name := range []string{"../a", "a/../b", "/a", "a//b", "./a", `a\b`, "C:a", "con", "Aux.txt", "LPT1.md", "a.", "a ", "a/nul/b", "a\u202eb", "a\nb", "com¹", strings.Repeat("a", maxName+1), "\xff", ""} {
		if checkName(name) == nil {
			t.Errorf("%q passed", name)
		}
	}
	for _, name := range []string{"manifest.json", "pictures/ab/c.jpg", "read/", "console.txt", "Ünïcode 🧭.md"} {
		if err := checkName(name); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
}
