// Small bitmaps that stand in for gradients and noise: a gradient per item and frame would be an allocation each.

import { contextOf, type MakeSurface, type Surface } from '../surface';

/** How dark the scrim behind a goal's words is: white stays above 4.5:1 even over a white picture. */
export const scrimAlpha = 0.72;
export const scrimColour = '#0b0e18';
export const scrimSteps = 64;
export const sheenSize = 64;
export const grainSize = 256;

/** Red (0), green (1) or blue (2) of '#rrggbb', 0 to 255. */
const channel = (colour: string, at: number): number => Number.parseInt(colour.slice(1 + 2 * at, 3 + 2 * at), 16);

export class Bitmaps {
  #make: MakeSurface;
  #scrim: Surface | null = null;
  #sheen: Surface | null = null;
  #papers = new Map<string, Surface>();

  constructor(make: MakeSurface) {
    this.#make = make;
  }

  /** One column: half of it runs from nothing to the scrim's full darkness, the other half is that darkness. */
  get scrim(): Surface {
    if (this.#scrim) return this.#scrim;
    const surface = this.#make(1, 2 * scrimSteps);
    const ctx = contextOf(surface);
    for (let y = 0; y < 2 * scrimSteps; y++) {
      const t = Math.min(1, (y + 0.5) / scrimSteps);
      ctx.fillStyle = `rgba(11,14,24,${(scrimAlpha * t * t * (3 - 2 * t)).toFixed(4)})`;
      ctx.fillRect(0, y, 1, 1);
    }
    return (this.#scrim = surface);
  }

  get sheen(): Surface {
    if (this.#sheen) return this.#sheen;
    const surface = this.#make(sheenSize, sheenSize);
    const ctx = contextOf(surface);
    const light = ctx.createLinearGradient(0, 0, sheenSize, sheenSize);
    light.addColorStop(0, 'rgba(255,255,255,0.16)');
    light.addColorStop(0.45, 'rgba(255,255,255,0.02)');
    light.addColorStop(1, 'rgba(30,20,0,0.055)');
    ctx.fillStyle = light;
    ctx.fillRect(0, 0, sheenSize, sheenSize);
    return (this.#sheen = surface);
  }

  /** A tile of paper with its grain: soft flecks and a few fibres, the same on every machine. */
  paper(ground: string, colour: string): Surface {
    const key = ground + colour;
    const known = this.#papers.get(key);
    if (known) return known;
    const surface = this.#make(grainSize, grainSize);
    const ctx = contextOf(surface);
    let seed = 0x2f6e2b1;
    const random = () => {
      seed = (seed + 0x6d2b79f5) | 0;
      let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
    // Flecks lie over each other. Their alphas are added here: thousands of small fills take ten times as long.
    const alphas = new Float32Array(grainSize * grainSize);
    for (let i = 0; i < 5200; i++) {
      const alpha = 0.01 + random() * 0.026;
      const at = Math.floor(random() * grainSize) + grainSize * Math.floor(random() * grainSize);
      const end = at + grainSize * Math.floor(random() * 2);
      for (let p = at; p <= end && p < alphas.length; p += grainSize) {
        const under = alphas[p] ?? 0;
        alphas[p] = under + alpha * (1 - under);
      }
    }
    const flecks = ctx.createImageData(grainSize, grainSize);
    for (const at of [0, 1, 2]) {
      const under = channel(ground, at);
      const over = channel(colour, at) - under;
      for (let p = 0; p < alphas.length; p++) flecks.data[4 * p + at] = Math.round(under + over * (alphas[p] ?? 0));
    }
    for (let p = 0; p < alphas.length; p++) flecks.data[4 * p + 3] = 255;
    ctx.putImageData(flecks, 0, 0);
    ctx.strokeStyle = colour;
    ctx.lineWidth = 0.7;
    for (let i = 0; i < 14; i++) {
      // Fibres keep away from the tile's edge, so that the tiles meet without a seam.
      const x = 20 + random() * (grainSize - 40);
      const y = 20 + random() * (grainSize - 40);
      const turn = random() * Math.PI;
      const length = 5 + random() * 12;
      ctx.globalAlpha = 0.015 + random() * 0.025;
      ctx.beginPath();
      ctx.moveTo(x - (Math.cos(turn) * length) / 2, y - (Math.sin(turn) * length) / 2);
      ctx.quadraticCurveTo(x + random() * 5, y + random() * 5, x + (Math.cos(turn) * length) / 2, y + (Math.sin(turn) * length) / 2);
      ctx.stroke();
    }
    ctx.globalAlpha = 1;
    this.#papers.set(key, surface);
    return surface;
  }
}
