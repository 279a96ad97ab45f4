import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface CertificateFiles {
  readonly key: string;
  readonly certificate: string;
}

/** A self-signed certificate as devices have it, in the folder: `good` RSA 2048 and SHA-256, `bad` RSA 1024, SHA-1 and long expired. */
export async function certificateFiles(folder: string, kind: 'good' | 'bad', name = 'camera.example'): Promise<CertificateFiles> {
  const key = path.join(folder, `${kind}.key`);
  const certificate = path.join(folder, `${kind}.crt`);
  if (kind === 'good') {
    const made = ['-newkey', 'rsa:2048', '-sha256', '-days', '800', '-nodes', '-subj', `/CN=${name}`, '-keyout', key, '-out', certificate];
    await run('openssl', ['req', '-x509', ...made]);
    return { key, certificate };
  }
  const ca = path.join(folder, 'ca');
  await mkdir(ca, { recursive: true });
  const request = path.join(ca, 'request');
  const config = path.join(ca, 'config');
  await run('openssl', ['req', '-newkey', 'rsa:1024', '-nodes', '-subj', `/CN=${name}`, '-keyout', key, '-out', request]);
  await writeFile(path.join(ca, 'index'), '');
  await writeFile(path.join(ca, 'serial'), '01\n');
  const lines = [
    '[ca]',
    'default_ca = c',
    '[c]',
    `database = ${ca}/index`,
    `serial = ${ca}/serial`,
    `new_certs_dir = ${ca}`,
    'policy = p',
    '[p]',
    'commonName = supplied',
  ];
  await writeFile(config, `${lines.join('\n')}\n`);
  const dates = ['-startdate', '20100101000000Z', '-enddate', '20150101000000Z'];
  await run('openssl', [
    'ca',
    '-batch',
    '-selfsign',
    '-config',
    config,
    '-keyfile',
    key,
    '-md',
    'sha1',
    ...dates,
    '-in',
    request,
    '-out',
    certificate,
    '-notext',
  ]);
  return { key, certificate };
}
