/** The parts of a component definition, and the components answers share: common answers, and the parties relied on. */
import type { Catalog } from '../../core/catalog/catalog.ts';
import { inLanguage, message } from '../../core/language.ts';
import type { Package } from '../../core/package/package.ts';
import { asMap } from '../../core/yaml/tree.ts';
import { mapAt, present, textAt, textsAt } from './data.ts';
import { partyOf } from './metadata.ts';
import { type ExportOptions, type Link, lineOf, type Property, prop, propsOf } from './model.ts';
import { catalogHref, catalogName, statementId } from './names.ts';
import { factsOf, type Implementation } from './reply.ts';
import type { Resources } from './resources.ts';
import { dataOf } from './said.ts';
import { tokenOf } from './token.ts';
import { uuidOf } from './uuid.ts';

export interface Statement extends Implementation {
  readonly 'statement-id': string;
  readonly uuid: string;
}

export interface Requirement extends Implementation {
  readonly uuid: string;
  readonly 'control-id': string;
  readonly statements?: readonly Statement[];
}

export interface ControlImplementation {
  readonly uuid: string;
  readonly source: string;
  readonly description: string;
  readonly props?: readonly Property[];
  readonly 'implemented-requirements': readonly Requirement[];
}

export interface Component {
  readonly uuid: string;
  readonly type: string;
  readonly title: string;
  readonly description: string;
  readonly props?: readonly Property[];
  readonly links?: readonly Link[];
  readonly 'responsible-roles'?: readonly unknown[];
  readonly 'control-implementations'?: readonly ControlImplementation[];
}

const answersTo = message<{ title: string }>({
  ja: ({ title }) => `「${title}」への回答`,
  en: ({ title }) => `Answers to "${title}"`,
});
const partyIs = message<{ name: string }>({
  ja: ({ name }) => `回答が依拠する外部事業者: ${name}`,
  en: ({ name }) => `A provider the answers rely on: ${name}`,
});

/** @param name of what implements the catalog, for its UUID; @param head properties in place of the catalog's name */
export function controlImplementation(
  identity: string,
  catalog: Catalog,
  name: readonly string[],
  requirements: readonly Requirement[],
  options: ExportOptions,
  head: readonly Property[] = [],
): ControlImplementation {
  return {
    uuid: uuidOf(identity, 'implementation', ...name),
    source: catalogHref(catalog),
    description: answersTo({ title: inLanguage(catalog.data.title, options.language) })(options.language),
    props: head.length > 0 ? head : [prop('catalog', catalogName(catalog))],
    'implemented-requirements': requirements,
  };
}

/** Made as answers name them. */
export class SharedComponents {
  readonly #statements = new Map<string, Component>();
  /** By what `from` says. */
  readonly #providers = new Map<string, Component>();

  constructor(
    private readonly whole: Package,
    private readonly identity: string,
    private readonly options: ExportOptions,
    private readonly resources: Resources,
  ) {}

  get statements(): readonly Component[] {
    return [...this.#statements.values()];
  }

  get providers(): readonly Component[] {
    return [...this.#providers.values()];
  }

  /** The component of a common answer, of this package or of the one it extends. */
  statement(id: string): Component | undefined {
    const known = this.#statements.get(id);
    if (known) return known;
    const map = asMap(this.whole.lookup('statements', id)[0]?.entry.node);
    if (!map) return undefined;
    const data = dataOf(map);
    const [title, text] = [textAt(data, 'title'), textAt(data, 'text')];
    const satisfies = textsAt(data, 'satisfies');
    const { set, props } = factsOf(mapAt(data, 'facts'));
    const component: Component = {
      uuid: uuidOf(this.identity, 'statement', id),
      type: 'process-procedure',
      title: lineOf(title ?? id),
      description: text ?? '',
      ...present({
        props: [
          prop('is', 'statement'),
          ...propsOf({ id, title: title === undefined || title === lineOf(title) ? undefined : title }),
          ...(title === undefined ? [prop('untitled', 'yes')] : []),
          ...satisfies.map((written) => prop('satisfies', written)),
          ...set.map((one) => prop('fact', one.values[0] ?? '', { class: one['param-id'] })),
          ...props,
        ],
        links: this.resources.linksOf(data),
        'control-implementations': this.satisfied(id, satisfies, text ?? ''),
      }),
    };
    this.#statements.set(id, component);
    return component;
  }

  /** The controls a common answer satisfies, catalog by catalog. */
  private satisfied(id: string, satisfies: readonly string[], text: string): readonly ControlImplementation[] {
    const byCatalog = new Map<Catalog, Map<string, Requirement>>();
    for (const written of satisfies) {
      const resolved = this.whole.catalogs.resolve(written);
      const catalog = resolved && this.whole.catalogs.homeOf(resolved.control);
      if (!resolved || !catalog) continue;
      const requirements = byCatalog.get(catalog) ?? new Map<string, Requirement>();
      byCatalog.set(catalog, requirements);
      const { control, part } = resolved;
      const uuid = uuidOf(this.identity, 'statement', id, control.id);
      const before = requirements.get(control.id) ?? { uuid, 'control-id': tokenOf(control.id), description: text };
      const statement = part && {
        'statement-id': statementId(control.id, part.id),
        uuid: uuidOf(uuid, part.id),
        description: text,
      };
      const isNew = statement && !before.statements?.some((one) => one.uuid === statement.uuid);
      requirements.set(control.id, { ...before, ...(isNew ? { statements: [...(before.statements ?? []), statement] } : {}) });
    }
    return [...byCatalog].map(([catalog, requirements]) =>
      controlImplementation(this.identity, catalog, ['statement', id, catalog.id], [...requirements.values()], this.options),
    );
  }

  /** The component of what `from` names: a party, or a statement of a platform. */
  provider(from: string): Component {
    const known = this.#providers.get(from);
    if (known) return known;
    const party = dataOf(asMap(this.whole.lookup('parties', from)[0]?.entry.node));
    const statement = from.includes('#') ? dataOf(asMap(this.whole.lookup('platforms', from)[0]?.entry.node)) : {};
    const name = textAt(party, 'name') ?? textAt(statement, 'title') ?? from;
    const component: Component = {
      uuid: uuidOf(this.identity, 'provider', from),
      type: 'service',
      title: lineOf(name),
      description: textAt(statement, 'text') ?? textAt(party, 'duties') ?? partyIs({ name })(this.options.language),
      props: [prop('is', 'provider'), prop('from', from)],
      'responsible-roles': [
        { 'role-id': 'platform', 'party-uuids': [partyOf(this.identity, 'organization', lineOf(name)).uuid] },
      ],
    };
    this.#providers.set(from, component);
    return component;
  }
}
