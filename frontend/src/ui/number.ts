/* Numbers as people type them, read as in Go (backend/phrase/quantity.go).

   Rules:
   - A decimal sign is a point or a comma: "1.5" and "1,5" are one and a half.
   - Thousands stand in threes behind a comma, a point, a space or an apostrophe: "12,000", "1.000.000", "12 000".
     Where two signs stand, the last is the decimal sign: "1,234.5", "1.234,5".
   - One comma before three digits parts thousands ("12,000"), unless a nought stands before it ("0,500").
   - One point before three digits is a decimal point ("1.500" is one and a half), as the program writes it; of money
     it parts thousands ("€1.500"), where nobody writes three decimals.
   - Nothing typed is null; what is no number is undefined: rather asked again than guessed. */

const space = /[\s'’]/gu;
const plain = /^\d+$/u;
const decimal = /^(?<whole>\d*)[.,](?<part>\d*)$/u;
const groups = /^[1-9]\d{0,2}(?:(?<sign>[,.\s'’])\d{3})(?:\k<sign>\d{3})*(?:(?!\k<sign>)[.,](?<part>\d+))?$/u;

export function parseNumber(text: string, money = false): number | null | undefined {
  const bare = text.trim();
  if (bare === '') return null;
  const minus = /^[-−]/u.test(bare);
  const size = unsigned(bare.replace(/^[-−+]/u, ''), money);
  return size === undefined || !Number.isFinite(size) ? undefined : minus ? -size : size;
}

function unsigned(bare: string, money: boolean): number | undefined {
  if (plain.test(bare)) return Number(bare);
  const grouped = groups.exec(bare)?.groups;
  // One point alone: a decimal point, but of money.
  if (grouped && (money || !/^\d+\.\d{3}$/u.test(bare))) {
    const whole = grouped.part === undefined ? bare : bare.slice(0, -grouped.part.length - 1);
    return Number(`${whole.replace(space, '').replace(/[.,]/gu, '')}.${grouped.part ?? 0}`);
  }
  const parts = decimal.exec(bare)?.groups;
  if (!parts || (parts.whole === '' && parts.part === '')) return undefined;
  return Number(`${parts.whole || 0}.${parts.part || 0}`);
}

/** A unit of which amounts are sums of money. */
export const isMoney = (unit: string): boolean => ['€', '$', '£', '¥'].includes(unit.trim());

/** One step up or down, kept within bounds and without the dust of binary fractions. */
export function stepped(value: number | null, by: number, min = -Infinity, max = Infinity): number {
  const digits = Math.max(decimals(by), decimals(value ?? 0));
  const next = Number(((value ?? 0) + by).toFixed(digits));
  return Math.min(max, Math.max(min, next));
}

function decimals(value: number): number {
  return Math.min(10, /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0);
}
