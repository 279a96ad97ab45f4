import { readFileSync, statSync } from 'node:fs';
import { BUNDLE_LIMIT, type BundleRead, readBundle } from '../../check/bundle.ts';
import { verifyWithJwk } from '../../io/signer.ts';
import { refuse } from './language.ts';

/** Reads a bundle and checks its signature. Refuses a file that is not there or too large. */
export function readBundleFile(file: string): BundleRead {
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size === undefined) return refuse(`ファイル ${file} がありません。`, `There is no file ${file}.`);
  // A character is at most four bytes of the file.
  if (size > BUNDLE_LIMIT * 4) return refuse(`${file} は大きすぎます。`, `${file} is too large.`);
  return readBundle(readFileSync(file, 'utf8'), verifyWithJwk);
}
