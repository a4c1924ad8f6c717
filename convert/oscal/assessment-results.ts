/**
 * What evaluators judged as OSCAL assessment results: a result for each round of each checklist, with a finding for each control or part judged, an observation
 * of the evidence looked at, and a risk with a recommended response where something is to be improved.
 */
import { lastDayOf } from '../../core/date.ts';
import { fixed, inLanguage, type Language, type Localized, message } from '../../core/language.ts';
import { answerOf, type Judgement, type Reply } from '../../core/model/checklist.ts';
import { japaneseTerm } from '../../core/model/schema.ts';
import type { Package } from '../../core/package/package.ts';
import { asData, type Data, mapAt, mapsAt, present, textAt, valueAt } from './data.ts';
import { headProps, metadataOf, partyOf } from './metadata.ts';
import { type Exported, type ExportOptions, lineOf, momentOf, type Party, prop, propsOf, sealed } from './model.ts';
import { catalogHref, catalogName, serviceComponentUuid, statementId } from './names.ts';
import { Resources } from './resources.ts';
import { dataOf, identityOf, type Sheet, type SheetAnswer, serviceOf, sheetsOf } from './said.ts';
import { tokenOf } from './token.ts';
import { uuidOf } from './uuid.ts';

const internal = fixed(
  '評価員の判定は社内向けの情報のため、顧客に渡すものには書き出しません。',
  'Judgements are internal: for customers nothing is written.',
);
const nothing = fixed('評価員の判定（judgement）が書かれていません。', 'No judgement is written.');
const roundTitle = message<{ round: number; sheet: string }>({
  ja: ({ round, sheet }) => `第${round}回評価（${sheet}）`,
  en: ({ round, sheet }) => `Assessment round ${round} (${sheet})`,
});
const planTitle = fixed('評価計画（別の文書はありません）', 'Assessment plan (there is no separate document)');
const planIs = fixed(
  'チェックシートの様式に沿って評価しました。OSCALの評価計画はありません。',
  'Assessed along the form of the check sheet. There is no assessment plan in OSCAL.',
);
const looked = message<{ id: string }>({
  ja: ({ id }) => `${id} の回答とエビデンスの確認`,
  en: ({ id }) => `Examination of the answer to ${id} and its evidence`,
});
const improve = message<{ id: string }>({ ja: ({ id }) => `${id} の改善`, en: ({ id }) => `Improvement of ${id}` });
const cited = fixed('回答が挙げたエビデンス', 'Evidence the answer cites');

/** What is judged: an entry, or a part of it. */
interface Judged {
  readonly answer: SheetAnswer;
  readonly reply: Reply;
  readonly data: Data;
  readonly judgement: Judgement;
  /** As written: `(1)`; of the entry itself undefined. */
  readonly part?: string;
  /** Whether a later round found it conforming. */
  readonly settled: boolean;
}

/** All judgements of a package. */
export function assessmentResults(whole: Package, options: ExportOptions): Exported {
  if (options.audience === 'customer') return { json: undefined, problems: [{ text: internal }] };
  return new Assessment(whole, options).exported();
}

class Assessment {
  readonly #identity: string;
  readonly #resources: Resources;
  readonly #parties = new Map<string, Party>();

  constructor(
    private readonly whole: Package,
    private readonly options: ExportOptions,
  ) {
    this.#identity = identityOf(whole);
    this.#resources = new Resources(whole, this.#identity, options);
  }

