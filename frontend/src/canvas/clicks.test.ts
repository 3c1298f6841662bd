import { describe, expect, test } from 'vitest';
import { Clicks } from './clicks';

const press = (time: number, x = 10, y = 10, button = 0) => ({ time, x, y, button });

describe('clicks', () => {
  test('the second press at one place within half a second is a double click, the third begins anew', () => {
    const clicks = new Clicks();
    expect([press(0), press(300), press(700)].map((one) => clicks.down(one))).toEqual([1, 2, 1]);
    expect(clicks.down(press(1300))).toBe(1);
  });

  test('elsewhere, or with another button, it begins anew', () => {
    const clicks = new Clicks();
    clicks.down(press(0));
    expect(clicks.down(press(100, 20, 10))).toBe(1);
    expect(clicks.down(press(200, 20, 10, 2))).toBe(1);
    expect(clicks.down(press(300, 20, 10, 0))).toBe(1);
  });

  test('a drag is no click: what follows it begins anew', () => {
    const clicks = new Clicks();
    clicks.down(press(0));
    clicks.moved(12, 40);
    expect(clicks.down(press(200))).toBe(1);
  });

  test('a hand that trembles still clicks twice', () => {
    const clicks = new Clicks();
    clicks.down(press(0));
    clicks.moved(11, 12);
    expect(clicks.down(press(200, 12, 11))).toBe(2);
  });
});
