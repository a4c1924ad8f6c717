import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { installedOnce, npmInstall, spec } from '../vscode/npm-cache.mjs';
import { NODES } from './versions.mjs';

/**
 * @typedef {{ readonly version: string, readonly path: string }} NodeBinary  the version as the binary itself tells it
 * @typedef {{ readonly missing: string }} Missing  `missing`: one line, what to install and what was left out
 */

/** A folder of node_modules for each version. @param {import('./versions.mjs').NodePackage} one */
const aliasOf = ({ version }) => `node-${version}`;

/**
 * Every Node of versions.mjs, oldest first, from the cache or freshly installed with npm. Quick when all is there.
 * @returns {Promise<{ readonly nodes: readonly NodeBinary[], readonly missing?: undefined } | Missing>}
 */
export const provisionNodes = async () => {
  const platform = `${process.platform}-${process.arch}`;
  const wanted = NODES[platform];
  if (!wanted)
    return {
      missing: `No Node packages are known for ${platform}: add them to test/nodes/versions.mjs; other Nodes were left out.`,
    };
  const pins = Object.fromEntries(wanted.map((one) => [aliasOf(one), `${spec(one)} ${one.integrity}`]));
  const installed = await installedOnce('nodes', pins, async (folder) => {
    await npmInstall(folder, ...wanted.map((one) => `${aliasOf(one)}@npm:${spec(one)}`));
    const { packages } = JSON.parse(readFileSync(join(folder, 'node_modules/.package-lock.json'), 'utf8'));
    for (const one of wanted) {
      const { integrity } = packages[`node_modules/${aliasOf(one)}`] ?? {};
      if (integrity !== one.integrity) throw new Error(`${spec(one)} is not what was pinned: ${integrity}`);
    }
  });
  if ('missing' in installed) return installed;
  const nodes = wanted.map(async (one) => {
    const path = join(installed.dir, 'node_modules', aliasOf(one), one.bin);
    const { stdout } = await promisify(execFile)(path, ['--version']);
    return { version: stdout.trim().slice(1), path };
  });
  return { nodes: await Promise.all(nodes) };
};

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const provided = await provisionNodes();
  if (provided.missing !== undefined) {
    console.error(provided.missing);
    process.exitCode = 1;
  } else for (const { version, path } of provided.nodes) console.log(`Node ${version} in ${path}`);
}
