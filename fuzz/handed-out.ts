/** All that is made of a whole package: views, pages, files. Each by its name; none may throw but to say why there is nothing. */

import { reportJson } from '../cli/output/report-json.ts';
import { diffDocx } from '../convert/diff/docx.ts';
import { diffHtml } from '../convert/diff/html.ts';
import { diffJson } from '../convert/diff/json.ts';
import { diffMarkdown } from '../convert/diff/markdown.ts';
import { ExportError, exportPackage, formatNames, formNames, modelNames } from '../convert/export/export.ts';
import { importOscal } from '../convert/oscal/read.ts';
import { reportHtml } from '../convert/report/html.ts';
import { reportMarkdown } from '../convert/report/markdown.ts';
import { reportSvg } from '../convert/report/svg.ts';
import { readSheets } from '../convert/sheet/read.ts';
import { SheetError } from '../convert/sheet/sheet.ts';
import { searchCatalogs } from '../core/catalog/search.ts';
import { renewed } from '../core/check/renewed-baseline.ts';
import { check, checkPackage } from '../core/check.ts';
import { diffPackages } from '../core/diff/diff.ts';
import { fileMoveEdits } from '../core/features/file-moves.ts';
import { fixAllEdits } from '../core/features/fix-all.ts';
import { FILTERS } from '../core/features/views/coverage.ts';
import type { KaijiFile } from '../core/model/document.ts';
import { coverageOf } from '../core/package/coverage.ts';
import { Moves } from '../core/package/moves.ts';
import type { Package } from '../core/package/package.ts';
import { reportOn } from '../core/report/report.ts';
import { PreviewOf } from '../server/preview-of.ts';
import { bundled } from '../test/support/catalogs.ts';
import { OPTIONS, pathOf } from '../test/support/fixture.ts';
import { faultsOf } from '../test/support/ooxml.ts';
import { png } from '../test/support/pictures.ts';
import type { Random } from '../test/support/random-yaml.ts';
import { coverageTree, evidenceTree } from '../test/support/view-dump.ts';
import { must, pick } from './target.ts';
import { soundSplices } from './whole.ts';

interface Asked {
  readonly whole: Package;
  /** The file that is out of the ordinary. */
  readonly file: KaijiFile;
  readonly files: ReadonlyMap<string, string>;
  /** The package as it was before. */
  readonly before: Package | undefined;
  readonly random: Random;
}

const date = OPTIONS.date;
const languages = ['ja', 'en'] as const;
const audiences = ['internal', 'customer'] as const;
const urisOf = (whole: Package) => new Set(whole.files.keys());
const pathTold = (uri: string) => pathOf(uri);

export const handedOut: Readonly<Record<string, (asked: Asked) => unknown>> = {
  'coverage view': ({ whole, random }) =>
    coverageTree(whole, pick(languages, random), random() < 0.5 ? {} : { filters: [pick(FILTERS, random)] }),
  'evidence view': ({ whole, random }) => evidenceTree(whole, pick(languages, random)),
  coverage: ({ whole }) => {
    for (const { controls, answered, withEvidence, notApplicable } of coverageOf(whole))
      must(answered <= controls && withEvidence <= controls && notApplicable <= controls, 'coverage: more than there is');
  },
  preview: async ({ whole, file, random }) => {
    const preview = new PreviewOf(async () => png(4, 3));
    const found = check(whole, OPTIONS);
    const snapshot = { whole, file, language: pick(languages, random), options: OPTIONS, check: async () => found };
    const params = { preview: 'a', uri: file.uri, audience: pick(audiences, random), findings: true, revision: 0 };
    const first = await preview.answer(params, snapshot);
    for (const { id } of first.frame?.forms ?? []) {
      const { revision, order, made } = await preview.answer({ ...params, form: id, revision: first.revision }, snapshot);
      must(made.length <= order.length && revision > 0, 'preview: pieces that are not shown');
    }
  },
  report: ({ whole, random }) => {
    const reports = [reportOn(whole, checkPackage(whole, OPTIONS), date)];
    const options = { language: pick(languages, random), date, pathOf: pathTold };
    for (const write of [reportMarkdown, reportHtml, reportSvg, reportJson]) write(reports, options);
  },
  export: async ({ whole, random }) => {
    const to = pick(formatNames, random);
    const form = to === 'oscal' || random() < 0.2 ? {} : { form: pick(formNames, random) };
    const made = await sound(() =>
      exportPackage(whole, {
        to,
        ...form,
        ...(to === 'oscal' ? { model: pick(modelNames, random) } : {}),
        audience: pick(audiences, random),
        language: pick(languages, random),
        date,
        uris: urisOf(whole),
        readPicture: async () => png(4, 3),
      }),
    );
    if (!made) return;
    made.printed();
    for (const language of languages)
      for (const problem of made.problems) must(problem(language) !== '', 'export: a problem that says nothing');
    if (to === 'docx' || to === 'xlsx') {
      const [fault] = faultsOf(made.bytes);
      must(fault === undefined, `export ${to}: a file that is not sound`, () => String(fault));
    }
    if (to === 'xlsx' || to === 'csv') readSheets(made.bytes, made.file);
    // What is written for others is read again by ourselves.
    if (to === 'oscal') importOscal(new TextDecoder().decode(made.bytes), { language: 'ja', catalogs: (await bundled).catalogs });
  },
  diff: async ({ whole, before, random }) => {
    if (!before) return;
    const sideOf = (one: Package) => ({ whole: one, uris: urisOf(one) });
    const diff = random() < 0.5 ? diffPackages(sideOf(before), sideOf(whole)) : diffPackages(sideOf(whole), sideOf(before));
    const options = { language: pick(languages, random), old: 'a', now: 'b', pathOf: pathTold };
    await pick([diffDocx, diffHtml, diffJson, diffMarkdown], random)(diff, options);
    must(diffPackages(sideOf(whole), sideOf(whole)).changes.length === 0, 'diff: a version differs from itself');
  },
  'fix all': ({ whole, files }) => {
    const found = [...checkPackage(whole, OPTIONS).values()].flat();
    soundSplices(fixAllEdits(whole, found, OPTIONS).edits, files, 'fix all');
  },
  'file moves': ({ whole, file, files, random }) => {
    const newUri = `${whole.uri}/${pick(['moved.kaiji.yaml', '別/moved.kaiji.yaml', '../a b.kaiji.yaml'], random)}`;
    const oldUri = random() < 0.7 ? file.uri : `${whole.uri}/evidence`;
    soundSplices(
      fileMoveEdits(whole, new Moves([{ oldUri, newUri }]), () => whole.uri),
      files,
      'file moves',
    );
  },
  'renewed baseline': ({ whole }) => {
    const found = checkPackage(whole, OPTIONS);
    const none = { uri: `${whole.uri}/baseline.json`, accepted: [], faults: [] };
    renewed(none, found, () => true, { reason: '受け入れた' });
  },
  search: async ({ whole, file, random }) => {
    const start = Math.floor(random() * file.text.length);
    await searchCatalogs(
      whole.catalogs,
      await (await bundled).glossary(),
      file.text.slice(start, Math.min(file.text.length, start + 8)),
    );
  },
};

/** What is refused with words for people is as good as made. */
async function sound<T>(make: () => Promise<T>): Promise<T | undefined> {
  try {
    return await make();
  } catch (error) {
    if (error instanceof ExportError || error instanceof SheetError) return undefined;
    throw error;
  }
}
