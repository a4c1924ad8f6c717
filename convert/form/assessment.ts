/** A risk assessment (資産 × 脅威 × 脆弱性) as a document and as rows: assets, threats, vulnerabilities, scenarios before and after their measures, measures. */
import { type AssessedScenario, assessedAsset, assessedScenario, lineFor, scaleFor } from '../../core/assessment/assessed.ts';
import { measureOf, threatOf, vulnerabilityOf } from '../../core/model/assessment.ts';
import { type Entry, entriesOf, type KaijiDocument } from '../../core/model/document.ts';
import { keyNode, mapField, scalarsOf, textField } from '../../core/model/field.ts';
import type { TermName } from '../../core/model/schema.ts';
import type { Package } from '../../core/package/package.ts';
import { asMap, type MapNode } from '../../core/yaml/tree.ts';
import { coverOf, runningLine } from './cover.ts';
import { printedDate } from './date.ts';
import { citations } from './evidence-title.ts';
import type { Block, Form } from './form.ts';
import type { Grid } from './grid.ts';
import { type FormOptions, type Making, makingOf, named, originOf, say, termIn } from './making.ts';
import { controlName } from './references.ts';
import { compactTable } from './table.ts';
import { placedBlocksIn, textIn } from './written.ts';

export function assessmentSources(whole: Package): readonly KaijiDocument[] {
  return whole.documents.filter(({ kind }) => kind === 'assessment');
}

/** A column of one of the lists. */
interface Column {
  readonly key: string;
  readonly heading: string;
  readonly width: number;
  cell(map: MapNode, entry: Entry): string;
}

interface Sheet {
  readonly sequence: string;
  readonly title: string;
  readonly columns: readonly Column[];
}

export function assessmentForm(
  document: KaijiDocument,
  whole: Package,
  options: FormOptions,
): { readonly form: Form; readonly making: Making } {
  const making = makingOf(whole, options);
  const title = titleOf(document, making);
  const preface = textField(document.root, 'preface');
  const blocks = sheetsOf(document, making).flatMap(({ sequence, title: name, columns }): readonly Block[] => {
    const entries = rowsOf(document, sequence);
    if (entries.length === 0) return [];
    const table = compactTable(
      columns.map(({ heading }) => heading),
      entries.map(({ map, entry }) => columns.map((column) => column.cell(map, entry))),
      columns.map(({ width }) => width),
      entries.map(({ map }) => originOf(document, map, making)),
    );
    const key = keyNode(document.root, sequence);
    const origin = key ? originOf(document, key, making) : {};
    return [{ is: 'heading', level: 1, number: '', content: [{ is: 'text', text: name }], ...origin }, table];
  });
  const lines = scaleLines(document, making);
  const form: Form = {
    title,
    language: options.language,
    cover: { ...coverOf(document, making), lines },
    hasContents: true,
    running: runningLine(title, document, making),
    page: 'landscape',
    blocks: [...(preface ? placedBlocksIn({ field: preface, document }, making, 1) : []), ...blocks],
  };
  return { form, making };
}

/** A sheet for each list that has rows. */
export function assessmentGrids(document: KaijiDocument, making: Making): readonly Grid[] {
  const title = titleOf(document, making);
  return sheetsOf(document, making).flatMap(({ sequence, title: name, columns }): readonly Grid[] => {
    const rows = rowsOf(document, sequence).map(({ map, entry }) => ({
      cells: columns.map((column) => numeric(column.cell(map, entry))),
    }));
    if (rows.length === 0) return [];
    return [
      {
        name,
        title: `${title} ${name}`,
        language: making.language,
        lines: scaleLines(document, making),
        columns: columns.map(({ key, heading, width }) => ({ key, headings: [heading], width })),
        rows,
        page: 'landscape',
      },
    ];
  });
}

function numeric(text: string): string | number {
  return /^[0-9]{1,6}$/.test(text) && String(Number(text)) === text ? Number(text) : text;
}

function titleOf(document: KaijiDocument, making: Making): string {
  return textField(document.root, 'title')?.value.trim() || say(making, 'リスク評価', 'Risk assessment');
}

