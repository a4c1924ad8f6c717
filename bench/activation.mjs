// `node bench/activation.mjs [RUNS]`: how long VS Code waits for the extension, in a VS Code server's extension host. Writes bench/results/activation.json.
import { mkdirSync, writeFileSync } from 'node:fs';
import { report, runSuiteInServer } from '../test/vscode/host.mjs';
import { provision } from '../test/vscode/provision.mjs';

const rounds = Number(process.argv[2] ?? 5);
const provisioned = await provision();
if (provisioned.missing !== undefined) throw new Error(provisioned.missing);
const runs = [];
let version = '';
for (let round = 0; round < rounds; round++) {
  const result = await runSuiteInServer({ provisioned });
  report(result);
  if (result.activation) runs.push(result.activation);
  version = result.version;
}

const middle = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const middles = (part) => ({
  wall: middle(runs.map((run) => run[part].wall)),
  processor: middle(runs.map((run) => run[part].processor)),
});
const result = {
  what: 'Milliseconds the extension host spends on the extension when the first Kaiji file is opened (medians): `loading` evaluates its bundle, `activate` is its function until it returns. Before, the extension sleeps; the suite fails where it does not.',
  goal: { activate: 50 },
  command: 'npm run build && node bench/activation.mjs',
  version,
  node: process.version,
  measured: { loading: middles('loading'), activate: middles('activate') },
  runs,
};
const folder = new URL('results/', import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL('activation.json', folder), `${JSON.stringify(result, null, 2)}\n`);
