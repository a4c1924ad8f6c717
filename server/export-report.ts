/** What a person should look at in a file that was exported, as a page. */
import { bullets, escaped } from '../core/features/markdown.ts';
import { type Language, message } from '../core/language.ts';

const heading = message<{ file: string }>({
  ja: ({ file }) => `${file}: 渡す前に確かめてほしい点`,
  en: ({ file }) => `${file}: to look at before it is handed over`,
});

/** @param problems sentences that name their place. @returns Markdown in which nothing of their text takes effect */
export function exportReport(file: string, problems: readonly string[], language: Language): string {
  return `# ${escaped(heading({ file })(language))}\n\n${bullets(problems.map(escaped))}\n`;
}
