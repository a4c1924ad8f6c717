/** Tells what was left out of the suite and why; an exception that names nothing is an error. */
import { basename } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';
import { type Exception, exceptions } from './exceptions.ts';

export class ExceptionsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const whole = exceptions.filter(({ test }) => test === undefined);
    const ran = modules.map((module) => ({ file: basename(module.moduleId), titles: titlesOf(module) }));
    console.log('\nNot in VS Code for the Web:');
    for (const { file, reason } of whole) console.log(`  ${file}: ${reason}`);
    for (const { file, titles } of ran)
      for (const { test, reason } of ofFile(file)) {
        if (test === undefined || titles.has(test)) console.log(`  ${file}, ${test}: ${reason}`);
        else {
          console.error(`  ${file} has no "${test}" any more: take it off test/vscode/web/exceptions.ts`);
          process.exitCode = 1;
        }
      }
  }
}

function ofFile(name: string): readonly Exception[] {
  return exceptions.filter(({ file }) => file === name);
}

function titlesOf(module: TestModule): ReadonlySet<string> {
  return new Set([...module.children.allSuites(), ...module.children.allTests()].map(({ name }) => name));
}
