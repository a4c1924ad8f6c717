import { readReferences } from '../catalog/reference/read.ts';
import { type Bilingual, fixed, inLanguage, message } from '../language.ts';
import { answerOf, repliesOf } from '../model/checklist.ts';
import { sectionOf, withNested } from '../model/disclosure.ts';
import type { Entry } from '../model/document.ts';
import { type Field, scalarsOf, textField } from '../model/field.ts';
import { proseOf } from '../model/prose.ts';
import { annexesNamed, referencesIn } from '../model/reference.ts';
import type { Package } from '../package/package.ts';
import { replaceNode, scalarSource } from '../yaml/edit.ts';
import { asMap, isEmpty, type MapNode, type ScalarNode } from '../yaml/tree.ts';
import type { EntryContext, EntryRule, Finding, Fix, Place, RuleDocs } from './rule.ts';
import { closest } from './shared/close.ts';

const noTarget = message<{ target: string }>({
  ja: ({ target }) =>
    `[[${target}]] の参照先がありません。確認項目・節・エビデンス・表（table:…）・共通回答・参照文書のうち、このパッケージにあるもののIDを書いてください。`,
  en: ({ target }) =>
    `[[${target}]] refers to nothing. Name a control, section, evidence, table (table:…), statement or reference that this package has.`,
});

const noSection = message<{ target: string; title: Bilingual }>({
  ja: ({ target, title }) =>
    `[[${target}]]（${title.ja}）の節が、このパッケージの開示書にまだありません。節を書くか、参照を直してください。`,
  en: ({ target, title }) =>
    `No disclosure of this package has the section [[${target}]] (${inLanguage(title, 'en')}) yet. Write it, or correct the reference.`,
});

const noStatement = message<{ id: string }>({
  ja: ({ id }) => `共通回答「${id}」がありません。use には、このパッケージの共通回答（statements/v1）のIDを書いてください。`,
  en: ({ id }) =>
    `There is no common answer "${id}". Under use, write the ID of a common answer (statements/v1) of this package.`,
});

const noPlatformStatement = message<{ platform: string; id: string }>({
  ja: ({ platform, id }) =>
    `依拠先 ${platform} のパッケージに、共通回答「${id}」がありません。from には、${platform} が公表している共通回答のIDを「${platform}#…」の形で書いてください。`,
  en: ({ platform, id }) =>
    `The package ${platform} has no common answer "${id}". Under from, write the ID of one it publishes, as ${platform}#….`,
});

const noPlatform = message<{ platform: string }>({
  ja: ({ platform }) =>
    `「${platform}」という名前の依拠先が、kaiji.yaml の inherits にありません（または共通回答を公表していません）。inherits に依拠先のパッケージを加えるか、from を直してください。`,
  en: ({ platform }) =>
    `No package called "${platform}" that publishes common answers stands under inherits in kaiji.yaml. Add it there, or correct from.`,
});

const noControl = message<{ id: string; key: string }>({
  ja: ({ id, key }) =>
    key === 'control'
      ? `「${id}」は対策のIDではありません。control には、OQ-T12 のようなカタログの対策のIDを書いてください。自社の対策は id と name で挙げます。`
      : `「${id}」は確認項目のIDではありません。${key} には CL-94、CL-22(3)、METI-2.6.14(1) のようなIDを書いてください。`,
  en: ({ id, key }) =>
    key === 'control'
      ? `"${id}" is no measure of a catalog. Under control, write an ID such as OQ-T12; a measure of your own has an id and a name.`
      : `"${id}" is not a control ID. Under ${key}, write IDs such as CL-94, CL-22(3), METI-2.6.14(1).`,
});

const NOUNS = {
  assets: { ja: '資産', en: 'asset' },
  threats: { ja: '脅威', en: 'threat' },
  vulnerabilities: { ja: '脆弱性', en: 'vulnerability' },
  measures: { ja: '対策', en: 'measure' },
} as const;

const notListed = message<{ id: string; table: AssessmentTable }>({
  ja: ({ id, table }) =>
    `「${id}」という${NOUNS[table].ja}は、このパッケージのリスク評価にありません。${table === 'measures' ? 'カタログの対策のID（OQ-T12 など）か、measures の一覧にあるIDを書いてください。' : `${table} の一覧に加えるか、IDを直してください。`}`,
  en: ({ id, table }) =>
    `No risk assessment of this package has the ${NOUNS[table].en} "${id}". ${table === 'measures' ? 'Write a measure of a catalog, such as OQ-T12, or an id of the list under measures.' : `Add it to the list under ${table}, or correct the id.`}`,
});

