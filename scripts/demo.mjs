// `npm run demo`: builds, then checks examples/ as an author would on the command line. Findings are what it is there to show, so they do not fail it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

function run(args) {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  return status ?? 2;
}

const built = run(['esbuild.mjs']);
if (built !== 0 || !existsSync('dist/cli.js')) process.exit(built || 2);
console.log('\n$ kaiji check examples\n');
const checked = run(['dist/cli.js', 'check', 'examples', '--date', '2026-11-21']);
console.log('\n$ kaiji catalog show CL-94\n');
const shown = run(['dist/cli.js', 'catalog', 'show', 'CL-94']);
process.exit(checked === 2 ? 2 : shown);
