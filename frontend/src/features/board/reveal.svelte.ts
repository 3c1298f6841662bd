// What is to be shown as soon as its board is there: asked for from elsewhere, such as the search.

class Reveal {
  /** The item's id; '' for none. */
  item = $state('');
}

export const reveal = new Reveal();
