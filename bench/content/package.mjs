/**
 * The content of a package, without syntax: a catalog of its own, a register of evidence, and one check sheet that answers every control. The same arguments
 * give the same content everywhere.
 */
import { answerLines, controlTitle, documentTitle } from './prose.mjs';
import { randomFrom } from './random.mjs';

/**
 * @typedef {object} Control
 * @property {string} id
 * @property {string} title
 * @property {string} category
 *
 * @typedef {object} Evidence
 * @property {string} id
 * @property {string} title
 * @property {string} kind
 * @property {string} issued
 *
 * @typedef {object} Answer
 * @property {string} control
 * @property {'implemented' | 'partial'} status
 * @property {readonly string[]} lines
 * @property {readonly string[]} evidence one to three IDs of the register
 * @property {{ readonly action: string, readonly due: string } | undefined} plan of a partial answer
 *
 * @typedef {object} Content
 * @property {string} catalog the ID of the catalog
 * @property {readonly Control[]} controls
 * @property {readonly Evidence[]} evidence
 * @property {readonly Answer[]} answers
 */

const CATEGORIES = 20;
const KINDS = ['policy.access', 'record.training', 'record.log', 'record.backup', 'contract.outsourcing'];

/**
 * @param {object} size
 * @param {number} size.answers how many answers the check sheet has
 * @param {number} [size.controls] how many controls the catalog has; with fewer than answers, the answers go round them
 * @param {number} [size.seed]
 * @param {string} [size.catalog] the ID of the catalog
 * @param {string} [size.prefix] what its controls' IDs begin with
 * @returns {Content}
 */
export function contentOf({ answers, controls = answers, seed = 1, catalog = 'bench-controls', prefix = 'BN' }) {
  // Answers draw from numbers of their own: they are the same whatever the size of the catalog.
  const random = randomFrom(seed * 1009 + 1);
  const asked = Array.from({ length: controls }, (_, i) => ({
    id: `${prefix}-${i + 1}`,
    title: controlTitle(random, i + 1),
    category: `分類${Math.floor((i * CATEGORIES) / controls) + 1}`,
  }));
  const register = Array.from({ length: Math.min(120, answers) }, (_, i) => ({
    id: `ev-${i + 1}`,
    title: documentTitle(random),
    kind: random.pick(KINDS),
    issued: `2026-0${random.integer(1, 9)}-${random.integer(10, 28)}`,
  }));
  const writer = randomFrom(seed * 1009 + 2);
  const sheet = Array.from({ length: answers }, (_, i) => answerTo(`${prefix}-${(i % controls) + 1}`, i));
  return { catalog, controls: asked, evidence: register, answers: sheet };

  /** @returns {Answer} */
  function answerTo(/** @type {string} */ control, /** @type {number} */ index) {
    const lines = answerLines(writer);
    const partial = writer.next() < 0.1;
    // The register is gone round, so that every item is cited.
    const cited = new Set([index % register.length]);
    for (let more = writer.integer(0, 2); more > 0; more--) cited.add(writer.integer(0, register.length - 1));
    return {
      control,
      status: partial ? 'partial' : 'implemented',
      lines,
      evidence: [...cited].map((at) => `ev-${at + 1}`),
      plan: partial ? { action: '残る拠点でも同じ運用を始めます。', due: '2027-03-31' } : undefined,
    };
  }
}
