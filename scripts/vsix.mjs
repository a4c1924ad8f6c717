// kaiji.vsix of what is built: the same bytes from the same files, whenever, wherever, on whatever system and Node they are packed.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipSync, Zip, ZipPassThrough } from 'fflate';
import { deflateRaw } from 'pako';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * What vsce packs of a folder, without what it takes from the machine.
 * @param {string} [folder] with package.json and dist/
 * @returns {Uint8Array} the bytes of the .vsix
 */
export function vsix(folder = root) {
  const scratch = mkdtempSync(join(tmpdir(), 'kaiji-pack-'));
  try {
    const packed = join(scratch, 'kaiji.vsix');
    const options = ['--no-dependencies', '--no-rewrite-relative-links', '--allow-missing-repository', '--out', packed];
    const args = [join(root, 'node_modules/@vscode/vsce/vsce'), 'package', ...options];
    const { status } = spawnSync(process.execPath, args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
    if (status !== 0) throw new Error(`vsce ended with ${status}`);
    return settled(unzipSync(readFileSync(packed)));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * A zip of files that says nothing of the machine: sorted by code units, one time and mode for all. Compressed by zlib in JavaScript, pinned as every
 * library is: each Node has a zlib of its own, and they do not compress alike.
 * @param {Readonly<Record<string, Uint8Array>>} files
 * @returns {Uint8Array}
 */
export function settled(files) {
  const chunks = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  for (const name of Object.keys(files).sort()) {
    const entry = new Deflated(name);
    zip.add(entry);
    entry.push(files[name], true);
  }
  zip.end();
  return Buffer.concat(chunks);
}

class Deflated extends ZipPassThrough {
  compression = 8;
  // The first day a zip can say. Written as local time: at noon, which every zone has on every day.
  mtime = new Date(1980, 0, 1, 12);
  os = 3;
  attrs = 0o100644 * 0x10000;

  process(bytes, final) {
    this.ondata(null, deflateRaw(bytes, { level: 9, memLevel: 9 }), final);
  }
}
