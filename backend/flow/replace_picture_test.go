package flow_test

import (
	"context"
	"testing"

	"northboard/backend/backendtest"
	"northboard/backend/board"
	"northboard/backend/fault"
	"northboard/backend/flow"
)

// A picture that takes another's place keeps the place, the size, the looks and the goal; the crop was the other's.
func TestFlow_ReplacePicture(t *testing.T) {
	n, ctx := flow.New(backendtest.New(t).Store), context.Background()
	b := ok[board.Board](t)(n.AddBoard(ctx, board.BoardDraft{Title: "Pictures"}))
	pictures := staged(2)
	was := ok[[]board.Item](t)(n.AddPictures(ctx, b.ID, pictures[:1], flow.Point{}))[0]
	style := board.Style{Mask: "circle", CropX: 0.2, CropY: 0.3, CropZoom: 2}
	check(t, n.PatchItems(ctx, []board.ItemPatch{{ID: was.ID, Style: &style}}, ""))

	is := ok[[]board.Item](t)(n.ReplacePicture(ctx, was.ID, pictures[1:]))[0]
	if is.PictureID == was.PictureID || is.ID != was.ID || is.X != was.X || is.W != was.W || is.H != was.H {
		t.Errorf("was %+v, is %+v", was, is)
	}
	if is.Style != (board.Style{Mask: "circle"}) {
		t.Errorf("its looks are %+v", is.Style)
	}
	if _, err := n.ReplacePicture(ctx, "gone", pictures[1:]); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("replacing what is gone: %v", err)
	}
}
