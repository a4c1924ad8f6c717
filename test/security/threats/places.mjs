/** @type {readonly import('./index.mjs').Entry[]} */
export const places = [
  {
    title: {
      ja: '場所とファイル名（敵対的な文書・ワークスペース）',
      en: 'Places and file names (hostile document, hostile workspace)',
    },
    threats: [
      {
        id: 'T-1',
        tried: {
          ja: '図のパスで、パッケージの外のファイルを書き出しに取り込ませる（`..`、絶対パス、`file:`、UNC、`%2e%2e`）',
          en: 'A picture’s path takes a file from outside the package into an export (`..`, absolute, `file:`, UNC, `%2e%2e`)',
        },
        kept: { ja: '図はパッケージの中だけを探す', en: 'Pictures are looked for in the package only' },
        guard: {
          file: 'convert/form/written.ts',
          name: 'pictureAt',
          was: `return uri?.startsWith(\`\${home}/\`) ? uri : undefined;`,
          becomes: 'return uri;',
        },
        test: { file: 'test/security/packages.test.ts', title: 'T-1 a picture is looked for in its package only' },
      },
      {
        id: 'T-2',
        tried: {
          ja: 'パッケージの中に置いたシンボリックリンクの先を、図として取り込ませる',
          en: 'A symbolic link in the package leads a picture to a file outside of it',
        },
        kept: {
          ja: 'リンクをたどった先がパッケージの外なら読まない',
          en: 'What a link leads to outside the package is not read',
        },
        guard: {
          file: 'server/disk.ts',
          name: 'disk.readBytes',
          was: `if (!path?.startsWith(\`\${home}\${sep}\`)) throw`,
          becomes: 'if (path === undefined) throw',
        },
        test: {
          file: 'test/security/disk.test.ts',
          title: 'T-2 a picture behind a link that leads out of the package is not read',
        },
      },
      {
        id: 'T-3',
        tried: {
          ja: '`extends`・`inherits` で、ディスクの別の場所を読ませる',
          en: '`extends` or `inherits` has other places of the disk read',
        },
        kept: {
          ja: '`kaiji.yaml` のあるフォルダーだけをパッケージとして読み、その中でもKaijiのファイルだけを読む（隣のパッケージを挙げるのは正しい使い方）',
          en: 'Only a folder with a `kaiji.yaml` is read, and of it Kaiji’s files alone (to name a package next door is what they are for)',
        },
        guard: {
          file: 'core/package/workspace.ts',
          name: 'Workspace.relative',
          was: 'return isPackage ? this.assemble(target, visited) : undefined;',
          becomes: 'return this.assemble(target, visited);',
        },
        test: {
          file: 'test/security/packages.test.ts',
          title: 'T-3 only a folder that says it is a package is read as one, and of it kaiji files alone',
        },
      },
      {
        id: 'T-4',
        tried: {
          ja: 'ワークスペースの設定 `kaiji.catalogs` で、開いただけで別のフォルダーを読ませる',
          en: 'The workspace’s own `kaiji.catalogs` has other folders read as soon as it is opened',
        },
        kept: {
          ja: '場所を指す設定は、信頼していないワークスペースでは効かない（実際のVS Codeでは `test/vscode/trust.e2e.ts`）',
          en: 'A setting that names a place does not count in a workspace that is not trusted (in the real VS Code: `test/vscode/trust.e2e.ts`)',
        },
        guard: {
          file: 'package.json',
          name: 'restrictedConfigurations',
          was: '"restrictedConfigurations": [\n        "kaiji.catalogs"\n      ]',
          becomes: '"restrictedConfigurations": []',
        },
        test: {
          file: 'test/security/editor.test.ts',
          title: 'T-4 every setting that names a place on the disk is restricted in a workspace that is not trusted',
        },
      },
      {
        id: 'T-5',
        tried: {
          ja: 'サービス名を `../x`、`CON`、改行、書字方向を変える文字などにして、書き出すファイルの名前や場所を変える',
          en: 'A service called `../x`, `CON`, a line break or a mark that turns text decides where an export goes, or how it looks',
        },
        kept: {
          ja: '名前に使えない文字を置き換え、長さを200バイトまでにする',
          en: 'What no name may hold is replaced; 200 bytes at most',
        },
        guard: { file: 'convert/export/file-name.ts', name: 'fileNameOf', was: ".replace(UNUSABLE, '_')", becomes: '' },
        test: {
          file: 'test/security/names.test.ts',
          title: 'T-5 a service called like a path, a device or an escape is exported under a plain name',
        },
      },
      {
        id: 'T-6',
        tried: {
          ja: '一時ファイルの名前で待ち伏せたリンクを通して、ほかのファイルを書き換えさせる',
          en: 'A link that waits under the name of a temporary file has another file written',
        },
        kept: { ja: '一時ファイルは必ず新しく作る', en: 'A temporary file is always made anew' },
        guard: {
          file: 'cli/files.ts',
          name: 'writeAll',
          was: "open(temporary, 'wx',",
          becomes: "open(temporary, 'w',",
        },
        test: {
          file: 'test/security/disk.test.ts',
          title: 'T-6 what is written goes into a new file, never through a link that waits under its name',
        },
      },
      {
        id: 'T-7',
        tried: { ja: '`baseline` に外のファイルを挙げて読ませる', en: '`baseline` names a file outside the package' },
        kept: { ja: 'パッケージの中だけを読み、外なら指摘する', en: 'It is read in the package only; any other is a finding' },
        guard: {
          file: 'core/package/baseline.ts',
          name: 'Baselines.of',
          was: `const location = locationIn(home, path.includes('/') ? path : \`./\${path}\`);`,
          becomes: "const location = { kind: 'inside', uri: resolveUri(home, path) };",
        },
        test: { file: 'test/security/packages.test.ts', title: 'T-7 a baseline outside of its package is not read, and said' },
      },
      {
        id: 'T-8',
        tried: {
          ja: '文書や図の名前を付けたパイプ・デバイス・巨大なファイルで、読み込みが終わらないようにする',
          en: 'Pipes, devices and huge files under the names of documents and pictures keep reading from ending',
        },
        kept: { ja: 'ふつうのファイルだけを、上限まで読む', en: 'Only regular files are read, up to a limit' },
        guard: {
          file: 'server/disk.ts',
          name: 'bytesOf',
          was: 'if (!found.isFile() && !found.isDirectory()) throw',
          becomes: 'if (!found.isFile() && !found.isDirectory() && !found.isFIFO()) throw',
        },
        test: {
          file: 'test/security/disk.test.ts',
          title: 'T-8 what has no end is not read, nor a picture larger than any document',
        },
      },
      {
        id: 'T-9',
        tried: {
          ja: '`.gitignore` の `**` を重ねて、ファイルを探す処理が終わらないようにする',
          en: 'A `.gitignore` with many `**` keeps the list of files from ending',
        },
        kept: { ja: '`**` が3個を超える行を読まない', en: 'Lines with more than three `**` are not read' },
        guard: {
          file: 'server/disk.ts',
          name: 'ignoreFile',
          was: "lines.filter((line) => line.split('**').length - 1 <= MOST_STARS)",
          becomes: 'lines',
        },
        test: {
          file: 'test/security/disk.test.ts',
          title: 'T-9 rules of what to leave out cannot keep the search for files from ending',
        },
      },
      {
        id: 'T-10',
        tried: {
          ja: '届いたリポジトリの `.git/config` に書いたプログラムを、`kaiji diff` に実行させる（部分クローンの取得）',
          en: 'A repository’s own `.git/config` has `kaiji diff` run a program (what a partial clone fetches by)',
        },
        kept: { ja: 'gitに何も取得させない', en: 'git fetches nothing' },
        guard: {
          file: 'cli/git.ts',
          name: 'NOTHING_FETCHED',
          was: 'const env = { ...process.env, ...NOTHING_FETCHED };',
          becomes: 'const env = process.env;',
        },
        test: {
          file: 'test/security/git.test.ts',
          title: 'T-10 a repository that wants to fetch what it lacks runs no program of its own',
        },
      },
      {
        id: 'T-11',
        tried: {
          ja: '`-` で始まる版の名前を、gitのオプションとして読ませる',
          en: 'A revision that begins with `-` is taken for an option of git',
        },
        kept: { ja: '断り、gitを起動しない', en: 'It is refused before git is started' },
        guard: {
          file: 'cli/git.ts',
          name: 'revisionIn',
          was: "if (revision === '' || revision.startsWith('-')) throw",
          becomes: "if (revision === '') throw",
        },
        test: { file: 'test/security/git.test.ts', title: 'T-11 a revision is no option of git' },
      },
      {
        id: 'T-12',
        tried: {
          ja: 'エビデンスの `location` で、パッケージの外のファイルを調べさせ、開かせる（`..`、絶対パス、`file:`、UNC）',
          en: 'A `location` of evidence has files outside the package looked for and opened (`..`, absolute, `file:`, UNC)',
        },
        kept: {
          ja: '外を指す場所は調べず、リンクにせず、指摘する',
          en: 'A place outside is not looked at, no link, and a finding',
        },
        guard: { file: 'core/package/location.ts', name: 'locationIn', was: 'if (depth < 0) return OUTSIDE;', becomes: '' },
        test: { file: 'test/location.test.ts', title: '%s is outside', only: 'is outside' },
      },
    ],
  },
];
