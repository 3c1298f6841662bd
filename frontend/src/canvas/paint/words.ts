// The few words the painter writes by itself.

/** "12 days left", "Due today", "3 days past": plain, and never a reproach. Null when there is no day. */
export function daysText(daysLeft: number | null): string | null {
  if (daysLeft === null) return null;
  if (daysLeft === 0) return 'Due today';
  const n = Math.abs(daysLeft);
  const days = n === 1 ? '1 day' : `${n} days`;
  return daysLeft > 0 ? `${days} left` : `${days} past`;
}

export function percentText(progress: number | null): string | null {
  return progress === null ? null : `${Math.round(Math.min(1, Math.max(0, progress)) * 100)}%`;
}
