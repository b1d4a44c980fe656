/** Holds the current state, applies actions through a pure function and tells one listener. */
export class Store<State, Action> {
  private listener: (state: State) => void = () => {};

  constructor(private readonly reduce: (state: State, action: Action) => State, private current: State) {}

  get state(): State {
    return this.current;
  }

  dispatch(action: Action): void {
    const next = this.reduce(this.current, action);
    if (next === this.current) return;
    this.current = next;
    this.listener(next);
  }

  subscribe(listener: (state: State) => void): void {
    this.listener = listener;
  }
}
