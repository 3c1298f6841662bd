import { describe, expect, it } from 'vitest';
import { Fault, toFault } from './fault';

describe('toFault', () => {
  const sent = { code: 'disk-full', sentence: 'The disk is full.', field: '' };

  it.each([
    ['an object', sent],
    ['a JSON string', JSON.stringify(sent)],
    ['an Error around JSON', new Error(JSON.stringify(sent))],
    ['a Fault', new Fault('disk-full', 'The disk is full.')],
  ])('reads %s', (_, reason) => {
    const fault = toFault(reason);
    expect(fault.code).toBe('disk-full');
    expect(fault.message).toBe('The disk is full.');
  });

  it('words what it does not know, without repeating a stack', () => {
    const fault = toFault(new TypeError('x is undefined'));
    expect(fault.code).toBe('internal');
    expect(fault.message).not.toContain('undefined');
  });
});
