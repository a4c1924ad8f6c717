/** Who reads whose words: answers that repeat others (同上), and those that use common answers, through as many as there are. */
import type { Subject } from './change.ts';
import type { Item, Names } from './item.ts';

export class Readers {
  /** By source, each once. */
  private readonly direct = new Map<string, Map<string, Subject>>();
  /** Where an answer stands among all, as the later package has it. */
  private readonly places = new Map<string, number>();

  private count = 0;

  /** @param sides the packages compared; of what both have, the later one counts */
  constructor(sides: readonly { readonly items: readonly Item[]; readonly names: Names }[]) {
    for (const { items, names } of sides) {
      for (const item of items) {
        if (item.type !== 'answer') continue;
        this.note(item, undefined, names);
        for (const child of item.children) this.note(child, item, names);
      }
    }
  }

  /** What an item is called where its words are taken from: a part by its control too, for that is repeated with it. */
  sourcesOf({ type, id }: Item, names: Names, within?: Item): readonly string[] {
    if (type === 'statement') return [names.source(`statements ${id}`)];
    if (type === 'answer') return [`answers ${id}`];
    return within && type === 'part' ? [`answers ${within.id}${id}`, `answers ${within.id}`] : [];
  }

  /** All who read one of these sources, in document order. */
  of(sources: readonly string[]): readonly Subject[] {
    const found = new Map<string, Subject>();
    const open = [...sources];
    for (let source = open.shift(); source !== undefined; source = open.shift()) {
      for (const [id, subject] of this.direct.get(source) ?? []) {
        if (found.has(id)) continue;
        found.set(id, subject);
        const { item, within } = subject;
        open.push(...(within ? [`answers ${id}`, `answers ${within.id}`] : [`answers ${item.id}`]));
      }
    }
    const place = (id: string) => this.places.get(id) ?? 0;
    return [...found].sort(([a], [b]) => place(a) - place(b)).map(([, subject]) => subject);
  }

  private note(item: Item, within: Item | undefined, names: Names): void {
    const id = `${within?.id ?? ''}${item.id}`;
    this.places.set(id, this.count++);
    for (const { value } of item.fields(names)) {
      for (const { source } of value.pieces ?? []) {
        if (source === '') continue;
        const known = this.direct.get(source) ?? new Map<string, Subject>();
        this.direct.set(source, known.set(id, { item, within }));
      }
    }
  }
}
