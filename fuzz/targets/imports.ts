/** What comes from outside, damaged: workbooks, text sheets, OSCAL, baselines, catalogs and mappings, templates. Made of it is a value, or words for people. */
import { ExportError, exportPackage } from '../../convert/export/export.ts';
import {
  IMPORTERS,
  importCatalogText,
  importOscal,
  importOwnCatalog,
  OscalError,
  prefixFrom,
  readSheets,
  registerIn,
  SheetError,
  summariesOf,
} from '../../convert/import.ts';
import { readXlsx } from '../../convert/sheet/xlsx.ts';
import { checkPackage } from '../../core/check.ts';
import { migrate } from '../../core/migrate/migrate.ts';
import { MigrationError } from '../../core/migrate/plan.ts';
import { readBaseline } from '../../core/package/baseline.ts';
import type { Package } from '../../core/package/package.ts';
import { Text } from '../../core/text/text.ts';
import { readYaml } from '../../core/yaml/read.ts';
import { bundled } from '../../test/support/catalogs.ts';
import { customerParts, zipped } from '../../test/support/customer-workbook.ts';
import { exported, opened } from '../../test/support/exported.ts';
import { OPTIONS } from '../../test/support/fixture.ts';
import { type Random, randomFrom } from '../../test/support/random-yaml.ts';
import { examples, sheets } from '../corpus.ts';
import { damagedBook } from '../damage-book.ts';
import { damaged, mutated } from '../mutate.ts';
import { below, must, pick, type Target, type Told } from '../target.ts';

interface Input {
  readonly [key: string]: string | number | Uint8Array;
  /** What it is read as. */
  readonly as: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Options are chosen by it. */
  readonly seed: number;
}

const { catalogs, evidenceKinds } = await bundled;
const wholes = await Promise.all(examples.map((files) => opened(new Map(Object.entries(files)))));
const clinic = wholes[0] as Package;
const edition = examples.find((files) => 'mapping.kaiji.yaml' in files) ?? {};
const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** Our own, and one as a customer sends it. */
const books: readonly Uint8Array[] = [
  zipped(
    customerParts({
      items: [
        [94, '作業者を識別し、認証すること'],
        [22, '委託先を監督すること'],
        ['１', '方針を定めること'],
      ],
    }),
  ),
  await exported(wholes[1] as Package, 'xlsx', 'checklist'),
  await exported(clinic, 'xlsx', 'risks'),
  await exported(clinic, 'xlsx', 'evidence'),
];
const models: readonly string[] = await Promise.all(
  ['component-definition', 'catalog', 'mapping', 'assessment-results'].map(async (model) => {
    const options = {
      to: 'oscal',
      model,
      catalog: 'own' in edition ? 'own' : 'meti-processor',
      audience: 'internal',
      language: 'ja',
      date: OPTIONS.date,
    } as const;
    const made = await exportPackage(wholes[1] as Package, {
      ...options,
      uris: new Set(wholes[1]?.files.keys()),
      readPicture: () => Promise.reject(new Error()),
    }).catch(() => undefined);
    return made ? decode(made.bytes) : `{"${model}":{"uuid":"x","metadata":{"oscal-version":"1.1.2"}}}`;
  }),
);
const BASELINE = JSON.stringify(
  [
    { path: 'a.kaiji.yaml', rule: 'missing-evidence', control: 'CL-94', reason: '受け入れる', expires: '2027-03-31' },
    { path: './b', rule: 'x', reason: 'y' },
  ],
  null,
  1,
);

/** By what a file is read as: how one is made, and what is done with it. */
const kinds: Readonly<
  Record<
    string,
    { make(random: Random): readonly [name: string, bytes: Uint8Array]; read(input: Input, random: Random, told: Told): unknown }
  >
> = {
  workbook: { make: (random) => ['a.xlsx', damagedBook(pick(books, random), random)], read: imported },
  sheet: {
    make: (random) => {
      const [name, bytes] = pick(sheets, random);
      const other = () => decode(pick(sheets, random)[1]);
      const made = random() < 0.4 ? damaged(bytes, random) : encode(mutated(decode(bytes), random, other));
      return [random() < 0.8 ? name : pick(['a.csv', 'a.tsv', 'a.txt', 'a.xlsx', 'a'], random), made];
    },
    read: imported,
  },
  template: {
    make: (random) => ['様式.xlsx', damagedBook(pick(books, random), random)],
    read: async ({ name, bytes }, random) => {
      const whole = pick(wholes, random);
      const options = {
        to: 'xlsx',
        form: 'checklist',
        audience: 'customer',
        language: 'ja',
        date: OPTIONS.date,
        overwrite: random() < 0.5,
      } as const;
      const uris = new Set([...whole.files.keys()].filter((uri) => uri.endsWith('/checklist.kaiji.yaml')));
      const made = await exportPackage(whole, {
        ...options,
        template: { file: name, bytes },
        uris,
        readPicture: () => Promise.reject(new Error()),
      });
      readXlsx(made.bytes);
      for (const problem of made.problems)
        must(problem('ja') !== '' && problem('en') !== '', 'template: a problem that says nothing');
    },
  },
  oscal: {
    make: (random) => [
      'a.json',
      random() < 0.3 ? damaged(encode(pick(models, random)), random) : encode(damagedJson(pick(models, random), random)),
    ],
    read: ({ bytes }, random) => {
      const { files, notes } = importOscal(decode(bytes), { language: pick(['ja', 'en'], random), catalogs });
      for (const { text } of files) mustRead(text, 'oscal');
      for (const note of notes) must(note('ja') !== '' && note('en') !== '', 'oscal: a note that says nothing');
    },
  },
  baseline: {
    make: (random) => [
      'baseline.json',
      encode(random() < 0.5 ? mutated(BASELINE, random, () => BASELINE) : damagedJson(BASELINE, random)),
    ],
    read: ({ bytes }) => {
      const baseline = readBaseline(decode(bytes), `${clinic.uri}/baseline.json`);
      checkPackage(wholes[1] as Package, { ...OPTIONS, baseline });
      for (const found of checkPackage((wholes[1] as Package).accepting(baseline), OPTIONS).values())
        for (const { rule } of found) must(rule !== 'internal-error', 'baseline: a rule threw');
    },
  },
  catalog: {
    make: (random) => {
      const name = pick(
        Object.keys(edition).filter((path) => /catalog|mapping|checklist/.test(path)),
        random,
      );
      return [name, encode(mutated(edition[name] ?? '', random, () => pick(Object.values(edition), random)))];
    },
    read: async ({ name, bytes }, random) => {
      const files = new Map(Object.entries({ ...edition, [name]: decode(bytes) }));
      const whole = await opened(files);
      for (const found of checkPackage(whole, OPTIONS).values())
        for (const { rule, message } of found) must(rule !== 'internal-error', `a rule threw: ${message('en')}`);
      for (const text of migrate(
        whole,
        pick(['reiji-tenken@2026', 'reiji-tenken@2025', 'medcloud-checklist'], random),
        'ja',
      ).changed.values())
        text.toString();
    },
  },
};

