import { type Finding, type Given, type Judge, observed } from '../../src/check/probe.ts';
import type { Reading } from '../../src/check/profile.ts';
import { visible, visibleBytes } from '../../src/check/visible.ts';
import type { Text } from '../../src/rules/text.ts';
import { services, servicesIn } from '../services/judge.ts';
import { type OpenAccessData, Shape } from './shape.ts';

/** S1.1-01: settings and protected data are not given to whoever does not log in. Reads only; changes nothing. */
export const openAccess: Judge<OpenAccessData> = {
  id: 'open-access',
  version: 1,
  title: { ja: '認証なしのアクセス', en: 'Access without authentication' },
  after: ['services', 'udp-services'],
  aspects: {
    settings: { ja: '認証なしで読める設定', en: 'Settings read without a login' },
    data: { ja: '認証なしで読める保護対象の情報', en: 'Protected data read without a login' },
  },
  effort: {
    unattendedSeconds: 30,
    personMinutes: 0,
    prerequisites: [
      {
        ja: 'プロファイルの readings(設定と個人情報の読出し先)',
        en: 'The readings of the profile: where settings and personal data are read',
      },
    ],
  },
  shape: Shape,
  judge: (given) => [
    ...given.profile.readings.flatMap((reading) => readingFound(reading, given.data)),
    ...given.data.mqtt.flatMap((each) => mqttFound(each, given)),
    ...given.data.ftp.map((each) => ftpFound(each, given)),
    ...given.data.snmp.flatMap((each) => snmpFound(each, given)),
    ...given.data.rtsp.map((each) => rtspFound(each, given)),
    ...noReadings(given),
  ],
};

function readingFound(reading: Reading, { readings }: OpenAccessData): readonly Finding[] {
  if (reading.needs === 'public' || (reading.what !== 'settings' && reading.what !== 'personal-data')) return [];
  const found = readings.find((each) => each.reading === reading.id);
  const what: Text = reading.what === 'settings' ? { ja: '設定', en: 'settings' } : { ja: '個人情報', en: 'personal data' };
  const name = visible(`${reading.id} (tcp/${reading.port} ${reading.path})`, 120);
  const finding = (verdict: Finding['verdict'], { ja, en }: Text): readonly Finding[] => [
    {
      aspect: reading.what === 'settings' ? 'settings' : 'data',
      subject: `reading ${reading.id}`,
      verdict,
      message: { ja: `${what.ja}の読出し先 ${name}: ${ja}`, en: `Reading of ${what.en} ${name}: ${en}` },
    },
  ];
  if (!found) return finding('could-not-decide', { ja: '読み出していません。', en: 'It was not read.' });
  const { open, loggedIn, alike } = found;
  if ('failure' in open)
    return finding('could-not-decide', { ja: `応答が得られませんでした(${open.failure})。`, en: `There was no answer (${open.failure}).` });
  const { status } = open;
  const isRefusal = status === 401 || status === 403 || status === 407;
  const isElsewhere = status >= 300 && status < 400;
  // Whoever asks for a path that is not there is often sent to the login all the same.
  const isConfirmed = loggedIn === undefined ? isRefusal : loggedIn.status >= 200 && loggedIn.status < 300;
  if ((isRefusal || isElsewhere) && !isConfirmed) return finding('could-not-decide', notConfirmed(status, loggedIn?.status));
  if (isRefusal)
    return finding('conforms', {
      ja: `ログインしないと読めません(HTTP ${status})。`,
      en: `It is not given without a login (HTTP ${status}).`,
    });
  if (isElsewhere) {
    return finding('conforms', {
      ja: `ログインしないと別の場所へ送られます(HTTP ${status})。`,
      en: `Without a login it only sends elsewhere (HTTP ${status}).`,
    });
  }
  if (status < 200 || status >= 300)
    return finding('could-not-decide', {
      ja: `応答は HTTP ${status} で、拒否か、読出し先の誤りかを区別できません。パスを確かめてください。`,
      en: `The answer is HTTP ${status}: a refusal cannot be told from a wrong path. Check the path.`,
    });
  const given: Text = {
    ja: 'ログインせずに内容を読めます。認証を求めるようにしてください。',
    en: 'Its content is given without a login. Have it ask for one.',
  };
  if (open.hasCompared === true) return finding('does-not-conform', given);
  if (open.bytes === 0 || open.hasCompared === false || (open.isHtml && open.asksToLogIn)) {
    return finding('conforms', {
      ja: 'ログインしないと内容は返りません(ログイン画面など)。',
      en: 'Without a login its content is not in the answer (a page to log in, for example).',
    });
  }
  if (alike !== undefined && alike >= 0.6 && loggedIn?.status === 200) return finding('does-not-conform', given);
  if (open.saysDenied)
    return finding('conforms', { ja: 'ログインしないと拒否の応答が返ります。', en: 'Without a login the answer says that it is denied.' });
  return finding('could-not-decide', {
    ja: 'ログインせずに応答(HTTP 200)が返りますが、保護対象の内容かどうかを区別できません。プロファイルの readings に compare(内容に当てはまる正規表現)を書いてください。',
    en: 'Without a login there is an answer (HTTP 200), but whether it is the protected content cannot be told. Give the reading a compare: a regular expression that fits the content.',
  });
}

