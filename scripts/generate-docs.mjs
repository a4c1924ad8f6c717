// Writes docs/rules.md, docs/crosswalk.md and the rule codes of the setting `kaiji.rules` in package.json from core/rules/registry.ts
// and catalogs/. Run by `npm run docs`; all are kept
// in git, and test/docs.test.ts says when they are behind.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundled } from './bundled.mjs';
import { crosswalkPage } from './crosswalk-page.mjs';
import { generate } from './generate.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const SEVERITIES = {
  error: { ja: 'エラー', en: 'error' },
  warning: { ja: '警告', en: 'warning' },
  info: { ja: '情報', en: 'info' },
  hint: { ja: 'ヒント', en: 'hint' },
};

/** docs/rules.md for these rules, their pages by code, and this manifest. */
export function rulesPage(rules, pages, manifest, texts) {
  return `${[
    '<!-- npm run docs で core/rules から作られます。直接は書き換えないでください。 Generated from core/rules by `npm run docs`. -->',
    '# ルール / Rules',
    '',
    'どの指摘にも、もとになったルールの名前（`missing-evidence` など）が付きます。重大度は、パッケージの `kaiji.yaml` の `rules:`、VS Codeの設定 `kaiji.rules`、`kaiji check --rule ルール名=重大度` で変えられます。',
    'Every finding carries the code of one of these rules. Its severity can be changed under `rules:` in `kaiji.yaml`, by the setting `kaiji.rules`, and by `kaiji check --rule CODE=SEVERITY`.',
    '',
    '- **エラー / error** — 提出できない箇所、または誤って読み取られる箇所。The document cannot be submitted, or is misread.',
    '- **警告 / warning** — 評価員に指摘される不足。A gap an evaluator will find.',
    '- **情報 / info** — 助言。Advice.',
    '- **ヒント / hint** — 書き方。Style.',
    '',
    '| ルール名 / Code | 既定 / Default | 内容 | What it reports | 修正 / Fix |',
    '| --- | --- | --- | --- | --- |',
    ...rules.map(
      (rule) =>
        `| [\`${rule.code}\`](#${rule.code}) | ${SEVERITIES[rule.severity].ja} / ${SEVERITIES[rule.severity].en} | ${cell(rule.summary('ja'))} | ${cell(rule.summary('en'))} | ${rule.fixes ? '○' : '–'} |`,
    ),
    '',
    '## 指摘を抑止する / Suppressing a finding',
    '',
    'ルール名を挙げたコメントで、指摘を抑止できます。理由を必ず `--` の後に書きます。By rule code, with a reason after `--` (required).',
    '',
    '```yaml',
    '# kaiji-disable-next-line missing-evidence -- 監査後に追加 (2026-12-01まで)',
    '- control: CL-94 # kaiji-disable-line missing-evidence -- 監査後に追加',
    '# kaiji-disable missing-evidence -- 項目の中ならその終わりまで、項目の上なら次の項目、文書の先頭なら文書全体 / the rest of its entry, the entry below it, or at the top the document',
    '```',
    '',
    ...settings(manifest, texts),
    ...rules.flatMap((rule) => section(rule, pages[rule.code])),
  ]
    .join('\n')
    .trimEnd()}\n`;
}

function section(rule, page) {
  const { ja, en } = SEVERITIES[rule.severity];
  return [
    `<a id="${rule.code}"></a>`,
    `## ${rule.code}`,
    '',
    `**${rule.summary('ja')}** — ${ja}${rule.fixes ? '・クイックフィックスあり' : ''}`,
    '',
    page.ja.trim(),
    '',
    `**${rule.summary('en')}** — ${en}${rule.fixes ? ', quick fix' : ''}`,
    '',
    page.en.trim(),
    '',
  ];
}

function settings(manifest, { ja, en }) {
  const properties = Object.entries(manifest.contributes?.configuration?.properties ?? {});
  if (properties.length === 0) return [];
  const text = (value, texts) => value?.replace(/^%(.+)%$/, (_, key) => texts[key] ?? key);
  return [
    '## 設定 / Settings',
    '',
    '| 設定 / Setting | 既定 / Default | 内容 | What it does |',
    '| --- | --- | --- | --- |',
    ...properties.map(([name, { description, markdownDescription, default: value }]) => {
      const about = description ?? markdownDescription;
      return `| \`${name}\` | \`${JSON.stringify(value)}\` | ${cell(text(about, ja))} | ${cell(text(about, en))} |`;
    }),
    '',
  ];
}

function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

/** package.json, as text, with the rules' codes in the setting `kaiji.rules`; nothing else changes. */
export function manifestWithRules(source, rules) {
  const manifest = JSON.parse(source);
  const setting = manifest.contributes?.configuration?.properties?.['kaiji.rules'];
  if (!setting) return source;
  const codes = rules.map(({ code }) => code);
  const before = setting.propertyNames?.enum ?? [];
  if (JSON.stringify(before) === JSON.stringify(codes)) return source;
  setting.propertyNames = { enum: codes };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

async function generateDocs() {
  const { rules } = await bundled(join(root, 'core/rules/registry.ts'));
  const { Bundled } = await bundled(join(root, 'core/catalog/bundled.ts'));
  await generate();
  const read = (path) => readFileSync(join(root, path), 'utf8');
  const manifest = manifestWithRules(read('package.json'), rules);
  if (manifest !== read('package.json')) writeFileSync(join(root, 'package.json'), manifest);
  const texts = { ja: JSON.parse(read('package.nls.ja.json')), en: JSON.parse(read('package.nls.json')) };
  writeFileSync(
    join(root, 'docs', 'rules.md'),
    rulesPage(rules, JSON.parse(read('dist/catalogs/rules.json')), JSON.parse(manifest), texts),
  );
  const { catalogs } = await Bundled.load({ readIndex: async () => read('dist/catalogs/index.json') });
  writeFileSync(join(root, 'docs', 'crosswalk.md'), crosswalkPage(catalogs));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await generateDocs();
