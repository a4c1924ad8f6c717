/** What was made of texts lately: a form shown while it is written is made anew with each keystroke, and all of its texts but one are as before. */

/** Has a life cycle: as long as the program. It keeps what was asked for last, up to twice `most`, and forgets the rest. */
export class Recent<T> {
  private young = new Map<string, T>();
  private old: ReadonlyMap<string, T> = new Map();
  private size = 0;

  /** @param most characters (UTF-16) of texts after which what was not asked for since is forgotten */
  constructor(private readonly most: number) {}

  /** @param make the same of the same text; what it makes is never changed */
  of(text: string, make: (text: string) => T): T {
    const known = this.young.get(text);
    if (known !== undefined) return known;
    const made = this.old.get(text) ?? make(text);
    if (this.size > this.most) {
      this.old = this.young;
      this.young = new Map();
      this.size = 0;
    }
    this.young.set(text, made);
    this.size += text.length;
    return made;
  }
}
