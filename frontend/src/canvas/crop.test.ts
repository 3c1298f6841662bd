import { describe, expect, test } from 'vitest';
import { cropMoved, cropZoomed, uncropped, wholePicture } from './crop';
import { partShown, pixelsOf } from './paint/picture';
import { picture, TestCanvas } from './testing/testCanvas';
import type { SceneItem } from './scene';

const square = (more: Partial<SceneItem> = {}) => picture({ id: 'p', x: -100, y: -100, w: 200, h: 200, ...more }); // of a picture 300 x 200

describe('crop', () => {
  test('it shows the middle, and moving the picture right shows more of its left', () => {
    expect(partShown(300, 200, 200, 200, undefined)).toEqual({ x: 50, y: 0, w: 200, h: 200 });
    const crop = cropMoved(square(), 20, 0);
    expect(partShown(300, 200, 200, 200, crop)).toMatchObject({ x: 30, y: 0 });
  });

  test('never beyond the picture’s edge, however far it is moved', () => {
    for (const [dx, dy] of [[1e6, 0], [-1e6, 1e6], [0, -1e6]] as const) {
      const part = partShown(300, 200, 200, 200, cropMoved(square({ style: { crop: { x: 0.5, y: 0.5, zoom: 2 } } }), dx, dy));
      expect(part.x).toBeGreaterThanOrEqual(0);
      expect(part.x + part.w).toBeLessThanOrEqual(300);
      expect(part.y + part.h).toBeLessThanOrEqual(200);
    }
  });

  test('turned and turned over, it goes where the hand goes', () => {
    expect(cropMoved(square({ style: { flip: 'x' } }), 20, 0).x).toBeGreaterThan(0.5);
    expect(cropMoved(square({ rotation: 180 }), 20, 0).x).toBeGreaterThan(0.5);
    expect(cropMoved(square(), 20, 0).x).toBeLessThan(0.5);
  });

  test('enlarged it wants more pixels, and no less than to cover', () => {
    const item = square({ style: { crop: cropZoomed(square(), 3) } });
    const whole = item.picture;
    expect(whole && pixelsOf(item, whole, 1)).toBeCloseTo(900);
    expect(cropZoomed(item, 0.01)).toEqual(uncropped);
    expect(wholePicture(square())).toEqual({ x: -150, y: -100, w: 300, h: 200 });
  });

  test('by hand: a drag is one step, a click beside it and Enter end it', () => {
    const canvas = new TestCanvas([square()]).select('p');
    canvas.cropping = 'p';
    canvas.drag({ x: 0, y: 0 }, { x: 30, y: 0 });
    expect(canvas.plans).toMatchObject([{ verb: 'patch', why: 'crop', patches: [{ id: 'p', crop: { x: 0.4 } }] }]);
    expect(canvas.get('p')).toMatchObject({ x: -100, w: 200 });
    expect(canvas.key('ArrowLeft').plans).toHaveLength(2);
    expect(canvas.key('Enter').last.cropped).toBe(true);
    expect(canvas.pointerDown(400, 0).last.cropped).toBe(true);
  });

  test('by its handles the frame takes any shape', () => {
    const canvas = new TestCanvas([square()]).select('p');
    canvas.cropping = 'p';
    canvas.dragHandle('e', 50, 0, { ctrl: true });
    expect(canvas.get('p')).toMatchObject({ w: 250, h: 200 });
  });
});
