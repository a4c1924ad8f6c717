/** A component definition as checklists, a register and common answers. */
import { message } from '../../core/language.ts';
import { type Data, mapAt, mapsAt, textAt, textsAt } from './data.ts';
import { Register } from './read-evidence.ts';
import { headOf } from './read-head.ts';
import {
  controlIdOf,
  type ImportedFile,
  type ImportedOscal,
  type ImportOptions,
  isOurs,
  type Mapping,
  Ours,
  oneOrMore,
  otherProps,
  readStatementId,
  slugOf,
  standardProp,
  termIn,
  wordsOfProp,
} from './reading.ts';
import { documentSource } from './source.ts';
import { idOfToken } from './token.ts';

const unknownCatalog = message<{ name: string; source: string }>({
  ja: ({ name, source }) =>
    `カタログ「${source}」は収録されていないため、catalog を「${name}」としました。このカタログのOSCALファイルも取り込むと、項目を確かめられます。`,
  en: ({ name, source }) =>
    `The catalog "${source}" is not known here; catalog was set to "${name}". Import its OSCAL file as well, so that its controls are known.`,
});

/** What is answered to a control by one component. */
interface Said {
  readonly component: Data;
  readonly requirement: Data;
}

/** The answers of one catalog by several components, control by control in order of appearance. */
interface SheetRead {
  readonly head: Data;
  readonly source: string;
  readonly catalog: string;
  readonly byControl: Map<string, Said[]>;
}

export function readComponentDefinition(root: Data, options: ImportOptions): ImportedOscal {
  return new Reader(root, options).read();
}

class Reader {
  readonly #register: Register;
  readonly #ours: boolean;
  readonly #notes: ImportedOscal['notes'][number][] = [];
  /** By the UUID of the answer they belong to. */
  readonly #responses = new Map<string, Data[]>();

  constructor(
    private readonly root: Data,
    private readonly options: ImportOptions,
  ) {
    const speaking = [...mapsAt(root, 'components'), ...mapsAt(root, 'capabilities')];
    const sources = speaking.flatMap((one) =>
      mapsAt(one, 'control-implementations').flatMap((set) => textAt(set, 'source') ?? []),
    );
    this.#register = new Register(root, options.language, new Set(sources));
    this.#ours = isOurs(root);
  }

