/** Markdown for hovers. Whatever an author or a catalog wrote is escaped: no HTML, no links, no markup of theirs takes effect. */
import type { KaijiFile } from '../model/document.ts';
import type { Package } from '../package/package.ts';
import { shown } from '../text/shown.ts';

/** One line of text. */
export function escaped(text: string): string {
  return shown(text)
    .replace(/[\\`*_[\]{}#!|~]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Text of several lines, its line breaks kept. */
export function escapedLines(text: string): string {
  return text
    .trim()
    .split(/\r\n|\r|\n/)
    .map((line) => escaped(line).replace(/^([-+=]|\d+[.)])/, '\\$1'))
    .join('  \n');
}

/**
 * Text of a catalog, an author's own too: of its markup only a `**label**` at the start of a line and lines quoted with `>` take effect (format: guidance),
 * all else is text. Line breaks are kept.
 */
export function prose(text: string): string {
  return text
    .trim()
    .split(/\r\n|\r|\n/)
    .map((line) => {
      if (line.startsWith('> ')) return `> ${escapedLines(line.slice(2))}  `;
      const label = /^\*\*([^*]+)\*\*(.*)$/.exec(line);
      return label ? `\n**${escaped(label[1] ?? '')}** ${escapedLines(label[2] ?? '')}`.trimEnd() : `${escapedLines(line)}  `;
    })
    .join('\n')
    .replace(/^(?!>)(.*)\n(?=> )/gm, '$1\n\n')
    .trim();
}

/** Text as a quotation, nothing of its markup taking effect. */
export function quoted(text: string): string {
  return escapedLines(text).replace(/^/gm, '> ');
}

/** A bullet list; '' for no items. */
export function bullets(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** Paragraphs with what is empty left out. */
export function paragraphs(parts: readonly (string | undefined | false)[]): string {
  return parts.filter(Boolean).join('\n\n');
}

/** A link to a place of a file, shown as {@link placeIn} shows it. */
export function linkTo(whole: Package, file: KaijiFile, offset: number): string {
  const line = file.text.positionAt(offset).line + 1;
  const target = file.uri.replace(/[()\s<>\\]/g, (char) => `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
  return `[${placeIn(whole, file, offset)}](${target}#L${line})`;
}

/** A place of a file as its path in the package and its line, 1-based. */
export function placeIn(whole: Package, file: KaijiFile, offset: number): string {
  const path = file.uri.startsWith(`${whole.uri}/`)
    ? file.uri.slice(whole.uri.length + 1)
    : (file.uri.split('/').at(-1) ?? file.uri);
  return `${escaped(decoded(path))}:${file.text.positionAt(offset).line + 1}`;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The first line of a text, cut to `length` characters (UTF-16), none in half. */
export function headline(text: string, length = 80): string {
  const line = text.trim().split(/[\r\n]/)[0] ?? '';
  return line.length > length ? `${line.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…` : line;
}
