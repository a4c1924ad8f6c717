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

/** A page with the lines between `<!-- NAME -->` and `<!-- /NAME -->` written anew; what stands around them stays. */
export function between(text, name, lines) {
  const [begin, end] = [`<!-- ${name} -->\n`, `<!-- /${name} -->`];
  const from = text.indexOf(begin);
  const to = text.indexOf(end, from);
  if (from < 0 || to < 0) throw new Error(`The page has no ${begin.trim()} … ${end}: put them where the table is to stand`);
  return `${text.slice(0, from + begin.length)}\n${lines.join('\n')}\n\n${text.slice(to)}`;
}