const noAnnex = message<{ name: string }>({
  ja: ({ name }) =>
    `本文にある「${name}」にあたる節・表・エビデンス・参照文書が、このパッケージに見つかりません。名前を合わせるか、[[…]] で参照先を示してください。`,
  en: ({ name }) =>
    `Nothing in this package, neither section, table, evidence nor reference, is called "${name}". Make the names agree, or refer to it with [[…]].`,
});

const change = message<{ to: string }>({
  ja: ({ to }) => `${to} に直す`,
  en: ({ to }) => `Change to ${to}`,
});

/** What the text before an annex's name says when it is another document's annex: 契約書の添付1. */
const OF_ANOTHER = /[のびや」』】》]\s*$|(?:ガイドライン|通知|契約書?|規程|規則|約款|告示|省令)\s*$/;

/** What the scenarios and vulnerabilities of an assessment name. */
type AssessmentTable = keyof typeof NOUNS;

interface Data {
  readonly kind: 'target' | 'statement' | 'platform' | 'control' | AssessmentTable;
  readonly typed: string;
  readonly node: ScalarNode;
}

export const docs: RuleDocs = {
  ja: `本文の \`[[…]]\`、\`use\`、\`satisfies\`、\`responds-to\` と、\`from\` に書いた依拠先の共通回答（\`aws-tokyo#st-x\`）は、実際にあるものを指していなければ、読み手がその先にたどり着けません。\`[[…]]\` で指せるのは、確認項目（\`[[CL-12]]\`、\`[[CL-22(3)]]\`）、節のキーかID（\`[[org.audit]]\`）、エビデンス・共通回答・参照文書・主体・責任者のID、表（\`[[table:tb-x]]\`）、一覧（\`[[roles]]\`、\`[[parties]]\`、\`[[terms]]\`、\`[[contacts]]\`）です。IDの形をしていて番号だけが違うものは、\`satisfies\` と \`responds-to\` では \`unknown-control\` が指摘します。

リスク評価では、シナリオと脆弱性が挙げる資産・脅威・脆弱性・対策のIDも確かめます。一覧は、同じパッケージの別のリスク評価にあっても構いません。

本文に「添付1」「別添2」とあるのに、その名前の節・表・エビデンス・参照文書がパッケージのどこにもないときは、警告します。

\`\`\`yaml
body: |
  監査の結果は [[org.audit]] に、体制図は [[ev-organization]] に示します。
\`\`\``,
  en: `A \`[[…]]\` in prose, what stands under \`use\`, \`satisfies\` and \`responds-to\`, and a platform's common answer under \`from\` (\`aws-tokyo#st-x\`), must lead somewhere. \`[[…]]\` names controls (\`[[CL-12]]\`, \`[[CL-22(3)]]\`), sections by key or id (\`[[org.audit]]\`), evidence, statements, references, parties and roles by id, tables (\`[[table:tb-x]]\`) and lists (\`[[roles]]\`, \`[[parties]]\`, \`[[terms]]\`, \`[[contacts]]\`). A control ID with a wrong number under \`satisfies\` or \`responds-to\` is reported by unknown-control.

In a risk assessment the ids of assets, threats, vulnerabilities and measures that scenarios and vulnerabilities name are checked too; the lists may stand in another assessment of the package.

Where the text says 添付1 or 別添2 and nothing in the package has that name, this is a warning.

\`\`\`yaml
body: |
  Audits are described in [[org.audit]], the organisation in [[ev-organization]].
\`\`\``,
};

