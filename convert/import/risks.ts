/** A risk annex (予見されるリスク, リスク対応一覧) as `risks/v1`: rows by scenario, each with what is done, for whom and by whom. */
import { fixed, message } from '../../core/language.ts';
import { markComment } from '../../core/model/mark.ts';
import { scalarSource } from '../../core/yaml/edit.ts';
import { asideNotes } from '../sheet/asides.ts';
import { fitOf, summariesOf, type WordsOf } from '../sheet/fit.ts';
import { inOrder, placeName } from '../sheet/note.ts';
import { oneLine } from '../sheet/prose.ts';
import { pagesIn } from '../sheet/rows.ts';
import { mergedCells, SheetError } from '../sheet/sheet.ts';
import type { Importer, ImportOptions } from './imported.ts';
import { chosenColumns, mappingOf } from './mapping.ts';
import { type Register, registerOf } from './register.ts';
import { type Response, RiskRows, type ScenarioEntry } from './risk-rows.ts';
import { RISK_ROLES, RISK_SHEET } from './risk-words.ts';
import { columnsRead, keptColumns } from './row-cells.ts';
import { item, pair, prosePair } from './source.ts';
import { writable } from './writable.ts';

const CATALOG = 'risk-scenarios';

const noTable = message<{ seen: readonly string[] }>({
  ja: ({ seen }) =>
    `リスクの表の見出しの行が見つかりません。「リスクシナリオ・予見されるリスク」などの列と、「対応方針」か「対応内容・対策」の列が必要です。${
      seen.length > 0
        ? `見つかった列は「${seen.join('」「')}」です。見出しを直すか、別のシートを選んでください（コマンドラインでは --sheet）。`
        : ''
    }`,
  en: ({ seen }) =>
    `no header of a risk annex found. There must be a column such as 「リスクシナリオ」 and one such as 「対応方針」 or 「対応内容」. ${
      seen.length > 0
        ? `The columns found are 「${seen.join('」「')}」. Rename them, or choose another sheet (--sheet on the command line).`
        : ''
    }`,
});

const noCatalog = message<{ id: string }>({
  ja: ({ id }) => `「${id}」というカタログはありません。リスクシナリオのカタログを指定してください（付属のものは ${CATALOG}）。`,
  en: ({ id }) => `there is no catalog "${id}". Name one of risk scenarios (the one that comes with Kaiji is ${CATALOG}).`,
});

const noScenario = fixed(
  'シナリオの書かれた行がありません。見出しと、リスクシナリオの列を確かめてください。',
  'no row names a scenario. Check the header and the column of scenarios.',
);

export const risks: Importer = {
  title: fixed('リスク対応一覧', 'risk annex'),
  roles: RISK_ROLES,
  path: 'risks.kaiji.yaml',
  async import(sheets, options) {
    const catalog = options.catalogs.of(options.catalog ?? CATALOG);
    if (!catalog) throw new SheetError(noCatalog({ id: options.catalog ?? CATALOG }));
    const tables = pagesIn(
      sheets,
      options.sheet,
      RISK_SHEET,
      chosenColumns(options.columns, RISK_SHEET, RISK_ROLES, sheets, options.sheet),
      noTable,
    );
    const summaryOf = await summariesOf(catalog);
    const { controls } = catalog.data;
    const wordsOf: WordsOf = (control) => `${control.title.ja}\n${summaryOf(control) ?? ''}`;
    const register = registerOf(options.register, options.ids, options.evidenceKinds);
    const rows = new RiskRows(catalog, fitOf(controls, wordsOf), register, mergedCells(sheets), options.ids);
    for (const page of tables.pages) rows.add(page);
    const { entries } = rows;
    const treated = new Set(entries.map(({ id }) => id));
    const own = entries.filter(({ isOwn }) => isOwn).length;
    return {
      text: documentOf(entries, register, rows, options),
      report: {
        notes: inOrder(
          [
            ...rows.notes,
            ...entries.flatMap(({ doubts }) => doubts),
            ...tables.pages.flatMap(keptColumns),
            ...asideNotes(sheets, options.sheet),
          ],
          sheets.map(({ name }) => name),
        ),
        rows: tables.pages.reduce((sum, page) => sum + page.rows.length, 0) - rows.outside.length,
        attached: entries.map(({ id }) => id),
        controls: controls.length,
        without: controls.filter(({ id }) => !treated.has(id)).map(({ id }) => id),
        columns: columnsRead(tables),
        outside: [...tables.above, ...rows.outside].map(({ sheet, row, cells }) => ({
          sheet,
          row,
          text: cells.map(({ text }) => oneLine(text)).join(' '),
        })),
      },
      mappings: tables.pages.map((page) => mappingOf(page)),
      placed: rows.placed,
      catalog: catalog.reference,
      summary: summary({ known: entries.length - own, controls: controls.length, own }),
      ...(entries.length > 0 ? {} : { nothing: noScenario }),
    };
  },
};

