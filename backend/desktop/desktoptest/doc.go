// Package desktoptest starts real desktops for tests: X servers without a screen, session buses of their own, notification
// servers, and whatever else is a program. Everything is started for one test, in folders of that test, and ended with it by process
// id. It is imported by tests only, and it never touches the desktop of whoever runs them.
package desktoptest
