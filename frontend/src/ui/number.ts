/* Numbers as people type them.

   Rules:
   - "1.5" and "1,5" are one and a half. Where both signs stand, the last one is the decimal sign.
   - One sign followed by exactly three digits is a thousand only where the sign stands twice ("1.000.000") or a
     space or apostrophe parts it; "1.500" alone stays one and a half, as typed: a guess would be wrong unseen.
   - Nothing typed is null; what is no number is undefined. */

export function parseNumber(text: string): number | null | undefined {
  const bare = text.trim().replace(/[\s'’_]/g, '').replace(/^−/, '-');
  if (bare === '') return null;
  if (!/^[-+]?[\d.,]*\d[.,]?$/.test(bare)) return undefined;
  const signs = [...bare.matchAll(/[.,]/g)].map((match) => match[0]);
  const last = signs.at(-1);
  let plain = bare;
  if (last !== undefined) {
    const thousands = signs.length > 1 && signs.every((sign) => sign === last);
    const at = bare.lastIndexOf(last);
    if (!thousands && signs.filter((sign) => sign === last).length > 1) return undefined;
    plain = thousands ? bare.replace(/[.,]/g, '') : bare.slice(0, at).replace(/[.,]/g, '') + '.' + bare.slice(at + 1);
  }
  const value = Number(plain);
  return Number.isFinite(value) ? value : undefined;
}

/** One step up or down, kept within bounds and without the dust of binary fractions. */
export function stepped(value: number | null, by: number, min = -Infinity, max = Infinity): number {
  const digits = Math.max(decimals(by), decimals(value ?? 0));
  const next = Number(((value ?? 0) + by).toFixed(digits));
  return Math.min(max, Math.max(min, next));
}

function decimals(value: number): number {
  return Math.min(10, /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0);
}
