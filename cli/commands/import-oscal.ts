/** `kaiji import FILE.json`: what other tools, or Kaiji, wrote as OSCAL. A file of OSCAL may become several documents. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fixed, type Localized, message } from '../../core/language.ts';
import { type Console, printable, printableName, UsageError } from '../command.ts';
import { writeAll, wrote } from '../files.ts';
import { jsonText } from '../output/json-text.ts';
import { openSession, packageAt } from '../session.ts';
import { bytesIn, mayImportTo, unreadable } from '../sheets.ts';

const severalFiles = message<{ names: readonly string[] }>({
  ja: ({ names }) =>
    `${names.length}つの文書（${names.join('、')}）になります。-o に、それらを置くフォルダーを指定してください。`,
  en: ({ names }) => `it becomes ${names.length} documents (${names.join(', ')}). Name a folder for them with -o.`,
});

const nothing = fixed('取り込める内容がありませんでした。', 'there was nothing to import.');

const wouldWrite = message<{ names: readonly string[] }>({
  ja: ({ names }) => `--dry-run のため、書き込んでいません。取り込むと、次の文書になります: ${names.join('、')}`,
  en: ({ names }) => `Nothing was written (--dry-run). It would become: ${names.join(', ')}`,
});

interface OscalImport {
  readonly path: string;
  /** A file, or a folder for what becomes several; `-` for standard output. */
  readonly output: string;
  readonly isDry: boolean;
  readonly force: boolean;
  readonly json: boolean;
}

/** @returns 0 done; 1 done, with what found no place. Throws {@link UsageError} where nothing was written. */
export async function runOscalImport({ path, output, isDry, force, json }: OscalImport, out: Console): Promise<number> {
  const { convert } = await import('../../server/importer.ts');
  const { language } = out;
  const text = new TextDecoder().decode(await bytesIn(path));
  const session = await openSession(out);
  const isFolder = output !== '-' && (await stat(output).catch(() => undefined))?.isDirectory() === true;
  const { catalogs } = await packageAt(
    output === '-' ? 'new.kaiji.yaml' : isFolder ? join(output, 'new.kaiji.yaml') : output,
    session,
  );
  const { files, notes } = read(() => convert.importOscal(text, { language, catalogs }), path, convert.OscalError);
  const [first, ...more] = files;
  if (!first) throw new UsageError(unreadable({ path: printableName(path), reason: notes[0] ?? nothing }));
  if (more.length > 0 && !isFolder && !isDry && output !== '-')
    throw new UsageError(
      unreadable({ path: printableName(path), reason: severalFiles({ names: files.map(({ name }) => name) }) }),
    );
  const targets = files.map((file) => ({ ...file, target: isFolder ? join(output, file.name) : output }));
  // All or none: whether each may be written is asked before the first is.
  if (!isDry) for (const { target } of targets) await mayImportTo(target, force);
  const isPrinted = output === '-' && !isDry;
  if (isPrinted) out.print(files.map((file) => file.text).join('---\n'));
  else if (!isDry) await writeAll(targets.map(({ target, text: made }) => [target, made]));
  const written = isDry || isPrinted ? [] : targets.map(({ target }) => target);
  const tell = isPrinted ? (line: string) => out.error(line) : (line: string) => out.print(line);
  if (json) {
    const told = {
      version: 1,
      path,
      documents: files.map(({ name }) => name),
      written,
      notes: notes.map((note) => note(language)),
    };
    tell(`${jsonText(told, 2)}\n`);
  } else {
    for (const note of notes) tell(`${printable(note(language))}\n`);
    if (isDry) tell(`${wouldWrite({ names: files.map(({ name }) => printableName(name)) })(language)}\n`);
    for (const target of written) tell(`${wrote({ path: printableName(target) })(language)}\n`);
  }
  return notes.length > 0 ? 1 : 0;
}

function read<T>(run: () => T, path: string, OscalError: new (text: Localized) => Error & { readonly text: Localized }): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof OscalError) throw new UsageError(unreadable({ path: printableName(path), reason: error.text }));
    throw error;
  }
}