const notConfirmed = (status: number, loggedIn: number | undefined): Text => ({
  ja: `ログインしないと HTTP ${status} ですが、${loggedIn === undefined ? 'ログイン後に読めることを確かめられませんでした' : `ログインしても HTTP ${loggedIn} です`}。パスと needs を確かめてください。`,
  en: `Without a login the answer is HTTP ${status}, but ${loggedIn === undefined ? 'that it can be read after logging in could not be shown' : `after logging in it is HTTP ${loggedIn}`}. Check path and needs.`,
});

/** Is this port declared as open to anybody? Then the reason is argued on documents. */
const isDeclaredOpen = ({ profile }: Given<OpenAccessData>, at: string): boolean =>
  profile.interfaces.some((each) => each.at === at && each.authentication === 'none');

const declaredOpen = (subject: string, what: Text): Pick<Finding, 'verdict' | 'message'> => ({
  verdict: 'could-not-decide',
  message: {
    ja: `${subject}: ${what.ja}認証を要しないと申告されているので、保護対象に触れないことを文書で確かめてください。`,
    en: `${subject}: ${what.en} It is declared to need no authentication: confirm from the documents that nothing protected is reached.`,
  },
});

function mqttFound(
  { port, attempt, granted, topics, messages, own }: OpenAccessData['mqtt'][number],
  given: Given<OpenAccessData>,
): readonly Finding[] {
  const subject = `tcp/${port}`;
  const finding = (aspect: 'settings' | 'data', verdict: Finding['verdict'], { ja, en }: Text): Finding => ({
    aspect,
    subject,
    verdict,
    message: { ja: `${subject}(MQTT): ${ja}`, en: `${subject} (MQTT): ${en}` },
  });
  if (attempt.outcome === 'refused') {
    return [
      finding('data', 'conforms', {
        ja: `名乗らない接続は拒まれました(${attempt.detail})。`,
        en: `A connection without a name is refused (${attempt.detail}).`,
      }),
    ];
  }
  if (attempt.outcome !== 'accepted')
    return [
      finding('data', 'could-not-decide', {
        ja: `接続の可否が分かりませんでした(${attempt.detail})。`,
        en: `Whether anybody may connect could not be told (${attempt.detail}).`,
      }),
    ];
  if (messages + own > 0) {
    const names = topics
      .slice(0, 3)
      .map((topic) => visible(topic, 60))
      .join(', ');
    const seen: Text =
      messages > 0
        ? {
            ja: `認証なしで接続し、${messages}件のメッセージを受け取れました(${names})。`,
            en: `Without authentication ${messages} messages could be read (${names}).`,
          }
        : {
            ja: `認証なしで接続し、ブローカーの状態($SYS)を${own}件読めました。`,
            en: `Without authentication the broker's own state ($SYS, ${own} topics) could be read.`,
          };
    const aspect = messages > 0 ? 'data' : 'settings';
    if (isDeclaredOpen(given, subject)) return [{ aspect, subject, ...declaredOpen(subject, seen) }];
    return [
      finding(aspect, 'does-not-conform', { ja: `${seen.ja}認証を必須にしてください。`, en: `${seen.en} Make authentication mandatory.` }),
    ];
  }
  return [
    finding('data', 'could-not-decide', {
      ja: `認証なしで接続でき、購読は${granted ? '認められ' : '断られ'}ましたが、待つ間にメッセージは届きませんでした。機器を動かしながら、もう一度試してください。`,
      en: `Anybody may connect, subscribing to everything was ${granted ? 'granted' : 'refused'}, but no message came while it was waited for. Test again while the device works.`,
    }),
  ];
}

