// `npm run package`: builds, and packs kaiji.vsix, the same bytes from the same sources (`npm run reproduce` tries).
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { vsix } from './vsix.mjs';

const { status } = spawnSync(process.execPath, ['esbuild.mjs'], { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 2);
const bytes = vsix();
writeFileSync('kaiji.vsix', bytes);
console.log(`\nkaiji.vsix: ${bytes.length} bytes, SHA-256 ${createHash('sha256').update(bytes).digest('hex')}`);
