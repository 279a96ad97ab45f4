import { type Finding, type Observations, observed } from '../../src/check/probe.ts';
import { answering, udpServices } from '../udp-services/judge.ts';

/** SNMP before version 3 sends its community, which is a password, in clear text. */
export function snmpFinding(earlier: Observations): readonly Finding[] {
  const asked = observed(earlier, udpServices);
  if (asked === undefined) return [];
  return answering(asked).flatMap(({ port, by }): readonly Finding[] => {
    const at = { aspect: 'administration', subject: `udp/${port}` };
    const old = by.some(({ payload }) => payload === 'snmp-v1' || payload === 'snmp-v2c');
    if (old) {
      return [
        {
          ...at,
          verdict: 'does-not-conform',
          message: {
            ja: `${at.subject} は、SNMPv1 又は v2c に答えます。コミュニティ名(パスワードに当たるもの)と内容が平文で流れます。SNMP を止めるか、認証と暗号化を行う SNMPv3(authPriv)だけにしてください。`,
            en: `${at.subject} answers SNMPv1 or v2c: the community, which is its password, and all else pass in clear text. Switch SNMP off, or leave SNMPv3 with authentication and privacy (authPriv) only.`,
          },
        },
      ];
    }
    if (!by.some(({ payload }) => payload === 'snmp-v3')) return [];
    return [
      {
        ...at,
        verdict: 'could-not-decide',
        message: {
          ja: `${at.subject} で SNMP が動いています。コミュニティ名 public の v1・v2c には答えませんが、別のコミュニティ名を使うかどうかは外からは分かりません。SNMPv3(authPriv)だけが有効であることを設定で確かめてください。`,
          en: `SNMP runs on ${at.subject}. It does not answer v1 or v2c with the community "public", but whether it does with another cannot be seen from outside. Confirm in its settings that SNMPv3 (authPriv) alone is enabled.`,
        },
      },
    ];
  });
}
