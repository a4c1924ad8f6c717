/**
 * Property tests take the same way every time, so that a red run is about the change at hand. `KAIJI_SEED=random` (or a number) takes another.
 */
import fc from 'fast-check';

const asked = process.env.KAIJI_SEED;
if (asked !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(asked ?? 20_261_121) });
