// The twelve drawings, each a list of layers from back to front in a box of 100 x 100. `scenery` is what belongs to the
// tile behind the thing itself (sky, hills, glow at the edges) and is left out when a motif stands bare on the board.

import type { MotifName } from '../scene';

export type Tone = 'sky' | 'wash' | 'far' | 'middle' | 'near' | 'mark' | 'gold' | 'glow' | 'amber' | 'light';

export interface Layer {
  readonly tone: Tone;
  /** SVG path data. */
  readonly d: string;
  readonly alpha?: number;
  /** A line of this width rather than a filled shape. */
  readonly width?: number;
  readonly rule?: CanvasFillRule;
  readonly scenery?: boolean;
}

function circle(cx: number, cy: number, r: number): string {
  return `M${cx - r} ${cy}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
}

function star(cx: number, cy: number, r: number, waist = 0.16): string {
  const w = r * waist;
  return (
    `M${cx} ${cy - r}Q${cx + w * 0.6} ${cy - w * 1.4} ${cx + r} ${cy}Q${cx + w * 1.4} ${cy + w * 0.6} ${cx} ${cy + r}` +
    `Q${cx - w * 0.6} ${cy + w * 1.4} ${cx - r} ${cy}Q${cx - w * 1.4} ${cy - w * 0.6} ${cx} ${cy - r}Z`
  );
}

/** Rays around a centre from radius a to b, each a thin wedge. */
function rays(cx: number, cy: number, a: number, b: number, from: number, to: number, count: number, spread: number): string {
  let d = '';
  for (let i = 0; i < count; i++) {
    const deg = from + ((to - from) * i) / (count - 1);
    const at = (angle: number, r: number) => {
      const rad = (angle * Math.PI) / 180;
      return `${(cx + Math.cos(rad) * r).toFixed(2)} ${(cy + Math.sin(rad) * r).toFixed(2)}`;
    };
    d += `M${at(deg - spread, a)}L${at(deg, b)}L${at(deg + spread, a)}Z`;
  }
  return d;
}

const smallStars = circle(17, 22, 1) + circle(82, 17, 1.2) + circle(30, 12, 0.8) + circle(68, 30, 0.8) + circle(89, 41, 0.9);

/** Landscapes: standing bare they keep their scenery and are cut to a circle. */
export const vistas: ReadonlySet<MotifName> = new Set(['mountain', 'sun', 'path', 'wave']);

export const motifs: Readonly<Record<MotifName, readonly Layer[]>> = {
  star: [
    { tone: 'far', d: circle(50, 50, 41), alpha: 0.35, scenery: true },
    { tone: 'far', d: circle(50, 50, 29), alpha: 0.5, scenery: true },
    { tone: 'middle', d: circle(50, 50, 41), width: 0.5, alpha: 0.5, scenery: true },
    { tone: 'middle', d: 'M21 21L23.5 23.5M79 21L76.5 23.5M21 79L23.5 76.5M79 79L76.5 76.5', width: 1, alpha: 0.7, scenery: true },
    { tone: 'glow', d: 'M50 50L63 37L55 50L63 63L50 55L37 63L45 50L37 37L50 45Z', alpha: 0.9 },
    { tone: 'gold', d: 'M50 8L55.2 44.8L92 50L55.2 55.2L50 92L44.8 55.2L8 50L44.8 44.8Z' },
    { tone: 'amber', d: 'M50 8L50 50L55.2 44.8ZM92 50L50 50L55.2 55.2ZM50 92L50 50L44.8 55.2ZM8 50L50 50L44.8 44.8Z' },
    { tone: 'light', d: circle(50, 50, 2.2), alpha: 0.9 },
    { tone: 'near', d: circle(24, 34, 1) + circle(74, 27, 1.3) + circle(71, 74, 1) + circle(29, 70, 1.3), alpha: 0.75 },
  ],
  mountain: [
    { tone: 'glow', d: circle(68, 34, 15), alpha: 0.35, scenery: true },
    { tone: 'gold', d: circle(68, 34, 9.5) },
    { tone: 'far', d: 'M-4 74L14 56L24 63L43 44L56 58L70 48L88 64L104 54V104H-4Z', scenery: true },
    { tone: 'middle', d: 'M2 82L38 26Q41 22 44 26L84 82Z' },
    { tone: 'near', d: 'M41 23.3Q42.7 23.6 44 26L84 82H50L55 66L46 56L49 44L41 36Z', alpha: 0.55 },
    { tone: 'light', d: 'M38 26Q41 22 44 26L52.5 38L47.5 43L43.5 38.5L39.5 45L35 39.5L30 39Z' },
    { tone: 'near', d: 'M-4 80Q14 68 34 77T70 76Q88 70 104 80V104H-4Z' },
    { tone: 'middle', d: 'M-4 92Q20 82 46 89T104 88V104H-4Z', alpha: 0.5, scenery: true },
    { tone: 'light', d: 'M80 19q3-3 5 0q2-3 5 0M90 26q2-2 3.4 0q1.4-2 3.4 0', width: 0.9, alpha: 0.8, scenery: true },
  ],
  sun: [
    { tone: 'glow', d: circle(50, 56, 38), alpha: 0.28, scenery: true },
    { tone: 'glow', d: circle(50, 56, 29), alpha: 0.4, scenery: true },
    { tone: 'gold', d: rays(50, 56, 25, 43, 180, 360, 13, 2.6) },
    { tone: 'gold', d: 'M29 60A21 21 0 0 1 71 60Z' },
    { tone: 'middle', d: 'M-4 60H104V104H-4Z', scenery: true },
    { tone: 'near', d: 'M-4 72Q10 67 24 72T52 72T80 72T108 72V104H-4Z', alpha: 0.55, scenery: true },
    { tone: 'near', d: 'M-4 85Q12 80 28 85T60 85T92 85T124 85V104H-4Z', scenery: true },
    { tone: 'glow', d: 'M33 63.6H67M39 67.4H61M44 76H57M40 80.6H51M47 89H56', width: 1.5, alpha: 0.85 },
  ],
  path: [
    { tone: 'glow', d: circle(60, 33, 17), alpha: 0.4, scenery: true },
    { tone: 'gold', d: circle(60, 33, 9) },
    { tone: 'far', d: 'M-4 50Q18 34 40 44Q58 30 104 46V104H-4Z', scenery: true },
    { tone: 'middle', d: 'M-4 62Q26 44 58 56Q82 48 104 58V104H-4Z' },
    { tone: 'near', d: 'M-4 78Q18 64 46 72Q78 66 104 76V104H-4Z' },
    {
      tone: 'light',
      d: 'M61 55.2C64 57 49 59.6 47 64.4C44.6 70 74 71 73 79C72 88 44 90 34 104H66C72 92 90 90 90 79C90 69 57 69 57 64.4C57 60.6 67 58 63.4 54.6Z',
    },
    { tone: 'far', d: 'M66 104C72 92 90 90 90 79C90 74 80 71 71 69C77 72 82 75 81 80C80 88 58 92 54 104Z', alpha: 0.8 },
    { tone: 'near', d: 'M20 64V58M20 58C15.6 58 14 54.6 14.8 51C15.6 47 18 44.4 20 42C22 44.4 24.4 47 25.2 51C26 54.6 24.4 58 20 58Z', width: 1.2 },
    { tone: 'near', d: 'M20 58C15.6 58 14 54.6 14.8 51C15.6 47 18 44.4 20 42C22 44.4 24.4 47 25.2 51C26 54.6 24.4 58 20 58Z' },
    { tone: 'near', d: 'M29 62V58M29 58C26 58 25 55.8 25.5 53.4C26 50.8 27.6 49.2 29 47.6C30.4 49.2 32 50.8 32.5 53.4C33 55.8 32 58 29 58Z', width: 0.9 },
    { tone: 'near', d: 'M29 58C26 58 25 55.8 25.5 53.4C26 50.8 27.6 49.2 29 47.6C30.4 49.2 32 50.8 32.5 53.4C33 55.8 32 58 29 58Z' },
  ],
  leaf: [
    { tone: 'far', d: circle(50, 47, 37), alpha: 0.5, scenery: true },
    { tone: 'glow', d: circle(70, 24, 8), alpha: 0.35, scenery: true },
    { tone: 'gold', d: circle(70, 24, 4.6) },
    { tone: 'near', d: 'M50 92C49 76 50 60 51 40', width: 2.2 },
    { tone: 'middle', d: 'M51 44C44 40 39 28 50 12C62 26 60 38 51 44Z' },
    { tone: 'near', d: 'M51 44C60 38 62 26 50 12C52 24 52 34 51 44Z', alpha: 0.6 },
    { tone: 'middle', d: 'M50 62C40 66 24 62 17 44C34 41 47 47 50 62Z' },
    { tone: 'near', d: 'M50 62C40 66 24 62 17 44C29 49 41 54 50 62Z', alpha: 0.6 },
    { tone: 'middle', d: 'M50 72C58 76 75 73 84 56C67 52 54 58 50 72Z' },
    { tone: 'near', d: 'M50 72C58 76 75 73 84 56C72 61 60 65 50 72Z', alpha: 0.6 },
    { tone: 'light', d: 'M24 48C34 52 42 56 47.6 60M78 59.4C68 63 59 66.6 53 70.6M50.6 20C51.6 28 51.4 34 51 39', width: 0.8, alpha: 0.75 },
    { tone: 'near', d: 'M14 92Q32 84 50 88T86 92Q88 96 84 97H16Q12 96 14 92Z', scenery: true },
    { tone: 'near', d: 'M36 93Q50 86 64 93Z' },
  ],
  wave: [
    { tone: 'glow', d: circle(74, 27, 16), alpha: 0.35, scenery: true },
    { tone: 'gold', d: circle(74, 27, 10) },
    { tone: 'far', d: 'M-4 66Q12 58 28 64T62 62T104 60V104H-4Z', scenery: true },
    {
      tone: 'middle',
      d: 'M-4 78C8 76 14 62 20 48C27 31 42 22 57 30C66 35 69 44 65 51C64 43 58 39 52 40C43 42 42 53 48 61C56 71 76 74 104 72V104H-4Z',
    },
    {
      tone: 'near',
      d: 'M-4 88C12 86 19 74 25 60C31 46 40 38 52 40C43 42 42 53 48 61C56 71 76 74 104 72V104H-4Z',
      alpha: 0.6,
    },
    { tone: 'light', d: 'M23 49C30 34 43 26.5 55 32.4C61 35.4 63.6 40 64 45', width: 1.8 },
    { tone: 'light', d: 'M28 56C34 43 42 37.6 50 37.4M33 64C35.6 56 38.6 50.6 42.4 47', width: 1, alpha: 0.75 },
    { tone: 'light', d: circle(68, 44, 1.5) + circle(71.6, 49.6, 1) + circle(65.4, 56.4, 1.1) + circle(74.6, 43, 0.8), alpha: 0.95 },
    { tone: 'near', d: 'M-4 92Q14 84 32 90T68 89T104 86V104H-4Z', scenery: true },
    { tone: 'light', d: 'M14 93Q22 90 30 93M52 92Q60 89 68 92M78 89Q84 87 90 89', width: 0.9, alpha: 0.6, scenery: true },
  ],
  ladder: [
    { tone: 'far', d: 'M-4 86C4 74 20 74 26 82C32 68 54 68 60 80C68 72 84 74 88 84C96 80 104 84 104 88V104H-4Z', scenery: true },
    { tone: 'near', d: smallStars, alpha: 0.6, scenery: true },
    { tone: 'glow', d: circle(65, 21, 17), alpha: 0.3, scenery: true },
    { tone: 'gold', d: star(65, 21, 14, 0.2) },
    { tone: 'near', d: 'M29 92L54 36M47 95L67 39', width: 3 },
    { tone: 'middle', d: 'M33 85.4L49.6 88.2M37 76.4L52.8 79M41 67.4L56 69.8M45 58.4L59.2 60.6M49 49.4L62.4 51.4M52.4 41.6L65.2 43.6', width: 2.4 },
    { tone: 'middle', d: 'M-4 95C6 86 18 87 24 92C34 84 52 84 60 92C70 86 82 88 88 93C96 90 104 93 104 95V104H-4Z', scenery: true },
  ],
  book: [
    { tone: 'far', d: circle(50, 46, 36), alpha: 0.45, scenery: true },
    { tone: 'glow', d: 'M50 58L28 22Q50 8 72 22Z', alpha: 0.32 },
    { tone: 'gold', d: star(50, 27, 13, 0.2) },
    { tone: 'gold', d: circle(33, 37, 1.3) + circle(67, 36, 1.6) + circle(62, 15, 1.1) + circle(37, 18, 0.9) },
    { tone: 'near', d: 'M8 58Q9 55 12 55L50 61L88 55Q91 55 92 58V83Q92 86 89 86.4L53 91Q50 92.6 47 91L11 86.4Q8 86 8 83Z' },
    { tone: 'light', d: 'M50 61C42 53 28 50 13 52V81C28 79 42 82 50 89Z' },
    { tone: 'light', d: 'M50 61C58 53 72 50 87 52V81C72 79 58 82 50 89Z' },
    { tone: 'far', d: 'M50 61C45 56 38 53.2 31 52V79.6C38 80.6 45 84 50 89Z', alpha: 0.45 },
    { tone: 'middle', d: 'M19 58.6Q31 58 43 64M19 64.6Q31 64 43 70M19 70.6Q29 70 38 73.6M57 64Q69 58 81 58.6M57 70Q69 64 81 64.6M57 76Q66 71 76 70.4', width: 1.2, alpha: 0.75 },
    { tone: 'near', d: 'M50 61V89', width: 1 },
  ],
  compass: [
    { tone: 'far', d: circle(50, 50, 42), alpha: 0.4, scenery: true },
    { tone: 'near', d: circle(50, 50, 36) },
    { tone: 'light', d: circle(50, 50, 31) },
    { tone: 'far', d: circle(50, 50, 31), alpha: 0.35 },
    { tone: 'middle', d: circle(50, 50, 24.5), width: 0.7 },
    { tone: 'middle', d: 'M50 21.5V27M50 73V78.5M21.5 50H27M73 50H78.5', width: 1.6 },
    { tone: 'middle', d: 'M70.2 29.8L67 33M29.8 29.8L33 33M70.2 70.2L67 67M29.8 70.2L33 67', width: 1, alpha: 0.8 },
    { tone: 'gold', d: 'M64.5 27L54.6 53.4L45.4 46.6Z' },
    { tone: 'amber', d: 'M64.5 27L54.6 53.4L50 50Z' },
    { tone: 'near', d: 'M35.5 73L45.4 46.6L54.6 53.4Z' },
    { tone: 'middle', d: 'M35.5 73L45.4 46.6L50 50Z' },
    { tone: 'light', d: circle(50, 50, 2.6) },
    { tone: 'near', d: circle(50, 50, 1.2) },
    { tone: 'near', d: 'M45.5 13.5V10.4Q45.5 7 50 7T54.5 10.4V13.5Z' },
  ],
  bird: [
    { tone: 'glow', d: circle(28, 28, 14), alpha: 0.35, scenery: true },
    { tone: 'gold', d: circle(28, 28, 8.5) },
    { tone: 'far', d: 'M-4 84Q20 74 44 80T104 76V104H-4Z', scenery: true },
    { tone: 'far', d: 'M40 54L50 12L66 46Z' },
    { tone: 'middle', d: 'M40 54L66 46L72 6Q56 24 40 54Z' },
    { tone: 'middle', d: 'M12 62L40 54L66 46L58 64L34 68Z' },
    { tone: 'near', d: 'M66 46L82 40L93 45L79 50Q72 60 58 64Z' },
    { tone: 'amber', d: 'M89 43.2L97 45.4L88.6 47.2Z' },
    { tone: 'near', d: 'M12 62L34 68L6 80Q14 70 4 66Z' },
    { tone: 'near', d: 'M40 54L66 46L58 64Z', alpha: 0.35 },
    { tone: 'light', d: circle(83.4, 44, 1.1) },
    { tone: 'near', d: 'M16 90q2.4-2.6 4.4 0q2-2.6 4.4 0M70 88q2-2.2 3.6 0q1.6-2.2 3.6 0', width: 0.9, alpha: 0.5, scenery: true },
  ],
  house: [
    { tone: 'near', d: smallStars, alpha: 0.5, scenery: true },
    { tone: 'gold', d: 'M83 10A9 9 0 1 0 91.4 23A7.6 7.6 0 0 1 83 10Z' },
    { tone: 'far', d: 'M-4 72Q20 54 46 66T104 60V104H-4Z', scenery: true },
    { tone: 'middle', d: 'M62 26H69V40H62Z' },
    { tone: 'light', d: 'M26 48L48 30L70 48V82H26Z' },
    { tone: 'far', d: 'M48 30L70 48V82H54V54Z', alpha: 0.55 },
    { tone: 'near', d: 'M20.6 52L45.6 29Q48 27 50.4 29L75.4 52L71.4 55.6L48 34.6L24.6 55.6Z' },
    { tone: 'gold', d: 'M32 54H42V64H32Z' },
    { tone: 'glow', d: 'M32 54H36.6V58.6H32ZM37.4 54H42V58.6H37.4Z', alpha: 0.8 },
    { tone: 'near', d: 'M52 82V63Q52 58 57 58T62 63V82Z' },
    { tone: 'gold', d: circle(59.4, 71, 1) },
    { tone: 'middle', d: 'M84 82V70M84 72C77.6 72 76 66 77.6 61C79 56.6 81.6 53.4 84 50.6C86.4 53.4 89 56.6 90.4 61C92 66 90.4 72 84 72Z', width: 1.6 },
    { tone: 'middle', d: 'M84 72C77.6 72 76 66 77.6 61C79 56.6 81.6 53.4 84 50.6C86.4 53.4 89 56.6 90.4 61C92 66 90.4 72 84 72Z' },
    { tone: 'near', d: 'M-4 84Q22 77 48 81T104 80V104H-4Z', scenery: true },
    { tone: 'near', d: 'M14 82H94Q96 85 92 86H16Q12 85 14 82Z' },
    { tone: 'glow', d: 'M52 82.4H62L68 96H46Z', alpha: 0.3, scenery: true },
  ],
  lamp: [
    { tone: 'glow', d: 'M34 46L60 33L92 86H16Z', alpha: 0.38 },
    { tone: 'glow', d: 'M40 43.4L54 36.4L76 86H30Z', alpha: 0.42 },
    { tone: 'near', d: 'M-4 86H104V104H-4Z', scenery: true },
    { tone: 'near', d: 'M66 86Q66 80 76 80T86 86Z' },
    { tone: 'near', d: 'M76 81L82 50L58 22', width: 2.6 },
    { tone: 'middle', d: circle(82, 50, 3) },
    { tone: 'light', d: circle(82, 50, 1.1) },
    { tone: 'gold', d: 'M41 43A8 8 0 0 0 54.6 36.2Z' },
    { tone: 'middle', d: 'M31.4 47.6C31 32 40 21 55 19.4L62 33Z' },
    { tone: 'near', d: 'M45 41L55 19.4L62 33Z', alpha: 0.55 },
    { tone: 'near', d: 'M31.4 47.6L62 32.4', width: 2 },
    { tone: 'near', d: circle(57.6, 21.4, 3.4) },
    { tone: 'light', d: 'M22 82L44 78.6L57 83.6L35 87.4Z' },
    { tone: 'far', d: 'M22 82L35 87.4L57 83.6V85.4L35 89.4L22 83.8Z' },
    { tone: 'middle', d: 'M30 82.4L43 80.4M33.6 84L46.6 82', width: 0.8, alpha: 0.8 },
    { tone: 'gold', d: star(20, 24, 7, 0.2), scenery: true },
    { tone: 'gold', d: circle(33, 13, 1) + circle(11, 40, 0.9), scenery: true },
  ],
};
