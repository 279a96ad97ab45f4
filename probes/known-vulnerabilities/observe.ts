import { CannotObserve, observed } from '../../src/check/probe.ts';
import type { Observe } from '../../src/check/tools.ts';
import { visible } from '../../src/check/visible.ts';
import { services } from '../services/judge.ts';
import { AdvisoryList } from './advisory.ts';
import type { KnownVulnerabilitiesData } from './judge.ts';

/** A list of one's own is no larger, in bytes. */
const LARGEST = 4 * 1024 * 1024;

/** Sends nothing: the versions are those that the services named. Keeps the list that the profile names, so that it can be judged again. */
export const observe: Observe<KnownVulnerabilitiesData> = async ({ earlier, profile, file }) => {
  if (observed(earlier, services) === undefined) {
    throw new CannotObserve({ ja: 'サービスの識別の結果がありません。', en: 'There is no result of the services.' });
  }
  if (profile.advisories === undefined) return {};
  const bytes = await file(profile.advisories);
  const read = bytes.length > LARGEST ? undefined : AdvisoryList.safeParse(parsed(new TextDecoder().decode(bytes)));
  if (!read?.success) {
    const name = visible(profile.advisories, 100);
    const [wrong] = read?.error.issues ?? [];
    const where = wrong ? ` (${wrong.path.join('.')}: ${wrong.message})` : '';
    throw new CannotObserve({
      ja: `脆弱性の一覧 ${name} を読めません${where}。形式は probes/known-vulnerabilities/advisory.ts のとおりです。`,
      en: `The list of advisories ${name} cannot be read${where}. Its form is that of probes/known-vulnerabilities/advisory.ts.`,
    });
  }
  return { own: read.data };
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
