import { z } from 'zod';
import { type Day, day, isDay } from '../rules/day.ts';
import { text } from '../rules/text.ts';
import { says, typed } from '../web/fields.ts';
import { type ChargeState, outstanding } from './charge.ts';
import type { Booked } from './commands.ts';
import { PROPOSALS } from './match.ts';
import type { PaymentState } from './payment.ts';
import type { QueueLine } from './queue.ts';
import { proposalWords } from './words.ts';

const noControls = says(text('制御文字は使えません。', 'Control characters are not possible.'));
const realDay = says(text('実在する日を YYYY-MM-DD の形で入力してください。', 'Enter an existing day as YYYY-MM-DD.'));
const wholeYen = says(text('金額は円単位の整数で入力してください。', 'Enter a whole number of yen.'));

/** A calendar day as sent. */
export const SentDay = z
  .string()
  .default('')
  .refine((value) => isDay(value), realDay)
  .transform((value): Day => day(isDay(value) ? value : '2000-01-01'));
/** One line of words as sent. */
export const line = (max: number, min = 1) => typed({ min, max }).refine((value) => !/\p{Cc}/u.test(value), noControls);
/** Yen as typed into a form: full-width digits and separators too. */
export const TypedYen = z
  .string()
  .default('')
  .transform((value) => value.normalize('NFKC').replaceAll(/[,\s円¥]/g, ''))
  .refine((value) => /^\d{1,12}$/.test(value), wholeYen)
  .transform(Number);
const Yen = z.number().int().min(1).max(999_999_999_999);
const reason = line(500);

export const SentPayment = z.strictObject({ receivedOn: SentDay, amount: Yen, payer: line(100), account: line(100), note: line(300, 0) });
export const SentAssignment = z.strictObject({ charge: z.string().max(64), amount: Yen.optional() });
export const SentPairs = z.strictObject({
  payments: z
    .array(z.strictObject({ payment: z.string().max(64), charge: z.string().max(64) }))
    .min(1)
    .max(200),
});
export const SentReturn = z.strictObject({ amount: Yen, returnedOn: SentDay, reason });
export const SentReason = z.strictObject({ reason });
export const SentRelease = z.strictObject({ charge: z.string().max(64), reason });
export const SentRefund = z.strictObject({ charge: z.string().max(64), reason, returnedOn: SentDay });

const Text = z.object({ ja: z.string(), en: z.string() });
export const ChargeShape = z
  .object({
    id: z.string().describe('Also the thread of the application in which the money is awaited'),
    scheme: z.string(),
    application: z.string(),
    applicationNumber: z.string(),
    attestation: z
      .object({ key: z.string(), number: z.string() })
      .nullable()
      .describe('The attestation in a thread of which it is awaited; null: a thread of the application'),
    organisation: z.string(),
    fee: z.string(),
    label: Text,
    net: z.number().int(),
    tax: z.number().int(),
    percent: z.number().describe('Rate of consumption tax'),
    total: z.number().int(),
    paid: z.number().int(),
    outstanding: z.number().int(),
    refundable: z.string(),
    feeClause: z.string(),
    clause: z.string(),
    chargedOn: z.string(),
    dueOn: z.string().nullable(),
    invoice: z.string().describe('Invoice number'),
    reference: z.string().describe('To be written into the transfer'),
    state: z.enum(['open', 'settled', 'cancelled']),
    receipt: z.string().nullable().describe('Receipt number once it is settled'),
    settledOn: z.string().nullable(),
    applied: z.array(
      z.object({ payment: z.string(), amount: z.number().int(), receivedOn: z.string(), payer: z.string(), account: z.string() }),
    ),
  })
  .meta({ id: 'Charge' });
export const PaymentShape = z
  .object({
    id: z.string(),
    receivedOn: z.string(),
    amount: z.number().int(),
    payer: z.string(),
    account: z.string(),
    note: z.string(),
    source: z.enum(['hand', 'statement']),
    state: z.enum(['open', 'done', 'aside']),
    remaining: z.number().int(),
    returned: z.number().int(),
    assigned: z.array(z.object({ charge: z.string(), amount: z.number().int() })),
    line: z.object({ statement: z.string(), row: z.number().int() }).nullable(),
  })
  .meta({ id: 'Payment' });
const ProposalShape = z
  .object({
    kind: z.enum(PROPOSALS),
    certainty: z.enum(['certain', 'likely', 'open']),
    by: z.enum(['reference', 'payer', 'none']),
    payer: z.enum(['known', 'new', 'other']),
    assign: z.array(z.object({ charge: z.string(), amount: z.number().int() })),
    about: z.array(z.string()),
    twin: z.string().optional(),
    words: Text,
  })
  .meta({ id: 'PaymentProposal' });
export const QueuedShape = PaymentShape.extend({ proposal: ProposalShape.nullable() });
export const BookedShape = z
  .object({
    payment: z.string(),
    state: z.string(),
    remaining: z.number().int(),
    charge: z.string().optional(),
    settled: z.boolean().optional().describe('True when this act settled the charge'),
    outstanding: z.number().int().optional(),
    receipt: z.string().optional(),
  })
  .meta({ id: 'PaymentBooked' });

export const chargeJson = (charge: ChargeState): z.input<typeof ChargeShape> => {
  const { threadKind: _kind, ...rest } = charge;
  return {
    ...rest,
    label: { ...charge.label },
    outstanding: outstanding(charge),
    attestation: charge.attestation ? { ...charge.attestation } : null,
    receipt: charge.receipt ?? null,
    settledOn: charge.settledOn ?? null,
    applied: charge.applied.map((each) => ({ ...each })),
  };
};
export const paymentJson = ({ office: _office, ...payment }: PaymentState): z.input<typeof PaymentShape> => ({
  ...payment,
  assigned: payment.assigned.map((each) => ({ ...each })),
  line: payment.line ? { statement: payment.line.statement, row: payment.line.row } : null,
});
export const queuedJson = (payment: PaymentState, queued: QueueLine | undefined): z.input<typeof QueuedShape> => ({
  ...paymentJson(payment),
  proposal: queued
    ? {
        ...queued.proposal,
        assign: queued.proposal.assign.map((each) => ({ ...each })),
        about: [...queued.proposal.about],
        words: { ...proposalWords(queued) },
      }
    : null,
});
export const bookedJson = (booked: Booked): z.input<typeof BookedShape> => ({ ...booked });

/** Who issues invoices, as sent by either form or API. */
export const SentIssuer = z.strictObject({
  name: line(100),
  address: line(200),
  contact: line(200),
  registration: line(30),
  bank: line(40),
  branch: line(40),
  accountKind: z.enum(['普通', '当座']),
  accountNumber: line(20),
  holder: line(60),
});
