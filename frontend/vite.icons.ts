import type { Plugin } from 'vite';

type Node = [tag: string, attributes: Record<string, string>];

const markup = ([tag, attributes]: Node): string =>
  `<${tag} ${Object.entries(attributes)
    .filter(([name]) => name !== 'key')
    .map(([name, value]) => `${name}="${value}"`)
    .join(' ')} />`;

/**
 * Makes each of Lucide's icons plain markup when the page is built. As the library has them, an icon is put together
 * from data as it is shown, attribute by attribute: with two dozen on the first screen that took a twentieth of the
 * window's start (docs/decisions/0015). Size, stroke and role are those of ui/Icon.svelte, the only one that shows them.
 */
export const drawnIcons: Plugin = {
  name: 'drawn-icons',
  enforce: 'pre',
  transform(code, id) {
    const file = /@lucide\/svelte\/dist\/icons\/(?<name>[a-z0-9-]+)\.svelte$/u.exec(id);
    if (!file?.groups) return null;
    const data = /const iconData = (?<data>\{.*\});/u.exec(code);
    if (!data?.groups?.data) return this.error(`${id}: its drawing was not found; has Lucide changed how it keeps it?`);
    const { node } = JSON.parse(data.groups.data) as { node: Node[] };
    return {
      code: `<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="100%" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" class="lucide lucide-${file.groups.name}" aria-hidden="true">${node.map(markup).join('')}</svg>`,
      map: null,
    };
  },
};
