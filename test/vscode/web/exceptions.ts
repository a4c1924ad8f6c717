/** What of the suite does not run in VS Code for the Web: all of it, and why. */

export interface Exception {
  /** Of `test/vscode/`. */
  readonly file: string;
  /** The title of a test or group; the whole file where absent. */
  readonly test?: string;
  /** Why it cannot run there, as `npm test` prints it. */
  readonly reason: string;
}

export const exceptions: readonly Exception[] = [
  {
    file: 'worker.e2e.ts',
    reason: 'opens no VS Code: it talks to the server of the web, in a worker of a page of its own, and runs in the step before',
  },
  {
    file: 'exchange.e2e.ts',
    test: 'comparing',
    reason:
      "earlier versions come from a git repository by way of VS Code's own git extension, which needs a file system and is not there",
  },
  {
    file: 'killed.e2e.ts',
    reason: 'the server is a worker of the page there: the system ends it together with the window, never alone',
  },
  {
    file: 'faulty-writes.e2e.ts',
    reason:
      "the folder is no disk there: whatever keeps it (a browser, a service) tells of a failure in words of its own; that nothing half-written stays is the extension's same code",
  },
  {
    file: 'paste.e2e.ts',
    reason:
      'VS Code asks extensions about what is pasted from 1.97 on; before, it is pasted as it is, and one quick fix indents it',
  },
  {
    file: 'newcomer.e2e.ts',
    test: 'the extension is installed from its file',
    reason: 'VS Code for the Web installs no .vsix; the extension is added from its location before the first test',
  },
  {
    file: 'newcomer.e2e.ts',
    test: 'an empty folder is opened',
    reason:
      'a folder of the disk is opened there by a dialog of the browser, which only a person can answer; it is open before the first test',
  },
];
