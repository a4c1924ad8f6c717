import { reckoning } from '../assessment/arithmetic.ts';
import { assessedScenario } from '../assessment/assessed.ts';
import type { AssessedMeasure } from '../assessment/measures.ts';
import { fixed, inLanguage, type Language, message } from '../language.ts';
import { measureOf } from '../model/assessment.ts';
import { japaneseTerm } from '../model/schema.ts';
import type { Package } from '../package/package.ts';
import { fillPair, insertItem, scalarSource } from '../yaml/edit.ts';
import { setPair } from '../yaml/set.ts';
import { asMap, isDamaged, type MapNode } from '../yaml/tree.ts';
import type { EntryRule, Fix, RuleDocs } from './rule.ts';
import { keyOrName, nameOf } from './shared/place.ts';
import { has } from './shared/reply.ts';

interface Above {
  readonly value: string;
  readonly line: number;
}

const none = message<Above>({
  ja: ({ value, line }) =>
    `リスク評価値（${value}）が対策要否の基準値（${line}）以上ですが、対策がありません。measures に対策を挙げるか、保有するなら treatment を「保有」とし、理由を reason に書いてください。`,
  en: ({ value, line }) =>
    `The risk value (${value}) is at or above the line of ${line}, and there is no measure. Name measures under measures; or, to retain the risk, mark the treatment retain and say under reason why.`,
});

const open = message<Above & { measures: readonly AssessedMeasure[] }>({
  ja: ({ value, line, measures }) =>
    `リスク評価値（${value}）が対策要否の基準値（${line}）以上ですが、必須の対策が実施されていません（${measures.map((one) => named(one, 'ja')).join('、')}）。対策を実施するか、代替策をとってください。`,
  en: ({ value, line, measures }) =>
    `The risk value (${value}) is at or above the line of ${line}, and required measures are not in place: ${measures.map((one) => named(one, 'en')).join(', ')}. Put them in place, or meet them by alternatives.`,
});

const here = message<{ id: string }>({
  ja: ({ id }) => `${id} の対応状況はここに書かれています`,
  en: ({ id }) => `The status of ${id} stands here`,
});

const add = message<{ id: string; name: string }>({
  ja: ({ id, name }) => `対策 ${id}${name ? `（${name}）` : ' '}を挙げる`,
  en: ({ id, name }) => `Name the measure ${id}${name && ` (${name})`}`,
});

const retain = fixed('保有とし、理由（reason）を加える', 'Retain the risk, and insert a reason');

/** How many measures a quick fix offers. */
const OFFERED = 5;
/** Treatments that leave no measure of one's own to name. */
const WITHOUT_MEASURES: ReadonlySet<string | undefined> = new Set(['avoid', 'transfer']);

export const docs: RuleDocs = {
  ja: `リスク評価値が対策要否の基準値（oq-2021 では18）以上のシナリオには、対策が要ります。対策が一つも挙がっていないとき、必須の対策が実施されていないときに知らせます。

実施された対策とは、\`measures\` の一覧で「対応済」か「代替策」とされているものです。必須かどうかは、一覧の \`obligation\`、なければカタログの区分によります。「対象外」の対策は数えません。理由を書いて保有したリスク（\`treatment: 保有\` と \`reason\`）と、回避・移転したために対策を挙げないリスクは指摘しません。

\`\`\`yaml
scenarios:
  - { id: sc-ransom, asset: as-terminal, threat: th-ransom, vulnerability: vu-usb, measures: [OQ-T13] }
measures:
  - { control: OQ-T13, status: 対応済 }
\`\`\`

クイックフィックスは、実施された対策を候補に示します。そのリスクに効くものを選んでください。`,
  en: `A scenario whose risk value is at or above the line (18 in oq-2021) needs measures. Reported are those with none at all, and those whose required measures are not in place.

In place is what the list of \`measures\` marks implemented or alternative. What is required the list says (\`obligation\`), else the catalog. Measures that are not applicable do not count. A risk retained with a reason (\`treatment: retain\` and \`reason\`) is not reported, nor one without measures that is avoided or transferred.

\`\`\`yaml
scenarios:
  - { id: sc-ransom, asset: as-terminal, threat: th-ransom, vulnerability: vu-usb, measures: [OQ-T13] }
measures:
  - { control: OQ-T13, status: implemented }
\`\`\`

Quick fixes offer measures that are in place: choose one that works against the risk.`,
};

