package notify

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The longest texts that are sent. A pop-up shows less; the bound keeps a pasted page out of the message.
const (
	titleLimit = 200
	bodyLimit  = 1000
)

// markup is what the specification's subset of HTML gives a meaning to.
var markup = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// clean makes a text fit for a D-Bus string: valid UTF-8, no control characters (a NUL ends the connection), not too long.
func clean(text string, limit int, lines bool) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' && lines:
			return r
		case r == '\n', r == '\t':
			return ' '
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
	text = strings.TrimSpace(text)
	if utf8.RuneCountInString(text) <= limit {
		return text
	}
	runes := []rune(text)
	return strings.TrimSpace(string(runes[:limit-1])) + "…"
}

// face is what is written on the notification, for a server with these abilities.
func face(n Notification, can abilities) (title, body string) {
	title, body = clean(n.Title, titleLimit, false), clean(n.Body, bodyLimit, true)
	if title == "" {
		title, body = clean(body, titleLimit, false), ""
	}
	if !can.body {
		if body != "" {
			title = clean(title+": "+body, titleLimit, false)
		}
		return title, ""
	}
	if can.markup {
		body = markup.Replace(body)
	}
	return title, body
}

// abilities is what a notification server says it can do.
type abilities struct {
	actions bool
	body    bool
	markup  bool
}

func abilitiesOf(capabilities []string) abilities {
	var can abilities
	for _, capability := range capabilities {
		switch capability {
		case "actions":
			can.actions = true
		case "body":
			can.body = true
		case "body-markup":
			can.markup = true
		}
	}
	return can
}

// actionPrefix begins the name of every button of ours, so that a press can be told from a press on another program's button, and
// carries the Key, so that any process of ours knows whose it is.
const actionPrefix = "northboard/"

func actionName(action, key string) string {
	return actionPrefix + action + "/" + clean(key, bodyLimit, false)
}

func parseActionName(name string) (action, key string, ok bool) {
	rest, ok := strings.CutPrefix(name, actionPrefix)
	if !ok {
		return "", "", false
	}
	action, key, ok = strings.Cut(rest, "/")
	return action, key, ok && action != "" && action != Closed && action != Default
}
