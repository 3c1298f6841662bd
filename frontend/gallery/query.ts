/* What the address asks for: ?theme=light|dark (both when left out) &open=menu &text=200 &dir=rtl &words=long &section=Fields */

const asked = new URLSearchParams(location.search);

export const theme = asked.get('theme');
export const opened = asked.get('open');
export const textSize = asked.get('text');
export const section = asked.get('section');
export const direction = asked.get('dir');
/** Names and sentences in the length that German makes of them, to see what gives way. */
export const long = asked.get('words') === 'long';

export const words = (short: string, longer: string) => (long ? longer : short);
