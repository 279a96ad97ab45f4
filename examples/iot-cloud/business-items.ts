import { type Answers, notDisclosed, notDone, told } from './answers.ts';
import { accounts, company, registry, rules, site } from './evidence.ts';

/** The provider, as it is registered and as it stands on the certificate. It does not exist. */
export const provider = {
  name: '見本クラウド基盤株式会社(見本)',
  address: '東京都見本区見本町一丁目2番3号',
  corporateNumber: '6000000000003',
  representative: '見本 一郎',
} as const;

/** Form B, the half about the business: the same for every service of the provider. */
export const businessItems: Answers = {
  'A1-01': told('2026年10月1日', [company, '1 この資料の時点']),
  'A2-01': told(provider.name, [registry, '商号']),
  'A2-02': told(provider.corporateNumber, [registry, '会社法人等番号']),
  'A2-03': told('2015年4月1日設立。事業年数は11年(2026年10月1日現在)。', [registry, '会社成立の年月日']),
  'A2-04': told(
    '本店: 〒100-0000 東京都見本区見本町一丁目2番3号。国内の事業所は3か所(本店、西日本事業所(大阪府例示市)、開発センター(福岡県例示市))、国外の事業所はありません。公式サイト: https://www.mihon-cloud.example/',
    [registry, '本店'],
    [company, '2 会社概要'],
  ),
  'A2-05': told('IoT機器のデータを収集・蓄積し、機器を遠隔で管理するクラウド基盤(PaaS)の開発と提供。導入の支援と保守。', [
    company,
    '3 事業の内容',
  ]),
  'A3-01': told('代表取締役社長 見本 一郎', [registry, '役員に関する事項'], [company, '4 役員']),
  'A3-02': told(
    '取締役4名、監査役1名。代表取締役社長 見本 一郎、取締役(開発担当)例示 二葉、取締役(運用・セキュリティ担当)例示 三郎、社外取締役 例示 四季、監査役 例示 五月。',
    [company, '4 役員'],
  ),
  'A3-03': told('正社員86名(単独、2026年9月30日現在)', [company, '2 会社概要']),
  'A4-01': told('14億2,000万円(単独、2026年3月期)', [accounts, '2 損益計算書(要旨)']),
  'A4-02': told('9,800万円(単独、2026年3月期)', [accounts, '2 損益計算書(要旨)']),
  'A4-03': told('1億円(単独)', [registry, '資本金の額']),
  'A4-04': told('46.2%(単独、2026年3月期)', [accounts, '1 貸借対照表(要旨)']),
  'A4-06': notDisclosed,
  'A4-07': told('上場していません。', [company, '2 会社概要']),
  'A4-08': told('会計監査人の監査を受けています(2026年3月期は無限定適正意見)。', [accounts, '3 監査報告書の表紙']),
  'A4-09': told('公告しています。方法は電子公告(公式サイト)です。', [site, '3 電子公告']),
  'A5-01': notDisclosed,
  'A5-02': told('見本IoT推進協議会(架空)、例示クラウド事業者連絡会(架空)', [company, '5 所属団体']),
  'A6-01': told('取締役(運用・セキュリティ担当) 例示 三郎', [rules, '1 組織図']),
  'A6-02': told('専担の部署としてリスク管理室(4名)を置き、コンプライアンス委員会を四半期ごとに開いています。', [rules, '1 組織図']),
  'A6-03': told(
    '情報セキュリティ基本方針、情報セキュリティ管理規程、クラウド運用セキュリティ手順書、機器証明書管理手順書を定めています。基本方針と管理規程は2025年3月24日の取締役会で、手順書は担当の取締役が承認しています。全従業者への教育を年1回行っています。',
    [rules, '2 情報セキュリティ規程の表紙と目次'],
    [rules, '3 承認の記録'],
  ),
  'A6-04': notDone('勧誘・販売に関する規程は定めていません。販売は当社の営業担当者による法人への直接の販売に限っています。'),
  'A6-05': told('苦情対応規程を定めています。受付から3営業日以内に一次回答をします。', [rules, '4 苦情対応規程の表紙']),
};
