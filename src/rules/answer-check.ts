import { belowStandard, CONTENT_LENGTH, DISCLOSURE_ANSWERS, type DisclosureField, hasContent, itemName } from './disclosure.ts';
import { type Field, isBlank, type Pointer, pointers } from './dossier.ts';
import { criteriaOf } from './editions.ts';
import type { FormContext, FormRule } from './form-check.ts';
import type { Finding } from './refusal.ts';
import type { Text } from './text.ts';
import { counts, isVerdict, METHODS, verdictWords } from './verdict.ts';

type Say = (rule: FormRule, part: string, message: Text, weight?: Finding['weight']) => readonly Finding[];

/** What is wrong with an answer to a criterion or a disclosure item. */
export function answerFindings(field: Field, context: FormContext): readonly Finding[] {
  const say: Say = (rule, part, message, weight = 'error') => {
    const clause = context.clauseOf(rule);
    return clause === undefined ? [] : [{ code: rule, path: `${field.id}/${part}`, clause, message, weight }];
  };
  if (field.kind === 'verdict') return verdictFindings(field, context, say);
  if (field.kind === 'disclosure') return disclosureFindings(field, context, say);
  if (field.kind === 'evidence') return pointerFindings(field.label, pointers(context.values[field.id]), context, say, '');
  return [];
}

function verdictFindings(field: Field & { kind: 'verdict' }, context: FormContext, say: Say): readonly Finding[] {
  const part = (name: string) => context.values[`${field.id}/${name}`];
  const verdict = part('verdict');
  const named = { ja: `${field.criterion}「${field.label.ja}」`, en: `${field.criterion} “${field.label.en}”` };
  if (isBlank(verdict)) {
    return say('verdict-given', 'verdict', { ja: `${named.ja}の判定が選ばれていません。`, en: `No verdict is chosen for ${named.en}.` });
  }
  const rows = pointers(part('evidence'));
  return [
    ...reasonFindings(named, verdict, part('reason'), say),
    ...(verdict === 'conforms' ? conformsFindings(field, named, rows, context, say) : []),
    ...countsFindings(named, verdict, part('reason'), say),
    ...pointerFindings(named, rows, context, say, 'evidence'),
    ...(verdict === 'conforms' && isBlank(part('minutes'))
      ? say(
          'effort-recorded',
          'minutes',
          { ja: `${named.ja}の評価に要した時間(人・分)が未記入です。`, en: `The person-minutes spent on ${named.en} are not filled in.` },
          'note',
        )
      : []),
  ];
}

function reasonFindings(named: Text, verdict: unknown, reason: unknown, say: Say): readonly Finding[] {
  if (verdict !== 'not-applicable' || (typeof reason === 'string' && reason.trim() !== '')) return [];
  return say('not-applicable-needs-reason', 'reason', {
    ja: `${named.ja}を「該当なし」とするには理由が必要です。`,
    en: `“Not applicable” for ${named.en} needs a reason.`,
  });
}

function countsFindings(named: Text, verdict: unknown, reason: unknown, say: Say): readonly Finding[] {
  if (counts(verdict, reason) || verdict === 'not-applicable') return [];
  const word = isVerdict(verdict) ? verdictWords[verdict] : { ja: String(verdict), en: String(verdict) };
  return say('only-conforming-counts', 'verdict', {
    ja: `${named.ja}が「${word.ja}」です。「適合」又は理由のある「該当なし」でなければ申請できません。`,
    en: `${named.en} reads “${word.en}”. Only “conforms”, or “not applicable” with a reason, can be filed.`,
  });
}

function conformsFindings(
  field: Field & { kind: 'verdict' },
  named: Text,
  rows: readonly Pointer[],
  context: FormContext,
  say: Say,
): readonly Finding[] {
  const part = (name: string) => context.values[`${field.id}/${name}`];
  if (part('basis') === 'recognised') return recognitionFindings(field.criterion, named, part, context, say);
  const criterion = criteriaOf(context.book, context.edition).find((each) => each.id === field.criterion);
  const method = part('method');
  const chosen = METHODS.find((each) => each === method);
  const wrongMethod =
    criterion && (!chosen || !criterion.methods.includes(chosen))
      ? say('method-fits-criterion', 'method', {
          ja: `${named.ja}の評価方法は、適合基準が定める方法から選んでください。`,
          en: `Choose for ${named.en} one of the methods that its procedure names.`,
        })
      : [];
  const without =
    rows.length === 0
      ? say('conforms-needs-evidence', 'evidence', {
          ja: `${named.ja}を「適合」とするには、証跡の資料名と箇所を一つ以上示してください。`,
          en: `“Conforms” for ${named.en} needs at least one pointer to evidence: document and place.`,
        })
      : [];
  return [...wrongMethod, ...without];
}

