import { fixed, type Localized, message } from '../language.ts';
import type { KaijiDocument } from '../model/document.ts';
import { schemaAt } from '../model/schema.ts';
import { pathOf, problemsOf } from '../model/validate.ts';
import { ownCatalog } from '../package/index.ts';
import { fillPair, insertPair, prependPair } from '../yaml/edit.ts';
import { asMap, isDamaged, isEmpty, type MapNode, type Node, pairOf } from '../yaml/tree.ts';
import type { EntryRule, FixContext, RuleDocs } from './rule.ts';
import { keyOrName } from './shared/place.ts';

const missing = message<{ key: string; what: Localized }>({
  ja: ({ key, what }) => `「${key}」${what('ja') ? `（${what('ja')}）` : ''}がありません。必ず書いてください。`,
  en: ({ key, what }) => `"${key}"${what('en') ? ` (${what('en')})` : ''} is missing; it is required here.`,
});

const insert = message<{ source: string }>({
  ja: ({ source }) => `「${source}」を書き加える`,
  en: ({ source }) => `Insert "${source}"`,
});

interface Data {
  readonly map: MapNode;
  readonly key: string;
  readonly header: boolean;
  readonly pattern: string | undefined;
}

/** Keys that name their item: they stand first in it. */
const NAMES: ReadonlySet<string> = new Set(['control', 'id', 'ref', 'section', 'scenario', 'term']);

/** How many values a fix is offered for. */
const OFFERED = 3;

export const docs: RuleDocs = {
  ja: '項目には、それが何であるかを示すキーが必ず要ります（回答の `control`、エビデンスの `id` と `title`、節の `section`、リスク対応一覧の `scenario` など。`x.` で始まる独自のシナリオには `title` も要り、リスク評価の対策には `id` か `control` が要ります）。ないと、その項目はどこからも参照できません。クイックフィックスで書き加えられます。読めない行がある項目では指摘しません。',
  en: 'Every item needs the key that says what it is (`control` of an answer, `id` and `title` of evidence, `section` of a section, `scenario` in a risk annex; a scenario of your own, `x.…`, needs a `title` too, a measure of an assessment an `id` or a `control`); without it nothing can refer to it. A quick fix inserts it. Items with lines that cannot be read are left alone.',
};

export const missingKey: EntryRule = {
  code: 'missing-key',
  severity: 'error',
  scope: 'entry',
  summary: fixed('必ず書くキーがない', 'A required key is missing'),
  *check(entry) {
    const { kind } = entry.document;
    if (!kind) return;
    for (const problem of problemsOf(entry)) {
      const key = problem.keyword === 'required' ? problem.params.missingProperty : undefined;
      const map = asMap(problem.node);
      // `kaiji` itself is unknown-kind's.
      if (!map || typeof key !== 'string' || key === 'kaiji' || isDamaged(map) || isSaidOtherwise(pairOf(map, key)?.value))
        continue;
      const path = pathOf(entry, problem.path);
      const schema = schemaAt(kind, [...path, key]);
      const what: Localized = (language) => (language === 'ja' ? shortened(schema?.description) : shortened(schema?.['x-en']));
      const data: Data = { map, key, header: path.length === 0, pattern: schema?.pattern };
      yield { at: keyOrName(map, key), message: missing({ key, what }), data };
    }
  },
  fixes(finding, context) {
    const { map, key, header, pattern } = finding.data as Data;
    const { file } = context;
    const pair = pairOf(map, key);
    return placeholders(key, pattern, header, context).map((value, i) => {
      const line = `${key}: ${value}`;
      const splice =
        pair && isEmpty(pair.value)
          ? fillPair(file, map, key, [line])
          : header
            ? insertPair(file, map, [line], 'kaiji')
            : NAMES.has(key)
              ? prependPair(file, map, line)
              : insertPair(file, map, [line], 'id');
      return { title: insert({ source: line }), edits: [{ uri: file.uri, splices: [splice] }], preferred: i === 0 };
    });
  },
};

/** Something stands there, and another rule says why it is not read (an unknown alias, an anchor without text). */
function isSaidOtherwise(value: Node | undefined): boolean {
  return (
    value !== undefined && (value.kind === 'alias' || value.anchor !== undefined || value.tag !== undefined || !isEmpty(value))
  );
}

/** The description's first sentence, its examples left out. */
function shortened(description: string | undefined): string {
  return (description ?? '').split(/[（(。.,:]/)[0]?.trim() ?? '';
}

/** Values that bring no error of their own: what is likely meant, else a name or a blank to be replaced, else empty text. */
function placeholders(key: string, pattern: string | undefined, header: boolean, context: FixContext): readonly string[] {
  const { package: whole, document } = context;
  if (key === 'catalog') {
    const named = whole.catalogs.all.filter(({ data }) => data.prefix && data.complete);
    return [...new Set(named.map(({ id }) => id))];
  }
  // The editions of a mapping; below it what came of single controls.
  if ((key === 'from' || key === 'to') && document?.kind === 'mapping')
    return header ? whole.catalogs.all.flatMap(({ data, reference }) => (data.prefix ? [reference] : [])) : ['[]'];
  if (key === 'control') return missingControls(document, context);
  if (key === 'scenario') return missingScenarios(document, context);
  if (key === 'ref') return [...whole.keys('evidence')].slice(0, OFFERED);
  if (key === 'section') return ['x.new-section'];
  if (key === 'id' && pattern) return [freeId(context)];
  // What is to be filled in is told by placeholder-answer from now on; an empty text would be told by nobody.
  return [key === 'text' || key === 'title' || key === 'name' ? '●●' : '""'];
}

/** The first controls of the document's catalog nothing in the package answers. */
function missingControls(document: KaijiDocument | undefined, { package: whole }: FixContext): readonly string[] {
  const own = document && ownCatalog(document, whole.catalogs);
  const found: string[] = [];
  for (const { id } of own?.data.controls ?? []) {
    if (whole.lookup('answers', id).length > 0 || whole.lookup('satisfies', id).length > 0) continue;
    found.push(id);
    if (found.length === OFFERED) break;
  }
  return found;
}

/** The first scenarios of the annex's catalog that no annex of the package has. */
function missingScenarios(document: KaijiDocument | undefined, { package: whole }: FixContext): readonly string[] {
  const own = document && ownCatalog(document, whole.catalogs);
  return own
    ? whole
        .untreated(own)
        .slice(0, OFFERED)
        .map(({ id }) => id)
    : [];
}

function freeId({ package: whole }: FixContext): string {
  for (let n = 1; ; n++) {
    const id = `new-${n}`;
    if (whole.lookup('targets', id).length === 0) return id;
  }
}