function ftpFound({ port, attempt, entries }: OpenAccessData['ftp'][number], given: Given<OpenAccessData>): Finding {
  const subject = `tcp/${port}`;
  const finding = (verdict: Finding['verdict'], { ja, en }: Text): Finding => ({
    aspect: 'data',
    subject,
    verdict,
    message: { ja: `${subject}(FTP): ${ja}`, en: `${subject} (FTP): ${en}` },
  });
  if (attempt.outcome === 'refused') return finding('conforms', { ja: 'anonymous は拒まれました。', en: 'Anonymous is refused.' });
  if (attempt.outcome !== 'accepted')
    return finding('could-not-decide', {
      ja: `anonymous が入れるかどうか分かりませんでした(${attempt.detail})。`,
      en: `Whether anonymous gets in could not be told (${attempt.detail}).`,
    });
  if (entries !== undefined && entries > 0) {
    const seen: Text = {
      ja: `anonymous でログインでき、${entries}個の項目が見えます。`,
      en: `Anonymous gets in and sees ${entries} entries.`,
    };
    if (isDeclaredOpen(given, subject)) return { aspect: 'data', subject, ...declaredOpen(subject, seen) };
    return finding('does-not-conform', { ja: `${seen.ja}anonymous を無効にしてください。`, en: `${seen.en} Disable anonymous.` });
  }
  return finding('could-not-decide', {
    ja: `anonymous でログインできますが、${entries === 0 ? '見えるものはありません' : '一覧を読めませんでした'}。必要がなければ無効にしてください。`,
    en: `Anonymous gets in, but ${entries === 0 ? 'sees nothing' : 'the folder could not be listed'}. Disable it unless it is needed.`,
  });
}

function snmpFound({ port, alive, answers }: OpenAccessData['snmp'][number], given: Given<OpenAccessData>): readonly Finding[] {
  const subject = `udp/${port}`;
  const finding = (verdict: Finding['verdict'], { ja, en }: Text): readonly Finding[] => [
    { aspect: 'settings', subject, verdict, message: { ja: `${subject}(SNMP): ${ja}`, en: `${subject} (SNMP): ${en}` } },
  ];
  const [first] = answers;
  if (first) {
    const said = visibleBytes(Buffer.from(first.description, 'base64'), 80);
    const seen: Text = {
      ja: `コミュニティ名「${first.community}」で管理情報を読めます(sysDescr: ${said})。`,
      en: `Management information is read with the community ${first.community} (sysDescr: ${said}).`,
    };
    if (isDeclaredOpen(given, subject)) return [{ aspect: 'settings', subject, ...declaredOpen(subject, seen) }];
    return finding('does-not-conform', {
      ja: `${seen.ja}無効にするか、SNMPv3 の認証を使ってください。`,
      en: `${seen.en} Disable it or use the authentication of SNMPv3.`,
    });
  }
  if (alive)
    return finding('conforms', {
      ja: 'SNMP は動作していますが、コミュニティ名 public と private には答えません。',
      en: 'An agent is there, and does not answer to the communities public and private.',
    });
  const isDeclared = given.profile.interfaces.some(({ at }) => at === subject);
  return isDeclared
    ? finding('could-not-decide', {
        ja: '応答がありません。応答がないことは、拒否を意味しません。',
        en: 'There was no answer, which is no refusal.',
      })
    : [];
}

function rtspFound({ port, answers }: OpenAccessData['rtsp'][number], given: Given<OpenAccessData>): Finding {
  const subject = `tcp/${port}`;
  const finding = (verdict: Finding['verdict'], { ja, en }: Text): Finding => ({
    aspect: 'data',
    subject,
    verdict,
    message: { ja: `${subject}(RTSP): ${ja}`, en: `${subject} (RTSP): ${en}` },
  });
  const open = answers.find(({ status }) => status === 200);
  if (open) {
    const seen: Text = {
      ja: `認証なしで映像などの記述(DESCRIBE ${open.path})を読めます。`,
      en: `A stream is described without authentication (DESCRIBE ${open.path}).`,
    };
    if (isDeclaredOpen(given, subject)) return { aspect: 'data', subject, ...declaredOpen(subject, seen) };
    return finding('does-not-conform', {
      ja: `${seen.ja}認証を求めるようにしてください。`,
      en: `${seen.en} Have it ask for authentication.`,
    });
  }
  if (answers.some(({ status }) => status === 401 || status === 403))
    return finding('conforms', { ja: '認証なしの DESCRIBE は拒まれました。', en: 'DESCRIBE without authentication is refused.' });
  return finding('could-not-decide', {
    ja: '試したパスに映像はなく、認証の有無は分かりませんでした。',
    en: 'None of the paths that were tried has a stream: whether it asks for authentication could not be told.',
  });
}

function noReadings({ profile, earlier }: Given<OpenAccessData>): readonly Finding[] {
  const data = observed(earlier, services);
  const hasWeb =
    data === undefined
      ? profile.interfaces.some(({ service }) => /http|web/i.test(service))
      : servicesIn(data).some(({ protocol }) => protocol === 'http');
  if (!hasWeb || profile.readings.some(({ what }) => what === 'settings')) return [];
  return [
    {
      aspect: 'settings',
      subject: 'device',
      verdict: 'could-not-decide',
      message: {
        ja: 'プロファイルの readings に設定の読出し先がないため、ログインせずに設定を読めるかどうかを確かめられません。設定を返すページや API を書き加えてください。',
        en: 'The profile has no reading of settings, so whether they can be read without a login could not be tried. Add a page or an interface that gives settings.',
      },
    },
  ];
}
