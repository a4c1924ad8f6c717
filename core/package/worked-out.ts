/** What is worked out for catalogs (unanswered.ts), made when first asked for and by difference from what an earlier version of the package made. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Control } from '../catalog/control.ts';
import type { PackageView } from './index.ts';
import type { Said } from './part.ts';
import { unanswered, unansweredAfter, untreated, untreatedAfter } from './unanswered.ts';

interface Former {
  readonly controls: readonly Control[];
  /** Keys that came or went since. */
  readonly changed: ReadonlySet<string>;
}

/** Keys remembered for what was not asked for since. */
const MOST = 10_000;

const TABLES: ReadonlySet<string> = new Set(['answers', 'satisfies', 'scenarios']);

/** Of one version of a package. */
export class WorkedOut {
  private readonly made = new Map<string, readonly Control[]>();

  constructor(private readonly former: ReadonlyMap<string, Former> = new Map()) {}

  /** For the next version. @param said what came and went */
  after(said: Iterable<Said>): WorkedOut {
    const former = new Map(this.former);
    for (const [name, controls] of this.made) former.set(name, { controls, changed: new Set() });
    if (former.size === 0) return new WorkedOut();
    const keys: string[] = [];
    for (const { table, key } of said) if (TABLES.has(table)) keys.push(key);
    const next = [...former].map(
      ([name, { controls, changed }]) => [name, { controls, changed: new Set([...changed, ...keys]) }] as const,
    );
    // What nobody asks for any more is made anew should somebody ask again.
    return new WorkedOut(new Map(next.filter(([, { changed }]) => changed.size <= MOST)));
  }

  unanswered(view: PackageView, catalog: Catalog): readonly Control[] {
    return this.of(`unanswered ${catalog.reference}`, (former) =>
      former ? unansweredAfter(former.controls, view, catalog, former.changed) : unanswered(view, catalog),
    );
  }

  untreated(view: PackageView, catalog: Catalog): readonly Control[] {
    return this.of(`untreated ${catalog.reference}`, (former) =>
      former ? untreatedAfter(former.controls, view, catalog, former.changed) : untreated(view, catalog),
    );
  }

  private of(name: string, make: (former: Former | undefined) => readonly Control[]): readonly Control[] {
    let controls = this.made.get(name);
    if (!controls) {
      controls = make(this.former.get(name));
      this.made.set(name, controls);
    }
    return controls;
  }
}
