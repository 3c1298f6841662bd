// What a run gives: rows, and what was left out with the reason.

export interface Row {
  readonly group: 'start' | 'canvas' | 'import' | 'store' | 'agent' | 'plan' | 'wallpaper';
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly peer: string;
  readonly peerValue: number | null;
  /** value / peerValue: under 1 is better than the peer. */
  readonly ratio: number | null;
  readonly engine: string;
  readonly size: string;
  /** What the value should not exceed (or the ratio, where it says so); never asserted. */
  readonly goal?: string;
  readonly met?: boolean;
}

export class Rows {
  readonly rows: Row[] = [];
  readonly skipped: string[] = [];

  add(row: Omit<Row, 'ratio' | 'peer' | 'peerValue'> & { peer?: string; peerValue?: number }): Row {
    const { value, peer = '', peerValue } = row;
    const whole: Row = {
      group: row.group,
      name: row.name,
      value: rounded(value),
      unit: row.unit,
      peer,
      peerValue: peerValue === undefined ? null : rounded(peerValue),
      ratio: peerValue === undefined || peerValue === 0 ? null : rounded(value / peerValue),
      engine: row.engine,
      size: row.size,
      ...(row.goal === undefined ? {} : { goal: row.goal, met: row.met ?? false }),
    };
    this.rows.push(whole);
    const against = whole.peerValue === null ? '' : `, ${peer} ${whole.peerValue} (x ${whole.ratio})`;
    console.log(`   ${whole.name}${whole.size ? ` [${whole.size}]` : ''} ${whole.engine}: ${whole.value} ${whole.unit}${against}`);
    return whole;
  }

  skip(what: string): void {
    this.skipped.push(what);
    console.log(`   SKIPPED: ${what}`);
  }
}

/** Three figures, as the noise of a measurement allows. */
export function rounded(value: number): number {
  return value === 0 ? 0 : Number(value.toPrecision(Math.abs(value) >= 100 ? Math.ceil(Math.log10(Math.abs(value) + 1)) : 3));
}
