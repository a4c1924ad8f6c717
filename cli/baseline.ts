/** Baselines as the command line is given them. */
import { readFile } from 'node:fs/promises';
import { fixed, type Localized, message } from '../core/language.ts';
import { type Baseline, type Fault, KEYS, readBaseline } from '../core/package/baseline.ts';
import { unknownRulesIn } from '../core/rules/invalid-baseline.ts';
import { rules } from '../core/rules/registry.ts';
import { codeOf, reasonOf } from '../server/system-error.ts';
import { printableName, UsageError } from './command.ts';
import { uriOf } from './session.ts';

const unreadable = message<{ path: string; reason: Localized }>({
  ja: ({ path, reason }) =>
    `${path}: ベースラインを読めません（${reason('ja')}）。パスを確かめるか、kaiji baseline で作ってください。`,
  en: ({ path, reason }) =>
    `${path}: the baseline cannot be read (${reason('en')}). Check the path, or write one with kaiji baseline.`,
});

const faulty = message<{ path: string; fault: Fault }>({
  ja: ({ path, fault }) => `${path}: ${describe(fault)('ja')}直すか、別の名前で kaiji baseline を実行してください。`,
  en: ({ path, fault }) => `${path}: ${describe(fault)('en')} Correct it, or run kaiji baseline with another name.`,
});

const unknownRule = message<{ path: string; rule: string; hint: Localized }>({
  ja: ({ path, rule, hint }) =>
    `${path}: 「${rule}」というルールはありません。${hint('ja')}ルール名を直すか、その項目を消してください。`,
  en: ({ path, rule, hint }) => `${path}: there is no rule "${rule}". ${hint('en')}Correct the code, or take the entry out.`,
});

function describe(fault: Fault) {
  switch (fault.what) {
    case 'json':
      return fixed(`${fault.line}行目からJSONとして読めません。`, `not readable as JSON from line ${fault.line} on.`);
    case 'key':
      return fixed(
        `${fault.entry}件目の ${fault.key} が${fault.key === 'expires' ? '、暦にある日付（YYYY-MM-DD）ではありません' : 'ないか、文字列ではありません'}。`,
        `in entry ${fault.entry}, ${fault.key} is ${fault.key === 'expires' ? 'no day of the calendar (YYYY-MM-DD)' : 'missing or no text'}.`,
      );
    case 'unknown-key':
      return fixed(
        `${fault.entry}件目に、使えないキー「${printableName(fault.key)}」があります。使えるのは ${KEYS.join('・')} です。`,
        `entry ${fault.entry} has a key "${printableName(fault.key)}", which means nothing. It may have ${KEYS.join(', ')}.`,
      );
    default:
      return fixed('指摘の一覧（[ … ]）になっていません。', 'not a list of findings ([ … ]).');
  }
}

/** @throws UsageError for one that cannot be read, or that would accept less than it says; undefined where there is no such file and none is needed */
export async function baselineAt(path: string, mayBeAbsent = false): Promise<Baseline | undefined> {
  const uri = uriOf(path);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (mayBeAbsent && codeOf(error) === 'ENOENT') return undefined;
    throw new UsageError(unreadable({ path: printableName(path), reason: reasonOf(error) }));
  }
  const baseline = readBaseline(text, uri);
  const [fault] = baseline.faults;
  if (fault) throw new UsageError(faulty({ path: printableName(path), fault }));
  return baseline;
}

/** The baseline to check with. @throws UsageError as above, and for one with an entry that can accept nothing, because there is no such rule */
export async function baselineToCheckWith(path: string): Promise<Baseline | undefined> {
  const baseline = await baselineAt(path);
  const [unknown] = baseline
    ? unknownRulesIn(
        baseline,
        rules.map(({ code }) => code),
      )
    : [];
  if (unknown) throw new UsageError(unknownRule({ path: printableName(path), ...unknown }));
  return baseline;
}
