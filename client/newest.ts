/** The newest of what a page shows: one question at a time, and only while somebody looks. Knows nothing of VS Code. */

export class Newest<Answer> {
  private isAsking = false;
  private isBehind = false;
  /** Counts what is wanted: an answer to a question of before is nobody's. */
  private wanted = 0;
  private hasHeard = false;

  /**
   * @param isSeen whether anybody looks
   * @param question asks the server; rejects where it failed, or ended meanwhile
   * @param take given an answer to what is still wanted. Returns whether to ask once more
   * @param failed given why there is none
   */
  constructor(
    private readonly isSeen: () => boolean,
    private readonly question: () => Promise<Answer>,
    private readonly take: (answer: Answer) => boolean,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** Asks for what may have changed; while an answer is on its way, once more when it is there. */
  async ask(): Promise<void> {
    if (!this.isSeen()) return;
    this.isBehind = true;
    if (this.isAsking) return;
    this.isAsking = true;
    try {
      while (this.isBehind && this.isSeen()) {
        this.isBehind = false;
        await this.askOnce();
      }
    } finally {
      this.isAsking = false;
    }
  }

  /** Asks for something else than before: an answer that is on its way is not taken. */
  anew(): Promise<void> {
    this.wanted++;
    return this.ask();
  }

  /** The server runs, perhaps again: asks anew, unless its first answer is still on its way. */
  async restarted(): Promise<void> {
    if (this.hasHeard) await this.anew();
  }

  private async askOnce(): Promise<void> {
    const { wanted } = this;
    try {
      const answer = await this.question();
      if (!this.isSeen() || wanted !== this.wanted) return;
      this.hasHeard = true;
      this.isBehind = this.take(answer) || this.isBehind;
    } catch (error) {
      this.hasHeard = true;
      if (this.isSeen() && wanted === this.wanted) this.failed(error);
    }
  }
}
