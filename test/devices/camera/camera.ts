import { timingSafeEqual } from 'node:crypto';
import { isGenuine, versionOf } from './firmware.ts';

/** What is wrong with a camera; each left out is right. */
export interface Faults {
  /** Settings and pictures are shown to anybody. */
  readonly opensSettings?: true;
  /** The factory password works beside the one that was set. */
  readonly keepsFactoryPassword?: true;
  readonly allowsAnyNumberOfAttempts?: true;
  /** Takes any image that begins like one. */
  readonly takesAnyImage?: true;
  /** Without power it forgets what was set. */
  readonly forgetsWithoutPower?: true;
  /** Erasing leaves what people had stored. */
  readonly keepsDataWhenErased?: true;
  /** Erasing brings back the firmware of the factory. */
  readonly rollsBackWhenErased?: true;
}

export interface Settings {
  readonly name: string;
  readonly recording: boolean;
  readonly password: string;
  readonly people: readonly string[];
}

export interface Camera {
  readonly settings: Settings;
  readonly version: string;
  /** Milliseconds until another attempt may be made; 0: now. */
  lockedFor(): number;
  isRight(user: string, password: string): boolean;
  upload(image: Uint8Array): boolean;
  erase(): void;
  losePower(): void;
}

const FACTORY_VERSION = '2.3.0';
const ATTEMPTS = 5;
const LOCK_MS = 5_000;

/** A camera as it stands on a desk: set up by its owner, with the update 2.4.1 installed. `factory` is the password on its label. */
export function makeCamera({
  faults,
  password,
  factory,
}: {
  readonly faults: Faults;
  readonly password: string;
  readonly factory: string;
}): Camera {
  const asNew: Settings = { name: 'CAM', recording: false, password: factory, people: [] };
  const asSet: Settings = { name: 'Entrance', recording: true, password, people: ['A. Muster', 'B. Beispiel'] };
  let settings = asSet;
  let version = '2.4.1';
  let failures = 0;
  let lockedUntil = 0;
  const lockedFor = () => Math.max(0, lockedUntil - performance.now());
  return {
    get settings() {
      return settings;
    },
    get version() {
      return version;
    },
    lockedFor,
    isRight(user, given) {
      if (lockedFor() > 0) return false;
      const right = user === 'admin' && (same(given, settings.password) || (faults.keepsFactoryPassword === true && same(given, factory)));
      failures = right ? 0 : failures + 1;
      if (!faults.allowsAnyNumberOfAttempts && failures >= ATTEMPTS) {
        failures = 0;
        lockedUntil = performance.now() + LOCK_MS;
      }
      return right;
    },
    upload(image) {
      const its = versionOf(image);
      if (its === undefined || !(faults.takesAnyImage || isGenuine(image))) return false;
      version = its;
      return true;
    },
    erase() {
      settings = faults.keepsDataWhenErased ? { ...asNew, people: settings.people, name: settings.name } : asNew;
      if (faults.rollsBackWhenErased) version = FACTORY_VERSION;
    },
    losePower() {
      lockedUntil = 0;
      failures = 0;
      if (faults.forgetsWithoutPower) settings = asNew;
    },
  };
}

const same = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};
