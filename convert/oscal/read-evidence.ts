/** Resources of a back matter as entries of the register. */
import type { Language } from '../../core/language.ts';
import { type Data, mapAt, mapsAt, textAt } from './data.ts';
import { type Mapping, Ours, otherProps, slugOf, standardProp, termIn } from './reading.ts';
import { EVIDENCE_KEYS } from './resources.ts';
import type { Value } from './source.ts';

export class Register {
  /** By UUID: the id it is cited by. */
  readonly #ids = new Map<string, string>();
  readonly #entries: Mapping[] = [];
  readonly #taken = new Set<string>();

  /** @param catalogs references to resources that are catalogs, no evidence */
  constructor(root: Data, language: Language, catalogs: ReadonlySet<string> = new Set()) {
    for (const resource of mapsAt(mapAt(root, 'back-matter'), 'resources')) {
      const ours = new Ours(resource);
      const uuid = textAt(resource, 'uuid');
      const id = ours.get('id') ?? this.freeId(textAt(resource, 'title') ?? '');
      if (uuid !== undefined) this.#ids.set(uuid.toLowerCase(), id);
      if (ours.get('unregistered') === undefined && !catalogs.has(`#${uuid}`))
        this.#entries.push(entryOf(resource, id, language));
    }
  }

  get entries(): readonly Mapping[] {
    return this.#entries;
  }

  /** The uses an item's links make of it, and the links that lead elsewhere. */
  usesIn(item: Data): { readonly uses: readonly Value[]; readonly others: readonly Data[] } {
    const uses: Value[] = [];
    const others: Data[] = [];
    for (const link of mapsAt(item, 'links')) {
      const href = textAt(link, 'href') ?? '';
      const ref = href.startsWith('#') ? this.#ids.get(href.slice(1).toLowerCase()) : undefined;
      if (ref === undefined) others.push(link);
      else uses.push(useOf(ref, link));
    }
    return { uses, others };
  }

  /** An id nothing else has, for what has none. */
  private freeId(title: string): string {
    const stem = `ev-${slugOf(title, 'resource')}`;
    let id = stem;
    for (let n = 2; this.#taken.has(id); n++) id = `${stem}-${n}`;
    this.#taken.add(id);
    return id;
  }
}

function useOf(ref: string, link: Data): Value {
  const fragment = textAt(link, 'resource-fragment');
  const at = fragment === undefined ? textAt(link, 'text') : decoded(fragment, decodeURIComponent);
  return at === undefined ? ref : { ref, at };
}

/** What others wrote may not be encoded as it should. */
function decoded(text: string, decode: (text: string) => string): string {
  try {
    return decode(text);
  } catch {
    return text;
  }
}

function entryOf(resource: Data, id: string, language: Language): Mapping {
  const ours = new Ours(resource);
  const [rlink, ...more] = mapsAt(resource, 'rlinks').flatMap((one) => textAt(one, 'href') ?? []);
  const isOurs = ours.get('id') !== undefined;
  const href = rlink === undefined || !/^[a-z][a-z+.-]*:/i.test(rlink) ? rlink && decoded(rlink, decodeURI) : rlink;
  const rest = isOurs
    ? []
    : [
        textAt(resource, 'description'),
        textAt(mapAt(resource, 'citation'), 'text'),
        ...otherProps(resource, ['version', 'type']),
        ...more,
        textAt(resource, 'remarks'),
      ].filter((text) => text !== undefined && text !== '');
  const texts = Object.fromEntries(EVIDENCE_KEYS.map((key) => [key, ours.get(key)]));
  return {
    id,
    title: ours.get('untitled') === undefined ? (ours.get('title') ?? textAt(resource, 'title') ?? id) : undefined,
    kind: texts.kind,
    location: ours.get('location') ?? (isOurs ? rlink : href),
    version: ours.get('version') ?? standardProp(resource, 'version'),
    issued: texts.issued,
    expires: texts.expires,
    owner: texts.owner,
    confidentiality: termIn(language, 'confidentiality', ours.get('confidentiality')),
    conditions: texts.conditions,
    note: ours.get('note') ?? (rest.length > 0 ? rest.join('\n') : undefined),
  };
}
