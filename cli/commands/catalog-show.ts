/** `kaiji catalog show`: all there is to say of a control, on the terminal or as JSON. */

import { categoryName } from '../../core/catalog/catalog.ts';
import type { Catalogs } from '../../core/catalog/catalogs.ts';
import type { Control, Relation, Resolved } from '../../core/catalog/control.ts';
import type { EvidenceKind } from '../../core/catalog/evidence-kind.ts';
import { controlsMeant, type Reference, readReferences } from '../../core/catalog/reference/read.ts';
import { kindName, relationWord, sayIn, unresolvedWord } from '../../core/features/cards/words.ts';
import { type Bilingual, fixed, inLanguage, type Language, type Localized, message } from '../../core/language.ts';
import { type Console, printable, UsageError } from '../command.ts';
import { jsonText } from '../output/json-text.ts';

const noControl = message<{ id: string }>({
  ja: ({ id }) => `「${id}」にあたる項目がありません。kaiji catalog search で探せます。`,
  en: ({ id }) => `"${id}" is not a control. kaiji catalog search finds them.`,
});

const noId = fixed(
  '表示する項目のIDを指定してください（例: kaiji catalog show CL-94）。',
  'name the controls to show (e.g. kaiji catalog show CL-94).',
);

/** Why references of what was typed lead nowhere, one sentence: `推(2)（推奨事項のため、告示にはありません）`; undefined where none does. */
export function whyUnresolved(typed: string, catalogs: Catalogs): Localized | undefined {
  const unresolved = readReferences(typed, catalogs).filter(hasReason);
  if (unresolved.length === 0) return undefined;
  const say = (language: Language) =>
    unresolved
      .map(({ printed, why }) => `${printable(printed)}${unresolvedWord(why, language)}`)
      .join(language === 'ja' ? '、' : ', ');
  return fixed(`結び付く項目のない番号: ${say('ja')}`, `Numbers that lead nowhere: ${say('en')}`);
}

/** A number that is simply not there says nothing more than that nothing was found. */
function hasReason(reference: Reference): reference is Reference & { readonly why: 'recommended' | 'unbundled' } {
  return reference.why === 'recommended' || reference.why === 'unbundled';
}

/** @returns 1 where an argument means no control: it is named on standard error, and the others are shown */
export async function show(
  typed: readonly string[],
  catalogs: Catalogs,
  evidenceKinds: readonly EvidenceKind[],
  json: boolean,
  out: Console,
): Promise<number> {
  if (typed.length === 0) throw new UsageError(noId);
  const shown: { readonly control: Control; readonly entry: Entry }[] = [];
  for (const id of typed) {
    const [meant, ...others] = controlsMeant(id, catalogs);
    if (meant) shown.push({ control: meant.control, entry: await describe(meant, others, catalogs) });
    const reason = whyUnresolved(id, catalogs);
    if (!meant && !reason) out.error(`kaiji catalog: ${noControl({ id: printable(id) })(out.language)}\n`);
    if (reason) out.error(`kaiji catalog: ${reason(out.language)}\n`);
  }
  const entries = shown.map(({ entry }) => entry);
  if (json) out.print(`${jsonText(entries, 2)}\n`);
  else for (const { control, entry } of shown) out.print(printable(pretty(entry, control, catalogs, evidenceKinds, out)));
  return shown.length < typed.length ? 1 : 0;
}

type Entry = Awaited<ReturnType<typeof describe>>;

/** One control as `--format json` prints it; `null` for a text that is not written. `relations` are seen from this control, cited and citing alike. */
async function describe({ control, part }: Resolved, others: readonly Resolved[], catalogs: Catalogs) {
  const { summary, guidance } = await catalogs.textOf(control);
  const prefix = catalogs.homeOf(control)?.data.prefix;
  const citing = catalogs.citing(control.id);
  const official = catalogs.official(control.id);
  const relations: Record<string, Relation> = {};
  for (const { to, relation } of control.refs) relations[to] = relation;
  for (const { control: other, relation } of citing) relations[other.id] ??= relation;
  return {
    id: control.id,
    catalog: control.catalog,
    number: prefix ? control.id.slice(prefix.length + 1) : control.id,
    category: control.category,
    title: both(control.title),
    summary: summary ? both(summary) : null,
    parts: control.parts.map(({ id, ja, en }) => ({
      id,
      ...(ja === undefined ? {} : { ja }),
      ...(en === undefined ? {} : { en }),
    })),
    // The sub-item asked for, where one was.
    ...(part ? { part: part.id } : {}),
    guidance: guidance ? both(guidance) : null,
    ...(official ? { text: official.text } : {}),
    obligation: control.obligation,
    disclose: control.disclose,
    evidence: control.evidence,
    refs: control.refs.map(({ to }) => to),
    citedBy: citing.map(({ control: other }) => other.id),
    relations,
    aliases: control.aliases,
    ...(others.length === 0 ? {} : { alternatives: others.map(({ control: other }) => other.id) }),
    ...(control.unresolved.length === 0 ? {} : { unresolved: control.unresolved }),
  };
}

