import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';

/** Debian's nginx with one worker and a configuration of its own, as plain as its defaults, on a free port of the loopback; it adds these headers. */
export async function startNginx(
  headers: Readonly<Record<string, string>>,
  fill: (folder: string) => Promise<void>,
): Promise<{ address: string; stop: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'akashi-nginx-'));
  await chmod(folder, 0o755);
  const site = join(folder, 'site');
  await mkdir(site);
  await fill(site);
  const port = await freePort();
  await writeFile(join(folder, 'nginx.conf'), configuration(folder, port, headers));
  const child = spawn('nginx', ['-p', folder, '-e', join(folder, 'error.log'), '-c', join(folder, 'nginx.conf')], { stdio: 'inherit' });
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(`nginx is needed (Debian: apt-get install nginx-light): ${error.message}`));
    child.once('exit', (code) => resolve(`nginx ended with ${code}`));
  });
  const address = `http://127.0.0.1:${port}`;
  const problem = await Promise.race([exited, answers(`${address}/`)]);
  if (problem !== undefined) throw new Error(problem);
  return {
    address,
    stop: async () => {
      child.kill('SIGQUIT');
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const configuration = (folder: string, port: number, headers: Readonly<Record<string, string>>) => `
worker_processes 1;
daemon off;
pid ${folder}/pid;
events { worker_connections 1024; }
http {
  types {}
  default_type text/html;
  charset utf-8;
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  gzip_static on;
  gzip_vary on;
${Object.entries(headers)
  .map(([name, value]) => `  add_header ${name} "${value}";`)
  .join('\n')}
  server { listen 127.0.0.1:${port}; root ${folder}/site; }
}
`;

async function answers(address: string): Promise<undefined> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (
      await fetch(address).then(
        () => true,
        () => false,
      )
    )
      return;
    await after(50);
  }
  throw new Error('nginx does not answer');
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
