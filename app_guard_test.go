//go:build !bindings

package main

import "testing"

func TestMayOpen(t *testing.T) {
	for address, want := range map[string]bool{
		"wails://wails/":                 true,
		"wails://wails/?x=1#y":           true,
		"wails://wails/wails/runtime.js": false,
		"wails://wails/picture/ab?w=32":  false,
		"wails://wails//":                false,
		"wails://wails":                  false,
		"wails://wails.example.org/":     false,
		"wails://wails:80/":              false,
		"wails://a@wails/":               false,
		"wails:wails/":                   false,
		"http://wails/":                  false,
		"http://wails.localhost/":        false,
		"https://example.org/":           false,
		"javascript:alert(1)":            false,
		"data:text/html,x":               false,
		"blob:wails://wails/0-0":         false,
		"file:///etc/passwd":             false,
		"about:blank":                    false,
		"about:srcdoc":                   false,
		"":                               false,
		"%":                              false,
	} {
		if mayOpen(address) != want {
			t.Errorf("%q: %v", address, !want)
		}
	}
}

func TestMayPost(t *testing.T) {
	for message, want := range map[string]bool{
		`runtime:ready`: true,
		`C{"name":"api.Plan.Outline","args":[],"callbackID":"x"}`:                      true,
		`C{"args":["\"name\":\":wails:ClipboardSetText\""],"name":"api.Plan.ReadDay"}`: true,
		`EX["changed"]`:                            true,
		`EE{"name":"x","data":[]}`:                 true,
		`C{"name":":wails:ClipboardSetText"}`:      false,
		`C{"args":[],"NAME":":wails:x"}`:           false, // Go reads names of fields so.
		`C{"name":"\u003awails:ClipboardGetText"}`: false,
		`C{"name":"api.x","name":":wails:x"}`:      false,
		`C`:                                        false,
		`C{`:                                       false,
		`c{"id":1}`:                                false,
		`BO:https://example.org`:                   false,
		`Q`:                                        false,
		`H`:                                        false,
		`S`:                                        false,
		`WT:x`:                                     false,
		`DD:1:1:/etc/passwd`:                       false,
		`LE`:                                       false,
		`drag`:                                     false,
		`wails:showInspector`:                      false,
		``:                                         false,
	} {
		if mayPost(message) != want {
			t.Errorf("%q: %v", message, !want)
		}
	}
}
