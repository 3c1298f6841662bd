// Errors from Go, read by code. The sentence is written in Go for the person who reads it;
// the page only words what never reached Go.

export type FaultCode =
  | 'invalid'
  | 'not-found'
  | 'conflict'
  | 'too-large'
  | 'not-a-picture'
  | 'disk-full'
  | 'newer-library'
  | 'damaged'
  | 'file-missing'
  | 'file-emptied'
  | 'file-moved'
  | 'not-a-library'
  | 'in-use'
  | 'unavailable'
  | 'cancelled'
  | 'permission'
  | 'internal';

export class Fault extends Error {
  readonly code: FaultCode;
  /** The input field that is wrong, as Go names it; '' when it is none. */
  readonly field: string;

  constructor(code: FaultCode, sentence: string, field = '') {
    super(sentence);
    this.name = 'Fault';
    this.code = code;
    this.field = field;
  }
}

const lost = 'Something went wrong inside Northboard. Nothing was lost; please try again.';

/** Whatever a call, a fetch or a promise was rejected with, as a Fault. */
export function toFault(reason: unknown): Fault {
  if (reason instanceof Fault) return reason;
  const data = typeof reason === 'string' ? parse(reason) : reason instanceof Error ? parse(reason.message) : reason;
  if (data && typeof data === 'object' && 'code' in data && 'sentence' in data) {
    const fault = data as { code: FaultCode; sentence: string; field?: string };
    return new Fault(fault.code, fault.sentence, fault.field ?? '');
  }
  return new Fault('internal', lost);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
