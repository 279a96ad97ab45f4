import { z } from 'zod';
import { type Finding, type Judge, type Observations, observed } from '../../src/check/probe.ts';
import { visible } from '../../src/check/visible.ts';
import type { Text } from '../../src/rules/text.ts';
import type { Verdict } from '../../src/rules/verdict.ts';
import { services, servicesIn, wordsOf } from '../services/judge.ts';
import { reachOf } from '../services/open-ports.ts';
import { type Product, productsIn } from '../services/products.ts';
import type { Service } from '../services/recognise.ts';
import { udpServices } from '../udp-services/judge.ts';
import shipped from './advisories.json' with { type: 'json' };
import { type Advisory, AdvisoryList } from './advisory.ts';
import { isAffected } from './version.ts';

/** The list that comes with this version of the probe. */
export const advisories: AdvisoryList = AdvisoryList.parse(shipped);

/** CVSS base score from which a vulnerability counts as serious: "high" in every version of CVSS. */
export const SERIOUS = 7;

const Shape = z.strictObject({
  /** The user's own list, kept with the result so that it can be judged again. */
  own: AdvisoryList.optional(),
});
export type KnownVulnerabilitiesData = z.infer<typeof Shape>;

/** Do the programs behind the open ports have serious, published vulnerabilities? (S1.1-13 d) Told from the versions that they name; nothing is exploited. */
export const knownVulnerabilities: Judge<KnownVulnerabilitiesData> = {
  id: 'known-vulnerabilities',
  version: 1,
  title: { ja: '既知の脆弱性', en: 'Known vulnerabilities' },
  after: ['services', 'udp-services'],
  aspects: { serious: { ja: '重大な既知の脆弱性', en: 'Serious known vulnerabilities' } },
  effort: {
    unattendedSeconds: 1,
    personMinutes: 0,
    prerequisites: [{ ja: 'サービスの識別が済んでいること', en: 'The services have been identified' }],
  },
  shape: Shape,
  judge({ data, earlier }) {
    const seen = observed(earlier, services);
    if (seen === undefined) return [found('device', 'could-not-decide', noServices)];
    const lists = data.own === undefined ? [advisories] : [advisories, data.own];
    const each = [...servicesIn(seen).map((service) => ofService(service, lists)), ...ssdpFindings(earlier, lists)];
    if (seen.omitted.length > 0) return [...each, found('device', 'could-not-decide', omitted(seen.omitted.length))];
    if (each.length > 0) return each;
    const { whole, within } = reachOf(earlier);
    return [whole ? found('device', 'not-applicable', within(nothingOpen)) : found('device', 'could-not-decide', scanIncomplete)];
  },
};

const found = (subject: string, verdict: Verdict, message: Text): Finding => ({ aspect: 'serious', subject, verdict, message });

/** The program that an answer over SSDP names. One that names none says nothing. */
function ssdpFindings(earlier: Observations, lists: readonly AdvisoryList[]): readonly Finding[] {
  const asked = observed(earlier, udpServices);
  const answers = asked?.asked.filter(({ payload }) => payload === 'ssdp').flatMap((each) => each.answers) ?? [];
  const lines = answers.flatMap((answer) => /^server:[^\r\n]{0,300}/im.exec(Buffer.from(answer, 'base64').toString('latin1'))?.[0] ?? []);
  const products = new Map(lines.flatMap((line) => productsIn('http', line)).map((each) => [each.product, each]));
  return products.size === 0 ? [] : [ofProducts('udp/1900', { ja: 'SSDP', en: 'SSDP' }, [...products.values()], lists)];
}

const ofService = (service: Service, lists: readonly AdvisoryList[]): Finding =>
  ofProducts(`tcp/${service.port}`, wordsOf(service), service.products, lists);

function ofProducts(subject: string, what: Text, products: readonly Product[], lists: readonly AdvisoryList[]): Finding {
  const all = lists.flatMap(({ advisories: list }) => list);
  const hits = products.flatMap((product) => matches(product, all).map((match) => ({ product, ...match })));
  const sure = hits.filter(({ product, affected }) => affected === 'yes' && product.distribution === undefined);
  if (sure.length > 0) return found(subject, 'does-not-conform', affectedBy(subject, sure));
  const patched = hits.filter(({ product, affected }) => affected === 'yes' && product.distribution !== undefined);
  if (patched[0]) return found(subject, 'could-not-decide', perhapsPatched(subject, patched, patched[0].product));
  if (hits[0]) return found(subject, 'could-not-decide', versionTooShort(subject, hits[0].product, hits[0].advisory));
  const listed = products.filter(({ product }) => all.some((advisory) => advisory.product === product));
  const withVersion = listed.filter(({ version }) => version !== undefined);
  if (withVersion.length === 0) return found(subject, 'could-not-decide', noVersion(subject, what, products, listed));
  const covering = lists.filter(({ covers }) => withVersion.every(({ product }) => covers.includes(product)));
  if (covering.length === 0) return found(subject, 'could-not-decide', noneListed(subject, withVersion, lists));
  return found(subject, 'conforms', noneKnown(subject, withVersion, covering));
}

