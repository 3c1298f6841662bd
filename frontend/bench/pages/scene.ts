// The one scene that every engine shows: a grid of pictures, notes and texts, the same at every run.

export interface BenchItem {
  readonly id: string;
  readonly kind: 'picture' | 'note' | 'text';
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  /** Lines are broken already, so that no engine breaks them otherwise. */
  readonly text: string;
  /** Which of the distinct images a picture shows. */
  readonly image: number;
  readonly colour: number;
}

export const imageCount = 60;
/** Of every image as it was drawn; previews keep the shape. */
export const imageSize = { width: 1024, height: 683 };
export const noteColours = ['#fbeeb8', '#fae0d8', '#dfecd6', '#d9e8f3', '#e8e0f3', '#efe4d2'];
export const cell = { w: 140, h: 108 };

export const imageAddress = (image: number, size: number): string => `/images/p${image}-${size}.jpg`;

/** Six of ten are pictures, three are notes, one is a text. */
export function benchScene(count: number): BenchItem[] {
  const across = Math.ceil(Math.sqrt((count * 1.6 * cell.h) / cell.w));
  return Array.from({ length: count }, (_, n): BenchItem => {
    const place = n % 10;
    const kind = place === 3 ? 'text' : [1, 5, 7].includes(place) ? 'note' : 'picture';
    const w = 130;
    const h = kind === 'picture' ? Math.round((w * imageSize.height) / imageSize.width) : 96;
    const text = kind === 'note' ? `Note ${n}\nCall Anna about\nthe circle` : kind === 'text' ? `What I want\nthis year: ${n}` : '';
    const x = (n % across) * cell.w;
    const y = Math.floor(n / across) * cell.h;
    return { id: `i${n}`, kind, x, y, w, h, text, image: (n * 7) % imageCount, colour: n % noteColours.length };
  });
}

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export function boundsOf(items: readonly BenchItem[]): Bounds {
  const right = Math.max(...items.map((item) => item.x + item.w));
  const bottom = Math.max(...items.map((item) => item.y + item.h));
  return { x: 0, y: 0, w: right, h: bottom };
}

/** The picture nearest to the middle: the one that is dragged. */
export function middlePicture(items: readonly BenchItem[]): BenchItem {
  const all = boundsOf(items);
  const far = (item: BenchItem) => Math.hypot(item.x + item.w / 2 - all.w / 2, item.y + item.h / 2 - all.h / 2);
  const pictures = items.filter((item) => item.kind === 'picture').sort((a, b) => far(a) - far(b));
  const [nearest] = pictures;
  if (!nearest) throw new Error('the scene has no picture');
  return nearest;
}
