// `npm run package`: kaiji.vsix, the same bytes from the same commit.
import { spawnSync } from 'node:child_process';

const epoch = spawnSync('git', ['log', '-1', '--format=%ct'], { encoding: 'utf8' }).stdout?.trim() || '0';
const steps = [
  [process.execPath, ['esbuild.mjs']],
  [
    process.execPath,
    ['node_modules/@vscode/vsce/vsce', 'package', '--no-dependencies', '--no-rewrite-relative-links', '--out', 'kaiji.vsix'],
  ],
];
for (const [command, args] of steps) {
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, SOURCE_DATE_EPOCH: epoch } });
  if (status !== 0) process.exit(status ?? 2);
}
