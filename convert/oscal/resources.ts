/** Evidence as resources of the back matter, and the links that cite it. */

import { canonicalTerm } from '../../core/model/schema.ts';
import type { Package } from '../../core/package/package.ts';
import { wellFormed } from '../../core/text/well-formed.ts';
import { asMap } from '../../core/yaml/tree.ts';
import { asData, type Data, itemsAt, present, textAt } from './data.ts';
import { type ExportOptions, type Link, lineOf, prop, propsOf, type Resource, stringOf } from './model.ts';
import { dataOf, entriesNamed } from './said.ts';
import { uuidOf } from './uuid.ts';

/** Keys of an entry of the register that stand in properties of ours, word for word. */
export const EVIDENCE_KEYS = ['id', 'kind', 'issued', 'expires', 'owner', 'conditions'] as const;

/** Resources of a package, made as they are cited. */
export class Resources {
  readonly #byId = new Map<string, Resource | undefined>();
  readonly #all: Resource[] = [];

  constructor(
    private readonly whole: Package,
    private readonly identity: string,
    private readonly options: ExportOptions,
  ) {}

  /** The register of the package itself, cited or not. */
  addRegister(): void {
    const seen = new Map<string, number>();
    for (const { data } of entriesNamed(this.whole, 'evidence')) {
      const id = textAt(data, 'id') ?? '';
      const occurrence = seen.get(id) ?? 0;
      seen.set(id, occurrence + 1);
      const resource = this.resourceOf(id, data, occurrence);
      if (resource) this.#all.push(resource);
      if (occurrence === 0) this.#byId.set(id, resource);
    }
  }

  /** The links of an `evidence:` list, in order; where in the document stands in the fragment, as OSCAL has it, and in the text. */
  linksOf(reply: Data): readonly Link[] {
    return itemsAt(reply, 'evidence').flatMap((item): readonly Link[] => {
      const use = asData(item);
      const id = typeof item === 'string' ? item : textAt(use, 'ref');
      const resource = id === undefined ? undefined : this.named(id);
      if (!resource) return [];
      const at = textAt(use, 'at');
      const fragment = at ? { 'resource-fragment': encodeURIComponent(wellFormed(at)), text: lineOf(at) } : {};
      return [{ href: `#${resource.uuid}`, rel: 'evidence', ...fragment }];
    });
  }

  get all(): readonly Resource[] {
    return this.#all;
  }

  /** The resource of an id: of the register, of a package this one extends, or one that only says that nothing is registered. */
  private named(id: string): Resource | undefined {
    if (this.#byId.has(id)) return this.#byId.get(id);
    const site = this.whole.lookup('evidence', id)[0];
    const data = dataOf(asMap(site?.entry.node));
    const resource = site
      ? this.resourceOf(id, data, 0)
      : { uuid: uuidOf(this.identity, 'evidence', id), title: lineOf(id), props: [prop('id', id), prop('unregistered', 'yes')] };
    this.#byId.set(id, resource);
    if (resource) this.#all.push(resource);
    return resource;
  }

  private resourceOf(id: string, data: Data, occurrence: number): Resource | undefined {
    const written = textAt(data, 'confidentiality');
    const confidentiality = written === undefined ? undefined : (canonicalTerm('confidentiality', written) ?? written);
    const forCustomer = this.options.audience === 'customer';
    if (forCustomer && confidentiality === 'internal') return undefined;
    const [title, location, version] = ['title', 'location', 'version'].map((key) => textAt(data, key));
    const href = location === undefined ? undefined : hrefOf(location);
    const texts = Object.fromEntries(EVIDENCE_KEYS.map((key) => [key, textAt(data, key)]));
    return {
      uuid: uuidOf(this.identity, 'evidence', id, ...(occurrence > 0 ? [String(occurrence)] : [])),
      title: lineOf(title ?? id),
      ...present({
        props: [
          { name: 'type', value: 'evidence' },
          ...(version === undefined ? [] : [{ name: 'version', value: stringOf(version) }]),
          ...propsOf({
            ...texts,
            confidentiality,
            note: forCustomer ? undefined : textAt(data, 'note'),
            untitled: title === undefined ? 'yes' : undefined,
            // Where the field of OSCAL cannot hold it as it is.
            title: title === undefined || title === lineOf(title) ? undefined : title,
            version: version === undefined || version === stringOf(version) ? undefined : version,
            location: location === href ? undefined : location,
          }),
        ],
        rlinks: href === undefined ? undefined : [{ href }],
      }),
    };
  }
}

/** A path of the package or an address, as a URI reference; one that is one already stays. */
function hrefOf(location: string): string {
  return /^[\w.~:/?#@!$&'()*+,;=%-]+$/.test(location) && !/%(?![0-9a-f]{2})/i.test(location)
    ? location
    : encodeURI(wellFormed(location));
}
