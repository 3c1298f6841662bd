// A real notification service on the test's own session bus: what was shown is read from what it says, and its
// buttons are pressed by sending what a desktop sends.
import type { Desktop } from './desktop';
import { until, type Owned } from './process';

export interface Shown {
  /** Its number, counted as the service counts: the first is 1. */
  id: number;
  title: string;
  body: string;
  /** Button names by what is sent when they are pressed. */
  actions: Map<string, string>;
}

const service = 'org.freedesktop.Notifications';
const path = '/org/freedesktop/Notifications';

export class Notifications {
  readonly #desktop: Desktop;
  readonly #service: Owned;

  private constructor(desktop: Desktop, owned: Owned) {
    this.#desktop = desktop;
    this.#service = owned;
  }

  static async start(desktop: Desktop): Promise<Notifications> {
    const owned = desktop.start('/usr/bin/python3', [
      '-u', '-m', 'dbusmock', '--template', 'notification_daemon', '--parameters', JSON.stringify({ capabilities: 'actions body body-markup' }),
    ]);
    const ask = ['call', '--session', '--dest', 'org.freedesktop.DBus', '--object-path', '/org/freedesktop/DBus', '--method', 'org.freedesktop.DBus.NameHasOwner', service];
    await until('a notification service', async () => (await desktop.run('gdbus', ask)).includes('true'));
    return new Notifications(desktop, owned);
  }

  /** Everything that was shown so far, in order. */
  shown(): Shown[] {
    // A call is told from one time stamp to the next: a body may have several lines.
    const calls = this.#service.output().split(/^(?=\d+\.\d+ )/mu).filter((call) => /^[\d.]+ Notify /u.test(call));
    return calls.map((call, at) => {
      const texts = [...call.matchAll(/"(?<text>(?:[^"\\]|\\.)*)"/gu)].map((one) => one.groups?.text ?? '');
      // The program's name, its icon, title and body; then the buttons, two by two, up to the hints.
      const [, , title = '', body = '', ...rest] = texts;
      const actions = new Map<string, string>();
      const list = /\[(?<list>[^\]]*)\]/u.exec(call)?.groups?.list ?? '';
      const names = rest.slice(0, (list.match(/"/gu)?.length ?? 0) / 2);
      for (let i = 0; i + 1 < names.length; i += 2) actions.set(names[i] ?? '', names[i + 1] ?? '');
      return { id: at + 1, title, body, actions };
    });
  }

  /** Waits for one with this title. */
  one(title: string | RegExp, within: number): Promise<Shown> {
    const is = (text: string): boolean => (typeof title === 'string' ? text === title : title.test(text));
    return until(`a notification “${title}”`, () => this.shown().find((one) => is(one.title)), within);
  }

  /** Presses a button of one that is shown. */
  async press(shown: Shown, button: string): Promise<void> {
    const [action] = [...shown.actions].find(([, name]) => name === button) ?? [];
    if (action === undefined) throw new Error(`no button “${button}” among ${[...shown.actions.values()].join(', ')}`);
    await this.#desktop.run('gdbus', [
      'call', '--session', '--dest', service, '--object-path', path, '--method', 'org.freedesktop.DBus.Mock.EmitSignal',
      service, 'ActionInvoked', 'us', `[<uint32 ${shown.id}>, <'${action}'>]`,
    ]);
  }

  stop(): Promise<void> {
    return this.#service.stop();
  }
}
