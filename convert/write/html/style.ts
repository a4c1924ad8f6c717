/** The style of an HTML file: for screens, light and dark, and for A4 paper. It holds no `<` and no `&`. */
import type { Form } from '../../form/form.ts';
import { cssString } from './escape.ts';

/** What the style depends on. */
export function styleOf({ running, page, language }: Pick<Form, 'running' | 'page' | 'language'>): string {
  return `${COLOURS}${TEXT}${TABLES}${SCREEN}${paper(running, page, language)}`;
}

/** Of charts too (convert/write/svg): tones from the strongest to paper, so that they differ without colour. */
const COLOURS = `:root {
  --paper: #fff; --ink: #1d2433; --quiet: #5a6375; --rule: #c9cfda; --shade: #f2f4f8; --link: #1a56a8; --bad: #b3261e; --good: #1b6e3c;
  --tone-1: #1f4e8c; --tone-2: #6f9bd1; --tone-3: #c3d5ec; --tone-4: #fff;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    color-scheme: dark;
    --paper: #161a22; --ink: #e4e8f0; --quiet: #a3adbf; --rule: #3c4556; --shade: #202734; --link: #8ab8f5; --bad: #ff9a90; --good: #7fd6a2;
    --tone-1: #9cc3f5; --tone-2: #5583bd; --tone-3: #2c4a73; --tone-4: #161a22;
  }
}
`;

const TEXT = `*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0; color: var(--ink); background: var(--paper);
  font-family: "Yu Gothic Medium", "Yu Gothic", YuGothic, "Hiragino Sans", "Hiragino Kaku Gothic ProN", "Noto Sans CJK JP", "Noto Sans JP", Meiryo, sans-serif;
  font-size: 1rem; line-height: 1.8; line-break: strict; overflow-wrap: anywhere; text-autospace: normal;
}
h1, h2, h3, h4, h5, h6 { line-height: 1.4; font-weight: 700; margin: 2em 0 .6em; word-break: auto-phrase; text-wrap: balance; }
h1 { font-size: 1.75rem; margin-top: 0; }
h2 { font-size: 1.4rem; padding-bottom: .25em; border-bottom: 2px solid var(--rule); }
h3 { font-size: 1.15rem; }
h4, h5, h6 { font-size: 1rem; }
.number { margin-inline-end: .4em; font-variant-numeric: tabular-nums; }
p { margin: .6em 0; }
a { color: var(--link); text-underline-offset: .15em; }
.item { display: flex; gap: .3em; margin: .25em 0; padding-inline-start: calc(var(--depth, 0) * 1.5em); }
.item > .mark { flex: none; }
ul, ol { margin: .6em 0; padding-inline-start: 1.8em; }
blockquote { margin: .8em 0; padding: .1em 1em; border-inline-start: 4px solid var(--rule); color: var(--quiet); }
code, pre { font-family: Consolas, Menlo, "Noto Sans Mono CJK JP", "BIZ UDGothic", monospace; font-size: .92em; }
pre { padding: .8em 1em; background: var(--shade); white-space: pre-wrap; }
ins { text-decoration: underline; text-decoration-thickness: 2px; color: var(--good); }
del { text-decoration: line-through; text-decoration-thickness: 2px; color: var(--bad); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2em 1.2em; margin: 1.2em 0; }
dt { color: var(--quiet); }
dd { margin: 0; }
figure { margin: 1.2em 0; }
img, svg { max-width: 100%; height: auto; }
img { background: #fff; }
.drawing.narrow { display: none; }
.no-picture { padding: .6em 1em; border: 1px dashed var(--rule); color: var(--quiet); }
`;

const TABLES = `.table { margin: 1em 0; overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: .92em; line-height: 1.6; font-variant-numeric: tabular-nums; }
table.sized { table-layout: fixed; }
caption { text-align: start; font-weight: 700; padding-bottom: .4em; }
th, td { padding: .4em .65em; border: 1px solid var(--rule); text-align: start; vertical-align: top; }
th { background: var(--shade); font-weight: 700; }
thead th { vertical-align: middle; }
main > :first-child { margin-top: 0; }
th > :first-child, td > :first-child { margin-top: 0; }
th > :last-child, td > :last-child { margin-bottom: 0; }
td > .drawing { line-height: 1; padding-top: .35em; }
td > .drawing svg { overflow: visible; }
.left { text-align: left; }
.center { text-align: center; }
.right { text-align: right; }
.short { white-space: nowrap; }
.shade-1 { background: color-mix(in srgb, var(--tone-2) 55%, var(--paper)); font-weight: 700; }
.shade-2 { background: color-mix(in srgb, var(--tone-3) 80%, var(--paper)); }
.shade-3 { background: color-mix(in srgb, var(--tone-3) 30%, var(--paper)); }
`;

