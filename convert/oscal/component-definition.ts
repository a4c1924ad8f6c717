/**
 * A package's checklists as an OSCAL component definition: the service is a component with one control implementation a checklist; each target an answer tells
 * apart, each common answer and each party relied on is a component of its own, which the answers link to.
 */
import type { Catalog } from '../../core/catalog/catalog.ts';
import { partKey } from '../../core/catalog/id.ts';
import { fixed, message } from '../../core/language.ts';
import { answerOf } from '../../core/model/checklist.ts';
import { statementOf } from '../../core/model/statements.ts';
import type { Package } from '../../core/package/package.ts';
import { asMap } from '../../core/yaml/tree.ts';
import { asData, mapAt, mapsAt, present, textAt, textsAt, valueAt } from './data.ts';
import { headProps, metadataOf, partyOf } from './metadata.ts';
import {
  type Exported,
  type ExportOptions,
  type Link,
  lineOf,
  type Problem,
  type Property,
  prop,
  propsOf,
  sealed,
} from './model.ts';
import { factsOf, type Implementation, implementationOf, type ReplyContext, type Targets } from './reply.ts';
import { Resources } from './resources.ts';
import { dataOf, identityOf, type Sheet, type SheetAnswer, serviceOf, sheetsOf } from './said.ts';
import { tokenOf } from './token.ts';
import { uuidOf } from './uuid.ts';

interface Statement extends Implementation {
  readonly 'statement-id': string;
  readonly uuid: string;
}

interface Requirement extends Implementation {
  readonly uuid: string;
  readonly 'control-id': string;
  readonly statements?: readonly Statement[];
}

interface ControlImplementation {
  readonly uuid: string;
  readonly source: string;
  readonly description: string;
  readonly props?: readonly Property[];
  readonly 'implemented-requirements': readonly Requirement[];
}

interface Component {
  readonly uuid: string;
  readonly type: string;
  readonly title: string;
  readonly description: string;
  readonly props?: readonly Property[];
  readonly links?: readonly Link[];
  readonly 'responsible-roles'?: readonly unknown[];
  readonly 'control-implementations'?: readonly ControlImplementation[];
}

const noCatalog = message<{ name: string }>({
  ja: ({ name }) =>
    `カタログ「${name}」が見つからないため、このチェックシートは書き出しませんでした。catalog を確かめてください。`,
  en: ({ name }) => `There is no catalog "${name}": this checklist was left out. Check its catalog.`,
});
const noControl = message<{ id: string }>({
  ja: ({ id }) => `${id} はカタログにない項目です。書かれたとおりのIDで書き出しました。`,
  en: ({ id }) => `${id} is no control of its catalog. It was written under the ID as it stands.`,
});
const withheld = message<{ count: number }>({
  ja: ({ count }) => `非開示のエビデンス${count}件は書き出していません。`,
  en: ({ count }) => `${count} pieces of internal evidence were left out.`,
});
const nothing = fixed(
  '書き出せる回答がありません。チェックシート（checklist/v1）に回答を書いてください。',
  'There is no answer to write. Write answers into a checklist (checklist/v1).',
);

const answersTo = message<{ title: string }>({
  ja: ({ title }) => `「${title}」への回答`,
  en: ({ title }) => `Answers to "${title}"`,
});
const serviceIs = message<{ name: string; provider: string }>({
  ja: ({ name, provider }) => (provider === '' ? name : `${provider}が提供する${name}`),
  en: ({ name, provider }) => (provider === '' ? name : `${name}, provided by ${provider}`),
});
const targetIs = message<{ target: string; service: string }>({
  ja: ({ target, service }) => `${service}の回答のうち、「${target}」についての部分`,
  en: ({ target, service }) => `What the answers of ${service} say of "${target}"`,
});
const partyIs = message<{ name: string }>({
  ja: ({ name }) => `回答が依拠する外部事業者: ${name}`,
  en: ({ name }) => `A provider the answers rely on: ${name}`,
});
const untold = fixed('対象の記載なし', 'no target named');

