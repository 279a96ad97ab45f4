import type { ColumnType, GeneratedAlways } from 'kysely';
import type { JsonObject, JsonValue } from '../rules/json.ts';

/** ISO 8601 in UTC when read; an ISO 8601 spelling when written. */
type Instant = string;
/** YYYY-MM-DD. */
type Date = string;
/** jsonb: parsed when read, given as JSON text when written (see `json` of the store's index). */
type Json<T> = ColumnType<T, string, string>;
/** Filled by the database when left out. */
type Defaulted<T> = ColumnType<T, T | undefined, T>;

export interface EventsTable {
  position: GeneratedAlways<number>;
  tx: ColumnType<string, never, never>;
  stream: ColumnType<string, string, never>;
  version: ColumnType<number, number, never>;
  type: ColumnType<string, string, never>;
  data: ColumnType<JsonObject, string, never>;
  actor: ColumnType<JsonObject, string, never>;
  effective_on: ColumnType<Date, Date, never>;
  editions: ColumnType<JsonObject, string, never>;
  at: ColumnType<Instant, Instant, never>;
}
export interface CommandsTable {
  principal: ColumnType<string, string, never>;
  key: ColumnType<string, string, never>;
  request_hash: ColumnType<string, string, never>;
  outcome: ColumnType<JsonValue, string, never>;
  at: ColumnType<Instant, Instant, never>;
}
export interface DocumentsTable {
  organisation: string;
  hash: string;
  content: string | null;
  created_at: Instant;
  erased_at: Instant | null;
  /** Hash of the text that is read in its place once it is erased. */
  remains: Defaulted<string | null>;
}
/** What was erased for good, and has to be erased again where an older copy of the data is restored. */
export interface ErasuresTable {
  what: 'file' | 'dossier';
  organisation: string;
  id: string;
  sha256: string;
  entry: Json<JsonObject>;
  at: Instant;
}
/** Documents that are returned once they are not kept any more. */
export interface ReturnsTable {
  application: string;
  part: 'all' | 'superseded';
  scheme: string;
  organisation: string;
  state: 'offered' | 'called-off' | 'erased';
  fetch_until: Date;
  version: number;
}
export interface DraftFieldsTable {
  application: string;
  path: string;
  version: number;
  value: Json<JsonValue>;
  by_person: string;
  at: Instant;
}
export interface CountersTable {
  name: string;
  value: number;
}
export interface JobsTable {
  id: GeneratedAlways<number>;
  kind: string;
  key: string;
  due_at: Instant;
  payload: Json<JsonObject>;
  attempts: Defaulted<number>;
  leased_until: Instant | null;
  last_error: string | null;
  done_at: Instant | null;
}
export interface FilesTable {
  id: string;
  organisation: string;
  sha256: string;
  name: string;
  size: number;
  type: string;
  uploaded_by: string;
  uploaded_at: Instant;
  application: string | null;
  erased_at: Instant | null;
  origin: ColumnType<JsonObject | null, string | null | undefined, string | null>;
  from_paper: Defaulted<boolean>;
}
export interface SealedInquiriesTable {
  id: string;
  application: string;
  asked_on: Date;
  body: Json<JsonObject>;
  concluded_on: Date | null;
  created_at: Instant;
  updated_at: Instant;
}
export interface OrganisationsTable {
  id: string;
  name_ja: string;
  name_en: string;
  corporate_number: string | null;
  kind: 'applicant' | 'office' | 'government' | 'evaluator' | 'committee';
  created_at: Instant;
  /** Schemes that it works for; null: all. */
  runs: Defaulted<string[] | null>;
}
export interface PersonsTable {
  id: string;
  name: string;
  issuer: string;
  subject: string;
  mail: string | null;
  created_at: Instant;
}
export interface MembershipsTable {
  person: string;
  organisation: string;
  role: string;
  since: Instant;
  until: Instant | null;
}
export interface InvitationsTable {
  hash: string;
  organisation: string;
  role: string;
  invited_by: string | null;
  expires_at: Instant;
  used_at: Instant | null;
  used_by: string | null;
}
export interface TokensTable {
  id: string;
  hash: string;
  person: string;
  organisation: string;
  name: string;
  scopes: string[];
  created_at: Instant;
  expires_at: Instant;
  revoked_at: Instant | null;
  last_used_at: Instant | null;
}
export interface SessionsTable {
  id_hash: string;
  person: string | null;
  organisation: string | null;
  csrf: string;
  expires_at: Instant;
  data: Json<JsonObject>;
}
export interface ProjectionsTable {
  name: string;
  version: number;
  built_at: Instant;
}
export interface ApplicationListTable {
  id: string;
  scheme: string;
  organisation: string;
  title: string;
  level: string;
  state: string;
  whose_turn: string;
  assignee: string | null;
  since: Instant;
  due_on: Date | null;
  version: number;
  number_of_models: Defaulted<number>;
  submitted_on: Date | null;
  updated_at: Instant;
  more: ColumnType<JsonObject, string | undefined, string>;
}
export interface RegisterEntriesTable {
  key: string;
  scheme: string;
  number: string;
  level: string;
  product_ja: string;
  product_en: string;
  applicant: string;
  manufacturer: string;
  type: string;
  issued_on: Date;
  valid_from: Date;
  valid_until: Date | null;
  /** Last day of effect: after `valid_until` while a renewal is under review; ends apart. */
  effect_until: Date | null;
  ended_on: Date | null;
  status_from_events: string;
  entry: Json<JsonObject>;
  /** Position of the last event that changed the entry. */
  version: number;
  next_change_on: Date | null;
  /** Terms of `src/rules/search-terms.ts`, for `@>`. */
  search: string[];
  search_text: string;
  tx: ColumnType<string, never, never>;
}
/** What becomes public by itself: read from `opens_on` on and not before. */
export interface RegisterWithheldTable {
  attestation: string;
  line: string;
  path: string;
  opens_on: Date;
  value: Json<JsonValue>;
  search: string[];
  search_text: string;
}
export interface AttestationListTable {
  key: string;
  organisation: string;
  scheme: string;
  issued_on: Date;
}
export interface RegisterModelsTable {
  attestation: string;
  scheme: string;
  level: string;
  maker: string;
  model: string;
  model_key: string;
  /** PostgreSQL's spelling of a range of days, e.g. `[2026-01-01,2028-01-01)`. */
  days: string;
}
/** Up to which version of a case a person has looked. */
export interface CaseSeenTable {
  person: string;
  application: string;
  version: number;
  before: Defaulted<number>;
  at: Instant;
}
/** What an officer noted at an item of a dossier, before any letter. */
export interface ReviewCommentsTable {
  application: string;
  item: string;
  by_person: string;
  comment: string;
  at: Instant;
}
/** What an officer found at an item of a dossier while a review runs. */
export interface ItemFindingsTable {
  application: string;
  item: string;
  finding: 'in-order' | 'to-improve' | null;
  words: Defaulted<string>;
  content: string;
  by_person: string;
  at: Instant;
  version: number;
}
/** A thread before a committee, and the day on which that meets. */
export interface HearingsTable {
  thread: string;
  application: string;
  kind: string;
  meets_on: Date;
  open: boolean;
}
export interface DirectoryEntriesTable {
  kind: 'qualification' | 'verification-operator' | 'evaluation-body';
  /** 1, 2, 3 … within its kind. */
  entry: number;
  id: string;
  name_ja: string;
  name_en: string;
  valid_from: Date;
  valid_until: Date | null;
  source: string;
  decided_on: Date;
  standing: 'listed' | 'ended' | 'struck';
}