export const unknownReference: EntryRule = {
  code: 'unknown-reference',
  severity: 'error',
  scope: 'entry',
  reads: ['targets', 'sections', 'statements', 'platforms', 'annexes', 'assets', 'threats', 'vulnerabilities', 'measures'],
  summary: fixed('参照先のない参照', 'A reference to nothing'),
  *check(entry, context) {
    yield* inProse(entry, context);
    const map = asMap(entry.node);
    if (!map) return;
    if (entry.sequence === 'answers') {
      for (const { from } of repliesOf(answerOf(map))) yield* noStatementOfPlatform(from, context);
      for (const node of repliesOf(answerOf(map)).flatMap((reply) => reply.use)) {
        if (context.lookup('statements', node.text).length > 0) continue;
        yield {
          at: node,
          message: noStatement({ id: node.text }),
          data: { kind: 'statement', typed: node.text, node } satisfies Data,
        };
      }
    }
    if (entry.sequence === 'statements') yield* noControls(scalarsOf(map, 'satisfies'), 'satisfies', context);
    if (entry.document.kind === 'assessment') yield* inAssessment(entry.sequence, map, context);
    if (entry.sequence === 'sections') {
      for (const section of withNested(sectionOf(map))) {
        yield* noControls(section.respondsTo, 'responds-to', context);
        yield* noStatementOfPlatform(textField(section.node, 'from'), context);
      }
    }
  },
  fixes(finding, { file, package: whole }) {
    const { kind, typed, node } = (finding.data ?? {}) as Partial<Data>;
    if (!kind || typed === undefined || !node) return [];
    return candidates(whole, kind, typed).map((to, i): Fix => {
      // Within prose only the reference is written anew, brackets included.
      const base = file.tree.startOf(finding.at.block);
      const splice =
        kind === 'target'
          ? { start: base + finding.at.start, end: base + finding.at.end, text: `[[${to}]]` }
          : replaceNode(file, node, scalarSource(to, true));
      return { title: change({ to }), edits: [{ uri: file.uri, splices: [splice] }], preferred: i === 0 };
    });
  },
};

/** Ids an assessment names. A measure of a catalog, known or not, is unknown-control's business. */
function* inAssessment(sequence: string, map: MapNode, context: EntryContext): Generator<Finding> {
  if (sequence === 'measures') yield* noControls(scalarsOf(map, 'control'), 'control', context);
  const isScenario = sequence === 'scenarios';
  const named: readonly (readonly [AssessmentTable, string])[] = isScenario
    ? [
        ['assets', 'asset'],
        ['threats', 'threat'],
        ['vulnerabilities', 'vulnerability'],
        ['measures', 'measures'],
      ]
    : [['threats', 'threat']];
  if (!isScenario && sequence !== 'vulnerabilities') return;
  const { catalogs } = context;
  for (const [table, key] of named) {
    for (const node of scalarsOf(map, key)) {
      if (isEmpty(node) || context.lookup(table, node.text).length > 0) continue;
      if (table === 'measures' && (catalogs.resolve(node.text) || catalogs.catalogOf(node.text))) continue;
      yield {
        at: node,
        message: notListed({ id: node.text, table }),
        data: { kind: table, typed: node.text, node } satisfies Data,
      };
    }
  }
}