const SCREEN = `@media screen {
  body { padding: 2rem clamp(1rem, 4vw, 3rem) 6rem; }
  body > * { max-width: 62rem; margin-inline: auto; }
  .cover { margin-bottom: 3rem; padding-bottom: 1.5rem; border-bottom: 1px solid var(--rule); }
  .cover .subject, .cover .provider { font-size: 1.15rem; margin: 0 0 .4em; }
  nav { margin-block: 1.5rem 2.5rem; font-size: .92rem; line-height: 1.5; }
  .nav-title { font-weight: 700; margin: 0 0 .4em; }
  nav ol { list-style: none; margin: 0; padding-inline-start: 1.1em; }
  nav > ol { padding-inline-start: 0; }
  nav li { margin: .35em 0; }
  nav a { text-decoration: none; }
  nav a:hover, nav a:focus-visible { text-decoration: underline; }
  /* What can be scrolled by keys is shaded at an edge beyond which it goes on. */
  .table[tabindex] {
    --edge: color-mix(in srgb, currentcolor 35%, transparent);
    background: linear-gradient(to right, var(--paper) 40%, transparent) left / 2rem 100% no-repeat local,
      linear-gradient(to left, var(--paper) 40%, transparent) right / 2rem 100% no-repeat local,
      linear-gradient(to right, var(--edge), transparent) left / .75rem 100% no-repeat scroll,
      linear-gradient(to left, var(--edge), transparent) right / .75rem 100% no-repeat scroll;
  }
  :target { outline: 2px solid var(--link); outline-offset: .3em; }
  .skip:not(:focus) { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
}
/* What is drawn for a wide page is too small to read on others. */
@media screen and (max-width: 55.99rem) {
  .drawing.wide { display: none; }
  .drawing.narrow { display: block; }
}
@media screen and (max-width: 47.99rem) {
  table:not(.sized) :is(th, td) { padding-inline: .35em; }
  table:not(.sized) thead th { min-width: 3.5em; white-space: normal; }
  table:not(.sized) tbody th { min-width: 7em; overflow-wrap: break-word; }
  td > .drawing svg { width: 3.5rem; }
}
@media screen and (min-width: 79rem) {
  .with-contents { display: grid; grid-template-columns: 17rem minmax(0, 62rem); justify-content: center; column-gap: 3rem; padding-block: 0; }
  .with-contents > * { grid-column: 2; width: 100%; margin-inline: 0; }
  .with-contents > header { padding-top: 2.5rem; }
  .with-contents > main { padding-bottom: 6rem; }
  .with-contents > nav {
    grid-column: 1; grid-row: 1 / span 3; position: sticky; top: 0; align-self: start; height: 100vh; overflow-y: auto;
    margin: 0; padding: 2.5rem 1rem 2rem 0; border-inline-end: 1px solid var(--rule);
  }
}
`;

/** Long tables repeat their head, headings stay with what follows, and rows and figures are whole unless they are longer than a page. */
function paper(running: string, page: Form['page'], language: Form['language']): string {
  const count = language === 'ja' ? 'counter(page) " / " counter(pages)' : '"Page " counter(page) " of " counter(pages)';
  const margin = 'font-size: 8pt; color: #5a6375;';
  return `@page {
  size: A4 ${page}; margin: 20mm 18mm 18mm;
  @top-right { content: ${cssString(running)}; ${margin} }
  @bottom-center { content: ${count}; ${margin} }
}
@page :first { @top-right { content: none; } }
@media print {
  body { font-size: 10pt; line-height: 1.65; }
  h1 { font-size: 18pt; }
  h2 { font-size: 14pt; }
  h3 { font-size: 11.5pt; }
  .skip { display: none; }
  a { color: inherit; text-decoration: none; }
  p, li { orphans: 2; widows: 2; }
  h1, h2, h3, h4, h5, h6, caption, .nav-title { break-after: avoid; break-inside: avoid; }
  table { font-size: 8.5pt; line-height: 1.5; }
  /* Half of the border of a table stands outside of it. */
  .table { overflow: visible; padding-inline: 1px; }
  th, td { padding: 1.2mm 1.8mm; }
  thead { display: table-header-group; }
  tr, figure, .item { break-inside: avoid; }
  tr.long { break-inside: auto; }
  th, [class*="shade-"], figure, mark { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .page-break { break-after: page; }
  .cover { break-after: page; padding-top: 45mm; text-align: center; }
  .cover .subject, .cover .provider { font-size: 14pt; }
  .cover h1 { font-size: 22pt; margin: 8mm 0; }
  .cover dl { width: max-content; max-width: 100%; margin: 25mm auto 0; text-align: start; }
  .cover .table { margin-top: 12mm; text-align: start; }
  .cover ~ nav { break-after: page; }
  .nav-title { font-size: 14pt; font-weight: 700; }
  nav ol { list-style: none; margin: 0; padding-inline-start: 1.5em; }
  nav > ol { padding-inline-start: 0; }
}
`;
}
