import { fileTypeFromFile } from 'file-type';

/** How much of a text is looked at for markup, in bytes. */
export const SNIFF_BYTES = 64 * 1024;

/** Watches bytes go by and says whether all of them were UTF-8 text without NUL. */
export function textWatcher(): { see(chunk: Uint8Array): void; isText(): boolean } {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let text = true;
  const attempt = (decode: () => void) => {
    try {
      decode();
    } catch {
      text = false;
    }
  };
  return {
    see(chunk) {
      if (!text) return;
      if (chunk.includes(0)) text = false;
      else attempt(() => decoder.decode(chunk, { stream: true }));
    },
    isText() {
      if (text) attempt(() => decoder.decode());
      return text;
    },
  };
}

/**
 * The media type of a stored file, told from its content alone: neither its name nor what the sender called it counts.
 * `head` is its first SNIFF_BYTES bytes. Text is text/plain unless it holds markup or script; what nothing
 * recognises is application/octet-stream.
 */
export async function sniffType(path: string, head: Uint8Array, isText: boolean): Promise<string> {
  if (isText) return textType(new TextDecoder().decode(head)) ?? (await magicType(path)) ?? 'text/plain';
  return (await magicType(path)) ?? 'application/octet-stream';
}

/** Markup anywhere in the text counts, not only at its start: browsers have rendered such text before. */
function textType(text: string): string | undefined {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  if (/<svg[\s>]/i.test(text)) return 'image/svg+xml';
  if (/<(?:!doctype\s+html|html|head|body|script|iframe|object|embed|meta|link|base)[\s>/]/i.test(text)) return 'text/html';
  if (/<[a-z][^>]*\son[a-z]+\s*=/i.test(text)) return 'text/html';
  if (/^<\?xml[\s?]/i.test(start)) return 'application/xml';
  if (/^#!/.test(start)) return 'text/x-script';
  return undefined;
}

async function magicType(path: string): Promise<string | undefined> {
  try {
    return (await fileTypeFromFile(path))?.mime;
  } catch {
    // A damaged container is evidence of nothing but its bytes.
    return undefined;
  }
}
