// What is shown when things have come onto the board: they, and as much of what was there as leaves them large enough.

import { fitted, type Camera, type Margins } from './camera';
import { bounds, boundsOfAll, grown, intersects, type Box, type Size } from './geometry';

/** What lies no further from what came than this, in board units, is near. */
const near = 160;
/** What came is shown at least this large, against being shown by itself. */
const least = 0.5;

/** The camera for what came: with all that is there, else with what is near, else by itself. No larger than life. */
export function framed(came: readonly Box[], there: readonly Box[], view: Size, margins: Margins): Camera {
  const show = (boxes: readonly Box[]) => fitted(boundsOfAll(boxes), view, margins, 1);
  const own = boundsOfAll(came);
  const alone = show(came);
  if (!own) return show(there);
  const beside = there.filter((box) => intersects(bounds(box), grown(own, near)));
  for (const others of [there, beside]) {
    const camera = show([...came, ...others]);
    if (camera.zoom >= alone.zoom * least) return camera;
  }
  return alone;
}
