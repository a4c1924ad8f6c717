// What the written pages share: severities by name, cells of tables, the texts behind `%key%`.

export const SEVERITIES = {
  error: { ja: 'エラー', en: 'error' },
  warning: { ja: '警告', en: 'warning' },
  info: { ja: '情報', en: 'info' },
  hint: { ja: 'ヒント', en: 'hint' },
};

/** @param {string} file  what this page is written from */
export function origin(file) {
  return `<!-- npm run docs で ${file} から作られます。直接は書き換えないでください。 Generated from ${file} by \`npm run docs\`. -->`;
}

/** A text in a cell of a Markdown table. */
export function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

/** A table in Markdown. */
export function table(heads, rows) {
  return [heads, heads.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
}

/** A text of package.json, by package.nls*.json where it is `%key%`. */
export function said(text, texts) {
  return text.replace(/^%(.+)%$/, (_, key) => texts[key] ?? key);
}
