/** Which literals of our sources a person gets to read. */
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import {
  type CallExpression,
  isBinaryExpression,
  isCallExpression,
  isConditionalExpression,
  isExportDeclaration,
  isImportDeclaration,
  isLiteralTypeNode,
  isNewExpression,
  isPropertyAssignment,
  type Node,
} from 'typescript/unstable/ast';
import { FILLED, literalText, placeOf, type Source, walk, written } from './sources.ts';

/** What is called the same in both languages. */
export const NAMES: ReadonlySet<string> = new Set([
  'Kaiji',
  'kaiji',
  'Kaiji Clause',
  'Word',
  'Excel',
  'Markdown',
  'HTML',
  'CSV',
  'SVG',
  'PDF',
  'YAML',
  'HEAD',
]);

export const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

/** `{0}` and the like, sorted. */
export function placeholders(text: string): readonly string[] {
  return (text.match(/\{\d+\}/g) ?? []).sort();
}

export interface Literal {
  readonly node: Node;
  readonly text: string;
  /** `path:line` */
  readonly place: string;
}

/** The calls of `l10n.t`. */
export function translationsIn(source: Source): readonly CallExpression[] {
  const found: CallExpression[] = [];
  walk(source.tree, (node) => {
    if (isCallExpression(node) && isTranslation(node, source)) found.push(node);
    return undefined;
  });
  return found;
}

function isTranslation(node: CallExpression, source: Source): boolean {
  return /(^|\.)l10n\.t$/.test(written(node.expression, source));
}

/** The literals of a file that are neither types, names of modules, translated, nor in what `message` and `fixed` of core/language.ts have in both languages. */
export function literalsIn(source: Source): readonly Literal[] {
  const found: Literal[] = [];
  const note = (node: Node): undefined => {
    const text = literalText(node);
    if (text !== undefined) found.push({ node, text, place: placeOf(node, source) });
  };
  walk(source.tree, (node) => {
    if (isImportDeclaration(node) || isExportDeclaration(node) || isLiteralTypeNode(node)) return false;
    if (isCallExpression(node)) {
      if (isTranslation(node, source)) {
        for (const filling of node.arguments.slice(1)) walk(filling, note);
        return false;
      }
      if (/^(message|fixed|require|import)\b/.test(written(node.expression, source))) return false;
    }
    return note(node);
  });
  return found;
}

/** Properties and calls whose strings VS Code shows. */
const SHOWN_PROPERTY =
  /^(label|title|description|detail|placeholder|placeHolder|prompt|tooltip|message|ariaLabel|openLabel|saveLabel|innerText|textContent)$/;
const SHOWN_CALL = /\.(show(Error|Warning|Information)Message|setStatusBarMessage|createTreeView|report)$/;

/** Whether a literal of the client is shown to people: words wherever they stand, and the single word where VS Code shows what is put there. */
export function isShown({ text, node }: Literal, source: Source): boolean {
  const words = /<[a-z!/][\s\S]*>/i.test(text) ? wordsOfHtml(text) : text.replace(/\$\([\w~-]+\)/g, '').trim();
  if (NAMES.has(words) || !/\p{L}{2}/u.test(words.replaceAll(FILLED, ''))) return false;
  if (JAPANESE.test(words) || isProse(words)) return !isLogged(node, source) && !isStyle(words);
  const { parent } = node;
  if (isPropertyAssignment(parent)) return SHOWN_PROPERTY.test(written(parent.name, source)) && /^\p{Lu}|\s/u.test(words);
  if (isBinaryExpression(parent)) return SHOWN_PROPERTY.test(written(parent.left, source).split('.').at(-1) ?? '');
  return isCallExpression(parent) && SHOWN_CALL.test(written(parent.expression, source));
}

/** Whether a literal of the server is said in one language alone. English is, where it is shown; elsewhere it is for the log. */
export function isInOneLanguage({ text, node }: Literal, source: Source): boolean {
  if (!JAPANESE.test(text)) {
    const { parent } = node;
    return isCallExpression(parent) && SHOWN_CALL.test(written(parent.expression, source)) && isProse(text);
  }
  for (let at = node; at.parent; at = at.parent) {
    const { parent } = at;
    const isChosen = isConditionalExpression(parent) && parent.whenTrue === at;
    if (isChosen && /^(?:language === 'ja'|ja)$/.test(written(parent.condition, source))) return false;
  }
  // Both at once: said before the language is known.
  return !/[。）][\s\S]* \/ [a-zA-Z]/.test(text);
}

/** Whether a literal is the message of an error, other than those a protocol wants and no client shows. */
export function isThrown({ node: { parent } }: Literal, source: Source): boolean {
  if (!isNewExpression(parent) || !/Error$/.test(written(parent.expression, source))) return false;
  return !/\b(?:RequestCancelled|ServerCancelled|ContentModified)\b/.test(written(parent, source));
}

/** Words one after another, or one that begins as a label does. */
function isProse(words: string): boolean {
  return new RegExp(`\\p{L}{2}[,:.]? [\\p{L}${FILLED}]`, 'u').test(words) || /^\p{Lu}\p{Ll}+[.!?…]?$/u.test(words);
}

/** The text of HTML and of the attributes that are read aloud or shown; style sheets and scripts are none. */
function wordsOfHtml(html: string): string {
  const words: string[] = [];
  const visit = (node: DefaultTreeAdapterTypes.ChildNode): void => {
    if (node.nodeName === 'style' || node.nodeName === 'script') return;
    if ('value' in node) words.push(node.value);
    if ('attrs' in node)
      for (const { name, value } of node.attrs)
        if (/^(title|alt|placeholder|label|aria-(label|description|roledescription))$/.test(name)) words.push(value);
    if ('childNodes' in node) node.childNodes.forEach(visit);
  };
  parseFragment(html).childNodes.forEach(visit);
  return words.join(' ').replaceAll(FILLED, '').replace(/\s+/g, ' ').trim();
}

/** A style sheet, a media query, or a policy of a page. */
function isStyle(text: string): boolean {
  return /\{[^{}]*:[^{}]*\}|^[\w-]+-src |^\(?[\w-]+: |^(?:[\w-]+ )*(?:px|em|solid)/.test(text);
}

/** What goes to the log, which is in English. */
function isLogged({ parent }: Node, source: Source): boolean {
  if (isNewExpression(parent)) return /^(?:Error|TypeError)$/.test(written(parent.expression, source));
  const called = isCallExpression(parent) ? written(parent.expression, source) : '';
  return /\b(output|log|console)\.(error|warn|info|debug|trace|appendLine|log)$/.test(called);
}
