/**
 * Tests that wait for a program (`spawnSync`) keep vitest's own messages waiting too, which fails the run after a minute. After each test they get their turn.
 */
import { afterEach } from 'vitest';

afterEach(() => new Promise<void>((resolve) => setImmediate(resolve)));
