import { FEATURES } from './features.mjs';
import { between, cell, SEVERITIES, said, table } from './words.mjs';

/** The README with its tables written anew, each between `<!-- NAME -->` and `<!-- /NAME -->`; what stands around them stays. */
export function readmeWithTables(source, { rules, manifest, texts }) {
  const tables = {
    'features ja': features('ja', ['機能', '内容', 'コマンド'], manifest, texts),
    'features en': features('en', ['Feature', 'What it does', 'Commands'], manifest, texts),
    settings: settings(manifest, texts),
    rules: rulesTable(rules),
  };
  return Object.entries(tables).reduce((text, [name, lines]) => between(text, name, lines), source);
}

function features(language, heads, manifest, texts) {
  const palette = manifest.contributes.menus.commandPalette ?? [];
  const hidden = new Set(palette.filter(({ when }) => when === 'false').map(({ command }) => command));
  return table(
    heads,
    FEATURES.map((feature) => {
      const [name, about] = feature[language];
      const titles = commandsOf(feature, manifest)
        .filter(({ command }) => !hidden.has(command))
        .map(({ title }) => said(title, texts[language]).replace(/…$/, ''));
      const quoted = titles.map((title) => (language === 'ja' ? `「${title}」` : `“${title}”`));
      return [`**${name}**`, cell(about), quoted.join('<br>')];
    }),
  );
}

/** The commands of the manifest that a feature leads to. */
export function commandsOf({ commands }, manifest) {
  return commands ? manifest.contributes.commands.filter(({ command }) => commands.test(command)) : [];
}

function settings(manifest, texts) {
  const rows = manifest.contributes.configuration.flatMap(({ properties }) =>
    Object.entries(properties).map(([name, { description, markdownDescription, default: value }]) => [
      `\`${name}\``,
      `\`${JSON.stringify(value)}\``,
      ...['ja', 'en'].map((language) => cell(said(description ?? markdownDescription, texts[language]))),
    ]),
  );
  return table(['設定 / Setting', '既定 / Default', '内容', 'What it does'], rows);
}

function rulesTable(rules) {
  return table(
    ['ルール / Rule', '内容', 'What it reports', '既定 / Default', '修正 / Fix'],
    rules.map((rule) => [
      `[\`${rule.code}\`](docs/rules.md#${rule.code})`,
      cell(rule.summary('ja')),
      cell(rule.summary('en')),
      `${SEVERITIES[rule.severity].ja} / ${SEVERITIES[rule.severity].en}`,
      rule.fixes ? '○' : '–',
    ]),
  );
}
