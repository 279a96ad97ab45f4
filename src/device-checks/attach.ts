import { applicationStream, type Case, type Engine, loadCase, saveFields, saveWithin } from '../applications/index.ts';
import {
  type AnyJudge,
  attachedChecks,
  type Bundle,
  type DeviceCheckEvent,
  deviceCheckStream,
  judgedAgain,
  readBundle,
} from '../check/index.ts';
import { type EvidenceFile, keepInVault } from '../evidence/index.ts';
import type { Files } from '../io/files.ts';
import { verifyWithJwk } from '../io/signer.ts';
import { actorOf, type Principal } from '../people/index.ts';
import type { DevicePart } from '../rules/device-part.ts';
import { fieldsOf, modelKey, models } from '../rules/dossier.ts';
import { devicePartsFor, dossierOf } from '../rules/editions.ts';
import { contentHash } from '../rules/hash.ts';
import { InvalidInput, NotFound, RuleRefused } from '../rules/refusal.ts';
import { text } from '../rules/text.ts';
import type { Verdict } from '../rules/verdict.ts';
import type { NewEvent, Tx } from '../store/index.ts';
import { fillFrom } from './fill.ts';

/** What taking in device checks needs from the composition root. */
export interface DeviceChecks {
  readonly files: () => Files;
  readonly judges: readonly AnyJudge[];
}

/** What came of putting a bundle into a dossier. */
export type Attached = {
  readonly document: string;
  /** Leaf paths. */
  readonly filled: readonly string[];
  /** Criteria whose answer a person gave otherwise. */
  readonly differs: readonly { readonly criterion: string; readonly stands: Verdict; readonly found: Verdict }[];
  /** Criteria that the tests bear on and did not settle. */
  readonly open: readonly string[];
  /** Criterion → verdict. */
  readonly answers: Readonly<Record<string, Verdict>>;
  /** Thumbprint of the key. */
  readonly signedBy: string;
};

/** A bundle that was read, whose signature fits and whose judgement is the one that is made here. */
interface Sound {
  readonly bundle: Bundle;
  readonly part: DevicePart;
}

/**
 * Puts the result of device tests into the dossier of an application: the bundle goes into the vault, and the device part of the answers is filled
 * where nobody wrote anything else. Refuses what is no bundle, was altered after signing, belongs to another edition or model, or is judged otherwise here.
 */
export async function attach(
  engine: Engine,
  { files, judges }: DeviceChecks,
  person: Principal,
  key: string,
  id: string,
  file: { readonly name: string; readonly bytes: Uint8Array },
): Promise<Attached> {
  // Refused at once while the dossier is closed: nothing is to be left in the vault.
  await saveFields(engine, person, id, []);
  const its = await engine.store.transaction((tx) => loadCase(engine, tx, id, person, 'application.edit'));
  const sound = judgeBundle(its, file.bytes, judges);
  assertModel(sound, its);
  const kept = await keepInVault(engine, files(), person, `${key}:file`, file);
  const request = { command: 'attach-device-check', application: id, document: kept.id, sha256: kept.sha256 };
  const stream = applicationStream(id);
  const { outcome } = await engine.store.command({ principal: person.person.id, key, request, stream }, (tx) =>
    attachWithin(engine, tx, person, id, kept, sound),
  );
  return outcome;
}

