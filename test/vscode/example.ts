/** A copy of the example, or an empty folder, in a real VS Code with the packaged extension. */
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Opened, openInHost } from './hosts.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface OpenExample extends Opened {
  readonly workspace: string;
  /** The text of a file on disk. */
  onDisk(name: string): string;
  /** 1-based line of the first line on disk with `text`; 0 for none. */
  lineOf(name: string, text: string): number;
}

/**
 * @param prepare adds files to the workspace before it is opened
 * @param language of extensions, `ja`; English where absent
 * @param settings of the user, beside the usual ones
 */
export function openExample(
  prepare: (workspace: string) => void = () => {},
  language?: string,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<OpenExample> {
  const copy = (workspace: string) => {
    cpSync(join(root, 'examples', 'clinic-cloud'), workspace, { recursive: true });
    prepare(workspace);
  };
  return openFolder(copy, language, settings);
}

/**
 * A folder with nothing but what `prepare` puts there.
 * @param language as {@link openExample}
 * @param settings of the user, beside the usual ones
 */
export async function openFolder(
  prepare: (workspace: string) => void,
  language?: string,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<OpenExample> {
  const workspace = mkdtempSync(join(tmpdir(), 'kaiji-e2e-'));
  prepare(workspace);
  const { vs, close } = await openInHost({ workspace, settings: { 'kaiji.language': 'ja', ...settings }, language });
  const onDisk = (name: string) => readFileSync(join(workspace, name), 'utf8');
  return {
    vs,
    workspace,
    onDisk,
    lineOf: (name, text) =>
      onDisk(name)
        .split('\n')
        .findIndex((line) => line.includes(text)) + 1,
    close: async () => {
      await close();
      rmSync(workspace, { recursive: true, force: true });
    },
  };
}
