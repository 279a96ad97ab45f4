import type { Text } from './text.ts';

/** One thing that is wrong, where, under which clause, and what to do about it. */
export interface Finding {
  readonly code: string;
  /** Field path in the dossier, e.g. `answers/S1.1-02/reason`; empty for the whole. */
  readonly path: string;
  readonly clause: string;
  readonly message: Text;
  /** An error stands in the way of the move; a note is shown and does not. */
  readonly weight: 'error' | 'note';
}

/** A rule of the scheme or of the engine says no. Names its clause and what would be allowed instead. */
export class RuleRefused extends Error {
  readonly code: string;
  readonly clause: string;
  readonly text: Text;
  readonly findings: readonly Finding[];
  readonly allowed: readonly string[];
  constructor(code: string, clause: string, text: Text, more: { findings?: readonly Finding[]; allowed?: readonly string[] } = {}) {
    super(`${code} (${clause}): ${text.en}`);
    this.name = 'RuleRefused';
    this.code = code;
    this.clause = clause;
    this.text = text;
    this.findings = more.findings ?? [];
    this.allowed = more.allowed ?? [];
  }
}

/** A place that is not of the form asked for; with the clause that asks for it, where one does. */
export interface InputProblem {
  readonly path: string;
  readonly message: Text;
  readonly clause?: string;
}

/** What was sent does not have the form asked for. Lists every problem at once. */
export class InvalidInput extends Error {
  readonly problems: readonly InputProblem[];
  constructor(problems: readonly InputProblem[]) {
    super(problems.map((p) => `${p.path}: ${p.message.en}`).join('; '));
    this.name = 'InvalidInput';
    this.problems = problems;
  }
}

/** Nothing there, or nothing there for this reader: both answer alike, so that nothing leaks. */
export class NotFound extends Error {
  constructor(what: string) {
    super(`not found: ${what}`);
    this.name = 'NotFound';
  }
}

/** It was here for this reader, and was erased: says why, and under which clause. */
export class Gone extends Error {
  readonly text: Text;
  readonly clause: string;
  constructor(text: Text, clause: string) {
    super(text.en);
    this.name = 'Gone';
    this.text = text;
    this.clause = clause;
  }
}

/** The record moved on since it was read: the sender must look again before acting. */
export class Conflict extends Error {
  readonly expected: number;
  readonly actual: number;
  constructor(expected: number, actual: number) {
    super(`expected version ${expected}, found ${actual}`);
    this.name = 'Conflict';
    this.expected = expected;
    this.actual = actual;
  }
}

/** The policy table does not allow this person to do this here. */
export class Forbidden extends Error {
  readonly text: Text;
  constructor(text: Text) {
    super(text.en);
    this.name = 'Forbidden';
    this.text = text;
  }
}