  exported(): Exported {
    const results = sheetsOf(this.whole).sheets.flatMap((sheet, i) => this.results(sheet, i));
    if (results.length === 0) return { json: undefined, problems: [{ text: nothing }] };
    const { language } = this.options;
    const plan = { uuid: uuidOf(this.#identity, 'plan'), title: planTitle(language), description: planIs(language) };
    const name = textAt(serviceOf(this.whole), 'name') ?? this.#identity;
    const metadata = metadataOf(
      this.whole,
      this.#identity,
      name,
      this.options,
      ['provider', 'assessor'],
      [...this.#parties.values()],
    );
    const json = sealed('assessment-results', this.#identity, metadata, {
      'import-ap': { href: `#${plan.uuid}` },
      results,
      'back-matter': { resources: [plan, ...this.#resources.all] },
    });
    return { json, problems: [] };
  }

  private results(sheet: Sheet, index: number): readonly unknown[] {
    const judged = sheet.answers.flatMap((answer) => judgedIn(answer));
    const rounds = [...new Set(judged.map(({ judgement }) => judgement.round))].sort((a, b) => a - b);
    return rounds.map((round) =>
      this.result(
        sheet,
        index,
        round,
        judged.filter(({ judgement }) => judgement.round === round),
      ),
    );
  }

  private result(sheet: Sheet, index: number, round: number, judged: readonly Judged[]): unknown {
    const { language, date } = this.options;
    const head = dataOf(sheet.document.root);
    const evaluators = mapsAt(head, 'evaluators');
    const those = evaluators.filter((one) => (textAt(one, 'round') ?? String(round)) === String(round));
    const said = those.flatMap((one) => lastDayOf(textAt(one, 'date') ?? '') ?? [])[0];
    const start = momentOf(said ?? lastDayOf(textAt(head, 'submitted') ?? '') ?? date);
    for (const one of evaluators) this.party(one);
    const title = textAt(head, 'title') ?? inLanguage(sheet.catalog.data.title, language);
    const parts = judged.map((one, i) => this.finding(one, sheet, [String(index), String(round), String(i)], start));
    return {
      uuid: uuidOf(this.#identity, 'result', String(index), String(round)),
      title: lineOf(roundTitle({ round, sheet: title })(language)),
      description: roundTitle({ round, sheet: title })(language),
      start,
      props: [
        prop('catalog', textAt(head, 'catalog') ?? catalogName(sheet.catalog)),
        prop('round', String(round)),
        prop('sheet', String(index + 1)),
        ...headProps(head),
      ],
      links: [{ href: catalogHref(sheet.catalog), rel: 'reference' }],
      'local-definitions': {
        components: [
          {
            uuid: uuidOf(serviceComponentUuid(this.#identity), String(index), String(round)),
            type: 'this-system',
            title: lineOf(textAt(serviceOf(this.whole), 'name') ?? this.#identity),
            description: textAt(serviceOf(this.whole), 'name') ?? this.#identity,
            status: { state: 'operational' },
          },
        ],
      },
      'reviewed-controls': { 'control-selections': [{ 'include-controls': selected(judged) }] },
      observations: parts.map(({ observation }) => observation),
      ...present({ risks: parts.flatMap(({ risk }) => (risk ? [risk] : [])) }),
      findings: parts.map(({ finding }) => finding),
    };
  }

  private finding(one: Judged, sheet: Sheet, name: readonly string[], start: string) {
    const { answer, reply, judgement, part, data } = one;
    const { language } = this.options;
    const { resolved } = answer;
    const id = `${answer.id}${part ?? ''}`;
    const [result, finding, improvement, due, by] = [
      judgement.result?.value,
      judgement.finding?.value,
      judgement.improvement?.value,
      judgement.due?.value,
      judgement.by?.value,
    ];
    const origins = this.originsOf(by, sheet, judgement.round);
    const evidence = this.#resources.linksOf(data).map(({ href, text }) => ({ href, description: text ?? cited(language) }));
    const observation = {
      uuid: uuidOf(this.#identity, 'observation', ...name),
      description: looked({ id })(language),
      methods: ['EXAMINE'],
      types: ['finding'],
      ...present({ origins, 'relevant-evidence': evidence }),
      collected: start,
    };
    const isRisk = improvement !== undefined || due !== undefined || result === 'needs-improvement' || result === 'nonconforming';
    const risk = isRisk ? this.riskOf(one, id, name) : undefined;
    const title = lineOf(`${id} ${resolved ? inLanguage(resolved.control.title, language) : ''}`);
    const status = (reply.status ?? answerOf(answer.map).status)?.value;
    return {
      observation,
      risk,
      finding: {
        uuid: uuidOf(this.#identity, 'finding', ...name),
        title,
        description: finding ?? verdict(result, language),
        props: [...propsOf({ control: answer.id, entry: String(answer.index + 1), part, result, by, finding, improvement, due })],
        ...present({ origins }),
        target: {
          type: 'statement-id',
          'target-id': statementId(answer.id, part),
          status: {
            state: result === 'conforming' ? 'satisfied' : 'not-satisfied',
            reason: result === 'conforming' ? 'pass' : isUnsettled(result) ? 'fail' : 'other',
          },
          ...(status === undefined ? {} : { 'implementation-status': { state: status } }),
        },
        'related-observations': [{ 'observation-uuid': observation.uuid }],
        ...(risk ? { 'related-risks': [{ 'risk-uuid': risk.uuid }] } : {}),
      },
    };
  }

  private riskOf({ judgement, settled }: Judged, id: string, name: readonly string[]) {
    const { language } = this.options;
    const deadline = lastDayOf(judgement.due?.value ?? '');
    const title = improve({ id })(language);
    const finding = judgement.finding?.value ?? verdict(judgement.result?.value, language);
    const improvement = judgement.improvement?.value;
    return {
      uuid: uuidOf(this.#identity, 'risk', ...name),
      title: lineOf(title),
      description: finding,
      statement: finding,
      status: settled ? 'closed' : 'open',
      ...(deadline === undefined ? {} : { deadline: momentOf(deadline) }),
      ...(improvement === undefined
        ? {}
        : {
            remediations: [
              {
                uuid: uuidOf(this.#identity, 'response', ...name),
                lifecycle: settled ? 'completed' : 'recommendation',
                title: lineOf(title),
                description: improvement,
              },
            ],
          }),
    };
  }

  /** Who judged: the evaluator named, else those of the round. */
  private originsOf(by: string | undefined, { document }: Sheet, round: number): readonly unknown[] {
    const evaluators = mapsAt(dataOf(document.root), 'evaluators');
    const named =
      by === undefined ? undefined : evaluators.find((one) => [textAt(one, 'name'), textAt(one, 'organization')].includes(by));
    const those = named
      ? [named]
      : by === undefined
        ? evaluators.filter((one) => textAt(one, 'round') === String(round))
        : [{ name: by }];
    const actors = those.flatMap((one) => this.party(one) ?? []);
    if (actors.length === 0) return [];
    return [{ actors: actors.map(({ uuid }) => ({ type: 'party', 'actor-uuid': uuid, 'role-id': 'assessor' })) }];
  }

  private party(evaluator: Data): Party | undefined {
    const [name, organization] = [textAt(evaluator, 'name'), textAt(evaluator, 'organization')];
    const known = name ?? organization;
    if (known === undefined) return undefined;
    const party = partyOf(this.#identity, name === undefined ? 'organization' : 'person', known);
    this.#parties.set(party.uuid, party);
    return party;
  }
}

function judgedIn(answer: SheetAnswer): readonly Judged[] {
  const view = answerOf(answer.map);
  const of = (reply: Reply, data: Data, part?: string) =>
    reply.judgements.map(
      (judgement, i): Judged => ({
        answer,
        reply,
        data,
        judgement,
        settled: reply.judgements.slice(i + 1).some(({ result }) => result?.value === 'conforming'),
        ...(part === undefined ? {} : { part }),
      }),
    );
  const parts = mapAt(answer.data, 'parts');
  return [
    ...of(view, answer.data),
    ...view.parts.flatMap((part) => of(part, asData(valueAt(parts, part.keyText)), part.keyText)),
  ];
}

/** The controls judged in a round, each once, with the statements judged of it. */
function selected(judged: readonly Judged[]): readonly unknown[] {
  const statements = new Map<string, Set<string>>();
  for (const { answer, part } of judged) {
    const ids = statements.get(answer.id) ?? new Set();
    statements.set(answer.id, ids);
    if (part !== undefined) ids.add(statementId(answer.id, part));
  }
  return [...statements].map(([id, ids]) => ({
    'control-id': tokenOf(id),
    ...(ids.size > 0 ? { 'statement-ids': [...ids] } : {}),
  }));
}

function isUnsettled(result: string | undefined): boolean {
  return result === 'needs-improvement' || result === 'nonconforming';
}

const unjudged: Localized = fixed('判定結果は書かれていません。', 'No result is given.');

function verdict(result: string | undefined, language: Language): string {
  if (result === undefined) return unjudged(language);
  return language === 'ja' ? japaneseTerm('result', result) : result;
}
