/** When a view asks again: for what changed, one question at a time, and only while somebody looks. Knows nothing of VS Code. */

/** What is asked about: packages by URI, or all there are. */
export type Stale = ReadonlySet<string> | 'all';

/** What is stale of one view. Has a life cycle: as long as the view. */
export class Renewal {
  private stale: Stale = new Set();
  private isAsking = false;
  private changes = 0;

  /**
   * @param isSeen whether anybody looks, and there is a server to ask
   * @param ask about what changed; its answer may be that all has to be asked about
   */
  constructor(
    private readonly isSeen: () => boolean,
    private readonly ask: (stale: Stale) => Promise<'all' | undefined>,
  ) {}

  /** How often something changed: what changed while a question was on its way may not be in the answer. */
  get count(): number {
    return this.changes;
  }

  /** Notes what changed, and asks where somebody looks. @param packages all where absent */
  changed(packages?: readonly string[]): Promise<void> {
    this.changes++;
    if (!packages) this.stale = 'all';
    else if (this.stale !== 'all') this.stale = new Set([...this.stale, ...packages]);
    return this.renew();
  }

  /** Asks for what changed, if anything did: to be called too when the view comes into sight. What changes meanwhile is in the next question. */
  async renew(): Promise<void> {
    if (this.isAsking) return;
    this.isAsking = true;
    try {
      while (this.isSeen() && (this.stale === 'all' || this.stale.size > 0)) {
        const { stale } = this;
        this.stale = new Set();
        if ((await this.ask(stale)) === 'all') this.stale = 'all';
      }
    } finally {
      this.isAsking = false;
    }
  }
}
