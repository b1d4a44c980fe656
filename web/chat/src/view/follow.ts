const tolerance = 48;

/** Keeps the newest text in view while the reader is at the end, and leaves readers elsewhere alone. */
export class Follow {
  private atEnd = true;
  private height = 0;

  constructor(private readonly scroller: () => HTMLElement | null, private readonly changed: () => void) {}

  get following(): boolean {
    return this.atEnd;
  }

  /** Call once the scroller exists. */
  watch(): void {
    const element = this.scroller();
    if (!element) return;
    element.addEventListener('scroll', () => this.onScroll(element), { passive: true });
    // The keyboard of a phone, a growing composer, a turned screen: the end stays the end.
    new ResizeObserver(() => this.settle()).observe(element);
  }

  /** Call after each drawing. */
  settle(): void {
    const element = this.scroller();
    if (!element) return;
    if (this.atEnd && element.querySelector('.turn')) element.scrollTop = element.scrollHeight;
    this.height = element.scrollHeight;
  }

  jump(): void {
    this.atEnd = true;
    this.settle();
    this.changed();
  }

  /** Older messages were put in above: what the reader looks at must not move. */
  keepPlace(draw: () => void): void {
    const element = this.scroller();
    const before = element?.scrollHeight ?? 0;
    draw();
    if (element && !this.atEnd) element.scrollTop += element.scrollHeight - before;
  }

  private onScroll(element: HTMLElement): void {
    // A scroll event caused by growth, before settle() ran, says nothing about the reader.
    if (element.scrollHeight !== this.height && this.atEnd) return;
    const atEnd = element.scrollTop + element.clientHeight >= element.scrollHeight - tolerance;
    if (atEnd === this.atEnd) return;
    this.atEnd = atEnd;
    this.changed();
  }
}
