import { cell, origin, said, table } from './words.mjs';

/** docs/settings.md: the settings of a manifest in their groups. @param texts package.nls*.json by language */
export function settingsPage(manifest, texts) {
  const groups = manifest.contributes?.configuration ?? [];
  return `${[
    origin('package.json'),
    '# 設定 / Settings',
    '',
    '設定は、設定画面（`Ctrl+,`／`⌘,`）で「kaiji」を検索するか、`settings.json` に書いて変えます。ユーザー、ワークスペース、フォルダーのどこにでも書けます。変えるとすぐに、開いている文書に反映され、再起動は要りません。',
    'Settings are changed in the settings editor (`Ctrl+,`, search for “kaiji”) or in `settings.json`: for the user, a workspace or a folder. A change takes effect at once on what is open; nothing has to be restarted.',
    '',
    ...groups.flatMap((group) => section(group, texts)),
    '## 例 / Example',
    '',
    '```json',
    '{',
    '  "kaiji.language": "ja",',
    '  "kaiji.rules": {',
    '    "missing-evidence": "error",',
    '    "mixed-style": "off"',
    '  }',
    '}',
    '```',
    '',
    'ほかのエディターでは、同じものをLSPの設定として `kaiji` の下に渡します（[ほかのエディター](editors.md)）。',
    'Other editors pass the same as LSP settings under `kaiji` ([other editors](editors.md)).',
  ].join('\n')}\n`;
}

function section({ title, properties }, texts) {
  return [
    `## ${said(title, texts.ja)} / ${said(title, texts.en)}`,
    '',
    ...table(
      ['設定 / Setting', '値 / Values', '既定 / Default', '内容', 'What it does'],
      Object.entries(properties).map(([name, setting]) => [
        `\`${name}\``,
        cell(values(setting)),
        `\`${JSON.stringify(setting.default)}\``,
        ...['ja', 'en'].map((language) => cell(about(setting, texts[language], language))),
      ]),
    ),
    '',
  ];
}

function values({ type, enum: values, properties }) {
  if (values) return values.map((value) => `\`"${value}"\``).join(' ');
  if (properties) {
    const [rule] = Object.values(properties);
    return `[ルール名 / code](rules.md): ${rule.enum.map((value) => `\`"${value}"\``).join(' ')}`;
  }
  return { boolean: '`true` `false`', array: '`["…"]`' }[type] ?? `\`${type}\``;
}

function about({ description, markdownDescription, enum: values, enumDescriptions }, texts, language) {
  const each = (values ?? []).map((value, i) => `\`${value}\`: ${said(enumDescriptions[i], texts)}`);
  return [said(description ?? markdownDescription, texts), ...each].join(language === 'ja' ? '' : ' ');
}
