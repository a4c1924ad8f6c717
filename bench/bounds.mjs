/**
 * What continuous integration refuses: a lost order of magnitude, told by ratios within one run. Each bound lies well above what is aimed at (goals.mjs), so
 * that a busy machine breaks none, and well below what work that grows with the document costs (twenty times as much at N=5,000 as at N=253).
 */

/** @typedef {import('./sizes.mjs').Size} Size */
/** @typedef {import('./run.mjs').Measured} Measured */
/** @typedef {import('./statistics.mjs').Distribution} Distribution */

/**
 * @typedef {object} Bound
 * @property {string} what
 * @property {number} most
 * @property {string} [kind] of edit, whose profile says more
 * @property {(small: Size, large: Size) => number | undefined} ratio
 */

export const SMALL = 253;
export const LARGE = 5000;

/** Bytes of an answer that nothing changed, with room for longer IDs. A list with a single finding is longer. */
const UNCHANGED = 120;

const EDITS = ['typing', 'break', 'control', 'entry', 'paste', 'undo'];
const QUESTIONS = ['completion', 'hover', 'definition'];

/** @type {readonly Bound[]} */
export const BOUNDS = [
  ...EDITS.map((kind) => ({ ...growth(`${kind}, p50`, 4, ({ edits }) => edits[kind]?.ms.p50), kind })),
  ...QUESTIONS.map((name) => growth(`${name} right after an edit, p50`, 4, ({ questions }) => questions[name]?.atOnce.p50)),
  growth('bytes sent for a keystroke, p50', 2, ({ edits }) => edits.typing?.bytes.p50),
  {
    what: 'most bytes sent for a keystroke that alters no finding, either size: an ID, not the list again',
    most: UNCHANGED,
    ratio: (small, large) => {
      const bytes = [small, large].map(({ servers }) => servers.kaiji?.edits.typing?.bytes.max ?? Number.NaN);
      const most = Math.max(...bytes);
      return Number.isNaN(most) ? undefined : most;
    },
  },
  {
    what: `a keystroke at N=${LARGE} / one bare yaml parse of the text`,
    most: 0.1,
    kind: 'typing',
    ratio: (_, { servers, floors }) => over(servers.kaiji?.edits.typing?.ms.p50, floors.parse?.p50),
  },
  {
    what: `open at N=${LARGE} / one bare yaml parse of the text`,
    // Measured 3.6: what it is to tell is an order of magnitude.
    most: 8,
    ratio: (_, { servers, floors }) => over(servers.kaiji?.open?.p50, floors.parse?.p50),
  },
  {
    what: `peak memory at N=${LARGE} above the empty server's / the size of the text`,
    most: 60,
    ratio: (_, { servers: { kaiji, empty }, bytes }) =>
      kaiji?.peak === undefined || empty?.peak === undefined ? undefined : (kaiji.peak - empty.peak) / bytes,
  },
];

/**
 * @param {Size} small
 * @param {Size} large
 * @returns {readonly { what: string, most: number, ratio: number | undefined, holds: boolean, more: string }[]} a ratio that was not measured does not hold;
 *   `more`: the command that tells more
 */
export function judged(small, large) {
  return BOUNDS.map(({ what, most, kind, ratio }) => {
    const found = ratio(small, large);
    const args = kind ? `--profile ${kind} --n ${SMALL},${LARGE}` : `--n ${SMALL},${LARGE} --without-peer`;
    return { what, most, ratio: found, holds: found !== undefined && found <= most, more: `npm run bench -- ${args}` };
  });
}

/**
 * How much more our server needs at the larger size.
 * @param {string} what
 * @param {number} most
 * @param {(measured: Measured) => number | undefined} of
 * @returns {Bound}
 */
function growth(what, most, of) {
  const ours = (/** @type {Size} */ { servers: { kaiji } }) => kaiji && of(kaiji);
  return { what: `${what}: N=${LARGE} / N=${SMALL}`, most, ratio: (small, large) => over(ours(large), ours(small)) };
}

function over(/** @type {number | undefined} */ a, /** @type {number | undefined} */ b) {
  return a === undefined || b === undefined ? undefined : a / b;
}
