/** Which of the things above a view are open. */
export class Opened {
  /** They have been fetched, and can open. */
  ready = false;
  palette = $state(false);
  shortcuts = $state(false);
  inbox = $state(false);
  adding = $state(false);

  /** Opens what a route names that is no place: the tray's "Add a task" and its Inbox. */
  take(route: string): void {
    if (route === 'add') this.adding = true;
    if (route === 'inbox') this.inbox = true;
  }

  get any(): boolean {
    return this.palette || this.shortcuts || this.inbox || this.adding;
  }

  close(): void {
    this.palette = this.shortcuts = this.inbox = this.adding = false;
  }
}
