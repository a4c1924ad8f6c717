// `npm run reproduce`: builds kaiji.vsix twice and compares the bytes. Each build has a copy of the sources and libraries of its own, and differs from the
// other in whatever a machine may: folder, order and times of files, umask, time zone, language and Node. Exit 1 at a difference, with its place.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  constants,
  copyFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  utimesSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';
import { provisionNodes } from '../test/nodes/provision.mjs';
import { sourceFiles } from './sources.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const { nodes, missing } = await provisionNodes();
if (missing !== undefined) {
  console.error(missing);
  process.exit(1);
}
/** The first is for what is shipped; the tools that build it want one a little newer. */
const [oldest, newest] = [nodes[1], nodes.at(-1)];

const around = mkdtempSync(join(tmpdir(), 'kaiji-'));
let differs;
try {
  const builds = [
    { node: oldest, folder: 'a', umask: 0o022, time: '2001-02-03T04:05:06Z', env: { TZ: 'Asia/Tokyo', LC_ALL: 'C' } },
    {
      node: newest,
      folder: join('ほかの場所', 'with spaces', 'b'),
      umask: 0o077,
      time: '2031-12-31T23:59:59Z',
      reversed: true,
      env: { TZ: 'America/St_Johns', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' },
    },
  ];
  const [first, second] = builds.map(packed);
  differs = difference(first, second);
  console.log(differs ?? `equal: ${first.length} bytes, SHA-256 ${createHash('sha256').update(first).digest('hex')}`);
} finally {
  rmSync(around, { recursive: true, force: true });
}
process.exitCode = differs === undefined ? 0 : 1;

/** @returns {Buffer} kaiji.vsix as `npm run package` makes it there */
function packed({ node, folder, umask, time, reversed = false, env }) {
  const before = process.umask(umask);
  try {
    const to = join(around, folder);
    const files = sourceFiles();
    for (const file of reversed ? files.reverse() : files) {
      mkdirSync(dirname(join(to, file)), { recursive: true });
      copyFileSync(join(root, file), join(to, file));
      utimesSync(join(to, file), new Date(time), new Date(time));
    }
    linked(join(root, 'node_modules'), join(to, 'node_modules'));
    console.log(`Node ${node.version} in ${to}: ${Object.values(env).join(', ')}, umask ${umask.toString(8)}`);
    const { PATH, HOME, TMPDIR } = process.env;
    const { status, stdout, stderr } = spawnSync(node.path, ['scripts/package.mjs'], {
      cwd: to,
      encoding: 'utf8',
      env: { PATH, HOME, ...(TMPDIR ? { TMPDIR } : {}), ...env },
    });
    if (status !== 0) throw new Error(`${stdout}\n${stderr}`);
    return readFileSync(join(to, 'kaiji.vsix'));
  } finally {
    process.umask(before);
  }
}

/** A folder of libraries elsewhere, file by file: a link to it would lead a build back to where it came from. */
function linked(from, to) {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [here, there] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linked(here, there);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(here), there);
    else {
      try {
        linkSync(here, there);
      } catch {
        // Another disk.
        copyFileSync(here, there, constants.COPYFILE_FICLONE);
      }
    }
  }
}

/** Where two .vsix differ; undefined where they do not. */
function difference(first, second) {
  if (first.equals(second)) return undefined;
  const [one, other] = [unzipSync(first), unzipSync(second)];
  const [names, others] = [Object.keys(one), Object.keys(other)];
  const odd = names.find((name) => !(name in other)) ?? others.find((name) => !(name in one));
  if (odd !== undefined) return `only one of the builds holds ${odd}`;
  const moved = names.findIndex((name, i) => name !== others[i]);
  if (moved >= 0) return `in another order: ${names[moved]}, ${others[moved]}`;
  const changed = names.find((name) => !Buffer.from(one[name]).equals(other[name]));
  if (changed === undefined) return 'the same files, but packed with other times, modes or compression';
  const at = one[changed].findIndex((byte, i) => byte !== other[changed][i]);
  const place = at < 0 ? Math.min(one[changed].length, other[changed].length) : at;
  const around = (bytes) => JSON.stringify(new TextDecoder().decode(bytes.slice(Math.max(0, place - 60), place + 60)));
  return `${changed} differs at byte ${place}:\n  ${around(one[changed])}\n  ${around(other[changed])}`;
}
