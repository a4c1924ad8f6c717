/** A form as text that people can review: a row a line or more, what is inserted in {+ +}, what is deleted in [- -]. */
import type { Block, Form, Inline, TableRow } from '../../convert/form/form.ts';

export function formDump({ title, page, blocks }: Form): string {
  return `${[`${title} (${page})`, ...blocks.map(block)].join('\n\n')}\n`;
}

function block(one: Block): string {
  switch (one.is) {
    case 'heading':
      return `${'#'.repeat(one.level)} ${one.number}${inlines(one.content)}`;
    case 'paragraph':
      return inlines(one.content);
    case 'table':
      return [...one.head, ...one.rows].map(row).join('\n----\n');
    default:
      return JSON.stringify(one);
  }
}

function row({ cells }: TableRow): string {
  return cells.map(({ blocks }) => `| ${blocks.map(block).join('\n').replaceAll('\n', '\n  ')}`).join('\n');
}

function inlines(content: readonly Inline[]): string {
  return content.map(inline).join('');
}

function inline(one: Inline): string {
  switch (one.is) {
    case 'text':
      return one.text;
    case 'break':
      return '\n';
    case 'inserted':
      return `{+${inlines(one.content)}+}`;
    case 'deleted':
      return `[-${inlines(one.content)}-]`;
    default:
      return inlines(one.content);
  }
}
