import { expect, it } from 'vitest';
import { parseTime, steppedTime } from './time';

it.each([
  ['0830', '08:30'], ['830', '08:30'], ['8:30', '08:30'], ['08:30', '08:30'], ['8.30', '08:30'], ['8 30', '08:30'], ['8h30', '08:30'], ['20h', '20:00'],
  ['8', '08:00'], ['08', '08:00'], ['20', '20:00'], ['0', '00:00'], ['1830', '18:30'], ['23:59', '23:59'], [' 9:05 ', '09:05'],
  ['8pm', '20:00'], ['8 PM', '20:00'], ['8:30pm', '20:30'], ['830pm', '20:30'], ['8 p.m.', '20:00'], ['12am', '00:00'], ['12 pm', '12:00'], ['12:15am', '00:15'],
  ['noon', '12:00'], ['Midnight', '00:00'], ['at 9', '09:00'], ['9 o’clock', '09:00'],
  ['', undefined], ['24:00', undefined], ['25', undefined], ['8:60', undefined], ['2360', undefined], ['13pm', undefined], ['0am', undefined],
  ['after lunch', undefined], ['8:3', undefined], ['8:300', undefined], ['12345', undefined], ['-8', undefined], ['8:30:00', undefined], ['Friday', undefined],
])('%j is %s', (text, time) => {
  expect(parseTime(text)).toBe(time);
});

it.each([
  ['08:30', 15, '08:45'], ['08:30', -15, '08:15'], ['08:31', 15, '08:45'], ['08:31', -15, '08:30'], ['23:50', 15, '00:00'], ['00:00', -15, '23:45'], ['23:45', 15, '00:00'],
])('%s by %s is %s', (time, by, next) => {
  expect(steppedTime(time, by)).toBe(next);
});
