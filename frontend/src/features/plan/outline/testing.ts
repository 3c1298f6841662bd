// A tree written as an indented list, for the tests: "* " an aspiration, "o " a goal, "> " a milestone, "- " a task.
import { blank, Forest, type Kind } from './forest';

const kinds: Record<string, Kind> = { '*': 'aspiration', 'o': 'goal', '>': 'milestone', '-': 'task' };

export function forestOf(text: string): Forest {
  const forest = new Forest();
  const open: { indent: number; id: string }[] = [];
  for (const line of text.split('\n').filter((one) => one.trim())) {
    const indent = line.length - line.trimStart().length;
    const [sign = '', ...words] = line.trim().split(' ');
    const id = words.join(' ');
    while (open.length > 0 && (open.at(-1)?.indent ?? 0) >= indent) open.pop();
    forest.add(blank(id, kinds[sign] ?? 'task', id), open.at(-1)?.id ?? '');
    open.push({ indent, id });
  }
  return forest;
}

/** The tree as text: one line a node, two spaces a level. */
export function written(forest: Forest, id = '', level = 0): string {
  return forest.childrenOf(id).map((child) => `${'  '.repeat(level)}${child}\n${written(forest, child, level + 1)}`).join('');
}
