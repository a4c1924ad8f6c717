/** Disks that fail: full ones, read-only ones, files that are not ours. What this machine cannot do is said, never passed over. */
import { execFile, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LIMIT } from './watchdog.ts';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const IS_ROOT = process.getuid?.() === 0;
/** `nobody`, to whom modes apply. */
const NOBODY = 65534;

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `kaiji` with a watchdog: one that hangs ends with status null. */
export function kaiji(folder: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  return run(folder, [process.execPath, CLI, ...args], env);
}

/** The same where files may have so many blocks of 1,024 bytes at most: what comes behind fails as on a full disk. */
export function kaijiWithin(blocks: number, folder: string, args: readonly string[]): Promise<Ran> {
  // The shell's default would end the process; ignored, the signal leaves an error.
  return run(folder, ['/bin/sh', '-c', `trap '' XFSZ; ulimit -f ${blocks}; exec "$@"`, 'sh', process.execPath, CLI, ...args]);
}

/** The same with its standard output going to a file or device. */
export function kaijiInto(output: string, folder: string, args: readonly string[]): Promise<Ran> {
  return run(folder, ['/bin/sh', '-c', `exec "$@" > ${output}`, 'sh', process.execPath, CLI, ...args]);
}

/** The same as somebody to whom modes apply: root may write anywhere. Where this is not root, as it is. */
export function kaijiUnprivileged(folder: string, args: readonly string[]): Promise<Ran> {
  return run(folder, [process.execPath, CLI, ...args], {}, IS_ROOT ? { uid: NOBODY, gid: NOBODY } : {});
}

function run(folder: string, [program = '', ...args]: readonly string[], env = {}, who = {}): Promise<Ran> {
  const options = {
    ...{ cwd: folder, encoding: 'utf8' as const, timeout: LIMIT, killSignal: 'SIGKILL' as const, maxBuffer: 1e8, ...who },
    env: { PATH: process.env.PATH ?? '', KAIJI_CATALOGS: '', HOME: folder, ...env },
  };
  return new Promise((done) => {
    const child = execFile(program, args, options, (_, stdout, stderr) => done({ status: child.exitCode, stdout, stderr }));
  });
}

/** A new folder that belongs to whom {@link kaijiUnprivileged} runs as. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kaiji-faults-'));
  give(folder);
  return folder;
}

/** Gives a file or folder to whom {@link kaijiUnprivileged} runs as. @param mode those it has then, where given */
export function give(path: string, mode?: number): void {
  if (IS_ROOT) chownSync(path, NOBODY, NOBODY);
  if (mode !== undefined) chmodSync(path, mode);
}

/** Removes a folder, closed ones in it too. */
export function removeFolder(folder: string): void {
  for (const { path, isFolder } of below(folder)) if (isFolder) chmodSync(path, 0o755);
  rmSync(folder, { recursive: true });
}

interface Found {
  readonly path: string;
  readonly isFolder: boolean;
}

/** A folder and all that is in it, links not followed (as `readdirSync` does when it is recursive). Closed ones are opened by who asks. */
function* below(folder: string): Generator<Found> {
  yield { path: folder, isFolder: true };
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* below(path);
    else if (entry.isFile()) yield { path, isFolder: false };
  }
}

/** Every file below a folder with what it holds, as it can be compared: what is left behind shows. */
export function holds(folder: string): Readonly<Record<string, string>> {
  const files = [...below(folder)].filter(({ isFolder }) => !isFolder).map(({ path }) => path);
  return Object.fromEntries(files.sort().map((path) => [relative(folder, path), readFileSync(path).toString('latin1')]));
}

export interface Mounted {
  readonly folder: string;
  /** Mounts it again with other options: `ro`, `size=…`. */
  again(options: string): void;
  unmount(): void;
}

/** A disk of its own in memory; undefined where this machine lets nobody mount one. @param size in KiB */
export function smallDisk(size: number): Mounted | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'kaiji-disk-'));
  const mount = (options: string) =>
    spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'kaiji', folder], { stdio: 'ignore' }).status === 0;
  if (process.platform !== 'linux' || !mount(`size=${size}k`)) {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  return {
    folder,
    again: (options) => void mount(`remount,${options}`),
    unmount() {
      spawnSync('umount', [folder], { stdio: 'ignore' });
      rmSync(folder, { recursive: true });
    },
  };
}

/** A pipe nobody writes to: reading it as a file never ends. */
export function makePipe(path: string): void {
  if (spawnSync('mkfifo', [path]).status !== 0) throw new Error(`no pipe at ${path}`);
}

/** A folder below `folder`, so deep that its path is nearly as long as systems allow. @param length in bytes */
export function deepFolder(folder: string, length: number): string {
  let path = folder;
  while (Buffer.byteLength(path) + 60 < length) path = join(path, '深'.repeat(16));
  mkdirSync(path, { recursive: true });
  return path;
}
