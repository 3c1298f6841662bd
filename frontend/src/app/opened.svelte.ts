/** Which of the things above a view are open. */
export class Opened {
  palette = $state(false);
  shortcuts = $state(false);
  inbox = $state(false);
  adding = $state(false);

  get any(): boolean {
    return this.palette || this.shortcuts || this.inbox || this.adding;
  }
}
