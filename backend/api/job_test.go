package api

import (
	"context"
	"testing"
)

func TestJobs_Cancel(t *testing.T) {
	var all jobs
	ctx, end := all.begin(context.Background(), "import")
	all.cancel("another")
	if ctx.Err() != nil {
		t.Fatal("cancelled by another's name")
	}
	all.cancel("import")
	if ctx.Err() == nil {
		t.Fatal("not cancelled")
	}
	end()
	all.cancel("import")
}

func TestJobs_SecondOfOneName(t *testing.T) {
	var all jobs
	_, endFirst := all.begin(context.Background(), "wallpaper")
	second, endSecond := all.begin(context.Background(), "wallpaper")
	defer endSecond()
	endFirst()
	if second.Err() != nil {
		t.Fatal("the end of the first ended the second")
	}
	all.cancel("wallpaper")
	if second.Err() == nil {
		t.Fatal("the second cannot be found after the first has ended")
	}
}
