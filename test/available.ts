import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

/** Superuser URL of a PostgreSQL that the tests may fill and empty as they like; undefined when none was given. */
export const postgresqlUrl: string | undefined = process.env['AKASHI_TEST_DATABASE_URL'] || undefined;

/** A Chromium to drive: AKASHI_CHROMIUM, else the first one on PATH. */
export const chromiumPath: string | undefined = onPath('AKASHI_CHROMIUM', ['chromium', 'chromium-browser', 'google-chrome']);

/** Poppler's pdftotext, which reads our PDF files back: AKASHI_PDFTOTEXT, else the one on PATH. */
export const pdftotextPath: string | undefined = onPath('AKASHI_PDFTOTEXT', ['pdftotext']);

/** What the tests want from the machine and did not get, each with what to do about it. Empty when everything is there. */
export const missing: readonly string[] = [
  postgresqlUrl === undefined ? 'PostgreSQL: AKASHI_TEST_DATABASE_URL is not set (superuser URL of a PostgreSQL 15 or newer)' : '',
  chromiumPath === undefined ? 'Chromium: none on PATH; install it or set AKASHI_CHROMIUM' : '',
  pdftotextPath === undefined ? 'pdftotext: none on PATH; install poppler-utils or set AKASHI_PDFTOTEXT' : '',
].filter((line) => line !== '');

/** True where nothing may be skipped (continuous integration). */
export const requireAll: boolean = process.env['AKASHI_REQUIRE_ALL'] === '1';

function onPath(setting: string, names: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter(Boolean);
  const candidates = process.env[setting]
    ? [process.env[setting]]
    : names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return candidates.find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
