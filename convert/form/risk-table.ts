/** The risk annex (リスク対応一覧) row by row: scenario, target, treatment, who, what. */
import type { Control } from '../../core/catalog/control.ts';
import { entriesOf, type KaijiDocument } from '../../core/model/document.ts';
import { textField } from '../../core/model/field.ts';
import { type EffectiveRow, effectiveRows, type Scenario, scenarioOf } from '../../core/model/risks.ts';
import { canonicalTerm } from '../../core/model/schema.ts';
import { ownCatalog } from '../../core/package/index.ts';
import { asMap } from '../../core/yaml/tree.ts';
import { citations } from './evidence-title.ts';
import type { Block, Inline, Table, TableRow } from './form.ts';
import { anchorFor, type Making, named, originOf, say, termIn } from './making.ts';
import { controlNumber } from './references.ts';
import { cell, table } from './table.ts';
import { blocksIn, inlineIn, textUnder } from './written.ts';

export interface RiskRow {
  /** Canonical; an own scenario's as written. */
  readonly id: string;
  /** As printed: 1.1①; '' for an author's own. */
  readonly number: string;
  readonly title: string;
  readonly category: string;
  readonly target: string;
  readonly treatment: string;
  readonly byProvider: boolean;
  readonly byCustomer: boolean;
  readonly content: readonly Block[];
  readonly evidence: readonly string[];
  readonly impact: string;
  readonly likelihood: string;
  /** Of the scenario, in its first row; '' for customers. */
  readonly note: string;
}

export interface PrintedScenario {
  readonly document: KaijiDocument;
  readonly scenario: Scenario;
  /** At least one. */
  readonly rows: readonly RiskRow[];
}

/** The mark of who bears a treatment. */
export const TICK = '○';

/** The scenarios of annexes, in the order written. */
export function printedScenarios(documents: readonly KaijiDocument[], making: Making): readonly PrintedScenario[] {
  return documents.flatMap((document) =>
    entriesOf(document, 'scenarios').flatMap((entry) => {
      const map = asMap(entry.node);
      const scenario = map && scenarioOf(map);
      return scenario ? [{ document, scenario, rows: rowsOf(scenario, document, making) }] : [];
    }),
  );
}

function rowsOf(scenario: Scenario, document: KaijiDocument, making: Making): readonly RiskRow[] {
  const written = scenario.scenario?.value.trim() ?? '';
  const found = making.whole.catalogs.resolve(written, ownCatalog(document, making.whole.catalogs));
  const id = found?.id ?? written;
  const level = (key: string) => textField(scenario.level, key)?.value.trim() ?? '';
  const common = {
    id,
    number: found ? controlNumber(id, making) : '',
    title: scenario.title?.value.trim() || titleOf(found?.control, making) || written,
    category: scenario.category?.value.trim() || (found?.control.category.join(' › ') ?? ''),
    impact: level('impact'),
    likelihood: level('likelihood'),
    note: '',
  };
  const note = making.audience === 'customer' ? '' : textUnder(scenario.map, 'note', document, making);
  if (scenario.notApplicable) {
    const written = { field: scenario.notApplicable, document };
    const content: readonly Block[] = [
      { is: 'paragraph', content: [{ is: 'text', text: say(making, '理由: ', 'Reason: ') }, ...inlineIn(written, making)] },
    ];
    const none = { target: '', byProvider: false, byCustomer: false, evidence: [] };
    return [{ ...common, ...none, treatment: say(making, '対象外', 'not applicable'), content, note }];
  }
  return effectiveRows(scenario).map((row, i) => ({ ...common, ...saidIn(row, document, making), note: i === 0 ? note : '' }));
}

function titleOf(control: Control | undefined, making: Making): string {
  return control ? named(control.title, making) : '';
}

