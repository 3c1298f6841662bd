import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ReviewView } from '../../backend/types';
import { ReviewState, stepHint } from './review.svelte';

// Go, as the page sees it: the functions that Wails puts on the window.
let since = 7;
const finish = vi.fn();
const view = (): ReviewView => ({ since, sinceDay: '', moved: [], stuck: [], next: [], wins: [], nextDay: '2026-11-29', sentence: '' });

beforeEach(() => {
  since = 7;
  finish.mockReset().mockImplementation(async () => {
    since = 12;
    return { reviewId: 'r', nextDay: '2026-12-01', added: 1 };
  });
  vi.stubGlobal('window', { go: { api: { Review: { View: async () => view(), Finish: finish } } } });
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
      since: 7,
      nextSteps: [{ goalId: 'g1', line: { text: 'Call Mara Friday', rejected: ['Friday'], dateOrder: '' } }],
      win: 'I asked',
      winGoalId: '',
      nextDay: '2026-11-29',
    });
    expect(review.finished?.nextDay).toBe('2026-12-01');
  });

  it('begins empty after it was finished, and is there again when that is undone', async () => {
    const { review, stop } = await answered();
    await review.finish();
    stop();
    review.follow(onfault);
    await settled();
    expect(review.finished).toBeNull();
    expect(review.step('g1').text).toBe('');
    expect(review.win).toBe('');
    since = 7;
    review.follow(onfault);
    await settled();
    expect(review.question).toBe('win');
    expect(review.step('g1')).toEqual({ text: 'Call Mara Friday', rejected: ['Friday'] });
    expect(review.win).toBe('I asked');
  });

  it('keeps the answers when finishing fails', async () => {
    const { review } = await answered();
    finish.mockRejectedValueOnce(new Error('{"code":"disk-full","sentence":"The disk is full.","field":""}'));
    await expect(review.finish()).rejects.toThrow('The disk is full.');
    expect(review.finished).toBeNull();
    expect(review.win).toBe('I asked');
  });
});

it('hints at the step that stands already', () => {
  const step = { goal: {} as never, taskId: 't', taskTitle: 'Call Mara', taskDue: '', missingNext: false, why: '' };
  expect(stepHint(step)).toContain('Call Mara');
  expect(stepHint({ ...step, missingNext: true })).not.toContain('Call Mara');
});
