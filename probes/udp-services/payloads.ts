import { Buffer } from 'node:buffer';

/** One question of a protocol that runs over UDP, as a client of it would ask. None changes anything on the device. */
export interface Payload {
  readonly id: string;
  /** What answers to it, for people: a name of a protocol, the same in both languages. */
  readonly name: string;
  readonly port: number;
  bytes(address: string): Uint8Array;
}

const hex = (...parts: readonly string[]) => Buffer.from(parts.join('').replaceAll(' ', ''), 'hex');
const ascii = (text: string) => Buffer.from(text, 'latin1');
const zeros = (count: number) => '00'.repeat(count);
/** A domain name as DNS spells it. */
const domain = (name: string) =>
  [...name.split('.'), ''].map((label) => hex(label.length.toString(16).padStart(2, '0')).toString('latin1') + label).join('');
/** ASN.1 BER, short lengths. */
const tlv = (tag: number, ...parts: readonly Uint8Array[]) => {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, body.length]), body]);
};
const integer = (value: number) => tlv(2, Buffer.from([value]));

/** Get sysDescr.0 with the community that everybody knows. */
const snmp = (version: 0 | 1) => {
  const name = tlv(6, hex('2b06010201010100'));
  const asked = tlv(0xa0, integer(0x41), integer(0), integer(0), tlv(0x30, tlv(0x30, name, tlv(5))));
  return tlv(0x30, integer(version), tlv(4, ascii('public')), asked);
};
/** Engine discovery of RFC 3414: no user, no authentication. */
const snmp3 = () => {
  const header = tlv(0x30, integer(0x41), tlv(2, hex('0200')), tlv(4, hex('04')), integer(3));
  const security = tlv(4, tlv(0x30, tlv(4), integer(0), integer(0), tlv(4), tlv(4), tlv(4)));
  const scoped = tlv(0x30, tlv(4), tlv(4), tlv(0xa0, integer(0x41), integer(0), integer(0), tlv(0x30)));
  return tlv(0x30, integer(3), header, security, scoped);
};
const wsDiscovery =
  '<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery"><s:Header><a:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</a:Action><a:MessageID>urn:uuid:6b6e6f77-0000-4000-8000-616b61736869</a:MessageID><a:To>urn:schemas-xmlsoap-org:ws:2005:04:discovery</a:To></s:Header><s:Body><d:Probe/></s:Body></s:Envelope>';
const sip = (address: string) => {
  const host = address.includes(':') ? `[${address}]` : address;
  return [
    ...[`OPTIONS sip:${host} SIP/2.0`, `Via: SIP/2.0/UDP ${host};rport;branch=z9hG4bK-akashi`, 'Max-Forwards: 1', `To: <sip:${host}>`],
    ...[`From: <sip:check@${host}>;tag=akashi`, 'Call-ID: akashi-check', 'CSeq: 1 OPTIONS', 'Content-Length: 0', '', ''],
  ].join('\r\n');
};
/** DTLS 1.2 without a cookie: a server answers HelloVerifyRequest and keeps nothing. */
const dtls = () => {
  const body = `fefd ${'61'.repeat(32)} 00 00 0008 c02b c02f c0a8 009c 01 00`;
  const length = hex(body).length.toString(16).padStart(6, '0');
  const handshake = `01 ${length} 0000 000000 ${length} ${body}`;
  return hex(`16 fefd 0000 000000000000 ${hex(handshake).length.toString(16).padStart(4, '0')} ${handshake}`);
};
/** A version that does not exist: a QUIC server tells the versions that it has (RFC 9000, 6.1). */
const quic = () => hex('c0 1a2a3a4a 08 616b617368693031 08 616b617368693032', zeros(1177));
/** The running key with which Kasa plugs hide what they say. */
const kasa = () => {
  let key = 171;
  return Buffer.from([...ascii('{"system":{"get_sysinfo":{}}}')].map((byte) => (key ^= byte)));
};

