import { existsSync, readFileSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import packageFile from '../../../package.json' with { type: 'json' };
import { probes } from '../../../probes/index.ts';
import { BUNDLE_FORMAT, type BundleContent, writeBundle } from '../../check/bundle.ts';
import { personMinutes } from '../../check/effort.ts';
import { AnotherDevice, type Journal } from '../../check/journal.ts';
import { findingsOfAll } from '../../check/judgement.ts';
import { CannotObserve, type Observation, type Probe } from '../../check/probe.ts';
import type { Profile } from '../../check/profile.ts';
import { discreet } from '../../check/redaction.ts';
import { run } from '../../check/run.ts';
import type { Guide } from '../../check/tools.ts';
import { systemClock } from '../../io/clock.ts';
import { openFileJournal } from '../../io/device/file-journal.ts';
import { openNetwork } from '../../io/device/network.ts';
import { type DeviceFinding, deviceAnswers } from '../../rules/device-part.ts';
import { text } from '../../rules/text.ts';
import type { CheckOptions } from './check-options.ts';
import { editionFor, namedEdition } from './editions.ts';
import { openEvaluatorKey } from './evaluator-key.ts';
import { Refused, refuse } from './language.ts';
import { jsonLine, jsonWatcher, lineWatcher } from './lines.ts';
import { type Asked, isConfirmed } from './person.ts';
import { imageHash, likelyPorts, loadProfile, outputsFor, profileHash, readTarget, variablesOf } from './preparation.ts';
import { report } from './report/report.ts';
import { importedReports } from './second-opinions.ts';
import { closing, opening } from './summary.ts';
import { terminalWatcher } from './terminal.ts';
import type { Watcher } from './watcher.ts';

/**
 * Tests the device at the address and writes bundle and report. Resolves to the exit code: 0 nothing is wrong, 1 something does not conform, 3 the run was
 * cut short (what was done is kept). Throws Refused before anything is sent when it must not begin.
 */
export async function check(given: string, options: CheckOptions): Promise<number> {
  const { language } = options;
  const profileFile = options.profile ?? 'camera.yaml';
  const profile = loadProfile(profileFile, options);
  const target = readTarget(given, options.publicTargetIOwn === true);
  const edition = editionFor(options.edition);
  const chosen = chosenProbes(options);
  const outputs = outputsFor(options, profileFile);
  const missing = variablesOf(profile).filter((name) => !process.env[name]);
  const isAttended = options.unattended !== true && options.json !== true && process.stdin.isTTY === true;
  const stopping = new AbortController();
  const asked: Asked = { input: process.stdin, output: process.stdout, signal: stopping.signal };

  if (existsSync(outputs.journal) && options.resume !== true) {
    refuse(
      `途中まで行った検査の記録 ${outputs.journal} があります。続けるには --resume を付け、初めから行うにはこのファイルを消してください。`,
      `There is the record ${outputs.journal} of a run that was cut short. Add --resume to go on, or delete the file to begin anew.`,
    );
  }
  if (options.json !== true) {
    process.stdout.write(
      opening({ ...target, profile, probes: chosen, missing, isAttended, outputs, language, edition: edition.part.edition }),
    );
  }
  if (options.yes !== true) {
    if (!process.stdin.isTTY)
      refuse(
        '確認できる端末がありません。対象を確かめたうえで --yes を付けてください。',
        'There is no terminal to ask. Make sure of the target and add --yes.',
      );
    const question = text('この機器を検査してよいですか? [y/N] ', 'Test this device? [y/N] ')[language];
    if (!(await isConfirmed(question, asked)))
      refuse('検査を行いませんでした。何も送っていません。', 'Nothing was tested and nothing was sent.');
  }

  const signer = openEvaluatorKey(process.env);
  const journal = await openJournal(outputs.journal, target.address, profile);
  const watcher = watcherFor(options, chosen, isAttended ? asked : undefined);
  const ending = () => {
    if (stopping.signal.aborted) process.exit(130);
    stopping.abort(new CannotObserve(byPerson));
    watcher.say(text('中断しています。もう一度押すとすぐに終わります。', 'Stopping. Press again to end at once.'));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, ending);

  const now = () => systemClock.now().toISOString();
  const elapsed = () => performance.now();
  const secrets = new Map<string, string>();
  const startedAt = journal.kept[0]?.startedAt ?? now();
  try {
    const network = await openNetwork({
      address: target.address,
      rate: profile.bounds.rate,
      attempts: profile.bounds.wrongPasswords * Math.max(1, profile.logins.length) * 2,
      likely: likelyPorts(profile),
      range: profile.bounds.tcp,
      now,
      elapsed,
      wait: (milliseconds) => wait(milliseconds),
    });
    const seen: Observation[] = [];
    const result = await run({
      probes: chosen.map((probe) => discreet(probe, secrets)),
      profile,
      network,
      tools: () => ({
        file: async (name) => readFileFor(name, profileFile),
        guide: watcher.guide ?? nobody,
        secret: (name) => {
          const value = process.env[name];
          if (!value) throw new CannotObserve(notSet(name));
          secrets.set(name, value);
          return value;
        },
      }),
      journal,
      now,
      elapsed,
      wait: (milliseconds) => wait(milliseconds),
      listen: (event) => {
        if (event.event === 'observation') seen.push(event.observation);
        const probe = event.event === 'observation' ? event.observation.probe : undefined;
        watcher.hear(
          event,
          findingsOfAll(
            chosen.filter(({ id }) => id === probe),
            seen,
            profile,
          ),
        );
      },
      signal: stopping.signal,
    });
    watcher.end();
    const findings = findingsOfAll(probes, result.observations, profile);
    const content: BundleContent = {
      format: BUNDLE_FORMAT,
      tool: { name: 'akashi', version: packageFile.version },
      edition: namedEdition(edition),
      device: { ...profile.device, imageSha256: imageHash(profile, profileFile) },
      address: target.address,
      isPublicAddress: target.isPublic,
      attended: isAttended,
      startedAt,
      endedAt: now(),
      profile,
      observations: result.observations,
      findings,
      answers: deviceAnswers(edition.part, findings),
      personMinutes: personMinutes(edition.part, result.observations),
      fare: result.fare,
    };
    await replace(outputs.bundle, writeBundle(content, signer));
    await replace(outputs.report, report({ content, key: signer.publicJwk, edition, judges: probes, language }));
    await journal.close();
    if (result.stopped === undefined) await rm(outputs.journal, { force: true });
    const exitCode = result.stopped ? 3 : findings.some(isWrong) ? 1 : 0;
    if (options.json)
      process.stdout.write(
        jsonLine({ event: 'result', exitCode, ...outputs, key: signer.publicJwk.kid, answers: content.answers, findings }),
      );
    else
      process.stdout.write(
        closing({ content, edition, outputs, stopped: result.stopped, key: signer.publicJwk.kid, language, command: given }),
      );
    return exitCode;
  } finally {
    watcher.end();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, ending);
    await journal.close().catch(() => undefined);
  }
}

