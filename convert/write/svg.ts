/**
 * The drawings of a form as one SVG, under their headings: a picture of its own, for Word, slides and browsers. Colours and fonts are its own (paper, ink), none
 * is a variable of a page; no script, no style sheet, no address.
 */
import type { Drawing, Form, Heading } from '../form/form.ts';
import { wordsOf } from '../form/words.ts';
import { escaped } from './html/escape.ts';

const MARGIN = 32;
/** Of a drawing (convert/report/charts/canvas.ts). */
const WIDTH = 880;
const INK = '#1d2433';
const FONTS = "'Yu Gothic', YuGothic, 'Hiragino Sans', 'Noto Sans CJK JP', 'Noto Sans JP', Meiryo, sans-serif";
/** Font sizes of the title, and of headings by level. */
const SIZES = [22, 17, 14] as const;

/** A drawing with the headings it is the first to stand under. */
interface Drawn {
  readonly headings: readonly Heading[];
  readonly drawing: Drawing;
}

/** The drawings of a form in reading order, those in tables left out. */
function drawingsOf({ blocks }: Pick<Form, 'blocks'>): readonly Drawn[] {
  const found: Drawn[] = [];
  let headings: Heading[] = [];
  for (const block of blocks) {
    if (block.is === 'heading') headings = [...headings.filter(({ level }) => level < block.level), block];
    if (block.is !== 'drawing') continue;
    found.push({ headings, drawing: block });
    headings = [];
  }
  return found;
}

/** The file, to be written as UTF-8. */
export function writeSvg(form: Form): string {
  const drawn = drawingsOf(form);
  const title = words(form.title, MARGIN + 24, 0);
  let y = MARGIN + 24 + 20;
  const parts = drawn.flatMap(({ headings, drawing }) => {
    const above = headings.map((heading) => {
      const size = Math.min(heading.level, SIZES.length - 1);
      y += (SIZES[size] ?? 14) + 20;
      return words(wordsOf(heading.content), y, size);
    });
    y += 14;
    const { content, height } = standing(drawing.svg);
    const placed = `<g transform="translate(${MARGIN} ${y})">${content}</g>`;
    y += height + 14;
    return [...above, placed];
  });
  return picture(form.language, form.title, y + MARGIN, [title, ...parts]);
}

function picture(language: string, title: string, height: number, parts: readonly string[]): string {
  const [width, tall] = [WIDTH + MARGIN * 2, Math.ceil(height)];
  return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" role="img" xml:lang="${language}" viewBox="0 0 ${width} ${tall}" width="${width}" height="${tall}" font-family="${FONTS}" font-size="13" fill="${INK}">
<title>${escaped(title)}</title>
<rect x="0" y="0" width="${width}" height="${tall}" fill="#fff" />
${parts.join('\n')}
</svg>
`;
}

function words(text: string, y: number, size: number): string {
  return `<text x="${MARGIN}" y="${y}" font-size="${SIZES[size] ?? 14}" font-weight="700">${escaped(text)}</text>`;
}

/** What is in a drawing, on paper whatever page it was drawn for. */
function standing(svg: string): { readonly content: string; readonly height: number } {
  const opening = svg.slice(0, svg.indexOf('>') + 1);
  const content = svg
    .slice(opening.length, svg.lastIndexOf('</svg>'))
    .replace(/var\(--[\w-]+, (#[0-9a-f]+)\)/g, '$1')
    .replaceAll('"currentColor"', `"${INK}"`);
  return { content, height: Number(/ height="([\d.]+)"/.exec(opening)?.[1] ?? 0) };
}
