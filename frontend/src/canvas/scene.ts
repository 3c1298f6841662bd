// What the painter takes: plain data, complete in itself. The board view builds it from the plan and the board;
// the canvas changes nothing in it and knows nothing of where it came from.

export const itemKinds = ['picture', 'note', 'text', 'card', 'word', 'motif', 'frame', 'shape', 'connector'] as const;
export type ItemKind = (typeof itemKinds)[number];

export const papers = ['butter', 'blush', 'sage', 'sky', 'lilac', 'sand'] as const;
export type Paper = (typeof papers)[number];

export const faces = ['sans', 'serif', 'hand'] as const;
export type Face = (typeof faces)[number];

export const aligns = ['left', 'centre', 'right'] as const;
export type Align = (typeof aligns)[number];

export const motifNames = [
  'star', 'mountain', 'sun', 'path', 'leaf', 'wave', 'ladder', 'book', 'compass', 'bird', 'house', 'lamp',
] as const;
export type MotifName = (typeof motifNames)[number];

/** How a word card or a motif is dressed: full colour, a pale wash, or nothing behind it. */
export const looks = ['full', 'wash', 'bare'] as const;
export type Look = (typeof looks)[number];

export const weights = [400, 500, 600, 700] as const;
export type Weight = (typeof weights)[number];

/** The outline that a picture is cut to. Absent is a picture with slightly rounded corners. */
export const masks = ['rectangle', 'rounded', 'circle', 'polaroid'] as const;
export type Mask = (typeof masks)[number];

export const flips = ['x', 'y', 'xy'] as const;
export type Flip = (typeof flips)[number];

export const edges = ['white', 'ink', 'gold'] as const;
export type Edge = (typeof edges)[number];

export const shadows = ['none', 'flat', 'lifted'] as const;
export type Shadow = (typeof shadows)[number];

/** How the progress of its goal is painted on a picture. */
export const progresses = ['grey', 'blur', 'ring'] as const;
export type Progress = (typeof progresses)[number];

export const shapes = ['rectangle', 'ellipse', 'triangle', 'diamond', 'line'] as const;
export type Shape = (typeof shapes)[number];

export const arrows = ['none', 'start', 'end', 'both'] as const;
export type Arrow = (typeof arrows)[number];

export const curves = ['straight', 'curved'] as const;
export type Curve = (typeof curves)[number];

export type ThemeName = 'light' | 'dark';

export interface ItemStyle {
  readonly paper?: Paper;
  readonly face?: Face;
  /** Size of the text in board units; absent means the size of its kind. */
  readonly size?: number;
  readonly align?: Align;
  readonly motif?: MotifName;
  /** One of the eight hues, 0..7. */
  readonly hue?: number;
  readonly look?: Look;
  readonly weight?: Weight;
  /** The point of the picture in the middle of its frame, 0..1, and how much larger than needed it is drawn, from 1. */
  readonly crop?: Crop;
  readonly flip?: Flip;
  readonly mask?: Mask;
  readonly grey?: boolean;
  readonly caption?: string;
  readonly progress?: Progress;
  /** Board units. */
  readonly border?: number;
  readonly edge?: Edge;
  readonly shadow?: Shadow;
  /** 0..1; absent is 1. */
  readonly opacity?: number;
  readonly locked?: boolean;
  readonly group?: string;
  readonly shape?: Shape;
  /** The items that a connector holds on to. */
  readonly from?: string;
  readonly to?: string;
  readonly arrow?: Arrow;
  readonly curve?: Curve;
}

