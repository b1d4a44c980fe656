/** Time as the page uses it, so that tests can hold it still. */
export interface Clock {
  now(): number;
  /** Runs `work` once after `milliseconds`; the result stops it. */
  after(milliseconds: number, work: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, work) {
    const timer = setTimeout(work, milliseconds);
    return () => clearTimeout(timer);
  },
};