function* inProse(entry: Entry, context: EntryContext): Generator<Finding> {
  const { text, tree } = entry.document.file;
  const span = tree.spanOf(entry.node);
  // Few entries have any: what the schema calls prose is looked for in those only.
  if (entry.sequence !== '' && !/\[\[|添/.test(text.slice(span.start, span.end))) return;
  for (const { node, key } of proseOf(entry)) {
    if (isEmpty(node) || !/\[\[|添/.test(node.text)) continue;
    const start = tree.startOf(node.block);
    const source = text.slice(start + node.start, start + node.end);
    for (const reference of referencesIn(node, source)) {
      const found = unresolved(reference.target, context);
      const at: Place = { block: node.block, start: reference.start, end: reference.end };
      if (found) yield { at, ...found, data: { kind: 'target', typed: reference.target, node } satisfies Data };
    }
    if (key !== 'body' || entry.sequence !== 'sections') continue;
    for (const { name, start: from, end } of annexesNamed(source)) {
      if (context.lookup('annexes', name).length > 0 || OF_ANOTHER.test(source.slice(Math.max(0, from - 12), from))) continue;
      yield {
        at: { block: node.block, start: node.start + from, end: node.start + end },
        message: noAnnex({ name: source.slice(from, end) }),
        severity: 'warning',
      };
    }
  }
}

/** The finding about a target of `[[…]]` that is nothing; undefined where it is something. */
export function unresolved(
  target: string,
  { catalogs, own, lookup }: Pick<EntryContext, 'catalogs' | 'own' | 'lookup'>,
): Pick<Finding, 'message' | 'severity'> | undefined {
  if (lookup('targets', target).length > 0 || lookup('sections', target).length > 0) return undefined;
  // The key of a section is found in the outline too, but refers to a section someone has written.
  const section = catalogs.all.find((catalog) => catalog.data.prefix === undefined && catalog.control(target))?.control(target);
  if (section) return { message: noSection({ target, title: section.title }) };
  if (catalogs.resolve(target, own)) return undefined;
  const catalog = catalogs.catalogOf(target);
  return { message: noTarget({ target }), ...(catalog && !catalog.data.complete ? { severity: 'info' } : {}) };
}

/** `PACKAGE#STATEMENT` that leads nowhere; without the sign it is a party. */
function* noStatementOfPlatform(from: Field<string> | undefined, { lookup }: EntryContext): Generator<Finding> {
  if (from?.node.kind !== 'scalar' || !from.value.includes('#') || lookup('platforms', from.value).length > 0) return;
  const { node, value: typed } = from;
  const [platform = '', id = ''] = typed.split('#');
  const isKnown = lookup('platforms', platform).length > 0;
  yield {
    at: node,
    message: isKnown ? noPlatformStatement({ platform, id }) : noPlatform({ platform }),
    data: { kind: 'platform', typed, node } satisfies Data,
  };
}

/** What is not even the shape of a control ID; one with a known prefix is unknown-control's business. */
function* noControls(nodes: readonly ScalarNode[], key: string, { catalogs }: EntryContext): Generator<Finding> {
  for (const node of nodes) {
    if (catalogs.resolve(node.text) || catalogs.catalogOf(node.text)) continue;
    yield {
      at: node,
      message: noControl({ id: node.text, key }),
      data: { kind: 'control', typed: node.text, node } satisfies Data,
    };
  }
}

/** What may be meant, the likeliest first. */
function candidates(whole: Package, kind: Data['kind'], typed: string): readonly string[] {
  if (kind === 'statement') return closest(typed, whole.keys('statements'));
  if (kind === 'platform')
    return closest(
      typed,
      [...whole.keys('platforms')].filter((key) => key.includes('#')),
    );
  if (kind !== 'target' && kind !== 'control') return listedLike(whole, kind, typed);
  const controls = whole.catalogs.all.filter(({ data }) => data.prefix !== undefined);
  // References as guidelines print them; a bare number is most often one of the check sheet, the first of the catalogs.
  const bare = controls.flatMap(({ data }) => whole.catalogs.resolve(`${data.prefix}-${typed}`)?.id ?? []).slice(0, 2);
  const numbered = bare.length > 0 ? bare : readReferences(typed, whole.catalogs).flatMap((reference) => reference.ids);
  const ids = closest(
    typed,
    controls.flatMap(({ data }) => data.controls.map(({ id }) => id)),
  );
  if (kind === 'control') return [...new Set([...numbered, ...(/[0-9]/.test(typed) ? ids : [])])].slice(0, 3);
  const titled = [...whole.keys('evidence')].filter((id) =>
    asMap(whole.lookup('evidence', id)[0]?.entry.node)?.pairs.some(
      ({ value }) => value?.kind === 'scalar' && value.text === typed,
    ),
  );
  const control = whole.catalogs.resolve(typed.replace(/(?:[(（][^()（）]*[)）]|[①-⑳])$/, ''))?.id;
  const near = closest(typed, [...whole.keys('targets'), ...whole.keys('sections')]);
  const all = whole.catalogs.catalogOf(typed)
    ? [...(control ? [control] : []), ...ids, ...near]
    : [...titled, ...near, ...numbered];
  return [...new Set(all)].slice(0, 3);
}

/** Ids of what is called as typed, then those spelled nearly so. */
function listedLike(whole: Package, table: AssessmentTable, typed: string): readonly string[] {
  const ids = [...whole.keys(table)];
  const named = ids.filter((id) => {
    const map = asMap(whole.lookup(table, id)[0]?.entry.node);
    return textField(map, 'name')?.value.trim() === typed.trim();
  });
  return [...new Set([...named, ...closest(typed, ids)])].slice(0, 3);
}
