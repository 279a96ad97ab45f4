import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Daemon, startDaemon } from './daemon.ts';
import type { Place } from './fixture.ts';

/** Starts nginx in the foreground with the given servers of its `http` block. Its files stay in the place's folder. */
export async function startNginx(place: Place, port: number, servers: string): Promise<Daemon> {
  const folder = path.join(place.folder, 'nginx');
  await mkdir(folder, { recursive: true });
  const config = path.join(folder, 'nginx.conf');
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ');
  await writeFile(
    config,
    `user root; daemon off; master_process off; worker_processes 1; pid ${folder}/pid; error_log stderr warn;
events { worker_connections 64; }
http { access_log off; default_type text/html; ${temporary}
${servers}
}
`,
  );
  return await startDaemon({ program: 'nginx', args: ['-c', config, '-p', folder, '-e', 'stderr'], place, ready: { tcp: port } });
}

export const nginxNeeds = [
  { program: 'nginx', package: 'nginx' },
  { program: 'openssl', package: 'openssl' },
] as const;
