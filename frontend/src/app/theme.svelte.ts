// Paper by day, night sky after dark: as the desktop says, or as the person chose.

export type ThemeChoice = 'auto' | 'light' | 'dark';
export type ThemeName = 'light' | 'dark';

export class Theme {
  #choice = $state<ThemeChoice>('auto');
  #dark = $state(false);

  /** Watches the desktop's choice and puts the theme on the root element. Returns how to stop. */
  begin(choice: string): () => void {
    this.#choice = choice === 'light' || choice === 'dark' ? choice : 'auto';
    const query = matchMedia('(prefers-color-scheme: dark)');
    const read = (): void => {
      this.#dark = query.matches;
      this.#apply();
    };
    read();
    query.addEventListener('change', read);
    return () => query.removeEventListener('change', read);
  }

  get choice(): ThemeChoice {
    return this.#choice;
  }

  set choice(choice: ThemeChoice) {
    this.#choice = choice;
    this.#apply();
  }

  get name(): ThemeName {
    if (this.#choice === 'auto') return this.#dark ? 'dark' : 'light';
    return this.#choice;
  }

  #apply(): void {
    document.documentElement.dataset.theme = this.name;
  }
}