function saidIn(row: EffectiveRow, document: KaijiDocument, making: Making) {
  const parties = row.parties.map(({ text }) => canonicalTerm('party', text));
  const treatments = row.words.map(({ value, written }) => (value === undefined ? written : termIn('treatment', value, making)));
  return {
    target: row.target?.value.trim() ?? '',
    treatment: treatments.join(say(making, '・', ', ')),
    byProvider: parties.includes('provider'),
    byCustomer: parties.includes('customer'),
    content: [...row.contents.flatMap((field) => blocksIn({ field, document }, making)), ...accepted(row, document, making)],
    evidence: citations(
      row.evidence.map((use) => ({ use, document, home: making.whole })),
      making,
    ),
  };
}

/** 「理由: …（承認: 情報セキュリティ責任者）」. */
function accepted({ reason, acceptedBy }: EffectiveRow, document: KaijiDocument, making: Making): readonly Block[] {
  const role = acceptedBy && asMap(making.whole.lookup('roles', acceptedBy.value)[0]?.entry.node);
  const by = textField(role, 'title')?.value.trim() || acceptedBy?.value.trim() || '';
  const content: Inline[] = [];
  if (reason)
    content.push({ is: 'text', text: say(making, '理由: ', 'Reason: ') }, ...inlineIn({ field: reason, document }, making));
  if (by !== '') {
    const words = reason
      ? say(making, `（承認: ${by}）`, ` (accepted by ${by})`)
      : say(making, `承認: ${by}`, `Accepted by ${by}`);
    content.push({ is: 'text', text: words });
  }
  return content.length > 0 ? [{ is: 'paragraph', content }] : [];
}

/** The annex as a table, a row for each target; the cells of the scenario reach over its rows. None where nothing is written. */
export function riskTable(documents: readonly KaijiDocument[], making: Making): readonly Block[] {
  const scenarios = printedScenarios(documents, making);
  if (scenarios.length === 0) return [];
  const hasTargets = scenarios.some(({ rows }) => rows.some(({ target }) => target !== ''));
  const hasEvidence = scenarios.some(({ rows }) => rows.some(({ evidence }) => evidence.length > 0));
  const columns: readonly (readonly [name: string, width: number, isThere: boolean])[] = [
    [say(making, '番号', 'No.'), 4, true],
    [say(making, 'リスクシナリオ', 'Scenario'), 12, true],
    [say(making, '対象', 'Target'), 6, hasTargets],
    [say(making, '対応方針', 'Treatment'), 6, true],
    [say(making, '事業者', 'Provider'), 4, true],
    [say(making, '利用者', 'Customer'), 4, true],
    [say(making, '対応内容', 'What is done'), 24, true],
    [say(making, 'エビデンス', 'Evidence'), 8, hasEvidence],
  ];
  const kept = columns.filter(([, , isThere]) => isThere);
  const anchors = new Set<string>();
  const rows = scenarios.flatMap(({ document, scenario, rows: own }) =>
    own.map((row, i): TableRow => {
      const anchor = anchorFor('risk', row.id);
      const isFirst = i === 0 && !anchors.has(anchor);
      if (isFirst) anchors.add(anchor);
      const over = own.length > 1 ? { rows: own.length } : {};
      return {
        ...(isFirst ? { anchor } : {}),
        ...originOf(document, scenario.map, making),
        cells: [
          ...(i === 0 ? [cell(row.number, { ...over, isHeading: true }), cell(row.title, over)] : []),
          ...(hasTargets ? [cell(row.target)] : []),
          cell(row.treatment, { align: 'center' }),
          cell(row.byProvider ? TICK : '', { align: 'center' }),
          cell(row.byCustomer ? TICK : '', { align: 'center' }),
          cell(row.content),
          ...(hasEvidence ? [cell(row.evidence.join('\n'))] : []),
        ],
      };
    }),
  );
  const made: Table = table(
    kept.map(([name]) => name),
    rows,
    kept.map(([, width]) => width),
  );
  return [made];
}