function pretty(entry: Entry, control: Control, catalogs: Catalogs, kinds: readonly EvidenceKind[], out: Console): string {
  const { language } = out;
  const say = sayIn(language);
  const obligation = entry.obligation === 'must' ? say('必須', 'required') : say('推奨', 'recommended');
  const tied = (id: string) => {
    const [found] = controlsMeant(id, catalogs);
    const relation = relationWord(entry.relations[id], language);
    return `    ${id}  ${found ? inLanguage(found.control.title, language) : ''}${relation === '' ? '' : say(`（${relation}）`, ` (${relation})`)}`;
  };
  const list = (heading: string, lines: readonly string[]) => (lines.length === 0 ? [] : [`  ${heading}`, ...lines]);
  const category = categoryName(control, catalogs.homeOf(control));
  const text = (value: Bilingual | null) => (value ? inLanguage(value, language).trim().replaceAll('**', '').split('\n') : []);
  const home = catalogs.homeOf(control)?.data;
  const group = home?.groups.find(({ id }) => id === control.group);
  const shared = (name: string, value: Bilingual | undefined) => (value ? [`  ${name}: ${inLanguage(value, language)}`] : []);
  const source = catalogs.official(control.id)?.source;
  const isWorded = ({ ja = '', en = '' }: Entry['parts'][number]) => `${ja}${en}` !== '';
  const worded = entry.parts.filter(isWorded);
  const wordless = entry.parts.filter((part) => !isWorded(part));
  return `${[
    `${entry.id}  ${inLanguage(entry.title, language)}`,
    `  ${inLanguage(category, language)}  [${obligation}${entry.disclose ? say('・提示対象', ', to be disclosed') : ''}]`,
    ...shared(say('節に共通', 'For the whole section'), group?.preamble),
    ...shared(say('条件', 'Condition'), group?.condition),
    ...list(
      `${say('原本の文言', 'Official wording')}${source === undefined ? '' : ` (${printable(source)})`}:`,
      (entry.text ?? '')
        .split('\n')
        .filter(Boolean)
        .map((line) => `    ${line}`),
    ),
    ...text(entry.summary).map((line) => `  ${line}`),
    // Parts known by number only take one line.
    ...(wordless.length === 0 ? [] : [`  ${say('小項目', 'Sub-items')}: ${wordless.map(({ id }) => id).join(say('、', ', '))}`]),
    ...worded.map(
      (part) =>
        `${part.id === entry.part ? '→ ' : '  '}${part.id} ${inLanguage({ ja: part.ja ?? '', ...(part.en ? { en: part.en } : {}) }, language)}`,
    ),
    ...list(
      say('回答の書き方:', 'What a good answer says:'),
      text(entry.guidance).map((line) => `    ${line}`),
    ),
    ...list(
      say('期待されるエビデンス:', 'Expected evidence:'),
      entry.evidence.map((id) => `    ${kindName(id, kinds, language)}`),
    ),
    ...list(say('対応する項目:', 'Refers to:'), entry.refs.map(tied)),
    ...list(
      say('結び付く項目のない参照:', 'References to nothing:'),
      (entry.unresolved ?? []).map(({ printed, why }) => `    ${printed}${unresolvedWord(why, language)}`),
    ),
    ...list(say('この項目を参照する項目:', 'Cited by:'), entry.citedBy.map(tied)),
    ...list(say('この指定に当てはまるほかの項目:', 'What was asked for may also mean:'), (entry.alternatives ?? []).map(tied)),
  ].join('\n')}\n\n`;
}

/** A title or text as `--format json` prints it: nothing but `ja` and, where it is there, `en`. */
export function both({ ja, en }: Bilingual): Bilingual {
  return en === undefined ? { ja } : { ja, en };
}
