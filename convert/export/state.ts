/** The state of what is handed over: what is still reported about it. */
import type { PlacedFinding } from '../../core/check.ts';
import { counted, type Localized, message } from '../../core/language.ts';
import type { Severity } from '../../core/rules/rule.ts';
import type { Origin } from '../form/form.ts';
import { findingsAbout } from '../preview/findings.ts';

/** What a file was made from. */
export interface Printed {
  /** URIs of the documents it is of. */
  readonly uris: readonly string[];
  /** Where everything in it comes from, as far as that is known, other documents among it. */
  readonly origins: readonly Origin[];
}

export interface OpenFindings {
  readonly count: number;
  readonly text: Localized;
}

type Counts = Readonly<Record<Severity, number>>;

const NAMES: readonly (readonly [Severity, ja: string, en: string])[] = [
  ['error', 'エラー', 'error'],
  ['warning', '警告', 'warning'],
  ['info', '情報', 'notice'],
  ['hint', 'ヒント', 'hint'],
];

const unfinished = message<{ count: number; counts: Counts }>({
  ja: ({ count, counts }) =>
    `元の文書には、まだ指摘が${count}件残っています（${named(counts, (ja, _, of) => `${ja} ${of}件`).join('、')}）。渡す前に、問題パネルか kaiji check で確かめてください。`,
  en: ({ count, counts }) =>
    `${counted(count, 'finding is', 'findings are')} still open in the documents (${named(counts, (_, en, of) => counted(of, en)).join(', ')}). See them in the Problems panel or with kaiji check before this is handed over.`,
});

function named(counts: Counts, say: (ja: string, en: string, of: number) => string): readonly string[] {
  return NAMES.flatMap(([severity, ja, en]) => (counts[severity] > 0 ? [say(ja, en, counts[severity])] : []));
}

/**
 * What is still open in a file that is handed over, counted as the preview does; undefined where no error and no warning is.
 * @param findingsOf those of a document, by its URI
 */
export function openFindings(
  { uris, origins }: Printed,
  findingsOf: (uri: string) => readonly PlacedFinding[],
): OpenFindings | undefined {
  const counts = { error: 0, warning: 0, info: 0, hint: 0 };
  let count = 0;
  const owned = origins.map((origin) => ({ origin, owner: undefined }));
  for (const { finding } of findingsAbout(owned, uris, findingsOf)) {
    counts[finding.severity]++;
    count++;
  }
  return counts.error + counts.warning > 0 ? { count, text: unfinished({ count, counts }) } : undefined;
}
