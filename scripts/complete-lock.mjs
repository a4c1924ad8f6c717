// Run after `npm install` changed package-lock.json. A registry mirror may lack a tool's binaries for other platforms; npm then leaves them out of the lock
// file, and `npm ci` refuses it everywhere. Their names, versions and platforms are known without asking anyone: the package that wants them pins them.
import { readFileSync, writeFileSync } from 'node:fs';

const path = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(path, 'utf8'));

/** Optional packages that a locked package pins and the lock file lacks: [place, version]. */
export function missingFrom({ packages }) {
  const missing = [];
  for (const { optionalDependencies = {} } of Object.values(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      // A range is npm's to resolve; a binary is pinned to its tool.
      if (!packages[`node_modules/${name}`] && /^\d/.test(version)) missing.push([name, version]);
    }
  }
  return missing;
}

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const PROCESSORS = {
  'arm-': 'arm',
  armv7: 'arm',
  arm64: 'arm64',
  ia32: 'ia32',
  loong64: 'loong64',
  ppc64: 'ppc64',
  riscv64: 'riscv64',
  s390x: 's390x',
  x64: 'x64',
};

function platformOf(name) {
  const os = SYSTEMS.find((system) => name.includes(`-${system}-`) || name.includes(`/${system}-`));
  const cpu = Object.entries(PROCESSORS).find(([part]) => name.includes(`-${part}`))?.[1];
  if (!os || !cpu) throw new Error(`${name}: for which platform?`);
  const libc = name.includes('musl') ? { libc: ['musl'] } : name.includes('gnu') && os === 'linux' ? { libc: ['glibc'] } : {};
  return { cpu: [cpu], ...libc, os: [os] };
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  for (const [name, version] of missingFrom(lock)) {
    lock.packages[`node_modules/${name}`] = { version, dev: true, optional: true, ...platformOf(name) };
    console.log(`added ${name}@${version}`);
  }
  const { '': root, ...rest } = lock.packages;
  lock.packages = { '': root, ...Object.fromEntries(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1))) };
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
}
