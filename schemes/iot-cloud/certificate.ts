import type { Row, Table } from '../../src/rules/book.ts';
import { text } from '../../src/rules/text.ts';
import { discloseOfCertificate } from './confidentiality.ts';
import { choice, date, line, lines, oath, option } from './fields.ts';
import { grounds } from './grounds.ts';

const reportEnd: Row = {
  event: 'ServiceEnded',
  label: text('サービスの終了を届け出る', 'Notify the end of the service'),
  by: ['applicant-responsible'],
  from: ['certified'],
  to: 'ended',
  needs: ['serviceEnded'],
  asks: [
    date('endedOn', text('提供を終了した日', 'Last day of the service'), 'D-9.3-1'),
    oath(
      'certificateReturned',
      text('認定証の返納', 'Return of the certificate'),
      'D-9.3-1',
      text('認定証を返納します。', 'We return the certificate.'),
    ),
  ],
  effective: 'endedOn',
  effects: ['cease'],
  clause: 'D-9.3-1',
};

const recordSuccession: Row = {
  event: 'BusinessSucceeded',
  label: text('事業承継等による効力の喪失を記録する', 'Record loss of effect by succession'),
  by: ['officer'],
  from: ['certified'],
  to: 'ended',
  needs: ['eventHappened', 'afterCertification', 'passesTheService'],
  asks: [
    choice('event', text('事由', 'Event'), 'D-11.3-1', [
      option('transfer', '当該サービスに係る事業の譲渡', 'Transfer of the business of the service'),
      option('merger', '事業者の合併', 'Merger of the provider'),
      option('split', '事業者の分割', 'Split of the provider'),
      option('inheritance', '相続', 'Inheritance'),
    ]),
    oath(
      'passesService',
      text('当該サービスの事業の承継', 'The business of the service is passed on'),
      'D-11.3-1',
      text('分割により当該サービスに係る事業が承継されました。', 'The split passed the business of the service on.'),
      'never',
    ),
    date(
      'occurredOn',
      text('事由が生じた日', 'Day of the event'),
      'D-11.3-1',
      text('この日に効力が失われます。知った日とは別に記録します。', 'Effect ends on this day. When it was learned is recorded apart.'),
    ),
  ],
  effective: 'occurredOn',
  effects: ['lapse'],
  clause: 'D-11.3-1',
};

const withdraw: Row = {
  event: 'CertificationWithdrawn',
  label: text('認定を取り消す', 'Withdraw the certification'),
  by: ['officer'],
  from: ['certified'],
  to: 'ended',
  needs: ['reasonAskedFirst'],
  notBy: ['justReason.conclude'],
  blockedBy: ['justReason'],
  asks: [
    choice('ground', text('取消しの事由', 'Ground'), 'D-11.4-1', grounds),
    lines('reasons', text('取り消す理由', 'Reasons'), 'D-11.4-1'),
  ],
  effects: ['withdraw'],
  clause: 'D-11.4-1',
};

/** What can happen to a certification once it is there. */
export const attestation: Table = {
  initial: 'certified',
  states: {
    certified: { label: text('認定済み', 'Certified'), waitsFor: 'nobody', clause: 'D-8.1-1' },
    ended: { label: text('終了', 'Ended'), waitsFor: 'end', clause: 'D-10-1' },
  },
  rows: {
    reportEnd,
    recordSuccession,
    withdraw,
    recordMaintenanceNotice: {
      event: 'MaintenanceNoticed',
      label: text('メンテナンス停止の事前告知を記録する', 'Record the notice of a maintenance stop'),
      by: ['applicant-responsible', 'applicant-editor'],
      from: ['certified'],
      needs: ['leadTimeKept'],
      asks: [date('noticedOn', text('告知した日', 'Told on'), 'D-11.1-2'), date('stopsOn', text('停止する日', 'Stop on'), 'D-11.1-2')],
      clause: 'D-11.1-2',
    },
    issueMark: {
      event: 'MarkFilesGiven',
      label: text('認定マークのファイルを受け渡す', 'Hand over the files of the mark'),
      by: ['officer', 'applicant-responsible', 'applicant-editor'],
      from: ['certified'],
      needs: ['inEffect'],
      asks: [line('to', text('受け取る人', 'Handed to'), 'D-8.1-3')],
      clause: 'D-8.1-3',
    },
    returnDocuments: {
      event: 'DocumentsReturned',
      label: text('申請書類を返却する', 'Return the documents'),
      by: ['officer'],
      from: ['certified', 'ended'],
      needs: ['effectOver'],
      asks: [
        date('returnedOn', text('返却した日', 'Returned on'), 'D-10-1'),
        line('to', text('申請担当者', 'Person in charge of the application'), 'D-10-1'),
      ],
      clause: 'D-10-1',
    },
    discloseInformation: discloseOfCertificate,
  },
};
