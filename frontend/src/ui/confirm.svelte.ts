/* A question before something that undo cannot bring back. Everything else is done at once, and undone if wrong. */

export interface Question {
  title: string;
  /** What will be gone, and what stays. */
  sentence: string;
  /** The verb on the button that does it: "Erase for good". */
  verb: string;
  /** The verb on the button that does not. */
  keep?: string;
  danger?: boolean;
}

interface Asked extends Question {
  answer: (yes: boolean) => void;
}

class Questions {
  #asked = $state.raw<Asked | null>(null);

  get asked(): Asked | null {
    return this.#asked;
  }

  /** A second question while one stands answers the first with no. */
  ask(question: Question): Promise<boolean> {
    this.#asked?.answer(false);
    return new Promise((resolve) => {
      this.#asked = {
        ...question,
        answer: (yes) => {
          this.#asked = null;
          resolve(yes);
        },
      };
    });
  }
}

export const questions = new Questions();

/** Asks, and resolves to true only if the person pressed the verb. */
export function confirm(question: Question): Promise<boolean> {
  return questions.ask(question);
}
