import { describe, expect, it } from 'vitest';
import { Changes, type Changed, type Stale } from './changes';

const row = (kind: string, id: string, gone = false) => ({ kind, id, gone });
const changed = (from: number, to: number, rows: Changed['rows'] = [], all = false): Changed => ({ from, to, all, rows });

function listening(since: (seq: number) => Promise<Changed> = async (seq) => changed(seq, seq)) {
  const changes = new Changes(since, 10);
  const heard: Stale[] = [];
  changes.on(['task', 'goal'], (stale) => heard.push(stale));
  return { changes, heard };
}

describe('Changes', () => {
  it('tells a listener its own kinds only', async () => {
    const { changes, heard } = listening();
    await changes.receive(changed(10, 12, [row('task', 'a'), row('item', 'b'), row('goal', 'c', true)]));
    expect(heard).toEqual([{ all: false, ids: new Set(['a']), gone: new Set(['c']) }]);
    await changes.receive(changed(12, 13, [row('item', 'b')]));
    expect(heard).toHaveLength(1);
  });

  it('ignores what it has heard before', async () => {
    const { changes, heard } = listening();
    await changes.receive(changed(10, 12, [row('task', 'a')]));
    await changes.receive(changed(11, 12, [row('task', 'a')]));
    expect(heard).toHaveLength(1);
  });

  it('asks when an event is missing', async () => {
    const asked: number[] = [];
    const { changes, heard } = listening(async (seq) => {
      asked.push(seq);
      return changed(seq, 15, [row('task', 'missed'), row('task', 'late')]);
    });
    await changes.receive(changed(13, 15, [row('task', 'late')]));
    expect(asked).toEqual([10]);
    expect(heard).toEqual([{ all: false, ids: new Set(['missed', 'late']), gone: new Set() }]);
  });

  it('says all for a whole kind and for a folded log', async () => {
    const { changes, heard } = listening();
    await changes.receive(changed(10, 11, [row('task', '')]));
    await changes.receive(changed(11, 12, [], true));
    expect(heard).toEqual([{ all: true }, { all: true }]);
  });

  it('stops when asked to', async () => {
    const changes = new Changes(async (seq) => changed(seq, seq), 0);
    let heard = 0;
    const stop = changes.on(['task'], () => heard++);
    stop();
    await changes.receive(changed(0, 1, [row('task', 'a')]));
    expect(heard).toBe(0);
  });
});
