package exchange

import (
	"errors"
	"reflect"
	"strings"
	"testing"
)

// TestOlder_Columns reads rows of a kind that grew with versions 2 and 3.
func TestOlder_Columns(t *testing.T) {
	grown := kind{name: "thing", since: 2, columns: []column{
		rowID(), text("title", longTitle), since(3, "quiet", choice("mood", "quiet", "loud")), since(4, nil, orNull(day("from"))),
	}}
	const id = `"id":"00000000-0000-7000-8000-000000000001"`
	for _, c := range []struct {
		version int
		row     string
		want    []any // nil: it is refused
	}{
		{2, `{` + id + `,"title":"a"}`, []any{"a", "quiet", nil}},
		{2, `{` + id + `,"title":"a","mood":"loud"}`, nil},
		{2, `{` + id + `}`, nil},
		{3, `{"mood":"loud","title":"a",` + id + `}`, []any{"a", "loud", nil}},
		{3, `{` + id + `,"title":"a"}`, nil},
		{3, `{` + id + `,"title":"a","mood":"loud","from":null}`, nil},
		{4, `{` + id + `,"title":"a","mood":"loud","from":"2026-11-22"}`, []any{"a", "loud", "2026-11-22"}},
		{4, `{` + id + `,"title":"a","mood":"loud"}`, nil},
	} {
		row, err := newReader([]byte(c.row)).row(grown, c.version)
		if c.want == nil {
			if !errors.Is(err, errJSON) {
				t.Errorf("version %d, %s: %v", c.version, c.row, err)
			}
			continue
		}
		if got := []any{row.Value("title"), row.Value("mood"), row.Value("from")}; err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("version %d, %s: %v, %v", c.version, c.row, got, err)
		}
	}
}

// TestOlder_Kinds refuses a kind that an archive of that version cannot have.
func TestOlder_Kinds(t *testing.T) {
	was := kinds
	defer func() { kinds = was }()
	kinds = append(kinds[:len(kinds):len(kinds)], kind{name: "thing", since: formatVersion, columns: []column{rowID()}})
	for version, want := range map[int]error{formatVersion: nil, formatVersion - 1: errJSON} {
		text := strings.ReplaceAll(`{"kinds":{"thing":[]},"settings":{},"format":"northboard-library","version":V}`, "V", string('0'+rune(version)))
		if err := readLibrary(strings.NewReader(text), version, visitor{}); !errors.Is(err, want) {
			t.Errorf("version %d: %v", version, err)
		}
	}
}

// TestOlder_PastFits holds what older rows are given to what the column may hold.
func TestOlder_PastFits(t *testing.T) {
	for _, k := range kinds {
		for _, c := range k.columns {
			if c.since < k.since && c.since != 0 || c.since > formatVersion || k.since > formatVersion {
				t.Errorf("%s.%s came with %d, its kind with %d, and this is %d", k.name, c.name, c.since, k.since, formatVersion)
			}
			if c.since == 0 {
				continue
			}
			if took, err := c.take(c.past); err != nil || !reflect.DeepEqual(took, c.past) {
				t.Errorf("%s.%s cannot have been %#v: %v", k.name, c.name, c.past, err)
			}
		}
	}
}
