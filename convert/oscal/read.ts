/** OSCAL back in: what a file is, and which reader takes it. */
import { fixed, type Localized, message } from '../../core/language.ts';
import { asData, type Data, mapAt, textAt, valueAt } from './data.ts';
import { OSCAL_VERSION } from './model.ts';
import { readAssessmentResults } from './read-assessment-results.ts';
import { readCatalog } from './read-catalog.ts';
import { readComponentDefinition } from './read-component-definition.ts';
import { readMapping } from './read-mapping.ts';
import { type ImportedOscal, type ImportOptions, isOurs } from './reading.ts';
import { uuidsMissing } from './uuids.ts';

export type { ImportedFile, ImportedOscal, ImportOptions } from './reading.ts';

/** Why a file cannot be read as OSCAL. */
export class OscalError extends Error {
  constructor(readonly text: Localized) {
    super(text('en'));
  }
}

/** By root key. A model is a reader and a line here. */
const readers: Readonly<Record<string, (root: Data, options: ImportOptions) => ImportedOscal>> = {
  catalog: readCatalog,
  'mapping-collection': readMapping,
  'component-definition': readComponentDefinition,
  'assessment-results': readAssessmentResults,
};

/** What the models are called that hold nothing a checklist or catalog has. */
const OTHERS: Readonly<Record<string, Localized>> = {
  profile: fixed('プロファイル（profile）', 'a profile'),
  'system-security-plan': fixed('システムセキュリティ計画（system-security-plan）', 'a system security plan'),
  'assessment-plan': fixed('評価計画（assessment-plan）', 'an assessment plan'),
  'plan-of-action-and-milestones': fixed('是正計画（plan-of-action-and-milestones）', 'a plan of action and milestones'),
};

const notJson = message<{ line: number | undefined }>({
  ja: ({ line }) =>
    `JSONとして読めません${line === undefined ? '' : `（${line}行目のあたり）`}。OSCALのXMLやYAMLは、JSONに変換してから取り込んでください。`,
  en: ({ line }) =>
    `This is not JSON${line === undefined ? '' : ` (near line ${line})`}. Convert OSCAL in XML or YAML to JSON first.`,
});
const notOscal = fixed(
  'OSCALのファイルではありません。catalog、mapping-collection、component-definition、assessment-results のいずれかで始まるJSONを指定してください。',
  'This is no OSCAL file. Name a JSON file that begins with catalog, mapping-collection, component-definition or assessment-results.',
);
const otherModel = message<{ model: Localized }>({
  ja: ({ model }) =>
    `これはOSCALの${model('ja')}です。取り込めるのは、catalog、mapping-collection、component-definition、assessment-results です。`,
  en: ({ model }) =>
    `This is ${model('en')} of OSCAL. What can be imported is a catalog, mapping-collection, component-definition or assessment-results.`,
});
const otherVersion = message<{ version: string }>({
  ja: ({ version }) =>
    `OSCAL ${version} には対応していません。OSCAL 1.0 から ${OSCAL_VERSION} までの形で書き出し直してください。`,
  en: ({ version }) => `OSCAL ${version} is not supported. Write the file again as OSCAL 1.0 to ${OSCAL_VERSION}.`,
});
const newerVersion = message<{ version: string }>({
  ja: ({ version }) => `OSCAL ${version} は、確かめている版（${OSCAL_VERSION}）より新しい版です。読めた内容を確かめてください。`,
  en: ({ version }) => `OSCAL ${version} is newer than the version tested (${OSCAL_VERSION}). Check what was read.`,
});
const noVersion = fixed(
  'oscal-version がありません。OSCAL 1.2.1 として読みました。',
  'There is no oscal-version. It was read as OSCAL 1.2.1.',
);
const unread = message<{ keys: string }>({
  ja: ({ keys }) => `次のものには入れる場所がないため、取り込んでいません: ${keys}`,
  en: ({ keys }) => `Not imported, as there is no place for it: ${keys}`,
});
const noUuid = message<{ count: number; first: string }>({
  ja: ({ count, first }) => `UUIDのないものが${count}件あります（最初は ${first}）。内容は取り込みました。`,
  en: ({ count, first }) => `No UUID: ${count === 1 ? first : `${first} and ${count - 1} more`}. What stands there was imported.`,
});

/** Groups and parts may nest; nobody nests them so deep. */
const DEPTH = 200;
const tooDeep = fixed(
  `入れ子が${DEPTH}段を超えているため、読みませんでした。OSCALのファイルかどうかを確かめてください。`,
  `It is nested more than ${DEPTH} levels deep and was not read. Check whether it is an OSCAL file.`,
);

/**
 * An OSCAL file (JSON) as documents of ours.
 * @param source its text
 * @throws OscalError where it is none of the models that can be read, or of another version
 */
export function importOscal(source: string, options: ImportOptions): ImportedOscal {
  const json = asData(parsed(source));
  const model = Object.keys(json).find((key) => Object.hasOwn(readers, key));
  if (model === undefined) {
    const other = Object.keys(json).find((key) => Object.hasOwn(OTHERS, key));
    throw new OscalError(other === undefined ? notOscal : otherModel({ model: OTHERS[other] as Localized }));
  }
  const root = asData(valueAt(json, model));
  const version = textAt(mapAt(root, 'metadata'), 'oscal-version');
  if (version !== undefined && !/^v?1\.\d/.test(version)) throw new OscalError(otherVersion({ version }));
  const notes: Localized[] = [];
  if (version === undefined) notes.push(noVersion);
  else if (Number(/^v?1\.(\d+)/.exec(version)?.[1]) > 2) notes.push(newerVersion({ version }));
  const missing = uuidsMissing(model, root, DEPTH);
  if (!missing) throw new OscalError(tooDeep);
  if (missing[0] !== undefined) notes.push(noUuid({ count: missing.length, first: missing[0] }));
  const left = isOurs(root) ? [] : unreadIn(root);
  if (left.length > 0) notes.push(unread({ keys: left.join(', ') }));
  const read = readers[model]?.(root, options) ?? { files: [], notes: [] };
  return { files: read.files, notes: [...notes, ...read.notes] };
}

/** What is read of the head of a file, and of a file beside its contents. */
const READ: ReadonlySet<string> = new Set(['title', 'last-modified', 'version', 'oscal-version', 'published']);
const ASIDE = ['import-component-definitions', 'params', 'provenance', 'local-definitions'];

/** What of a file of others no document of ours has a place for. */
function unreadIn(root: Data): readonly string[] {
  const metadata = Object.keys(mapAt(root, 'metadata')).filter((key) => !READ.has(key));
  return [...metadata.map((key) => `metadata.${key}`), ...ASIDE.filter((key) => valueAt(root, key) !== undefined)];
}

function parsed(source: string): unknown {
  const text = source.replace(/^\ufeff/, '');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new OscalError(notJson({ line: lineOf(error, text) }));
  }
}

/** The line (1-based) at which a parser gave up, where it says so: engines word that each in its own way, and in English. */
function lineOf(error: unknown, text: string): number | undefined {
  const said = error instanceof Error ? error.message : '';
  const line = /\bline (\d+)/.exec(said)?.[1];
  if (line !== undefined) return Number(line);
  const position = /\bposition (\d+)/.exec(said)?.[1];
  return position === undefined ? undefined : text.slice(0, Number(position)).split('\n').length;
}
