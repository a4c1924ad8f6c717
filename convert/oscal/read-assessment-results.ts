/** Assessment results as checklists that hold judgements and nothing else: to be moved to the answers they judge. */
import { fixed, message } from '../../core/language.ts';
import { type Data, mapAt, mapsAt, textAt } from './data.ts';
import { Register } from './read-evidence.ts';
import { headOf } from './read-head.ts';
import {
  controlIdOf,
  type ImportedOscal,
  type ImportOptions,
  isOurs,
  type Mapping,
  Ours,
  readStatementId,
  slugOf,
  termIn,
} from './reading.ts';
import { documentSource, type Value } from './source.ts';

const toBeMoved = fixed(
  '判定だけを取り込みました。回答のあるチェックシートの同じ項目へ、judgement を移してください。',
  'Judgements alone were imported. Move each judgement to the same control of the checklist with the answers.',
);
const noControl = message<{ title: string }>({
  ja: ({ title }) => `「${title}」という判定は、どの項目のものか分からないため取り込めませんでした。`,
  en: ({ title }) => `The finding "${title}" does not say which control it is about, and was left out.`,
});
const unknownCatalog = message<{ name: string }>({
  ja: ({ name }) => `どのカタログの評価か分からないため、catalog を「${name}」としました。正しいIDに直してください。`,
  en: ({ name }) => `The file does not say which catalog was assessed; catalog was set to "${name}". Put the right ID there.`,
});

/** One checklist's judgements: by entry, else by control, then by part ('' for the control itself), in order of appearance. */
interface Sheet {
  readonly head: Mapping;
  readonly catalog: string;
  readonly controls: Map<string, { readonly id: string; readonly place: number; readonly parts: Map<string, Mapping[]> }>;
}

export function readAssessmentResults(root: Data, options: ImportOptions): ImportedOscal {
  const sheets = new Map<string, Sheet>();
  const notes: ImportedOscal['notes'][number][] = [];
  mapsAt(root, 'results').forEach((result, i) => {
    const ours = new Ours(result);
    const name = `${ours.get('sheet') ?? ''}`;
    const title = textAt(mapAt(root, 'metadata'), 'title');
    const sheet = sheets.get(name) ?? {
      head: ours.get('catalog') === undefined ? { title } : headOf(result),
      catalog: ours.get('catalog') ?? catalogOf(result, options, notes),
      controls: new Map(),
    };
    sheets.set(name, sheet);
    const round = ours.get('round') ?? String(i + 1);
    for (const finding of mapsAt(result, 'findings')) {
      const about = subjectOf(finding, options);
      if (!about) {
        notes.push(noControl({ title: textAt(finding, 'title') ?? '' }));
        continue;
      }
      const entry = new Ours(finding).get('entry');
      const key = entry ?? about.control;
      const control = sheet.controls.get(key) ?? { id: about.control, place: Number(entry ?? 0), parts: new Map() };
      sheet.controls.set(key, control);
      control.parts.set(about.part, [...(control.parts.get(about.part) ?? []), judgementOf(finding, result, round, options)]);
    }
  });
  const all = [...sheets.values()].filter(({ controls }) => controls.size > 0);
  const files = all.map((sheet, i) => ({
    name: `judgements${all.length > 1 ? `-${i + 1}` : ''}.kaiji.yaml`,
    text: documentSource({ kaiji: 'checklist/v1', ...sheet.head, catalog: sheet.catalog, answers: answersOf(sheet) }),
  }));
  // Evidence in a file of ours is registered where its answers are.
  const evidence = isOurs(root) ? [] : new Register(root, options.language).entries;
  if (evidence.length > 0) files.push({ name: 'evidence.kaiji.yaml', text: documentSource({ kaiji: 'evidence/v1', evidence }) });
  return { files, notes: all.length > 0 ? [...notes, toBeMoved] : notes };
}

function answersOf({ controls }: Sheet): readonly Value[] {
  const inOrder = [...controls.values()].sort((a, b) => a.place - b.place);
  return inOrder.map(({ id, parts }) => {
    const own = parts.get('');
    const below = [...parts].filter(([part]) => part !== '');
    return {
      control: id,
      ...(below.length > 0 ? { parts: Object.fromEntries(below.map(([part, said]) => [part, { judgement: alone(said) }])) } : {}),
      ...(own ? { judgement: alone(own) } : {}),
    } as Value;
  });
}

function alone(judgements: readonly Mapping[]): Value {
  return (judgements.length === 1 ? judgements[0] : judgements) as Value;
}

/** The control a finding is about, and the part; of others by the ID of its target. */
function subjectOf(finding: Data, { catalogs }: ImportOptions): { readonly control: string; readonly part: string } | undefined {
  const ours = new Ours(finding);
  const control = ours.get('control');
  if (control !== undefined) return { control, part: ours.get('part') ?? '' };
  const target = textAt(mapAt(finding, 'target'), 'target-id') ?? '';
  if (target === '') return undefined;
  const statement = readStatementId(target);
  return { control: controlIdOf(statement.control, catalogs), part: statement.part === '' ? '' : `(${statement.part})` };
}

function judgementOf(finding: Data, result: Data, round: string, { language }: ImportOptions): Mapping {
  const ours = new Ours(finding);
  if (ours.get('control') !== undefined)
    return {
      round,
      result: termIn(language, 'result', ours.get('result')),
      finding: ours.get('finding'),
      improvement: ours.get('improvement'),
      due: ours.get('due'),
      by: ours.get('by'),
    };
  const state = textAt(mapAt(mapAt(finding, 'target'), 'status'), 'state');
  const named = new Set(mapsAt(finding, 'related-risks').map((one) => textAt(one, 'risk-uuid')));
  const risks = mapsAt(result, 'risks').filter((risk) => named.has(textAt(risk, 'uuid')));
  const improvement = risks.flatMap((risk) => mapsAt(risk, 'remediations').flatMap((one) => textAt(one, 'description') ?? []));
  const due = risks.flatMap((risk) => textAt(risk, 'deadline')?.slice(0, 10) ?? [])[0];
  return {
    round,
    result: termIn(language, 'result', state === 'satisfied' ? 'conforming' : state === undefined ? undefined : 'nonconforming'),
    finding: [textAt(finding, 'description'), textAt(finding, 'remarks')].filter(Boolean).join('\n') || undefined,
    improvement: improvement.length > 0 ? improvement.join('\n') : undefined,
    due,
  };
}

/** The known catalog the findings are about; else a name to be put right. */
function catalogOf(result: Data, options: ImportOptions, notes: ImportedOscal['notes'][number][]): string {
  for (const finding of mapsAt(result, 'findings')) {
    const found = options.catalogs.resolve(subjectOf(finding, options)?.control ?? '');
    if (found) return found.control.catalog;
  }
  const name = slugOf(textAt(result, 'title') ?? '', 'oscal-catalog');
  notes.push(unknownCatalog({ name }));
  return name;
}