/** Where readers find the OSCAL catalog. */
export function catalogHref({ data }: Catalog, { uris }: ExportOptions): string {
  return (uris && Object.hasOwn(uris, data.id) ? uris[data.id] : undefined) ?? `${data.id}.catalog.json`;
}

/** What names a catalog in a property: `ID@EDITION`, or its ID. */
export function catalogName({ data }: Catalog): string {
  return data.edition === '' ? data.id : `${data.id}@${data.edition}`;
}

/** The service's component, the same in every model. */
export function serviceComponentUuid(identity: string): string {
  return uuidOf(identity, 'service');
}

/** The token of a control's statement, or of the item of it that a part is. */
export function statementId(controlId: string, part?: string): string {
  return part === undefined ? `${tokenOf(controlId)}_smt` : `${tokenOf(controlId)}_smt.${itemToken(part)}`;
}

/** The number of a part as the end of a token, where a digit may stand first. */
export function itemToken(part: string): string {
  return tokenOf(`n${partKey(part)}`).slice(1);
}

/** All checklists, the register and the common answers of a package. */
export function componentDefinition(whole: Package, options: ExportOptions): Exported {
  return new Definition(whole, options).exported();
}

class Definition {
  readonly #problems: Problem[] = [];
  readonly #identity: string;
  readonly #resources: Resources;
  readonly #sheets: readonly Sheet[];
  /** By what `from` says. */
  readonly #providers = new Map<string, Component>();
  readonly #statements = new Map<string, Component>();
  /** By target, in order of appearance: the sheets' answers about it. */
  readonly #targets = new Map<string, Map<Sheet, Requirement[]>>();
  readonly #service: string;

  constructor(
    private readonly whole: Package,
    private readonly options: ExportOptions,
  ) {
    this.#identity = identityOf(whole);
    this.#service = textAt(serviceOf(whole), 'name') ?? this.#identity;
    this.#resources = new Resources(whole, this.#identity, options);
    const { sheets, unknown } = sheetsOf(whole);
    this.#sheets = sheets;
    for (const { root, file } of unknown)
      this.#problems.push({ text: noCatalog({ name: textAt(dataOf(root), 'catalog') ?? '' }), uri: file.uri, line: 0 });
  }

