// What the toast says when things have been taken off the board: what they were, and that what they stood for stays.
import type { BoardItem } from '../../backend/types';

type Deleted = Pick<BoardItem, 'kind' | 'goalId' | 'aspirationId'>;

const names: Record<string, [one: string, more: string]> = {
  picture: ['picture', 'pictures'],
  note: ['note', 'notes'],
  text: ['text', 'texts'],
  card: ['goal card', 'goal cards'],
  word: ['word card', 'word cards'],
  motif: ['drawing', 'drawings'],
  frame: ['frame', 'frames'],
  shape: ['shape', 'shapes'],
  connector: ['connector', 'connectors'],
};

export function deletedWords(items: readonly Deleted[]): string {
  const kinds = new Set(items.map((item) => item.kind));
  const [kind = ''] = kinds;
  const [one, more] = (kinds.size === 1 && names[kind]) || ['thing', 'things'];
  const said = `Deleted ${items.length === 1 ? `1 ${one}` : `${items.length} ${more}`}.`;
  const stays = [
    staying('goal', new Set(items.map((item) => item.goalId))),
    staying('aspiration', new Set(items.map((item) => item.aspirationId))),
  ];
  return [said, ...stays.filter((sentence) => sentence !== '')].join(' ');
}

function staying(what: string, ids: Set<string>): string {
  ids.delete('');
  if (ids.size === 0) return '';
  return ids.size === 1 ? `The ${what} stays in your plan.` : `The ${what}s stay in your plan.`;
}
