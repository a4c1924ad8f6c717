/** Cards as plain text, for a reader without Markdown. Reads what markdown.ts and the cards write, not Markdown at large. */
import { MarkupContent, MarkupKind } from 'vscode-languageserver-types';

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** What is shown, as text where the client shows no Markdown. @param formats it shows; one that does not say is thought to show Markdown */
export function readable<T>(shown: T | MarkupContent, formats: readonly MarkupKind[] | undefined): T | MarkupContent {
  const isShown = formats?.includes(MarkupKind.Markdown) !== false;
  return isShown || !MarkupContent.is(shown) || shown.kind !== MarkupKind.Markdown
    ? shown
    : { kind: MarkupKind.PlainText, value: plainText(shown.value) };
}

/** @param markdown of a card */
export function plainText(markdown: string): string {
  return markdown.split('\n').map(plainLine).join('\n').trim();
}

function plainLine(line: string): string {
  if (line === '---') return '────────';
  const labelled = /^\*\*([^*]+)\*\*(.*)$/.exec(line);
  if (labelled) {
    const [, label = '', rest = ''] = labelled;
    // A heading stands alone, or before what it counts or names; a label opens a sentence.
    if (rest === '' || /^(?:: | \([^()]*\)$)/.test(rest)) return `■ ${inline(label + rest)}`;
    return rest.startsWith(' ') ? `【${inline(label)}】${inline(rest.trimStart())}` : inline(label + rest);
  }
  if (line.startsWith('- ')) return `・${inline(line.slice(2))}`;
  if (line.startsWith('> ')) return `　${inline(line.slice(2))}`;
  return inline(line);
}

/** Marks dropped, links by their text alone, what was escaped as it was written. */
function inline(text: string): string {
  let plain = '';
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === '\\') plain += text.charAt(++i);
    else if (char === '*' || char === '[') continue;
    else if (char === ']' && text.charAt(i + 1) === '(') {
      const end = text.indexOf(')', i);
      if (end < 0) break;
      i = end;
    } else if (char === '&') {
      const entity = text.slice(i, text.indexOf(';', i) + 1 || i + 1);
      plain += ENTITIES[entity] ?? char;
      if (Object.hasOwn(ENTITIES, entity)) i += entity.length - 1;
    } else plain += char;
  }
  return plain.trimEnd();
}
