import type { StatusId } from '../rules/status.ts';
import type { IconName } from '../web/icons.ts';
import type { Tone } from '../web/parts.ts';

/** Colour and icon of each status; the book says its word. */
export const statusFaces = {
  'not-yet': { tone: 'waiting', icon: 'pause' },
  'in-force': { tone: 'good', icon: 'check-circle' },
  'renewal-under-review': { tone: 'waiting', icon: 'clock' },
  expired: { tone: 'off', icon: 'minus' },
  'reapplication-pending': { tone: 'action', icon: 'clock' },
  lapsed: { tone: 'bad', icon: 'alert-triangle' },
  withdrawn: { tone: 'bad', icon: 'cross-circle' },
  ceased: { tone: 'off', icon: 'minus' },
} as const satisfies Record<StatusId, { readonly tone: Tone; readonly icon: IconName }>;
