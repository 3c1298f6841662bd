// A 2D context that draws nothing and writes down what it was asked: for the order of calls, never for looks.

import type { Context, Surface } from '../surface';

export interface Call {
  readonly name: string;
  readonly args: readonly unknown[];
  readonly fill: unknown;
  readonly font: string;
  readonly alpha: number;
}

export interface Recorder {
  readonly ctx: Context;
  readonly calls: Call[];
  names(): string[];
  texts(): string[];
}

export function recorder(): Recorder {
  const calls: Call[] = [];
  const state: Record<string, unknown> = { fillStyle: '#000000', font: '10px sans-serif', globalAlpha: 1 };
  const ctx = new Proxy(state, {
    get(target, name: string) {
      if (name in target) return target[name];
      return (...args: unknown[]) => {
        calls.push({ name, args, fill: target.fillStyle, font: String(target.font), alpha: Number(target.globalAlpha) });
        if (name === 'createPattern' || name === 'createLinearGradient') return { addColorStop: () => undefined };
        if (name === 'createImageData') return { data: new Uint8ClampedArray(4 * Number(args[0]) * Number(args[1])) };
        if (name === 'measureText') return { width: String(args[0]).length * 8 };
        return undefined;
      };
    },
    set(target, name: string, value) {
      target[name] = value;
      return true;
    },
  }) as unknown as Context;
  return {
    ctx,
    calls,
    names: () => calls.map((call) => call.name),
    texts: () => calls.filter((call) => call.name === 'fillText').map((call) => String(call.args[0])),
  };
}

/** Surfaces for painters under test; what is drawn on them can be asked for. */
export class FakeSurface {
  readonly recorder = recorder();

  constructor(
    readonly width: number,
    readonly height: number,
  ) {}

  getContext(): Context {
    return this.recorder.ctx;
  }
}

export function fakeSurface(width: number, height: number): Surface {
  return new FakeSurface(width, height) as unknown as Surface;
}

/** Eight units a character, whatever the font. */
export const eightEach = (_font: string, text: string): number => text.length * 8;
