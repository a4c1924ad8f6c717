import { fixed, message } from '../language.ts';
import { evidenceItem } from '../model/evidence.ts';
import { locationIn } from '../package/location.ts';
import { replaceNode, scalarSource } from '../yaml/edit.ts';
import { asMap, type ScalarNode } from '../yaml/tree.ts';
import type { EntryRule, RuleDocs } from './rule.ts';

const absent = message<{ path: string }>({
  ja: ({ path }) =>
    `「${path}」というファイルがパッケージにありません。ファイルを置くか、パスを直してください（パスは kaiji.yaml のあるフォルダーから書きます）。`,
  en: ({ path }) =>
    `There is no file "${path}" in the package. Put it there, or correct the path (it begins at the folder of kaiji.yaml).`,
});

const outside = message<{ path: string }>({
  ja: ({ path }) =>
    `「${path}」はパッケージの外を指しています。提出先では開けません。ファイルをパッケージのフォルダーに置くか、https で始まるURLを書いてください。`,
  en: ({ path }) =>
    `"${path}" leads out of the package: whoever receives it cannot open it. Put the file in the folder of the package, or give an https URL.`,
});

const backslash = message<{ path: string }>({
  ja: ({ path }) => `「${path}」の区切りが「\\」（または「¥」）です。ほかの環境でも開けるよう、「/」で区切ってください。`,
  en: ({ path }) => `"${path}" is written with backslashes. Use / so that it opens everywhere.`,
});

const slashes = message<{ path: string }>({
  ja: ({ path }) => `「${path}」に直す`,
  en: ({ path }) => `Change to "${path}"`,
});

export const docs: RuleDocs = {
  ja: `\`location\` のパスにファイル（またはフォルダー）がないときに知らせます。パスは、\`kaiji.yaml\` のあるフォルダーから \`/\` で区切って書きます。\`../\` でパッケージの外に出るパスと、\`C:\\\` や \`/\` で始まるパスは、渡した相手が開けないのでエラーになります。

URL、「総務部で保管」のように区切りも拡張子もない言葉、パッケージに入っていない単独の文書は指摘しません。ファイルを手元に置かずに書く場合は、設定 \`kaiji.evidence.checkFiles\` を外すか、\`rules: { evidence-missing-file: off }\` としてください。

\`\`\`yaml
- { id: ev-isms-cert, title: ISMS認証登録証, location: evidence/isms.pdf }
- { id: ev-terms, title: 利用約款, location: "https://example.jp/terms" }
\`\`\``,
  en: `Reports a \`location\` whose path has no file (or folder). Paths begin at the folder of \`kaiji.yaml\` and use \`/\`. A path that leaves the package by \`../\`, or begins with \`C:\\\` or \`/\`, is an error: whoever receives the package cannot open it.

URLs, words with neither a separator nor an extension (総務部で保管) and documents outside any package are left alone. Who writes without the files at hand turns off the setting \`kaiji.evidence.checkFiles\`, or sets \`rules: { evidence-missing-file: off }\`.

\`\`\`yaml
- { id: ev-isms-cert, title: ISMS certificate, location: evidence/isms.pdf }
- { id: ev-terms, title: Terms of use, location: "https://example.jp/terms" }
\`\`\``,
};

export const evidenceMissingFile: EntryRule = {
  code: 'evidence-missing-file',
  severity: 'warning',
  scope: 'entry',
  sequences: ['evidence'],
  summary: fixed('エビデンスのファイルがパッケージにない', 'The file of an evidence entry is not in the package'),
  *check({ node, document }, { home, isAbsent }) {
    const map = asMap(node);
    const written = map && evidenceItem(map).location;
    // Without a package there is no folder the path begins at.
    if (!written || home === document.file.uri) return;
    const location = locationIn(home, written.value);
    const path = shortened(written.value.trim());
    if (location.kind === 'outside') yield { at: written.node, message: outside({ path }), severity: 'error' };
    if (location.kind !== 'inside') return;
    if (isAbsent(location.uri)) yield { at: written.node, message: absent({ path }) };
    else if (location.backslash) yield { at: written.node, message: backslash({ path }), data: written.node };
  },
  fixes(finding, { file }) {
    const node = finding.data as ScalarNode | undefined;
    if (!node) return [];
    const path = node.text.trim().replaceAll('\\', '/');
    const splices = [replaceNode(file, node, scalarSource(path, true))];
    return [{ title: slashes({ path: shortened(path) }), edits: [{ uri: file.uri, splices }], safe: true, preferred: true }];
  },
};

function shortened(path: string): string {
  return path.length > 80 ? `${path.slice(0, 79)}…` : path;
}
