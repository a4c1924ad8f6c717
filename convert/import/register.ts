/** The evidence a sheet names, as entries of a register: one a document, however often and however spelled. */
import type { EvidenceKind } from '../../core/catalog/evidence-kind.ts';
import { evidenceItem, titleKey } from '../../core/model/evidence.ts';
import type { PackageView } from '../../core/package/index.ts';
import { asMap } from '../../core/yaml/tree.ts';
import { oneLine } from '../sheet/prose.ts';
import type { EvidenceCited } from './entry.ts';
import { kindNamed } from './evidence-kinds.ts';
import type { NamedEvidence } from './evidence-names.ts';
import type { ImportOptions, RegisteredEvidence } from './imported.ts';

export interface NewEvidence extends RegisteredEvidence {
  /** Id of its kind; undefined where the name shows none. */
  readonly kind: string | undefined;
  /** `https://…`; '' where none is given. */
  readonly url: string;
}

export interface Register {
  /** The id of a document, which is registered where it is not yet. */
  idOf(named: NamedEvidence): string;
  /**
   * What a text cites of what the package has registered, as forms of ours print it: titles, each with a place. Undefined where it says anything else.
   * @param separator between them
   */
  cited(text: string, separator: string): readonly EvidenceCited[] | undefined;
  /** Those that the package did not have, in the order they came. */
  readonly added: readonly NewEvidence[];
}

/**
 * @param known of the package: what has its title is cited, not registered again
 * @param taken further ids of the package
 */
export function registerOf(
  known: readonly RegisteredEvidence[],
  taken: ReadonlySet<string>,
  kinds: readonly EvidenceKind[],
): Register {
  const byTitle = new Map(known.map(({ id, title }) => [titleKey(title), id]));
  const ids = new Set([...taken, ...known.map(({ id }) => id)]);
  const added: NewEvidence[] = [];
  const free = (stem: string) => {
    for (let count = 1; ; count++) {
      const id = stem === '' ? `ev-${count}` : count === 1 ? `ev-${stem}` : `ev-${stem}-${count}`;
      if (!ids.has(id)) return id;
    }
  };
  const titles = known.map(({ id, title }) => ({ id, title: oneLine(title) })).sort((a, b) => b.title.length - a.title.length);
  const citedOn = (line: string): EvidenceCited | undefined => {
    const found = titles.find(({ title }) => line === title || line.startsWith(`${title} `));
    return found && { ref: found.id, at: line.slice(found.title.length).trim() };
  };
  return {
    added,
    cited(text, separator) {
      const cited: EvidenceCited[] = [];
      let open = '';
      // A title may have the separator in it.
      for (const piece of text.split(separator)) {
        open = open === '' ? piece : `${open}${separator}${piece}`;
        const found = citedOn(oneLine(open));
        if (found) cited.push(found);
        if (found || open.trim() === '') open = '';
      }
      return open === '' && cited.length > 0 ? cited : undefined;
    },
    idOf({ title, url }) {
      const key = titleKey(title);
      const found = byTitle.get(key);
      if (found !== undefined) return found;
      const kind = kindNamed(title, kinds);
      const id = free(stemOf(title, kind));
      ids.add(id);
      byTitle.set(key, id);
      added.push({ id, title, kind, url });
      return id;
    },
  };
}

/** What an id is made of: the Latin words of a title, else its kind. */
function stemOf(title: string, kind: string | undefined): string {
  const words = title
    .normalize('NFKC')
    .toLowerCase()
    .match(/[a-z][a-z0-9]*/g);
  const latin = (words ?? [])
    .filter((word) => !/^(?:ver|rev|v)[0-9]*$/.test(word))
    .slice(0, 4)
    .join('-')
    .slice(0, 40)
    .replace(/-$/, '');
  if (kind === undefined) return latin;
  const [head = '', tail = head] = kind.split('.');
  return latin === '' ? kind.replaceAll('.', '-') : latin.includes(tail) ? `${latin}-${head}` : `${latin}-${tail}`;
}

/** The evidence of a package, those it extends included, and the ids a reference may mean there. */
export function registerIn({ keys, lookup }: PackageView): Pick<ImportOptions, 'register' | 'ids'> {
  const register = [...keys('evidence')].flatMap((id) => {
    const map = asMap(lookup('evidence', id)[0]?.entry.node);
    const title = map && evidenceItem(map).title?.value;
    return title === undefined ? [] : [{ id, title }];
  });
  return { register, ids: new Set(keys('targets')) };
}
