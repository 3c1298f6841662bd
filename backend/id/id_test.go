package id_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"northboard/backend/id"
)

func TestBetween(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{"", "", "a0"}, {"a0", "", "a1"}, {"az", "", "b00"}, {"bzz", "", "c000"}, {"", "a0", "Zz"}, {"", "Z0", "Yzz"},
		{"a0", "a1", "a0V"}, {"a0", "a0V", "a0G"}, {"a0V", "a1", "a0l"}, {"a1", "a3", "a2"}, {"Zz", "a0", "ZzV"}, {"Zz", "a1", "a0"},
		{"", "a0V", "a0"}, {"a0", "b00", "a1"}, {"a0z", "a1", "a0zV"},
	} {
		got, err := id.Between(c.a, c.b)
		if err != nil || got != c.want {
			t.Errorf("between %q and %q is %q, %v; want %q", c.a, c.b, got, err, c.want)
		}
	}
}

func TestBetween_Refuses(t *testing.T) {
	for _, c := range [][2]string{{"a0", "a0"}, {"a1", "a0"}, {"a", ""}, {"", "b0"}, {"a00", ""}, {"a0!", ""}, {"!0", ""}, {"", "A" + strings.Repeat("0", 26)}, {"aö", ""}} {
		if got, err := id.Between(c[0], c[1]); err == nil {
			t.Errorf("between %q and %q is %q", c[0], c[1], got)
		}
	}
}

// TestBetween_Property inserts at random places and wants strict order without two alike.
func TestBetween_Property(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		keys := []string{}
		for range rapid.IntRange(1, 200).Draw(t, "inserts") {
			at := rapid.IntRange(0, len(keys)).Draw(t, "at")
			low, high := "", ""
			if at > 0 {
				low = keys[at-1]
			}
			if at < len(keys) {
				high = keys[at]
			}
			key, err := id.Between(low, high)
			if err != nil {
				t.Fatal(err)
			}
			if key <= low || (high != "" && key >= high) {
				t.Fatalf("%q is not between %q and %q", key, low, high)
			}
			keys = slices.Insert(keys, at, key)
		}
	})
}

func TestSpread_Property(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ends := []string{"", ""}
		first, err := id.Spread("", "", rapid.IntRange(2, 40).Draw(t, "first"))
		if err != nil {
			t.Fatal(err)
		}
		if rapid.Bool().Draw(t, "low") {
			ends[0] = first[0]
		}
		if rapid.Bool().Draw(t, "high") {
			ends[1] = first[1]
		}
		n := rapid.IntRange(0, 300).Draw(t, "n")
		keys, err := id.Spread(ends[0], ends[1], n)
		if err != nil || len(keys) != n {
			t.Fatalf("%d keys of %d, %v", len(keys), n, err)
		}
		all := append([]string{}, keys...)
		if ends[0] != "" {
			all = append([]string{ends[0]}, all...)
		}
		if ends[1] != "" {
			all = append(all, ends[1])
		}
		for i := 1; i < len(all); i++ {
			if all[i-1] >= all[i] {
				t.Fatalf("%q is not below %q", all[i-1], all[i])
			}
		}
	})
}

// TestBetween_StaysShort appends and prepends ten thousand times, and always inserts at the same place.
func TestBetween_StaysShort(t *testing.T) {
	last, first := "a0", "a0"
	for range 10000 {
		var err error
		if last, err = id.Between(last, ""); err != nil {
			t.Fatal(err)
		}
		if first, err = id.Between("", first); err != nil {
			t.Fatal(err)
		}
	}
	if len(last) > 4 || len(first) > 4 {
		t.Errorf("after 10,000: %q and %q", first, last)
	}
	low, high := "a0", "a1"
	for range 1000 {
		k, err := id.Between(low, high)
		if err != nil {
			t.Fatal(err)
		}
		high = k
	}
	if len(high) > 250 {
		t.Errorf("a thousand inserts at one place need %d characters", len(high))
	}
	keys, err := id.Spread("a0", "a1", 1000)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range keys {
		if len(k) > 6 {
			t.Errorf("%q is long for one of a thousand", k)
		}
	}
}

// TestBetween_Ends goes to both ends of what there is.
func TestBetween_Ends(t *testing.T) {
	lowest := "A" + strings.Repeat("0", 25) + "1"
	for range 50 {
		k, err := id.Between("", lowest)
		if err != nil || k >= lowest {
			t.Fatalf("below %q: %q, %v", lowest, k, err)
		}
		lowest = k
	}
	highest := "z" + strings.Repeat("z", 26)
	for range 50 {
		k, err := id.Between(highest, "")
		if err != nil || k <= highest {
			t.Fatalf("above %q: %q, %v", highest, k, err)
		}
		highest = k
	}
}

func TestSources(t *testing.T) {
	for name, s := range map[string]id.Source{"uuid": id.UUIDv7(), "counting": id.Counting()} {
		seen, last := map[string]bool{}, ""
		for range 1000 {
			k := s.New()
			if len(k) != 36 || seen[k] || k[14] != '7' || k <= last {
				t.Fatalf("%s gave %q after %q", name, k, last)
			}
			seen[k], last = true, k
		}
	}
}
