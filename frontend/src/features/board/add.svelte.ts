// How pictures come onto the board: dropped files, chosen files, the clipboard, and bytes from other programs. Each way
// ends in one call, so a drop of twenty is one step to undo, and a cancelled one leaves nothing.
import { on, picture, stagePicture } from '../../backend';
import { Fault, toFault } from '../../backend/fault';
import type { AddResult, BoardItem, Staged } from '../../backend/types';
import type { Point } from '../../canvas/geometry';
import { longWork, toast } from '../../ui/toast.svelte';
import type { BoardState } from './board.svelte';

/** What a drop without bytes is answered with: nothing is fetched from the net. */
export const noBytes = 'This picture came without its file. Right-click the picture, Copy image, paste here.';

const pictures = (n: number): string => (n === 1 ? '1 picture' : `${n} pictures`);
let jobs = 0;

export class Adding {
  readonly #board: BoardState;
  /** Where new things go when nothing says where: the middle of the view. */
  readonly #middle: () => Point;
  readonly #added: (items: readonly BoardItem[]) => void;

  constructor(board: BoardState, middle: () => Point, added: (items: readonly BoardItem[]) => void) {
    this.#board = board;
    this.#middle = middle;
    this.#added = added;
  }

  /** Asks for files and adds them. */
  async pick(): Promise<void> {
    const paths = await picture.Pick();
    if (paths.length > 0) await this.files(paths);
  }

  async files(paths: string[], at: Point = this.#middle()): Promise<void> {
    await this.#run(paths.length, (job) => picture.Add({ boardId: this.#board.id, at, paths, staged: [], replace: '', job }));
  }

  /** Asks for a file and shows it in place of the picture that an item has. */
  async replace(itemID: string): Promise<void> {
    const [path] = await picture.Pick();
    if (path === undefined) return;
    const at = this.#middle();
    await this.#run(1, (job) => picture.Add({ boardId: this.#board.id, at, paths: [path], staged: [], replace: itemID, job }), undefined, false);
  }

  /** Bytes that another program or the browser handed over. */
  async bytes(files: readonly File[], at: Point = this.#middle()): Promise<void> {
    const refused: AddResult['refused'] = [];
    const stop = new AbortController();
    await this.#run(
      files.length,
      async (job, update) => {
        const staged: Staged[] = [];
        for (const [index, file] of files.entries()) {
          try {
            staged.push(await stagePicture(file.name || 'Picture', await bytesOf(file), stop.signal));
          } catch (reason) {
            if (stop.signal.aborted) return { items: [], refused: [], cancelled: true };
            refused.push({ name: file.name, sentence: toFault(reason).message });
          }
          update(index + 1);
        }
        if (staged.length === 0) return { items: [], refused, cancelled: false };
        const result = await picture.Add({ boardId: this.#board.id, at, paths: [], staged, replace: '', job });
        return { ...result, refused: [...refused, ...result.refused] };
      },
      () => stop.abort(),
    );
  }

  /** What lies on the desktop's clipboard. Text comes back for the caller to make a note of. */
  async paste(at: Point = this.#middle()): Promise<string> {
    let text = '';
    await this.#run(1, async (job) => {
      const result = await picture.Paste({ boardId: this.#board.id, at, paths: [], staged: [], replace: '', job });
      text = result.text;
      return result;
    });
    return text;
  }

  async #run(
    total: number,
    work: (job: string, update: (done: number) => void) => Promise<AddResult>,
    cancelHere: () => void = () => undefined,
    show = true,
  ): Promise<void> {
    await this.#board.opened();
    const job = `add-${++jobs}`;
    const progress = longWork(`Adding ${pictures(total)}`, () => {
      cancelHere();
      void picture.Cancel(job);
    });
    progress.update(0, total);
    const stop = on('picture-progress', (event) => {
      if (event.job === job) progress.update(event.done, event.total);
    });
    try {
      const result = await work(job, (done) => progress.update(done, total));
      progress.close();
      await this.#tell(result, show);
    } catch (reason) {
      progress.fail(toFault(reason).message);
    } finally {
      stop();
    }
  }

  async #tell(result: AddResult, show: boolean): Promise<void> {
    if (result.cancelled) {
      toast('Stopped. Nothing was added.');
      return;
    }
    if (result.items.length > 0) {
      await this.#board.took(result.items);
      if (show) this.#added(result.items);
    }
    const [first] = result.refused;
    if (!first) return;
    const rest = result.refused.length - 1;
    const others = rest > 0 ? ` And ${rest === 1 ? '1 more file' : `${rest} more files`} could not be added.` : '';
    toast(first.sentence + others, { tone: 'wrong' });
  }
}

/** A file's bytes; one that went away on the way, or is a folder, is said by its name. */
async function bytesOf(file: File): Promise<ArrayBuffer> {
  try {
    return await file.arrayBuffer();
  } catch {
    throw new Fault(
      'not-found',
      `“${file.name}” could not be read: it may have been moved or deleted, or it is a folder. Nothing was added of it. Find it again and add it from there.`,
    );
  }
}

/** Files among what is dropped or pasted. */
export const filesOf = (data: DataTransfer | null): File[] => [...(data?.files ?? [])];

/** Whether a drag brings a link or markup but no bytes. */
export function bringsOnlyLinks(data: DataTransfer | null): boolean {
  if (!data || data.files.length > 0) return false;
  return data.types.includes('text/uri-list') || data.types.includes('text/html');
}
