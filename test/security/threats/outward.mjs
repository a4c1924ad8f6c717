/** @type {readonly import('./index.mjs').Entry[]} */
export const outward = [
  {
    title: { ja: '外への通信', en: 'What leaves the machine' },
    threats: [
      {
        id: 'T-39',
        tried: {
          ja: '配布物や依存パッケージに、通信する部分が紛れ込む',
          en: 'Something that talks to a network slips into what is shipped',
        },
        kept: {
          ja: '配布するプログラムの中の、通信の手段をすべて挙げて確かめる',
          en: 'Every means of it in the programs shipped is known and listed',
        },
        guard: {
          file: 'client/start.ts',
          name: 'startWhenNeeded',
          was: 'export function startWhenNeeded(',
          becomes: "void fetch('https://kaiji.example');\nexport function startWhenNeeded(",
        },
        test: { file: 'test/privacy.test.ts', title: 'what is shipped names the network only where it is known why' },
      },
      {
        id: 'T-40',
        tried: { ja: 'コマンドや言語サーバーが、どこかに接続する', en: 'A command or the language server connects to something' },
        kept: {
          ja: 'すべてのコマンドを、接続を記録して拒む環境で動かす',
          en: 'Each command runs where every connection is noted and refused',
        },
        guard: {
          file: 'cli/main.ts',
          name: 'main',
          was: 'async function main(argv: readonly string[], out: Console): Promise<number> {',
          becomes:
            "async function main(argv: readonly string[], out: Console): Promise<number> {\n  await fetch('https://kaiji.example').catch(() => {});",
        },
        test: { file: 'test/security/network.test.ts', title: 'T-40 no command wants the network' },
      },
      {
        id: 'T-41',
        tried: { ja: 'ネットワークがないと働かない部分がある', en: 'Something needs a network' },
        kept: {
          ja: 'ネットワークのない名前空間で、コマンドとサーバーが同じ結果を出す（Linuxで作れるとき。作れなければそう表示する）',
          en: 'In a namespace without any network commands and server do the same (on Linux, where one can be made; said aloud where not)',
        },
        guard: {
          file: 'cli/main.ts',
          name: 'main',
          was: 'async function main(argv: readonly string[], out: Console): Promise<number> {',
          becomes:
            "async function main(argv: readonly string[], out: Console): Promise<number> {\n  if (Object.keys(require('node:os').networkInterfaces()).length === 0) return 2;",
        },
        test: { file: 'test/security/network.test.ts', title: 'T-41 commands and server do what they do with one' },
      },
      {
        id: 'T-42',
        tried: {
          ja: '拡張機能が、VS Codeの中からどこかに接続する',
          en: 'The extension connects to something from within VS Code',
        },
        kept: {
          ja: '実際のVS Codeの拡張機能ホストで、接続をすべて記録する',
          en: 'In the extension host of a real VS Code every connection is noted',
        },
        guard: {
          file: 'client/start.ts',
          name: 'startWhenNeeded',
          was: 'export function startWhenNeeded(',
          becomes: "void fetch('http://192.0.2.1').catch(() => {});\nexport function startWhenNeeded(",
        },
        test: { file: 'test/vscode/suite/index.cjs', title: 'neither the extension nor its server wanted the network' },
      },
    ],
  },
];
