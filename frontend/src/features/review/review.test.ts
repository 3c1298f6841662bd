import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ReviewView } from '../../backend/types';
import { ReviewState, stepHint } from './review.svelte';

// Go, as the page sees it: the functions that Wails puts on the window.
let last = '';
let until = 7;
let pastNext = '2999-12-01';
let open: string[] = ['g1', 'g2'];
const finish = vi.fn();
const nextOf = (id: string) => ({ goal: { id } as never, taskId: '', taskTitle: '', taskDue: '', missingNext: true, why: '' });
const view = (): ReviewView =>
  ({ last, until, sinceDay: '', moved: [], stuck: [], resting: [], next: open.map(nextOf), wins: [], nextDay: '2026-11-29', sentence: '' }) as never;

beforeEach(() => {
  last = '';
  until = 7;
  open = ['g1', 'g2'];
  finish.mockReset().mockImplementation(async () => {
    last = 'r';
    return { reviewId: 'r', nextDay: '2026-12-01', added: 1 };
  });
  vi.stubGlobal('window', { go: { api: { Review: { View: async () => view(), Finish: finish, Past: async () => [{ id: last, day: '2026-11-22', nextDay: pastNext, moved: [], steps: [], wins: [] }] } } } });
});
afterEach(() => vi.unstubAllGlobals());

const settled = () => new Promise((resolve) => setTimeout(resolve));
const onfault = (reason: unknown) => {
  throw reason;
};

async function answered() {
  const review = new ReviewState();
  const stop = review.follow(onfault);
  await settled();
  review.go(1);
  review.setStep('g1', { text: 'Call Mara Friday', rejected: ['Friday'] });
  review.setStep('g2', { text: '  ', rejected: [] });
  review.win = 'I asked';
  return { review, stop };
}

describe('the review', () => {
  it('stays within its questions', async () => {
    const { review } = await answered();
    review.go(-1);
    review.go(-1);
    expect(review.question).toBe('moved');
    for (let n = 0; n < 9; n++) review.go(1);
    expect(review.question).toBe('win');
  });

  it('keeps the answers when the person leaves and comes back', async () => {
    const { review, stop } = await answered();
    stop();
    review.follow(onfault);
    await settled();
    expect(review.question).toBe('stuck');
    expect(review.step('g1').text).toBe('Call Mara Friday');
    expect(review.win).toBe('I asked');
  });

  it('finishes with what was written, the proposed day and nothing empty', async () => {
    const { review } = await answered();
    await review.finish();
    expect(finish).toHaveBeenCalledWith({
      last: '',
      until: 7,
      nextSteps: [{ goalId: 'g1', line: { text: 'Call Mara Friday', rejected: ['Friday'], dateOrder: '' } }],
      win: 'I asked',
      winGoalId: '',
      nextDay: '2026-11-29',
    });
    expect(review.fresh).toBe(true);
    expect(review.rests).toBe(true);
  });

  it('begins empty after it was finished, and is there again when that is undone', async () => {
    const { review, stop } = await answered();
    await review.finish();
    stop();
    review.follow(onfault);
    await settled();
    expect(review.fresh).toBe(false);
    expect(review.step('g1').text).toBe('');
    expect(review.win).toBe('');
    last = '';
    review.follow(onfault);
    await settled();
    expect(review.question).toBe('win');
    expect(review.rests).toBe(false);
    expect(review.step('g1')).toEqual({ text: 'Call Mara Friday', rejected: ['Friday'] });
    expect(review.win).toBe('I asked');
  });

  it('ends where the log ended when it was read last, and asks no goal that was let rest', async () => {
    const { review, stop } = await answered();
    stop();
    until = 9;
    open = ['g2'];
    review.follow(onfault);
    await settled();
    await review.finish();
    expect(finish).toHaveBeenCalledWith(expect.objectContaining({ last: '', until: 9, nextSteps: [] }));
  });

  it('rests until the next one’s day, unless it is asked for', async () => {
    const { review, stop } = await answered();
    await review.finish();
    stop();
    review.follow(onfault);
    await settled();
    expect(review.rests).toBe(true);
    review.again();
    expect(review.rests).toBe(false);
    review.follow(onfault);
    await settled();
    expect(review.rests).toBe(true);
    // Who has begun to answer is not sent away.
    review.win = 'I asked';
    expect(review.rests).toBe(false);
  });

  it('asks again when its day has come', async () => {
    pastNext = '2026-01-01';
    const { review, stop } = await answered();
    await review.finish();
    stop();
    review.follow(onfault);
    await settled();
    expect(review.rests).toBe(false);
    pastNext = '2999-12-01';
  });

  it('keeps the answers when finishing fails', async () => {
    const { review } = await answered();
    finish.mockRejectedValueOnce(new Error('{"code":"disk-full","sentence":"The disk is full.","field":""}'));
    await expect(review.finish()).rejects.toThrow('The disk is full.');
    expect(review.fresh).toBe(false);
    expect(review.win).toBe('I asked');
  });
});

it('hints at the step that stands already', () => {
  const step = { goal: {} as never, taskId: 't', taskTitle: 'Call Mara', taskDue: '', missingNext: false, why: '' };
  expect(stepHint(step)).toContain('Call Mara');
  expect(stepHint({ ...step, missingNext: true })).not.toContain('Call Mara');
});
