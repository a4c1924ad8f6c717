/** The risk matrix: a field for each level of importance, in it threat upwards and vulnerability to the right. */
import type { Matrix } from '../../../core/report/assessment.ts';
import { box, FONT, label, QUIET, RULE, SMALL, svg, toneOf, WIDTH, type Width, widthOf } from './canvas.ts';

export interface MatrixWords {
  readonly title: string;
  readonly description: string;
  readonly importance: string;
  readonly threat: string;
  readonly vulnerability: string;
  /** What numbers and frames mean, a statement each. */
  readonly legend: readonly string[];
  /** Between statements on one line. */
  readonly between: string;
}

const FIELDS_A_ROW = 3;
/** Columns of a field that has to share a narrow page. */
const FEW = 3;
const LINE = 18;
const GAP = 24;
const AXIS = 22;
const CELL_HEIGHT = 46;

/** @param limit from this value on a risk needs treatment */
export function matrixSvg(matrix: Matrix, limit: number | undefined, words: MatrixWords, whole: Width = WIDTH): string {
  const { importance, threat, vulnerability } = matrix;
  const across = whole === WIDTH ? FIELDS_A_ROW : vulnerability.length <= FEW ? 2 : 1;
  const field = (whole - GAP * (across - 1)) / across;
  const height = AXIS + threat.length * CELL_HEIGHT + AXIS + 30;
  const rows = Math.ceil(importance.length / across);
  const together = words.legend.join(words.between);
  const legend = widthOf(together) * FONT <= whole ? [together] : words.legend;
  const head = FONT * 2 + (legend.length - 1) * LINE;
  const parts = importance.flatMap((level, i) => {
    const x = (i % across) * (field + GAP);
    const y = head + Math.floor(i / across) * height;
    return fieldOf(matrix, level, limit, words, x, y, (field - AXIS) / vulnerability.length);
  });
  const said = legend.map((one, i) => label(0, 12 + i * LINE, one, { fill: QUIET }, whole));
  return svg(words.title, words.description, head + rows * height - 10, [...said, ...parts], whole);
}

function fieldOf(
  { threat, vulnerability, cells }: Matrix,
  level: number,
  limit: number | undefined,
  words: MatrixWords,
  left: number,
  top: number,
  width: number,
): readonly string[] {
  const up = [...threat].reverse();
  const squares = up.flatMap((t, row) =>
    vulnerability.map((v, column) => {
      const [x, y] = [left + AXIS + column * width, top + AXIS + row * CELL_HEIGHT];
      const value = level * t * v;
      const found = cells.find((one) => one.importance === level && one.threat === t && one.vulnerability === v);
      const isHigh = limit !== undefined && value >= limit;
      return { x, y, value, found, isHigh };
    }),
  );
  const bottom = top + AXIS + threat.length * CELL_HEIGHT;
  const centre = left + AXIS + (vulnerability.length * width) / 2;
  return [
    label(left + AXIS, top + 14, `${words.importance} ${level}`, { 'font-weight': 700 }),
    ...squares.map(({ x, y, isHigh }) => box(x, y, width, CELL_HEIGHT, { fill: isHigh ? toneOf(3) : 'none', stroke: RULE })),
    // Frames over all squares: one that comes later would cover half of it.
    ...squares.flatMap(({ x, y, isHigh }) =>
      isHigh
        ? [box(x + 1.5, y + 1.5, width - 3, CELL_HEIGHT - 3, { fill: 'none', stroke: 'currentColor', 'stroke-width': 2 })]
        : [],
    ),
    ...squares.flatMap(({ x, y, value, found, isHigh }) => [
      label(x + 7, y + 15, String(value), { fill: isHigh ? 'currentColor' : QUIET, 'font-size': SMALL }),
      ...(found
        ? [label(x + width / 2, y + 35, `${found.before} → ${found.after}`, { 'text-anchor': 'middle', 'font-weight': 700 })]
        : []),
    ]),
    ...up.map((t, row) =>
      label(left + AXIS - 6, top + AXIS + row * CELL_HEIGHT + CELL_HEIGHT / 2 + 4, String(t), {
        'text-anchor': 'end',
        fill: QUIET,
      }),
    ),
    ...vulnerability.map((v, column) =>
      label(left + AXIS + (column + 0.5) * width, bottom + 15, String(v), { 'text-anchor': 'middle', fill: QUIET }),
    ),
    label(centre, bottom + 31, `${words.threat} ↑  ${words.vulnerability} →`, {
      'text-anchor': 'middle',
      fill: QUIET,
      'font-size': SMALL,
    }),
  ];
}
