// Where the person is. A route is a short path: "today", "board", "plan/<goal>", "review", "library".

export const places = ['today', 'board', 'plan', 'review', 'library'] as const;
export type Place = (typeof places)[number];

/** Routes that lead to no place but open something above the one that is shown. */
const aboveAny: readonly string[] = ['add', 'inbox'];

export interface Route {
  place: Place;
  /** What is looked at inside the place: a goal's id in the plan; '' for the place itself. */
  subject: string;
}

export const home: Route = { place: 'board', subject: '' };

/** Reads a route as it is stored or as a notification sends it; anything unknown is the board. */
export function readRoute(text: string): Route {
  const [place = '', subject = ''] = text.split('/', 2);
  // A reminder leads to its task, and tasks are done in Today.
  if (place === 'task') return { place: 'today', subject };
  return (places as readonly string[]).includes(place) ? { place: place as Place, subject } : home;
}

export const writeRoute = (route: Route): string => (route.subject ? `${route.place}/${route.subject}` : route.place);

export class Router {
  #route = $state.raw<Route>(home);
  readonly #kept: (route: string) => void;
  readonly #past: Route[] = [];

  /** `kept` is told each new route, so that the program opens where it was left. */
  constructor(kept: (route: string) => void) {
    this.#kept = kept;
  }

  get route(): Route {
    return this.#route;
  }

  go(to: string): void {
    if (aboveAny.includes(to)) return;
    const next = readRoute(to);
    if (writeRoute(next) === writeRoute(this.#route)) return;
    this.#past.push(this.#route);
    if (this.#past.length > 50) this.#past.shift();
    this.#set(next);
  }

  /** Back to where the person was before; false when there is nothing to go back to. */
  back(): boolean {
    const last = this.#past.pop();
    if (last) this.#set(last);
    return last !== undefined;
  }

  /** The route to begin with; it is not one to go back from. */
  begin(route: string): void {
    this.#route = readRoute(route);
  }

  #set(route: Route): void {
    this.#route = route;
    // Nobody wants to begin with the settings: what they looked at before them is where they were.
    if (route.place !== 'library') this.#kept(writeRoute(route));
  }
}
