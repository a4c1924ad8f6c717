/** The same content in the two syntaxes compared: a package of Kaiji documents, and one YAML document with a JSON Schema for the peer. */

/** @typedef {import('./package.mjs').Content} Content */
/** @typedef {import('./package.mjs').Answer} Answer */

/**
 * A check sheet: what stands above its answers, and each answer. Answers read the same in both syntaxes.
 * @typedef {object} SheetText
 * @property {string} head
 * @property {readonly string[]} entries
 */

/**
 * An answer as an entry of `answers:`.
 * @param {Answer} answer
 */
export function entryText({ control, status, lines, evidence, plan }) {
  return [
    `  - control: ${control}`,
    `    status: ${status}`,
    '    answer: |',
    ...lines.map((line) => `      ${line}`),
    ...(plan ? ['    plan:', `      action: ${plan.action}`, `      due: ${plan.due}`] : []),
    `    evidence: [${evidence.join(', ')}]`,
    '',
  ].join('\n');
}

const registerLines = (/** @type {Content} */ { evidence }) =>
  evidence.flatMap(({ id, title, kind, issued }) => [
    `  - id: ${id}`,
    `    title: ${title}`,
    `    kind: ${kind}`,
    `    issued: ${issued}`,
  ]);

/**
 * A package: the files beside the check sheet by name, and the check sheet.
 * @param {Content} content
 * @returns {{ files: Map<string, string>, sheet: SheetText }}
 */
export function kaijiPackage(content) {
  const { catalog, controls, answers } = content;
  const text = (/** @type {readonly string[]} */ lines) => `${lines.join('\n')}\n`;
  return {
    files: new Map([
      ['kaiji.yaml', text(['kaiji: package/v1', 'service:', '  name: 例示診療支援', '  provider: 株式会社例示'])],
      ['evidence.kaiji.yaml', text(['kaiji: evidence/v1', 'evidence:', ...registerLines(content)])],
      [
        'catalog.kaiji.yaml',
        text([
          'kaiji: catalog/v1',
          `id: ${catalog}`,
          'edition: "2026"',
          'prefix: BN',
          'complete: true',
          'noun: { ja: 点検項目, en: check }',
          'asks: [status, evidence]',
          'title: { ja: 性能の測定に使う点検表, en: Controls to measure with }',
          'controls:',
          ...controls.flatMap(({ id, title, category }) => [
            `  - id: ${id}`,
            `    category: [${category}]`,
            `    title: { ja: ${title}, en: ${id} }`,
          ]),
        ]),
      ],
    ]),
    sheet: {
      head: text([
        'kaiji: checklist/v1',
        `catalog: ${catalog}`,
        'title: 性能の測定に使う確認シート',
        'issued: 2026-10-01',
        'answers:',
      ]),
      entries: answers.map(entryText),
    },
  };
}

/**
 * One document with the register above the answers, and the schema that describes it: what a JSON Schema can say of the same content.
 * @param {Content} content
 * @returns {{ files: Map<string, string>, sheet: SheetText }}
 */
export function peerDocument(content) {
  const { catalog, answers } = content;
  const head = ['kaiji: checklist/v1', `catalog: ${catalog}`, 'evidence:', ...registerLines(content), 'answers:', ''].join('\n');
  return {
    files: new Map([['schema.json', JSON.stringify(peerSchema(content))]]),
    sheet: { head, entries: answers.map(entryText) },
  };
}

/**
 * The form of the schema is the fastest the peer has: an enumeration with a text for each value.
 * @param {Content} content
 */
function peerSchema({ catalog, controls, evidence }) {
  const date = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' };
  const prose = { type: 'string', minLength: 1 };
  const object = (/** @type {Record<string, unknown>} */ properties, /** @type {readonly string[]} */ optional = []) => ({
    type: 'object',
    additionalProperties: false,
    properties,
    required: Object.keys(properties).filter((key) => !optional.includes(key)),
  });
  const answer = {
    control: { type: 'string', enum: controls.map(({ id }) => id), markdownEnumDescriptions: controls.map(({ title }) => title) },
    status: { type: 'string', enum: ['implemented', 'partial', 'planned', 'alternative', 'not-applicable'] },
    answer: prose,
    plan: object({ action: prose, due: date }),
    evidence: { type: 'array', items: { type: 'string', enum: evidence.map(({ id }) => id) } },
  };
  const item = { id: { type: 'string', pattern: '^[a-z][a-z0-9-]*$' }, title: prose, kind: prose, issued: date };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...object({
      kaiji: { const: 'checklist/v1' },
      catalog: { const: catalog },
      evidence: { type: 'array', items: object(item) },
      answers: { type: 'array', items: object(answer, ['plan']) },
    }),
  };
}