  read(): ImportedOscal {
    const components = mapsAt(this.root, 'components');
    const statements = components.filter((one) => new Ours(one).get('is') === 'statement');
    for (const component of components) if (new Ours(component).get('is') === 'target') this.noteResponses(component);
    const speaking = [
      ...components.filter((one) => !['statement', 'target', 'provider'].includes(new Ours(one).get('is') ?? '')),
      ...mapsAt(this.root, 'capabilities'),
    ];
    const sheets = this.#ours ? speaking.flatMap((one) => this.ownSheets(one)) : this.foreignSheets(speaking);
    const files: ImportedFile[] = sheets.map((sheet, i) => ({
      name: `checklist${sheets.length > 1 ? `-${i + 1}` : ''}.kaiji.yaml`,
      text: documentSource(this.checklist(sheet)),
    }));
    const evidence = this.#register.entries;
    if (evidence.length > 0)
      files.push({ name: 'evidence.kaiji.yaml', text: documentSource({ kaiji: 'evidence/v1', evidence }) });
    if (statements.length > 0)
      files.push({
        name: 'statements.kaiji.yaml',
        text: documentSource({ kaiji: 'statements/v1', statements: statements.map((one) => this.statement(one)) }),
      });
    return { files, notes: this.#notes };
  }

  private noteResponses(component: Data): void {
    for (const implementation of mapsAt(component, 'control-implementations')) {
      for (const requirement of mapsAt(implementation, 'implemented-requirements')) {
        const link = mapsAt(requirement, 'links').find((one) => textAt(one, 'rel') === 'response-of');
        const uuid = link && textAt(link, 'href')?.slice(1);
        if (uuid === undefined) continue;
        this.#responses.set(uuid, [...(this.#responses.get(uuid) ?? []), requirement]);
      }
    }
  }

  /** One sheet for each implementation, its answers as they were. */
  private ownSheets(component: Data): readonly SheetRead[] {
    return mapsAt(component, 'control-implementations').map((implementation) => {
      const source = textAt(implementation, 'source') ?? '';
      const requirements = mapsAt(implementation, 'implemented-requirements');
      // Each on its own: an author may have answered a control twice.
      const byControl = new Map(requirements.map((requirement, i) => [String(i), [{ component, requirement }]]));
      return { head: implementation, source, catalog: new Ours(implementation).get('catalog') ?? '', byControl };
    });
  }

  /** One sheet for each catalog; where several components answer a control, each is a target. */
  private foreignSheets(components: readonly Data[]): readonly SheetRead[] {
    const bySource = new Map<string, SheetRead>();
    for (const component of components) {
      for (const implementation of mapsAt(component, 'control-implementations')) {
        const source = this.sourceOf(implementation);
        const requirements = mapsAt(implementation, 'implemented-requirements');
        const sheet = bySource.get(source) ?? {
          head: {},
          source,
          catalog: this.catalogOf(source, requirements),
          byControl: new Map(),
        };
        bySource.set(source, sheet);
        for (const requirement of requirements) {
          const id = textAt(requirement, 'control-id') ?? '';
          sheet.byControl.set(id, [...(sheet.byControl.get(id) ?? []), { component, requirement }]);
        }
      }
    }
    return [...bySource.values()];
  }

  /** Where the catalog is found; of a resource of the back matter its first link, else its title. */
  private sourceOf(implementation: Data): string {
    const source = textAt(implementation, 'source') ?? '';
    if (!source.startsWith('#')) return source;
    const resources = mapsAt(mapAt(this.root, 'back-matter'), 'resources');
    const resource = resources.find((one) => textAt(one, 'uuid')?.toLowerCase() === source.slice(1).toLowerCase());
    const rlink = resource && mapsAt(resource, 'rlinks')[0];
    return (rlink && textAt(rlink, 'href')) ?? (resource && textAt(resource, 'title')) ?? source;
  }

  /** The known catalog the controls are of; else a name made of where it is found. */
  private catalogOf(source: string, requirements: readonly Data[]): string {
    const { catalogs } = this.options;
    for (const requirement of requirements) {
      const found = catalogs.resolve(controlIdOf(textAt(requirement, 'control-id') ?? '', catalogs));
      if (found) return found.control.catalog;
    }
    const name = slugOf(
      source
        .replace(/^.*\//, '')
        .replace(/\.\w+$/, '')
        .replace(/[-_.]?catalog$/i, ''),
      'oscal-catalog',
    );
    this.#notes.push(unknownCatalog({ name, source }));
    return name;
  }

  private checklist({ head, catalog, byControl }: SheetRead): Mapping {
    const foreign = this.#ours ? {} : { title: textAt(mapAt(this.root, 'metadata'), 'title'), preface: prefaceOf(byControl) };
    return {
      kaiji: 'checklist/v1',
      ...headOf(head),
      ...foreign,
      catalog,
      answers: [...byControl.values()].map((said) => this.answer(said)),
    };
  }

  private answer(said: readonly Said[]): Mapping {
    const [first, ...more] = said;
    const requirement = first?.requirement ?? {};
    const control =
      new Ours(requirement).get('control') ?? controlIdOf(textAt(requirement, 'control-id') ?? '', this.options.catalogs);
    if (more.length > 0) {
      const responses = said.map(({ component, requirement: one }) => ({
        target: textAt(component, 'title') ?? textAt(component, 'name'),
        ...this.reply(one, this.statementWords(one)),
      }));
      return { control, responses };
    }
    const responses = (this.#responses.get(textAt(requirement, 'uuid') ?? '') ?? [])
      .map((one) => ({
        order: Number(new Ours(one).get('order') ?? 0),
        reply: { target: new Ours(one).get('target'), ...this.reply(one) },
      }))
      .sort((a, b) => a.order - b.order)
      .map(({ reply }) => reply);
    const parts = Object.fromEntries(
      mapsAt(requirement, 'statements').map((statement) => {
        const reply = this.reply(statement);
        const isBare = Object.keys(reply).every((key) => key === 'answer' || reply[key] === undefined);
        return [partOf(statement), isBare ? (reply.answer ?? '') : reply];
      }),
    );
    const { answer, ...rest } = this.reply(requirement);
    const { status, responsibility, from, ...below } = rest;
    return {
      control,
      status,
      responsibility,
      from,
      answer,
      ...(Object.keys(parts).length > 0 ? { parts } : {}),
      ...(responses.length > 0 ? { responses } : {}),
      ...below,
    };
  }

  /** What the statements of a requirement of others say, for a target: it has no parts. */
  private statementWords(requirement: Data): readonly string[] {
    return mapsAt(requirement, 'statements').map((one) => `${partOf(one)} ${textAt(one, 'description') ?? ''}`.trim());
  }

  /** @param more lines for the answer's note */
  private reply(item: Data, more: readonly string[] = []): Mapping {
    const ours = new Ours(item);
    const { uses, others } = this.#register.usesIn(item);
    const wording = ours.get('wording');
    const answer = wording === undefined || wording === 'own' ? textAt(item, 'description') : ours.get('answer');
    const [action, due] = [ours.get('plan-action'), ours.get('plan-due')];
    const parameters = mapsAt(item, 'set-parameters').map(
      (one) => [textAt(one, 'param-id') ?? '', textsAt(one, 'values').join(', ')] as const,
    );
    const facts = [
      ...(this.#ours ? parameters.map(([id, value]) => [idOfToken(id), value] as const) : []),
      ...ours.props('fact').map((one) => [idOfToken(textAt(one, 'class') ?? ''), wordsOfProp(one)] as const),
    ];
    const foreign = this.#ours
      ? []
      : [
          ...more,
          ...otherProps(item, ['implementation-status']),
          ...parameters.map(([id, value]) => `${id} = ${value}`),
          ...mapsAt(item, 'responsible-roles').map((one) => `responsible-role: ${textAt(one, 'role-id') ?? ''}`),
          ...others.map((link) => [textAt(link, 'rel'), textAt(link, 'text'), textAt(link, 'href')].filter(Boolean).join(' ')),
          textAt(item, 'remarks') ?? '',
        ].filter((line) => line !== '');
    const { language } = this.options;
    return {
      status: termIn(language, 'status', standardProp(item, 'implementation-status') ?? ours.get('status')),
      responsibility: termIn(language, 'responsibility', ours.get('responsibility')),
      from: ours.get('from'),
      answer,
      'same-as': oneOrMore(ours.all('same-as')),
      use: oneOrMore(ours.all('use')),
      reason: ours.get('reason'),
      plan: action === undefined && due === undefined ? undefined : { action, due },
      evidence: uses.length > 0 ? uses : undefined,
      facts: facts.length > 0 ? Object.fromEntries(facts) : undefined,
      'answered-by': ours.get('answered-by'),
      updated: ours.get('updated'),
      note: ours.get('note') ?? (foreign.length > 0 ? foreign.join('\n') : undefined),
    };
  }

  private statement(component: Data): Mapping {
    const ours = new Ours(component);
    const { uses } = this.#register.usesIn(component);
    const facts = ours.props('fact').map((one) => [idOfToken(textAt(one, 'class') ?? ''), wordsOfProp(one)]);
    const satisfies = ours.all('satisfies');
    return {
      id: ours.get('id'),
      title: ours.get('untitled') === undefined ? (ours.get('title') ?? textAt(component, 'title')) : undefined,
      text: textAt(component, 'description') ?? '',
      satisfies: satisfies.length > 0 ? satisfies : undefined,
      evidence: uses.length > 0 ? uses : undefined,
      facts: facts.length > 0 ? Object.fromEntries(facts) : undefined,
    };
  }
}

/** What the components that answer are, line by line. */
function prefaceOf(byControl: ReadonlyMap<string, readonly Said[]>): string | undefined {
  const components = new Set([...byControl.values()].flat().map(({ component }) => component));
  const lines = [...components].map((one) =>
    [textAt(one, 'title') ?? textAt(one, 'name'), textAt(one, 'description'), textAt(one, 'remarks')].filter(Boolean).join(': '),
  );
  return lines.length > 0 ? lines.join('\n') : undefined;
}

/** The number of a part: as its author wrote it, else what stands behind `_smt.`. */
function partOf(statement: Data): string {
  const id = textAt(statement, 'statement-id') ?? '';
  return new Ours(statement).get('part') ?? `(${readStatementId(id).part || id})`;
}
