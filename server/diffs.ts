/** Requests about what changed between two versions. What compares and writes is loaded with the first. */

import { base64Of } from '../convert/base64.ts';
import { fixed, message } from '../core/language.ts';
import { isKaijiPath } from '../core/package/files.ts';
import type { Package } from '../core/package/package.ts';
import { canonicalUri, fileName } from '../core/package/uri.ts';
import { Workspace } from '../core/package/workspace.ts';
import { type DiffAnswer, type DiffParams, type DiffSide, diffRequest } from './protocol/diff.ts';
import type { Refused } from './protocol/refused.ts';
import type { Session } from './session.ts';

const failed = fixed(
  'Kaijiの不具合により、比べられませんでした。コマンド「出力パネルを表示する」で記録を確かめてください。',
  'Kaiji failed while comparing. See the log (command "Show Output").',
);

const none = message<{ name: string }>({
  ja: ({ name }) => `${name} に比べる文書がありません。kaiji.yaml のあるフォルダーか、その中のファイルを選んでください。`,
  en: ({ name }) => `${name} has no documents to compare. Choose a folder with kaiji.yaml, or a file in one.`,
});

const several = message<{ name: string; packages: readonly string[] }>({
  ja: ({ name, packages }) =>
    `${name} には複数のパッケージがあります（${packages.join('、')}）。比べるものを一つ選んでください。`,
  en: ({ name, packages }) => `${name} has several packages (${packages.join(', ')}). Choose the one to compare.`,
});

interface Version {
  readonly whole: Package;
  readonly uris: ReadonlySet<string>;
}

export function registerDiffRequest(session: Session): void {
  const { connection, configuration, host } = session;
  connection.onRequest<DiffAnswer | Refused, void>(diffRequest, async ({ to, old, now }: DiffParams) => {
    const language = await configuration.language(now.uri);
    return session.guarded<DiffAnswer | Refused>(
      'diff',
      () => ({ refused: failed(language) }),
      async () => {
        const program = await host.loadExporter();
        const { bundled, workspace } = await session.ready();
        const at = async ({ uri, label, was }: DiffSide): Promise<Version | Refused> => {
          const then = was ? new Workspace(program.earlierIo(host.io, was), bundled.catalogs) : workspace;
          if (was) then.shareFiles(await workspace.sharedFiles());
          const files = isKaijiPath(uri) ? [canonicalUri(uri)] : await then.filesIn(uri);
          const versions = new Map<string, Version>();
          for (const file of files) {
            const whole = await then.packageOf(file);
            versions.set(whole.uri, { whole, uris: new Set(versions.get(whole.uri)?.uris).add(file) });
          }
          // A package may have others below it.
          const own = versions.get(canonicalUri(uri).replace(/\/$/, ''));
          const [first, another] = versions.values();
          const version = own ?? first;
          if (!version || version.whole.files.size === 0) return { refused: none({ name: label })(language) };
          if (another && !own)
            return { refused: several({ name: label, packages: [...versions.keys()].map(fileName) })(language) };
          return version;
        };
        const [before, after] = [await at(old), await at(now)];
        if ('refused' in before) return before;
        if ('refused' in after) return after;
        const diff = program.diffPackages(before, after);
        const options = {
          language,
          old: old.label,
          now: now.label,
          pathOf: (uri: string) => pathIn(session.folders, uri),
        };
        const content =
          to === 'docx'
            ? base64Of(await program.diffDocx(diff, options))
            : (to === 'html' ? program.diffHtml : program.diffMarkdown)(diff, options);
        const name = language === 'ja' ? '新旧対照表' : 'changes';
        const { changes } = diff;
        return { name, content, changes: changes.length, reagree: changes.filter(({ reagree }) => reagree).length };
      },
    );
  });
}

/** As seen from the folder of the workspace it is in. */
function pathIn(folders: Iterable<string>, uri: string): string {
  for (const folder of folders) {
    const home = `${canonicalUri(folder).replace(/\/$/, '')}/`;
    if (uri.startsWith(home)) return decodeURIComponent(uri.slice(home.length));
  }
  return fileName(uri);
}