function recognitionFindings(
  criterion: string,
  named: Text,
  part: (name: string) => unknown,
  context: FormContext,
  say: Say,
): readonly Finding[] {
  const agreement = context.book.agreements.find((each) => each.id === part('agreement'));
  const { day, foreignLabels } = context.facts;
  const runs = agreement && agreement.from <= day && (agreement.until === undefined || day <= agreement.until);
  if (!agreement || !runs || !agreement.covers.includes(criterion)) {
    return say('recognition-needs-agreement', 'agreement', {
      ja: `${named.ja}を相互承認で満たすには、この基準を対象とする発効済みの取決めを示してください。`,
      en: `Recognition for ${named.en} needs an agreement in force that covers this criterion.`,
    });
  }
  const confirmed = foreignLabels.some((label) => label.scheme === agreement.scheme && label.number === part('foreignLabel'));
  if (confirmed) return [];
  return say('recognition-needs-agreement', 'foreignLabel', {
    ja: `${named.ja}の根拠とする海外ラベルの番号が確認できません。`,
    en: `The foreign label named for ${named.en} is not confirmed.`,
  });
}

function pointerFindings(named: Text, rows: readonly Pointer[], context: FormContext, say: Say, part: string): readonly Finding[] {
  const at = (index: number) => (part === '' ? String(index + 1) : `${part}/${index + 1}`);
  return rows.flatMap((row, index) => {
    const known = context.facts.evidence.some((each) => each.id === row.document && !each.erased);
    const foreign = known
      ? []
      : say('evidence-is-ours', at(index), {
          ja: `${named.ja}の証跡${index + 1}は、御社の証跡保管庫にない資料を指しています。`,
          en: `Pointer ${index + 1} of ${named.en} names a document that is not in your evidence vault.`,
        });
    const placeless =
      row.place.trim() === ''
        ? say('pointer-has-place', at(index), {
            ja: `${named.ja}の証跡${index + 1}に、資料の中の箇所(頁、章節など)を記入してください。`,
            en: `Pointer ${index + 1} of ${named.en} must say where in the document (page, section).`,
          })
        : [];
    return [...foreign, ...placeless];
  });
}

function disclosureFindings(field: DisclosureField, context: FormContext, say: Say): readonly Finding[] {
  const part = (name: string) => context.values[`${field.id}/${name}`];
  const answer = part('answer');
  const named = itemName(field);
  const disclosed = hasContent(field, context.values);
  const known = DISCLOSURE_ANSWERS.some((each) => each === answer);
  if (!isBlank(answer) && !known) {
    return say('disclosure-given', 'answer', {
      ja: `${named.ja}の答え方は選択肢から選んでください。`,
      en: `Choose from the list how ${named.en} is answered.`,
    });
  }
  if (field.weight === 'mandatory' && (isBlank(answer) || (answer === 'content' && !disclosed))) {
    return say('disclosure-given', 'content', {
      ja: `必須項目${named.ja}が記入されていません。実施していない場合は「実施なし」と答えてください。`,
      en: `Mandatory item ${named.en} is not filled in. Answer “not done” when it is not done.`,
    });
  }
  if (isBlank(answer) && !isBlank(part('content'))) {
    return say('disclosure-given', 'answer', {
      ja: `${named.ja}に記述がありますが、答え方が選ばれていません。`,
      en: `Something is written for ${named.en}, but not chosen how it is answered.`,
    });
  }
  // The content column is published as written (D-7.2-3): what the provider says it does not disclose must not stand in it.
  const left =
    answer === 'not-disclosed' && !isBlank(part('content'))
      ? say('disclosure-given', 'content', {
          ja: `${named.ja}は「開示なし」ですが、申請内容欄に記述が残っています。このまま提出すると公表されます。記述を消すか、「開示あり」にしてください。`,
          en: `${named.en} is answered “not disclosed”, but something stands in its content, and the content is published. Clear it, or answer “disclosed”.`,
        })
      : [];
  const rows = pointers(part('evidence'));
  const without =
    disclosed && rows.length === 0
      ? say('disclosure-needs-evidence', 'evidence', {
          ja: `${named.ja}の裏付け資料(資料名と箇所)を示してください。`,
          en: `${named.en} needs supporting evidence: document and place.`,
        })
      : [];
  const below = belowStandard(field, context.values);
  const foreseen = below
    ? say(
        'disclosure-meets-standard',
        'answer',
        { ja: `${below.ja}このままでは認定されません。`, en: `${below.en} As it stands this will be refused.` },
        'note',
      )
    : [];
  const content = part('content');
  const length = typeof content === 'string' ? [...content].length : 0;
  const long =
    length > CONTENT_LENGTH
      ? say('field-forms', 'content', {
          ja: `${named.ja}の開示内容は${CONTENT_LENGTH}文字までです(現在${length}文字)。`,
          en: `The content of ${named.en} holds at most ${CONTENT_LENGTH} characters (${length} now).`,
        })
      : [];
  return [...long, ...left, ...without, ...foreseen, ...pointerFindings(named, rows, context, say, 'evidence')];
}