export const target: Target<Input> = {
  what: 'damaged workbooks, sheets, OSCAL, baselines, catalogs, templates',
  budget: 90_000,
  make(random) {
    const as = pick(Object.keys(kinds), random);
    const [name, bytes] = kinds[as]?.make(random) ?? ['', new Uint8Array()];
    return { as, name, bytes, seed: below(2 ** 31, random) };
  },
  async run(input, told) {
    told.count('bytes', input.bytes.length);
    try {
      await kinds[input.as]?.read(input, randomFrom(input.seed), told);
    } catch (error) {
      // What is meant for people: in both languages.
      if (
        !(
          error instanceof SheetError ||
          error instanceof OscalError ||
          error instanceof ExportError ||
          error instanceof MigrationError
        )
      )
        throw error;
      must(error.text('ja') !== '' && error.text('en') !== '', `${input.as}: refused without a word`);
    }
  },
};

/** A sheet as all that can be made of one. */
async function imported({ name, bytes }: Input, random: Random): Promise<void> {
  const read = readSheets(bytes, name);
  const plain = { file: name, language: pick(['ja', 'en'] as const, random) };
  const catalog = pick(['medcloud-checklist', 'meti-processor', undefined], random);
  const importer = pick(Object.values(IMPORTERS), random);
  const chosen =
    random() < 0.2
      ? { columns: { [pick(['A', 'B', 'D', 'ZZ', '__proto__', '１'], random)]: pick(['answer', '回答', '番号', 'x'], random) } }
      : {};
  const made = [
    () =>
      importer.import(read, {
        ...plain,
        ...chosen,
        ...registerIn(clinic),
        ...(catalog ? { catalog } : {}),
        catalogs,
        evidenceKinds,
      }),
    () => importOwnCatalog(read, { ...plain, id: 'own-sheet', prefix: prefixFrom('own-sheet'), evidenceKinds }),
    async () => {
      const of = catalogs.of('medcloud-checklist');
      return of && importCatalogText(read, { ...plain, catalog: of, catalogs, summaryOf: await summariesOf(of) });
    },
  ];
  const { text, report } = (await pick(made, random)()) ?? {};
  if (text !== undefined) mustRead(text, 'import');
  for (const note of report?.notes ?? [])
    must(note.message('ja') !== '' && note.message('en') !== '', 'import: a note that says nothing');
}

/** What we write ourselves can be read. */
function mustRead(text: string, by: string): void {
  const [fault] = readYaml(Text.of(text)).faulty;
  must(fault === undefined, `${by}: a document that cannot be read`, () => text);
}

/** Another value, a key less, a key of another. */
function damagedJson(json: string, random: Random): string {
  let now = json;
  do {
    const values = [...now.matchAll(/"(?:[^"\\]|\\.)*"|-?\d+|\{\s*\}|\[\s*\]/g)];
    const value = values.length > 0 ? pick(values, random) : undefined;
    if (!value) return now;
    const end = value.index + value[0].length;
    const instead = random() < 0.3 ? (pick(values, random)[0] ?? '') : pick(JSON_VALUES, random);
    now = now.slice(0, value.index) + instead + now.slice(end);
  } while (random() < 0.6);
  return now;
}

const JSON_VALUES = [
  'null',
  'true',
  '0',
  '-1',
  '1e999',
  '1.5',
  '""',
  '[]',
  '{}',
  '[null]',
  '[[]]',
  '{"a":{}}',
  '"__proto__"',
  '"constructor"',
  '"\\ud800"',
  '"\\u0000"',
  '"#x"',
  '"../../x"',
  '"CL-94"',
  '"２０２６"',
  '"2026-02-30"',
  `"${'あ'.repeat(3000)}"`,
  '"- a: [b\\n  c"',
  '"---"',
  '"1.0.0"',
  '"urn:x"',
  `${'['.repeat(400)}${']'.repeat(400)}`,
];