const isWrong = ({ verdict }: DeviceFinding): boolean => verdict === 'does-not-conform';

/** All probes, or those named with --only; the second opinion with the reports that were handed in. */
function chosenProbes(options: CheckOptions): readonly Probe[] {
  const all = probes.map((probe) => importedReports(probe, options));
  const { only } = options;
  if (only === undefined) return all;
  const unknown = only.filter((id) => !all.some((probe) => probe.id === id));
  const known = all.map(({ id }) => id).join(', ');
  if (unknown.length > 0)
    refuse(`検査 ${unknown.join('、')} はありません。ある検査: ${known}`, `There is no probe ${unknown.join(', ')}. There are: ${known}`);
  return all.filter(({ id }) => only.includes(id));
}

function watcherFor(options: CheckOptions, chosen: readonly Probe[], asked: Asked | undefined): Watcher {
  const screen = process.stdout;
  if (options.json) return jsonWatcher(screen);
  const isLively = screen.isTTY === true && process.env['TERM'] !== 'dumb' && process.env['CI'] === undefined;
  return isLively ? terminalWatcher(screen, chosen, options.language, asked) : lineWatcher(screen, chosen, options.language, asked);
}

async function openJournal(file: string, address: string, profile: Profile): Promise<Journal> {
  try {
    return await openFileJournal(file, { address, profile: profileHash(profile) });
  } catch (error) {
    if (error instanceof AnotherDevice) {
      throw new Refused(
        text(
          `${file} は別の機器か別のプロファイルの記録です(${error.found.address})。続けられません。初めから行うにはこのファイルを消してください。`,
          `${file} belongs to another device or another profile (${error.found.address}) and cannot be gone on with. Delete it to begin anew.`,
        ),
      );
    }
    if (error instanceof SyntaxError)
      throw new Refused(text(`${file} が壊れています(${error.message})。`, `${file} is damaged (${error.message}).`));
    throw error;
  }
}

function readFileFor(name: string, profileFile: string): Uint8Array {
  const file = path.resolve(path.dirname(profileFile), name);
  try {
    return new Uint8Array(readFileSync(file));
  } catch {
    throw new CannotObserve(
      text(
        `ファイル ${file} が読めません。プロファイルからの相対パスで書いてください。`,
        `The file ${file} cannot be read. Its path is relative to the profile.`,
      ),
    );
  }
}

/** Whole or not at all. */
async function replace(file: string, content: string): Promise<void> {
  await writeFile(`${file}.part`, content, { mode: 0o600 });
  await rename(`${file}.part`, file);
}

const notSet = (name: string) =>
  text(
    `環境変数 ${name} が設定されていません。設定して --resume で続けてください。`,
    `The environment variable ${name} is not set. Set it and go on with --resume.`,
  );
const byPerson = text('操作により中断されました。', 'Stopped by the person.');
const absent = async (): Promise<never> => {
  throw new CannotObserve(
    text(
      '人の操作が要る検査ですが、機器のそばに人がいない実行でした。端末から --unattended なしで行ってください。',
      'This needs a person beside the device, and the run had none. Run it from a terminal without --unattended.',
    ),
  );
};
const nobody: Guide = { step: absent, choose: absent, read: absent };