async function attachWithin(engine: Engine, tx: Tx, person: Principal, id: string, kept: EvidenceFile, sound: Sound): Promise<Attached> {
  const its = await loadCase(engine, tx, id, person, 'application.edit');
  const { content, key } = sound.bundle;
  const earlier = await attachedChecks(tx, its);
  const { changes, differs, open } = fillFrom({
    dossier: dossierOf(its.book, its.subject.edition ?? ''),
    answers: content.answers,
    minutes: content.personMinutes.byCriterion,
    document: kept.id,
    draft: its.draft,
    earlier,
  });
  const { saved } = await saveWithin(engine, tx, person, id, changes);
  // What somebody typed in the meantime was not overwritten, and is not said to be filled.
  const done = new Set(saved.map(({ path }) => path));
  const filled = changes.filter(({ path }) => done.has(path));
  const { model, serial, firmware } = content.device;
  const event: DeviceCheckEvent = {
    type: 'DeviceCheckAttached',
    data: {
      document: kept.id,
      sha256: kept.sha256,
      signedBy: key.kid,
      tool: `${content.tool.name} ${content.tool.version}`,
      edition: sound.part.edition,
      part: sound.part.version,
      device: { model, serial, firmware },
      testedAt: content.endedAt,
      answers: Object.fromEntries(content.answers.map(({ criterion, verdict }) => [criterion, verdict])),
      filled: Object.fromEntries(filled.map(({ path, value }) => [path, contentHash(value)])),
    },
  };
  const recorded = { ...event, effectiveOn: engine.clock.today(), editions: {} } as unknown as NewEvent;
  await tx.append(deviceCheckStream(id), earlier.length, [recorded], actorOf(person));
  return {
    document: kept.id,
    filled: filled.map(({ path }) => path),
    differs: differs.map((each) => ({ ...each })),
    open,
    answers: event.data.answers,
    signedBy: key.kid,
  };
}

/** Reads a bundle for a case and judges its observations here: what it concludes is taken only when that comes to the same. */
function judgeBundle({ book, subject }: Case, bytes: Uint8Array, judges: readonly AnyJudge[]): Sound {
  const parts = devicePartsFor(book, subject.edition ?? '');
  const [clause] = parts.map((part) => part.clause);
  if (clause === undefined) throw new NotFound(`device part for ${subject.edition}`);
  const read = readBundle(new TextDecoder().decode(bytes), verifyWithJwk);
  if (read.kind === 'unreadable') throw new InvalidInput([{ path: 'file', message: read.why }]);
  if (read.kind !== 'sound') throw new RuleRefused('bundle-altered', clause, read.why);
  const { content } = read.bundle;
  const part = parts.find(
    (each) =>
      content.edition.scheme === book.id && content.edition.id === each.edition && content.edition.devicePart.version === each.version,
  );
  if (!part) {
    const { scheme, id } = content.edition;
    throw new RuleRefused('bundle-of-another-edition', clause, {
      ja: `この実機テストは ${scheme} の ${id} によるもので、この申請の版 ${subject.edition ?? ''} のものではありません。同じ版を指定して検査し直してください。`,
      en: `These tests were made for ${id} of ${scheme}, not for ${subject.edition ?? ''}, under which this application runs. Test again for that edition.`,
    });
  }
  const differences = judgedAgain(content, judges, part);
  if (differences.length > 0) {
    throw new RuleRefused('bundle-judged-otherwise', clause, judgedOtherwise, {
      findings: differences
        .slice(0, 50)
        .map(({ at, message }) => ({ code: 'judged-otherwise', path: at, clause, message, weight: 'error' })),
    });
  }
  return { bundle: read.bundle, part };
}

/** The device that was tested is one of the family applied for, once models are filled in. */
function assertModel({ bundle, part }: Sound, { book, subject, values }: Case): void {
  const family = fieldsOf(dossierOf(book, subject.edition ?? ''))
    .filter((field) => field.kind === 'models')
    .flatMap((field) => models(values[field.id]))
    .filter(({ model }) => model.trim() !== '');
  const { model } = bundle.content.device;
  if (family.length === 0 || family.some((each) => modelKey(each.model) === modelKey(model))) return;
  throw new RuleRefused('device-of-another-model', part.clause, {
    ja: `検査した機器の型番「${model}」は、この申請の型番にありません。型番の一覧に加えるか、申請する型番の機器を検査してください。`,
    en: `The tested device is model “${model}”, which is not among the models of this application. Add it to them, or test a device of one that is.`,
  });
}

const judgedOtherwise = text(
  '証跡ファイルの判定が、ここで観測記録から判定し直した結果と一致しません。このサーバーと同じ版の Akashi で検査するか、akashi judge で差を確かめてください。',
  'What the bundle concludes differs from what its observations lead to here. Test with the version of Akashi that runs here, or see the differences with akashi judge.',
);