export interface ChargesTable {
  id: string;
  scheme: string;
  application: string;
  organisation: string;
  reference: string;
  invoice: string;
  state: 'open' | 'settled' | 'cancelled';
  total: number;
  paid: number;
  charged_on: Date;
  due_on: Date | null;
  settled_on: Date | null;
  version: number;
  charge: Json<JsonObject>;
}
/** A name under which an applicant said that it would pay. */
export interface ChargePayersTable {
  charge: string;
  payer_key: string;
  payer: string;
}
export interface ChargeReceiptsTable {
  charge: string;
  payment: string;
  application: string;
  organisation: string;
  fee: string;
  amount: number;
  received_on: Date;
  payer_key: string;
}
export interface PaymentsTable {
  id: string;
  state: 'open' | 'done' | 'aside';
  received_on: Date;
  amount: number;
  remaining: number;
  payer_key: string;
  fingerprint: string | null;
  entered_at: Instant;
  version: number;
  payment: Json<JsonObject>;
}

/** What will happen on which day. */
export interface CalendarDaysTable {
  stream: string;
  clock: string;
  day: Date;
  /** `due`: the due date of a thread. */
  kind: 'truth' | 'prompt' | 'job' | 'due';
  tells: string | null;
  readers: string[] | null;
  label: ColumnType<{ readonly ja: string; readonly en: string }, string, string>;
  clause: string;
  scheme: string;
  organisation: string;
  reference: string;
  /** The day on which it became known. */
  known_on: Date;
}
export interface ToldDaysTable {
  stream: string;
  clock: string;
  day: Date;
  told_at: Instant;
}
export interface SurveillanceProgressTable {
  name: string;
  value: Json<JsonObject>;
}

/** What people without an account said about an attestation. */
export interface VoicesTable {
  reference: string;
  attestation: string;
  scheme: string;
  /** Whose attestation it is. */
  organisation: string;
  kind: 'doubt' | 'misuse' | 'question';
  state: 'open' | 'taken-up' | 'closed' | 'answered';
  received_at: Instant;
}

/** Every table, for Kysely. A capability that adds a migration adds its table here. */
export interface Database {
  events: EventsTable;
  commands: CommandsTable;
  documents: DocumentsTable;
  draft_fields: DraftFieldsTable;
  erasures: ErasuresTable;
  returns: ReturnsTable;
  counters: CountersTable;
  jobs: JobsTable;
  files: FilesTable;
  sealed_inquiries: SealedInquiriesTable;
  organisations: OrganisationsTable;
  persons: PersonsTable;
  memberships: MembershipsTable;
  invitations: InvitationsTable;
  tokens: TokensTable;
  sessions: SessionsTable;
  projections: ProjectionsTable;
  application_list: ApplicationListTable;
  attestation_list: AttestationListTable;
  register_entries: RegisterEntriesTable;
  register_models: RegisterModelsTable;
  register_withheld: RegisterWithheldTable;
  case_seen: CaseSeenTable;
  directory_entries: DirectoryEntriesTable;
  charges: ChargesTable;
  charge_payers: ChargePayersTable;
  charge_receipts: ChargeReceiptsTable;
  payments: PaymentsTable;
  hearings: HearingsTable;
  item_findings: ItemFindingsTable;
  voices: VoicesTable;
  calendar_days: CalendarDaysTable;
  told_days: ToldDaysTable;
  surveillance_progress: SurveillanceProgressTable;
  review_comments: ReviewCommentsTable;
}
