import { mayBeAccepted } from '../../core/check/accepted.ts';
import { renewed } from '../../core/check/renewed-baseline.ts';
import { checkPackage, type PlacedFinding } from '../../core/check.ts';
import { fixed, type Localized, message } from '../../core/language.ts';
import type { Package } from '../../core/package/package.ts';
import { relativePath } from '../../core/package/relative-path.ts';
import { dateOption, dayOption, failOnOption, parse } from '../arguments.ts';
import { baselineAt } from '../baseline.ts';
import { type Command, printableName, UsageError } from '../command.ts';
import { mayWrite, writeWhole } from '../files.ts';
import { fails } from '../output/format.ts';
import { planOf, targetOf } from '../plan.ts';
import { displayPath, openSession, uriOf } from '../session.ts';

const noReason = fixed(
  '--reason がありません。指摘を受け入れる理由を書いてください（例: --reason "2027年3月の監査までに対応"）。',
  '--reason is missing. Say why these findings are accepted (for example --reason "by the audit of March 2027").',
);

const past = message<{ day: string }>({
  ja: ({ day }) => `--expires の ${day} は過ぎています。今日以降の日を指定してください。`,
  en: ({ day }) => `--expires ${day} has passed. Name today or a day to come.`,
});

const done = message<{ path: string; added: number; kept: number; dropped: number }>({
  ja: ({ path, added, kept, dropped }) =>
    `${path}: 新たに受け入れた指摘 ${added}件、前から受け入れている指摘 ${kept}件、解消したため除いた指摘 ${dropped}件（項目ごとに数えています）。`,
  en: ({ path, added, kept, dropped }) =>
    `${path}: ${added} newly accepted, ${kept} accepted before, ${dropped} dropped as they are gone (counted control by control).`,
});

const howToUse = message<{ manifest: string; path: string }>({
  ja: ({ manifest, path }) => `エディターでも受け入れるには、${manifest} に「baseline: ${path}」と書いてください。`,
  en: ({ manifest, path }) => `To accept them in the editor too, write "baseline: ${path}" in ${manifest}.`,
});

const whereToPut = fixed(
  'エディターでも受け入れるには、ベースラインをパッケージごとに作り、そのフォルダーの中に置いて（-o で指定します）、kaiji.yaml の baseline に挙げてください。',
  'To accept them in the editor too, write one baseline for each package, into its folder (with -o), and name it under baseline in kaiji.yaml.',
);

export const baselineCommand: Command = {
  name: 'baseline',
  summary: fixed('今ある指摘を、理由と期限を付けて受け入れます', 'accepts the findings there are, with a reason and a day'),
  usage: fixed(
    `kaiji baseline [パス…] --reason 理由 [--expires YYYY-MM-DD] [--fail-on error|warning|info] [-o kaiji-baseline.json] [--date YYYY-MM-DD]

今ある指摘をベースライン（受け入れた指摘の一覧、JSON）に書き出します。ベースラインにある指摘は、kaiji check --baseline でも、
kaiji.yaml の baseline に挙げればエディターでも表示されません。期限を過ぎると、また表示されます。
受け入れるのは、同じ --fail-on（省くと error）を付けた kaiji check が失敗とする指摘です。
ベースラインがすでにあれば更新します。前から受け入れている指摘の理由と期限は変えず、解消した指摘は除きます。

例:  kaiji baseline --reason "2027年3月の監査までに対応" --expires 2027-03-31 --fail-on warning 開示書/`,
    `kaiji baseline [PATH…] --reason TEXT [--expires YYYY-MM-DD] [--fail-on error|warning|info] [-o kaiji-baseline.json] [--date YYYY-MM-DD]

Writes the findings there are into a baseline (JSON): a list of findings that are accepted. What it lists is not reported by
kaiji check --baseline, nor in the editor where kaiji.yaml names it under baseline, until its day has passed.
Accepted is what makes kaiji check with the same --fail-on fail (error, where absent).
A baseline that is there is brought up to date: its entries keep their reason and day, those of findings that are gone are dropped.

Example:  kaiji baseline --reason "by the audit of March 2027" --expires 2027-03-31 --fail-on warning disclosure/`,
  ),
  async run(argv, out) {
    const { values, positionals } = parse(argv, {
      reason: { type: 'string', default: '' },
      expires: { type: 'string' },
      'fail-on': { type: 'string', default: 'error' },
      output: { type: 'string', short: 'o', default: 'kaiji-baseline.json' },
      date: { type: 'string' },
    });
    const reason = values.reason.trim();
    if (reason === '') throw new UsageError(noReason);
    const failOn = failOnOption(values['fail-on']);
    const date = dateOption(values.date);
    const expires = dayOption('--expires', values.expires);
    if (expires !== undefined && expires < date) throw new UsageError(past({ day: expires }));
    const path = values.output;
    await mayWrite(path, true);
    const before = (await baselineAt(path, true)) ?? { uri: uriOf(path), accepted: [], faults: [] };

    const session = await openSession(out);
    const found = new Map<string, readonly PlacedFinding[]>();
    const packages: Package[] = [];
    for (const unit of (await planOf(positionals, session)).units) {
      const { whole, uris } = await targetOf(unit, session);
      packages.push(whole);
      const all = checkPackage(whole.accepting(undefined), { date, failed: session.fixFailed });
      for (const uri of uris) found.set(uri, all.get(uri) ?? []);
    }
    if (session.failed(positionals)) return 2;
    const { entries, ...counts } = renewed(
      before,
      found,
      (finding) => mayBeAccepted(finding) && fails(finding.severity, failOn),
      {
        reason,
        ...(expires === undefined ? {} : { expires }),
      },
    );
    await writeWhole(path, `${JSON.stringify(entries, null, 2)}\n`);
    out.print(`${done({ path: printableName(path), ...counts })(out.language)}\n`);
    // Whoever brings it up to date knows how it is used; so do packages that name it.
    const isUsed = packages.every(({ baseline }) => baseline?.uri === before.uri);
    if (before.accepted.length === 0 && entries.length > 0 && !isUsed)
      out.print(`${wayToUse(before.uri, packages)(out.language)}\n`);
    return 0;
  },
};

/** A package reads a baseline of its own folder only. */
function wayToUse(uri: string, packages: readonly Package[]): Localized {
  const [whole, ...others] = packages;
  const path = whole?.manifest && others.length === 0 ? relativePath(whole.uri, uri) : undefined;
  if (!whole?.manifest || path === undefined || path.startsWith('..')) return whereToPut;
  return howToUse({ manifest: printableName(displayPath(whole.manifest.file.uri)), path: printableName(path) });
}
