import { describe, expect, it } from 'vitest';
import { readRoute, Router, writeRoute } from './router.svelte';

describe('Router', () => {
  it('reads what it writes and falls back to the board', () => {
    expect(readRoute('plan/abc')).toEqual({ place: 'plan', subject: 'abc' });
    expect(writeRoute(readRoute('review'))).toBe('review');
    expect(readRoute('task/t1')).toEqual({ place: 'today', subject: 't1' });
    expect(readRoute('nowhere/1').place).toBe('board');
    expect(readRoute('').place).toBe('board');
  });

  it('goes, goes back, and keeps the last route', () => {
    const kept: string[] = [];
    const router = new Router((route) => kept.push(route));
    router.begin('today');
    router.go('plan/x');
    router.go('plan/x');
    router.go('board');
    expect(router.back()).toBe(true);
    expect(router.route).toEqual({ place: 'plan', subject: 'x' });
    expect(router.back()).toBe(true);
    expect(router.back()).toBe(false);
    expect(router.route.place).toBe('today');
    expect(kept).toEqual(['plan/x', 'board', 'plan/x', 'today']);
  });

  it('stays where it is for a route that opens something above it', () => {
    const router = new Router(() => undefined);
    router.begin('plan/x');
    router.go('add');
    router.go('inbox');
    expect(router.route).toEqual({ place: 'plan', subject: 'x' });
  });

  it('does not keep the settings as the place to begin with', () => {
    const kept: string[] = [];
    const router = new Router((route) => kept.push(route));
    for (const route of ['plan/x', 'library', 'library/trash']) router.go(route);
    expect(router.route.place).toBe('library');
    expect(kept).toEqual(['plan/x']);
  });
});
