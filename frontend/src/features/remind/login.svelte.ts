// Whether reminders start when the person logs in: one state for the switch in the settings and for the question that is
// asked once.
import { agent, changes } from '../../backend';
import { toFault } from '../../backend/fault';
import { latest } from '../../backend/latest';
import type { AtLogin } from '../../backend/types';
import { toast } from '../../ui/toast.svelte';

class LoginState {
  #now = $state.raw<AtLogin | null>(null);
  readonly #load = latest(async () => {
    this.#now = await agent.AtLogin();
  });

  get now(): AtLogin | null {
    return this.#now;
  }

  again(): void {
    // What cannot be read is not asked about; the settings say why when it is set.
    this.#load().catch(() => undefined);
  }

  /** Looks again whenever something to remind of may have come, for as long as the question is open. Returns how to stop. */
  follow(): () => void {
    this.again();
    return changes.on(['task', 'reminder'], () => {
      if (!this.#now?.on) this.again();
    });
  }

  /** Says how it is to be. False: it could not be set, and the person was told. */
  async set(on: boolean): Promise<boolean> {
    try {
      this.#now = await agent.StartAtLogin(on);
      return true;
    } catch (reason) {
      toast(toFault(reason).message, { tone: 'wrong', key: 'at-login' });
      this.again();
      return false;
    }
  }
}

export const login = new LoginState();