const summary = message<{ known: number; controls: number; own: number }>({
  ja: ({ known, controls, own }) =>
    `${controls}件のリスクシナリオのうち${known}件への対応を取り込みました。${own > 0 ? `ほかに独自のシナリオが${own}件あります。` : ''}`,
  en: ({ known, controls, own }) =>
    `The treatment of ${known} of ${controls} risk scenarios was taken${own > 0 ? `, and of ${own} of your own` : ''}.`,
});

function documentOf(
  entries: readonly ScenarioEntry[],
  { added }: Register,
  { notes }: Pick<RiskRows, 'notes'>,
  { catalog = CATALOG, file, language }: ImportOptions,
): string {
  const mark = (note: ScenarioEntry['doubts'][number]) =>
    `  ${markComment('import-doubt', writable(`${placeName(note, language)}: ${note.message(language)}`))}`;
  const lines = [
    'kaiji: risks/v1',
    `catalog: ${scalarSource(catalog)}`,
    `# ${language === 'ja' ? '取り込み元' : 'Imported from'}: ${oneLine(writable(file))}`,
    entries.length === 0 ? 'scenarios: []' : 'scenarios:',
    ...notes.map(mark),
  ];
  for (const entry of entries) lines.push(...inOrder(entry.doubts, []).map(mark), ...item(scenarioLines(entry), 2));
  if (added.length > 0) lines.push('evidence:');
  for (const { id, title, kind, url } of added)
    lines.push(
      ...item(
        [...pair('id', id, 4), ...pair('title', oneLine(title), 4), ...pair('kind', kind, 4), ...pair('location', url, 4)],
        2,
      ),
    );
  return `${lines.join('\n')}\n`;
}

function scenarioLines({ id, title, category, responses, level, notApplicable, note }: ScenarioEntry): readonly string[] {
  const said = ['impact', 'likelihood'] as const;
  const levels = said.flatMap((key) => (level[key] === undefined ? [] : [`${key}: ${level[key]}`]));
  const parties = shared(responses, (response) => response.parties.join());
  const treatment = shared(responses, (response) => response.treatment);
  return [
    ...pair('scenario', id, 4),
    ...pair('title', title, 4),
    ...pair('category', category, 4),
    ...(parties ? partyLines(parties.parties, 4) : []),
    ...(treatment ? pair('treatment', treatment.treatment, 4) : []),
    ...(levels.length > 0 ? [`    level: { ${levels.join(', ')} }`] : []),
    ...(responses.length > 0 && notApplicable !== ''
      ? prosePair('reason', notApplicable, 4)
      : prosePair('not-applicable', notApplicable, 4)),
    ...responseLines(responses, parties !== undefined, treatment !== undefined),
    ...prosePair('note', note, 4),
  ];
}

/** A response all of whose value is that of every other; undefined where they differ or say none. */
function shared(responses: readonly Response[], wordOf: (response: Response) => string): Response | undefined {
  const [first, ...others] = responses;
  if (!first || wordOf(first) === '') return undefined;
  return others.every((other) => wordOf(other) === wordOf(first)) ? first : undefined;
}

function partyLines(parties: readonly string[], indent: number): readonly string[] {
  return parties.length > 0 ? [`${' '.repeat(indent)}parties: [${parties.join(', ')}]`] : [];
}

function responseLines(responses: readonly Response[], sharesParties: boolean, sharesTreatment: boolean): readonly string[] {
  const items = responses.flatMap(({ target, treatment, parties, content, reason, evidence }) => {
    const lines = [
      ...pair('target', oneLine(target), 8),
      ...(sharesTreatment ? [] : pair('treatment', treatment, 8)),
      ...(sharesParties ? [] : partyLines(parties, 8)),
      ...prosePair('content', content, 8),
      ...prosePair('reason', reason, 8),
      ...(evidence.length > 0 ? ['        evidence:', ...evidence.map(citation)] : []),
    ];
    return item(lines, 6);
  });
  return items.length > 0 ? ['    responses:', ...items] : [];
}

function citation({ ref, at }: Response['evidence'][number]): string {
  return at === '' ? `          - ${ref}` : `          - { ref: ${ref}, at: ${scalarSource(oneLine(writable(at)), true)} }`;
}
