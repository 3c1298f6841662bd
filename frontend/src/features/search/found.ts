// What the search found, as rows of the palette.
import BookOpenCheck from '@lucide/svelte/icons/book-open-check';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import Diamond from '@lucide/svelte/icons/diamond';
import Image from '@lucide/svelte/icons/image';
import LayoutDashboard from '@lucide/svelte/icons/layout-dashboard';
import Square from '@lucide/svelte/icons/square';
import Star from '@lucide/svelte/icons/star';
import StickyNote from '@lucide/svelte/icons/sticky-note';
import Target from '@lucide/svelte/icons/target';
import TrendingUp from '@lucide/svelte/icons/trending-up';
import { search } from '../../backend';
import type { Found } from '../../backend/types';
import type { FoundRow } from '../../ui/CommandPalette.svelte';
import type { IconComponent } from '../../ui/icon';

/** How many are shown: more than fit are more than anybody reads. */
const most = 20;

const kinds: Record<string, { word: string; icon: IconComponent }> = {
  aspiration: { word: 'Aspiration', icon: Star },
  goal: { word: 'Goal', icon: Target },
  milestone: { word: 'Milestone', icon: Diamond },
  task: { word: 'Task', icon: Square },
  reading: { word: 'Reading', icon: TrendingUp },
  board: { word: 'Board', icon: LayoutDashboard },
  item: { word: 'On the board', icon: StickyNote },
  picture: { word: 'Picture', icon: Image },
  win: { word: 'Win', icon: BookOpenCheck },
};

export interface Ways {
  go: (route: string) => void;
  /** Opens a board and shows one thing on it. */
  show: (boardID: string, itemID: string) => void;
}

/** Where something that was found is looked at. */
export function visit(one: Found, { go, show }: Ways): void {
  if (one.itemId) show(one.boardId, one.itemId);
  else if (one.boardId) go(`board/${one.boardId}`);
  else if (one.kind === 'win') go('review');
  else if (one.kind === 'reading') go(`plan/${one.goalId}`);
  else go(`plan/${one.id}`);
}

export function rowOf(one: Found, ways: Ways): FoundRow {
  const { word, icon } = kinds[one.kind] ?? { word: one.kind, icon: Square };
  return {
    id: `found.${one.kind}.${one.id}`,
    title: one.title,
    icon: one.done && one.kind === 'task' ? CircleCheck : icon,
    beside: [one.done ? `${word}, done` : word, one.place].filter(Boolean).join(' · '),
    below: one.text,
    run: () => visit(one, ways),
  };
}

/** Asks Go. An empty query finds nothing and makes the search ready. */
export async function find(query: string, ways: Ways): Promise<FoundRow[]> {
  return (await search.Find(query, most)).map((one) => rowOf(one, ways));
}
