// Where a small thing stands beside another: on the side that was asked for, on the other where there is no room, and
// always within the window. All in client pixels.

export type Side = 'top' | 'bottom' | 'left' | 'right';

interface Size {
  width: number;
  height: number;
}

export interface Box extends Size {
  x: number;
  y: number;
}

const other: Record<Side, Side> = { top: 'bottom', bottom: 'top', left: 'right', right: 'left' };

function on(side: Side, of: Box, size: Size, gap: number): { x: number; y: number } {
  const across = { x: of.x + (of.width - size.width) / 2, y: of.y + (of.height - size.height) / 2 };
  switch (side) {
    case 'top':
      return { x: across.x, y: of.y - gap - size.height };
    case 'bottom':
      return { x: across.x, y: of.y + of.height + gap };
    case 'left':
      return { x: of.x - gap - size.width, y: across.y };
    case 'right':
      return { x: of.x + of.width + gap, y: across.y };
  }
}

const within = (at: number, length: number, room: number, edge: number): number => Math.max(edge, Math.min(at, room - edge - length));

/** The top left of a thing of this size beside a box. */
export function beside(side: Side, of: Box, size: Size, window: Size, gap: number, edge: number): { x: number; y: number } {
  const fits = ({ x, y }: { x: number; y: number }): boolean =>
    side === 'top' || side === 'bottom' ? y >= edge && y + size.height <= window.height - edge : x >= edge && x + size.width <= window.width - edge;
  const wished = on(side, of, size, gap);
  const turned = on(other[side], of, size, gap);
  const at = fits(wished) || !fits(turned) ? wished : turned;
  return { x: within(at.x, size.width, window.width, edge), y: within(at.y, size.height, window.height, edge) };
}
