import type { RunEvent } from '../../check/run.ts';
import type { Guide } from '../../check/tools.ts';
import type { DeviceFinding } from '../../rules/device-part.ts';
import type { Text } from '../../rules/text.ts';

/** Whoever is told how the run goes. */
export interface Watcher {
  hear(event: RunEvent, findings: readonly DeviceFinding[]): void;
  /** Something said before, between or after the probes. */
  say(text: Text): void;
  /** Takes the screen away for a question, and back. */
  readonly guide: Guide | undefined;
  end(): void;
}

/** A place to write to: a terminal, or a pipe. */
export interface Screen {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}
