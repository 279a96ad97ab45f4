import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CannotObserve } from '../../src/check/probe.ts';
import type { Profile } from '../../src/check/profile.ts';
import type { Observe, Tools } from '../../src/check/tools.ts';
import { sessionHeaders, takeState, watchAbsence, watchedPort } from '../../src/io/device/device-state.ts';
import { exchange } from '../../src/io/device/http-exchange.ts';
import { fits } from '../../src/io/device/login/http-outcome.ts';
import { text } from '../../src/rules/text.ts';
import type { FirmwareUpdate, Offered } from './judge.ts';

const IMAGE_BYTES = 512 * 1024 * 1024;
/** How long a device may take to begin to restart after its answer. */
const SETTLE_MS = 8_000;
const UPLOAD_MS = 180_000;

/** Offers a changed, a cut and the genuine image, over the network or by a person, and looks at the device before and after each. */
export const observe: Observe<FirmwareUpdate> = async (tools) => {
  const { update } = tools.profile;
  if (update === undefined) throw new CannotObserve(words.noUpdate);
  const genuine = await tools.file(update.image);
  if (genuine.length < 16 || genuine.length > IMAGE_BYTES) throw new CannotObserve(words.noImage);
  const before = await takeState(tools);
  const { upload } = update;
  if (upload !== undefined) {
    const offer = async (image: Uint8Array, done: number) => {
      const offered = await sendImage(tools, upload, image);
      tools.progress(done, 4);
      return offered;
    };
    const changed = await offer(withOneByteChanged(genuine), 1);
    if (!changed.cameBack) return { how: 'upload', before, changed };
    const truncated = await offer(cutShort(genuine), 2);
    if (!truncated.cameBack) return { how: 'upload', before, changed, truncated };
    const installed = await offer(genuine, 3);
    const afterPower = installed.cameBack && installed.answer !== 'refused' ? await powerCut(tools) : undefined;
    return { how: 'upload', before, changed, truncated, genuine: installed, ...(afterPower ? { afterPower } : {}) };
  }
  return await byHand(tools, before, genuine);
};

type Upload = NonNullable<NonNullable<Profile['update']>['upload']>;

async function sendImage(tools: Tools, upload: Upload, image: Uint8Array): Promise<Offered> {
  const { port, tls, path: at, method, field, refused } = upload;
  const login = tools.profile.logins.find(({ id }) => id === upload.login);
  const session = login && (await sessionHeaders(tools, login, { port, tls, path: at, method }));
  if (session === undefined) throw new CannotObserve(words.notIn);
  const { body, type } = field === undefined ? { body: image, type: 'application/octet-stream' } : formOf(field, image);
  const answer = await exchange(tools.network, {
    ...{ port, tls, path: at, method, body, timeoutMs: UPLOAD_MS, signal: tools.signal },
    headers: { ...session, 'content-type': type },
  });
  const settled = await watchAbsence(tools, port, tools.wait(SETTLE_MS));
  const kept = { sha256: hashOf(image), bytes: image.length, ...settled };
  const after = settled.cameBack ? { after: await takeState(tools) } : {};
  if (answer.outcome !== 'answered') return { ...kept, answer: 'hung-up', ...after };
  const isYes = answer.status >= 200 && answer.status < 300;
  return { ...kept, answer: fits(answer, refused) ? 'refused' : isYes ? 'accepted' : 'unclear', status: answer.status, ...after };
}

