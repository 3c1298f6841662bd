package store_test

import (
	"testing"

	"northboard/backend/backendtest"
)

var torture = backendtest.Torture

func tortured[T any](short, long T) T { return backendtest.Tortured(short, long) }

func seedOf(t testing.TB) uint64 {
	t.Helper()
	return backendtest.Seed(t)
}

func figures(t testing.TB, what string, counts map[string]int) {
	t.Helper()
	backendtest.Figures(t, what, counts)
}