/** Serious advisories that hit a product, or that cannot be ruled out because its version is cut short. */
function matches(
  { product, version }: Product,
  list: readonly Advisory[],
): readonly { readonly advisory: Advisory; readonly affected: 'yes' | 'open' }[] {
  if (version === undefined) return [];
  return list
    .filter((advisory) => advisory.product === product && advisory.cvss.score >= SERIOUS)
    .flatMap((advisory) => {
      const affected = isAffected(version, advisory.affected);
      return affected === 'no' ? [] : [{ advisory, affected }];
    });
}

type Hit = { readonly product: Product; readonly advisory: Advisory };
const named = ({ product, version }: Product): string => visible(version === undefined ? product : `${product} ${version}`, 60);
const spelled = (hits: readonly Hit[], language: 'ja' | 'en'): string =>
  hits
    .slice(0, 6)
    .map(
      ({ product, advisory: { id, cvss, what, source } }) =>
        `${id} (${named(product)}, CVSS ${cvss.version}: ${cvss.score}, ${what[language]}, ${source})`,
    )
    .join(language === 'ja' ? '、' : '; ') + (hits.length > 6 ? ' …' : '');

const affectedBy = (subject: string, hits: readonly Hit[]): Text => ({
  ja: `${subject} のプログラムの版には、重大な既知の脆弱性があります: ${spelled(hits, 'ja')}。修正された版に更新してください。版表示を変えずに修正済みの場合は、その証拠を示してください。`,
  en: `The version behind ${subject} has serious known vulnerabilities: ${spelled(hits, 'en')}. Update to a fixed version; if it was fixed without a change of its number, show the evidence.`,
});
const perhapsPatched = (subject: string, hits: readonly Hit[], product: Product): Text => ({
  ja: `${subject} の版(${named(product)})は、上流では重大な脆弱性の影響を受けます(${spelled(hits, 'ja')})。ただし${visible(product.distribution ?? '', 30)}の配布物であり、版番号を変えずに修正されている可能性があります。配布元のセキュリティ情報で、入っているパッケージの版を確かめてください。`,
  en: `Upstream, the version behind ${subject} (${named(product)}) has serious vulnerabilities (${spelled(hits, 'en')}). It was built by ${visible(product.distribution ?? '', 30)}, which may have fixed them without a change of number. Check the installed package version against the distribution's security notices.`,
});
const versionTooShort = (subject: string, product: Product, { id, source }: Advisory): Text => ({
  ja: `${subject} が示す版(${named(product)})だけでは、${id}(${source})の影響を受けるかどうか決まりません。正確な版を製造者に確かめてください。`,
  en: `The version that ${subject} shows (${named(product)}) does not tell whether ${id} (${source}) applies. Ask the maker for the exact version.`,
});
function noVersion(subject: string, what: Text, products: readonly Product[], listed: readonly Product[]): Text {
  const why =
    listed.length > 0
      ? { ja: 'は版を示していません', en: 'shows no version' }
      : products.length > 0
        ? { ja: 'は、同梱の一覧が扱わないプログラムです', en: 'is a program that the list does not cover' }
        : { ja: 'は、どのプログラムか分かりません', en: 'does not tell which program it is' };
  return {
    ja: `${subject}(${what.ja})${why.ja}。部品表(SBOM)で版を確かめ、JVN iPedia などの脆弱性データベースと照合してください。`,
    en: `${subject} (${what.en}) ${why.en}. Take the version from the bill of materials (SBOM) and compare it with a vulnerability database such as JVN iPedia or NVD.`,
  };
}
/** A short list that has nothing on a program says nothing: not finding is no pass. */
function noneListed(subject: string, products: readonly Product[], lists: readonly AdvisoryList[]): Text {
  const what = products.map(named).join(', ');
  const until = lists.map(({ asOf }) => asOf).join(', ');
  return {
    ja: `${subject} の版(${what})は、${until}時点の短い一覧には該当がありません。一覧は網羅的でないため、適合とはいえません。JVN iPedia などでこの版を調べ、調べた結果をプロファイルの advisories に加えてください。`,
    en: `The version behind ${subject} (${what}) is on none of the short lists (as of ${until}), which are not complete: that is no pass. Look the version up in JVN iPedia or NVD and put what you found into the list that the profile names under advisories.`,
  };
}
function noneKnown(subject: string, products: readonly Product[], lists: readonly AdvisoryList[]): Text {
  const what = products.map(named).join(', ');
  const until = lists.map(({ asOf }) => asOf).join(', ');
  return {
    ja: `${subject} の版(${what})には、このプログラムについて${until}までに公表されたものを調べた一覧によれば、重大な既知の脆弱性がありません。`,
    en: `The version behind ${subject} (${what}) has no serious known vulnerability, by a list for which everything published on the program until ${until} was looked up.`,
  };
}
const omitted = (count: number): Text => ({
  ja: `開いているポートのうち${count}個を識別していないため、既知の脆弱性を確かめられません。`,
  en: `${count} open ports were not identified, so their known vulnerabilities cannot be told.`,
});
const noServices: Text = {
  ja: 'サービスの識別の結果がないため、判定できません。',
  en: 'Without a result of the services nothing can be told.',
};
const nothingOpen: Text = {
  ja: '開いている TCP ポートがないため、調べるサービスがありません。',
  en: 'No TCP port is open, so there is no service to look up.',
};
const scanIncomplete: Text = {
  ja: 'TCP ポートの検査が最後まで済んでいないため、判定できません。ポートの検査をやり直してください。',
  en: 'The TCP ports were not looked at to the end, so nothing can be told. Look at the ports again.',
};
