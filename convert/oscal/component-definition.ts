/**
 * A package's checklists as an OSCAL component definition: the service is a component with one control implementation a checklist; each target an answer tells
 * apart, each common answer and each party relied on is a component of its own, which the answers link to.
 */
import type { Catalog } from '../../core/catalog/catalog.ts';
import { fixed, message } from '../../core/language.ts';
import { answerOf } from '../../core/model/checklist.ts';
import { statementOf } from '../../core/model/statements.ts';
import type { Package } from '../../core/package/package.ts';
import { asMap } from '../../core/yaml/tree.ts';
import {
  type Component,
  type ControlImplementation,
  controlImplementation,
  type Requirement,
  SharedComponents,
  type Statement,
} from './components.ts';
import { asData, mapAt, mapsAt, present, textAt, valueAt } from './data.ts';
import { headProps, metadataOf, partyOf } from './metadata.ts';
import { type Exported, type ExportOptions, lineOf, type Problem, prop, propsOf, sealed } from './model.ts';
import { catalogName, serviceComponentUuid, statementId } from './names.ts';
import { type Implementation, implementationOf, type ReplyContext, type Targets } from './reply.ts';
import { Resources } from './resources.ts';
import { dataOf, identityOf, type Sheet, type SheetAnswer, serviceOf, sheetsOf } from './said.ts';
import { tokenOf } from './token.ts';
import { uuidOf } from './uuid.ts';

const noCatalog = message<{ name: string }>({
  ja: ({ name }) =>
    `カタログ「${name}」が見つからないため、このチェックシートは書き出しませんでした。catalog を確かめてください。`,
  en: ({ name }) => `There is no catalog "${name}": this checklist was left out. Check its catalog.`,
});
const noControl = message<{ id: string }>({
  ja: ({ id }) => `${id} はカタログにない項目です。書かれたとおりのIDで書き出しました。`,
  en: ({ id }) => `${id} is no control of its catalog. It was written under the ID as it stands.`,
});
const nothing = fixed(
  '書き出せる回答がありません。チェックシート（checklist/v1）に回答を書いてください。',
  'There is no answer to write. Write answers into a checklist (checklist/v1).',
);

const serviceIs = message<{ name: string; provider: string }>({
  ja: ({ name, provider }) => (provider === '' ? name : `${provider}が提供する${name}`),
  en: ({ name, provider }) => (provider === '' ? name : `${name}, provided by ${provider}`),
});
const targetIs = message<{ target: string; service: string }>({
  ja: ({ target, service }) => `${service}の回答のうち、「${target}」についての部分`,
  en: ({ target, service }) => `What the answers of ${service} say of "${target}"`,
});
const untold = fixed('対象の記載なし', 'no target named');

/** All checklists, the register and the common answers of a package. */
export function componentDefinition(whole: Package, options: ExportOptions): Exported {
  return new Definition(whole, options).exported();
}

class Definition {
  readonly #problems: Problem[] = [];
  readonly #identity: string;
  readonly #resources: Resources;
  readonly #sheets: readonly Sheet[];
  readonly #shared: SharedComponents;
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
    this.#shared = new SharedComponents(whole, this.#identity, options, this.#resources);
    const { sheets, unknown } = sheetsOf(whole);
    this.#sheets = sheets;
    for (const { root, file } of unknown)
      this.#problems.push({ text: noCatalog({ name: textAt(dataOf(root), 'catalog') ?? '' }), uri: file.uri, line: 0 });
  }

  exported(): Exported {
    this.#resources.addRegister();
    for (const id of this.whole.index.keys('statements')) this.#shared.statement(id);
    const implementations = this.#sheets.flatMap((sheet) => this.sheetImplementation(sheet));
    if (implementations.length === 0) this.#problems.push({ text: nothing });
    const parties = this.#shared.providers.map(({ title }) => partyOf(this.#identity, 'organization', title));
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
      ...this.#shared.statements,
      ...this.#shared.providers,
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
    return [
      controlImplementation(this.#identity, sheet.catalog, this.sheetName(sheet), requirements, this.options, [
        named,
        ...headProps(head),
      ]),
    ];
  }

  /** A sheet among those of its catalog: most packages have one, whose UUIDs then stay when its file is renamed. */
  private sheetName({ catalog, document }: Sheet): readonly string[] {
    const same = this.#sheets.filter((other) => other.catalog.id === catalog.id);
    const index = same.findIndex((other) => other.document === document);
    return [catalog.id, ...(index > 0 ? [String(index)] : [])];
  }

  private requirement(sheet: Sheet, answer: SheetAnswer): Requirement {
    const { resolved, id, data, map, line } = answer;
    if (!resolved) this.#problems.push({ text: noControl({ id }), uri: sheet.document.file.uri, line });
    const context = this.context(sheet);
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
        controlImplementation(
          this.#identity,
          sheet.catalog,
          ['target', target, ...this.sheetName(sheet)],
          requirements,
          this.options,
        ),
      ),
    }));
  }

  private context({ catalog, document }: Sheet): ReplyContext {
    const targets: Targets = {
      control: (own, written) => this.answerTo(own, written),
      statement: (id) => this.#shared.statement(id)?.uuid,
      provider: (from) => this.#shared.provider(from).uuid,
    };
    return { whole: this.whole, document, catalog, options: this.options, resources: this.#resources, targets };
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