export const untreatedRisk: EntryRule = {
  code: 'untreated-risk',
  severity: 'warning',
  scope: 'entry',
  kinds: ['assessment'],
  sequences: ['scenarios'],
  reads: ['assets', 'threats', 'vulnerabilities', 'measures'],
  summary: fixed(
    '基準値以上のリスクに、必要な対策が実施されていない',
    'A risk at or above the line without the measures it needs',
  ),
  *check(entry, context) {
    const assessed = assessedScenario(entry, context);
    if (!assessed?.meetsLine || !assessed.line || assessed.isAccepted || isDamaged(entry.node)) return;
    const { scenario, measures } = assessed;
    const at = { value: reckoning(assessed), line: assessed.line.value };
    const control = scenario.id ? { control: scenario.id.value } : {};
    const counted = measures.filter(({ state }) => state !== 'not-applicable');
    if (counted.length === 0) {
      if (WITHOUT_MEASURES.has(scenario.treatment)) return;
      yield { at: nameOf(scenario.node), message: none(at), ...control, data: { map: scenario.node } };
      return;
    }
    const lacking = counted.filter(
      ({ obligation, state }) => obligation === 'must' && (state === 'open' || state === 'unlisted'),
    );
    if (lacking.length === 0) return;
    yield {
      at: keyOrName(scenario.node, 'measures'),
      message: open({ ...at, measures: lacking }),
      ...control,
      related: lacking.flatMap(({ id, entry: listed }) => {
        const map = asMap(listed?.node);
        return listed && map ? [{ uri: listed.document.file.uri, at: nameOf(map), message: here({ id }) }] : [];
      }),
    };
  },
  fixes(finding, { file, package: whole }) {
    const { map } = (finding.data ?? {}) as { map?: MapNode };
    if (!map) return [];
    const measures = done(whole).map(({ id, name }): Fix => {
      const splice = insertItem(file, map, 'measures', [scalarSource(id, true)]);
      return { title: add({ id, name }), edits: [{ uri: file.uri, splices: [splice] }] };
    });
    // A reason that is there is one for something else: for a level, for another treatment.
    if (has(map, 'reason')) return measures;
    const splices = [
      setPair(file, map, 'treatment', '保有'),
      fillPair(file, map, 'reason', ['reason: ●●のため、保有します。'], 'treatment'),
    ];
    return [...measures, { title: retain, edits: [{ uri: file.uri, splices }] }];
  },
};

/** `OQ-T12（利用者の識別）が対応予定`. */
function named({ id, control, measure, state }: AssessedMeasure, language: Language): string {
  const title = measure?.name?.value ?? (control ? inLanguage(control.control.title, language) : '');
  const status = measure?.status?.value;
  if (language === 'en')
    return `${id}${title && ` (${title})`} ${state === 'unlisted' ? 'not listed' : (status ?? 'without status')}`;
  const how =
    state === 'unlisted'
      ? '対策の一覧（measures）になし'
      : status
        ? japaneseTerm('status', status)
        : '対応状況（status）の記載なし';
  return `${id}${title && `「${title}」`}は${how}`;
}

/** Measures of the package that are in place, in their order. */
function done(whole: Package): readonly { readonly id: string; readonly name: string }[] {
  const found: { readonly id: string; readonly name: string }[] = [];
  for (const id of whole.keys('measures')) {
    const map = asMap(whole.lookup('measures', id)[0]?.entry.node);
    const measure = map && measureOf(map);
    const status = measure?.status?.value;
    if (status !== 'implemented' && status !== 'alternative') continue;
    // One with an id and a control stands under both: the id is the package's own name for it.
    if (measure?.id && measure.id.value !== id) continue;
    const title = measure?.name?.value ?? whole.catalogs.resolve(id)?.control.title.ja ?? '';
    found.push({ id, name: title });
    if (found.length === OFFERED) break;
  }
  return found;
}
