package notify

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestFace(t *testing.T) {
	all := abilities{actions: true, body: true, markup: true}
	tests := []struct {
		name        string
		note        Notification
		can         abilities
		title, body string
	}{
		{"plain", Notification{Title: "Finish the CV", Body: "Due today"}, all, "Finish the CV", "Due today"},
		{"markup-is-escaped", Notification{Title: "A < B & C", Body: `<b>R&D</b> "x" <a href="https://e.org">y</a>`}, all,
			"A < B & C", `&lt;b&gt;R&amp;D&lt;/b&gt; "x" &lt;a href="https://e.org"&gt;y&lt;/a&gt;`},
		{"no-markup-no-escape", Notification{Title: "t", Body: "<b>R&D</b>"}, abilities{body: true}, "t", "<b>R&D</b>"},
		{"no-body", Notification{Title: "Call", Body: "Due\ntoday"}, abilities{}, "Call: Due today", ""},
		{"no-body-nothing-to-add", Notification{Title: "Call"}, abilities{}, "Call", ""},
		{"no-title", Notification{Body: "Due today"}, all, "Due today", ""},
		{"controls", Notification{Title: "a\x00b\nc\x1b[1m", Body: "x\x00\r\ny\tz"}, all, "ab c[1m", "x\ny z"},
		{"bad-utf8", Notification{Title: "caf\xe9", Body: "\xff"}, all, "caf\uFFFD", "\uFFFD"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			title, body := face(test.note, test.can)
			if title != test.title || body != test.body {
				t.Errorf("got %q, %q; want %q, %q", title, body, test.title, test.body)
			}
		})
	}
}

func TestFace_LongTextsAreCut(t *testing.T) {
	title, body := face(Notification{Title: strings.Repeat("é", 5000), Body: strings.Repeat("ü", 5000)}, abilities{body: true})
	if utf8.RuneCountInString(title) != titleLimit || utf8.RuneCountInString(body) != bodyLimit || !strings.HasSuffix(title, "…") {
		t.Errorf("title has %d characters, body %d", utf8.RuneCountInString(title), utf8.RuneCountInString(body))
	}
}

func TestActionName(t *testing.T) {
	for _, key := range []string{"", "0192-abc", "task/0192/2026-11-22T09:00"} {
		action, got, ok := parseActionName(actionName(Snooze, key))
		if !ok || action != Snooze || got != key {
			t.Errorf("key %q came back as %q, %q, %v", key, action, got, ok)
		}
	}
	for _, name := range []string{"", "done", "default", "northboard", "northboard/", "northboard/done", "northboard//k", "northboard/closed/k", "northboard/default/k", "other/done/k"} {
		if _, _, ok := parseActionName(name); ok {
			t.Errorf("%q was taken for a button of ours", name)
		}
	}
}
