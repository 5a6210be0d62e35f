// The processes that run the tests, started without a limit of time: vitest gives each 60 s to begin, which no option
// changes, and fails the run where a busy machine needs more.
import { ForksPoolWorker, type PoolOptions, type WorkerRequest } from 'vitest/node';

type Listener = (message: unknown) => void;
type Response = { type?: string; error?: unknown } | undefined;

const STARTED = { type: 'started', __vitest_worker_response__: true };

/** Says "started" at once, and holds the work back until the process says so itself. One that dies is an error still. */
class PatientWorker extends ForksPoolWorker {
  override readonly name = 'patient';
  readonly #listeners = new Map<string, Set<Listener>>();
  /** null once the process has started */
  #held: WorkerRequest[] | null = [];

  override on(event: string, listener: Listener): void {
    super.on(event, listener);
    this.#listeners.set(event, (this.#listeners.get(event) ?? new Set()).add(listener));
  }

  override off(event: string, listener: Listener): void {
    super.off(event, listener);
    this.#listeners.get(event)?.delete(listener);
  }

  override send(message: WorkerRequest): void {
    // What a process asks while it starts is answered.
    const isWork = message.type === 'run' || message.type === 'collect' || message.type === 'stop';
    if (isWork && this.#held) {
      this.#held.push(message);
      return;
    }
    super.send(message);
    if (message.type !== 'start') return;
    super.on('message', (response: Response) => {
      if (response?.type === 'started') this.#release(response.error);
    });
    this.#emit('message', STARTED);
  }

  #emit(event: string, value: unknown): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(value);
  }

  #release(error: unknown): void {
    const held = this.#held ?? [];
    this.#held = null;
    if (error) this.#emit('error', new Error('a test process did not start', { cause: error }));
    else for (const message of held) super.send(message);
  }
}

export const patientPool = {
  name: 'patient',
  createPoolWorker: (options: PoolOptions) => new PatientWorker(options),
};
