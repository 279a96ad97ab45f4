import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Profile } from '../../src/check/profile.ts';
import { readHttpAnswer } from './http-answer.ts';
import { services } from './judge.ts';
import { productsIn } from './products.ts';
import { type Answer, recognise, withoutNegotiation } from './recognise.ts';
import { readWebPage } from './web-page.ts';

const said = (ask: Answer['ask'], text: string | readonly number[]): Answer => ({
  ask,
  bytes: (typeof text === 'string' ? Buffer.from(text, 'latin1') : Buffer.from(text)).toString('base64'),
});
const kind = (...answers: readonly Answer[]) => {
  const { protocol, tls, products } = recognise(1, answers);
  return [`${tls ? 'tls ' : ''}${protocol}`, products.map(({ product, version = '' }) => `${product} ${version}`.trim()).join(', ')];
};

describe('what a port is', () => {
  test.each<[string, readonly Answer[], string, string]>([
    ['OpenSSH', [said('listen', 'SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n')], 'ssh', 'OpenSSH 9.2p1'],
    ['Dropbear without a version', [said('listen', 'SSH-2.0-dropbear\r\n')], 'ssh', 'Dropbear'],
    ['an unknown SSH', [said('listen', 'SSH-1.99-RomSShell_4.31\r\n')], 'ssh', ''],
    ['vsftpd', [said('listen', '220 (vsFTPd 3.0.3)\r\n')], 'ftp', 'vsftpd 3.0.3'],
    ['FTP that refuses at once', [said('listen', '530 not now\r\n')], 'ftp', ''],
    ['SMTP', [said('listen', '220 camera ESMTP Exim 4.92\r\n')], 'smtp', 'Exim 4.92'],
    ['Telnet by negotiation', [said('listen', [255, 253, 1, 255, 253, 31, 255, 251, 1])], 'telnet', ''],
    ['Telnet by its prompt', [said('listen', 'BusyBox v1.19.4 built-in shell\r\nrouter login: ')], 'telnet', 'BusyBox 1.19.4'],
    ['VNC', [said('listen', 'RFB 003.008\n')], 'vnc', ''],
    ['IMAP', [said('listen', '* OK ready\r\n')], 'imap', ''],
    ['POP3', [said('listen', '+OK ready\r\n')], 'pop3', ''],
    ['HTTP', [said('listen', ''), said('http', 'HTTP/1.0 200 OK\r\nServer: Boa/0.94.13\r\n\r\n')], 'http', 'Boa 0.94.13'],
    ['HTTPS', [said('http', ''), said('tls-http', 'HTTP/1.1 200 OK\r\nServer: nginx/1.18.0 (Ubuntu)\r\n\r\n')], 'tls http', 'nginx 1.18.0'],
    [
      'HTTPS that explains itself in plain HTTP',
      [said('http', 'HTTP/1.1 400 Bad Request\r\nServer: nginx\r\n\r\n'), said('tls-http', 'HTTP/1.1 200 OK\r\n\r\n')],
      'tls http',
      '',
    ],
    ['TLS and no more', [said('tls-hello', [22, 3, 0, 0, 1, 2])], 'tls unknown', ''],
    ['a TLS alert to plain HTTP', [said('http', [21, 3, 3, 0, 2, 2, 70])], 'tls unknown', ''],
    [
      'RTSP',
      [said('rtsp', 'RTSP/1.0 200 OK\r\nCSeq: 1\r\nServer: LIVE555 Streaming Media v2018.10.17\r\n\r\n')],
      'rtsp',
      'LIVE555 2018.10.17',
    ],
    ['RTSP that answers HTTP in its own tongue', [said('http', 'RTSP/1.0 400 Bad Request\r\n\r\n')], 'rtsp', ''],
    ['MQTT', [said('mqtt', [0x20, 2, 0, 5])], 'mqtt', ''],
    ['MQTT inside TLS', [said('tls-http', ''), said('tls-mqtt', [0x20, 2, 0, 0])], 'tls mqtt', ''],
    ['CoAP', [said('listen', [0x40, 0xe1, 0x22, 0x04, 0x80, 0x20])], 'coap', ''],
    ['silence', [said('listen', ''), said('http', '')], 'unknown', ''],
    ['noise', [said('listen', [0, 1, 2, 27, 91])], 'unknown', ''],
    ['a banner that only mentions SSH', [said('listen', 'welcome to SSH-2.0-OpenSSH_1\r\n')], 'unknown', ''],
  ])('%s', (_name, answers, protocol, products) => expect(kind(...answers)).toEqual([protocol, products]));
  test('the password that MQTT wants is told by its code', () => expect(recognise(1, [said('mqtt', [0x20, 2, 0, 5])]).mqttCode).toBe(5));
  test('negotiation of Telnet is taken out, doubled bytes once, unended parts wholly', () => {
    expect(withoutNegotiation(Buffer.from([255, 253, 1, 104, 105, 255, 255, 255, 250, 24, 1, 255, 240, 33, 255])).toString('latin1')).toBe(
      'hi\u00ff!',
    );
    expect(withoutNegotiation(Buffer.from([104, 255, 250, 1, 2, 3])).toString()).toBe('h');
  });
  test('whatever a device says, it is recognised or not, and no message holds a control character', () => {
    const profile = Profile.parse({ device: { maker: 'a', model: 'b', firmware: 'c', serial: 'd' } });
    const starts = [
      '',
      'HTTP/1.1 200 OK\r\nServer: ',
      'SSH-2.0-',
      '220 ',
      '\u00ff\u00fd\u0001',
      'RTSP/1.0 200 OK\r\nServer: ',
      '\u0016\u0003\u0001',
      ' \u0002',
    ];
    const answer = fc.tuple(
      fc.constantFrom<Answer['ask']>('listen', 'http', 'rtsp', 'mqtt', 'tls-hello', 'tls-http', 'tls-mqtt', 'tls-listen'),
      fc.constantFrom(...starts),
      fc.uint8Array({ maxLength: 200 }),
    );
    fc.assert(
      fc.property(fc.array(answer, { maxLength: 4 }), (answers) => {
        const kept = answers.map(([ask, start, bytes]) => ({
          ask,
          bytes: Buffer.concat([Buffer.from(start, 'latin1'), bytes]).toString('base64'),
        }));
        const data = { ports: [{ port: 80, reached: true, spared: false, answers: kept }], omitted: [], descriptions: [] };
        for (const { message } of services.judge({ data, profile, earlier: [] }))
          expect(`${message.ja}${message.en}`).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('programs', () => {
  test.each([
    ['http', 'Apache/2.4.7 (Unix) OpenSSL/1.0.1e PHP/5.4.16', 'Apache httpd 2.4.7, OpenSSL 1.0.1e, PHP 5.4.16'],
    ['http', 'Linux/2.6.31, UPnP/1.0, Portable SDK for UPnP devices/1.6.6', 'libupnp 1.6.6'],
    ['http', 'GoAhead-Webs', 'GoAhead'],
    ['http', 'Allegro-Software-RomPager/4.07 UPnP/1.0', 'RomPager 4.07'],
    ['http', 'Apache-Coyote/1.1', ''],
    ['http', 'mynginx/9.9', ''],
    ['ssh', 'SSH-2.0-libssh_0.8.3', 'libssh 0.8.3'],
    ['ftp', '220 ProFTPD 1.3.5 Server (ready)', 'ProFTPD 1.3.5'],
  ] as const)('%s: %s', (place, line, expected) => {
    expect(
      productsIn(place, line)
        .map(({ product, version = '' }) => `${product} ${version}`.trim())
        .join(', '),
    ).toBe(expected);
  });
  test('a distribution that built it is noticed', () => {
    expect(productsIn('ssh', 'SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3')[0]?.distribution).toBe('Debian');
    expect(productsIn('http', 'nginx/1.18.0 (Ubuntu)')[0]?.distribution).toBe('Ubuntu');
    expect(productsIn('http', 'nginx/1.18.0')[0]?.distribution).toBeUndefined();
  });
});

describe('raw HTTP answers', () => {
  const read = (text: string) => readHttpAnswer(Buffer.from(text, 'latin1'));
  test('are read leniently', () => {
    expect(read('HTTP/1.0 200\nServer:x\nX : y\n\nbody')?.headers.get('server')).toEqual(['x']);
    expect(
      Buffer.from(read('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x\r\nde\r\n0\r\n\r\n')?.body ?? []).toString(),
    ).toBe('abcde');
    expect(read('HTTP/1.1 200 OK\r\nServer: cut')?.status).toBe(200);
    expect(read('SSH-2.0-x')).toBeUndefined();
    expect(read('HTTP/9')).toBeUndefined();
  });
});

describe('pages', () => {
  const read = (text: string) => readWebPage(Buffer.from(text));
  test.each([
    ['<input type="password">', true],
    ['<INPUT name=p TYPE=password>', true],
    ["<input id='x' type = 'password' />", true],
    ['document.write(\'<input type="password">\')', true],
    ['{type:"password"}', true],
    ['<!-- <input type="password"> -->', false],
    ['<input type="text" name="password">', false],
    ['password', false],
  ])('%s: password field %s', (source, expected) => expect(read(source).passwordField).toBe(expected));
  test('lead on by refresh, frames and scripts', () => {
    const source = `<meta http-equiv="Refresh" content="0; url=/a.html"><frame src=b.html><iframe src='c.html'></iframe>
      <script>window.location = "/d.html"; location.replace('e.html'); top.location.href="f.html"</script>`;
    expect(read(source).leadsTo.toSorted()).toEqual(['/a.html', '/d.html', 'b.html', 'c.html', 'e.html', 'f.html']);
  });
  test('that a script builds, or that speak of signing in, are unclear; plain ones are not', () => {
    expect(read('<div id="root"></div><script src="app.js"></script>').unclear).toBe(true);
    expect(read('<p>ログインしてください</p>').unclear).toBe(true);
    expect(read('<p>All lights are green and the line is up.</p>').unclear).toBe(false);
    expect(read('{"status":"ok"}').unclear).toBe(false);
  });
  test('in Shift_JIS are read as such', () => {
    const title = [0x83, 0x8b, 0x81, 0x5b, 0x83, 0x5e];
    const source = Buffer.concat([Buffer.from('<title>'), Buffer.from(title), Buffer.from('</title>')]);
    expect(readWebPage(source, 'text/html; charset=Shift_JIS').title).toBe('ルータ');
    expect(readWebPage(Buffer.from('<title>x</title>'), 'text/html; charset=no-such').title).toBe('x');
  });
  test('the longest page that is all beginnings is read in no time', () => {
    for (const part of [
      '<!--',
      '<script',
      '<input ',
      '<meta http-equiv=refresh ',
      '<input type=',
      'type = ',
      'location=',
      '<title',
      ' ',
      '<',
    ]) {
      const source = part.repeat(Math.ceil(262_144 / part.length));
      expect(read(source).passwordField, part).toBe(false);
    }
  });
});
