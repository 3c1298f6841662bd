// Package opener owns the way out: it hands an address, a folder or a picture to the program the person has for it. It is the one
// place where that is done, and it refuses everything it does not know to be harmless: other kinds of addresses, files outside the
// folders it is given, and files that could be run.
package opener

import (
	"context"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"northboard/backend/desktop"
	"northboard/backend/fault"
)

const addressLimit = 4096

// Open opens an https or mailto address, or a folder or file inside one of the roots. What is refused is a fault.Invalid; a desktop that
// cannot open anything is a fault.Unavailable.
func Open(ctx context.Context, env desktop.Env, target string, roots ...string) error {
	checked, err := check(target, roots)
	if err != nil {
		return err
	}
	return open(ctx, env, checked)
}

func check(target string, roots []string) (string, error) {
	if target == "" || len(target) > addressLimit || strings.ContainsFunc(target, func(r rune) bool { return unicode.IsControl(r) || r == unicode.ReplacementChar }) {
		return "", refusal("This is not an address Northboard can open.")
	}
	if filepath.IsAbs(target) {
		return checkPath(target, roots)
	}
	address, err := url.Parse(target)
	if err != nil {
		return "", refusal("This is not an address Northboard can open.")
	}
	switch {
	case address.Scheme == "https" && isPublic(address.Hostname()) && address.User == nil:
	case address.Scheme == "mailto" && strings.Contains(address.Opaque, "@") && !attaches(address.Query()):
	default:
		return "", refusal("Northboard opens web addresses that begin with https:// and mail addresses only.")
	}
	// Written anew from its parts, so that what was checked is what is opened.
	return address.String(), nil
}

// isPublic: a name of the web's in plain letters. One that only looks like another is written with letters of other
// scripts, and an address of this machine or network may be a device that does what a link tells it.
func isPublic(host string) bool {
	if host == "" || net.ParseIP(host) != nil || strings.EqualFold(host, "localhost") || strings.HasSuffix(strings.ToLower(host), ".localhost") {
		return false
	}
	return !strings.ContainsFunc(host, func(r rune) bool {
		return r != '-' && r != '.' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
	})
}

// attaches: some mail programs put a file of the person's into the letter when the address asks for it.
// A line break in a value could become a header of the letter.
func attaches(query url.Values) bool {
	for name, values := range query {
		if strings.HasPrefix(strings.ToLower(name), "attach") || strings.ContainsAny(strings.Join(values, ""), "\r\n") {
			return true
		}
	}
	return false
}

// checkPath follows links first: what counts is where the file really lies.
func checkPath(target string, roots []string) (string, error) {
	path, err := filepath.EvalSymlinks(target)
	if err != nil {
		return "", fault.Wrap(err, fault.NotFound, "The folder or file is not there any more. Nothing was changed.")
	}
	if !inside(path, roots) {
		return "", refusal("Northboard opens its own folders and files only.")
	}
	info, err := os.Stat(path)
	if err != nil {
		return "", fault.Wrap(err, fault.NotFound, "The folder or file is not there any more. Nothing was changed.")
	}
	runs := info.Mode().Perm()&0o111 != 0 || strings.EqualFold(filepath.Ext(path), ".desktop")
	if !info.IsDir() && (!info.Mode().IsRegular() || runs) {
		return "", refusal("This file could be a program, so Northboard does not open it.")
	}
	return path, nil
}

func inside(path string, roots []string) bool {
	for _, root := range roots {
		real, err := filepath.EvalSymlinks(root)
		if err != nil || !filepath.IsAbs(real) {
			continue
		}
		if rel, err := filepath.Rel(real, path); err == nil && filepath.IsLocal(rel) {
			return true
		}
	}
	return false
}

func refusal(sentence string) error {
	return fault.New(fault.Invalid, sentence+" Nothing was opened.")
}