export interface Crop {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export interface ScenePicture {
  /** SHA-256 of the original. */
  readonly id: string;
  /** Upright size of the original in pixels. */
  readonly width: number;
  readonly height: number;
  /** Mean colour '#rrggbb', painted until a preview has loaded. */
  readonly colour: string;
  readonly animated: boolean;
  /** The file's name, for people who cannot see the picture. */
  readonly name?: string;
}

/** The live face of a goal or an aspiration, on a card or over a picture. `what` is present on aspirations only. */
export interface SceneFace {
  readonly title: string;
  /** 0..1, or null where there is nothing to measure. */
  readonly progress: number | null;
  readonly daysLeft: number | null;
  readonly reached: boolean;
  readonly status: string;
  readonly nextAction: string;
  readonly hue: number;
  readonly why?: string;
  readonly what?: string;
}

export interface SceneItem {
  readonly id: string;
  readonly kind: ItemKind;
  /** Top left of the unrotated box, board units: 1 unit = 1 CSS pixel at zoom 1. */
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  /** Degrees clockwise about the centre. */
  readonly rotation: number;
  /** Fractional index; compared as plain strings. */
  readonly z: string;
  readonly text: string;
  readonly style: ItemStyle;
  readonly picture?: ScenePicture;
  readonly face?: SceneFace;
  /** Where a connector runs. Derived from what it holds on to (see connector.ts); other items have none. */
  readonly line?: Line;
  /** What a connector joins, in words. */
  readonly joins?: string;
}

/** A connector from point to point; the handles of its curve lie on its straight ends' normals. Board units. */
export interface Line {
  readonly ax: number;
  readonly ay: number;
  readonly bx: number;
  readonly by: number;
  /** Control points of the curve; a straight one has them on the line. */
  readonly px: number;
  readonly py: number;
  readonly qx: number;
  readonly qy: number;
}

export interface SceneBackground {
  readonly kind: 'paper' | 'colour';
  /** Paper: '' for the plain ground, or the name of a paper. Colour: '#rrggbb'. */
  readonly value: string;
}

export interface Scene {
  /** In z order, the lowest first. */
  readonly items: readonly SceneItem[];
  readonly background: SceneBackground;
  readonly theme: ThemeName;
}

/** A change of one item's box. A drag is a list of these; so is the plan it ends in. */
export interface ItemPatch {
  readonly id: string;
  readonly x?: number;
  readonly y?: number;
  readonly w?: number;
  readonly h?: number;
  readonly rotation?: number;
  readonly line?: Line;
  /** The picture's place inside its frame, while it is being cropped. */
  readonly crop?: Crop;
  /** What a connector's ends hold on to now; '' is nothing. */
  readonly from?: string;
  readonly to?: string;
}

export const emptyScene: Scene = { items: [], background: { kind: 'paper', value: '' }, theme: 'light' };

/** The item with the patch laid over it. */
export function patched(item: SceneItem, patch: ItemPatch): SceneItem {
  return {
    ...item,
    x: patch.x ?? item.x,
    y: patch.y ?? item.y,
    w: patch.w ?? item.w,
    h: patch.h ?? item.h,
    rotation: patch.rotation ?? item.rotation,
    line: patch.line ?? item.line,
    style: patch.crop ? { ...item.style, crop: patch.crop } : item.style,
  };
}

/** All items with the patches laid over them; items without a patch stay the same objects. */
export function applyPatches(items: readonly SceneItem[], patches: readonly ItemPatch[]): SceneItem[] {
  const byID = new Map(patches.map((patch) => [patch.id, patch]));
  return items.map((item) => {
    const patch = byID.get(item.id);
    return patch ? patched(item, patch) : item;
  });
}

/** Items in painting order. Equal keys fall back to the id, so that the order is the same everywhere. */
export function inOrder(items: readonly SceneItem[]): SceneItem[] {
  return [...items].sort((a, b) => (a.z < b.z ? -1 : a.z > b.z ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** A style as it is stored, which may come from a newer or a damaged library. */
export interface StoredStyle {
  readonly paper?: string;
  readonly face?: string;
  readonly size?: number;
  readonly align?: string;
  readonly motif?: string;
  readonly hue?: number | null;
  readonly look?: string;
  readonly weight?: number;
  readonly cropX?: number;
  readonly cropY?: number;
  readonly cropZoom?: number;
  readonly flip?: string;
  readonly mask?: string;
  readonly grey?: boolean;
  readonly caption?: string;
  readonly progress?: string;
  readonly border?: number;
  readonly edge?: string;
  readonly shadow?: string;
  readonly opacity?: number;
  readonly locked?: boolean;
  readonly group?: string;
  readonly shape?: string;
  readonly from?: string;
  readonly to?: string;
  readonly arrow?: string;
  readonly curve?: string;
}

function known<T extends string>(all: readonly T[], value: string | undefined): T | undefined {
  return all.find((one) => one === value);
}

/** Keeps what this version knows and drops the rest, so that no stored value can break the painter. */
export function readStyle(stored: StoredStyle): ItemStyle {
  const size = stored.size;
  return {
    paper: known(papers, stored.paper),
    face: known(faces, stored.face),
    size: size !== undefined && Number.isFinite(size) && size > 0 ? Math.min(400, Math.max(6, size)) : undefined,
    align: known(aligns, stored.align),
    motif: known(motifNames, stored.motif),
    hue: stored.hue === undefined || stored.hue === null ? undefined : hueIndex(stored.hue),
    look: known(looks, stored.look),
    weight: weights.find((one) => one === stored.weight),
    crop: readCrop(stored),
    flip: known(flips, stored.flip),
    mask: known(masks, stored.mask),
    grey: stored.grey === true || undefined,
    caption: stored.caption || undefined,
    progress: known(progresses, stored.progress),
    border: within(stored.border, 0, 64) || undefined,
    edge: known(edges, stored.edge),
    shadow: known(shadows, stored.shadow),
    opacity: within(stored.opacity, 0.05, 1),
    locked: stored.locked === true || undefined,
    group: stored.group || undefined,
    shape: known(shapes, stored.shape),
    from: stored.from || undefined,
    to: stored.to || undefined,
    arrow: known(arrows, stored.arrow),
    curve: known(curves, stored.curve),
  };
}

/** A number that is there, held between two others; 0 and what is no number are as good as absent. */
function within(value: number | undefined, least: number, most: number): number | undefined {
  return value && Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : undefined;
}

function readCrop({ cropX, cropY, cropZoom }: StoredStyle): Crop | undefined {
  const zoom = within(cropZoom, 1, 20);
  if (zoom === undefined) return undefined;
  return { x: within(cropX, 0, 1) ?? 0, y: within(cropY, 0, 1) ?? 0, zoom };
}

/** Any number as one of the eight hues. */
export function hueIndex(hue: number): number {
  return Number.isFinite(hue) ? ((Math.round(hue) % 8) + 8) % 8 : 0;
}
