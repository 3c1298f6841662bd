/* A time of day as people type it, and as the program writes it: "08:30".

   Rules:
   - "8", "08" and "20" are hours; "830", "0830" and "8:30", "8.30", "8h30" hours and minutes.
   - "8pm", "8:30 p.m." and "12am" go by the clock of twelve hours; "noon" and "midnight" are times.
   - Nothing is guessed: "8" is eight in the morning, and what is no time is undefined. */

const clock = /^(?<hour>\d{1,2})(?:[:.h ]?(?<minute>\d\d)|h)?\s*(?:(?<half>[ap])\.?\s*m\.?)?$/u;
const named: Record<string, string> = { noon: '12:00', midday: '12:00', midnight: '00:00' };
const day = 24 * 60;

export function parseTime(text: string): string | undefined {
  const bare = text.trim().toLowerCase().replace(/^at\s+/u, '').replace(/\s*o[’']?clock$/u, '');
  const word = named[bare];
  if (word) return word;
  const parts = clock.exec(bare)?.groups;
  if (!parts) return undefined;
  let hour = Number(parts.hour);
  const minute = Number(parts.minute ?? 0);
  if (parts.half) {
    if (hour < 1 || hour > 12) return undefined;
    hour = (hour % 12) + (parts.half === 'p' ? 12 : 0);
  }
  return hour > 23 || minute > 59 ? undefined : write(hour * 60 + minute);
}

/** The next time that is a whole number of steps into the day, earlier for a negative one; past midnight it goes on. */
export function steppedTime(time: string, by: number): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const size = Math.abs(by);
  const steps = (hour * 60 + minute) / size;
  const next = (by > 0 ? Math.floor(steps) + 1 : Math.ceil(steps) - 1) * size;
  return write((next + day) % day);
}

const write = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
