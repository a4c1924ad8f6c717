import { fileURLToPath } from 'node:url';
import { createTwoFilesPatch } from 'diff';
import { type CheckOptions, checkPackage } from '../../core/check.ts';
import { fixAllEdits } from '../../core/features/fix-all.ts';
import { counted, fixed, message } from '../../core/language.ts';
import { readFile } from '../../core/model/document.ts';
import type { Package } from '../../core/package/package.ts';
import type { Text } from '../../core/text/text.ts';
import { dateOption, parse, ruleCode } from '../arguments.ts';
import { type Command, printable } from '../command.ts';
import { type Writing, writeAll } from '../files.ts';
import { targetsOf } from '../plan.ts';
import { displayPath, openSession } from '../session.ts';

const done = message<{ files: number; fixes: number; dry: boolean }>({
  ja: ({ files, fixes, dry }) =>
    fixes === 0
      ? '自動で直せる指摘はありません。'
      : `${files}ファイルの指摘 ${fixes}件を${dry ? '直せます（まだ書き込んでいません）' : '直しました'}。`,
  en: ({ files, fixes, dry }) =>
    fixes === 0
      ? 'Nothing can be fixed automatically.'
      : `${dry ? 'Would fix' : 'Fixed'} ${counted(fixes, 'finding')} in ${counted(files, 'file')}${dry ? ' (nothing written)' : ''}.`,
});

/** A fix may bring the next one within reach; beyond this many rounds something goes in circles. */
const ROUNDS = 10;

const unfinished = message<{ left: number }>({
  ja: ({ left }) =>
    `${ROUNDS}回繰り返しても直し終わらないため、自動で直せる指摘を ${left}件残して止めました。kaiji check で内容を確かめ、手で直してください。`,
  en: ({ left }) =>
    `not done after ${ROUNDS} rounds: stopped with ${left} fixable findings left. See them with kaiji check and fix them by hand.`,
});

export const fixCommand: Command = {
  name: 'fix',
  summary: fixed('判断のいらない指摘を自動で直します', 'applies the safe fixes'),
  usage: fixed(
    `kaiji fix [パス…] [--rule ルール名] [--dry-run] [--date YYYY-MM-DD]

エディターの「すべて修正」と同じ修正を書き込みます。--dry-run は差分だけを表示します。
例:  kaiji fix --dry-run examples/clinic-cloud`,
    `kaiji fix [PATH…] [--rule CODE] [--dry-run] [--date YYYY-MM-DD]

Writes the same edits as the editor's fix-all. --dry-run prints a diff only.
Example:  kaiji fix --dry-run examples/clinic-cloud`,
  ),
  async run(argv, out) {
    const { values, positionals } = parse(argv, {
      rule: { type: 'string' },
      'dry-run': { type: 'boolean' },
      date: { type: 'string' },
    });
    const rule = values.rule === undefined ? undefined : ruleCode(values.rule);
    const options: CheckOptions = { date: dateOption(values.date) };
    const session = await openSession(out);
    let fixes = 0;
    let files = 0;
    let left = 0;
    const writings: Writing[] = [];
    for (const { whole, uris } of await targetsOf(positionals, session)) {
      const fixed = fixPackage(whole, uris, { ...options, failed: session.fixFailed }, rule);
      fixes += fixed.count;
      left += fixed.left;
      for (const [uri, after] of fixed.changed) {
        files++;
        const path = displayPath(uri);
        const before = whole.files.get(uri)?.text.toString() ?? '';
        if (!values['dry-run']) writings.push([fileURLToPath(uri), after.toString(), before]);
        else out.print(printable(createTwoFilesPatch(path, path, before, after.toString(), '', '', { context: 2 })));
      }
    }
    await writeAll(writings);
    out.print(`${done({ files, fixes, dry: values['dry-run'] === true })(out.language)}\n`);
    if (left > 0) session.say(unfinished({ left }));
    if (session.failed(positionals)) return 2;
    return left > 0 ? 1 : 0;
  },
};

export interface Fixed {
  /** The files that differ, in their new version. */
  readonly changed: ReadonlyMap<string, Text>;
  /** Findings fixed. */
  readonly count: number;
  /** Findings that could still be fixed when the rounds ran out. */
  readonly left: number;
}

/** Applies safe fixes, round after round, to the files named; other files of the package are context only. */
export function fixPackage(whole: Package, uris: ReadonlySet<string>, options: CheckOptions, rule?: string): Fixed {
  const changed = new Map<string, Text>();
  let current = whole;
  let count = 0;
  for (let round = 0; ; round++) {
    const found = checkPackage(current, options);
    const findings = [...uris].flatMap((uri) => found.get(uri) ?? []);
    const { edits, applied } = fixAllEdits(current, findings, options, rule === undefined ? {} : { rule });
    const own = edits.filter(({ uri, splices }) => uris.has(uri) && splices.length > 0);
    if (own.length === 0) return { changed, count, left: 0 };
    if (round === ROUNDS) return { changed, count, left: applied };
    for (const { uri, splices } of own) {
      const text = current.files.get(uri)?.text.spliceAll(splices);
      if (!text) continue;
      changed.set(uri, text);
      current = current.with([readFile(uri, text)]);
    }
    count += applied;
  }
}
