import type { Bundle } from '../../check/bundle.ts';
import type { Probe } from '../../check/probe.ts';
import type { Language } from '../../rules/text.ts';
import type { TestedEdition } from './editions.ts';

/** The report of a bundle as one HTML file that needs nothing else. */
export const writeReport = ({ content }: Bundle, _edition: TestedEdition, _probes: readonly Probe[], language: Language): string =>
  `<!doctype html><html lang="${language}"><title>${content.format}</title>`;
