/**
 * The text of a cell as Markdown that reads the same. In a sheet `*`, `#` or `<` are what they look like; in a document of ours they may mark words up and would
 * not be printed. A backslash before them says that they are meant. Lists by `-` stay lists: printed, they are `・`.
 */

/** Escapes that are written already: `\*`. */
const ESCAPE = /\\(?=[!-/:-@[-`{-~]|\n|$)/g;
/** What opens a block at the start of a line: a heading, a quotation, a fence, a rule, a list of nothing. */
const BLOCK = /^([ \t]*(?:(?:[-+]|[0-9]{1,9}[.)])[ \t]+)*)(?=#{1,6}(?:[ \t]|$)|>|~~~|(?:_[ \t]*){3,}$|[-+][ \t]*$)/gm;
/** What makes a table of the line above. */
const DELIMITER = /^([ \t]*)(?=[-|:][-|: \t]*$)(?=.*-)/gm;
/** Spans: emphasis, code, what is struck; links and pictures, whose words end in `](`; references; addresses in brackets; characters by name. */
const SPANS =
  /[*`]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|~~|\[{2,}|\](?=\()|<(?=[a-z][a-z0-9+.-]*:|[^\s<>@]+@|br ?\/?>)|&(?=#?[a-z0-9]+;)/giu;

/** What any of these has in it: one look tells that a text has none. */
const HINT = /[\\*_`~#>[\]<&|]|(?:^|[ \t])[-+](?:[ \t]*-|[ \t]*$)/m;

/** @param text with `\n` line ends */
export function asMarkdown(text: string): string {
  if (!HINT.test(text)) return text;
  return text
    .replace(ESCAPE, '\\\\')
    .replace(SPANS, (mark) => mark.replace(/./g, '\\$&'))
    .replace(DELIMITER, '$1\\')
    .replace(BLOCK, '$1\\');
}