/** One part of a form, as a browser sends a file. */
function formOf(field: string, image: Uint8Array): { readonly body: Uint8Array; readonly type: string } {
  const boundary = `akashi-${hashOf(image).slice(0, 24)}`;
  const name = field.replaceAll(/["\r\n]/g, '_');
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="${name}"; filename="firmware.bin"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  return {
    body: new Uint8Array(Buffer.concat([Buffer.from(head), image, Buffer.from(`\r\n--${boundary}--\r\n`)])),
    type: `multipart/form-data; boundary=${boundary}`,
  };
}

async function powerCut(tools: Tools): Promise<FirmwareUpdate['afterPower']> {
  try {
    const port = await watchedPort(tools);
    const { cameBack, wentAway } = await watchAbsence(tools, port, tools.guide.step(words.power));
    if (!cameBack || !wentAway) return undefined;
    await tools.wait(3000);
    return await takeState(tools);
  } catch (error) {
    // Nobody is there: what was seen over the network is kept all the same.
    if (error instanceof CannotObserve && !tools.signal.aborted) return undefined;
    throw error;
  }
}

async function byHand(tools: Tools, before: FirmwareUpdate['before'], genuine: Uint8Array): Promise<FirmwareUpdate> {
  const port = await watchedPort(tools);
  const folder = await mkdtemp(path.join(tmpdir(), 'akashi-firmware-'));
  try {
    const offer = async (name: string, image: Uint8Array): Promise<Offered> => {
      const file = path.join(folder, name);
      await writeFile(file, image);
      const { wentAway, cameBack } = await watchAbsence(tools, port, tools.guide.step(words.upload(file)));
      const answer = await tools.guide.choose(words.how, [
        { value: 'refused', label: words.refused },
        { value: 'accepted', label: words.accepted },
        { value: 'unclear', label: words.unclear },
      ]);
      if (cameBack) await tools.wait(3000);
      return {
        sha256: hashOf(image),
        bytes: image.length,
        answer,
        wentAway,
        cameBack,
        ...(cameBack ? { after: await takeState(tools) } : {}),
      };
    };
    const changed = await offer('changed.bin', withOneByteChanged(genuine));
    if (!changed.cameBack) return { how: 'person', before, changed };
    const truncated = await offer('truncated.bin', cutShort(genuine));
    if (!truncated.cameBack) return { how: 'person', before, changed, truncated };
    const installed = await offer('genuine.bin', genuine);
    const afterPower = installed.cameBack && installed.answer !== 'refused' ? await powerCut(tools) : undefined;
    return { how: 'person', before, changed, truncated, genuine: installed, ...(afterPower ? { afterPower } : {}) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The middle byte with one bit turned. */
function withOneByteChanged(image: Uint8Array): Uint8Array {
  const copy = new Uint8Array(image);
  const middle = Math.floor(copy.length / 2);
  copy[middle] = (copy[middle] ?? 0) ^ 0x01;
  return copy;
}

const cutShort = (image: Uint8Array): Uint8Array => image.slice(0, Math.floor(image.length * 0.75));
const hashOf = (image: Uint8Array): string => createHash('sha256').update(image).digest('hex');

const words = {
  noUpdate: text('プロファイルに update がないため、更新を試せません。', 'The profile has no update, so updating cannot be tried.'),
  noImage: text('更新ファイルが空か大きすぎます(16バイト~512MB)。', 'The update file is empty or too large (16 bytes to 512 MB).'),
  notIn: text(
    '更新に使うログインで入れませんでした。パスワードの環境変数と success を確かめてください。',
    'The login for updates did not let in. Check its password variable and its success sign.',
  ),
  power: text(
    '正規の更新が終わりました。機器の電源プラグを抜き、10秒待って戻し、Enter を押してください。',
    'The genuine update is done. Pull the power plug, wait ten seconds, put it back and press Enter.',
  ),
  upload: (file: string) =>
    text(
      `次のファイルを、取扱説明書の更新手順で機器に渡してください。終わったら Enter を押してください: ${file}`,
      `Update the device with this file as its manual says, then press Enter: ${file}`,
    ),
  how: text('機器はどう応じましたか。', 'What did the device do?'),
  refused: text('拒んだ(エラーの表示など)', 'It refused (an error was shown)'),
  accepted: text('受け入れた(更新が終わった、再起動した)', 'It took it (update done, restarted)'),
  unclear: text('どちらとも言えない', 'Neither is clear'),
} as const;