/** The scale, and the line from which a risk needs measures. */
function scaleLines(document: KaijiDocument, making: Making): Grid['lines'] {
  const scale = scaleFor(document, making.whole);
  const line = lineFor(document, scale);
  const reason = line?.reason ? textIn({ field: line.reason, document }, making).trim() : '';
  const above = line && say(making, `${line.value}以上`, `${line.value} and above`);
  return [
    ...(scale ? [{ label: say(making, '評価の尺度', 'Scale'), value: named(scale.data.title, making) }] : []),
    ...(above
      ? [
          {
            label: say(making, '対策要否の基準値', 'Needs measures from'),
            value: reason === '' ? above : say(making, `${above}（${reason}）`, `${above} (${reason})`),
          },
        ]
      : []),
  ];
}

function rowsOf(document: KaijiDocument, sequence: string): readonly { readonly map: MapNode; readonly entry: Entry }[] {
  return entriesOf(document, sequence).flatMap((entry) => {
    const map = asMap(entry.node);
    return map ? [{ map, entry }] : [];
  });
}

function sheetsOf(document: KaijiDocument, making: Making): readonly Sheet[] {
  const { whole } = making;
  const scale = scaleFor(document, whole);
  const column = (key: string, ja: string, en: string, width: number, cell: Column['cell']): Column => ({
    key,
    heading: say(making, ja, en),
    width,
    cell,
  });
  const text = (key: string, ja: string, en: string, width: number) =>
    column(key, ja, en, width, (map) => {
      const field = textField(map, key);
      return field ? textIn({ field, document }, making).trim() : '';
    });
  const term = (key: string, name: TermName, ja: string, en: string, width: number) =>
    column(key, ja, en, width, (map) => termIn(name, textField(map, key)?.value.trim() ?? '', making));
  const id = text('id', 'ID', 'ID', 16);
  const assessed = new Map<Entry, AssessedScenario | undefined>();
  const scenario = (entry: Entry) => {
    if (!assessed.has(entry)) assessed.set(entry, assessedScenario(entry, whole));
    return assessed.get(entry);
  };
  const shown = (value: number | undefined) => (value === undefined ? '' : String(value));
  const factor = (entry: Entry, axis: string) => shown(scenario(entry)?.product?.factors.find((one) => one.axis === axis)?.level);
  return [
    {
      sequence: 'assets',
      title: say(making, '資産一覧', 'Assets'),
      columns: [
        id,
        text('name', '資産', 'Asset', 32),
        column('category', '分類', 'Category', 18, (map) =>
          scalarsOf(map, 'category')
            .map((one) => one.text.trim())
            .join('\n'),
        ),
        term('scope', 'scope', '範囲', 'Scope', 10),
        text('confidentiality', '機密性', 'Confidentiality', 8),
        text('integrity', '完全性', 'Integrity', 8),
        text('availability', '可用性', 'Availability', 8),
        column(
          'importance',
          '重要度',
          'Importance',
          8,
          (map, entry) => shown(assessedAsset(entry, scale)?.importance) || (textField(map, 'importance')?.value.trim() ?? ''),
        ),
        text('reason', '理由', 'Reason', 36),
      ],
    },
    {
      sequence: 'threats',
      title: say(making, '脅威一覧', 'Threats'),
      columns: [
        id,
        text('name', '脅威', 'Threat', 32),
        term('kind', 'threatKind', '種別', 'Kind', 10),
        text('category', '分類', 'Category', 18),
        text('description', '内容', 'Description', 44),
        text('use-case', '利用場面', 'Use case', 24),
        column('level', 'レベル', 'Level', 8, (map) => shown(threatOf(map).level?.value)),
      ],
    },
    {
      sequence: 'vulnerabilities',
      title: say(making, '脆弱性一覧', 'Vulnerabilities'),
      columns: [
        id,
        text('name', '脆弱性', 'Vulnerability', 44),
        column('threat', '脅威', 'Threats', 32, (map) =>
          vulnerabilityOf(map)
            .threats.map((one) => nameIn('threats', one.text, making))
            .join('\n'),
        ),
        column('threat-level', '脅威のレベル', 'Threat level', 12, (map) => shown(vulnerabilityOf(map).threatLevel?.value)),
        column('level', 'レベル', 'Level', 8, (map) => shown(vulnerabilityOf(map).level?.value)),
      ],
    },
    {
      sequence: 'scenarios',
      title: say(making, 'リスクシナリオ', 'Scenarios'),
      columns: [
        id,
        text('title', 'シナリオ', 'Scenario', 36),
        column('asset', '資産', 'Asset', 24, (map) =>
          scalarsOf(map, 'asset')
            .map((one) => nameIn('assets', one.text, making))
            .join('\n'),
        ),
        column('threat', '脅威', 'Threat', 24, (map) => nameIn('threats', textField(map, 'threat')?.value ?? '', making)),
        column('vulnerability', '脆弱性', 'Vulnerability', 24, (map) =>
          nameIn('vulnerabilities', textField(map, 'vulnerability')?.value ?? '', making),
        ),
        column('importance', '重要度', 'Importance', 8, (_map, entry) => factor(entry, 'importance')),
        column('threat-level', '脅威レベル', 'Threat level', 8, (_map, entry) => factor(entry, 'threat')),
        column('vulnerability-level', '脆弱性レベル', 'Vulnerability level', 8, (_map, entry) => factor(entry, 'vulnerability')),
        column('value', 'リスク値', 'Value', 8, (_map, entry) => shown(scenario(entry)?.value)),
        column('measures', '対策', 'Measures', 36, (map) =>
          scalarsOf(map, 'measures')
            .map((one) => measureName(one.text, making))
            .join('\n'),
        ),
        column('residual', '対策実施後', 'After', 10, (_map, entry) => shown(scenario(entry)?.residual?.value)),
        column('verdict', '判定', 'Verdict', 22, (_map, entry) => verdict(scenario(entry), making)),
        column('reason', '理由', 'Reason', 30, (map) => reasons(map, document, making)),
      ],
    },
    {
      sequence: 'measures',
      title: say(making, '対策一覧', 'Measures'),
      columns: [
        column('measure', '対策', 'Measure', 40, (map) => {
          const { control, id: own } = measureOf(map);
          return textField(map, 'name')?.value.trim() || measureName(control?.value ?? own?.value ?? '', making);
        }),
        term('kind', 'measureKind', '種別', 'Kind', 14),
        term('obligation', 'obligation', '区分', 'Obligation', 8),
        term('status', 'status', '対応状況', 'Status', 12),
        column('plan', '計画', 'Plan', 36, (map) => planText(map, document, making)),
        column('found', 'エビデンス', 'Evidence', 28, (map) => evidenceText(map, document, making)),
      ],
    },
  ];
}

