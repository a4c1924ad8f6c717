/** 責任分界表: who does what, topic by topic: the provider, those it builds on, the medical institution. */
import type { KaijiDocument } from '../../core/model/document.ts';
import { isOwnScenario } from '../../core/model/risks.ts';
import type { Package } from '../../core/package/package.ts';
import { type Bearer, type WrittenDuty, writtenDuties } from '../../core/report/responsibility.ts';
import { wordBlocks } from './answer.ts';
import { coverOf, runningLine } from './cover.ts';
import type { Block, Form, TableRow } from './form.ts';
import type { Grid } from './grid.ts';
import { type FormOptions, type Making, makingOf, named, say, tellsOrigins } from './making.ts';
import { plainOf } from './plain.ts';
import { controlName } from './references.ts';
import { cell, paragraph, table } from './table.ts';

/** The documents that say who is responsible; they make one form together. */
export function responsibilitySources(whole: Package): readonly KaijiDocument[] {
  const uris = new Set(writtenDuties(whole).map(({ uri }) => uri));
  return whole.documents.filter(({ file }) => uris.has(file.uri));
}

/** What is told of one topic, by who bears it. */
interface Topic {
  readonly name: string;
  readonly title: string;
  readonly target: string;
  readonly duties: readonly WrittenDuty[];
}

export function responsibilityForm(whole: Package, options: FormOptions): { readonly form: Form; readonly making: Making } {
  const making = makingOf(whole, options);
  const [title, head] = [titleIn(making), headings(making)];
  const topics = topicsOf(making);
  const hasTargets = topics.some(({ target }) => target !== '');
  const rows = topics.map(
    (topic): TableRow => ({
      ...originIn(topic, making),
      cells: [
        cell(topic.name, { isHeading: true }),
        cell(topic.title),
        ...(hasTargets ? [cell(topic.target)] : []),
        ...BEARERS.map((bearer) => cell(dutyBlocks(topic, bearer, making))),
      ],
    }),
  );
  const kept = head.filter((_, i) => i !== 2 || hasTargets);
  const widths = [5, 7, 5, 13, 10, 13].filter((_, i) => i !== 2 || hasTargets);
  const cover = whole.manifest && { ...coverOf(whole.manifest, making), tables: [] };
  const form: Form = {
    title,
    language: options.language,
    ...(cover ? { cover } : {}),
    hasContents: false,
    running: runningLine(title, undefined, making),
    page: 'landscape',
    blocks: rows.length > 0 ? [table(kept, rows, widths)] : [],
  };
  return { form, making };
}

export function responsibilityGrid(making: Making): Grid {
  const title = titleIn(making);
  const keys = ['number', 'text', 'target', ...BEARERS];
  const widths = [20, 32, 18, 50, 36, 50];
  return {
    name: title,
    title,
    language: making.language,
    lines: [],
    columns: headings(making).map((heading, i) => ({ key: keys[i] ?? '', headings: [heading], width: widths[i] ?? 20 })),
    rows: topicsOf(making).map((topic) => ({
      cells: [topic.name, topic.title, topic.target, ...BEARERS.map((bearer) => plainOf(dutyBlocks(topic, bearer, making)))],
    })),
    page: 'landscape',
  };
}

const BEARERS = ['ours', 'platform', 'customer'] as const satisfies readonly Bearer[];

function headings(making: Making): readonly string[] {
  return [
    say(making, '項目', 'Item'),
    say(making, '内容', 'Topic'),
    say(making, '対象', 'Target'),
    say(making, '事業者', 'Provider'),
    say(making, '外部事業者', 'Platform'),
    say(making, '利用者', 'Customer'),
  ];
}

/** The duties of one item and target together, in the order they come. */
function topicsOf(making: Making): readonly Topic[] {
  const { whole } = making;
  const topics = new Map<string, Topic & { readonly duties: WrittenDuty[] }>();
  for (const duty of writtenDuties(whole)) {
    const key = [duty.source, duty.id, duty.target ?? ''].join('\n');
    const known = topics.get(key);
    if (known) known.duties.push(duty);
    else {
      const name = nameOf(duty, making);
      topics.set(key, { name, title: named(duty.title, making), target: duty.target ?? '', duties: [duty] });
    }
  }
  return [...topics.values()];
}

/** Where the first duty of a topic is written. */
function originIn({ duties: [first] }: Topic, making: Making): Pick<TableRow, 'origin'> {
  return first && tellsOrigins(making) ? { origin: { uri: first.uri, line: first.line, end: first.line + 1 } } : {};
}

function nameOf({ source, id }: WrittenDuty, making: Making): string {
  if (source === 'section') return say(making, '開示書', 'Disclosure');
  return isOwnScenario(id) ? say(making, '独自のリスク', 'own risk') : controlName(id, making);
}

function dutyBlocks({ duties }: Topic, bearer: Bearer, making: Making): readonly Block[] {
  return duties
    .filter((duty) => duty.bearer === bearer)
    .flatMap((duty) => {
      const marks = [
        duty.shared ? say(making, '共同', 'shared') : '',
        bearer === 'platform' ? (duty.fromName ?? '') : '',
        duty.open ? say(making, '対応中', 'not done yet') : '',
      ];
      const mark = marks.filter(Boolean).join(say(making, '・', ', '));
      const said = wordBlocks(duty.words, making);
      const head = mark === '' ? [] : [paragraph(say(making, `【${mark}】`, `[${mark}]`))];
      return said.length > 0 || head.length > 0 ? [...head, ...said] : [paragraph('○')];
    });
}

function titleIn(making: Making): string {
  return say(making, '責任分界表', 'Shared responsibility');
}