export const payloads: readonly Payload[] = [
  {
    id: 'dns',
    name: 'DNS',
    port: 53,
    bytes: () => Buffer.concat([hex('616b 0100 0001 0000 0000 0000'), ascii(domain('localhost')), hex('0001 0001')]),
  },
  { id: 'ntp', name: 'NTP', port: 123, bytes: () => hex('23', zeros(39), '616b617368690000') },
  { id: 'ntp-control', name: 'NTP mode 6', port: 123, bytes: () => hex('16 02 0001', zeros(8)) },
  { id: 'snmp-v1', name: 'SNMP v1 (public)', port: 161, bytes: () => snmp(0) },
  { id: 'snmp-v2c', name: 'SNMP v2c (public)', port: 161, bytes: () => snmp(1) },
  { id: 'snmp-v3', name: 'SNMP v3', port: 161, bytes: snmp3 },
  {
    ...{ id: 'ssdp', name: 'SSDP (UPnP)', port: 1900 },
    bytes: () => ascii('M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nMAN: "ssdp:discover"\r\nMX: 1\r\nST: ssdp:all\r\n\r\n'),
  },
  {
    ...{ id: 'mdns', name: 'mDNS', port: 5353 },
    bytes: () => Buffer.concat([hex('0000 0000 0001 0000 0000 0000'), ascii(domain('_services._dns-sd._udp.local')), hex('000c 8001')]),
  },
  {
    id: 'coap',
    name: 'CoAP',
    port: 5683,
    bytes: () => Buffer.concat([hex('44 01 616b 616b6173 bb'), ascii('.well-known'), hex('04'), ascii('core')]),
  },
  { id: 'coaps', name: 'CoAP over DTLS', port: 5684, bytes: dtls },
  { id: 'tftp', name: 'TFTP', port: 69, bytes: () => Buffer.concat([hex('0001'), ascii('akashi-check\0octet\0')]) },
  {
    id: 'netbios',
    name: 'NetBIOS name service',
    port: 137,
    bytes: () => hex(`616b 0000 0001 0000 0000 0000 20 434b${'41'.repeat(30)} 00 0021 0001`),
  },
  { id: 'sip', name: 'SIP', port: 5060, bytes: (address) => ascii(sip(address)) },
  {
    id: 'portmap',
    name: 'RPC portmapper',
    port: 111,
    bytes: () => hex('616b6173 00000000 00000002 000186a0 00000002 00000000', zeros(16)),
  },
  { id: 'ws-discovery', name: 'WS-Discovery (ONVIF)', port: 3702, bytes: () => ascii(wsDiscovery) },
  { id: 'memcached', name: 'memcached', port: 11_211, bytes: () => Buffer.concat([hex('616b 0000 0001 0000'), ascii('version\r\n')]) },
  { id: 'quic', name: 'QUIC', port: 443, bytes: quic },
  { id: 'stun', name: 'STUN', port: 3478, bytes: () => hex('0001 0000 2112a442 616b617368690000 00000001') },
  { id: 'openvpn', name: 'OpenVPN', port: 1194, bytes: () => hex('38 616b617368693031 00 00000000') },
  { id: 'bacnet', name: 'BACnet', port: 47_808, bytes: () => hex('810a0011 0104 0005010c 0c023fffff 194d') },
  { id: 'ethernet-ip', name: 'EtherNet/IP', port: 44_818, bytes: () => hex('6300', zeros(22)) },
  { id: 'ipmi', name: 'IPMI', port: 623, bytes: () => hex('0600ff06 000011be 80000000') },
  { id: 'nat-pmp', name: 'NAT-PMP', port: 5351, bytes: () => hex('0000') },
  { id: 'mssql-browser', name: 'SQL Server Browser', port: 1434, bytes: () => hex('02') },
  { id: 'remote-desktop', name: 'Apple Remote Desktop', port: 3283, bytes: () => hex('00140001 03') },
  { id: 'ubiquiti', name: 'Ubiquiti discovery', port: 10_001, bytes: () => hex('01000000') },
  {
    ...{ id: 'hikvision', name: 'Hikvision SADP', port: 37_020 },
    bytes: () =>
      ascii('<?xml version="1.0" encoding="utf-8"?><Probe><Uuid>6B6E6F77-0000-4000-8000-616B61736869</Uuid><Types>inquiry</Types></Probe>'),
  },
  { id: 'kasa', name: 'TP-Link Kasa', port: 9999, bytes: kasa },
  { id: 'miio', name: 'Xiaomi miIO', port: 54_321, bytes: () => hex('21310020', 'ff'.repeat(28)) },
  { id: 'echo', name: 'echo', port: 7, bytes: () => ascii('akashi\r\n') },
  { id: 'daytime', name: 'daytime', port: 13, bytes: () => ascii('\r\n') },
  { id: 'qotd', name: 'quote of the day', port: 17, bytes: () => ascii('\r\n') },
  { id: 'chargen', name: 'chargen', port: 19, bytes: () => ascii('\r\n') },
  { id: 'time', name: 'time', port: 37, bytes: () => hex('00') },
];

/** What is sent to a declared port of which nothing better is known: an empty line, which many servers answer with their error. */
export const anyone = { id: 'unknown', name: 'unknown', bytes: () => ascii('\r\n\r\n') };
