import { CannotObserve, observed } from '../../src/check/probe.ts';
import type { Observe } from '../../src/check/tools.ts';
import { services } from '../services/judge.ts';
import type { KnownVulnerabilitiesData } from './judge.ts';

/** Sends nothing: the versions are those that the services named. */
export const observe: Observe<KnownVulnerabilitiesData> = async ({ earlier }) => {
  if (observed(earlier, services) === undefined) {
    throw new CannotObserve({ ja: 'サービスの識別の結果がありません。', en: 'There is no result of the services.' });
  }
  return {};
};
