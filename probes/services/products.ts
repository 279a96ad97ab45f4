/** A program as a device names it. */
export interface Product {
  readonly product: string;
  readonly version?: string;
  /** A distribution says that it built the program: it may have mended what upstream's version number still counts as broken. */
  readonly distribution?: string;
}

interface Mark {
  readonly product: string;
  /** The first group is the version. */
  readonly pattern: RegExp;
}

const V = String.raw`[/_ ]v?(\d[\w.+~-]{0,30})`;
const server = (product: string, name: string): Mark => ({ product, pattern: new RegExp(`(?:^|[\\s,;(])${name}(?:${V})?(?![\\w-])`, 'i') });

const SSH: readonly Mark[] = [
  { product: 'OpenSSH', pattern: /^SSH-[\d.]{1,6}-OpenSSH[_-](\d[\w.]{0,20})/ },
  { product: 'Dropbear', pattern: /^SSH-[\d.]{1,6}-dropbear(?:_(\d[\w.]{0,20}))?/ },
  { product: 'libssh', pattern: /^SSH-[\d.]{1,6}-libssh[_-](\d[\w.]{0,20})/ },
  { product: 'Cisco SSH', pattern: /^SSH-[\d.]{1,6}-Cisco-(\d[\w.]{0,20})/ },
];
const HTTP: readonly Mark[] = [
  server('nginx', 'nginx'),
  server('Apache httpd', 'Apache'),
  server('lighttpd', 'lighttpd'),
  server('Boa', 'Boa'),
  server('GoAhead', 'GoAhead(?:-Webs|-http)?'),
  server('mini_httpd', 'mini_httpd'),
  server('micro_httpd', 'micro_httpd'),
  server('thttpd', 'thttpd'),
  server('uHTTPd', 'uhttpd'),
  server('RomPager', '(?:Allegro-Software-)?RomPager'),
  server('MiniUPnPd', 'MiniUPnPd'),
  server('libupnp', 'Portable SDK for UPnP devices'),
  server('CUPS', 'CUPS'),
  server('OpenSSL', 'OpenSSL'),
  server('PHP', 'PHP'),
  server('Jetty', 'Jetty'),
  server('Mongoose', 'Mongoose'),
  server('BusyBox httpd', 'BusyBox httpd'),
];
const FTP: readonly Mark[] = [
  { product: 'vsftpd', pattern: /\(vsFTPd (\d[\w.]{0,20})\)/ },
  { product: 'ProFTPD', pattern: /\bProFTPD(?: (\d[\w.]{0,20}))?/ },
  { product: 'Pure-FTPd', pattern: /\bPure-FTPd\b()/ },
  { product: 'bftpd', pattern: /\bbftpd (\d[\w.]{0,20})/ },
];
const TELNET: readonly Mark[] = [
  { product: 'BusyBox', pattern: /\bBusyBox v(\d[\w.]{0,20})/ },
  { product: 'OpenWrt', pattern: /\bOpenWrt (\d[\w.]{0,20})/ },
];
const SMTP: readonly Mark[] = [
  { product: 'Exim', pattern: /\bExim (\d[\w.]{0,20})/ },
  { product: 'Postfix', pattern: /\bPostfix\b()/ },
];
const RTSP: readonly Mark[] = [
  { product: 'LIVE555', pattern: /LIVE555 Streaming Media v(\d{4}\.\d\d\.\d\d)/ },
  { product: 'GStreamer RTSP', pattern: /\bGStreamer RTSP server\b()/ },
];

const MARKS = { ssh: SSH, http: HTTP, ftp: FTP, telnet: TELNET, smtp: SMTP, rtsp: RTSP } as const;
export type ProductPlace = keyof typeof MARKS;

/** Programs that a line of a device names, as the protocol names them. The line is the device's own: at most its first 2,000 characters count. */
export function productsIn(place: ProductPlace, line: string): readonly Product[] {
  const text = line.slice(0, 2_000);
  const distribution = DISTRIBUTION.exec(text)?.[0];
  return MARKS[place].flatMap(({ product, pattern }) => {
    const found = pattern.exec(text);
    if (found === null) return [];
    return [{ product, ...(found[1] ? { version: found[1] } : {}), ...(distribution ? { distribution } : {}) }];
  });
}

const DISTRIBUTION = /\b(?:Debian|Ubuntu|Raspbian|Red ?Hat|CentOS|Fedora|SUSE|Alpine|FreeBSD|Yocto)\b|deb\d+u\d+/i;
