// The shipped fonts in a worker, where no style sheet reaches: the page reads its own @font-face rules and hands them on.

export interface FontRule {
  readonly family: string;
  readonly url: string;
  readonly weight: string;
  readonly style: string;
  readonly range: string;
}

/** The @font-face rules of the page. */
export function fontRules(sheets: Iterable<CSSStyleSheet>): FontRule[] {
  const found: FontRule[] = [];
  for (const sheet of sheets) {
    for (const rule of sheet.cssRules) {
      if (!(rule instanceof CSSFontFaceRule)) continue;
      const value = (name: string) => rule.style.getPropertyValue(name).trim();
      const source = /url\(["']?([^"')]+)["']?\)/u.exec(value('src'))?.[1];
      if (!source) continue;
      found.push({
        family: value('font-family').replace(/^["']|["']$/gu, ''),
        url: new URL(source, sheet.href ?? location.href).href,
        weight: value('font-weight') || '400',
        style: value('font-style') || 'normal',
        range: value('unicode-range') || 'U+0-10FFFF',
      });
    }
  }
  return found;
}

/** Loads them into a worker's own fonts. One that fails leaves its letters to the system's fonts: it is told, not fatal. */
export async function loadFonts(rules: readonly FontRule[], fonts: FontFaceSet): Promise<string[]> {
  const failed: string[] = [];
  await Promise.all(
    rules.map(async (rule) => {
      const { weight, style, range } = rule;
      const face = new FontFace(rule.family, `url("${rule.url}")`, { weight, style, unicodeRange: range });
      try {
        fonts.add(await face.load());
      } catch (reason) {
        failed.push(`${rule.url}: ${String(reason)}`);
      }
    }),
  );
  return failed;
}