  exported(): Exported {
    this.#resources.addRegister();
    for (const id of this.whole.index.keys('statements')) this.statementComponent(id);
    const implementations = this.#sheets.flatMap((sheet) => this.sheetImplementation(sheet));
    if (implementations.length === 0) this.#problems.push({ text: nothing });
    if (this.#resources.withheld > 0) this.#problems.push({ text: withheld({ count: this.#resources.withheld }) });
    const parties = [...this.#providers.values()].map(({ title }) => partyOf(this.#identity, 'organization', title));
    const metadata = metadataOf(
      this.whole,
      this.#identity,
      this.#service,
      this.options,
      ['provider', 'customer', 'platform'],
      parties,
    );
    const components = [
      this.serviceComponent(implementations),
      ...this.targetComponents(),
      ...this.#statements.values(),
      ...this.#providers.values(),
    ];
    const json = sealed('component-definition', this.#identity, metadata, {
      components,
      'back-matter': present({ resources: this.#resources.all }),
    });
    return { json, problems: this.#problems };
  }

  private serviceComponent(implementations: readonly ControlImplementation[]): Component {
    const provider = textAt(serviceOf(this.whole), 'provider') ?? '';
    const party =
      provider === '' ? [] : [{ 'role-id': 'provider', 'party-uuids': [partyOf(this.#identity, 'organization', provider).uuid] }];
    return {
      uuid: serviceComponentUuid(this.#identity),
      type: 'service',
      title: lineOf(this.#service),
      description: serviceIs({ name: this.#service, provider })(this.options.language),
      props: [prop('is', 'service')],
      ...present({ 'responsible-roles': party, 'control-implementations': implementations }),
    };
  }

  /** Empty where a sheet answers nothing: OSCAL has no implementation without a requirement. */
  private sheetImplementation(sheet: Sheet): readonly ControlImplementation[] {
    const requirements = sheet.answers.map((answer) => this.requirement(sheet, answer));
    if (requirements.length === 0) return [];
    const head = dataOf(sheet.document.root);
    const named = prop('catalog', textAt(head, 'catalog') ?? catalogName(sheet.catalog));
    return [this.implementation(sheet.catalog, this.sheetName(sheet), requirements, [named, ...headProps(head)])];
  }

  /** A sheet among those of its catalog: most packages have one, whose UUIDs then stay when its file is renamed. */
  private sheetName({ catalog, document }: Sheet): readonly string[] {
    const same = this.#sheets.filter((other) => other.catalog.id === catalog.id);
    const index = same.findIndex((other) => other.document === document);
    return [catalog.id, ...(index > 0 ? [String(index)] : [])];
  }

  private implementation(
    catalog: Catalog,
    name: readonly string[],
    requirements: readonly Requirement[],
    head: readonly Property[] = [],
  ): ControlImplementation {
    return {
      uuid: uuidOf(this.#identity, 'implementation', ...name),
      source: catalogHref(catalog, this.options),
      description: answersTo({ title: catalog.data.title[this.options.language] ?? catalog.data.title.ja })(
        this.options.language,
      ),
      props: head.length > 0 ? head : [prop('catalog', catalogName(catalog))],
      'implemented-requirements': requirements,
    };
  }

  private requirement(sheet: Sheet, answer: SheetAnswer): Requirement {
    const { resolved, id, data, map, line } = answer;
    if (!resolved) this.#problems.push({ text: noControl({ id }), uri: sheet.document.file.uri, line });
    const context = this.context(sheet.catalog);
    const uuid = this.requirementUuid(sheet, answer);
    const view = answerOf(map);
    const satisfied = resolved ? this.satisfying(resolved.id) : '';
    const parts = mapAt(data, 'parts');
    const seen = new Map<string, number>();
    const statements = view.parts.map((part): Statement => {
      const own = textAt(parts, part.keyText);
      const statement = statementId(id, part.keyText);
      const occurrence = seen.get(statement) ?? 0;
      seen.set(statement, occurrence + 1);
      const said = implementationOf(part, own === undefined ? asData(valueAt(parts, part.keyText)) : { answer: own }, context);
      return {
        'statement-id': occurrence > 0 ? `${statement}-${occurrence + 1}` : statement,
        uuid: uuidOf(uuid, part.keyText),
        ...without(said),
        props: [prop('part', part.keyText), ...(said.props ?? [])],
      };
    });
    mapsAt(data, 'responses').forEach((response, i) => {
      const reply = view.responses[i];
      if (!reply) return;
      const target = textAt(response, 'target');
      const said = implementationOf(reply, response, context);
      const requirement: Requirement = {
        uuid: uuidOf(uuid, 'response', String(i)),
        'control-id': tokenOf(id),
        ...said,
        props: [...propsOf({ control: id, target, order: String(i + 1) }), ...(said.props ?? [])],
        links: [{ href: `#${uuid}`, rel: 'response-of' }, ...(said.links ?? [])],
      };
      const bySheet = this.#targets.get(target ?? '') ?? new Map<Sheet, Requirement[]>();
      this.#targets.set(target ?? '', bySheet);
      bySheet.set(sheet, [...(bySheet.get(sheet) ?? []), requirement]);
    });
    const said = implementationOf(view, data, context, satisfied);
    return {
      uuid,
      'control-id': tokenOf(id),
      ...said,
      props: [prop('control', id), ...(said.props ?? [])],
      ...present({ statements }),
    };
  }

  private requirementUuid(sheet: Sheet, { id, occurrence }: SheetAnswer): string {
    return uuidOf(this.#identity, 'answer', ...this.sheetName(sheet), id, ...(occurrence > 0 ? [String(occurrence)] : []));
  }

  /** What common answers say that satisfy a control. */
  private satisfying(id: string): string {
    return this.whole
      .lookup('satisfies', id)
      .flatMap(({ entry }) => {
        const map = asMap(entry.node);
        return (map && statementOf(map).text?.value.trim()) ?? [];
      })
      .join('\n');
  }

  private targetComponents(): readonly Component[] {
    const { language } = this.options;
    return [...this.#targets].map(([target, bySheet]) => ({
      uuid: uuidOf(this.#identity, 'target', target),
      type: 'service',
      title: lineOf(target || untold(language)),
      description: targetIs({ target: target || untold(language), service: this.#service })(language),
      props: [prop('is', 'target')],
      links: [{ href: `#${serviceComponentUuid(this.#identity)}`, rel: 'part-of' }],
      'control-implementations': [...bySheet].map(([sheet, requirements]) =>
        this.implementation(sheet.catalog, ['target', target, ...this.sheetName(sheet)], requirements),
      ),
    }));
  }

  /** The component of a common answer, of this package or of the one it extends. */
  private statementComponent(id: string): Component | undefined {
    const known = this.#statements.get(id);
    if (known) return known;
    const map = asMap(this.whole.lookup('statements', id)[0]?.entry.node);
    if (!map) return undefined;
    const data = dataOf(map);
    const [title, text] = [textAt(data, 'title'), textAt(data, 'text')];
    const satisfies = textsAt(data, 'satisfies');
    const { set, props } = factsOf(mapAt(data, 'facts'));
    const component: Component = {
      uuid: uuidOf(this.#identity, 'statement', id),
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
        links: this.#resources.linksOf(data),
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
      const uuid = uuidOf(this.#identity, 'statement', id, control.id);
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
      this.implementation(catalog, ['statement', id, catalog.id], [...requirements.values()]),
    );
  }

  /** The component of what `from` names: a party, or a statement of a platform. */
  private providerComponent(from: string): Component {
    const known = this.#providers.get(from);
    if (known) return known;
    const party = dataOf(asMap(this.whole.lookup('parties', from)[0]?.entry.node));
    const statement = from.includes('#') ? dataOf(asMap(this.whole.lookup('platforms', from)[0]?.entry.node)) : {};
    const name = textAt(party, 'name') ?? textAt(statement, 'title') ?? from;
    const component: Component = {
      uuid: uuidOf(this.#identity, 'provider', from),
      type: 'service',
      title: lineOf(name),
      description: textAt(statement, 'text') ?? textAt(party, 'duties') ?? partyIs({ name })(this.options.language),
      props: [prop('is', 'provider'), prop('from', from)],
      'responsible-roles': [
        { 'role-id': 'platform', 'party-uuids': [partyOf(this.#identity, 'organization', lineOf(name)).uuid] },
      ],
    };
    this.#providers.set(from, component);
    return component;
  }

  private context(catalog: Catalog): ReplyContext {
    const targets: Targets = {
      control: (own, written) => this.answerTo(own, written),
      statement: (id) => this.statementComponent(id)?.uuid,
      provider: (from) => this.providerComponent(from).uuid,
    };
    return { whole: this.whole, catalog, options: this.options, resources: this.#resources, targets };
  }

  /** Where a control is answered in this file: first in the sheets of its catalog. */
  private answerTo(own: Catalog, written: string): string | undefined {
    const resolved = this.whole.catalogs.resolve(written, own);
    if (!resolved) return undefined;
    for (const sheet of this.#sheets) {
      const answer =
        sheet.answers.find(({ id }) => id === resolved.id) ?? sheet.answers.find(({ id }) => id === resolved.control.id);
      if (answer) return this.requirementUuid(sheet, answer);
    }
    return undefined;
  }
}

/** Statements have no parameters in OSCAL. */
function without({ 'set-parameters': _, ...rest }: Implementation): Implementation {
  return rest;
}
