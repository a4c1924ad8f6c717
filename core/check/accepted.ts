/** What a baseline accepts is not told; where its day has passed, it is told again, and that it was accepted. */
import { type Localized, message } from '../language.ts';
import type { Acceptance, Accepted } from '../package/baseline.ts';
import { internalError } from '../rules/internal-error.ts';
import { expanded, type PlacedFinding } from './placed.ts';

/** Not what stopped: nobody knows what it would have found. */
export function mayBeAccepted({ rule }: PlacedFinding): boolean {
  return rule !== internalError.code;
}

/**
 * @param findings of one file. Of a group only those that are accepted go; the others are then told one by one
 * @param gone told how many go, a group's counted one by one
 */
export function unaccepted(
  findings: readonly PlacedFinding[],
  accepted: Accepted,
  gone: (count: number) => void = () => {},
): readonly PlacedFinding[] {
  return accepted.isEmpty ? findings : findings.flatMap((finding) => remaining(finding, accepted, gone));
}

function remaining(finding: PlacedFinding, accepted: Accepted, gone: (count: number) => void): readonly PlacedFinding[] {
  if (!mayBeAccepted(finding)) return [finding];
  const { control, controls = [], file, rule } = finding;
  const isGroup = controls.length > 1 && finding.each !== undefined;
  const found = accepted.of(file.uri, rule, isGroup ? [control] : [control, ...controls]);
  if (found?.isExpired) return [{ ...finding, message: again(finding.message, found.acceptance) }];
  if (found) {
    gone(isGroup ? controls.length : 1);
    return [];
  }
  if (!isGroup || !controls.some((one) => accepted.of(file.uri, rule, [one]))) return [finding];
  return [...expanded(finding)].flatMap((one) => remaining({ ...finding, ...one }, accepted, gone));
}

const hasExpired = message<{ text: Localized; acceptance: Acceptance }>({
  ja: ({ text, acceptance: { expires = '', reason } }) =>
    `${text('ja')}（ベースラインで ${expires} まで受け入れていた指摘です。理由: ${reason}）`,
  en: ({ text, acceptance: { expires = '', reason } }) => `${text('en')} (Accepted by the baseline until ${expires}: ${reason})`,
});

function again(text: Localized, acceptance: Acceptance): Localized {
  return hasExpired({ text, acceptance });
}
