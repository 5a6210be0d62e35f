// How long a test waits for what must come. Only a fault is ever waited for that long: a busy machine takes its time.
import { vi } from 'vitest';

/** milliseconds */
export const PATIENCE = 60_000;

/** For `expect.poll` and what else takes options. */
export const PATIENT = { timeout: PATIENCE, interval: 50 };

/** Until the check holds; rejects as it does when it never does. */
export const eventually = <Found>(check: () => Found | Promise<Found>) =>
  vi.waitFor(check, PATIENT);