function nameIn(table: 'assets' | 'threats' | 'vulnerabilities', written: string, { whole }: Making): string {
  const map = asMap(whole.lookup(table, written.trim())[0]?.entry.node);
  return textField(map, 'name')?.value.trim() || written.trim();
}

/** An own measure by its name, one of a catalog by number and title. */
function measureName(written: string, making: Making): string {
  const { whole } = making;
  const own = asMap(whole.lookup('measures', written.trim())[0]?.entry.node);
  const name = textField(own, 'name')?.value.trim();
  if (name) return name;
  const found = whole.catalogs.resolve(written);
  return found ? `${controlName(found.id, making)} ${named(found.control.title, making)}` : written.trim();
}

function verdict(one: AssessedScenario | undefined, making: Making): string {
  if (!one || one.meetsLine === undefined) return '';
  if (!one.meetsLine) return say(making, '基準値未満', 'below the line');
  if (one.isAccepted) return say(making, '保有', 'retained');
  if (!one.residual || one.residual.meetsLine === undefined) return say(making, '要対策', 'needs measures');
  return one.residual.meetsLine
    ? say(making, '対策実施後も基準値以上', 'still at or above the line')
    : say(making, '対策実施後は基準値未満', 'below the line after');
}

function reasons(map: MapNode, document: KaijiDocument, making: Making): string {
  return [textField(map, 'reason'), textField(mapField(map, 'residual'), 'reason')]
    .flatMap((field) => (field ? [textIn({ field, document }, making).trim()] : []))
    .filter((text) => text !== '')
    .join('\n');
}

function planText(map: MapNode, document: KaijiDocument, making: Making): string {
  const plan = mapField(map, 'plan');
  const action = textField(plan, 'action');
  const due = printedDate(textField(plan, 'due')?.value ?? '', making.language);
  const words = action ? textIn({ field: action, document }, making).trim() : '';
  const until = due === '' ? '' : say(making, `（${due}まで）`, ` (by ${due})`);
  return `${words}${until}`.trim();
}

function evidenceText(map: MapNode, document: KaijiDocument, making: Making): string {
  const cited = measureOf(map).evidence.map((use) => ({ use, document, home: making.whole }));
  return citations(cited, making).join('\n');
}
