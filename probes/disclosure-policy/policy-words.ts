export type Topic = 'contact' | 'acknowledgement' | 'progress';

export interface Said {
  /** The sentence that says it without doubt. */
  readonly certain?: string;
  /** A sentence that may mean it. */
  readonly near?: string;
}

const about: Readonly<Record<Topic, RegExp>> = {
  contact: /窓口|連絡先|報告先|お問い?合わ?せ|報告(?:は|を|の)|contact|report(?:ing|s)?\b/i,
  acknowledgement:
    /受領|受付|受け付け|受け取っ|初回(?:の)?(?:返信|回答|連絡)|acknowledg|confirm(?:ation)?\s+(?:of\s+)?receipt|initial\s+(?:response|reply)|first\s+(?:response|reply)/i,
  progress:
    /進捗|進行状況|経過(?:を|の)|状況を.{0,12}(?:連絡|報告|お知らせ|通知)|status\s+updates?|progress|keep\s+you\s+(?:informed|updated)|updates?\s+(?:every|at\s+least)/i,
};

const NUMBER = '(?:[0-90-9]{1,3}|[一二三四五六七八九十]{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|fourteen|thirty)';
const period = new RegExp(
  `${NUMBER}\\s*(?:営業日|業務日|日|週間|か月|ヶ月|カ月|ヵ月|時間)|${NUMBER}\\s*(?:\\(\\d+\\)\\s*)?(?:business|working|calendar)?\\s*(?:days?|weeks?|months?|hours?)\\b|(?:毎週|毎月|週に?1回|月に?1回|weekly|monthly)`,
  'i',
);
const address = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+|https?:\/\/\S{4,}/i;
/** A sentence that takes it back: "we do not promise an acknowledgement within 3 days". */
const denial = /(?:せん|ない|できかね|かねます|限りでは)|\b(?:not|no|never|cannot|unable)\b/i;

/**
 * What the text of a policy says on a topic. Certain only where one sentence has the words of the topic with an address (contact) or a period (the others), and
 * nothing that takes it back. Japanese and English.
 */
export function policySays(policy: string, topic: Topic): Said {
  const sentences = policy
    .split(/(?<=[。.!?!?])\s+|(?<=。)|\n+/)
    .map((sentence) => sentence.replaceAll(/\s+/g, ' ').trim())
    .filter((sentence) => sentence.length > 0 && sentence.length <= 600);
  const named = sentences.filter((sentence) => about[topic].test(sentence));
  const decisive = topic === 'contact' ? address : period;
  const certain = named.find((sentence) => decisive.test(sentence) && !denial.test(sentence));
  return certain !== undefined ? { certain } : named[0] !== undefined ? { near: named[0] } : {};
}

/** The text of a page: no markup, no script, entities spelled out. Line ends stay where blocks end. */
export function textOfPage(page: string): string {
  return page
    .replaceAll(/<!--[\s\S]*?-->/g, ' ')
    .replaceAll(/<(script|style|noscript|template|svg)\b[\s\S]*?<\/\1\s*>/gi, ' ')
    .replaceAll(/<a\b[^>]*href\s*=\s*["']?mailto:([^"'?>\s]+)[^>]*>/gi, ' $1 ')
    .replaceAll(/<\/?(?:p|div|li|h[1-6]|br|tr|td|th|dt|dd|section|article|ul|ol|table)\b[^>]*>/gi, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&nbsp;|&#160;/gi, ' ')
    .replaceAll(/&lt;/gi, '<')
    .replaceAll(/&gt;/gi, '>')
    .replaceAll(/&quot;/gi, '"')
    .replaceAll(/&#39;|&apos;/gi, "'")
    .replaceAll(/&#64;/g, '@')
    .replaceAll(/&amp;/gi, '&')
    .replaceAll(/[ \t ]+/g, ' ')
    .replaceAll(/\s*\n\s*/g, '\n')
    .trim();
}
